"""Industry over time: the county, Sweden and the other counties."""

from __future__ import annotations

from functools import partial
from typing import Final

import pandas as pd

from vbdash.charts.lines import rank_lines, time_lines
from vbdash.charts.panels import small_multiples
from vbdash.data.dataset import Dataset
from vbdash.data.editions import PROVISIONAL, doubt, doubts
from vbdash.data.kept import kept
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.measured import STATUS, lines, sources, status_words, subtitle
from vbdash.indicators.change import Change, change
from vbdash.indicators.industry.compare import COUNTRY
from vbdash.indicators.industry.shares import industry_share
from vbdash.indicators.municipality.figures import unbroken
from vbdash.indicators.ranks import ranked_by_year
from vbdash.indicators.shown import Shown, shown
from vbdash.indicators.similar import DECIMALS
from vbdash.sentences import industry as say
from vbdash.sentences.change import method, told_place, year_text
from vbdash.view import View

#: How large an industry is, where nothing else is asked for: value added.
MEASURE: Final = "gva"
#: A series of fewer years is no curve.
FEWEST: Final = 3
#: Pixels of the curves on a slide, which is wider than high.
_LOW: Final = 285
_HIGH: Final = 400


def decided(view: View) -> Shown | None:
    """Return what the county's industry is shown by: value added, as the view asks for it."""
    asked = view.selection
    return shown(view.dataset, MEASURE, asked.definition, asked.year, (view.dataset.county,))


@kept
def counties(dataset: Dataset, measure: str, definition: str, lang: str) -> pd.DataFrame:
    """Return the shares of the counties and the country, as the charts want them.

    Returns
    -------
    DataFrame
        As :func:`vbdash.indicators.industry.shares.industry_share`, with ``code``, ``value``
        (percent) and ``group`` (the region's name).
    """
    shares = industry_share(dataset, measure, definition)
    levels = dataset.regions["level"].reindex(shares["region_code"]).to_numpy()
    table: pd.DataFrame = shares[(levels == "county") | (levels == "country")].rename(
        columns={"region_code": "code", "share": "value"}
    )
    names = dataset.regions[f"name_{lang}"].reindex(table["code"])
    return table.assign(group=names.to_numpy())


def _table(view: View, found: Shown) -> pd.DataFrame:
    return counties(view.dataset, found.measure, found.definition, view.tx.lang)


def _exhibit(view: View, found: Shown, key: str, sentence: str, years: pd.Series) -> Exhibit:
    return Exhibit(
        key=f"industry_{key}",
        title=sentence.rstrip("."),
        subtitle=subtitle(view, found, f"{int(years.min())}–{int(years.max())}"),
        sentence=sentence,
        table=pd.DataFrame(),
        columns=(),
        sources=sources(view, found.measure),
        lines=lines(view, found),
        unit="%",
        decimals=1,
    )


def _marked(view: View, raised: str) -> list[str]:
    """Return whose lines are in colour: the county's, the country's, and another where asked for."""
    return list(dict.fromkeys([view.dataset.county, COUNTRY, *([raised] if raised else [])]))


