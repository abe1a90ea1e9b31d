"""The part about the claim: who said what, and what 41 percent may and may not mean."""

from __future__ import annotations

from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.exhibits.industry import claims
from vbdash.indicators.industry.definitions import denominators
from vbdash.indicators.shown import Shown
from vbdash.text import Text, msg
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose
from vbdash.ui.downloads import source_line
from vbdash.ui.parts import Below
from vbdash.ui.show import show
from vbdash.view import View

#: Years in which the same edition has the county and Sweden.
_GOODS_YEARS: Final = (2017, 2022)
#: What a figure may be a share of: code in the link and name.
_KINDS: Final = {
    "economy": msg("Value added"),
    "gdp": msg("GDP or GRP"),
    "business": msg("Business sector"),
    "work": msg("Jobs"),
}
#: More quotations than this are read in the table.
_MOST: Final = 8


def draw(view: View, _subject: Shown, below: Below) -> None:
    """Draw the part of the page about the claim."""
    not_loaded.article_elsewhere(view)
    _verdict(view)
    below()
    _hypotheses(view)
    _ratios(view)
    _business(view)
    _said(view)


def _verdict(view: View) -> None:
    tx, said = view.tx, view.dataset.table("published_claims").set_index("id")
    if claims.SEED not in said.index:
        return
    seed = said.loc[claims.SEED]
    st.header(
        tx("The figure is quoted without definition, year, denominator or source"), anchor=False
    )
    st.markdown(f"> {tx.pick(seed, 'wording')}")
    st.markdown(
        tx(
            "It is not industry's own share of value added in {county}: that is about a quarter by the usual definition "
            "(SNI B–E). No official series for that county here shows it, by any definition. It can only be understood as "
            "something else, and we found nothing published that says what.",
            county=view.name(str(seed["region_code"])),
        )
    )
    source_line(view, [str(seed["source_id"])])


def _ratios(view: View) -> None:
    made = picture(claims.ratios, view)
    if made is None:
        return
    show(view, made)
    st.markdown(
        view.tx(
            "**Direct** is what industry itself produces. **Direct and indirect** also counts what others produce "
            "for it: transport, services, materials. The second can be one and a half or two times the first, "
            "and the two must not be set beside each other as if they were the same."
        )
    )


def _hypotheses(view: View) -> None:
    tx = view.tx
    st.header(tx("Three things it may measure, and what each would need"), anchor=False)
    cards = [
        (
            tx("Most likely: industry with its suppliers"),
            tx(
                "A series of county reports from 2019 by Teknikföretagen uses the same words and gives other "
                "counties figures as far above the official share. A report on Västerbotten exists, but we could "
                "not read it."
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


@kept
def _goods(data: Dataset, lang: str) -> dict[str, str]:
    """Return goods producers' shares of three wholes, each year with its own, as people say it.

    They are those of the county that the claim is about, whichever county is in focus.
    """
    tx = Text(lang)
    areas = data.table("published_claims").set_index("id")["region_code"]
    county = str(areas.get(claims.SEED, data.county))
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
    made = picture(claims.business, view)
    if made is None:
        return
    show(view, made)
    own = made.table.loc[made.table["code"] == view.dataset.county, "note"]
    if len(own) and own.iloc[0]:
        st.caption(str(own.iloc[0]))


def _said(view: View) -> None:
    """Draw published figures of one kind, as quoted."""
    tx = view.tx
    st.header(tx("Who said what, measured how"), anchor=False)
    kind = choose(
        "slag", tx("Share of"), {k: tx(name) for k, name in _KINDS.items()}, "economy",
        widget=st.segmented_control,
    )  # fmt: skip
    made = picture(claims.said, view, kind)
    show(view, made)
    if len(made.table) <= _MOST:
        st.html(_spelled_out(view, made.table))


def _spelled_out(view: View, table: pd.DataFrame) -> str:
    """Return each quotation with who said it and what it says it measures, as a list in HTML."""
    tx = view.tx
    items = []
    for row in table.itertuples():
        measured = tx(
            "Industry means: {industry}. Share of: {denominator}. Indirect links included: {indirect}.",
            industry=row.industry, denominator=row.denominator, indirect=row.indirect,
        )  # fmt: skip
        note = f"<br>{escape(str(row.note))}" if row.note else ""
        said = f"<strong>{escape(str(row.wording))}</strong><br>{escape(str(row.label))}"
        items.append(f"<li>{said}<br>{escape(measured)}{note}</li>")
    return f"<ul>{''.join(items)}</ul>"
