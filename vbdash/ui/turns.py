"""Runs of the pages take turns: a few at once, and one at a time where a large file is worked on.

A hundred runs that begin in the same moment share the interpreter, so that each is done when the
last one is, and whoever passes messages on gets a hundredth of it. A few at a time are no slower
together, half of the visitors have their page in half the time, and a press that another has
followed is dropped before anything is done for it.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final

import streamlit as st

#: Where the uploads of the pages keep what they hold in a session.
KEYS: Final = ("own_records", "own_eligible", "own_figures")
#: Bytes of a file that one notices.
LARGE: Final = 2**19


class Turns:
    """So many runs at once, in the order in which they came; who has waited too long goes on, too.

    Parameters
    ----------
    at_once
        Number of runs.
    patience
        Seconds that a run waits at most.
    """

    def __init__(self, at_once: int, patience: float) -> None:
        self.free, self.patience = at_once, patience
        self._lock = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._mine = threading.local()

    def enter(self) -> None:
        """Wait for a turn; the run ends here where nobody waits for it any more."""
        called = threading.Event()
        with self._lock:
            if self.free:
                self.free -= 1
                called.set()
            else:
                self._waiting.append(called)
        until = time.monotonic() + self.patience
        try:
            while not called.wait(_BLINK) and time.monotonic() < until:
                stop_if_unwanted()
        except BaseException:
            self._take(called)
            self.leave()
            raise
        self._take(called)

    def _take(self, called: threading.Event) -> None:
        """Note whether this run was called; if not, it is not to be any more."""
        with self._lock:
            self._mine.held = called.is_set()
            if not self._mine.held:
                self._waiting.remove(called)

    def leave(self) -> bool:
        """Give the turn to who is next; returns whether this run had one."""
        held, self._mine.held = getattr(self._mine, "held", False), False
        with self._lock:
            if held and self._waiting:
                self._waiting.popleft().set()
            elif held:
                self.free += 1
        return held


_BLINK: Final = 0.5
EVERYBODY: Final = Turns(4, 30.0)
LARGE_FILES: Final = Turns(1, 15.0)


@contextmanager
def in_turn() -> Iterator[None]:
    """Run a script when it is its turn; large files have one turn together, which is waited for first."""
    with ExitStack() as stack:
        for turns in [*([LARGE_FILES] if _is_large() else []), EVERYBODY]:
            turns.enter()
            stack.callback(turns.leave)
        yield


@contextmanager
def aside() -> Iterator[None]:
    """Let others have the turns while this run only waits; then it takes them again."""
    had = [turns for turns in (LARGE_FILES, EVERYBODY) if turns.leave()]
    yield
    for turns in had:
        turns.enter()


def stop_if_unwanted() -> None:
    """End the run where nobody waits for it any more: whoever asks the session's state is told so."""
    _ = KEYS[0] in st.session_state


def _is_large() -> bool:
    state: Any = st.session_state
    sizes = (getattr(state.get(f"{key}_file"), "size", 0) for key in KEYS)
    return any(size >= LARGE for size in sizes)
