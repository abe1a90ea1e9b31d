"""What is told as new is what differs between the edition that is served and the one before."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from vbdash import Dataset, load
from vbdash.data.dataset import shipped_directory
from vbdash.data.refreshed import EDITIONS, POINTER
from vbdash.exhibits import news
from vbdash.refresh.changes import Changes
from vbdash.text import Text


@pytest.fixture
def refreshed(tmp_path: Path) -> Path:
    """A directory whose served edition has one figure of a new year and one revised (made up)."""
    data = Path(shutil.copytree(shipped_directory(), tmp_path / "data"))
    header = (data / "observations.csv").read_text(encoding="utf-8").splitlines()[0]
    known = load(data).table("observations")
    old = known[(known["measure"] == "population") & (known["region_code"] == "2418")]
    last = old.sort_values("year").iloc[-1]
    row = f"population,{last['series']},TOTAL,2418,%d,%d,persons,final,{last['source_id']},,\n"
    folder = data / EDITIONS / "made-up"
    folder.mkdir(parents=True)
    rows = row % (last["year"] + 1, 2900) + row % (last["year"], last["value"] + 1)
    (folder / "observations.csv").write_text(header + "\n" + rows, encoding="utf-8")
    (folder / "manifest.json").write_text(
        json.dumps({"edition": "made-up", "tables": [], "made": ""})
    )
    event = {"time": "2026-11-01T10:00:00Z", "what": "publish", "edition": "made-up", "before": ""}
    (data / EDITIONS / "log.jsonl").write_text(json.dumps(event) + "\n")
    (data / POINTER).write_text(json.dumps({"edition": "made-up"}))
    return data


def test_new_and_revised_figures_are_told(refreshed: Path) -> None:
    data = load(refreshed)
    changes = news.latest(data)
    assert changes is not None
    assert sorted(changes.of("2418")["kind"]) == ["new", "revised"]
    year = int(data.table("observations").query("measure == 'population'")["year"].max())
    assert news.new_figures(data) == {("population", year)}
    (entry,) = news.entries(data, Text("sv"))
    assert entry.edition == "made-up" and "Folkmängd" in entry.lines[0]


def test_a_share_is_as_new_as_what_it_is_a_share_of(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most facts are about shares, which are worked out of what an agency publishes."""
    rows = pd.DataFrame({"kind": ["new"], "measure": ["employed_workplace"], "year": [2024]})
    monkeypatch.setattr(news, "latest", lambda _: Changes("", "made-up", rows, pd.DataFrame()))
    seen = replace(dataset, digest="made-up")
    assert ("employed_workplace_share", 2024) in news.new_figures(seen)
    assert ("employed_residence_share", 2024) not in news.new_figures(seen)


def test_every_source_of_figures_has_a_row() -> None:
    data = load(shipped_directory())
    table = news.sources_table(data, Text("sv"), date(2026, 11, 27))
    used = set(data.table("observations")["source_id"])
    titles = {Text("sv").named(data.row("sources", each), "title") for each in used}
    assert titles <= set(table["Källa"])
    assert news.latest(data) is None and news.new_figures(data) == frozenset()
