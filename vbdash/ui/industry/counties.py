"""The counties of Sweden side by side in one year."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from vbdash.charts.bars import ranked_bars
from vbdash.charts.figure import Reference
from vbdash.charts.strips import beeswarm
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.industry.compare import Comparison
from vbdash.indicators.missing import reason
from vbdash.sentences import industry as say
from vbdash.ui.industry.page import STATUS, Subject, axis_title, comparison, named, switch_to
from vbdash.ui.show import show
from vbdash.ui.view import View

__all__ = ["columns", "decimals_of", "draw", "references", "similar_rule", "written"]


def draw(view: View, subject: Subject) -> None:
    """Draw the part of the page about the counties."""
    tx, data = view.tx, view.dataset
    found = comparison(data, subject.measure, subject.definition, "county", subject.year)
    if found is None or found.counted < 2:
        st.info(
            tx("There are no figures for the other counties for this measure."),
            icon=":material/info:",
        )
        gap = reason(data.table("gaps"), subject.measure, region="01", year=subject.year)
        if gap is not None:
            st.markdown(tx.pick(gap, "text"))
        switch_to(view, "gva", "_counties_to_gva")
        return
    table = written(view, found)
    known = table[table["share"].notna()]
    own = table[table["code"] == data.county].iloc[0]
    place = say.place_sentence(
        tx, region=view.county_name, rank=int(own["rank"]), of=found.counted, unit="county"
    )
    verdict = say.verdict_sentence(
        tx, region=view.county_name, share=own["share"], to_country=own["to_country"]
    )
    chart = table.assign(value=table["share"], missing=table[f"missing_{tx.lang}"])
    exhibit = _exhibit(view, subject, found, table, "counties", verdict)
    low, high = similar_band(found)
    show(
        view,
        exhibit,
        beeswarm(
            chart, tx, unit="%", decimals=1, highlight=[data.county],
            named=[str(known["code"].iloc[i]) for i in (0, -1)],
            references=references(view, found), similar=(low, high) if low == low else None,
            x_title=axis_title(data, tx, subject.measure, subject.definition),
        ),
    )  # fmt: skip
    similar_rule(view, found, tx("Sweden"))
    ends = say.swarm_sentence(
        tx, highest=known["label"].iloc[0], high=known["share"].iloc[0],
        lowest=known["label"].iloc[-1], low=known["share"].iloc[-1], of=found.counted,
        year=found.year, unit="county",
    )  # fmt: skip
    show(
        view,
        _exhibit(view, subject, found, table, "counties_ranked", place, f"{place} {ends}"),
        ranked_bars(
            chart,
            tx,
            unit="%",
            decimals=1,
            highlight=[data.county],
            references=references(view, found, county=False),
        ),
    )


def written(view: View, found: Comparison) -> pd.DataFrame:
    """Return the table of a comparison with names and words in the visitor's language."""
    tx = view.tx
    table = found.table.assign(label=named(view, found.table["code"]))
    words = {"higher": tx("higher"), "lower": tx("lower"), "similar": tx("similar")}
    status = table["status"].astype(object)
    notes = table[f"missing_{tx.lang}"]
    return table.assign(
        to_country_said=table["to_country"].map(words).fillna("–"),
        to_county_said=table["to_county"].map(words).fillna("–"),
        note=[
            why or (tx(STATUS[s]) if isinstance(s, str) and s in STATUS else "")
            for why, s in zip(notes, status, strict=True)
        ],
    )


def decimals_of(view: View, measure: str) -> int:
    """Return the decimals that a measure is written with."""
    return int(view.dataset.measures["decimals"].to_dict()[measure])


def columns(view: View, subject: Subject, region: str, *, county: bool) -> list[Column]:
    """Return the columns of a comparison: level, share, location quotient, place, verdicts."""
    tx, row = view.tx, view.dataset.row("measures", subject.measure)
    found = [
        Column("label", region),
        Column(
            "amount",
            tx("Industry, {unit}", unit=tx.pick(row, "unit_short")),
            decimals_of(view, subject.measure),
        ),
        Column("share", tx("Share, percent"), 1),
        Column("lq", tx("Location quotient (Sweden = 1)"), 2),
        Column("rank", tx("Place"), 0),
        Column("to_country_said", tx("Compared with Sweden")),
    ]
    if county:
        found.append(Column("to_county_said", tx("Compared with the county")))
    return [*found, Column("note", tx("Note"))]


def references(view: View, found: Comparison, *, county: bool = False) -> list[Reference]:
    """Return the lines that a chart of shares is compared with."""
    tx = view.tx
    lines = []
    if found.country == found.country:
        lines.append(
            Reference(found.country, tx("Sweden {share}", share=tx.percent(found.country)))
        )
    if county and found.county == found.county:
        lines.append(
            Reference(found.county, tx("The county {share}", share=tx.percent(found.county)))
        )
    return lines


def similar_band(found: Comparison) -> tuple[float, float]:
    """Return the shares that are called similar to the country's."""
    return found.country - found.usual.mad, found.country + found.usual.mad


def similar_rule(view: View, found: Comparison, to: str) -> None:
    """Say by what rule shares are called higher, lower or similar, and what is shaded."""
    tx = view.tx
    if found.usual.mad != found.usual.mad:
        st.caption(tx("There are too few figures to say what is similar."))
        return
    st.caption(
        tx(
            "Shares are called similar when they differ by at most {points} percentage points: the median "
            "absolute deviation of the {count} shares, times 1.4826 (the rule of the Office for National Statistics). "
            "Shaded: what is similar to {to}.",
            to=to,
            points=tx.number(found.usual.mad, 1),
            count=found.usual.count,
        )
    )


def _exhibit(
    view: View,
    subject: Subject,
    found: Comparison,
    table: pd.DataFrame,
    key: str,
    title: str,
    sentence: str = "",
) -> Exhibit:
    return Exhibit(
        key=f"industry_{key}",
        title=title.rstrip("."),
        subtitle=subject.subtitle(view, str(found.year)),
        sentence=sentence or title,
        table=table,
        columns=columns(view, subject, view.tx("County"), county=False),
        sources=[subject.source(view.dataset)],
        lines=subject.lines(view),
    )
