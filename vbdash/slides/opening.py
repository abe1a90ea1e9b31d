"""How a deck opens and closes: the cover, the three claims, the sources."""

from __future__ import annotations

from typing import Final

import pandas as pd

from vbdash.exhibit import Column
from vbdash.indicators import loaded
from vbdash.indicators.firms.leading import SpreadOfFirms
from vbdash.indicators.industry.shares import industry_share
from vbdash.indicators.industry.standing import Standing, standing
from vbdash.sentences import coverage as missing
from vbdash.sentences import overview as say
from vbdash.sentences import slides as titles
from vbdash.slides.slide import Slide, Stage, Tile
from vbdash.text import msg

__all__ = ["claims", "cover", "sources_slide"]

#: What the table of sources says where a publication names no licence; licences keep their names.
_UNSTATED: Final = msg("Not stated; figures quoted with attribution")


def cover(stage: Stage) -> Slide:
    """Open the deck: what it is about, for whom it was chosen, how old the figures are."""
    tx = stage.tx
    definition = stage.definition_row(stage.selection.definition)
    rows = [
        (tx("Municipalities"), stage.where()),
        (tx("Year"), str(stage.selection.year or tx("the latest of each source"))),
        (tx("What counts as industry"), tx.pick(definition, "label")),
        (tx("Data version"), stage.dataset.version),
    ]
    return Slide(
        key="cover",
        title=tx("Industry in {region}, in open figures", region=stage.county),
        subtitle=tx(
            "Three claims that are often repeated, tried against what can be checked. Every figure has its source."
        ),
        sentence="",
        table=pd.DataFrame(rows, columns=["label", "text"]),
        columns=[Column("label", tx("Choice")), Column("text", tx("Value"))],
        lines=tuple(rows),
        link=stage.link(),
        cover=True,
    )


def claims(stage: Stage) -> Slide | None:
    """Set the article's three claims beside open figures."""
    tx, data = stage.tx, stage.dataset
    definition = stage.definition("gva")
    place = standing(
        data, industry_share(data, "gva", definition), data.county, stage.selection.year
    )
    helped = stage.fact("firms_helped")
    if place is None or helped is None:
        return None
    tiles = (
        Tile(
            tx("“41 percent of the regional economy”"),
            tx.percent(place.share),
            tx(
                "of value added in {year} ({definition}). The article does not say which year, which industry or share of what.",
                year=place.year,
                definition=tx.pick(stage.definition_row(definition), "label"),
            ),
        ),
        Tile(tx("“World-leading firms in nearly all municipalities”"), *_leading(stage)),
        Tile(
            tx("“Hundreds met, {count} got concrete help”", count=tx.number(helped["value"])),
            tx.number(helped["value"]),
            " ".join(
                [
                    tx(
                        "firms, as published. How many were met, where and with what help is not stated."
                    ),
                    _elsewhere(stage),
                ]
            ).strip(),
        ),
    )
    source = str(helped["source_id"])
    return Slide(
        key="claims",
        title=_claims_title(stage, place),
        subtitle=tx(
            "The article's claims are quoted; the large figures are what is on open record."
        ),
        sentence=" ".join(f"{t.label}: {t.figure} {t.text}" for t in tiles),
        table=pd.DataFrame(
            [(t.label, t.figure, t.text) for t in tiles], columns=["label", "figure", "text"]
        ),
        columns=[
            Column("label", tx("Claim, quoted")),
            Column("figure", tx("In open figures")),
            Column("text", tx("What is counted")),
        ],
        sources=(source, stage.source("gva")),
        lines=((tx("Definition"), tx.pick(stage.definition_row(definition), "description")),),
        tiles=tiles,
        link=stage.link(),
    )


def _spread(stage: Stage) -> SpreadOfFirms | None:
    """Count the leading firms; None where no firms are loaded for the county."""
    return stage.spread() if loaded.firms(stage.dataset).here else None


def _claims_title(stage: Stage, place: Standing) -> str:
    found, of = _spread(stage), len(stage.dataset.municipality_codes)
    if found is None:
        return titles.share_claim_title(
            stage.tx, region=stage.county, share=place.share, year=place.year
        )
    return titles.claims_title(
        stage.tx, share=place.share, year=place.year, municipalities=found.municipalities, of=of
    )


def _leading(stage: Stage) -> tuple[str, str]:
    """Return the figure beside the claim about leading firms, and what it counts."""
    tx, found = stage.tx, _spread(stage)
    if found is None:
        counties = stage.names(loaded.firms(stage.dataset).counties)
        return "–", missing.no_firms(tx, county=stage.county, covered=counties)
    of = len(stage.dataset.municipality_codes)
    return tx("{count} of {of}", count=found.municipalities, of=of), tx(
        "municipalities have a firm {kind}: {firms}. The article names none.",
        kind=say.spread_label(tx, stage.selection.support),
        firms=tx.plural("{n} firm", "{n} firms", found.firms),
    )


def _elsewhere(stage: Stage) -> str:
    """Say which county the article is about, where it is another one."""
    found = loaded.article(stage.dataset)
    if found.here:
        return ""
    counties = stage.tx.listing(stage.names(found.counties))
    return stage.tx("The article is about {counties}.", counties=counties)


def sources_slide(stage: Stage, before: list[Slide]) -> Slide | None:
    """List the publications behind the slides of a deck."""
    tx, known = stage.tx, stage.dataset.sources
    used = [s for each in before for s in each.sources if s in known.index]
    if not used:
        return None
    rows = known.loc[list(dict.fromkeys(used))].reset_index(drop=True)
    table = rows[["publisher", "title", "published", "licence", "url"]].astype("object")
    table = table.where(table.notna(), "")
    table["licence"] = [tx(_UNSTATED) if each == _UNSTATED else each for each in table["licence"]]
    return Slide(
        key="sources",
        title=tx("All figures can be checked: {count} publications", count=tx.number(len(table))),
        subtitle=tx("Data version {version}.", version=stage.dataset.version),
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
        link=stage.link("data"),
    )
