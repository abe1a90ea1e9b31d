"""The municipalities of the county side by side: a swarm, and a map."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import pandas as pd

from vbdash.charts.maps.choropleth import choropleth, dorling
from vbdash.charts.maps.classes import classes_for
from vbdash.charts.maps.view import MapView
from vbdash.charts.strips import beeswarm
from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.exhibit import Exhibit, publishers, reads
from vbdash.exhibits.industry.compared import exhibit, held_against, references, written
from vbdash.indicators.industry.compare import Comparison, comparison
from vbdash.indicators.industry.shares import industry_share
from vbdash.indicators.shown import Shown, published_years, shown
from vbdash.selection import Selection
from vbdash.sentences import industry as say
from vbdash.sentences.facts import capital, measure_noun
from vbdash.view import View

#: The measure of industry that is published for municipalities.
MEASURE: Final = "employed_residence"
#: What is meant first where a refresh has brought it: industry where the jobs are.
WORKPLACE: Final = "employed_workplace"
#: More marked dots than this cannot be told apart.
_MARKED: Final = 7


@kept
def usual(data: Dataset) -> str:
    """Return what municipalities are shown by where no measure is asked for.

    By workplace once each of them has a figure, as after a refresh; else by residence.
    """
    known = WORKPLACE in data.measures.index and all(
        published_years(data, WORKPLACE, "B-E", (code,)) for code in data.municipality_codes
    )
    return WORKPLACE if known else MEASURE


def decided(view: View, measure: str = MEASURE) -> Shown | None:
    """Return what the county's municipalities are shown by; None where nothing is published."""
    data, asked = view.dataset, view.selection
    return shown(data, measure, asked.definition, asked.year, data.municipality_codes)


def compared(view: View, found: Shown) -> Comparison | None:
    """Return the municipalities side by side; None where none has a figure."""
    return comparison(view.dataset, found.measure, found.definition, "municipality", found.year)


def sentence(view: View, found: Comparison, table: pd.DataFrame) -> str:
    """Say where the chosen municipalities stand, else which are highest and lowest."""
    tx, known = view.tx, table[table["share"].notna()]
    chosen = known[known["code"].isin(view.chosen)]
    if len(chosen):
        return " ".join(
            say.verdict_sentence(
                tx, region=str(row["label"]), share=float(row["share"]),
                place=found.place(str(row["code"])), others=held_against(view, found, row),
            )
            for _, row in chosen.head(3).iterrows()
        )  # fmt: skip
    return say.swarm_sentence(
        tx, highest=known["label"].iloc[0], high=known["share"].iloc[0],
        lowest=known["label"].iloc[-1], low=known["share"].iloc[-1], of=found.counted,
        year=found.year, unit="municipality", every=found.counted == len(found.table),
    )  # fmt: skip


def _ends(table: pd.DataFrame) -> list[str]:
    """Return the highest and the lowest."""
    known = table.loc[table["share"].notna(), "code"]
    return [str(known.iloc[0]), str(known.iloc[-1])] if len(known) > 1 else []


@reads("municipalities")
def swarm(view: View, found: Shown) -> Exhibit | None:
    """Show every municipality as a dot on one axis, the chosen ones marked."""
    beside = compared(view, found)
    if beside is None:
        return None
    table = written(view, beside)
    ends = _ends(table)
    figure = partial(beeswarm,
        table, view.tx, unit="%", decimals=1,
        highlight=list(view.chosen)[:_MARKED] or ends, named=ends,
        references=references(view, beside, county=True),
        middle=beside.usual.half,
        x_title=view.tx("Percent"),
    )  # fmt: skip
    said = sentence(view, beside, table)
    made = exhibit(view, found, beside, table, "municipalities", said, county=True)
    return made.replace(chart=figure)


@reads("municipalities", "theme")
def on_map(view: View, found: Shown, face: str = "yta") -> Exhibit | None:
    """Show the municipalities on the map.

    Parameters
    ----------
    found
        Measure, definition and year.
    face
        ``"yta"``: areas in classes of the share; ``"cirklar"``: circles sized by what is counted.
    """
    beside = compared(view, found)
    if beside is None:
        return None
    table = written(view, beside)
    said = sentence(view, beside, table)
    made = exhibit(view, found, beside, table, "map", said, county=True)
    return made.replace(map=_picture(view, found, beside, table, face))


@reads("municipalities", "theme")
def one_on_map(view: View, found: Shown, code: str) -> Exhibit | None:
    """Show one municipality on the map; the words are about it, beside the country's share."""
    made, beside = on_map(view, found), compared(view, found)
    if made is None or beside is None:
        return None
    row = made.table[made.table["code"] == code].iloc[0]
    if row["share"] != row["share"]:
        return made.replace(title=f"{row['label']}: {row['note']}".rstrip("."))
    said = say.verdict_sentence(
        view.tx, region=str(row["label"]), share=float(row["share"]), place=beside.place(code),
        others=held_against(view, beside, row, county=False),
    )  # fmt: skip
    return made.replace(title=said.rstrip("."), sentence=said)


def _picture(
    view: View, found: Shown, beside: Comparison, table: pd.DataFrame, face: str
) -> MapView:
    tx, data = view.tx, view.dataset
    share, amount = data.row("measures", found.share), data.row("measures", found.measure)
    if found.definition != Selection().definition:  # what is no longer industry is named
        noun = measure_noun(tx, data, found.share, found.definition, bare=True)
        share = {**share, f"label_{tx.lang}": capital(noun)}
    common: dict[str, Any] = {
        "selected": view.chosen,
        "source": f"{publishers(view, [view.source(found.measure, found.series)])}, {beside.year}",
        "theme": view.theme,
    }
    shares = table[["code", "value", "missing", "rank"]]
    every = industry_share(data, found.measure, found.definition)
    values = every.loc[every["region_code"].isin(data.municipality_codes), "share"].dropna()
    if face == "yta":
        return choropleth(view.geometry, shares, share, tx, values=values, **common)
    amounts = shares.assign(value=table["amount"])
    classes = classes_for(values, decimals=1)
    return dorling(view.geometry, amounts, amount, tx, shade=(shares, share, classes), **common)
