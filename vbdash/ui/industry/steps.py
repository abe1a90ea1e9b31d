"""What is counted: how the share moves with the definition, and with what it is a share of."""

from __future__ import annotations

from typing import Final

import streamlit as st

from vbdash.charts.bars import ranked_bars
from vbdash.exhibit import Column, Exhibit
from vbdash.sentences import industry as say
from vbdash.ui.choice import choose
from vbdash.ui.industry.answers import WHOLES, draw_answers, edition
from vbdash.ui.industry.counties import decimals_of
from vbdash.ui.industry.groups import draw_example, draw_workplaces, ladder_columns, ladder_figure
from vbdash.ui.industry.page import Subject, definition_label, denominators, ladder, years
from vbdash.ui.industry.sectors import choose_region
from vbdash.ui.show import show
from vbdash.ui.view import View

__all__ = ["draw"]

#: Measures that can be cut by more than one definition.
_MEASURES: Final = ("employed_residence", "gva")
_GRP: Final = "grp_by_group"


def draw(view: View, subject: Subject) -> None:
    """Draw the part of the page about what is counted."""
    draw_answers(view)
    region = _definitions(view, subject)
    draw_example(view)
    _shares_of(view, subject)
    draw_workplaces(view, region)


def _definitions(view: View, subject: Subject) -> str:
    """Draw the steps between the definitions that exist here; return the area chosen."""
    tx, data = view.tx, view.dataset
    labels = {m: tx.pick(data.row("measures", m), "label") for m in _MEASURES}
    left, right = st.columns(2)
    with left:
        measure = choose("mattet", tx("Share of"), labels, _MEASURES[0])
    with right:
        region = choose_region(view) if measure == "employed_residence" else data.county
        if measure != "employed_residence":
            st.caption(
                tx("Value added by industry is published for counties, not for municipalities.")
            )
    published = years(data, measure, "B-E")
    year = subject.year if subject.year in published else published[0]
    table = ladder(data, measure, region, year)
    if len(table) < 2:
        st.info(
            tx("Here the share can be cut by one definition only, so there is nothing to compare."),
            icon=":material/info:",
        )
        return region
    name = data.name(region, tx.lang)
    sentence = say.ladder_sentence(
        tx, measure=measure, region=name, year=year,
        narrow=(table["definition"].iloc[0], table["share"].iloc[0]),
        wide=(table["definition"].iloc[-1], table["share"].iloc[-1]),
    )  # fmt: skip
    row = data.row("measures", f"{measure}_share")
    exhibit = Exhibit(
        key="industry_steps",
        title=sentence.rstrip("."),
        subtitle=f"{tx.pick(row, 'label')}, {name}, {year}. {tx.pick(row, 'basis')}.",
        sentence=sentence,
        table=table.assign(label=[definition_label(view, d) for d in table["definition"]]),
        columns=ladder_columns(
            view,
            Column(
                "amount",
                tx("Industry, {unit}", unit=tx.pick(data.row("measures", measure), "unit_short")),
                0,
            ),
        ),
        sources=[str(data.row("measures", measure)["source_id"])],
        lines=[(tx("Caveats"), tx.pick(row, "caveats"))],
    )
    show(view, exhibit, ladder_figure(view, table))
    widest = table["definition"].iloc[-1]
    if widest != "A-F":
        st.caption(
            tx(
                "Wider definitions cannot be cut for this measure: construction (F) and farming and forestry (A) are not loaded."
            )
        )
    if table["definition"].iloc[0] != "C":
        st.caption(
            tx(
                "Manufacturing (C) alone cannot be cut: the source gives it together with mining (B)."
            )
        )
    return region


def _shares_of(view: View, subject: Subject) -> None:
    tx, data = view.tx, view.dataset
    published = [y for y in years(data, _GRP, "A-F") if len(denominators(data, data.county, y))]
    if not published:
        return
    year = subject.year if subject.year in published else published[0]
    table = denominators(data, data.county, year)
    names = [tx(WHOLES[d]) for d in table["denominator"]]
    table = table.assign(
        label=[n[:1].upper() + n[1:] for n in names], code=table["denominator"], value=table["share"],
        note=[tx("summed here") if s else tx("printed by the source") for s in table["summed"]],
    )  # fmt: skip
    sentence = tx(
        "One and the same production of goods is {low} or {high} of the economy, depending on what it is a share of.",
        low=tx.percent(table["share"].min()),
        high=tx.percent(table["share"].max()),
    )
    row = data.row("measures", _GRP)
    amount = tx.quantity(
        table["amount"].iloc[0], tx.pick(row, "unit_short"), decimals_of(view, _GRP)
    )
    exhibit = Exhibit(
        key="industry_denominators",
        title=sentence.rstrip("."),
        subtitle=tx(
            "Goods producers (A–F), {amount} in {region} in {year}, as a share of three wholes from the same edition.",
            amount=amount,
            region=view.county_name,
            year=year,
        ),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("Share of")),
            Column("total", tx("The whole, {unit}", unit=tx.pick(row, "unit_short")), 0),
            Column("share", tx("Share, percent"), 1),
            Column("note", tx("Note")),
        ],
        sources=edition(view, year),
        lines=[(tx("Caveats"), tx.pick(row, "caveats"))],
    )
    show(view, exhibit, ranked_bars(table, tx, unit="%", decimals=1, sort=False, above=True))
