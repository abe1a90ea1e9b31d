"""Limits, waits and new tries, with a clock in hand."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.refresh.agencies import Agencies
from tests.refresh.conftest import quick
from vbdash.refresh.http import Request, Session
from vbdash.refresh.problems import AGENCY, Stopped


class Clock:
    """Time that passes only where somebody waits."""

    def __init__(self) -> None:
        self.time = 0.0
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds


def session(clock: Clock, **more: object) -> Session:
    return replace(
        quick("scb"),
        **{"sleep": clock.sleep, "clock": lambda: clock.time, "calls": 30, "tries": 6, **more},  # type: ignore[arg-type]
    )


@pytest.fixture
def outline(agencies: Agencies) -> Request:
    return Request(f"{agencies.base}/scb/config")


def test_no_more_calls_in_a_window_than_allowed(outline: Request) -> None:
    clock, times = Clock(), []
    asked = session(clock, calls=5, window=10.0)
    for _ in range(23):
        asked.ask(outline)
        times.append(clock.time)
    for first, last in zip(times, times[5:], strict=False):
        assert last - first >= 10
    assert clock.time == 40


def test_a_real_limit_of_thirty_in_ten_seconds_is_never_met(agencies: Agencies) -> None:
    """The agency counts by its own clock; ours must not run ahead of it."""
    agencies.limit, agencies.window = 6, 0.5
    asked = replace(quick("scb"), calls=5, window=0.7, sleep=time.sleep)
    for _ in range(12):
        asked.ask(Request(f"{agencies.base}/scb/config"))
    assert agencies.refused == 0


@pytest.mark.parametrize("fault", ["down", "500", "429", "short", "cut", "html"])
def test_what_passes_is_asked_again(fault: str, agencies: Agencies, outline: Request) -> None:
    agencies.faults = {"config": (fault, 2)}
    clock = Clock()
    assert b"maxDataCells" in session(clock).ask(outline).body
    assert len(agencies.calls) == 3
    assert len(clock.waits) == 2


def test_waits_grow_and_the_agency_is_listened_to(agencies: Agencies, outline: Request) -> None:
    agencies.faults = {"config": "500"}
    clock = Clock()
    with pytest.raises(Stopped) as stopped:
        session(clock).ask(outline)
    assert stopped.value.code == AGENCY
    assert clock.waits == [1, 2, 4, 8, 16]
    agencies.faults = {"config": ("429", 1)}
    clock.waits.clear()
    session(clock).ask(outline)
    assert clock.waits == [1]  # the agency asks for less; never sooner than ours


def test_an_answer_without_end_is_cut_off(agencies: Agencies, outline: Request) -> None:
    ticks = itertools.count(0, 100)
    asked = replace(quick("scb"), clock=lambda: float(next(ticks)), patience=(2, 2, 50), tries=2)
    with pytest.raises(Stopped, match="within 50 seconds"):
        asked.ask(outline)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/x", "nonsense", "ftp://127.0.0.1/x", "http://"]
)
def test_an_address_that_is_none_is_said(url: str) -> None:
    with pytest.raises(Stopped) as stopped:
        quick("scb").ask(Request(url))
    assert stopped.value.code == AGENCY


def test_a_question_that_is_not_understood_is_not_asked_again(agencies: Agencies) -> None:
    with pytest.raises(Stopped, match="Missing selection"):
        quick("scb").ask(Request(f"{agencies.base}/scb/tables/TAB3204/data", '{"selection": []}'))
    assert len(agencies.calls) == 1


def test_the_key_of_a_request_tells_questions_apart() -> None:
    made: list[Callable[[], Request]] = [
        lambda: Request("a"), lambda: Request("b"), lambda: Request("a", "x"),
        lambda: Request("a", kind="outline"),
    ]  # fmt: skip
    assert len({make().key for make in made}) == 4
    assert made[0]().key == made[0]().key
