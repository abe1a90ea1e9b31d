"""One municipality: what is said first, where it stands, what it lives on, what is missing."""

from vbdash.ui import municipality as page
from vbdash.ui import (
    municipality_alike,
    municipality_business,
    municipality_compare,
    municipality_place,
    municipality_start,
)
from vbdash.ui.view import current_view

PARTS = {
    "laget": municipality_place.standing,
    "utveckling": municipality_place.time,
    "naringsliv": municipality_business.business,
    "foretag": municipality_business.firms,
    "stod": municipality_business.support,
    "jamfor": municipality_compare.compare,
    "lika": municipality_alike.alike,
    "saknas": municipality_compare.missing,
}

view = current_view()
code = page.subject(view)
if code is None:
    municipality_start.choose_municipality(view)
else:
    page.heading(view, code)
    page.opening(view, code)
    page.surprises(view, code)
    PARTS[page.choose_part(view)](view, code)
