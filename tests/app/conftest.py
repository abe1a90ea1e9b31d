"""Pages run whole, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
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
    parts = [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.info]
    parts += [*app.warning, *app.error]
    figures = [f"{each.label} {each.value}" for each in app.metric]
    return "\n".join([*(str(each.value) for each in parts), *figures])


def plain_tables(app: AppTest) -> list[str]:
    """Return the HTML of each plain table on the page."""
    bodies = [each.proto.body for each in app.get("html")]
    return [body for body in bodies if "<table>" in body]
