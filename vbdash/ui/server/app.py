"""What the server does around the pages: warm start, compression, language, headers.

Streamlit leaves three things to a proxy in front of it: compressing its own JavaScript (13 MB),
naming the language of the page (WCAG 3.1.1), and security headers. We do them here, so that the
app is right also where nothing stands in front of it.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import itertools
import logging
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

import pandas as pd
import pyarrow
from anyio import to_thread
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from vbdash.data.faults import traced
from vbdash.ui.server import answers, logs
from vbdash.ui.server.data_files import DataFiles
from vbdash.ui.server.descriptors import raise_limit
from vbdash.ui.server.doors import Doors, name_hosts
from vbdash.ui.server.frame_files import FrameFiles
from vbdash.ui.server.headers import SecurityHeaders
from vbdash.ui.server.page import PageFrame
from vbdash.ui.server.plain import PlainAnswers
from vbdash.ui.server.previews import Previews
from vbdash.ui.server.shapes import ShapeFiles
from vbdash.ui.server.static import CompressedStatic, clear, sweep
from vbdash.ui.server.uploads import BoundedUploads, release_now_and_then, tight_memory

#: Seconds that the first visitor has the machine for themselves.
_LATER: Final = 5.0
#: Seconds between two collections of garbage.
_TIDY: Final = 5.0
#: How many collections there are between two that look at everything.
_ROUNDS: Final = 24


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Load the data and the libraries before the first visitor, and keep house beside them.

    What lives as long as the process is frozen: a collection of garbage does not walk it again.
    """
    # Streamlit takes the folder of pages for a menu of its own until the app's has been drawn once,
    # so that the first visitor who opens a link to a page would get that page without its frame.
    PagesManager.uses_pages_directory = False
    # Arrow's own allocator keeps 15 MB for itself; the few small tables here do without.
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    # Tables of a hundred rows are taken apart and put together; texts that are Python's own make
    # that a fifth faster than Arrow's, which are for millions.
    pd.set_option("mode.string_storage", "python")
    for step in (logs.set_up, name_hosts, raise_limit, sweep, _tight):
        _tried(step)
    await to_thread.run_sync(_make_ready, "warm")
    _freeze()
    closed = threading.Event()
    house = threading.Thread(target=_keep_house, args=(closed,), name="vbdash-house", daemon=True)
    _tried(house.start)  # a system that lets no thread begin still has its pages
    leaving = asyncio.create_task(release_now_and_then())
    yield
    leaving.cancel()
    closed.set()
    clear()


def _tried(step: Callable[[], None]) -> None:
    """Do something that the pages can do without; what fails is logged, and the server starts."""
    try:
        step()
    except Exception:
        logging.getLogger("vbdash").exception("not done at the start: %s", step.__name__)


def _tight() -> None:
    with contextlib.suppress(OSError, AttributeError):
        tight_memory()


def _freeze() -> None:
    gc.collect()
    gc.freeze()


def _keep_house(closed: threading.Event) -> None:
    """Make ready what first presses would wait for, then collect garbage now and then.

    Streamlit would collect after every run of the script (``runner.postScriptGC``), and everybody
    waits for it: half of the processor's time with 25 visitors. Here one collection serves all the
    runs since the last. It stops everybody while it looks, so it looks at what has come since, and
    only now and then at what has lived longer (200 000 objects, a fifth of a second).
    """
    if closed.wait(_LATER):
        return
    _make_ready("warm_choices")
    answers.warm()
    _freeze()
    usable = True
    for turn in itertools.count(1):
        if closed.wait(_TIDY):
            return
        if turn % _ROUNDS == 0:
            gc.unfreeze()
        _freeze()
        usable = usable and _look()


def _look() -> bool:
    """See whether the data have changed, so that not even the first visitor gets the old ones.

    Returns whether there are any: faulty ones are read again for a visitor, not for nobody.
    """
    from vbdash.ui import session

    try:
        session.everybodys()
    except Exception:  # told by whoever needs them
        return False
    return True


def _make_ready(what: str) -> None:
    """Let the frame make something ready; what goes wrong is told by the page that needs it."""
    try:
        from vbdash.ui.frame import shell

        getattr(shell, what)()
    except Exception as error:  # the server starts, and garbage is collected, whatever happens here
        logging.getLogger("vbdash").error("not made ready: %s: %s", what, traced(error))


def on_script_error(error: Exception) -> bool:
    """Answer a fault of ours with an apology instead of Streamlit's message."""
    from vbdash.ui.frame import shell

    return shell.apologise(error)


#: The outermost first: every answer has its headers, and nothing goes on before the doors.
MIDDLEWARE: Final = [
    Middleware(logs.RequestLog),
    Middleware(SecurityHeaders),
    Middleware(Doors),
    Middleware(PlainAnswers),
    Middleware(DataFiles),
    Middleware(BoundedUploads),
    Middleware(CompressedStatic),
    Middleware(ShapeFiles),
    Middleware(FrameFiles),
    Middleware(Previews),
    Middleware(PageFrame),
]
