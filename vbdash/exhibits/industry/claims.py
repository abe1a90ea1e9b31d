"""Claims about industry's share, as quoted: beside official shares, and beside each other."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import partial
from typing import Any, Final

import pandas as pd

from vbdash.charts.dots import dumbbell, quotes
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.measured import named, the_whole
from vbdash.indicators.industry.claims import (
    DIRECT,
    SISTERS,
    YEARS,
    business_shares,
    claim_kinds,
    claim_ratios,
    middle_share,
)
from vbdash.indicators.industry.shares import industry_share
from vbdash.indicators.industry.standing import standing
from vbdash.sentences import industry as say
from vbdash.sentences.change import year_text
from vbdash.sentences.overview import middle_sentence
from vbdash.text import msg
from vbdash.view import View

#: The claim of the article.
SEED: Final = "vasterbotten-41"
#: Whether indirect links are counted in, as it is said.
INDIRECT: Final = {"yes": msg("yes"), "no": msg("no"), "not_stated": msg("not stated")}


@reads()
def ratios(view: View, *, large: bool = False) -> Exhibit | None:
    """Show claims beside the official share of the same area; None where there are too few to compare."""
    tx, data = view.tx, view.dataset
    table = claim_ratios(data)
    own = table[table["id"] == SEED]
    others = table[~table["id"].isin([SEED, DIRECT])]
    if own.empty or others.empty:
        return None
    sentence = say.ratio_sentence(
        tx, region=view.dataset.name(own["code"].iloc[0], tx.lang),
        own=(own["ratio_low"].iloc[0], own["ratio_high"].iloc[0]),
        others=[*others["ratio_low"], *others["ratio_high"]],
    )  # fmt: skip
    claims = data.table("published_claims").set_index("id")
    table = table.assign(
        label=named(view, table["code"]), first=table["value"], second=table["middle"],
        indirect=[tx(INDIRECT[i]) for i in table["indirect"]],
        wording=[tx.pick(claims.loc[i], "wording") for i in table["id"]],
    )  # fmt: skip
    exhibit = Exhibit(
        key="industry_ratios",
        title=sentence.rstrip("."),
        subtitle=tx(
            "Quoted claims beside industry's own share of value added (SNI B–E, regional accounts), the middle of "
            "the years {first}–{last}, since the claims state no year. Stockholm's claim is said to be industry's "
            "own production only.",
            first=YEARS[0],
            last=YEARS[-1],
        ),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("Area")),
            Column("wording", tx("As quoted")),
            Column("indirect", tx("Indirect links included")),
            Column("middle", tx("Own share, percent (SNI B–E)"), 1),
            Column("ratio_low", tx("Claim / share, lowest"), 2),
            Column("ratio_high", tx("Claim / share, highest"), 2),
        ],
        sources=[*table["source_id"], str(data.row("measures", "gva")["source_id"])],
        lines=why_not_latest(view, str(own["code"].iloc[0])),
    )
    labels = [
        say.times_label(tx, region=str(name), low=low, high=high)
        for name, low, high in zip(
            table["label"], table["ratio_low"], table["ratio_high"], strict=True
        )
    ]
    # From the back row short names are read; the times stand in the table and the heading.
    figure = partial(dumbbell,
        table if large else table.assign(label=labels), tx, unit="%", quoted=True, above=not large,
        names=(tx("Quoted claim"), tx("Own share of value added")),
        note=tx("≈ said in words such as “one third” or “close to”"), large=large,
    )  # fmt: skip
    return exhibit.replace(chart=figure)


def why_not_latest(view: View, county: str, definition: str = "B-E") -> list[tuple[str, str]]:
    """Say why the latest figure does not stand beside a claim, and what it is: a note of one line."""
    shares = industry_share(view.dataset, "gva", definition)
    latest = standing(view.dataset, shares, county)
    if latest is None:
        return []
    tx, (first, *_, last) = view.tx, YEARS
    quoted = view.dataset.table("published_claims").set_index("id")["published_year"]
    quoted = quoted[quoted.index.isin(SISTERS)].dropna().astype(int)
    said = tx(
        "The claims name no year and were published in {published}. What stands beside them is the middle one of the "
        "years {first}–{last}, since later years could not be known.",
        published=f"{quoted.min()}–{quoted.max()}", first=first, last=last,
    )  # fmt: skip
    region = view.dataset.name(county, tx.lang)
    now = say.headline(
        tx, definition=definition, whole=the_whole(view, "gva"), region=region, share=latest.share, country=latest.country,
        year=year_text(tx, latest.year, preliminary=latest.preliminary),
    )  # fmt: skip
    place = say.place_sentence(
        tx, region=region, rank=latest.rank, of=latest.of, unit="county", every=latest.every
    )
    return [(tx("Why not the latest figure?"), f"{said} {now} {place}")]


def beside(view: View, county: str, definition: str = "B-E") -> str:
    """Say what stands beside the claim; an empty text where the county lacks a year."""
    found = middle_share(view.dataset, definition, county)
    if found is None:
        return ""
    return middle_sentence(
        view.tx, region=view.dataset.name(county, view.tx.lang), share=found.share,
        country=found.country, years=(YEARS[0], YEARS[-1]), industry=say.industry_noun(view.tx, definition),
    )  # fmt: skip


@reads()
def business(view: View) -> Exhibit | None:
    """Show industry of all value added and of the business sector's; None where nothing is loaded."""
    tx, data = view.tx, view.dataset
    table = business_shares(data)
    table = table.assign(
        label=named(view, table["code"]), first=table["economy"], second=table["business"],
        note=table[f"missing_{tx.lang}"],
    )  # fmt: skip
    known = table[table["business"].notna()]
    if known.empty:
        return None
    sentence = tx(
        "In {count} counties the same industry weighs {low}–{high} times as much in the business sector as in "
        "the whole economy.",
        count=len(known), low=tx.number(known["ratio"].min(), 1), high=tx.number(known["ratio"].max(), 1),
    )  # fmt: skip
    exhibit = Exhibit(
        key="industry_business",
        title=sentence.rstrip("."),
        subtitle=tx(
            "Industry (SNI B–E) in 2020 as a share of all value added (regional accounts) and of the business "
            "sector's (SNI A–S without K and O; the four sections are added here)."
        ),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("County")),
            Column("economy", tx("Of all value added, percent"), 1),
            Column("business", tx("Of the business sector, percent"), 1),
            Column("ratio", tx("Ratio"), 2),
            Column("note", tx("Note")),
        ],
        sources=[str(data.row("measures", m)["source_id"]) for m in ("business_gva_share", "gva")],
        lines=[(tx("Caveats"), tx.pick(data.row("measures", "business_gva_share"), "caveats"))],
    )
    names = (tx("Of all value added"), tx("Of the business sector"))
    figure = partial(dumbbell, known, tx, names=names, unit="%", decimals=1)
    return exhibit.replace(chart=figure)


