"""Shift-share: how much of the change in industrial employment is the county's own."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from vbdash.charts.bars import ranked_bars, waterfall
from vbdash.exhibit import Column, Exhibit
from vbdash.sentences import industry as say
from vbdash.ui.choice import choose
from vbdash.ui.industry.page import Subject, county_shifts, named, years
from vbdash.ui.show import show
from vbdash.ui.view import View

__all__ = ["draw"]

#: The only measure with long series for industry and for the whole economy, county by county.
_MEASURE, _DEFINITION = "employment", "B-E"


def draw(view: View, _subject: Subject) -> None:
    """Draw the part of the page about change."""
    tx, data = view.tx, view.dataset
    published = years(data, _MEASURE, _DEFINITION)
    starts = {str(year): str(year) for year in sorted(published)[:-1]}
    start = int(choose("fran", tx("Since"), starts, str(min(published)), width=160))
    end = published[0]
    table = county_shifts(data, _MEASURE, _DEFINITION, start, end)
    own = table[table["code"] == data.county].iloc[0]
    _parts(view, own, start, end)
    _counties(view, table, start, end)
    with st.expander(tx("How the change is parted"), icon=":material/calculate:"):
        st.markdown(
            tx(
                "**Sweden's growth**: the jobs at the start times the growth of all employment in Sweden. "
                "**Industry's trend**: the jobs at the start times how much faster or slower industry grew in "
                "Sweden than all employment. **The county's own**: what is left, how much faster or slower "
                "industry grew here than in Sweden. The three sum to the change. It is arithmetic and not an "
                "explanation, and depends on the years chosen. Sweden includes the county. Sweden's total is a "
                "sum of the counties and what belongs to none. Classical shift-share after Dunn (1960), "
                "“A statistical and analytical technique for regional analysis”."
            )
        )


def _subtitle(view: View, start: int, end: int) -> str:
    tx, row = view.tx, view.dataset.row("measures", _MEASURE)
    definition = view.dataset.row("definitions", _DEFINITION)
    return f"{tx.pick(row, 'label')}. {tx.pick(definition, 'label')}, {start}–{end}. {tx.pick(row, 'basis')}."


def _parts(view: View, own: pd.Series, start: int, end: int) -> None:
    tx, data = view.tx, view.dataset
    row = data.row("measures", _MEASURE)
    sentence = say.shift_sentence(
        tx, region=view.county_name, start=start, end=end, change=own["change"],
        expected=own["national"] + own["trend"], own=own["own"],
    )  # fmt: skip
    table = pd.DataFrame(
        [
            (tx("Industry {year}", year=start), own["start"], "total"),
            (tx("Sweden's growth"), own["national"], "step"),
            (tx("Industry's trend in Sweden"), own["trend"], "step"),
            (tx("The county's own"), own["own"], "step"),
            (tx("Industry {year}", year=end), own["end"], "total"),
        ],
        columns=["label", "value", "kind"],
    )
    exhibit = Exhibit(
        key="industry_shift",
        title=sentence.rstrip("."),
        subtitle=_subtitle(view, start, end),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("Part")),
            Column("value", tx.pick(row, "unit").capitalize(), 1),
        ],
        sources=[str(row["source_id"])],
        lines=[
            (tx("Method"), tx("Classical shift-share, Dunn (1960)")),
            (tx("Caveats"), tx.pick(row, "caveats")),
        ],
    )
    figure = waterfall(
        table,
        tx,
        decimals=1,
        note=tx.pick(row, "unit").capitalize(),
        above=True,
    )
    show(view, exhibit, figure)


def _counties(view: View, table: pd.DataFrame, start: int, end: int) -> None:
    tx, data = view.tx, view.dataset
    row = data.row("measures", _MEASURE)
    table = table.assign(label=named(view, table["code"]), value=table["own"])
    table = table.sort_values(["own", "code"], ascending=[False, True], ignore_index=True)
    place = 1 + int(table.index[table["code"] == data.county][0])
    sentence = tx(
        "Counted in jobs, {region} has place {place} of {of} counties in what is the county's own.",
        region=view.county_name, place=place, of=len(table),
    )  # fmt: skip
    exhibit = Exhibit(
        key="industry_shift_counties",
        title=sentence.rstrip("."),
        subtitle=tx("The county's own part of the change.") + " " + _subtitle(view, start, end),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("County")),
            Column("start", f"{start}", 1),
            Column("end", f"{end}", 1),
            Column("change", tx("Change"), 1),
            Column("national", tx("Sweden's growth"), 1),
            Column("trend", tx("Industry's trend in Sweden"), 1),
            Column("own", tx("The county's own"), 1),
        ],
        sources=[str(row["source_id"])],
        lines=[
            (tx("Unit"), tx.pick(row, "unit")),
            (tx("Method"), tx("Classical shift-share, Dunn (1960)")),
        ],
    )
    show(
        view,
        exhibit,
        ranked_bars(
            table, tx, decimals=1, highlight=[data.county], note=tx.pick(row, "unit").capitalize()
        ),
    )
