"""The log as JSON lines: what was asked and how it ended, not by whom."""

from __future__ import annotations

import io
import json
import logging
import threading
import uuid
import warnings
from collections.abc import Iterator

import pytest
import streamlit.logger
from starlette.applications import Starlette
from starlette.testclient import TestClient

from vbdash.ui import session
from vbdash.ui.server import app as server
from vbdash.ui.server import logs


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Set the log up as a server does, and leave everything as it was."""
    loggers = [logging.getLogger(each) for each in ["root", *logging.root.manager.loggerDict]]
    before = [(each.handlers, each.propagate, each.level) for each in loggers]
    out = io.StringIO()
    monkeypatch.setattr(logs.sys, "stderr", out)
    monkeypatch.setenv("VBDASH_LOG", "json")
    monkeypatch.setattr(streamlit.logger, "setup_formatter", streamlit.logger.setup_formatter)
    logs.set_up()
    yield out
    for logger, (handlers, propagate, level) in zip(loggers, before, strict=True):
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)
    logging.captureWarnings(False)
    logging.getLogger("uvicorn.access").disabled = False


def lines(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_a_request_without_whose(written: io.StringIO) -> None:
    client = TestClient(Starlette(middleware=server.MIDDLEWARE), base_url="http://localhost:8501")
    for path in ("/industry?kommun=Malå&namn=Anna", "/media/abc123.pdf", "/robots.txt"):
        client.get(path, headers={"user-agent": "Annas telefon", "cookie": "a=hemlig"})
    client.get("/", headers={"origin": "http://evil.example"})
    told = lines(written)
    assert [(each["path"], each["status"]) for each in told] == [
        ("/industry", 404), ("other", 404), ("/robots.txt", 200), ("/", 403),
    ]  # fmt: skip
    for secret in ("Mal", "Anna", "hemlig", "abc123", "testclient", "evil"):
        assert secret not in written.getvalue()


def test_every_record_is_one_line(written: io.StringIO) -> None:
    log = logging.getLogger("vbdash")
    log.warning("två\nrader %s", "å")
    log.warning(json.dumps({"event": "firms seen", "part": "x"}))
    secret = "-".join(["556677", "8899"])
    try:
        raise ValueError(secret)
    except ValueError:
        log.exception("not made ready")
    first, second, third = lines(written)
    assert first["message"] == "två\nrader å"
    assert second["event"] == "firms seen"
    assert "ValueError" in str(third["error"])
    assert secret not in written.getvalue()


def test_what_streamlit_and_python_warn_of_is_a_line_too(written: io.StringIO) -> None:
    """Streamlit's loggers write by themselves, and some come to be only when they are used."""
    late = f"streamlit.{uuid.uuid4()}"
    for name in ("streamlit.runtime.scriptrunner_utils.script_run_context", late):
        streamlit.logger.get_logger(name).warning("något")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("gammalt", FutureWarning, stacklevel=1)
    assert [str(each["message"])[-14:].strip() for each in lines(written)[:2]] == ["något", "något"]
    assert "FutureWarning: gammalt" in str(lines(written)[2]["message"])


def test_nothing_is_read_of_a_visitor_where_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []
    log = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    monkeypatch.setattr(log, "warning", lambda text, *_: seen.append(text))
    thread = threading.Thread(target=lambda: seen.append(session.dataset().county))
    thread.start()
    thread.join()
    assert seen == ["24"]


def test_nothing_changes_where_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VBDASH_LOG", raising=False)
    before = logging.getLogger("vbdash").handlers
    logs.set_up()
    assert logging.getLogger("vbdash").handlers is before
