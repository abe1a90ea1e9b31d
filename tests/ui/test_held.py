"""Visitors' files are bounded for all together, and gone when nobody holds them."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable
from types import SimpleNamespace

import pytest

import vbdash
from tests.records.files.bad_files import HEADER, HELP, ROW, csv
from vbdash.records.files.places import Places
from vbdash.records.rules import read_records
from vbdash.text import Text
from vbdash.ui.files import held
from vbdash.ui.files.held import Held, held_bytes
from vbdash.ui.server import uploads


def test_a_file_that_nobody_holds_any_more_weighs_nothing() -> None:
    before = held_bytes()
    session = {"own_records": Held("a.csv", b"x" * 2**20)}
    reading = read_records("a.csv", csv([HEADER, ROW, HELP]), Places.of(vbdash.load()), Text("sv"))
    session["own_records"].keep("asked", reading)
    assert held_bytes() - before > 2**20
    session.clear()
    gc.collect()
    assert held_bytes() == before


def test_what_all_hold_together_is_bounded_before_anything_is_read(monkeypatch) -> None:
    monkeypatch.setattr(held, "MOST_HELD", held_bytes() + 2**23)
    first, second = Held("a.csv", b"x" * 2**20), Held("b.csv", b"x" * 2**20)
    assert first.admit()  # a megabyte, and four for its table
    assert not second.admit()  # the first is not read yet, but its room is taken
    assert first.admit()  # again, in other words
    del first
    gc.collect()
    assert second.admit()


def test_a_file_by_itself_may_always_be_read(monkeypatch) -> None:
    monkeypatch.setattr(held, "MOST_HELD", 0)
    gc.collect()
    assert Held("a.csv", b"x" * 2**20).admit()


class Files:
    """Streamlit's store of uploads, as far as it is used."""

    def __init__(self) -> None:
        self.file_storage: dict[str, dict[str, SimpleNamespace]] = {}

    def add(self, session: str, name: str, size: int) -> None:
        file = SimpleNamespace(file_id=name, data=b"x" * size)
        self.file_storage.setdefault(session, {})[name] = file

    def remove_file(self, session: str, name: str) -> None:
        del self.file_storage[session][name]


def put(app: uploads.BoundedUploads, session: str, size: int) -> int:
    """Send a file and return the status of the answer."""
    answers: list[dict] = []
    scope = {"type": "http", "method": "PUT", "path": f"/_stcore/upload_file/{session}/1",
             "headers": [(b"content-length", str(size).encode())]}  # fmt: skip

    async def send(message: dict) -> None:
        answers.append(message)

    asyncio.run(app(scope, None, send))  # type: ignore[arg-type]
    return int(answers[0]["status"])


@pytest.fixture
def files(monkeypatch) -> Files:
    store = Files()
    monkeypatch.setattr(uploads.runtime, "exists", lambda: True)
    monkeypatch.setattr(
        uploads.runtime, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=store)
    )
    monkeypatch.setattr(uploads, "PER_SESSION", 2000)
    monkeypatch.setattr(uploads, "FOR_ALL", 3000)
    return store


async def taken(_scope: object, _receive: object, send) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})


def test_a_session_that_sends_many_files_loses_its_oldest(files: Files) -> None:
    app = uploads.BoundedUploads(taken)
    for name in "abc":
        files.add("one", name, 900)
    assert put(app, "one", 900) == 204
    assert list(files.file_storage["one"]) == ["c"]


def test_what_all_send_together_is_bounded(files: Files) -> None:
    app = uploads.BoundedUploads(taken)
    for name in "abc":
        files.add(name, "1", 900)
    assert put(app, "d", 900) == 503
    del files.file_storage["a"]
    assert put(app, "d", 900) == 204


def test_sessions_that_have_left_are_released_without_another_visitor(monkeypatch) -> None:
    from streamlit.runtime.memory_session_storage import MemorySessionStorage

    storage = MemorySessionStorage(ttl_seconds=0.1)  # type: ignore[arg-type]
    before, shut = held_bytes(), list[bool]()
    state = {"own_records": Held("a.csv", b"x" * 2**20)}
    session = SimpleNamespace(session_state=state, shutdown=lambda: shut.append(True))
    storage._cache["left"] = SimpleNamespace(session=session)  # type: ignore[assignment]
    manager = SimpleNamespace(_session_mgr=SimpleNamespace(_session_storage=storage))
    monkeypatch.setattr(uploads.runtime, "exists", lambda: True)
    monkeypatch.setattr(uploads.runtime, "get_instance", lambda: manager)
    assert not uploads.release_left()
    assert held_bytes() > before
    time.sleep(0.15)
    assert uploads.release_left()
    assert shut
    assert held_bytes() == before, "though the session itself is still held"


def test_uploads_are_taken_at_a_pace_that_they_share(monkeypatch) -> None:
    monkeypatch.setattr(uploads, "_PACE", 2**20)
    part, order = b"x" * 2**16, list[str]()

    async def taken(scope: dict, receive: Callable[[], Awaitable[dict]], send: object) -> None:
        for _ in range(3):
            await receive()
            order.append(scope["path"][-3])

    async def receive() -> dict:
        return {"type": "http.request", "body": part, "more_body": True}

    async def both() -> None:
        app = uploads.BoundedUploads(taken)
        scopes = [
            {"type": "http", "method": "PUT", "path": f"/_stcore/upload_file/{name}/1",
             "headers": [(b"content-length", b"200000")]}
            for name in "ab"
        ]  # fmt: skip
        await asyncio.gather(*(app(scope, receive, None) for scope in scopes))  # type: ignore[arg-type]

    began = time.monotonic()
    asyncio.run(both())
    assert time.monotonic() - began >= 6 * 2**16 / 2**20
    assert order == list("ababab")
