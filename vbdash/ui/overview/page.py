"""The pieces of the start page."""

from __future__ import annotations

import streamlit as st

from vbdash.exhibits.front import Figure, start
from vbdash.exhibits.industry import claims as tried
from vbdash.exhibits.industry import trend
from vbdash.exhibits.industry.trend import decided
from vbdash.indicators.firms.leading import spread_of
from vbdash.sentences import overview as say
from vbdash.sentences.shown import told
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.ui.downloads import source_line
from vbdash.ui.safe import quiet
from vbdash.ui.show import show
from vbdash.view import View


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
    if found is None:
        return quoted, ""
    county, definition = view.dataset.county, found.definition
    latest = [answer for _, answer in tried.why_not_latest(view, county, definition)]
    return quoted, " ".join([tried.beside(view, county, definition), *latest])


def _firms(view: View) -> tuple[str, str]:
    """Return what the article leaves out of its leading firms, and how many are on record."""
    tx, strength = view.tx, view.selection.support
    quoted = tx("Quoted from the article, which names no firms and no list.")
    if not not_loaded.firms_loaded(view):
        return quoted, ""
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
