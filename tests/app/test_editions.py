"""Every page of an app whose data hold two editions of two measures."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import streamlit as st

from tests.app.conftest import Open, said
from tests.data.test_editions import with_editions
from vbdash.data.dataset import data_directory


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_editions(
        Path(shutil.copytree(data_directory(), tmp_path_factory.mktemp("two") / "data"))
    )


@pytest.fixture(autouse=True)
def two(directory: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("VBDASH_DATA", str(directory))
    st.cache_resource.clear()
    yield
    monkeypatch.undo()
    st.cache_resource.clear()


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("overview", {}),
        ("industry", {"del": "tid"}),
        ("industry", {"del": "forandring"}),
        ("industry", {"del": "41"}),
        ("industry", {"del": "lan"}),
        ("municipality", {"kommun": "Skellefteå"}),
        ("municipality", {"kommun": "Skellefteå", "del": "utveckling"}),
        ("present", {}),
        ("data", {"del": "tables"}),
    ],
)
def test_pages_are_drawn(open_page: Open, page: str, query: dict[str, str]) -> None:
    app = open_page(page, **query)
    assert not app.exception
    assert "Något gick fel" not in said(app)


def test_older_editions_can_be_looked_at(open_page: Open) -> None:
    app = open_page("data", **{"del": "measures", "matt": "employment_rate"})
    assert not app.exception
    assert "Äldre utgåvor" in [each.label for each in app.expander]
    assert "SCB, tabell TAB3200" in "\n".join(
        each.proto.body for each in app.get("html")
    ) + "".join(each.value.to_csv() for each in app.dataframe)
