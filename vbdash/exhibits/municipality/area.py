"""Groups of municipalities, each as one area: side by side, over time, and what cannot be summed."""

from __future__ import annotations

from functools import partial
from typing import Final

import pandas as pd

from vbdash.charts.bars import ranked_bars
from vbdash.charts.lines import time_lines
from vbdash.charts.strips import beeswarm
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.municipality.measured import measured, noun, short_label, sources
from vbdash.indicators.industry.compare import COUNTRY
from vbdash.indicators.municipality.figures import municipal_figures
from vbdash.indicators.municipality.sums import Summed, asked_groups, summed
from vbdash.indicators.municipality.whom import SWEDEN, references
from vbdash.sentences.facts import capital, written_value
from vbdash.sentences.groups import (
    among_municipalities,
    called,
    value_sentence,
    why_left_out,
    with_size,
)
from vbdash.view import View

#: The part of the country's municipalities that nearly all of them are.
_NEARLY_ALL: Final = 0.9


class Areas:
    """Groups that are looked at, with their names, municipalities and figures.

    Parameters
    ----------
    view
        Says what counts as industry.
    keys
        As a link says them (:mod:`vbdash.groups`); those that are none are passed over.
    """

    def __init__(self, view: View, keys: tuple[str, ...]) -> None:
        data, definition = view.dataset, view.selection.definition
        asked = asked_groups(data, definition, keys)
        self.keys = tuple(asked)
        self.codes = {key: codes for key, (_, codes) in asked.items()}
        self.names = {key: called(view.tx, data, group) for key, (group, _) in asked.items()}
        self.figures: dict[str, Summed] = {
            key: summed(data, definition, codes) for key, codes in self.codes.items()
        }

    def sized(self, view: View, key: str) -> str:
        """Return a group's name with how many municipalities it is."""
        return with_size(view.tx, self.names[key], len(self.codes[key]))

    def measures(self, view: View) -> list[str]:
        """Return the measures that any of the groups has, in the order of the registry."""
        order = view.dataset.measures["sort_order"]
        known = {str(m) for found in self.figures.values() for m in found.table["measure"]}
        return sorted(known, key=lambda m: (float(order[m]), m))


def _year(found: Areas, measure: str) -> int | None:
    """Return the latest year in which most of the groups have a measure."""
    years = [
        set(each.table.loc[each.table["measure"] == measure, "year"])
        for each in found.figures.values()
    ]
    counted = pd.Series([int(year) for own in years for year in own], dtype="int64").value_counts()
    return None if counted.empty else int(max(counted.index[counted == counted.max()]))


def _at(found: Areas, key: str, measure: str, year: int) -> float:
    table = found.figures[key].table
    own = table[(table["measure"] == measure) & (table["year"] == year)]
    return float(own["value"].iloc[-1]) if len(own) else float("nan")


@reads("definition")
def figures(view: View, keys: tuple[str, ...]) -> Exhibit | None:
    """Set the groups side by side on every measure, beside Sweden; None where nothing can be summed."""
    tx, data, found = view.tx, view.dataset, Areas(view, keys)
    measures = [(m, y) for m in found.measures(view) if (y := _year(found, m)) is not None]
    if not measures:
        return None
    table = pd.DataFrame({"label": [f"{short_label(view, m)} {year}" for m, year in measures]})
    for key in found.keys:
        values = [(m, _at(found, key, m, year)) for m, year in measures]
        table[key] = [written_value(tx, data, m, v) if v == v else "–" for m, v in values]
    sweden = references(data, view.selection.definition, "", SWEDEN, measures)
    table[COUNTRY] = [
        written_value(tx, data, m, v) if v == v else "–"
        for (m, _), v in zip(measures, sweden, strict=True)
    ]
    areas = tx.listing([found.sized(view, key) for key in found.keys])
    return Exhibit(
        key="area_figures",
        title=tx("{areas}: every measure that can be added up", areas=capital(areas)),
        subtitle=tx(
            "Amounts are added up over the municipalities; a share is that of the summed amounts. Sweden is the published "
            "figure, without one the sum of all municipalities."
        ),
        sentence=sentence(view, keys),
        table=table,
        columns=[
            Column("label", tx("Measure")),
            *(Column(key, capital(found.sized(view, key))) for key in found.keys),
            Column(COUNTRY, view.name(COUNTRY)),
        ],
        sources=sources(view, [m for m, _ in measures]),
        lines=_members(view, found),
    )


