"""What an economy consists of, beside Sweden's, and how specialised it is."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from vbdash.charts.bars import paired_bars, ranked_bars
from vbdash.indicators.structure import Profiles, composition
from vbdash.reports.export import Column
from vbdash.text.sentences import industry as say
from vbdash.ui.choice import choose
from vbdash.ui.industry import Subject, named, profiles, years
from vbdash.ui.show import Exhibit, show
from vbdash.ui.view import View

__all__ = ["choose_region", "draw", "show_composition"]

#: The measure that is published for a full set of sectors, by municipality.
_MEASURE = "employed_residence"


def choose_region(view: View) -> str:
    """Draw the choice of the county or one of its municipalities."""
    data, tx = view.dataset, view.tx
    options = {data.county: view.county_name}
    options |= {c: data.name(c, tx.lang) for c in sorted(data.municipality_codes, key=data.name)}
    chosen = view.selection.municipalities
    return choose("omrade", tx("Area"), options, chosen[0] if len(chosen) == 1 else data.county)


def draw(view: View, _subject: Subject) -> None:
    """Draw the part of the page about the sectors."""
    tx, data = view.tx, view.dataset
    published = years(data, _MEASURE, "B-E")
    if not published:
        st.info(
            tx("No figures by sector are loaded for {county}.", county=view.county_name),
            icon=":material/info:",
        )
        return
    found = profiles(data, _MEASURE, published[0])
    show_composition(view, found, choose_region(view))
    _specialisation(view, found)


def _basis(view: View, found: Profiles) -> str:
    tx, data = view.tx, view.dataset
    row = data.row("measures", _MEASURE)
    text = f"{tx.pick(row, 'label')}, {found.year}. {tx.pick(row, 'basis')}."
    if found.country_measure == _MEASURE:
        return text
    return (
        text
        + " "
        + tx(
            "Sweden by place of work. Unknown industry is left out on both sides; the sums of sectors are ours."
        )
    )


def _sources(view: View, found: Profiles) -> list[str]:
    data = view.dataset
    return [str(data.row("measures", m)["source_id"]) for m in (_MEASURE, found.country_measure)]


def show_composition(view: View, found: Profiles, code: str) -> None:
    """Draw the sectors of one region beside Sweden's, with location quotients."""
    tx, data = view.tx, view.dataset
    sectors = data.table("sectors").set_index("code")
    table = composition(found, code).sort_values("share", ascending=False, ignore_index=True)
    region = data.name(code, tx.lang)
    labels = [tx.pick(sectors.loc[s], "label") for s in table["sector"]]
    table = table.assign(label=labels, value=table["share"], other=table["country"])
    table["short"] = [tx.pick(sectors.loc[s], "short") for s in table["sector"]]
    if table["share"].isna().all():
        st.info(
            tx("No figures by sector are loaded for {county}.", county=region),
            icon=":material/info:",
        )
        return
    marked = table.nlargest(1, "lq").iloc[0]
    sentence = say.structure_sentence(
        tx, region=region, largest=_plainly(table["label"].iloc[0]), largest_share=table["share"].iloc[0],
        marked=_plainly(marked["label"]), lq=marked["lq"], year=found.year,
    )  # fmt: skip
    chart = table.assign(
        label=[
            tx("{sector} (LQ {lq})", sector=short, lq=tx.number(lq, 1))
            for short, lq in zip(table["short"], table["lq"], strict=True)
        ]
    )
    exhibit = Exhibit(
        key="industry_sectors",
        title=sentence.rstrip("."),
        subtitle=_basis(view, found),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("Sector")),
            Column("amount", tx("Employed"), 0),
            Column("share", tx("{region}, percent", region=region), 1),
            Column("country", tx("Sweden, percent"), 1),
            Column("lq", tx("Location quotient (Sweden = 1)"), 2),
        ],
        sources=_sources(view, found),
        lines=[(tx("Caveats"), tx.pick(data.row("measures", f"{_MEASURE}_share"), "caveats"))],
    )
    figure = paired_bars(chart, tx, names=(region, tx("Sweden")), unit="%", decimals=1, above=True)
    show(view, exhibit, figure)
    st.caption(
        tx(
            "LQ, the location quotient, is the local share over Sweden's: 2 means twice the weight, 1 the same "
            "(Balassa 1965)."
        )
    )


def _plainly(label: str) -> str:
    """Return the first part of a sector's official name, as it reads in a sentence."""
    return label.partition(";")[0].strip()


def _specialisation(view: View, found: Profiles) -> None:
    tx = view.tx
    table = found.table()
    table = table.assign(
        label=named(view, table["code"]), value=table["krugman"],
        missing=[tx(why) if why else "" for why in table["missing"]],
    )  # fmt: skip
    table = table.sort_values(["krugman", "code"], ascending=[False, True], ignore_index=True)
    known = table[table["krugman"].notna() & (table["code"] != view.dataset.county)]
    if known.empty:
        return
    sentence = say.specialised_sentence(
        tx, most=known["label"].iloc[0], most_index=known["krugman"].iloc[0],
        least=known["label"].iloc[-1], least_index=known["krugman"].iloc[-1],
    )  # fmt: skip
    exhibit = Exhibit(
        key="industry_krugman",
        title=sentence.rstrip("."),
        subtitle=tx(
            "Krugman's index of specialisation: 0 the same mix as Sweden's, 2 no sector in common."
        )
        + " "
        + _basis(view, found),
        sentence=sentence,
        table=table,
        columns=_columns(view),
        sources=_sources(view, found),
        lines=[
            (tx("Method"), tx("Krugman (1991), Hirschman (1964); over the 15 known sector groups."))
        ],
    )
    show(view, exhibit, ranked_bars(table, tx, decimals=2, highlight=_marked(view)))
    effective = pd.Series(table["sectors"].to_numpy(), index=table["code"])
    own = effective.get(view.dataset.county)
    if own == own and own is not None:
        st.caption(
            tx(
                "Herfindahl's index says how few sectors an economy rests on. In {region} employment is as "
                "concentrated as if {count} of the 15 sectors were equally large (1 / the index).",
                region=view.county_name,
                count=tx.number(own, 1),
            )
        )


def _marked(view: View) -> list[str]:
    return [*view.selection.municipalities[:6], view.dataset.county]


def _columns(view: View) -> list[Column]:
    tx = view.tx
    return [
        Column("label", tx("Region")),
        Column("krugman", tx("Krugman's index (0–2)"), 2),
        Column("herfindahl", tx("Herfindahl's index"), 3),
        Column("normalised", tx("Herfindahl, normalised (0–1)"), 3),
        Column("sectors", tx("As many equally large sectors"), 1),
        Column("missing", tx("Note")),
    ]
