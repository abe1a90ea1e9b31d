"""The sectors of one region beside Sweden's, on every page that shows them."""

from __future__ import annotations

from typing import Final

import streamlit as st

from vbdash.charts.bars import paired_bars
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.industry.structure import Profiles, composition
from vbdash.sentences import industry as say
from vbdash.ui.show import show
from vbdash.ui.view import View

__all__ = ["MEASURE", "basis", "show_composition", "sources"]

#: The measure that is published for a full set of sectors, by municipality.
MEASURE: Final = "employed_residence"


def basis(view: View, found: Profiles) -> str:
    """Say what is measured."""
    tx, data = view.tx, view.dataset
    row = data.row("measures", MEASURE)
    text = f"{tx.pick(row, 'label')}, {found.year}. {tx.pick(row, 'basis')}."
    if found.country_measure == MEASURE:
        return text
    return (
        text
        + " "
        + tx(
            "Sweden by place of work. Unknown industry is left out on both sides; the sums of sectors are ours."
        )
    )


def sources(view: View, found: Profiles) -> list[str]:
    """Return the ids of what the figures come from."""
    data = view.dataset
    return [str(data.row("measures", m)["source_id"]) for m in (MEASURE, found.country_measure)]


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
        subtitle=basis(view, found),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("Sector")),
            Column("amount", tx("Employed"), 0),
            Column("share", tx("{region}, percent", region=region), 1),
            Column("country", tx("Sweden, percent"), 1),
            Column("lq", tx("Location quotient (Sweden = 1)"), 2),
        ],
        sources=sources(view, found),
        lines=[(tx("Caveats"), tx.pick(data.row("measures", f"{MEASURE}_share"), "caveats"))],
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