@reads()
def said(view: View, kind: str) -> Exhibit:
    """Show published figures of one kind, as quoted, the article's marked.

    Parameters
    ----------
    kind
        What they are shares of (:func:`vbdash.indicators.industry.claims.claim_kinds`).
    """
    tx, data = view.tx, view.dataset
    claims = data.table("published_claims")
    claims = claims.assign(kind=claim_kinds(claims))
    claims = claims.sort_values(["value", "id"], ascending=[False, True])
    table = claims[claims["kind"] == kind].reset_index(drop=True)
    table = table.assign(
        code=table["id"], label=[_speaker(view, row) for row in table.to_dict("records")],
        publisher=[str(data.row("sources", s)["publisher"]) for s in table["source_id"]],
        indirect=[tx(INDIRECT[i]) for i in table["indirect"]],
        wording=table[f"wording_{tx.lang}"], industry=table[f"industry_{tx.lang}"],
        denominator=table[f"denominator_{tx.lang}"], note=table[f"note_{tx.lang}"].fillna(""),
        area=table[f"area_{tx.lang}"],
    )  # fmt: skip
    sentence = tx.plural(
        "{n} published figure that is a share of this, as quoted.",
        "{n} published figures that are shares of this, as quoted: from {low} to {high} percent.",
        len(table), low=tx.number(table["value"].min()), high=tx.number(table["value"].max()),
    )  # fmt: skip
    exhibit = Exhibit(
        key=f"industry_claims_{kind}",
        title="",
        subtitle=sentence,
        sentence=sentence,
        table=table,
        columns=[
            Column("area", tx("Area")),
            Column("value", tx("Percent, as quoted"), 1),
            Column("wording", tx("As quoted")),
            Column("publisher", tx("Published by")),
            Column("industry", tx("Industry means")),
            Column("denominator", tx("Share of")),
            Column("indirect", tx("Indirect links included")),
            Column("note", tx("Note")),
        ],
        sources=list(table["source_id"]),
        lines=[],
    )
    return exhibit.replace(chart=partial(quotes, table, tx, highlight=[SEED]))


def _speaker(view: View, row: Mapping[Hashable, Any]) -> str:
    """Say of what area a figure is, who published it and when."""
    tx = view.tx
    publisher = str(view.dataset.row("sources", row["source_id"])["publisher"])
    area = tx.pick(row, "area")
    if not pd.isna(row["ref_year"]):
        area = f"{area} {int(row['ref_year'])}"
    said = "" if pd.isna(row["published_year"]) else f" {int(row['published_year'])}"
    return f"{area} · {publisher}{said}"
