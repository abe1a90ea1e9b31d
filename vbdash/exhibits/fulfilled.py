"""The municipalities of Sweden that fulfil conditions: as a table of all measures, on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from vbdash.charts.maps.choropleth import choropleth
from vbdash.charts.maps.geometry import country_geometry
from vbdash.conditions import Condition
from vbdash.exhibit import Column, Exhibit, publishers, reads
from vbdash.exhibits.matrix import latest, matrix, with_figures
from vbdash.exhibits.municipality.measured import measured, noun, sources
from vbdash.indicators.ranks import places
from vbdash.sentences import overview as say
from vbdash.sentences.facts import capital, written_value
from vbdash.view import View


@dataclass(frozen=True)
class Fulfilling:
    """Who fulfils conditions.

    Attributes
    ----------
    codes
        Those that fulfil all of them, by the figure they are sorted by, the highest first.
    unknown
        Those left out because a figure that a condition is about is missing.
    of
        How many were asked.
    """

    codes: tuple[str, ...]
    unknown: tuple[str, ...]
    of: int


def _whole(view: View) -> tuple[Exhibit | None, Mapping[str, int]]:
    """Return all municipalities by all measures, and the year of each measure."""
    data, asked = view.dataset, view.selection

    def make() -> tuple[Exhibit | None, Mapping[str, int]]:
        codes = with_figures(data, asked.definition)
        years = latest(view, codes).groupby("measure")["year"].max()
        return matrix(view, codes), {str(m): int(year) for m, year in years.items()}

    return data.everywhere(("fulfilled", asked.definition, str(asked.year), asked.lang), make)


def _values(view: View) -> pd.DataFrame:
    """Return the figures as they are shown, rounded: a condition is on what is read."""
    whole, _ = _whole(view)
    return pd.DataFrame() if whole is None else whole.table.set_index("code")


@reads("definition", "year")
def offered(view: View) -> tuple[str, ...]:
    """Return the measures that municipalities have figures of, in the registry's order."""
    return tuple(map(str, _values(view).columns[1:]))


@reads("definition", "year")
def usual(view: View) -> str:
    """Return the measure that the table is sorted by where none is asked for: the first that all have."""
    counts = _values(view).iloc[:, 1:].count()
    return str(counts[counts == counts.max()].index[0])


def fulfilling(view: View, conditions: tuple[Condition, ...], by: str) -> Fulfilling:
    """Find the municipalities that fulfil every condition.

    Parameters
    ----------
    view
        Definition of industry and year; figures are compared as they are shown, with the decimals
        of the registry.
    conditions
        None means all municipalities.
    by
        Measure that they are sorted by; those without a figure come last.
    """
    values = _values(view)
    fits, known = np.ones(len(values), dtype=bool), np.ones(len(values), dtype=bool)
    for condition in conditions:
        own = values.get(condition.measure, pd.Series(np.nan, index=values.index))
        fits &= own.map(condition.holds).to_numpy(dtype=bool)
        known &= own.notna().to_numpy()
    order = values[fits]
    if by in order:
        order = order.sort_values(by, ascending=False, kind="stable")
    unknown = tuple(map(str, values.index[~known]))
    return Fulfilling(tuple(map(str, order.index)), unknown, len(values))


def middle(view: View, measure: str) -> float:
    """Return the middle municipality's figure of a measure, as it is shown."""
    return round(float(_values(view)[measure].median()), measured(view, measure).decimals)


def said(view: View, conditions: Sequence[Condition]) -> str:
    """Say conditions in words: “arbetslöshet under 6,0 %”."""
    tx, data = view.tx, view.dataset
    words = []
    for each in conditions:
        known = {
            "measure": noun(view, each.measure, bare=True),
            "value": written_value(tx, data, each.measure, each.limit),
        }
        under = each.side == "under"
        words.append(tx("{measure} under {value}", **known) if under else tx("{measure} over {value}", **known))  # fmt: skip
    return tx.listing(words)


