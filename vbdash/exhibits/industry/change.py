"""Shift-share: how much of the change in industrial employment is the county's own."""

from __future__ import annotations

from typing import Final

import pandas as pd

from vbdash.charts.bars import ranked_bars, waterfall
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.measured import named
from vbdash.indicators.industry.shift_share import county_shifts
from vbdash.sentences import industry as say
from vbdash.view import View

#: The only measure with long series for industry and for the whole economy, county by county.
MEASURE: Final = "employment"
DEFINITION: Final = "B-E"


def shifts(view: View, start: int, end: int) -> pd.DataFrame:
    """Part each county's change between two years (:func:`vbdash.indicators.industry.shift_share.county_shifts`)."""
    return county_shifts(view.dataset, MEASURE, DEFINITION, start, end)


def _subtitle(view: View, start: int, end: int) -> str:
    tx, row = view.tx, view.dataset.row("measures", MEASURE)
    definition = view.dataset.row("definitions", DEFINITION)
    return f"{tx.pick(row, 'label')}. {tx.pick(definition, 'label')}, {start}–{end}. {tx.pick(row, 'basis')}."


@reads()
def parts(view: View, start: int, end: int) -> Exhibit:
    """Show the change in the county's industrial jobs, parted in three (:func:`shifts`)."""
    tx, data = view.tx, view.dataset
    table = shifts(view, start, end)
    own = table[table["code"] == data.county].iloc[0]
    row = data.row("measures", MEASURE)
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
    return exhibit.replace(figure=figure)


@reads()
def counties(view: View, start: int, end: int) -> Exhibit:
    """Show what of the change is each county's own."""
    tx, data = view.tx, view.dataset
    table = shifts(view, start, end)
    row = data.row("measures", MEASURE)
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
    note = tx.pick(row, "unit").capitalize()
    figure = ranked_bars(table, tx, decimals=1, highlight=[data.county], note=note)
    return exhibit.replace(figure=figure)
