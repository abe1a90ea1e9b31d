"""How large is industry: the answer, then its parts, one at a time."""

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

#: What each part is drawn by, and whether the switches change it.
PARTS = {
    "tid": (industry_time.draw, True),
    "lan": (industry_counties.draw, True),
    "kommuner": (industry_municipalities.draw, True),
    "branscher": (industry_sectors.draw, False),
    "forandring": (industry_change.draw, False),
    "steg": (industry_steps.draw, False),
    "41": (industry_claim.draw, False),
}

view = current_view()
subject = industry.subject_of(view)
industry.answer(view, subject)
draw, switched = PARTS[industry.choose_part(view)]
if switched:
    industry.switches(view, subject)
draw(view, subject)
