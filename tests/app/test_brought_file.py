"""A file from the statistics database on the page about data: for a signed-in colleague alone."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.app.conftest import Open, said
from tests.refresh.conftest import empty_data
from tests.refresh.saved import SAVED
from vbdash.commands import brought
from vbdash.data.refreshed import served_edition
from vbdash.refresh.answers import Store
from vbdash.text import Text
from vbdash.ui import access

FILE = "TAB3204_sv.zip"
COLLEAGUE = {"email": "anna@region.example", "email_verified": True, "is_logged_in": True}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data directory without figures, read by the app; the process's work is done beside the test."""
    found = empty_data(tmp_path / "data")
    monkeypatch.setenv("VBDASH_DATA", str(found))
    monkeypatch.setattr(brought, "_apart", beside)
    st.cache_resource.clear()
    yield found
    st.cache_resource.clear()


def beside(directory: Path, asked: dict[str, Any], content: bytes, tx: Text) -> brought.Brought:
    """Answer as the process would, without starting one."""
    line = brought.json.dumps({**asked, "directory": str(directory), "lang": tx.lang}).encode()
    answers: list[bytes] = []
    brought.main(io.BytesIO(line + b"\n" + content), answers.append)
    return brought._answer(answers[0])


def signed_in(monkeypatch: pytest.MonkeyPatch, **more: object) -> None:
    secrets = {"auth": {"x": 1}, "access": {"domains": ["region.example"]}}
    monkeypatch.setattr(access.st, "secrets", secrets)
    monkeypatch.setattr(access.st, "user", {**COLLEAGUE, "iat": time.time(), **more})


def news(open_page: Open, **query: str) -> AppTest:
    app = open_page("data", **{"del": "news"}, **query)
    assert not app.exception
    return app


def put(app: AppTest, name: str, content: bytes) -> AppTest:
    app.file_uploader[0].upload(name, content)
    app.run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    return "\n".join([said(app), *(str(each.value) for each in app.success)]).replace("\\", "")


def publish(app: AppTest) -> AppTest:
    next(b for b in app.button if b.key == "brought_publish").click()
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize("who", [{"is_logged_in": False}, {"email": "eva@elsewhere.example"}])
def test_nobody_else_sees_it(who: dict, open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    signed_in(monkeypatch, **who)
    app = news(open_page)
    assert not app.file_uploader
    assert "En fil från SCB" not in said(app)


def wrong_total() -> bytes:
    lines = SAVED["a.csv"].decode("utf-8-sig").splitlines()
    place = next(i for i, line in enumerate(lines) if line.startswith('"2482') and '"B+C' in line)
    lines[place] = lines[place].rsplit(",", 1)[0] + ",99999"
    return "\n".join(lines).encode()


def test_a_colleague_looks_presses_and_all_see_it(
    data: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    signed_in(monkeypatch)
    app = put(news(open_page), "TAB3204.csv", wrong_total())
    assert "Filen används inte" in words(app) and "99999" in words(app)
    assert "brought_publish" not in [b.key for b in app.button]
    put(app, FILE, SAVED[FILE])
    assert "TAB3204" in words(app) and "17 regioner, 2023–2024" in words(app)
    assert "nya tal (2023–2024)" in words(app)
    assert not Store(data).latest("scb-tab3204"), "a look says nothing of having been fetched"
    assert not (data / "editions" / "candidate.json").exists()
    signed_in(monkeypatch, iat=0)
    assert not publish(app).file_uploader  # who is no colleague any more cannot press
    assert served_edition(data) == ""
    signed_in(monkeypatch)
    publish(put(app.run(), FILE, SAVED[FILE]))
    assert served_edition(data) and Store(data).latest("scb-tab3204")
    assert "är publicerad" in words(app)
    assert '"who": "anna@region.example"' in caplog.text


@pytest.mark.parametrize(("name", "content", "why"), [
    ("a.csv", SAVED["a.csv"], "TAB3204, TAB3785"), ("sida.html", b"<html></html>", "ingen tabell som vi känner"),
])  # fmt: skip
def test_what_is_not_known_is_refused_in_words(
    name: str, content: bytes, why: str, data: Path
) -> None:
    found = brought.look(data, name, content, "scb", Text("sv"))
    assert why in found.faults[0] and not found.news
    assert not (data / "edition.json").exists()


def test_what_was_looked_at_is_not_published_over_something_else(data: Path) -> None:
    tx = Text("sv")
    found = brought.look(data, FILE, SAVED[FILE], "scb", tx)
    late = brought.Brought(**{**vars(found), "before": "20200101-x"})
    assert "ta filen på nytt" in brought.serve(data, late, tx).faults[0].lower()
    assert served_edition(data) == ""
    assert brought.serve(data, found, tx).edition == found.edition
    again = brought.look(data, FILE, SAVED[FILE], "scb", tx)
    assert not again.news


def test_the_reading_is_done_in_a_process_with_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the process says is data; one that says nothing, or something else, is a plain refusal."""
    asked: list[list[str]] = []
    answer = [b""]

    def started(command: list[str], **settings: Any) -> Any:
        asked.append(command)
        assert "VBDASH_PSEUDONYM_KEY" not in settings["env"]
        return SimpleNamespace(stdin=io.BytesIO(), stdout=io.BytesIO(answer[0]), kill=int, wait=int)

    monkeypatch.setenv("VBDASH_PSEUDONYM_KEY", "secret")
    monkeypatch.setattr(subprocess, "Popen", started)
    for said_back in (b"", b"[]", b"{}", b'{"faults": 3}'):
        answer[:] = [said_back]
        found = brought.look(tmp_path, "a", b"x", "scb", Text("sv"))
        assert "kunde inte läsas inom" in found.faults[0]
    assert asked[0][:4] == [sys.executable, "-P", "-m", "vbdash.commands.brought"]
    assert asked[0][4:] == [str(brought.MEGABYTES), str(brought.SECONDS)]
