"""Regions side by side in one year: the table in words, its columns, the lines they are held to."""

from __future__ import annotations

import pandas as pd

from vbdash.charts.figure import Reference
from vbdash.exhibit import Column, Exhibit
from vbdash.exhibits.measured import decimals_of, lines, named, status_words, subtitle
from vbdash.indicators.industry.compare import Comparison
from vbdash.indicators.shown import Shown
from vbdash.view import View


def written(view: View, found: Comparison) -> pd.DataFrame:
    """Return the table of a comparison with names and words in the reader's language."""
    tx, table = view.tx, found.table
    words = {"higher": tx("higher"), "lower": tx("lower"), "similar": tx("similar")}
    said = status_words(view, table["status"])
    return table.assign(
        label=named(view, table["code"]),
        value=table["share"],
        missing=table[f"missing_{tx.lang}"],
        to_country_said=table["to_country"].map(words).fillna("–"),
        to_county_said=table["to_county"].map(words).fillna("–"),
        note=[why or word for why, word in zip(table[f"missing_{tx.lang}"], said, strict=True)],
    )


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
    return Exhibit(
        key=f"industry_{key}",
        title=sentence.rstrip("."),
        subtitle=subtitle(view, shown, str(found.year)),
        sentence=sentence,
        table=table,
        columns=columns(view, shown.measure, region, county=county),
        sources=[view.source(shown.measure)],
        lines=lines(view, shown),
        unit="%",
        decimals=1,
    )
