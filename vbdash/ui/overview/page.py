"""The pieces of the start page."""

from __future__ import annotations

import streamlit as st

from vbdash.exhibits.industry import municipalities, trend
from vbdash.exhibits.industry.trend import decided
from vbdash.indicators.firms.leading import spread_of
from vbdash.indicators.industry.standing import county_standing
from vbdash.indicators.shown import Shown
from vbdash.sentences import coverage as missing
from vbdash.sentences import overview as say
from vbdash.sentences.change import year_text
from vbdash.sentences.shown import told
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.ui.downloads import source_line
from vbdash.ui.safe import quiet
from vbdash.ui.show import show
from vbdash.view import View


def _sections(found: Shown) -> str:
    return found.definition.replace("-", "–")


def opening(view: View) -> None:
    """Say what the page is about, and when a chosen definition cannot be used here."""
    tx = view.tx
    st.markdown(
        tx(
            "In 2021 an article made three claims about industry in Västerbotten that are often "
            "repeated. Here each stands beside what open figures bear out, and what they do not."
        )
    )
    not_loaded.article_elsewhere(view)
    found = decided(view)
    if found is not None and (found.other_definition or found.other_year):
        st.info(told(tx, view.dataset, found), icon=":material/info:")


def _quote(claim: str, quoted: str) -> None:
    st.subheader(claim, anchor=False)
    st.caption(quoted)


def _figure(label: str, figure: str) -> None:
    """Show one large figure; the label stands outside the metric, which would cut it."""
    st.markdown(f"**{label}**")
    st.metric(label, figure, label_visibility="collapsed")


def _seed_source(view: View) -> str:
    return str(view.dataset.row("published_facts", "firms_helped")["source_id"])


def share_claim(view: View) -> None:
    """Quote the 41 percent beside industry's official share of value added."""
    tx, data = view.tx, view.dataset
    _quote(
        tx("“41 percent of the regional economy”"),
        tx(
            "Quoted from the article. It does not say which year, which definition of industry or share of what."
        ),
    )
    found = decided(view)
    place = None if found is None else county_standing(data, found)
    if found is None or place is None:
        st.markdown(missing.no_county_share(tx, county=view.county_name))
        return
    year = year_text(tx, place.year, preliminary=place.preliminary)
    label = tx(
        "Industry (SNI {industry}), share of value added {year}",
        industry=_sections(found),
        year=year,
    )
    _figure(label, tx.percent(place.share))
    st.markdown(
        say.share_sentence(
            tx,
            region=view.county_name,
            share=place.share,
            country=place.country,
            year=year,
            industry=_sections(found),
            rank=place.rank,
            of=place.of,
        )
    )
    st.page_link("pages/industry.py", label=tx("Try the claim"), icon=":material/arrow_forward:")
    source_line(view, [_seed_source(view), view.source(found.measure)])


def firms_claim(view: View) -> None:
    """World-leading firms in nearly all municipalities, tried under the chosen strength."""
    tx = view.tx
    _quote(
        tx("“World-leading firms in nearly all municipalities”"),
        tx("Quoted from the article, which names no firms and no list."),
    )
    if not not_loaded.firms_loaded(view):
        st.markdown(quiet(not_loaded.no_firms(view)))
        source_line(view, [_seed_source(view)])
        return
    found = spread_of(view.dataset, view.selection.support)
    of = len(view.dataset.municipality_codes)
    _figure(
        tx("Municipalities with a firm {kind}", kind=say.spread_label(tx, view.selection.support)),
        tx("{count} of {of}", count=found.municipalities, of=of),
    )
    strict = spread_of(view.dataset, "world_independent")
    st.markdown(
        say.firms_sentence(
            tx,
            firms=found.firms,
            municipalities=found.municipalities,
            of=of,
            strength=view.selection.support,
        )
        + " "
        + tx(
            "If the word of a source other than the firm or its owner is asked for, {firms} in {municipalities} remain.",
            firms=tx.plural("{n} firm", "{n} firms", strict.firms),
            municipalities=tx.plural(
                "{n} municipality", "{n} municipalities", strict.municipalities
            ),
        )
    )
    st.page_link("pages/companies.py", label=tx("Try the claim"), icon=":material/arrow_forward:")
    source_line(view, [_seed_source(view)])
    st.caption(
        tx(
            "The count is ours, from firms and claims on open record; each has its source on the page of firms."
        )
    )


def reach_claim(view: View) -> None:
    """Hundreds met and 74 helped, as published, with what is not known of them."""
    tx = view.tx
    helped = view.dataset.row("published_facts", "firms_helped")
    _quote(
        tx("“Hundreds met, {count} got concrete help”", count=tx.number(helped["value"])),
        tx("Quoted from the article, for the years 2016–2021."),
    )
    _figure(tx("Firms with concrete interventions, as published"), tx.number(helped["value"]))
    st.markdown(
        tx(
            "How many were met is not stated. Nor did we find anything published on in which municipalities the {count} "
            "firms are, how large they are or what help they got: every split would be invented.",
            count=tx.number(helped["value"]),
        )
    )
    st.page_link(
        "pages/interventions.py", label=tx("See what is on record"), icon=":material/arrow_forward:"
    )
    source_line(view, [str(helped["source_id"])])


def share_over_time(view: View) -> None:
    """Industry's share of value added since 2000, the county beside Sweden and the others."""
    found = decided(view)
    made = None if found is None else picture(trend.share, view, found)
    if made is not None:
        show(view, made.replace(key="overview_trend"))


def municipality_map(view: View) -> None:
    """Industry's share of the employed in each municipality, on the map."""
    found = municipalities.decided(view)
    made = None if found is None else picture(municipalities.on_map, view, found)
    if made is None:
        not_loaded.no_municipal_figures(view)
        return
    show(view, made.replace(key="overview_map"))
