"""What a page says where nothing is loaded about the county in focus."""

from __future__ import annotations

import streamlit as st

from vbdash.exhibits.coverage import no_firms as no_firms
from vbdash.exhibits.coverage import no_support as no_support
from vbdash.indicators import loaded
from vbdash.sentences import coverage as say
from vbdash.ui.safe import quiet
from vbdash.view import View


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


def no_municipal_figures(view: View) -> None:
    """Say that no figures by municipality are loaded for the county."""
    said = say.no_municipal_figures(view.tx, county=view.county_name)
    st.info(quiet(said), icon=":material/info:")


def article_elsewhere(view: View) -> None:
    """Say that the article is about another county, where it is."""
    if about_article(view):
        return
    names = view.names(loaded.article(view.dataset).counties)
    said = say.article_elsewhere(view.tx, county=view.county_name, about=names)
    st.info(quiet(said), icon=":material/info:")
