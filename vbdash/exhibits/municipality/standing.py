"""Where a municipality stands among the county's on each measure, in words and as dots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from vbdash.charts.profiles import profile_rows
from vbdash.charts.screen.strip_rows import strip_rows
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.measured import country_basis
from vbdash.exhibits.municipality.measured import noun, short_label, sources
from vbdash.indicators.municipality import standing as found
from vbdash.indicators.municipality.apart import sets_apart
from vbdash.sentences import municipality as say
from vbdash.sentences.facts import written_value
from vbdash.sentences.places import among_all, placed
from vbdash.view import View

#: More marked dots beside the subject than this cannot be told apart.
_MARKED: Final = 3
#: So many things that set a municipality apart are said, and so many in a heading.
_SAID: Final = 3
_HEADED: Final = 2


@reads("definition", "year", "municipalities", "compare")
def standing(view: View, code: str) -> Exhibit | None:
    """Show where a municipality stands; None where the county's municipalities have no figures."""
    tx, asked = view.tx, view.selection
    rows = found.standing(view.dataset, asked.definition, code, asked.year)
    if rows.empty:
        return None
    region, traits = view.name(code), _traits(view, code)
    table = _written(view, rows)
    beside = dict.fromkeys([*asked.municipalities, *asked.compare])
    marked = [code, *[each for each in beside if each != code][:_MARKED]]
    dots, lines = _dots(view), _rows(view, table)
    return Exhibit(
        key="municipality_standing",
        title=say.apart_heading(tx, region=region, traits=traits[:_HEADED]),
        subtitle=tx(
            "Each dot is one of the county’s municipalities, lowest to the left. The line is the middle municipality "
            "(the median); half of the municipalities lie in the shaded part. Measures of size come last."
        ),
        sentence=say.apart_sentence(tx, region=region, traits=traits),
        table=table,
        columns=[
            Column("label", tx("Measure")),
            Column("year", tx("Year")),
            Column("written", region),
            Column("place_text", tx("Place")),
            Column("middle", tx("Middle municipality")),
            *([Column("sweden", view.name("00"))] if (table["sweden"] != "–").any() else []),
            *([Column("country_text", tx("In the country"))] if table["country_text"].any() else []),
        ],
        sources=sources(view, rows["measure"]),
        lines=[(tx("Method"), tx("What sets a municipality apart: it lies in the highest or lowest quarter, and furthest from the median, counted in distances between the quartiles (of the logarithm for density and for value per inhabitant). Measures of size are left out.")), *_basis(view, rows)],
        figure=profile_rows(dots, lines, tx, highlight=marked),
        screen=strip_rows(dots, lines, marked, view.names(marked)),
    )  # fmt: skip


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
    return rows.assign(
        label=[short_label(view, r["measure"]) for r in each],
        written=[written_value(tx, data, r["measure"], r["value"]) for r in each],
        middle=[written_value(tx, data, r["measure"], r["median"]) for r in each],
        place_text=[
            placed(tx, r["place"], size=r["size"]) if r["place"] is not None else "–" for r in each
        ],
        sweden=[_sweden(view, r) for r in each],
        country_text=[among_all(tx, r["lower"], r["higher"], size=r["size"]) for r in each],
    )


def _sweden(view: View, row: Mapping[str, Any]) -> str:
    """Write the country's figure; a dash where it has none, or a size that says nothing of places."""
    data, measure = view.dataset, row["measure"]
    if row["size"]:
        return "–"
    value = found.country_figure(data, view.selection.definition, measure, int(row["year"]))
    return written_value(view.tx, data, measure, value) if value == value else "–"


def _dots(view: View) -> pd.DataFrame:
    """Return every municipality's value on each measure, with its name and the value in words."""
    data, asked = view.dataset, view.selection
    every = found.compared_figures(data, asked.definition, asked.year)
    said = zip(every["measure"], every["value"], strict=True)
    return every.assign(
        row=every["measure"],
        label=view.names(list(every["code"])),
        said=[written_value(view.tx, data, measure, value) for measure, value in said],
    )


def _rows(view: View, table: pd.DataFrame) -> pd.DataFrame:
    """Return what is said of each row of dots; `table` is what :func:`_written` returns."""
    each = _each(table)
    return pd.DataFrame(
        {
            "row": table["measure"],
            "title": [f"{r['label']} {r['year']}" for r in each],
            "text": [_row_text(view, r) for r in each],
            "value": [_value_text(view, r) for r in each],
            "of": [_middle_text(view, r) for r in each],
            "middle": table["median"],
            "low": table["low"],
            "high": table["high"],
        }
    )


def _each(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _value_text(view: View, row: Mapping[str, Any]) -> str:
    known = row["value"] == row["value"]
    return f"{row['written']}, {row['place_text']}" if known else view.tx("No figure")


def _middle_text(view: View, row: Mapping[str, Any]) -> str:
    if row["value"] != row["value"]:
        return ""
    said = view.tx("the middle municipality {median}", median=row["middle"])
    return "; ".join(part for part in (said, row["country_text"]) if part)


def _row_text(view: View, row: Mapping[str, Any]) -> str:
    if row["value"] != row["value"]:
        return view.tx("No figure")
    return say.standing_text(
        view.tx, value=row["written"], place=row["place_text"], median=row["middle"],
        country=row["country_text"],
    )  # fmt: skip
