"""What an economy consists of, beside Sweden's, and how specialised it is."""

from __future__ import annotations

from functools import partial
from typing import Final

import pandas as pd

from vbdash.charts.bars import paired_bars, ranked_bars
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.measured import named
from vbdash.indicators.facts.structure import distinctive
from vbdash.indicators.industry.compare import years
from vbdash.indicators.industry.structure import Profiles, composition, profiles
from vbdash.sentences import industry as say
from vbdash.view import View

#: The measure that is published for a full set of sectors, by municipality.
MEASURE: Final = "employed_residence"
#: Sectors that can be read from the back row; the table has all.
_READABLE: Final = 7


def latest(view: View) -> Profiles | None:
    """Return the sectors of all regions in the latest year; None where none are published."""
    published = years(view.dataset, MEASURE, "B-E")
    return profiles(view.dataset, MEASURE, published[0]) if published else None


def _basis(view: View, found: Profiles) -> str:
    label, basis = view.label("measures", MEASURE), view.label("measures", MEASURE, "basis")
    text = f"{label}, {found.year}. {basis}."
    if found.country_measure == MEASURE:
        return text
    return f"{text} " + view.tx(
        "Sweden by place of work. Unknown industry is left out on both sides; the sums of sectors are ours."
    )


def _sources(view: View, found: Profiles) -> list[str]:
    return [view.source(MEASURE), view.source(found.country_measure)]


def plainly(label: str) -> str:
    """Return the first part of a sector's official name, as it reads in a sentence."""
    return label.partition(";")[0].strip()


def _called(view: View, sector: str, lq: float, small: bool, *, large: bool) -> str:
    """Return a sector as it is called beside its bar."""
    if small:
        return view.tx("{sector} (fewer than ten: uncertain)", sector=sector)
    if large or lq != lq:
        return sector
    return view.tx("{sector}: {times} times Sweden", sector=sector, times=view.tx.number(lq, 1))


@reads()
def beside_country(
    view: View, code: str, year: int | None = None, *, large: bool = False
) -> Exhibit | None:
    """Show the sectors of one region beside Sweden's; None where it has no figures.

    Parameters
    ----------
    code
        The county or one of its municipalities.
    year
        Year of the figures; None means the latest.
    large
        As many rows as can be read from the back row, without the quotient in each label.
    """
    tx = view.tx
    found = latest(view) if year is None else profiles(view.dataset, MEASURE, year)
    if found is None:
        return None
    table = composition(found, code).sort_values("share", ascending=False, ignore_index=True)
    if table["share"].isna().all():
        return None
    region = view.name(code)
    labels = [view.label("sectors", s) for s in table["sector"]]
    short = [view.label("sectors", s, "short") for s in table["sector"]]
    table = table.assign(label=labels, short=short, value=table["share"], other=table["country"])
    few = [str(name) for name in table.loc[table["small"], "short"]]
    # The one that the page about a municipality names, too; where none weighs more, the nearest.
    heavier = distinctive(table)
    marked = (heavier if len(heavier) else table[~table["small"]].nlargest(1, "lq")).iloc[0]
    title = sentence = say.structure_sentence(
        tx, region=region, largest=plainly(table["label"].iloc[0]),
        largest_share=table["share"].iloc[0], marked=plainly(marked["label"]), lq=marked["lq"],
        year=found.year, larger=bool((table.loc[~table["small"], "lq"] > marked["lq"]).any()),
    )  # fmt: skip
    if few:
        sentence = f"{sentence} {say.small_sentence(tx, sectors=few)}"
    named = [
        _called(view, *row, large=large)
        for row in zip(table["short"], table["lq"], table["small"], strict=True)
    ]
    rows = table.assign(label=named).head(_READABLE if large else len(table))
    figure = partial(
        paired_bars,
        rows,
        tx,
        names=(region, view.name("00")),
        unit="%",
        decimals=1,
        above=not large,
    )
    return Exhibit(
        key="industry_sectors",
        title=title.rstrip("."),
        subtitle=_basis(view, found) + (f" {say.small_sentence(tx, sectors=few)}" if few else ""),
        sentence=sentence,
        table=table.assign(
            note=[tx("Fewer than ten: uncertain") if small else "" for small in table["small"]]
        ),
        columns=[
            Column("label", tx("Sector")),
            Column("amount", tx("Employed"), 0),
            Column("share", tx("{region}, percent", region=region), 1),
            Column("country", tx("Sweden, percent"), 1),
            Column("lq", tx("Times Sweden's share (location quotient)"), 2),
            *([Column("note", tx("Note"))] if few else []),
        ],
        sources=_sources(view, found),
        lines=[(tx("Caveats"), view.label("measures", f"{MEASURE}_share", "caveats"))],
        chart=figure,
        unit="%",
        decimals=1,
    )


@reads("municipalities")
def specialisation(view: View) -> Exhibit | None:
    """Show how specialised the municipalities are, by Krugman's index; None where nothing is known."""
    tx, county, found = view.tx, view.dataset.county, latest(view)
    if found is None:
        return None
    table = found.table()
    table = table.assign(
        label=named(view, table["code"]), value=50 * table["krugman"],
        missing=[tx(why) if why else "" for why in table["missing"]],
    )  # fmt: skip
    table = table.sort_values(["krugman", "code"], ascending=[False, True], ignore_index=True)
    known = table[table["krugman"].notna() & (table["code"] != county)]
    if known.empty:
        return None
    sentence = say.specialised_sentence(
        tx, most=known["label"].iloc[0], most_index=known["krugman"].iloc[0],
        least=known["label"].iloc[-1], least_index=known["krugman"].iloc[-1],
    )  # fmt: skip
    measured = tx(
        "Share of the employed who would have to change sector for the mix to be Sweden's, percent."
    )
    figure = partial(
        ranked_bars, table, tx, unit="%", decimals=0, highlight=[*view.chosen[:6], county]
    )
    return Exhibit(
        key="industry_krugman",
        title=sentence.rstrip("."),
        subtitle=f"{measured} {_basis(view, found)}",
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("Region")),
            Column("value", tx("Would have to change sector, percent"), 0),
            Column("krugman", tx("Krugman's index (0–2)"), 2),
            Column("herfindahl", tx("Herfindahl's index"), 3),
            Column("normalised", tx("Herfindahl, normalised (0–1)"), 3),
            Column("sectors", tx("As many equally large sectors"), 1),
            Column("missing", tx("Note")),
        ],
        sources=_sources(view, found),
        lines=[
            (tx("Method"), tx("Krugman (1991), Hirschman (1964); over the 15 known sector groups."))
        ],
        chart=figure,
        unit="%",
        decimals=0,
    )


def sectors_as_if_equal(table: pd.DataFrame, code: str) -> float:
    """Return how many equally large sectors a region's concentration amounts to; NaN if unknown."""
    own = table.loc[table["code"] == code, "sectors"]
    return float(own.iloc[0]) if len(own) else float("nan")
