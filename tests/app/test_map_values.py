"""Nobody waits for the classes of a map: a warm server knows the values of all of them."""

from __future__ import annotations

import pytest

import vbdash
from tests.app.conftest import Open
from vbdash.charts.maps import classes
from vbdash.ui.frame import warm_maps

MAPS = [
    ("overview", {}),
    ("overview", {"definition": "C"}),
    ("municipality", {}),
    ("industry", {"del": "kommuner", "matt": "employed_residence", "karta": "yta"}),
    ("industry", {"del": "kommuner", "matt": "workplaces", "karta": "cirklar"}),
    ("companies", {"karta": "yta"}),
    ("interventions", {"del": "stod"}),
    *(("data", {"matt": m}) for m in ("employment_rate", "grp_per_inhabitant", "workplaces_share")),
]


@pytest.fixture
def warm(dataset: vbdash.Dataset, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A server that is warm, and the calls of a child process since."""
    warm_maps.learn(dataset)
    called: list[str] = []

    def call(function: str, *arguments: object, heavy: str) -> object:
        called.append(function)
        raise AssertionError(f"{function} is called for {arguments}")

    monkeypatch.setattr(classes.child, "call", call)
    return called


@pytest.mark.parametrize(("page", "query"), MAPS)
def test_no_map_waits(page: str, query: dict[str, str], warm: list[str], open_page: Open) -> None:
    app = open_page(page, **query)
    assert app.get("deck_gl_json_chart")
    assert not app.exception
    assert not warm
