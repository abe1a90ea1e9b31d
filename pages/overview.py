"""The start: the article's three claims, each beside what the open figures say."""

import streamlit as st

from vbdash.ui.overview import facts
from vbdash.ui.overview import page as overview
from vbdash.ui.session import current_view

view = current_view("")

overview.opening(view)
left, middle, right = st.columns(3, border=True)
with left:
    overview.share_claim(view)
with middle:
    overview.firms_claim(view)
with right:
    overview.reach_claim(view)

trend, places = st.columns([3, 2], gap="medium")
with trend:
    overview.share_over_time(view)
with places:
    overview.municipality_map(view)

facts.found_facts(view)
