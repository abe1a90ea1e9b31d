"""Runs that work on a visitor's large file take turns, and stand back for everybody else's.

Twenty that begin in the same moment share the interpreter with whoever presses anything: each gets
its twentieth. One after the other they are no slower, and the others have half.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import streamlit as st

#: Where the uploads of the pages keep what they hold in a session.
KEYS: Final = ("own_records", "own_eligible", "own_figures")
#: Bytes of a file that one notices.
LARGE: Final = 2**19
#: Seconds that a run waits at most; then it goes on beside the others.
_PATIENCE: Final = 15.0
_BLINK: Final = 0.05

_turn = threading.BoundedSemaphore(1)


class _Mine(threading.local):
    held = False


_mine = _Mine()


@contextmanager
def in_turn() -> Iterator[None]:
    """Run a script when it is its turn; at once where the visitor has brought no large file."""
    if not _is_large():
        yield
        return
    _enter()
    try:
        yield
    finally:
        _leave()


@contextmanager
def aside() -> Iterator[None]:
    """Let others have the turn while this run only waits; then it takes its turn again."""
    mine = _mine.held
    _leave()
    yield
    if mine:
        _enter()


def stop_if_unwanted() -> None:
    """End the run where nobody waits for it any more: whoever asks the session's state is told so."""
    _ = KEYS[0] in st.session_state


def _is_large() -> bool:
    state: Any = st.session_state
    sizes = (getattr(state.get(f"{key}_file"), "size", 0) for key in KEYS)
    return any(size >= LARGE for size in sizes)


def _enter() -> None:
    until = time.monotonic() + _PATIENCE
    while not (got := _turn.acquire(timeout=_BLINK)) and time.monotonic() < until:
        stop_if_unwanted()
    _mine.held = got


def _leave() -> None:
    if _mine.held:
        _mine.held = False
        _turn.release()
