"""One municipality: what is said first, where it stands, what it lives on, what is missing."""

from vbdash.ui.municipality import alike, answers, business, compare, page, place, start
from vbdash.ui.session import current_view

PARTS = {
    "laget": place.standing,
    "utveckling": place.time,
    "naringsliv": business.business,
    "foretag": business.firms,
    "stod": business.support,
    "jamfor": compare.compare,
    "lika": alike.alike,
    "saknas": compare.missing,
}

view = current_view("municipality")
code = page.subject(view)
if code is None:
    start.choose_municipality(view)
else:
    page.heading(view, code)
    page.opening(view, code)
    page.surprises(view, code)
    part = page.choose_part(view)
    PARTS[part](view, code)
    page.other_parts(view, part, answers.sentences(view, code))
