"""What the tests share: the shipped data, and the ready story with one municipality chosen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from streamlit.components.v2 import manifest_scanner

import vbdash
from tests import thorough
from vbdash import Dataset, Selection
from vbdash.records import importing
from vbdash.records.between import KINDS
from vbdash.records.files.allowed import Limits
from vbdash.records.files.books.encoding import Progress
from vbdash.records.files.reading import Plain, read_plain
from vbdash.slides import Deck, story_keys
from vbdash.view import View

BASE = "https://exempel.se"

# A busy machine is no fault; those that want more examples say so.
settings.register_profile(
    "suite",
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("suite")

# Streamlit looks through all installed packages for components whenever an `AppTest` runs, which
# took two thirds of the tests' time; a server does so once.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what tests have checked out of the cache of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VBDASH_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _reads_here() -> Iterator[None]:
    """Let the terminal's import read files in this process, which is a second faster a file.

    In tests that start a process of their own it reads as it does for people.
    """

    def here(limits: Limits, progress: Progress) -> SimpleNamespace:
        def read(kind: str, file: str, content: Path, *about: Any) -> Plain:
            fields, check = KINDS[kind]
            places, tx, asked = about
            return read_plain(
                file, content.read_bytes(), fields, places, tx, asked, check,
                limits=limits, progress=progress,
            )  # fmt: skip

        return SimpleNamespace(read=read)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importing, "Reader", here)
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what the test command leaves to CI, before anything is deselected."""
    thorough.mark(items)


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """Return the shipped data."""
    return vbdash.load()


def stage_for(dataset: Dataset, **chosen: object) -> View:
    return View(dataset, Selection(**chosen), base=BASE)


@pytest.fixture(scope="session", params=["sv", "en"])
def view(request: pytest.FixtureRequest, dataset: Dataset) -> View:
    return stage_for(dataset, lang=request.param, municipalities=("2482",))


@pytest.fixture(scope="session")
def deck(view: View) -> Deck:
    return Deck.make(view, story_keys(view))
