"""How large is industry: the answer, then its parts, one at a time."""

from vbdash.ui.industry import change, claim, counties, municipalities, sectors, steps
from vbdash.ui.industry import page as industry
from vbdash.ui.industry import time as industry_time
from vbdash.ui.session import current_view

#: What each part is drawn by, and whether the switches change it.
PARTS = {
    "tid": (industry_time.draw, True),
    "lan": (counties.draw, True),
    "kommuner": (municipalities.draw, True),
    "branscher": (sectors.draw, False),
    "forandring": (change.draw, False),
    "steg": (steps.draw, False),
    "41": (claim.draw, False),
}

view = current_view()
subject = industry.subject_of(view)
industry.answer(view, subject)
draw, switched = PARTS[industry.choose_part(view)]
if switched:
    industry.switches(view, subject)
draw(view, subject)
