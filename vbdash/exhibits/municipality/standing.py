"""Where a municipality stands among the county's on each measure, in words and as dots."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

import pandas as pd

from vbdash.charts.profiles import profile_rows
from vbdash.charts.screen.strip_rows import strip_rows
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.measured import country_basis
from vbdash.exhibits.municipality.measured import (
    as_figures,
    figure_columns,
    noun,
    short_label,
    sources,
    with_units,
)
from vbdash.groups import group_of
from vbdash.indicators.municipality import standing as found
from vbdash.indicators.municipality.standing import sets_apart
from vbdash.indicators.municipality.sums import codes_of
from vbdash.indicators.municipality.whom import (
    COUNTY,
    MIDDLE,
    PEERS,
    SWEDEN,
    peers,
    references,
)
from vbdash.sentences import municipality as say
from vbdash.sentences.facts import written_value
from vbdash.sentences.groups import called, with_size
from vbdash.sentences.places import in_country, placed
from vbdash.view import View

#: Whom every municipality is compared with, whoever else is chosen.
_SHOWN: Final = (MIDDLE, SWEDEN)
#: More marked dots beside the subject than this cannot be told apart.
_MARKED: Final = 3
#: So many things that set a municipality apart are said, and so many in a heading.
_SAID: Final = 3
_HEADED: Final = 2
#: Decimals that a measure's figures may have.
_MOST_DECIMALS: Final = 6


@reads("definition", "year", "municipalities", "compare")
def standing(view: View, code: str, whom: str = MIDDLE) -> Exhibit | None:
    """Show where a municipality stands; None where the county's municipalities have no figures.

    Parameters
    ----------
    code
        The municipality.
    whom
        Whom it is compared with beside the middle municipality and Sweden
        (:func:`vbdash.indicators.municipality.whom.references`).
    """
    tx, asked = view.tx, view.selection
    rows = found.standing(view.dataset, asked.definition, code, asked.year)
    if rows.empty:
        return None
    region, traits, only = view.name(code), _traits(view, code), _only(view)
    table = _with_against(view, code, whom, rows, _written(view, rows))
    held = _held_against(view, code, whom, rows)
    beside = dict.fromkeys([*([whom] if len(held) else []), *asked.municipalities, *asked.compare])
    marked = [code, *[each for each in beside if each != code][:_MARKED]]
    names = [against_name(view, code, each) if each == whom else view.name(each) for each in marked]
    dots, lines = _dots(view, held), _rows(view, table, _said_of(view, held))
    return Exhibit(
        key="municipality_standing",
        title=say.apart_heading(tx, region=region, traits=traits[:_HEADED], only=only),
        subtitle=_subtitle(view, against_name(view, code, whom) if len(held) else "", only=only),
        sentence=say.apart_sentence(tx, region=region, traits=traits, only=only),
        table=table,
        columns=[
            Column("label", tx("Measure")),
            Column("year", tx("Year")),
            Column("written", region),
            *([] if only else [Column("place_text", tx("Place")), Column("middle", tx("Middle municipality"))]),
            *([Column("sweden", view.name("00"))] if (table["sweden"] != "–").any() else []),
            *([Column("against", against_name(view, code, whom))] if whom not in _SHOWN else []),
            *([Column("country_text", tx("In the country"))] if table["country_text"].any() else []),
        ],
        filed=_filed(view, table, against_name(view, code, whom)),
        short=f"{region}: {tx('Where it stands')}",
        sources=sources(view, rows["measure"]),
        lines=[(tx("Method"), tx("What sets a municipality apart: it lies in the highest or lowest quarter, and furthest from the median, counted in distances between the quartiles (of the logarithm for density and for value per inhabitant). Measures of size are left out.")), *_basis(view, rows)],
        chart=partial(profile_rows, dots, lines, tx, highlight=marked, names=names),
        screen=strip_rows(dots, lines, marked, names),
    )  # fmt: skip


def against_name(view: View, code: str, whom: str) -> str:
    """Return what people call whom a municipality is compared with."""
    tx, data, group = view.tx, view.dataset, group_of(view.dataset, whom)
    if whom in data.every_municipality:
        return view.name(whom)
    if whom == COUNTY:
        return view.county_name
    if whom == PEERS:
        names = view.names(peers(data, view.selection.definition, code))
        return tx("Mean of {names}", names=tx.listing(names))
    if group is None:
        return view.name("00") if whom == SWEDEN else tx("Middle municipality")
    return with_size(
        tx, called(tx, data, group), len(codes_of(data, view.selection.definition, group))
    )


def _with_against(
    view: View, code: str, whom: str, rows: pd.DataFrame, table: pd.DataFrame
) -> pd.DataFrame:
    """Add the figures that a municipality is held against, in words and as numbers."""
    if whom in _SHOWN:
        return table
    data, asked = view.dataset, [(str(r["measure"]), int(r["year"])) for r in _each(rows)]
    values = references(data, view.selection.definition, code, whom, asked)
    said = [
        written_value(view.tx, data, measure, value) if value == value else "–"
        for (measure, _), value in zip(asked, values, strict=True)
    ]
    numbers = as_figures(view, [measure for measure, _ in asked], values)
    return table.assign(against=said, figure_against=numbers)


def _filed(view: View, table: pd.DataFrame, against: str) -> list[Column]:
    """Return the columns of files: what is read, with the numbers as numbers."""
    tx, figure = view.tx, partial(Column, decimals=_MOST_DECIMALS, varied=True)
    sweden = [figure("in_sweden", view.name("00"))] if table["in_sweden"].notna().any() else []
    country = [
        Column("country_rank", tx("Place in the country from the highest"), 0),
        Column("country_of", tx("Municipalities of the country with a figure"), 0),
    ]
    return [
        *figure_columns(view),
        figure("figure", tx("Value")),
        Column("rank", tx("Place from the highest"), 0),
        Column("of", tx("Municipalities with a figure"), 0),
        figure("figure_median", tx("Middle municipality")),
        figure("figure_low", tx("Lower quartile")),
        figure("figure_high", tx("Upper quartile")),
        *sweden,
        *([figure("figure_against", against)] if "figure_against" in table else []),
        *(country if table["country_rank"].notna().any() else []),
    ]


def _basis(view: View, rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Say what Sweden's share is from, where it stands beside those of the residents."""
    shares = rows["measure"] == "employed_residence_share"
    found = country_basis(view.tx, "employed_residence", "employed_workplace")
    return [(view.name("00"), found)] if shares.any() else []


