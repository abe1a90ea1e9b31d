"""How large is industry: the answer, then its parts, one at a time."""

from functools import partial

from vbdash.exhibits.industry import headline
from vbdash.ui.industry import (
    answers,
    change,
    claim,
    counties,
    municipalities,
    sectors,
    steps,
)
from vbdash.ui.industry import page as industry
from vbdash.ui.industry import time as industry_time
from vbdash.ui.parts import Below
from vbdash.ui.session import current_view

PARTS = {
    "tid": industry_time.draw,
    "lan": counties.draw,
    "kommuner": municipalities.draw,
    "branscher": sectors.draw,
    "forandring": change.draw,
    "steg": steps.draw,
    "41": claim.draw,
}

view = current_view("industry")
part = industry.shown_part()
subject = headline.about(view, part)
industry.answer(view, subject, headline.region_of(view, part))
industry.choose_part(view)
below = Below(partial(industry.other_parts, view, part, answers.sentences(view)))
if subject is not None:
    industry.switches(view, part, subject)
    PARTS[part](view, subject, below)
below()
