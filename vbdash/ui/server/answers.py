"""Which first answer a request gets: by what of its link the data know, made once, never in the way.

Nothing that a client says freely decides what is kept. What cannot be made in time, or at all, is
left out, and the page comes without it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final, TypeVar
from urllib.parse import parse_qs

from anyio import CapacityLimiter, move_on_after, to_thread
from streamlit import config

from vbdash.data.faults import DataError, traced
from vbdash.exhibits.front import front
from vbdash.parameters import PAGES, PRESENT, START
from vbdash.taken import arrived, taken
from vbdash.text import LANGUAGES
from vbdash.ui.server.first import First, first
from vbdash.view import View

#: Seconds that a page waits for its first answer.
_PATIENCE: Final = 1.0
#: A larger answer is nobody's.
_LARGEST: Final = 96 * 1024
#: Answers that are made at the same time: making them must not hold up those who press.
_AT_ONCE: Final = 2
#: What pages choose themselves that their first answer says.
_OWN: Final = frozenset({"del", "omrade", "foretag", "kalla"})
_log = logging.getLogger("vbdash")

T = TypeVar("T")


class Answers:
    """Makes first answers beside the event loop."""

    def __init__(self) -> None:
        self._room = CapacityLimiter(_AT_ONCE)

    async def of(self, page: str, query: bytes) -> First | None:
        """Return the first answer of a page, None where there is none or none in time.

        Parameters
        ----------
        page
            As links name it.
        query
            Of the request, as it arrived.
        """
        with move_on_after(_PATIENCE):
            return await to_thread.run_sync(
                partial(answer, page, query), limiter=self._room, abandon_on_cancel=True
            )
        return None


def answer(page: str, query: bytes) -> First | None:
    """Return the first answer of a page, the one that is kept for the view or a new one."""
    return tried(partial(_answer, page, query))


def warm() -> None:
    """Make the start's answers before they are asked for."""
    for lang in LANGUAGES:
        answer(START, f"lang={lang}".encode())


def tried(make: Callable[[], T | None]) -> T | None:
    """Make something that a page can do without; what goes wrong is told in the log."""
    try:
        return make()
    except DataError:  # everybody is told by the page
        return None
    except Exception as error:
        _log.error("no first answer: %s", traced(error))
        return None


def opened(page: str, query: bytes) -> tuple[View, str]:
    """Return the view that a request opens, and the part of the page.

    Of the link only what the data know and what changes the answer is left, so that there are no
    more views than that.
    """
    from vbdash.ui import session  # the page's modules come with the warm start

    asked = parse_qs(query.decode("latin-1"), max_num_fields=200)
    view, part = arrived(session.everybodys(), asked, page, session.base())
    names = _OWN | ({"svarsar"} if part == "steg" else set())
    own = tuple(sorted(each for each in view.own if each[0] in names))
    return replace(view.choosing(name="", compare=()), own=own), part


def named(view: View, part: str) -> str:
    """Say all that an answer is made from: what it is remembered by."""
    data = view.dataset
    return repr((data.digest, data.county, view.page, part, view.selection, view.own, view.base))


def _answer(page: str, query: bytes) -> First | None:
    from vbdash.ui.cached import written

    view, part = opened(page, query)
    asked = parse_qs(query.decode("latin-1"))
    bare = asked.get("embed", [""])[-1].casefold() == "true"
    found = written(f"first {named(view, part)} {bare}", partial(_made, view, part, bare))
    showing = page == PRESENT and "bild" in asked  # slides fill the screen from the first moment
    return replace(found, body=b"") if found is not None and showing else found


def _made(view: View, part: str, bare: bool) -> First | None:
    from vbdash.ui.frame.title import named as window

    begun = front(view, view.page, part)
    tx = view.tx
    title = window(view, "" if view.page == START else tx(PAGES[view.page][0]), view.app_name, tx)
    side = bool(taken(view.dataset, view.page, part).sidebar)
    found = first(
        view, begun, title=title, base=base(), picture=_preview(view), bare=bare, side=side
    )
    return found if len(found.body) <= _LARGEST else replace(found, body=b"")


def _preview(view: View) -> str:
    """Return where the picture of a view is, seen from the app's address."""
    asked = view.link.partition("?")[2]
    return f"/og/{view.page or 'start'}.png" + (f"?{asked}" if asked else "")


def base() -> str:
    """Return the path that the app is served under; empty at the root."""
    path = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""