@reads("definition", "year")
def table(view: View, conditions: tuple[Condition, ...], by: str) -> Exhibit | None:
    """Set all measures of the municipalities that fulfil conditions beside each other.

    Returns
    -------
    Exhibit or None
        As :func:`vbdash.exhibits.matrix.matrix`, the measures of the conditions first. None where
        nobody fulfils them.
    """
    tx, found = view.tx, fulfilling(view, conditions, by)
    made, _ = _whole(view)
    if made is None or not found.codes:
        return None
    rows = made.table.set_index("code", drop=False).loc[list(found.codes)].reset_index(drop=True)
    first = dict.fromkeys([by, *(each.measure for each in conditions)])
    columns = list(made.columns)
    ahead = [c for name in first for c in columns if c.name == name]
    ordered = [*columns[:2], *ahead, *(c for c in columns[2:] if c not in ahead)]
    sentence = summary(view, conditions, found)
    return made.replace(
        key="fulfilled",
        title=sentence.rstrip("."),
        sentence=sentence,
        table=rows[[c.name for c in ordered]],
        columns=ordered,
        short=tx("Municipalities and measures"),
    )


def summary(view: View, conditions: Sequence[Condition], found: Fulfilling) -> str:
    """Say how many municipalities fulfil conditions, and how many cannot be told."""
    tx = view.tx
    if not conditions:
        return tx("All {of} municipalities, no condition set.", of=tx.number(found.of))
    text = tx.plural(
        "{n} of {of} municipalities has {conditions}.",
        "{n} of {of} municipalities have {conditions}.",
        len(found.codes), of=tx.number(found.of), conditions=said(view, conditions),
    )  # fmt: skip
    if not found.unknown:
        return text
    left = tx.plural(
        "{n} municipality lacks a figure and is not counted.",
        "{n} municipalities lack a figure and are not counted.",
        len(found.unknown),
    )
    return f"{text} {left}"


@reads("definition", "year", "theme")
def on_map(view: View, conditions: tuple[Condition, ...], by: str) -> Exhibit | None:
    """Map a measure for all of Sweden, with those that fulfil conditions marked.

    None where no municipality has a figure of the measure.
    """
    tx, data = view.tx, view.dataset
    found = fulfilling(view, conditions, by)
    values, (_, years) = _values(view), _whole(view)
    if by not in values or values[by].isna().all():
        return None
    own = values[by].dropna().rename("value").rename_axis("code").reset_index()
    row, year, about = data.row("measures", by), years[by], measured(view, by)
    marked = found.codes if conditions else ()
    points = own.assign(rank=places(own["value"], about.decimals).astype(int))
    ordered = own.sort_values("value", ascending=False)
    first, last = ordered.iloc[0], ordered.iloc[-1]
    title = say.extremes_sentence(
        tx, measure=capital(noun(view, by, bare=True)), year=year,
        highest=view.name(first["code"]), high=written_value(tx, data, by, first["value"]),
        lowest=view.name(last["code"]), low=written_value(tx, data, by, last["value"]),
        size=row["kind"] == "amount",
    )  # fmt: skip
    if conditions:
        title = summary(view, conditions, found).rstrip(".")
    fits = set(found.codes)
    return Exhibit(
        key="fulfilled_map",
        title=title,
        subtitle=tx(
            "The colour shows {measure}, {year}; the line marks the municipalities that fulfil the conditions.",
            measure=noun(view, by), year=year,
        ) if conditions else f"{about.label}, {about.unit}. {about.basis}.",
        sentence=title,
        table=points.assign(
            name=view.names(list(points["code"])),
            fits=[tx("yes") if code in fits else tx("no") for code in points["code"]],
        ).sort_values(["value", "name"], ascending=[False, True]),
        columns=[
            Column("name", tx("Municipality")),
            Column("value", f"{about.label} ({about.unit})", about.decimals),
            *([Column("fits", tx("Fulfils the conditions"))] if conditions else []),
        ],
        sources=sources(view, [by]),
        lines=about.lines(view),
        map=choropleth(
            country_geometry(data), points, row, tx, selected=marked, theme=view.theme,
            source=f"{publishers(view, sources(view, [by]))}, {year}",
        ),
    )  # fmt: skip