def _series(table: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return a region's rows with a figure, of one edition, in order of the years."""
    return unbroken(table[(table["code"] == code) & table["value"].notna()].sort_values("year"))


def _change(own: pd.DataFrame, sign: int = 1) -> tuple[Change, dict[int, str]]:
    """Find how a series has changed, as its values are shown, and its preliminary years."""
    values = (sign * own["value"]).round(1)
    return change(own["year"].astype(int).tolist(), values.tolist()), doubts(own)


@reads()
def share(view: View, found: Shown, *, large: bool = False, raised: str = "") -> Exhibit | None:
    """Show industry's share year by year; None where the county has no figure.

    Parameters
    ----------
    found
        Measure and definition.
    large
        Type and height of a slide.
    raised
        Code of another county whose line is in colour and named, too.
    """
    tx, table, county = view.tx, _table(view, found), view.dataset.county
    own = _series(table, county)
    if own.empty:
        return None
    moved, preliminary = _change(own)
    there = table[table["code"] == COUNTRY]
    country = dict(zip(there["year"].astype(int), there["value"], strict=True))
    sentence = say.trend(
        tx, definition=found.definition, region=view.county_name, change=moved,
        country=country, preliminary=preliminary,
    )  # fmt: skip
    figure = partial(time_lines,
        table, tx, unit="%", decimals=1, highlight=_marked(view, raised), extremes=not large,
        y_title=tx("Percent"), height=_LOW if large else _HIGH, large=large,
    )  # fmt: skip
    both = table[table["code"].isin(_marked(view, raised))]
    made = _exhibit(view, found, "andel", sentence, both["year"])
    hollow = doubt(both["status"])
    marks = tx("Hollow marks are preliminary, as the source says.") if hollow == PROVISIONAL else tx(
        "Hollow marks are probably preliminary; the source does not mark them.")  # fmt: skip
    rows = both.assign(status=status_words(view, both["status"]))
    return made.replace(
        subtitle=f"{made.subtitle} {marks}" if hollow else made.subtitle,
        lines=[*made.lines, method(tx, moved, tx("percentage points"), 1)],
        table=rows.sort_values(["year", "code"], ascending=[False, True]),
        columns=[
            Column("year", tx("Year")),
            Column("group", tx("Region")),
            Column("value", tx("Share, percent"), 1),
            Column("status", tx("Status")),
        ],
        chart=figure,
    )


def _wide(view: View, table: pd.DataFrame, decimals: int) -> tuple[pd.DataFrame, list[Column]]:
    """Return the table twin of many regions: one row a year, one column a region."""
    tx = view.tx
    wide = table.pivot_table("value", "year", "code", sort=False).sort_index(ascending=False)
    names = table.drop_duplicates("code").set_index("code")["group"]
    status = table.drop_duplicates("year").set_index("year")["status"].astype(object)
    rows = wide.assign(status=[tx(STATUS[status[year]]) for year in wide.index]).reset_index()
    regions = [Column(str(code), str(names[code]), decimals) for code in wide.columns]
    return rows, [Column("year", tx("Year")), *regions, Column("status", tx("Status"))]


@reads()
def place(view: View, found: Shown, *, raised: str = "") -> Exhibit | None:
    """Show each county's place among the counties, year by year; None where the county has none.

    `raised` is the code of another county whose line is in colour, too.
    """
    tx, table, county = view.tx, _table(view, found), view.dataset.county
    ranked = ranked_by_year(table[table["code"] != COUNTRY].round({"value": DECIMALS}))
    own = _series(ranked, county)
    if own.empty:
        return None
    moved, preliminary = _change(own, -1)
    sentence = told_place(
        tx, moved, region=view.county_name, of=int(own["of"].iloc[-1]), preliminary=preliminary
    )
    what = tx("Place among counties; 1 is the highest")
    figure = partial(
        rank_lines, ranked, tx, highlight=[county, *([raised] if raised else [])], y_title=what
    )
    rows, columns = _wide(view, ranked, 0)
    shown = _exhibit(view, found, "plats", sentence, ranked["year"])
    return shown.replace(table=rows, columns=columns, chart=figure, unit="", decimals=0)


@reads()
def panels(view: View, found: Shown) -> Exhibit:
    """Show every county's curve in a panel of its own, the highest first."""
    tx, table = view.tx, _table(view, found)
    table = table[table["value"].notna()]
    latest = table[table["year"] == table["year"].max()].sort_values("value", ascending=False)
    order = {code: rank for rank, code in enumerate(latest["code"])}
    ordered = table.sort_values("code", key=lambda c: c.map(order), kind="stable")
    here = latest[latest["code"] != COUNTRY]
    sentence = say.swarm_sentence(
        tx, highest=here["group"].iloc[0], high=here["value"].iloc[0],
        lowest=here["group"].iloc[-1], low=here["value"].iloc[-1],
        of=len(here), unit="county", every=len(here) == int((view.dataset.regions["level"] == "county").sum()),
        year=year_text(tx, int(here["year"].iloc[0]), preliminary=doubt(here["status"])),
    )  # fmt: skip
    figure = partial(small_multiples,
        ordered, tx, unit="%", decimals=1, highlight=[view.dataset.county], context=[COUNTRY],
        y_title=tx("Percent"),
    )  # fmt: skip
    rows, columns = _wide(view, ordered, 1)
    shown = _exhibit(view, found, "alla", sentence, table["year"])
    return shown.replace(table=rows, columns=columns, chart=figure)
