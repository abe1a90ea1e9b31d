"""What machines ask: the truth about the data, and whom to tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from vbdash.data import faults
from vbdash.data.dataset import Dataset
from vbdash.data.faults import DataError
from vbdash.data.keeper import Keeper
from vbdash.ui import session
from vbdash.ui.server import app as server
from vbdash.ui.server import plain


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(middleware=server.MIDDLEWARE), base_url="http://localhost:8501")


def answering(patch: pytest.MonkeyPatch, make: Callable[[], Any]) -> None:
    patch.setattr(session, "keeper", make)


def test_what_is_served_and_since_when(
    client: TestClient, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper(lambda: dataset)
    answering(monkeypatch, lambda: keeper)
    told = client.get("/healthz").json()
    assert (told["status"], told["data"]) == ("ok", dataset.version)
    assert datetime.fromisoformat(told["since"]) <= datetime.now(UTC)
    assert "reason" not in told
    keeper.refused = True
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["reason"]) == (200, "changed data are not used")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (DataError([faults.fault("interventions.csv", faults.FILE_THERE)]), "data"),
        (OSError("/a/secret/place"), "start"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_word(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    tries: list[int] = []

    def fails() -> None:
        tries.append(1)
        raise error

    answering(monkeypatch, fails)
    for _ in range(20):
        answer = client.get("/healthz")
        assert (answer.status_code, answer.json()) == (503, {"status": "error", "reason": reason})
    assert len(tries) == 1, "faulty data are not read again for everybody who asks"


def test_a_full_house_is_not_healthy(
    client: TestClient, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, lambda: SimpleNamespace(dataset=lambda: dataset))
    monkeypatch.setattr(plain, "has_room", lambda: False)
    assert client.get("/healthz").json()["reason"] == "full"


def test_whom_to_tell(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    path = "/.well-known/security.txt"
    monkeypatch.delenv("VBDASH_CONTACT", raising=False)
    assert client.get(path).status_code == 404
    monkeypatch.setenv("VBDASH_CONTACT", "it@example.se\r\nX: y")
    monkeypatch.setenv("VBDASH_PUBLIC_URL", "https://industri.example")
    answer = client.get(path)
    assert answer.headers["content-type"].startswith("text/plain")
    lines = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert lines["Contact"].startswith("mailto:it@example.se")
    assert "X" not in lines
    assert lines["Canonical"] == "https://industri.example/.well-known/security.txt"
    assert datetime.fromisoformat(lines["Expires"]) > datetime.now(UTC)
    assert client.get("/robots.txt").text.startswith("User-agent: *")


def test_a_change_is_seen_before_anybody_comes(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []
    monkeypatch.setattr(session, "everybodys", lambda: looks.append(1))
    monkeypatch.setattr(server, "_make_ready", lambda _: None)
    monkeypatch.setattr(server.answers, "warm", lambda: None)
    monkeypatch.setattr(server, "_freeze", lambda: None)
    waits = iter([False, False, False, True])
    server._keep_house(SimpleNamespace(wait=lambda _: next(waits)))
    assert len(looks) == 2


@pytest.mark.parametrize("path", ["/news.atom", "/news.json", "/news.atom?lang=<x>"])
def test_what_has_changed_is_told_to_machines(
    client: TestClient, dataset: Dataset, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    answering(monkeypatch, lambda: Keeper(lambda: dataset))
    answer = client.get(path)
    assert answer.status_code == 200
    if "json" in path:
        assert answer.json() == {"entries": [], "figures": []}
    else:
        assert ElementTree.fromstring(answer.content).tag.endswith("feed")
