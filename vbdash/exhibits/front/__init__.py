"""What a page answers before anything else: its name, a sentence, three figures, a map.

The page, the server's first answer, link previews and print begin with the same value; it is put
together here from what the pages themselves show.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from vbdash.exhibits.front import municipality, others, start
from vbdash.exhibits.front.value import Figure, Front
from vbdash.parameters import DATA, FIRMS, INDUSTRY, MUNICIPALITY, PRESENT, REACHED, START
from vbdash.view import View

__all__ = ["Figure", "Front", "front"]

_OTHERS: Final[Mapping[str, Callable[[View, str], Front]]] = {
    INDUSTRY: others.industry, FIRMS: others.firms, REACHED: others.reached,
    PRESENT: others.present, DATA: others.data,
}  # fmt: skip


def front(view: View, page: str, part: str = "") -> Front:
    """Return what a page begins with.

    Parameters
    ----------
    view
        With what the part that is shown takes (:func:`vbdash.taken.seen`).
    page, part
        As links name them.

    Returns
    -------
    Front
        Of a municipality, where one is chosen, on the page about one.
    """
    if page == START:
        return start.start(view)
    if page == MUNICIPALITY:
        chosen = view.chosen
        return municipality.one(view, chosen[0]) if chosen else municipality.every(view)
    return _OTHERS[page](view, part)
