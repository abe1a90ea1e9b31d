"""One measure of the registry: on the map, over time, in a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from vbdash.charts.lines import time_lines
from vbdash.charts.maps.choropleth import choropleth, dorling
from vbdash.charts.maps.classes import classes_for
from vbdash.charts.maps.scope import COUNTIES, COUNTY, codes_in, geometry_in
from vbdash.charts.maps.view import MapView
from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.exhibit import Column, Exhibit, publishers, reads
from vbdash.exhibits.measured import decimals_of
from vbdash.indicators import growth
from vbdash.indicators.industry.measures import measure_values, replaced_values
from vbdash.indicators.industry.shares import industry_share
from vbdash.indicators.ranks import places
from vbdash.indicators.shown import Shown
from vbdash.selection import Selection
from vbdash.sentences import overview as say
from vbdash.sentences.facts import capital, measure_noun
from vbdash.sentences.readable import value_labels
from vbdash.sentences.shown import told
from vbdash.view import View

_COUNTRY = "00"
#: What circles are sized by where a measure counts nothing itself.
_PEOPLE = "population"


@kept
def named_values(dataset: Dataset, measure: str, definition: str, lang: str) -> pd.DataFrame:
    """Return a measure's values (:func:`vbdash.indicators.industry.measures.measure_values`) with the names of regions in ``name``."""
    found = measure_values(dataset, measure, definition)
    return found.assign(name=dataset.regions[f"name_{lang}"].reindex(found["code"]).to_numpy())


def _values(view: View, measure: str, scope: str = COUNTY) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a measure's values: of all regions, and of those that a map of the scope shows."""
    found = named_values(view.dataset, measure, view.selection.definition, view.tx.lang)
    return found, found[found["code"].isin(codes_in(view.dataset, scope))]


def source_of(view: View, measure: str) -> str:
    """Return the id of the publication behind a measure, or behind what it is computed from."""
    base = view.dataset.row("measures", measure)["base"]
    return view.source(base if isinstance(base, str) else measure)


def _sources(view: View, measure: str, values: pd.DataFrame) -> list[str]:
    """Return the publications behind values, of each edition its own."""
    base = view.dataset.row("measures", measure)["base"]
    published = base if isinstance(base, str) else measure
    found = [view.source(published, str(each)) for each in values["series"].unique()]
    return list(dict.fromkeys(found)) or [source_of(view, measure)]


def _subtitle(view: View, measure: str, values: pd.DataFrame, asked_year: int | None) -> str:
    row, asked = view.dataset.row("measures", measure), view.selection.definition
    definition = str(values["definition"].iloc[0]) if len(values) else ""
    parts = [f"{view.label('measures', measure)}, {view.label('measures', measure, 'unit')}"]
    parts += [view.label("definitions", definition)] if definition else []
    text = ". ".join([*parts, view.label("measures", measure, "basis")])
    year = int(values["year"].max())
    shown = Shown(str(row["base"]), definition, year, "", asked if definition else "", asked_year)
    return f"{text}. {told(view.tx, view.dataset, shown)}".strip()


def _exhibit(
    view: View, measure: str, key: str, title: str, table: pd.DataFrame, year: int | None = None
) -> Exhibit:
    tx = view.tx
    status = value_labels(view.dataset, "observations", "status", tx)
    heading = (
        f"{view.label('measures', measure, 'short')}, "
        f"{view.label('measures', measure, 'unit_short')}"
    )
    return Exhibit(
        key=f"measure_{key}",
        title=title,
        subtitle=_subtitle(view, measure, table, year),
        sentence=title,
        table=table.assign(
            status=table["status"].map(status), edition=_editions(view, measure, table)
        ),
        columns=[
            Column("name", tx("Region")),
            Column("year", tx("Year")),
            Column("value", heading, decimals_of(view, measure)),
            *([Column("edition", tx("Edition"))] if table["series"].nunique() > 1 else []),
            Column("status", tx("Status")),
        ],
        sources=_sources(view, measure, table),
        lines=[
            (tx("Definition"), view.label("measures", measure, "definition")),
            (tx("Caveats"), view.label("measures", measure, "caveats")),
        ],
    )


