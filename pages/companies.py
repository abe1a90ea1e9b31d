"""Where are the leading firms: the answer under a strength of support, the map, then its parts."""

import streamlit as st

from vbdash.ui import (
    companies,
    companies_compare,
    companies_filters,
    companies_firm,
    companies_grid,
    companies_list,
    companies_map,
    companies_spread,
    not_loaded,
)
from vbdash.ui.view import current_view

view = current_view()
if not not_loaded.firms_loaded(view):
    companies.nothing_loaded(view)
else:
    head = st.container()
    companies.choose_strength(view)
    shown = companies.select(view, companies_filters.wanted(view))
    with head:
        companies.answer(view, shown.spread)

    left, right = st.columns([3, 2], gap="medium")
    with left:
        companies_map.map_of_firms(view, shown)
    with right:
        companies_grid.grid(view)

    companies_firm.choose_firm(view)
    part = companies.choose_part(view)
    if part == "spridning":
        companies_spread.draw(view)
    elif part == "jamfor":
        companies_compare.draw(view)
    else:
        companies_list.draw(view, shown)
    companies_firm.panel(view)
