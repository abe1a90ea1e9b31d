"""A data directory without observations, loopback agencies, and a job that does not dawdle."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.refresh.agencies import Agencies, serving
from vbdash.refresh.description import Description
from vbdash.refresh.http import Session
from vbdash.refresh.steps import STEPS, Job, named

DATA = Path(__file__).resolve().parents[2] / "data"
NOW = datetime(2026, 9, 15, 9, tzinfo=UTC)
"""The time in these tests: what is due, late or kept follows from it, not from when they are run."""


def quick(name: str) -> Session:
    """A session that does not dawdle; patient, since the machine of a test may be busy."""
    return Session(
        name,
        calls=10**6,
        patience=(10.0, 30.0, 60.0),
        tries=3,
        sleep=lambda _: None,
        now=lambda: NOW,
    )


def hasty(name: str) -> Session:
    """A session that waits less than a slow answer takes."""
    return replace(quick(name), patience=(10.0, 0.4, 60.0))


def empty_data(target: Path) -> Path:
    """Copy the data directory without its figures: made-up ones would look like wild revisions."""
    wanted = [path for path in DATA.iterdir() if path.suffix in {".csv", ".json"}]
    target.mkdir()
    for path in wanted:
        if path.name != "edition.json":
            shutil.copy(path, target)
    for name in ("observations.csv", "series.csv"):
        header = (target / name).read_text(encoding="utf-8").splitlines()[0]
        (target / name).write_text(header + "\n", encoding="utf-8")
    return target


def short(what: str) -> list[Description]:
    """Return descriptions that ask for a year or two only: less to make up and to check."""
    newest = {"TAB900": 2017, "TAB5837": 2020, "TAB5839": 2020, "TAB3143": 2022, "TAB628": 2024}
    return [
        replace(
            d, first=newest.get(d.table, 2025 if d.last_years and d.table == "TAB3785" else 2023)
        )
        for d in named(what)
    ]


def run(job: Job, *steps: str) -> object:
    result: object = None
    for step in steps or STEPS:
        result = getattr(job, step)()
    return result


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return empty_data(tmp_path / "data")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory in which a made-up TAB3204 has been published."""
    target = empty_data(tmp_path_factory.mktemp("published") / "data")
    with pytest.MonkeyPatch.context() as patch, serving(limit=10**6) as found:
        stand_in(patch, found)
        run(job(target, described=short("TAB3204")))
    return target


@pytest.fixture
def served(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "served"))


def stand_in(patch: pytest.MonkeyPatch, agencies: Agencies) -> None:
    """Let the made-up agencies stand in for the real ones, with our time."""
    agencies.now = lambda: NOW
    patch.setenv("NO_PROXY", "127.0.0.1")
    for name in ("scb", "eurostat", "kolada"):
        patch.setenv(f"VBDASH_{name.upper()}", f"{agencies.base}/{name}")


@pytest.fixture
def agencies(monkeypatch: pytest.MonkeyPatch) -> Iterator[Agencies]:
    with serving(limit=10**6) as found:
        stand_in(monkeypatch, found)
        yield found


def job(data: Path, what: str = "TAB3204", **more: Any) -> Job:
    described = more.pop("described", None) or short(what)
    return Job(
        data, described, **{"counties": ("24",), "sessions": quick, "now": lambda: NOW, **more}
    )