def _members(view: View, found: Areas) -> list[tuple[str, str]]:
    return [(found.names[key], view.tx.listing(view.names(found.codes[key]))) for key in found.keys]


def sentence(view: View, keys: tuple[str, ...], measure: str = "") -> str:
    """Say a measure of the groups, the first one there is where none is asked for."""
    tx, data, found = view.tx, view.dataset, Areas(view, keys)
    offered = found.measures(view)
    told = measure if measure in offered else next(iter(offered), "")
    year = _year(found, told) if told else None
    if year is None:
        return tx("Nothing of these municipalities can be added up.")
    values = [(key, _at(found, key, told, year)) for key in found.keys]
    said = [
        (found.names[key], len(found.codes[key]), written_value(tx, data, told, value))
        for key, value in values
        if value == value
    ]
    return value_sentence(tx, measure=capital(noun(view, told, bare=True)), year=year, said=said)


@reads("definition")
def bars(view: View, keys: tuple[str, ...], measure: str) -> Exhibit | None:
    """Draw a measure of the groups as bars, beside Sweden where it is no size; None without figures."""
    tx, found, about = view.tx, Areas(view, keys), measured(view, measure)
    year = _year(found, measure)
    if year is None:
        return None
    rows = [(key, found.sized(view, key), _at(found, key, measure, year)) for key in found.keys]
    if view.dataset.row("measures", measure)["kind"] != "amount":
        asked = [(measure, year)]
        value = references(view.dataset, view.selection.definition, "", SWEDEN, asked)[0]
        rows += [(COUNTRY, view.name(COUNTRY), value)] if value == value else []
    table = pd.DataFrame(rows, columns=["code", "label", "value"])
    said = sentence(view, keys, measure)
    return Exhibit(
        key=f"area_bars_{measure}",
        title=said.rstrip("."),
        subtitle=f"{about.label}. {about.basis}.".replace("..", "."),
        sentence=said,
        table=table.assign(year=year),
        columns=[
            Column("label", tx("Area")),
            Column("year", tx("Year")),
            Column("value", f"{about.label} ({about.unit})", about.decimals),
        ],
        sources=sources(view, [measure]),
        lines=[*about.lines(view), *_members(view, found)],
        chart=partial(
            ranked_bars, table, tx, unit=about.unit, decimals=about.decimals, highlight=found.keys
        ),
    )


