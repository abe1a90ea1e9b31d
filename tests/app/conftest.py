"""Pages run whole, without a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]

Open = Callable[..., AppTest]


@pytest.fixture
def open_page() -> Open:
    """Return a function that opens a page as a link would: page name and parameters."""

    def opened(page: str = "overview", **query: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        if page != "overview":
            app.switch_page(f"pages/{page}.py")
        return app.run()

    return opened


def said(app: AppTest) -> str:
    """Return everything the page says in words."""
    parts = [*app.title, *app.header, *app.markdown, *app.caption, *app.info]
    parts += [*app.warning, *app.error]
    figures = [f"{each.label} {each.value}" for each in app.metric]
    return "\n".join([*(str(each.value) for each in parts), *figures])


def plain_tables(app: AppTest) -> list[str]:
    """Return the HTML of each plain table on the page."""
    bodies = [each.proto.body for each in app.get("html")]
    return [body for body in bodies if "<table>" in body]


def _maps(app: AppTest) -> list[Any]:
    found = [each.proto for each in app.get("bidi_component")]
    return [each for each in found if "vbdash_map" in each.component_name]


def maps(app: AppTest) -> list[dict[str, Any]]:
    """Return what each map on the page is sent."""
    return [json.loads(each.bytes) for each in _maps(app)]


def press(app: AppTest, code: str, mark: str = "", number: int = 0, **said: Any) -> AppTest:
    """Press a municipality or a mark on a map, or say something else than a press."""
    events = said or {"pressed": {"k": code, "m": mark or code}}
    states = app._tree.get_widget_states()
    state = WidgetState(
        id=_make_trigger_id(_maps(app)[number].id, "events"),
        json_trigger_value=json.dumps([{"event": k, "value": v} for k, v in events.items()]),
    )
    states.widgets.append(state)
    return app._run(states)
