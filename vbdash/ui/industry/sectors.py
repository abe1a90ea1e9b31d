"""What an economy consists of, beside Sweden's, and how specialised it is."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from vbdash.charts.bars import ranked_bars
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.industry.structure import Profiles
from vbdash.sentences import industry as say
from vbdash.ui.choice import choose
from vbdash.ui.composition import MEASURE, basis, show_composition, sources
from vbdash.ui.industry.page import Subject, named, profiles, years
from vbdash.ui.show import show
from vbdash.ui.view import View

__all__ = ["choose_region", "draw"]


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
    published = years(data, MEASURE, "B-E")
    if not published:
        st.info(
            tx("No figures by sector are loaded for {county}.", county=view.county_name),
            icon=":material/info:",
        )
        return
    found = profiles(data, MEASURE, published[0])
    show_composition(view, found, choose_region(view))
    _specialisation(view, found)


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
        + basis(view, found),
        sentence=sentence,
        table=table,
        columns=_columns(view),
        sources=sources(view, found),
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