def _editions(view: View, measure: str, table: pd.DataFrame) -> list[str]:
    """Return what people call the edition of each row."""
    base = view.dataset.row("measures", measure)["base"]
    of = base if isinstance(base, str) else measure
    return [view.dataset.edition(of, str(each), view.tx.lang) for each in table["series"]]


@reads()
def older(view: View, measure: str) -> Exhibit | None:
    """Show figures of older editions that another is used for; None where there are none."""
    tx, data = view.tx, view.dataset
    found = replaced_values(data, measure)
    if found.empty:
        return None
    title = tx(
        "{measure}: figures of older editions, not in use", measure=view.label("measures", measure)
    )
    of = str(found["measure"].iloc[0])
    sectors = data.table("sectors").set_index("code")[f"short_{tx.lang}"]
    heading = f"{view.label('measures', of, 'short')}, {view.label('measures', of, 'unit_short')}"
    names = data.regions[f"name_{tx.lang}"].reindex(found["region_code"]).to_numpy()
    table = found.assign(
        name=names, industry=sectors.reindex(found["sector"]).to_numpy(), definition=""
    )
    made = _exhibit(view, measure, "older", title, table)
    return made.replace(
        subtitle=tx(
            "Where editions hold the same year, one is used everywhere. The others are kept here."
        ),
        columns=[
            Column("edition", tx("Edition")),
            Column("name", tx("Region")),
            Column("year", tx("Year")),
            Column("industry", tx("Sector")),
            Column("value", heading, decimals_of(view, of)),
            Column("status", tx("Status")),
        ],
        sources=sorted({str(each) for each in found["source_id"]}),
    )


@reads("municipalities", "definition", "year", "theme")
def on_map(
    view: View, measure: str, face: str = "", words: str = "", scope: str = COUNTY
) -> Exhibit | None:
    """Map a measure for the chosen year, or its latest; None where municipalities have no figures.

    Parameters
    ----------
    face
        ``"yta"``: areas in classes; ``"cirklar"``: circles sized by the number, or for what is no
        number by the people behind it. By default circles for numbers and areas for all else.
    words
        What the measure is called, where the registry's label does not stand alone.
    scope
        What of Sweden is shown (:mod:`vbdash.charts.maps.scope`).
    """
    tx, row = view.tx, view.dataset.row("measures", measure)
    _, own = _values(view, measure, scope)
    if own.empty:
        return None
    wanted, years = view.selection.year, set(full_years(own))
    year = wanted if wanted in years else max(years)
    now = own[own["year"] == year].sort_values("value", ascending=False)
    decimals, unit = decimals_of(view, measure), tx.pick(row, "unit_short")
    label = words or _called(view, row, own)
    title = say.extremes_sentence(
        tx, measure=label, year=year, highest=now["name"].iloc[0],
        high=tx.quantity(now["value"].iloc[0], unit, decimals), lowest=now["name"].iloc[-1],
        low=tx.quantity(now["value"].iloc[-1], unit, decimals), size=row["kind"] == "amount",
    )  # fmt: skip
    made = _exhibit(view, measure, "map", title, now, wanted)
    named = {**row, f"label_{tx.lang}": label}
    return made.replace(map=_map(view, named, now, own["value"], year, face, scope))


def _called(view: View, row: Mapping[str, Any], values: pd.DataFrame) -> str:
    """Return what a measure is called; a share by another definition than the usual says which."""
    tx, used = view.tx, str(values["definition"].iloc[0])
    if not isinstance(row["base"], str) or used == Selection().definition:
        return tx.pick(row, "label")
    return capital(measure_noun(tx, view.dataset, str(row["id"]), used, bare=True))


