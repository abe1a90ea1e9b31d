"""Runs take turns: a few at once, and one at a time with a large file; nobody else waits for those."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace

import pytest

from vbdash.ui import turns


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
        assert not turns.LARGE_FILES.free


def test_a_run_that_is_stopped_gives_its_turn_back(size, monkeypatch) -> None:
    for _ in range(2):
        with pytest.raises(KeyError), turns.in_turn(), turns.aside():
            raise KeyError
        with pytest.raises(KeyError), turns.in_turn():
            raise KeyError
    monkeypatch.setattr(turns.LARGE_FILES, "patience", 0.01)
    with turns.in_turn():  # somebody's run that hangs
        beside = threading.Thread(target=at_work, args=([], []))
        beside.start()
        beside.join(5)
        assert not beside.is_alive()
    assert (turns.LARGE_FILES.free, turns.EVERYBODY.free) == (1, 4)


def test_a_few_run_at_once_and_nobody_waits_for_ever(size, monkeypatch) -> None:
    size["own_records_file"].size = 1
    inside, most = list[int](), list[int]()
    runs = [threading.Thread(target=at_work, args=(inside, most)) for _ in range(12)]
    for each in runs:
        each.start()
    for each in runs:
        each.join(10)
    assert len(most) == 12 and 1 < max(most) <= 4
    assert turns.EVERYBODY.free == 4
    monkeypatch.setattr(turns.EVERYBODY, "patience", 0.01)
    monkeypatch.setattr(turns.EVERYBODY, "free", 0)  # four that hang
    beside = threading.Thread(target=at_work, args=([], []))
    beside.start()
    beside.join(5)
    assert not beside.is_alive()
    assert turns.EVERYBODY.free == 0


def test_who_came_first_is_first(size, monkeypatch) -> None:
    monkeypatch.setattr(turns, "EVERYBODY", turns.Turns(1, 60.0))
    size["own_records_file"].size = 1
    order = list[int]()

    def run(number: int) -> None:
        with turns.in_turn():
            order.append(number)

    with turns.in_turn():
        runs = [threading.Thread(target=run, args=(number,)) for number in range(6)]
        for number, each in enumerate(runs):
            each.start()
            while len(turns.EVERYBODY._waiting) <= number:
                time.sleep(0.001)
    for each in runs:
        each.join(10)
    assert order == list(range(6))


def test_who_left_is_not_run_for(size, monkeypatch) -> None:
    """Streamlit ends a run that another press has followed where it asks for the session's state."""

    class Left:
        def __contains__(self, _: object) -> bool:
            raise KeyError

        def get(self, _: str) -> None: ...

    monkeypatch.setattr(turns, "st", SimpleNamespace(session_state=Left()))
    monkeypatch.setattr(turns, "EVERYBODY", turns.Turns(1, 60.0))
    turns.EVERYBODY.free = 0
    with pytest.raises(KeyError), turns.in_turn():
        pytest.fail("was run")
    assert not turns.EVERYBODY._waiting
