"""How a deck opens and closes: the cover, the three claims, the sources."""

from __future__ import annotations

import pandas as pd

from vbdash.exhibit import Column, Exhibit, Tile, licence, reads
from vbdash.exhibits.coverage import no_firms
from vbdash.exhibits.front import start
from vbdash.exhibits.industry.trend import decided
from vbdash.indicators import loaded
from vbdash.indicators.firms.leading import spread_of
from vbdash.indicators.industry.standing import county_standing
from vbdash.sentences import overview as say
from vbdash.sentences.change import year_text
from vbdash.text import msg
from vbdash.view import View

#: What the table of sources says where a publication names no licence; licences keep their names.


@reads("municipalities", "year", "definition")
def cover(view: View) -> Exhibit:
    """Open the deck: what it is about, for whom it was chosen, how old the figures are."""
    tx = view.tx
    definition = view.dataset.row("definitions", view.selection.definition)
    rows = [
        (tx("Municipalities"), view.where()),
        (tx("Year"), str(view.selection.year or tx("the latest of each source"))),
        (tx("What counts as industry"), tx.pick(definition, "label")),
        (tx("Data version"), view.dataset.version),
    ]
    return Exhibit(
        key="cover",
        title=tx("Industry in {region}, in open figures", region=view.county_name),
        subtitle=tx(
            "Three claims that are often repeated, tried against what can be checked. Every figure has its source."
        ),
        sentence="",
        table=pd.DataFrame(rows, columns=["label", "text"]),
        columns=[Column("label", tx("Choice")), Column("text", tx("Value"))],
        lines=tuple(rows),
        cover=True,
    )


@reads("year", "definition", "support")
def claims(view: View) -> Exhibit | None:
    """Set the article's three claims beside open figures."""
    tx, data = view.tx, view.dataset
    found = decided(view)
    place = None if found is None else county_standing(data, found)
    helped = view.fact("firms_helped")
    if found is None or place is None or helped is None:
        return None
    share, leading, help_ = start.claims(view)
    # A claim about one county beside the figure of another: then the figure's county is named.
    said = (
        msg("of value added in {year} ({definition}). The article does not say which year, which industry or share of what.")
        if loaded.article(data).here
        else msg("of value added in {region} in {year} ({definition}). The article does not say which year, which industry or share of what.")
    )  # fmt: skip
    tiles = (
        Tile(
            share.beside,
            share.value,
            tx(
                said,
                region=view.county_name,
                year=year_text(tx, place.year, preliminary=place.preliminary, bracketed=True),
                definition=tx.pick(data.row("definitions", found.definition), "label"),
            ),
        ),
        Tile(leading.beside, leading.value, _leading(view)),
        Tile(
            help_.beside,
            help_.value,
            tx("firms, as published. How many were met, where and with what help is not stated."),
        ),
    )
    source = str(helped["source_id"])
    return Exhibit(
        key="claims",
        title=start.summary(view),
        subtitle=" ".join(
            [
                tx(
                    "The article's claims are quoted; the large figures are what is on open record."
                ),
                _elsewhere(view),
            ]
        ).strip(),
        sentence=" ".join(t.in_words for t in tiles),
        table=pd.DataFrame(
            {
                "label": [t.label for t in tiles],
                "figure": [t.figure for t in tiles],
                "number": [round(place.share, 1), _municipalities(view), float(helped["value"])],
                "unit": ["%", tx("Municipalities"), tx("Firms")],
                "text": [t.text for t in tiles],
            }
        ),
        columns=[
            Column("label", tx("Claim, quoted")),
            Column("figure", tx("In open figures")),
            Column("text", tx("What is counted")),
        ],
        filed=[
            Column("label", tx("Claim, quoted")),
            Column("number", tx("In open figures"), 1, varied=True),
            Column("unit", tx("Unit")),
            Column("text", tx("What is counted")),
        ],
        sources=(source, view.source("gva")),
        lines=(
            (tx("Definition"), tx.pick(data.row("definitions", found.definition), "description")),
        ),
        tiles=tiles,
    )


def _leading(view: View) -> str:
    """Say what the figure beside the claim about leading firms counts."""
    tx = view.tx
    if not loaded.firms(view.dataset).here:
        return no_firms(view)
    found = spread_of(view.dataset, view.selection.support)
    return tx(
        "municipalities have a firm {kind}: {firms}. The article names none.",
        kind=say.spread_label(tx, view.selection.support),
        firms=tx.plural("{n} firm", "{n} firms", found.firms),
    )


def _municipalities(view: View) -> float:
    """Return in how many municipalities leading firms are; NaN where no firms are loaded."""
    if not loaded.firms(view.dataset).here:
        return float("nan")
    return float(spread_of(view.dataset, view.selection.support).municipalities)


def _elsewhere(view: View) -> str:
    """Say which county the article is about, where it is another one."""
    found = loaded.article(view.dataset)
    if found.here:
        return ""
    counties = view.tx.listing(view.names(found.counties))
    return view.tx("The article is about {counties}.", counties=counties)


def sources_slide(view: View, before: list[Exhibit]) -> Exhibit | None:
    """List the publications behind the slides of a deck."""
    tx, known = view.tx, view.dataset.sources
    used = [s for each in before for s in each.sources if s in known.index]
    if not used:
        return None
    rows = known.loc[list(dict.fromkeys(used))].reset_index(drop=True)
    table = rows[["publisher", "title", "published", "licence", "url"]].astype("object")
    table = table.where(table.notna(), "")
    table["title"] = [tx.named(row, "title") for row in rows.to_dict("records")]
    table["licence"] = [licence(tx, row) for row in rows.to_dict("records")]
    return Exhibit(
        key="sources",
        title=tx.plural(
            "All figures can be checked: {n} publication",
            "All figures can be checked: {n} publications",
            len(table),
        ),
        subtitle=tx("Data version {version}.", version=view.dataset.version),
        sentence=tx("All sources with publisher, title, licence and address"),
        table=table,
        columns=[
            Column("publisher", tx("Publisher")),
            Column("title", tx("Title")),
            Column("published", tx("Published")),
            Column("licence", tx("Licence")),
            Column("url", tx("Address")),
        ],
        sources=tuple(dict.fromkeys(used)),
    )
