"""What a page says where nothing is loaded about the county in focus."""

from __future__ import annotations

import streamlit as st

from vbdash.indicators import loaded
from vbdash.indicators.loaded import Coverage
from vbdash.sentences import coverage as say
from vbdash.ui.safe import quiet
from vbdash.view import View

__all__ = [
    "about_article",
    "actors_loaded",
    "article_elsewhere",
    "firms_loaded",
    "no_firms",
    "no_municipal_figures",
    "no_support",
    "support_loaded",
]


def firms_loaded(view: View) -> bool:
    """Tell whether any firm of the county is on file."""
    return loaded.firms(view.dataset).here


def support_loaded(view: View) -> bool:
    """Tell whether any record of public support names the county."""
    return loaded.support(view.dataset).here


def actors_loaded(view: View) -> bool:
    """Tell whether any actor that helps firms is on record in the county."""
    return loaded.support_actors(view.dataset).here


def about_article(view: View) -> bool:
    """Tell whether the article is about the county."""
    return loaded.article(view.dataset).here


def _names(view: View, found: Coverage) -> list[str]:
    return [view.dataset.name(code, view.tx.lang) for code in found.counties]


def no_firms(view: View) -> str:
    """Return the sentence that no firms are loaded for the county."""
    names = _names(view, loaded.firms(view.dataset))
    return say.no_firms(view.tx, county=view.county_name, covered=names)


def no_support(view: View) -> str:
    """Return the sentence that no public support is loaded for the county."""
    names = _names(view, loaded.support(view.dataset))
    return say.no_support(view.tx, county=view.county_name, covered=names)


def no_municipal_figures(view: View) -> None:
    """Say that no figures by municipality are loaded for the county."""
    said = say.no_municipal_figures(view.tx, county=view.county_name)
    st.info(quiet(said), icon=":material/info:")


def article_elsewhere(view: View) -> None:
    """Say that the article is about another county, where it is."""
    if about_article(view):
        return
    names = _names(view, loaded.article(view.dataset))
    said = say.article_elsewhere(view.tx, county=view.county_name, about=names)
    st.info(quiet(said), icon=":material/info:")