def full_years(own: pd.DataFrame) -> tuple[int, ...]:
    """Return the years, rising, in which at least half as many regions have a figure as in any."""
    counts = own[own["value"].notna()].groupby("year")["code"].nunique()
    return tuple(int(each) for each in counts.index[2 * counts >= counts.max()])


def usual_face(dataset: Dataset, measure: str) -> str:
    """Return the face in which a measure is mapped: areas would show a number by their size."""
    return "cirklar" if dataset.row("measures", measure)["kind"] == "amount" else "yta"


def _map(
    view: View,
    row: Mapping[str, Any],
    now: pd.DataFrame,
    every: pd.Series,
    year: int,
    face: str,
    scope: str,
) -> MapView:
    measure, geometry = str(row["id"]), geometry_in(view.dataset, scope)
    common: dict[str, Any] = {
        "selected": view.chosen if scope != COUNTIES else (view.dataset.county,),
        "source": f"{publishers(view, _sources(view, measure, now))}, {year}",
        "theme": view.theme,
    }
    ranks = places(now["value"], int(row["decimals"])).astype(int)
    points = now[["code", "value"]].assign(rank=ranks)
    if (face or usual_face(view.dataset, measure)) != "cirklar":
        # Classes fit all years, so that a change of year changes colours only where figures change.
        return choropleth(geometry, points, row, view.tx, values=every, **common)
    if row["kind"] == "amount":
        return dorling(geometry, points, row, view.tx, **common)
    classes = classes_for(every, decimals=int(row["decimals"]))
    sizes, counted = _behind(view, row, year, scope)
    shade = (points, row, classes)
    # Places are by what the colours show: it is what the map is about.
    sizes = sizes.assign(rank=sizes["code"].map(points.set_index("code")["rank"]))
    return dorling(geometry, sizes, counted, view.tx, shade=shade, **common)


def _behind(
    view: View, row: Mapping[str, Any], year: int, scope: str
) -> tuple[pd.DataFrame, Mapping[str, Any]]:
    """Return the numbers that circles of a share or a rate are sized by, and their measure.

    Of a share the number that is counted, else the people of that year, or the next there are.
    """
    base = row["base"]
    if isinstance(base, str):
        _, own = _values(view, str(row["id"]), scope)
        found = industry_share(view.dataset, base, str(own["definition"].iloc[0]))
        found = found[(found["year"] == year)].rename(
            columns={"region_code": "code", "amount": "value"}
        )
        return found[["code", "value"]], view.dataset.row("measures", base)
    _, people = _values(view, _PEOPLE, scope)
    nearest = people["year"].iloc[(people["year"] - year).abs().argmin()]
    sizes = people.loc[people["year"] == nearest, ["code", "value"]]
    return sizes, view.dataset.row("measures", _PEOPLE)


def _ends(drawn: pd.DataFrame) -> list[str]:
    """Return the codes of the highest and the lowest in the latest year, where nobody is chosen."""
    now = drawn[drawn["year"] == drawn["year"].max()].sort_values(["value", "code"])
    return list(dict.fromkeys([str(now["code"].iloc[-1]), str(now["code"].iloc[0])]))


