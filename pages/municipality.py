"""One municipality: what is said first, where it stands, what it lives on, what is missing."""

from vbdash.ui.frame import own
from vbdash.ui.municipality import (
    alike,
    answers,
    area,
    business,
    compare,
    head,
    page,
    place,
    start,
)
from vbdash.ui.session import current_view, subject

PARTS = {
    "laget": place.standing,
    "utveckling": place.time,
    "naringsliv": business.business,
    "foretag": business.firms,
    "stod": business.support,
    "jamfor": compare.compare,
    "lika": alike.alike,
    "omraden": area.areas,
    "saknas": compare.missing,
}

view = current_view("municipality")
code = subject(view)
if code is None and page.asked() == "omraden":
    area.areas(view)
elif code is None:
    area.way_in(view)
    start.choose_municipality(view)
else:
    head.head(view, code)
    page.ways(view, code)
    page.more(view, code)
    with page.parts_here():
        part = page.choose_part(view)
        PARTS[part](view, code)
    if part == page.FIRST:
        page.surprises(view, code)
    own.keep(view, code)
    page.other_parts(view, part, answers.sentences(view, code))
