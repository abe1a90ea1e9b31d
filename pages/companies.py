"""Where are the leading firms: the answer under a strength of support, the map, then its parts."""

import streamlit as st

from vbdash.ui import not_loaded
from vbdash.ui.firms import beside, firm, national
from vbdash.ui.firms import list as companies_list
from vbdash.ui.firms import map as companies_map
from vbdash.ui.firms import page as companies
from vbdash.ui.session import current_view

view = current_view("companies")
if not not_loaded.firms_loaded(view):
    companies.nothing_loaded(view)
    national.draw(view, alone=True)
else:
    head = st.container()
    companies.choose_strength(view)
    kind, search = st.columns(2, gap="medium")
    with kind:
        face = companies_map.choose_kind(view)
    with search:
        shown = companies.select(view, companies.wanted(view))
    with head:
        companies.answer(view, shown.spread)

    left, right = st.columns([3, 2], gap="medium")
    with left:
        companies_map.map_of_firms(view, shown, face)
    with right:
        companies_map.grid(view)

    firm.choose_firm(view)
    part = companies.choose_part(view)
    if part == "spridning":
        beside.spread(view)
    elif part == "storlek":
        beside.sizes(view)
    elif part == "jamfor":
        beside.compared(view)
    elif part == "alla":
        national.draw(view)
    else:
        companies_list.draw(view, shown)
    companies.other_parts(view, part, shown)
    firm.panel(view)
