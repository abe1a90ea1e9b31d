"""Regions side by side in one year: the table in words, its columns, the lines they are held to."""

from __future__ import annotations

import pandas as pd

from vbdash.charts.figure import Reference
from vbdash.exhibit import Column, Exhibit
from vbdash.exhibits.measured import decimals_of, lines, named, status_words, subtitle
from vbdash.indicators.industry.compare import Comparison
from vbdash.indicators.shown import Shown
from vbdash.sentences.places import Against, against_in_short
from vbdash.text import Text
from vbdash.view import View


def written(view: View, found: Comparison) -> pd.DataFrame:
    """Return the table of a comparison with names and words in the reader's language."""
    tx, table = view.tx, found.table
    said = status_words(view, table["status"])
    return table.assign(
        label=named(view, table["code"]),
        value=table["share"],
        missing=table[f"missing_{tx.lang}"],
        to_country_said=_in_short(tx, table, "to_country", found.country),
        to_county_said=_in_short(tx, table, "to_county", found.county),
        note=[why or word for why, word in zip(table[f"missing_{tx.lang}"], said, strict=True)],
    )


def _in_short(tx: Text, table: pd.DataFrame, verdicts: str, other: float) -> list[str]:
    rows = zip(table[verdicts], table["share"], strict=True)
    return [against_in_short(tx, str(v), share / other if other else 1.0) for v, share in rows]


def held_against(
    view: View, found: Comparison, row: pd.Series, *, county: bool = True
) -> list[Against]:
    """Return what a region's share is held against: the county, for a municipality; the country."""
    country = Against(view.name("00"), found.country, row["to_country"])
    if not county:
        return [country]
    return [Against(view.county_name, found.county, row["to_county"]), country]


def columns(view: View, measure: str, region: str, *, county: bool) -> list[Column]:
    """Return the columns of a comparison: level, share, location quotient, place, verdicts."""
    tx, unit = view.tx, view.label("measures", measure, "unit_short")
    found = [
        Column("label", region),
        Column("amount", tx("Industry, {unit}", unit=unit), decimals_of(view, measure)),
        Column("share", tx("Share, percent"), 1),
        Column("lq", tx("Times Sweden's share (location quotient)"), 2),
        Column("rank", tx("Place"), 0),
        Column("to_country_said", tx("Compared with Sweden")),
    ]
    if county:
        found.append(Column("to_county_said", tx("Compared with the county")))
    return [*found, Column("note", tx("Note"))]


def references(view: View, found: Comparison, *, county: bool = False) -> list[Reference]:
    """Return the lines that a chart of shares is compared with."""
    tx, known = view.tx, []
    if found.country == found.country:
        known.append(
            Reference(found.country, tx("Sweden {share}", share=tx.percent(found.country)))
        )
    if county and found.county == found.county:
        known.append(
            Reference(found.county, tx("The county {share}", share=tx.percent(found.county)))
        )
    return known


def exhibit(
    view: View,
    shown: Shown,
    found: Comparison,
    table: pd.DataFrame,
    key: str,
    sentence: str,
    *,
    county: bool = False,
) -> Exhibit:
    """Return a comparison's words and table, still without its picture.

    Parameters
    ----------
    shown
        What is shown for what was asked.
    found, table
        The comparison, and its table as :func:`written` words it.
    key, sentence
        Of the exhibit; the sentence is its title, too.
    county
        Whether regions are municipalities, which are compared with the county as well.
    """
    region = view.tx("Municipality") if county else view.tx("County")
    about, many = subtitle(view, shown, str(found.year)), {"of": found.counted, "all": len(table)}
    if found.counted < len(table):
        about += " " + (
            view.tx("{of} of {all} municipalities have a figure: places are among those.", **many)
            if county
            else view.tx("{of} of {all} counties have a figure: places are among those.", **many)
        )
    return Exhibit(
        key=f"industry_{key}",
        title=sentence.rstrip("."),
        subtitle=about,
        sentence=sentence,
        table=table,
        columns=columns(view, shown.measure, region, county=county),
        sources=[view.source(shown.measure, shown.series)],
        lines=lines(view, shown),
        unit="%",
        decimals=1,
    )
