"""The claim: who said what, measured how, and what 41 percent may and may not mean."""

from __future__ import annotations

from typing import Final

import plotly.graph_objects as go
import streamlit as st

from vbdash.charts.dots import dumbbell
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.industry.claims import DIRECT, YEARS
from vbdash.selection import Selection
from vbdash.sentences import industry as say
from vbdash.text import Text
from vbdash.ui import not_loaded
from vbdash.ui.cached import shared
from vbdash.ui.downloads import source_line
from vbdash.ui.industry.page import Subject, business_shares, claim_ratios, denominators, named
from vbdash.ui.industry.quotes import INDIRECT, draw_said
from vbdash.ui.show import show
from vbdash.ui.view import View, view_of

__all__ = ["draw"]

_SEED: Final = "vasterbotten-41"
#: Years in which the same edition has the county and Sweden.
_GOODS_YEARS: Final = (2017, 2022)


def draw(view: View, _subject: Subject) -> None:
    """Draw the part of the page about the claim."""
    not_loaded.article_elsewhere(view)
    _verdict(view)
    _hypotheses(view)
    _ratios(view)
    _business(view)
    draw_said(view, _SEED)


def _verdict(view: View) -> None:
    tx, claims = view.tx, view.dataset.table("published_claims").set_index("id")
    if _SEED not in claims.index:
        return
    seed = claims.loc[_SEED]
    st.subheader(
        tx("The figure is quoted without definition, year, denominator or source"), anchor=False
    )
    st.markdown(f"> {tx.pick(seed, 'wording')}")
    st.markdown(
        tx(
            "It is not industry's own share of value added: that is about a quarter by the usual definition "
            "(SNI B–E). No official series for the county here shows it, by any definition. It can only be understood as "
            "something else, and what that is has not been published."
        )
    )
    source_line(view, [str(seed["source_id"])])


def _ratios(view: View) -> None:
    drawn = _ratios_drawn(view.dataset, view.tx.lang)
    if drawn is None:
        return
    tx = view.tx
    show(view, *drawn)
    st.markdown(
        tx(
            "**Direct** is what industry itself produces. **Direct and indirect** also counts what others produce "
            "for it: transport, services, materials. The second can be one and a half or two times the first, "
            "and the two must not be set beside each other as if they were the same."
        )
    )


@shared
def _ratios_drawn(data: Dataset, lang: str) -> tuple[Exhibit, go.Figure] | None:
    view = view_of(data, Selection(lang=lang))
    tx = view.tx
    table = claim_ratios(data)
    own = table[table["id"] == _SEED]
    others = table[~table["id"].isin([_SEED, DIRECT])]
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
        lines=[],
    )
    labels = [
        say.times_label(tx, region=str(name), low=low, high=high)
        for name, low, high in zip(
            table["label"], table["ratio_low"], table["ratio_high"], strict=True
        )
    ]
    figure = dumbbell(
        table.assign(label=labels), tx, unit="%", quoted=True, above=True,
        names=(tx("Quoted claim"), tx("Own share of value added")),
        note=tx("≈ said in words such as “one third” or “close to”"),
    )  # fmt: skip
    return exhibit, figure


def _hypotheses(view: View) -> None:
    tx = view.tx
    st.subheader(tx("Three things it may measure, and what each would need"), anchor=False)
    cards = [
        (
            tx("Most likely: industry with its suppliers"),
            tx(
                "A series of county reports from 2019 by Teknikföretagen uses the same words and gives other "
                "counties figures as far above the official share. A report on Västerbotten exists but has not been "
                "read."
            ),
            tx(
                "The same organisation says about 20 percent of GDP for all of Sweden, suppliers counted in: it uses "
                "more than one denominator. For most counties it is not stated whether suppliers are counted in."
            ),
            tx("that report, or the input–output calculation behind it, with its year."),
        ),
        (
            tx("Possible: share of the business sector"),
            tx(
                "Statistics Sweden publishes industry's share of the business sector, without finance and public "
                "administration. It is higher than the share of the whole economy."
            ),
            tx("The article says “the regional economy”, not the business sector."),
            tx(
                "the row for Västerbotten, sections B, C, D and E, for each of the years 2016–2020."
            ),
        ),
        (
            tx("Ruled out by what is on record: goods producers"),
            tx("With construction, farming and forestry counted in, industry would be larger."),
            tx(
                "The share of gross regional product was {shares}. Without what is not split by industry it was "
                "{allocated}, and of the production of goods and services only {business}. No year on record gives "
                "the quoted figure.",
                **_goods(view.dataset, tx.lang),
            ),
            tx("nothing more, unless years that are missing here differ."),
        ),
    ]
    for place, (name, what, against, needed) in zip(st.columns(3, border=True), cards, strict=True):
        place.markdown(
            f"**{name}**\n\n{what}\n\n"
            + tx("*Speaks against:* {what}", what=against)
            + "\n\n"
            + tx("*Needed:* {what}", what=needed)
        )


@shared
def _goods(data: Dataset, lang: str) -> dict[str, str]:
    """Return goods producers' shares of three wholes, each year with its own, as people say it.

    They are those of the county that the claim is about, whichever county is in focus.
    """
    tx = Text(lang)
    claims = data.table("published_claims").set_index("id")["region_code"]
    county = str(claims.get(_SEED, data.county))
    found = {}
    for key, kind in (("shares", "grp"), ("allocated", "allocated"), ("business", "business")):
        said = []
        for year in _GOODS_YEARS:
            rows = denominators(data, county, year)
            share = rows.loc[rows["denominator"] == kind, "share"]
            if len(share):
                said.append(tx("{share} in {year}", share=tx.percent(share.iloc[0]), year=year))
        found[key] = tx.listing(said)
    return found


def _business(view: View) -> None:
    drawn = _business_drawn(view.dataset, view.tx.lang)
    if drawn is None:
        return
    exhibit, figure, note = drawn
    show(view, exhibit, figure)
    if note:
        st.caption(note)


@shared
def _business_drawn(data: Dataset, lang: str) -> tuple[Exhibit, go.Figure, str] | None:
    view = view_of(data, Selection(lang=lang))
    tx = view.tx
    table = business_shares(data)
    table = table.assign(
        label=named(view, table["code"]), first=table["economy"], second=table["business"],
        note=table[f"missing_{tx.lang}"],
    )  # fmt: skip
    known = table[table["business"].notna()]
    if known.empty:
        return None
    own = table[table["code"] == data.county].iloc[0]
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
    return exhibit, dumbbell(known, tx, names=names, unit="%", decimals=1), str(own["note"] or "")