@reads("municipalities", "definition")
def history(view: View, measure: str, face: growth.Face = "varde") -> Exhibit | None:
    """Show a measure over time: municipalities where they have figures, else the counties.

    None where no edition has more than one year. A `face` shows its growth instead.
    """
    tx, row = view.tx, view.dataset.row("measures", measure)
    several, drawn = _over_years(view, measure)
    if not _has_history(drawn):
        return None
    if face != "varde":
        drawn = growth.shown_as(view.dataset, measure, drawn, face)
        if drawn.empty:
            return None
    chosen = view.chosen if several else (view.dataset.county, _COUNTRY)
    table, amount = drawn.rename(columns={"name": "group"}), row["kind"] == "amount"
    if amount:
        # Beside the whole country every county is a line along the bottom.
        table = table[table["code"] != _COUNTRY]
    first, last = int(drawn["year"].min()), int(drawn["year"].max())
    title = tx(
        "{measure}, {first} to {last}", measure=tx.pick(row, "label"), first=first, last=last
    )
    said = scale(view, measure, face)
    if said.about:
        title = f"{title}: {said.about}"
    marked = [code for code in chosen if code in set(table["code"])]
    figure = partial(time_lines,
        table, tx, unit=said.unit, decimals=said.decimals, highlight=marked or _ends(drawn),
        y_title=said.axis, height=460,
        from_zero=face in ("forandring", "person") or (face == "varde" and bool(row["zero_baseline"]) and amount),
    )  # fmt: skip
    made = _exhibit(view, measure, "history", title, drawn.sort_values(["name", "year"]))
    if not said.about:
        return made.replace(chart=figure)
    heading = f"{view.label('measures', measure, 'short')}, {said.axis}"
    columns = [
        Column("value", heading, said.decimals) if each.name == "value" else each
        for each in made.columns
    ]
    lines = [*made.lines, (tx("Method"), said.method)]
    return made.replace(chart=figure, columns=columns, lines=lines, key=f"measure_{face}")


def faces(view: View, measure: str) -> tuple[growth.Face, ...]:
    """Return how a measure can be shown over time, itself first; none where it has no history."""
    _, drawn = _over_years(view, measure)
    return growth.faces(view.dataset, measure, drawn) if _has_history(drawn) else ()


def _over_years(view: View, measure: str) -> tuple[bool, pd.DataFrame]:
    """Return the figures that are drawn over time, and whether they are the municipalities'."""
    every, own = _values(view, measure)
    several = _has_history(own)
    return several, own if several else every[every["code"].isin(_larger(view.dataset))]


def _has_history(table: pd.DataFrame) -> bool:
    """Whether any edition has figures of two years or more."""
    return bool(len(table)) and int(table.groupby("series")["year"].nunique().max()) > 1


@dataclass(frozen=True)
class Scale:
    """What the figures of a picture over time are: unit, decimals, axis, what they show, how."""

    unit: str
    decimals: int
    axis: str
    about: str = ""
    method: str = ""


def scale(view: View, measure: str, face: growth.Face) -> Scale:
    """Say what the figures of a face are."""
    tx, row = view.tx, view.dataset.row("measures", measure)
    percent = row["unit"] == "percent"
    if face == "forandring":
        unit = tx("percentage points per year") if percent else tx("percent per year")
        method = tx(
            "Change per year since the figure before, within an edition. Where years lie between, the yearly change that leads from one to the other."
        )
        return Scale("" if percent else "%", 1, unit, tx("change per year"), method)
    if face == "index":
        axis = tx("index, 100 in the first year")
        method = tx("Each edition begins at 100 in its first year; editions are not joined.")
        return Scale("", 0, axis, tx("index"), method)
    if face == "person":
        unit = tx.pick(row, "unit_short")
        axis = tx("{unit} per 1,000 inhabitants", unit=unit)
        method = tx("Divided by the population of the same region at the end of the same year.")
        return Scale("", 1, axis, tx("per 1,000 inhabitants"), method)
    return Scale(tx.pick(row, "unit_short"), decimals_of(view, measure), tx.pick(row, "unit"))


@kept
def _larger(dataset: Dataset) -> frozenset[str]:
    """Return the codes of the country and its counties: a municipality elsewhere is not beside them."""
    levels = dataset.regions["level"]
    return frozenset(str(code) for code in levels.index[levels.isin(["country", "county"])])


@reads("definition")
def listed(view: View, measure: str) -> Exhibit | None:
    """List a measure that exists for one year and for counties only; None for any other."""
    every, own = _values(view, measure)
    every = every[every["code"].isin(_larger(view.dataset))]
    if every.empty or len(own):
        return None
    label, year = view.label("measures", measure), int(every["year"].max())
    title = view.tx("{measure}, {year}", measure=label, year=year)
    return _exhibit(view, measure, "list", title, every.sort_values("value", ascending=False))
