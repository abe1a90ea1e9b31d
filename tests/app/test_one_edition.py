"""A visitor's run sees one edition from its title to its last line, whatever is published meanwhile."""

from __future__ import annotations

from itertools import cycle
from types import SimpleNamespace

import pytest

from tests.app.conftest import Open, said
from vbdash.data.dataset import Dataset
from vbdash.ui import session


def test_a_run_asks_for_the_data_once(
    dataset: Dataset, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = Dataset(
        dataset.directory, dataset.package, dataset.county, "f00d" * 16, dataset._tables
    )
    asked: list[str] = []
    turns = cycle([dataset, later])

    def publishing() -> Dataset:
        """Serve another edition each time that somebody asks."""
        found = next(turns)
        asked.append(found.version)
        return found

    monkeypatch.setattr(session, "keeper", lambda: SimpleNamespace(dataset=publishing))
    app = open_page()
    assert not app.exception
    assert asked == [dataset.version]
    assert dataset.version in said(app).replace("\\", "")
    app.run()
    assert asked == [dataset.version, later.version], "the next click follows"
    assert later.version in said(app).replace("\\", "")
