"""Runs that work on large files of visitors take turns; nobody else's waits for them."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace

import pytest

from vbdash.ui.files import turns


@pytest.fixture
def size(monkeypatch) -> dict[str, SimpleNamespace]:
    """What the session holds; each thread of a test sees the same."""
    state = {"own_records_file": SimpleNamespace(size=turns.LARGE)}
    monkeypatch.setattr(turns, "st", SimpleNamespace(session_state=state))
    return state


def at_work(inside: list[int], most: list[int]) -> None:
    with turns.in_turn():
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.02)
        inside.pop()


def test_large_files_are_worked_on_one_at_a_time(size) -> None:
    inside, most = list[int](), list[int]()
    runs = [threading.Thread(target=at_work, args=(inside, most)) for _ in range(5)]
    for each in runs:
        each.start()
    for each in runs:
        each.join(10)
    assert most == [1] * 5


def test_others_do_not_wait_and_who_only_waits_lets_others_in(size) -> None:
    with turns.in_turn():
        passed = threading.Event()
        size["own_records_file"].size = turns.LARGE - 1  # as another session would have it
        other = threading.Thread(target=lambda: (at_work([], []), passed.set()))
        other.start()
        assert passed.wait(5)
        size["own_records_file"].size = turns.LARGE
        with turns.aside():
            at_work([], [])  # would wait for itself for ever else
        assert not turns._turn.acquire(blocking=False)


def test_a_run_that_is_stopped_gives_its_turn_back(size, monkeypatch) -> None:
    for _ in range(2):
        with pytest.raises(KeyError), turns.in_turn(), turns.aside():
            raise KeyError
        with pytest.raises(KeyError), turns.in_turn():
            raise KeyError
    monkeypatch.setattr(turns, "_PATIENCE", 0.01)
    with turns.in_turn():  # somebody's run that hangs
        beside = threading.Thread(target=at_work, args=([], []))
        beside.start()
        beside.join(5)
        assert not beside.is_alive()
    assert turns._turn.acquire(blocking=False)
    turns._turn.release()
