"""Wherever a chart, a map or a table is shown, one button gives it as every file that fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import Open
from vbdash.ui.data import page as data_page
from vbdash.ui.firms import page as companies
from vbdash.ui.industry import page as industry
from vbdash.ui.interventions import page as interventions

TABLE = {"csv", "xlsx"}
CHART = TABLE | {"png", "svg"}
MAP = CHART | {"geojson", "gpkg"}
#: Every page and part; what is chosen makes charts appear that are else left out.
VIEWS: list[tuple[str, dict[str, str | list[str]]]] = [
    ("overview", {}),
    *(("industry", {"del": part}) for part in industry._PARTS),
    ("industry", {"del": "kommuner", "matt": "workplaces", "kommun": ["Malå", "Umeå"]}),
    *(("companies", {"del": part, "kommun": ["Umeå", "Skellefteå"]}) for part in companies._PARTS),
    ("companies", {"karta": "yta"}),
    ("companies", {"karta": "cirklar"}),
    *(("interventions", {"del": part}) for part in interventions._PARTS),
    *(("interventions", {"del": "egna", "poster": "exempel", "visning": seen, "avsnitt": part})
      for seen, part in (("allt", "rackvidd"), ("allt", "djup"), ("allt", "behov"), ("allt", "vita"),
                         ("offentligt", "rackvidd"))),
    ("municipality", {}),
    ("municipality", {"kommun": "Skellefteå"}),
    ("municipality", {"kommun": ["Malå", "Umeå"]}),
    *(("data", {"del": part}) for part in data_page._PARTS),
    ("data", {"del": "tables", "tabell": "companies"}),
]  # fmt: skip


def walk(node: Any) -> Iterator[Any]:
    """Yield every block and element in the order of the page."""
    for child in getattr(node, "children", {}).values():
        yield child
        yield from walk(child)


def is_strip(node: Any) -> bool:
    return node.type == "popover" and str(node.proto.popover.id).endswith("_files")


def kind(node: Any) -> str:
    if node.type == "plotly_chart":
        return "chart"
    if node.type == "bidi_component" and node.proto.component_name.endswith("vbdash_map"):
        return "map"
    if node.type in ("arrow_data_frame", "arrow_table", "table", "dataframe"):
        return "table"
    body = getattr(getattr(node, "proto", None), "body", "")
    return "table" if node.type == "html" and "<table" in body else ""


def groups(app: AppTest) -> list[tuple[list[str], str]]:
    """Return what stands before each strip, and the strip's key; the last has none if something is left."""
    found: list[tuple[list[str], str]] = []
    before: list[str] = []
    for node in walk(app.main):
        if is_strip(node):
            found.append((before, str(node.proto.popover.id).rpartition("-")[2]))
            before = []
        elif kind(node):
            before.append(kind(node))
    return [*found, (before, "")] if before else found


@pytest.mark.parametrize(
    ("page", "query"),
    VIEWS,
    ids=lambda v: v if isinstance(v, str) else "-".join(map(str, v.values())),
)
def test_everything_shown_can_be_taken_along(
    open_page: Open, page: str, query: dict[str, str | list[str]]
) -> None:
    app = open_page(page, **query)
    assert not app.exception
    found = groups(app)
    for shown, key in found:
        assert key, f"without a strip: {shown}"
        assert sum(each in ("chart", "map") for each in shown) <= 1, f"{key} stands for {shown}"
    for _, key in found:
        app.session_state[key] = True
    app.run()
    assert not app.exception
    given: dict[str, set[str]] = {key: set() for _, key in found}
    for button in app.get("download_button"):
        stem, _, ending = str(button.key).rpartition("_")
        given.setdefault(f"{stem}_files", set()).add(ending)
    for shown, key in found:
        wanted = MAP if "map" in shown else CHART if "chart" in shown else TABLE
        assert wanted <= given[key], f"{key} ({shown}) lacks {wanted - given[key]}"
