"""Nothing that a visitor can write freely tells two pictures apart: no memory grows by it."""

from __future__ import annotations

import pytest

from tests.conftest import stage_for
from tests.ui.frame.test_title import Params
from vbdash import Dataset
from vbdash.exhibit import reads
from vbdash.ui import cached, session
from vbdash.view import View

#: What comes from a browser: its address, the names and values in it, a name for the selection.
WRITTEN = "a" * 5_000_000


@reads("municipalities", "year", "definition", "measure", "support", "compare", "theme")
def drawn(view: View) -> str:
    """Stand for an exhibit that reads all there is to choose."""
    return view.selection.measure


def test_what_is_written_freely_makes_no_further_entry(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(cached, "_made", lambda what, make: asked.append(what))
    plain = stage_for(dataset)
    hostile = View(
        dataset, plain.selection.replace(name=WRITTEN), base=WRITTEN, page=WRITTEN,
        own=((WRITTEN, WRITTEN),),
    )  # fmt: skip
    for view in (plain, hostile):
        cached.picture(drawn, view)
    assert asked[0] == asked[1]
    assert len(asked[0]) < 2000


def test_links_are_made_from_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    class Context:
        url = "https://evil.example/" + WRITTEN

        class theme:
            type = "light"

    monkeypatch.setattr(session.st, "context", Context)
    monkeypatch.setenv("VBDASH_PUBLIC_URL", "https://industri.example/app/")
    assert session.base() == "https://industri.example/app"
    assert session.page_name() == ""
    Context.url = "https://evil.example/x/industry?a=b/present"
    assert session.page_name() == "industry"
    monkeypatch.delenv("VBDASH_PUBLIC_URL")
    assert session.base() == "http://localhost:8501"
    monkeypatch.setattr(
        session.st, "query_params", Params({WRITTEN: "x", "del": "lan", "kommun": "y"})
    )
    assert session._own() == (("del", "lan"),)