def _traits(view: View, code: str) -> list[say.Trait]:
    """Return what sets a municipality apart, furthest out first."""
    tx, data, asked = view.tx, view.dataset, view.selection
    rows = sets_apart(data, asked.definition, code, asked.year).head(_SAID)
    return [
        say.Trait(
            noun(view, row["measure"]),
            written_value(tx, data, row["measure"], row["value"]),
            placed(tx, row["place"]),
            written_value(tx, data, row["measure"], row["median"]),
        )
        for row in _each(rows)
    ]


def _written(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    tx, data, each = view.tx, view.dataset, _each(rows)
    whole = len(data.every_municipality)
    figures = partial(as_figures, view, rows["measure"])
    sweden = [_sweden(view, r) for r in each]
    return with_units(view, rows, rows["measure"]).assign(
        figure=figures(rows["value"]),
        figure_median=figures(rows["median"]),
        figure_low=figures(rows["low"]),
        figure_high=figures(rows["high"]),
        in_sweden=figures(sweden),
        rank=[float("nan") if r["place"] is None else r["place"].rank for r in each],
        label=[short_label(view, r["measure"]) for r in each],
        written=[written_value(tx, data, r["measure"], r["value"]) for r in each],
        middle=[written_value(tx, data, r["measure"], r["median"]) for r in each],
        place_text=[
            placed(tx, r["place"], size=r["size"]) if r["place"] is not None else "–" for r in each
        ],
        sweden=[
            written_value(tx, data, r["measure"], value)
            for r, value in zip(each, sweden, strict=True)
        ],
        country_text=[in_country(tx, r["country"], whole=whole, size=r["size"]) for r in each],
        country_rank=[r["country"].rank if r["country"] else float("nan") for r in each],
        country_of=[r["country"].of if r["country"] else float("nan") for r in each],
    )


def _sweden(view: View, row: Mapping[str, Any]) -> float:
    """Return the country's figure; NaN where it has none, or a size that says nothing of places."""
    if row["size"]:
        return float("nan")
    asked = view.dataset, view.selection.definition, row["measure"], int(row["year"])
    return found.country_figure(*asked)


def _only(view: View) -> bool:
    """Return whether the county has one municipality: then it has no place and no median in it."""
    return len(view.dataset.municipality_codes) == 1


def _subtitle(view: View, against: str, *, only: bool) -> str:
    """Say how the dots are read; `against` is whom another mark among them shows, if any."""
    tx = view.tx
    said = (
        tx(
            "The county has one municipality only, so nothing is compared within it. Measures of size come last."
        )
        if only
        else tx(
            "Each dot is one of the county’s municipalities, lowest to the left. The line is the middle municipality "
            "(the median); half of the municipalities lie in the shaded part. Measures of size come last."
        )
    )
    if not against:
        return said
    square = tx("The square is what is compared with: {name}.", name=against)
    return f"{said} {square}"


def _held_against(view: View, code: str, whom: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the dots of whom a municipality is compared with; none for the middle one, a line.

    A size is drawn for one of the county's municipalities only: beside the country's or an area's
    sum all others would lie at one end.
    """
    data, asked = view.dataset, [(str(r["measure"]), int(r["year"])) for r in _each(rows)]
    values = (
        [float("nan")] * len(asked)
        if whom == MIDDLE
        else references(data, view.selection.definition, code, whom, asked)
    )
    found = pd.DataFrame(
        {"measure": [measure for measure, _ in asked], "value": values, "code": whom}
    )
    own = whom in data.municipality_codes
    return found[found["value"].notna() & (own | ~rows["size"].to_numpy(bool))].assign(
        name=against_name(view, code, whom)
    )


def _dots(view: View, held: pd.DataFrame) -> pd.DataFrame:
    """Return every municipality's value on each measure, with its name and the value in words.

    `held` is what the subject is compared with (:func:`_held_against`): another dot a measure.
    """
    data, asked = view.dataset, view.selection
    every = found.compared_figures(data, asked.definition, asked.year)
    every = every.assign(label=view.names(list(every["code"])))
    if not held["code"].isin(data.municipality_codes).any():
        every = pd.concat([every, held.rename(columns={"name": "label"})], ignore_index=True)
    said = zip(every["measure"], every["value"], strict=True)
    return every.assign(
        row=every["measure"],
        said=[written_value(view.tx, data, measure, value) for measure, value in said],
    )


def _said_of(view: View, held: pd.DataFrame) -> dict[str, str]:
    """Say of each measure what a municipality is compared with (:func:`_held_against`)."""
    tx, data = view.tx, view.dataset
    return {
        str(measure): tx("compared with {value}", value=written_value(tx, data, measure, value))
        for measure, value in zip(held["measure"], held["value"], strict=True)
    }


def _rows(view: View, table: pd.DataFrame, held: Mapping[str, str]) -> pd.DataFrame:
    """Return what is said of each row of dots.

    `table` is what :func:`_written` returns, `held` what :func:`_said_of` does.
    """
    each = _each(table)
    return pd.DataFrame(
        {
            "row": table["measure"],
            "title": [f"{r['label']} {r['year']}" for r in each],
            "text": [
                "; ".join(filter(None, (_row_text(view, r), held.get(str(r["measure"])))))
                for r in each
            ],
            "value": [
                "; ".join(filter(None, (_value_text(view, r), held.get(str(r["measure"])))))
                for r in each
            ],
            "of": [_middle_text(view, r) for r in each],
            "middle": table["median"],
            "low": table["low"],
            "high": table["high"],
        }
    )


def _each(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _value_text(view: View, row: Mapping[str, Any]) -> str:
    if row["value"] != row["value"]:
        return view.tx("No figure")
    return str(row["written"]) if _only(view) else f"{row['written']}, {row['place_text']}"


def _middle_text(view: View, row: Mapping[str, Any]) -> str:
    if row["value"] != row["value"]:
        return ""
    if _only(view):
        return str(row["country_text"])
    said = view.tx("the middle municipality {median}", median=row["middle"])
    return "; ".join(part for part in (said, row["country_text"]) if part)


def _row_text(view: View, row: Mapping[str, Any]) -> str:
    if row["value"] != row["value"]:
        return view.tx("No figure")
    if _only(view):
        return "; ".join(filter(None, (row["written"], row["country_text"])))
    return say.standing_text(
        view.tx, value=row["written"], place=row["place_text"], median=row["middle"],
        country=row["country_text"],
    )  # fmt: skip
