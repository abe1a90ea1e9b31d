"""Shift-share: how much of the change in industrial employment is the county's own."""

from __future__ import annotations

from functools import partial
from typing import Final

import pandas as pd

from vbdash.charts.bars import ranked_bars, waterfall
from vbdash.data.editions import doubts
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.measured import named
from vbdash.indicators.change import Point, series_points
from vbdash.indicators.industry.shares import industry_share
from vbdash.indicators.industry.shift_share import county_shifts
from vbdash.indicators.municipality.figures import unbroken
from vbdash.indicators.shown import published_years
from vbdash.sentences import industry as say
from vbdash.sentences.change import marked
from vbdash.text import msg
from vbdash.view import View

#: The only measure with long series for industry and for the whole economy, county by county.
MEASURE: Final = "employment"
DEFINITION: Final = "B-E"
COUNTRY: Final = "00"
_OWN: Final = msg("The county's own part of the change.")


def years(view: View) -> tuple[int, ...]:
    """Return the years in which county and country both have a figure, newest first.

    An agency's edition may bring a year for the counties before the country has it.
    """
    own, country = (
        published_years(view.dataset, MEASURE, DEFINITION, (code,))
        for code in (view.dataset.county, COUNTRY)
    )
    return tuple(year for year in own if year in country)


def shifts(view: View, start: int, end: int) -> pd.DataFrame:
    """Part each county's change between two years, as it is shown.

    The parts are those of :func:`vbdash.indicators.industry.shift_share.county_shifts`.

    The parts are rounded so that they sum to the change as it is shown: each is what is left
    beside the rounded ones before it, at most a tenth from its own rounding.
    """
    found = county_shifts(view.dataset, MEASURE, DEFINITION, start, end)
    followed = (found["national"] + found["trend"]).round(1)
    change, national = found["change"].round(1), found["national"].round(1)
    # Plus nought: there is no minus nought to be shown.
    trend, own = (followed - national).round(1) + 0.0, (change - followed).round(1) + 0.0
    return found.assign(change=change, national=national, trend=trend, own=own)


def _subtitle(view: View, start: int, end: int) -> str:
    tx, row = view.tx, view.dataset.row("measures", MEASURE)
    definition = view.dataset.row("definitions", DEFINITION)
    return f"{tx.pick(row, 'label')}. {tx.pick(definition, 'label')}, {start}–{end}. {tx.pick(row, 'basis')}."


def _own_jobs(view: View) -> pd.DataFrame:
    """Return the county's industrial jobs: a row a year, in order."""
    found = industry_share(view.dataset, MEASURE, DEFINITION)
    own = found[(found["region_code"] == view.dataset.county) & found["amount"].notna()]
    return unbroken(own, ["region_code"]).sort_values("year")


def _final(view: View, start: int, end: int) -> int | None:
    """Return the latest year that is not preliminary, where the end is; None where there is none."""
    own = _own_jobs(view)
    doubtful = doubts(own)
    final = [int(y) for y in own["year"] if start < y < end and y not in doubtful]
    return max(final, default=None) if end in doubtful else None


def _year(view: View, year: int) -> str:
    """Write a year with what it is in the county's whole series: its lowest, preliminary."""
    own = _own_jobs(view)
    points = series_points(own["year"].astype(int).tolist(), own["amount"].tolist())
    point = points.get(year, Point(year, float("nan")))
    return f"{year}{marked(view.tx, point, preliminary=doubts(own).get(year, ''))}"


def _own(view: View, start: int, end: int) -> pd.Series:
    table = shifts(view, start, end)
    return table[table["code"] == view.dataset.county].iloc[0]


def _sentences(view: View, start: int, end: int) -> tuple[str, str]:
    own, final = _own(view, start, end), _final(view, start, end)
    return say.shift_sentences(
        view.tx, region=view.county_name, start=_year(view, start), end=_year(view, end),
        change=own["change"], expected=own["national"] + own["trend"],
        final=None if final is None else (final, _own(view, start, final)["change"]),
    )  # fmt: skip


def _rank(view: View, start: int, end: int) -> tuple[int, int]:
    own = shifts(view, start, end).set_index("code")["own"]
    return int(own.rank(ascending=False, method="min")[view.dataset.county]), len(own)


def _place(view: View, start: int, end: int) -> str:
    place, of = _rank(view, start, end)
    final = _final(view, start, end)
    return say.own_place_sentence(
        view.tx, region=view.county_name, start=start, end=_marked(view, end), place=place, of=of,
        final=None if final is None else (final, _rank(view, start, final)[0]),
    )  # fmt: skip


def _also_final(view: View, start: int, end: int) -> str:
    """Say the same up to the latest final year, where the end is preliminary; else nothing."""
    final = _final(view, start, end)
    if final is None:
        return ""
    found, against = _sentences(view, start, final)
    # A change that turns is told in the headline already.
    turned = _own(view, start, final)["change"] * _own(view, start, end)["change"] < 0
    said = against if turned else f"{found} {against}"
    why = doubts(_own_jobs(view))[end]
    return say.without_preliminary(view.tx, year=final, said=said, why=why)


def _marked(view: View, year: int) -> str:
    """Write a year as a label does: with a mark where it is preliminary."""
    own = _own_jobs(view)
    return f"{year}{marked(view.tx, Point(year, 0.0), preliminary=doubts(own).get(year, ''))}"


@reads()
def parts(view: View, start: int, end: int) -> Exhibit:
    """Show the change in the county's industrial jobs, parted in three (:func:`shifts`)."""
    tx, data = view.tx, view.dataset
    own = _own(view, start, end)
    row = data.row("measures", MEASURE)
    (found, against), also = _sentences(view, start, end), _also_final(view, start, end)
    table = pd.DataFrame(
        [
            (tx("Industry {year}", year=_marked(view, start)), own["start"], "total"),
            (tx("Sweden's growth"), own["national"], "step"),
            (tx("Industry's trend in Sweden"), own["trend"], "step"),
            (tx("The county's own"), own["own"], "step"),
            (tx("Industry {year}", year=_marked(view, end)), own["end"], "total"),
        ],
        columns=["label", "value", "kind"],
    )
    exhibit = Exhibit(
        key="industry_shift",
        title=found.rstrip("."),
        subtitle=" ".join(each for each in (against, also, _subtitle(view, start, end)) if each),
        sentence=f"{found} {against} {also}".strip(),
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
    figure = partial(
        waterfall,
        table,
        tx,
        decimals=1,
        note=tx.pick(row, "unit").capitalize(),
        above=True,
    )
    return exhibit.replace(chart=figure)


@reads()
def counties(view: View, start: int, end: int) -> Exhibit:
    """Show what of the change is each county's own."""
    tx, data = view.tx, view.dataset
    table = shifts(view, start, end)
    row = data.row("measures", MEASURE)
    table = table.assign(label=named(view, table["code"]), value=table["own"])
    table = table.sort_values(["own", "code"], ascending=[False, True], ignore_index=True)
    sentence = _place(view, start, end)
    exhibit = Exhibit(
        key="industry_shift_counties",
        title=sentence.rstrip("."),
        subtitle=f"{tx(_OWN)} {_subtitle(view, start, end)}",
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("County")),
            Column("start", _marked(view, start), 1),
            Column("end", _marked(view, end), 1),
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
    figure = partial(ranked_bars, table, tx, decimals=1, highlight=[data.county], note=note)
    return exhibit.replace(chart=figure)
