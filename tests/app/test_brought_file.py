"""A file from the statistics database on the page about data: for a signed-in colleague alone."""

from __future__ import annotations

import io
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


@pytest.mark.parametrize("who", [
    {"is_logged_in": False}, {"email": "eva@elsewhere.example"}, {"iat": 0}, {"email_verified": False},
])  # fmt: skip
def test_nobody_else_sees_it(
    who: dict, data: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(monkeypatch, **who)
    app = news(open_page)
    assert not app.file_uploader
    assert "statistikdatabasen" not in said(app).lower()


def test_a_colleague_looks_presses_and_all_see_it(
    data: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    signed_in(monkeypatch)
    app = put(news(open_page), FILE, SAVED[FILE])
    words = said(app).replace("\\", "")
    assert "TAB3204" in words and "17 regioner, 2023–2024" in words
    assert "nya tal (2023–2024)" in words
    assert served_edition(data) == ""
    assert not Store(data).latest("scb-tab3204"), (
        "a look leaves no trace in what is said to be fetched"
    )
    assert not (data / "editions" / "candidate.json").exists()
    next(b for b in app.button if b.key == "brought_publish").click()
    app.run()
    assert not app.exception
    assert served_edition(data)
    assert Store(data).latest("scb-tab3204")
    assert "är publicerad" in said(app)
    assert '"who": "anna@region.example"' in caplog.text


def test_who_is_no_colleague_any_more_cannot_press(
    data: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(monkeypatch)
    app = put(news(open_page), FILE, SAVED[FILE])
    signed_in(monkeypatch, iat=0)
    next(b for b in app.button if b.key == "brought_publish").click()
    app.run()
    assert not app.exception and not app.file_uploader
    assert served_edition(data) == ""


def wrong_total() -> bytes:
    lines = SAVED["a.csv"].decode("utf-8-sig").splitlines()
    place = next(i for i, line in enumerate(lines) if line.startswith('"2482') and '"B+C' in line)
    lines[place] = lines[place].rsplit(",", 1)[0] + ",99999"
    return "\n".join(lines).encode()


@pytest.mark.parametrize(("name", "content", "words"), [
    ("TAB3204.csv", wrong_total(), "99999"), ("a.csv", SAVED["a.csv"], "TAB3204, TAB3785"),
    ("sida.html", b"<html></html>", "ingen tabell som vi känner"),
])  # fmt: skip
def test_what_looks_wrong_is_refused_in_words(
    name: str,
    content: bytes,
    words: str,
    data: Path,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    signed_in(monkeypatch)
    app = put(news(open_page), name, content)
    found = said(app).replace("\\", "")
    assert "Filen används inte" in found and words in found
    assert "brought_publish" not in [b.key for b in app.button]
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
    monkeypatch.setattr(brought.subprocess, "Popen", started)
    for said_back in (b"", b"[]", b"{}", b'{"faults": 3}'):
        answer[:] = [said_back]
        found = brought.look(tmp_path, "a", b"x", "scb", Text("sv"))
        assert "kunde inte läsas inom" in found.faults[0]
    assert asked[0][:4] == [sys.executable, "-P", "-m", "vbdash.commands.brought"]
    assert asked[0][4:] == [str(brought.MEGABYTES), str(brought.SECONDS)]
