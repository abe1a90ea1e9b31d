"""The start: the article's three claims, each beside what the open figures say."""

import streamlit as st

from vbdash.ui.explorer.page import explorer
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

explorer(view)
overview.share_over_time(view)
facts.found_facts(view)
