"""The pieces of the start page."""

from __future__ import annotations

from typing import Final

import streamlit as st

from vbdash.exhibits.coverage import no_firms
from vbdash.exhibits.facts import picked
from vbdash.exhibits.front import Figure, start
from vbdash.exhibits.industry import claims as tried
from vbdash.exhibits.industry import trend
from vbdash.exhibits.industry.trend import decided
from vbdash.indicators.firms.leading import spread_of
from vbdash.indicators.industry.standing import county_standing
from vbdash.parameters import MUNICIPALITY
from vbdash.sentences import overview as say
from vbdash.sentences.change import year_text
from vbdash.sentences.industry import industry_noun
from vbdash.sentences.shown import told
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.ui.downloads import source_line
from vbdash.ui.facts import show_facts
from vbdash.ui.frame import own
from vbdash.ui.go import go
from vbdash.ui.safe import quiet
from vbdash.ui.show import show
from vbdash.view import View

_COUNT: Final = 6
#: The start page says these itself, beside the claims.
_SAID: Final = ("county_rank", "claim_spread")


def opening(view: View) -> None:
    """Say what must be known first: another county than the article's, another year than asked for."""
    not_loaded.article_elsewhere(view)
    found = decided(view)
    if found is not None and (found.other_definition or found.other_year):
        st.info(told(view.tx, view.dataset, found), icon=":material/info:")


def claims(view: View) -> None:
    """Fold away how each claim is tried: what was said, what open figures say, and the sources."""
    tx, said = view.tx, (_share, _firms, _help)
    with st.expander(tx("How the claims are tried, and the sources"), icon=":material/menu_book:"):
        st.markdown(
            tx(
                "In 2021 an article made three claims about industry in Västerbotten that are often "
                "repeated. Here each stands beside what open figures bear out, and what they do not."
            )
        )
        shown = picture(start.claims, view)
        for place, each, words in zip(
            st.columns(len(shown), gap="medium"), shown, said, strict=False
        ):
            with place:
                _tried(view, each, *words(view))


def _tried(view: View, claim: Figure, quoted: str, found: str) -> None:
    st.markdown(f"**{quiet(claim.beside)}**")
    st.markdown(quiet(quoted))
    st.markdown(quiet(found))
    source_line(view, claim.sources)


def _share(view: View) -> tuple[str, str]:
    """Return what the article leaves out of its 41 percent, and industry's official share."""
    tx, found = view.tx, decided(view)
    quoted = tx(
        "Quoted from the article. It does not say which year, which definition of industry or share of what."
    )
    place = None if found is None else county_standing(view.dataset, found)
    if found is None or place is None:
        return quoted, ""
    latest = say.share_sentence(
        tx,
        region=view.county_name,
        share=place.share,
        country=place.country,
        year=year_text(tx, place.year, preliminary=place.preliminary),
        industry=industry_noun(tx, found.definition),
        rank=place.rank,
        of=place.of,
    )
    # Of years that those who made the claim could know, as the part about it has it.
    return quoted, f"{latest} {tried.beside(view, view.dataset.county, found.definition)}".strip()


def _firms(view: View) -> tuple[str, str]:
    """Return what the article leaves out of its leading firms, and how many are on record."""
    tx, strength = view.tx, view.selection.support
    quoted = tx("Quoted from the article, which names no firms and no list.")
    if not not_loaded.firms_loaded(view):
        return quoted, no_firms(view)
    found, strict = (spread_of(view.dataset, each) for each in (strength, "world_independent"))
    counted = say.firms_sentence(
        tx,
        firms=found.firms,
        municipalities=found.municipalities,
        of=len(view.dataset.municipality_codes),
        strength=strength,
    )
    demanded = tx(
        "If the word of a source other than the firm or its owner is asked for, {firms} in {municipalities} remain.",
        firms=tx.plural("{n} firm", "{n} firms", strict.firms),
        municipalities=tx.plural("{n} municipality", "{n} municipalities", strict.municipalities),
    )
    ours = tx(
        "The count is ours, from firms and claims on open record; each has its source on the page of firms."
    )
    return quoted, f"{counted} {demanded} {ours}"


def _help(view: View) -> tuple[str, str]:
    """Return what is published of those that got help, and what is not."""
    tx, helped = view.tx, view.dataset.row("published_facts", "firms_helped")
    return tx("Quoted from the article, for the years 2016–2021."), tx(
        "How many were met is not stated. Nor did we find anything published on where the {count} "
        "firms are, how large they are or what help they got: every split would be invented.",
        count=tx.number(helped["value"]),
    )


def share_over_time(view: View) -> None:
    """Industry's share of value added since 2000, the county beside Sweden and the others."""
    found = decided(view)
    made = None if found is None else picture(trend.share, view, found)
    if made is not None:
        show(view, made.replace(key="overview_trend"))


def found_facts(view: View) -> None:
    """Draw the facts most worth saying about the county; what is pressed on the map has its card."""
    tx, found = view.tx, picture(picked, view.choosing(municipalities=()), _COUNT, _SAID)
    if not found:
        return
    st.header(tx("Found in the data"), anchor=False)
    st.caption(
        tx(
            "The data is searched for extremes, records, long runs, turns and gaps between claim and figure. "
            "The same data gives the same facts; nobody picks them."
        )
    )
    show_facts(view, found, "overview_facts")


def figures(view: View) -> None:
    """Draw the three figures, each with the claim it is tried against, as a way to its page."""
    shown = picture(start.claims, view)
    with st.container(key="figures"):
        for place, each in zip(st.columns(len(shown)), shown, strict=True):
            with place:
                st.page_link(f"pages/{each.page}.py", label=_label(each), width="stretch")


def _label(figure: Figure) -> str:
    """Write a figure for a link: the value, the claim, and what is counted, which styles set apart."""
    return f"**{quiet(figure.value)}** *{quiet(figure.beside)}* {quiet(figure.label)}"


def choose_municipality(view: View) -> None:
    """Draw the choice of a municipality, which goes to its page, and the visitor's own."""
    tx, names = view.tx, view.choices.values["municipalities"]

    def chosen() -> None:
        name = st.session_state["_own_choice"]
        codes = [code for code, each in names.items() if each == name]
        if codes:
            st.session_state["_own_choice"] = None
            go(MUNICIPALITY, (str(codes[0]),), {})

    with st.container(key="own_row", horizontal=True, vertical_alignment="center"):
        st.selectbox(
            tx("Choose your municipality"),
            sorted(names.values()),
            index=None,
            key="_own_choice",
            placeholder=tx("Choose your municipality"),
            label_visibility="collapsed",
            on_change=chosen,
        )
        own.offer(view)
