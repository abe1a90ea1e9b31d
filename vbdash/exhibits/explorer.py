"""The map to explore: what it can show of the municipalities, and what it says of those pressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from vbdash.charts.maps.scope import COUNTIES, COUNTY, SWEDEN, codes_in
from vbdash.charts.maps.view import MapView
from vbdash.charts.palette import CATEGORY
from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.exhibit import Exhibit, reads
from vbdash.exhibits import measures, support
from vbdash.exhibits.firms import places
from vbdash.exhibits.industry import municipalities
from vbdash.exhibits.measured import decimals_of
from vbdash.groups import ready_made
from vbdash.indicators import loaded
from vbdash.indicators.firms import leading
from vbdash.indicators.industry.measures import measure_values
from vbdash.indicators.municipality.figures import sizes
from vbdash.indicators.municipality.portrait import firms_by_word
from vbdash.indicators.similar import place
from vbdash.sentences.facts import capital, measure_noun
from vbdash.sentences.overview import spread_label
from vbdash.sentences.places import placed, placed_count
from vbdash.view import View

#: What is counted from records and is no row of the registry: leading firms, public support.
FIRMS, SUPPORT = "foretag", "stod"
#: Faces of the map: areas, circles, firms on top of the areas.
AREAS, CIRCLES, ON_TOP = "yta", "cirklar", "foretag"
#: So large a part of what is shown must have a figure: one county on a map of Sweden is no map of it.
_MOSTLY: Final = 0.5
#: Colour of a firm on top of the areas.
_MARK: Final = CATEGORY[1]
#: Firms that are named of a municipality; how many more there are is said.
_NAMED: Final = 4


@kept
def _mapped(dataset: Dataset, definition: str) -> tuple[str, ...]:
    """Return the measures of the registry that a map can show, in its order."""
    rows = dataset.measures.sort_values("sort_order", kind="stable")
    every = map(str, rows.index)
    return tuple(measure for measure in every if _scopes(dataset, measure, definition))


def subjects(view: View) -> tuple[str, ...]:
    """Return what the map can show, the first by itself: measures of the registry, and records.

    First every measure that the county's municipalities have figures for, in the registry's order,
    but with shares before numbers, and leading firms and public support after industry's own; then
    those that can be shown of a wider part of Sweden only.
    """
    data, asked = view.dataset, view.selection.definition
    every = _mapped(data, asked)
    found = [each for each in every if COUNTY in _scopes(data, each, asked)]
    industry = [each for each in found if isinstance(data.row("measures", each)["base"], str)]
    industry.sort(
        key=lambda each: each != f"{municipalities.usual(data)}_share"
    )  # as industry's page
    records = [FIRMS] * loaded.firms(data).here + [SUPPORT] * loaded.support(data).here
    own = (*industry, *records, *(each for each in found if each not in industry))
    return (*own, *(each for each in every if each not in own))


def label(view: View, subject: str) -> str:
    """Return what a subject is called in plain words."""
    tx = view.tx
    if subject == FIRMS:
        return tx("Leading firms")
    if subject == SUPPORT:
        return tx("Public support: projects that name the municipality")
    asked = view.selection.definition
    used = measure_values(view.dataset, subject, asked)["definition"].iloc[0] or asked
    return capital(measure_noun(tx, view.dataset, subject, used, bare=True))


def scopes(view: View, subject: str) -> tuple[str, ...]:
    """Return what of Sweden a subject can be shown for: the county, its labour markets, all of it.

    Those in which two regions or more have a figure; records are the county's.
    """
    data = view.dataset
    if subject in (FIRMS, SUPPORT):
        return (COUNTY,)
    return _scopes(data, subject, view.selection.definition)


@kept
def _scopes(dataset: Dataset, subject: str, definition: str) -> tuple[str, ...]:
    known = set(measure_values(dataset, subject, definition)["code"].unique())
    return tuple(
        scope for scope, codes in _every(dataset).items()
        if len(known.intersection(codes)) >= max(2, _MOSTLY * len(codes))
    )  # fmt: skip


@kept
def _every(dataset: Dataset) -> dict[str, Sequence[str]]:
    """Return what of Sweden a map can show, and the regions in it."""
    labour = [key for key, each in ready_made(dataset).items() if each.kind == "labour"]
    return {scope: codes_in(dataset, scope) for scope in (COUNTY, *labour, SWEDEN, COUNTIES)}


def years(view: View, subject: str, scope: str = COUNTY) -> tuple[int, ...]:
    """Return the years that the municipalities have figures for, rising; none for records."""
    if subject in (FIRMS, SUPPORT):
        return ()
    found = measure_values(view.dataset, subject, view.selection.definition)
    own = found[found["code"].isin(codes_in(view.dataset, scope))]
    return measures.full_years(own)


def faces(view: View, subject: str, scope: str = COUNTY) -> tuple[str, ...]:
    """Return the faces of a subject, the usual one first; firms lie in the county."""
    with_firms = (ON_TOP,) if loaded.firms(view.dataset).here and scope == COUNTY else ()
    if subject == SUPPORT:
        usual = AREAS
    elif subject == FIRMS:
        usual = CIRCLES
    else:
        usual = measures.usual_face(view.dataset, subject)
    return (usual, *(each for each in (AREAS, CIRCLES) if each != usual), *with_firms)


@reads("municipalities", "year", "definition", "support", "theme")
def on_map(view: View, subject: str, face: str = "", scope: str = COUNTY) -> Exhibit | None:
    """Show a subject on the map; None where the municipalities have no figures.

    Parameters
    ----------
    view
        Its year is shown, or where the subject has none for it the latest; its municipalities are
        marked.
    subject
        One of :func:`subjects`.
    face
        One of :func:`faces`; by default the usual one.
    scope
        One of :func:`scopes`.
    """
    face = face or faces(view, subject)[0]
    drawn = AREAS if face == ON_TOP else face
    if subject == FIRMS:
        made: Exhibit | None = places.counts(view, drawn)
    elif subject == SUPPORT:
        made = support.on_map(view, drawn)
    else:
        made = measures.on_map(view, subject, drawn, label(view, subject), scope)
    if made is None or made.map is None:
        return None
    picture = _with_firms(view, made.map) if face == ON_TOP else made.map
    return made.replace(key="explorer", map=picture)


def _with_firms(view: View, areas: MapView) -> MapView:
    """Put the firms on top of the areas, each at its place."""
    data, support = view.dataset, view.selection.support

    def placed() -> MapView | None:
        rows = leading.supported(data, support)
        rows = rows[rows["municipality_code"].isin(data.municipality_codes)]
        ids = tuple(sorted(rows["id"].astype(str)))
        return places.marks(view.choosing(municipalities=()), ids).map

    # Where they stand is the same whatever is pressed.
    marks = data.once(("firms on top", view.tx.lang, view.theme, support), placed)
    if marks is None:
        return areas
    # Among areas in blue, marks of another colour, with a rim that shows on all of them.
    marked = tuple(
        replace(each, fill=each.fill and _MARK, line=areas.colours.halo) for each in marks.circles
    )
    keys = tuple(replace(key, fill=key.fill and _MARK, line=_MARK) for key in marks.legend)
    note = view.tx("Marks: firms {kind}.", kind=spread_label(view.tx, view.selection.support))
    return replace(
        areas, circles=marked, links=marks.links, labels=marks.labels,
        legend=(*areas.legend, *keys), note=" ".join(filter(None, (areas.note, note))),
    )  # fmt: skip


@dataclass(frozen=True)
class Pressed:
    """What the card says of one municipality.

    Attributes
    ----------
    code, name
        Whose card it is.
    value, place
        What the map shows of it, and its place among those with a figure, in the words of the
        municipality's page; the one may say what is missing, the other be empty.
    years, curve
        The figures of all years, where there are more than two; NaN for years without.
    firms
        Names of leading firms there, as many as are named.
    more
        How many others there are.
    """

    code: str
    name: str
    value: str
    place: str
    years: tuple[int, ...]
    curve: tuple[float, ...]
    firms: tuple[str, ...]
    more: int


def pressed(view: View, subject: str, shown: Exhibit) -> tuple[Pressed, ...]:
    """Return what the card says of each municipality chosen, in the order in which it was chosen.

    Parameters
    ----------
    view
        Whose municipalities, definition and demand on support are taken.
    subject
        What the map shows.
    shown
        The map and its table, from which value and place are taken.
    """
    assert shown.map is not None  # noqa: S101 - nothing else has a card
    rows = shown.map.rows.set_index("code")
    values = shown.table.set_index("code")["value"].astype(float)
    shaded = "shade" if "shade" in rows else "value"
    curves = _curves(view, subject)
    cards = []
    for code in view.chosen:
        if code not in rows.index:
            continue
        row, (when, curve) = rows.loc[code], curves.get(code, ((), ()))
        named = _firms(view, code)
        cards.append(
            Pressed(
                code=code, name=view.name(code), value=str(row[shaded]),
                place=_place(view, subject, values, code), years=when, curve=curve,
                firms=named[:_NAMED], more=max(len(named) - _NAMED, 0),
            )
        )  # fmt: skip
    return tuple(cards)


def _place(view: View, subject: str, values: pd.Series, code: str) -> str:
    """Say which place a municipality has, as its own page does."""
    tx, value = view.tx, float(values.get(code, np.nan))
    counted = subject in (FIRMS, SUPPORT)
    found = place(value, values, 0 if counted else decimals_of(view, subject))
    if found is None:
        return ""
    if counted:
        return placed_count(tx, found, value)
    return placed(tx, found, size=subject in sizes(view.dataset))


def _curves(view: View, subject: str) -> Mapping[str, tuple[tuple[int, ...], tuple[float, ...]]]:
    """Return years and figures of each municipality, where a curve says more than two figures."""
    if len(years(view, subject)) < 3:
        return {}
    found = measure_values(view.dataset, subject, view.selection.definition)
    table = found[found["code"].isin(view.chosen)].pivot_table(
        index="code", columns="year", values="value"
    )
    every = range(int(table.columns.min()), int(table.columns.max()) + 1) if len(table) else ()
    table = table.reindex(columns=list(every))
    return {
        str(code): (tuple(every), tuple(np.asarray(row, dtype=float).tolist()))
        for code, row in zip(table.index, table.to_numpy(), strict=True)
    }


def _firms(view: View, code: str) -> tuple[str, ...]:
    if not loaded.firms(view.dataset).here:
        return ()
    found = firms_by_word(view.dataset, code, view.selection.support)
    return (*found.independent, *found.own)


def written(view: View, subject: str, values: Sequence[float]) -> list[str]:
    """Write figures of a subject as people write them, with the unit."""
    unit = "" if subject in (FIRMS, SUPPORT) else view.label("measures", subject, "unit_short")
    decimals = 0 if subject in (FIRMS, SUPPORT) else decimals_of(view, subject)
    return [view.tx.quantity(value, unit, decimals) for value in values]
