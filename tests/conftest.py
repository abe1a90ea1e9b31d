"""What the tests share: the shipped data, and the ready story with one municipality chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import vbdash
from vbdash import Dataset, Selection
from vbdash.slides import Deck, Stage, story_keys

BASE = "https://exempel.se"


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what tests have checked out of the cache of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VBDASH_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """Return the shipped data."""
    return vbdash.load()


def stage_for(dataset: Dataset, **chosen: object) -> Stage:
    return Stage(dataset, Selection(**chosen), BASE)


@pytest.fixture(scope="session", params=["sv", "en"])
def stage(request: pytest.FixtureRequest, dataset: Dataset) -> Stage:
    return stage_for(dataset, lang=request.param, municipalities=("2482",))


@pytest.fixture(scope="session")
def deck(stage: Stage) -> Deck:
    return Deck.make(stage, story_keys(stage))
