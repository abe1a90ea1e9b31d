"""How large is industry: the answer, then its parts, one at a time."""

import streamlit as st

from vbdash.ui import (
    industry,
    industry_change,
    industry_claim,
    industry_counties,
    industry_municipalities,
    industry_sectors,
    industry_steps,
    industry_time,
)
from vbdash.ui.view import current_view

PARTS = {
    "tid": industry_time.draw,
    "lan": industry_counties.draw,
    "kommuner": industry_municipalities.draw,
    "branscher": industry_sectors.draw,
    "forandring": industry_change.draw,
    "steg": industry_steps.draw,
    "41": industry_claim.draw,
}

view = current_view()
top = st.container()
subject = industry.choose_subject(view)
with top:  # the answer comes first, also on a phone; what it is about is chosen below it
    industry.answer(view, subject)
PARTS[industry.choose_part(view)](view, subject)
