"""Every table, measure, source and definition, with downloads; method; accessibility."""

import streamlit as st

from vbdash.ui.choice import choose
from vbdash.ui.data import page as data_page
from vbdash.ui.session import current_view

view = current_view("data")

data_page.opening(view)
part = choose(
    "del",
    view.tx("What do you want to see?"),
    data_page.parts(view.tx),
    "measures",
    widget=st.segmented_control,
    label_visibility="collapsed",
)
data_page.draw(view, part)
