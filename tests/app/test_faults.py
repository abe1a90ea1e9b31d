"""Where the data cannot be used, the visitor meets the list of faults, never a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import streamlit as st

from tests.app.conftest import Open
from vbdash.data.dataset import data_directory


def test_every_fault_is_listed_on_a_plain_page(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Path(shutil.copytree(data_directory(), tmp_path / "data"))
    (broken / "gaps.csv").unlink()
    (broken / "regions.csv").write_text("")
    monkeypatch.setenv("VBDASH_DATA", str(broken))
    st.cache_resource.clear()
    try:
        app = open_page()
        assert not app.exception
        listed = app.table[0].value.to_string()
        assert "gaps.csv" in listed
        assert "regions.csv" in listed
        assert app.header[0].value == "Data kan inte användas"
        assert not app.metric
    finally:
        monkeypatch.undo()
        st.cache_resource.clear()
    assert all("Data kan inte" not in each.value for each in open_page().header)