@reads("definition")
def among(view: View, keys: tuple[str, ...], measure: str) -> Exhibit | None:
    """Draw the groups as dots among the municipalities; None for a size, and without figures.

    Among all of the country where nine tenths have a figure, else among the county's.
    """
    tx, data, found, about = view.tx, view.dataset, Areas(view, keys), measured(view, measure)
    year = _year(found, measure)
    if year is None or data.row("measures", measure)["kind"] == "amount":
        return None
    every = municipal_figures(data, view.selection.definition)
    now = every[(every["measure"] == measure) & (every["year"] == year) & every["value"].notna()]
    whole = now["code"].nunique() >= _NEARLY_ALL * len(data.every_municipality)
    own = now if whole else now[now["code"].isin(data.municipality_codes)]
    values = {key: _at(found, key, measure, year) for key in found.keys}
    table = pd.DataFrame(
        {
            "code": [*found.keys, *own["code"]],
            "label": [
                *(capital(found.names[key]) for key in found.keys),
                *view.names(list(own["code"])),
            ],
            "value": [*values.values(), *own["value"]],
        }
    )
    said = [
        among_municipalities(
            tx, area=found.names[key], above=int((own["value"] < value).sum()),
            below=int((own["value"] > value).sum()), of=len(own),
        )
        for key, value in values.items()
        if value == value
    ]  # fmt: skip
    title = capital(tx.listing(said))
    where = (
        tx("All of Sweden’s municipalities")
        if whole
        else tx("Municipalities of {county}", county=view.county_name)
    )
    return Exhibit(
        key=f"area_among_{measure}",
        title=title,
        subtitle=tx("{measure} {year}. {where}, each a dot; the areas are marked.", measure=about.label, year=year, where=where),
        sentence=f"{title}.",
        table=table.sort_values("value", ascending=False).assign(year=year),
        columns=[
            Column("label", tx("Area")),
            Column("year", tx("Year")),
            Column("value", f"{about.label} ({about.unit})", about.decimals),
        ],
        sources=sources(view, [measure]),
        lines=[*about.lines(view), *_members(view, found)],
        chart=partial(beeswarm,
            table, tx, unit=about.unit, decimals=about.decimals, highlight=found.keys,
            x_title=about.unit,
        ),
    )  # fmt: skip


@reads("definition")
def over_time(view: View, keys: tuple[str, ...], measure: str) -> Exhibit | None:
    """Draw a measure of the groups over time, each a line; None where there is one year only."""
    tx, found, about = view.tx, Areas(view, keys), measured(view, measure)
    parts = [
        each.table[each.table["measure"] == measure].assign(group=found.sized(view, key), code=key)
        for key, each in found.figures.items()
    ]
    table = pd.concat(parts, ignore_index=True)
    if table["year"].nunique() < 2:
        return None
    first, last = int(table["year"].min()), int(table["year"].max())
    title = tx("{measure}, {first} to {last}", measure=about.label, first=first, last=last)
    return Exhibit(
        key=f"area_time_{measure}",
        title=title,
        subtitle=tx("Each line is the sum of its municipalities. {basis}", basis=about.basis),
        sentence=title,
        table=table.sort_values(["year", "group"]),
        columns=about.columns(view),
        sources=sources(view, [measure]),
        lines=[*about.lines(view), *_members(view, found)],
        chart=partial(time_lines,
            table, tx, unit=about.unit, decimals=about.decimals, highlight=found.keys,
            from_zero=about.from_zero, height=320,
        ),
    )  # fmt: skip


@reads("definition")
def left_out(view: View, keys: tuple[str, ...]) -> Exhibit | None:
    """List what cannot be told of the groups, by name and with the reason; None where nothing is."""
    tx, found = view.tx, Areas(view, keys)
    rows = [
        (short_label(view, measure), found.names[key],
         capital(why_left_out(tx, reason, view.names(lacking))))
        for key, each in found.figures.items()
        for measure, reason, lacking in zip(
            *(each.left_out[name].tolist() for name in ("measure", "reason", "lacking")), strict=True
        )
    ]  # fmt: skip
    if not rows:
        return None
    table = pd.DataFrame(rows, columns=["label", "group", "why"])
    same = table.groupby(["label", "why"], sort=False)["group"].agg(tx.listing).reset_index()
    title = tx.plural(
        "{n} measure cannot be told of the area", "{n} measures cannot be told of the area",
        table["label"].nunique(),
    )  # fmt: skip
    return Exhibit(
        key="area_left_out",
        title=title,
        subtitle=tx("A missing figure is shown as missing, never as zero and never guessed."),
        sentence=title,
        table=same,
        columns=[
            Column("label", tx("Measure")),
            Column("group", tx("Area")),
            Column("why", tx("Reason")),
        ],
        sources=[],
    )


def measures(view: View, keys: tuple[str, ...]) -> list[str]:
    """Return the measures that any of the groups has, in the order of the registry."""
    return Areas(view, keys).measures(view)
