"""The bulk files fetched from a server on loopback that misbehaves in every way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.register.files import firm_number, row, zipped
from vbdash.data.faults import DataError
from vbdash.register import fetch as fetching
from vbdash.register.fetch import fetch


class Server(ThreadingHTTPServer):
    """Serves one file; `faults` says what goes wrong with each request, in turn."""

    daemon_threads = True

    def __init__(self, content: bytes) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content, self.tag = content, '"one"'
        self.faults: list[str] = []
        self.asked: list[tuple[str, str | None]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.server.asked.append((self.path, wanted))
        fault = self.server.faults.pop(0) if self.server.faults else ""
        if fault.isdigit():
            self.send_response(int(fault))
            self.end_headers()
            return
        content = self.server.content
        if fault == "no zip":
            content = b"<html>Welcome</html>"
        start = 0
        if wanted and self.headers.get("If-Range") == self.server.tag and fault != "no range":
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            self.send_response(206)
            stated = start + 7 if fault == "wrong range" else start
            self.send_header("Content-Range", f"bytes {stated}-{len(content) - 1}/{len(content)}")
        else:
            self.send_response(200)
        if fault != "no length":
            self.send_header("Content-Length", str(len(content) - start))
        if fault != "no tag":
            self.send_header("ETag", self.server.tag)
        self.end_headers()
        sent = content[start:]
        self.wfile.write(sent[: len(sent) // 2] if fault in {"cut", "no tag"} else sent)
        if fault in {"cut", "no tag", "no length"}:
            self.close_connection = True


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    lines = [row(firm_number(n)) for n in range(500)]
    served = Server(zipped(tmp_path / "served.zip", lines).read_bytes())
    thread = threading.Thread(target=served.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield served
    served.shutdown()
    thread.join()
    served.server_close()


@pytest.mark.parametrize(
    "faults",
    [
        [], ["503"], ["cut"], ["cut", "cut", "503"], ["cut", "no range"], ["cut", "wrong range"],
        ["no tag"], ["no length"], ["cut", "416"], ["429", "cut", "cut"],
    ],
    ids=str,
)  # fmt: skip
def test_it_arrives_whole(tmp_path: Path, server: Server, faults: list[str]) -> None:
    server.faults = list(faults)
    done: list[float] = []
    path = fetch(
        "scb",
        tmp_path / "in",
        address=server.address,
        pause=0,
        progress=lambda _, share: done.append(share),
    )
    assert path.read_bytes() == server.content
    assert [each.name for each in path.parent.iterdir()] == ["scb_bulkfil.zip"]
    assert server.asked[0] == ("/scb/scb_bulkfil.zip", None)
    assert done[-1] in {0.0, 1.0}


def test_it_goes_on_where_it_stopped_the_next_time(tmp_path: Path, server: Server) -> None:
    server.faults = ["cut", *["503"] * 4]
    with pytest.raises(DataError):
        fetch("scb", tmp_path, address=server.address, pause=0)
    assert not (tmp_path / "scb_bulkfil.zip").exists(), "what is half has not the name of a whole"
    have = (tmp_path / "scb_bulkfil.zip.part").stat().st_size
    fetch("scb", tmp_path, address=server.address, pause=0)
    assert server.asked[-1] == ("/scb/scb_bulkfil.zip", f"bytes={have}-")
    assert (tmp_path / "scb_bulkfil.zip").read_bytes() == server.content


def test_a_file_that_has_changed_meanwhile_is_fetched_anew(tmp_path: Path, server: Server) -> None:
    server.faults = ["cut", *["503"] * 4]
    with pytest.raises(DataError):
        fetch("scb", tmp_path, address=server.address, pause=0)
    server.tag = '"two"'
    server.content = zipped(tmp_path / "new.zip", [row(firm_number(1))]).read_bytes()
    assert fetch("scb", tmp_path, address=server.address, pause=0).read_bytes() == server.content


@pytest.mark.parametrize("fault", ["404", "403", "no zip"])
def test_what_cannot_be_had_is_said_in_words(tmp_path: Path, server: Server, fault: str) -> None:
    server.faults = [fault]
    with pytest.raises(DataError) as error:
        fetch("bolagsverket", tmp_path, address=server.address, pause=0)
    assert "bolagsverket_bulkfil.zip" in str(error.value)
    assert len(server.asked) == 1, "asking again does not help"
    assert not (tmp_path / "bolagsverket_bulkfil.zip").exists()


def test_the_address_is_a_setting(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VBDASH_REGISTER_URL", server.address + "/mirror/")
    fetch("scb", tmp_path)
    assert server.asked == [("/mirror/scb/scb_bulkfil.zip", None)]
    monkeypatch.setenv("VBDASH_REGISTER_URL", f"file://{tmp_path}")
    with pytest.raises(DataError):
        fetch("scb", tmp_path)


def test_a_server_that_never_stops_is_left(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_MOST", 1000)
    with pytest.raises(DataError):
        fetch("scb", tmp_path, address=server.address, pause=0)


def test_a_file_fetched_today_is_used_again(tmp_path: Path, server: Server) -> None:
    first = fetch("scb", tmp_path / "in", address=server.address)
    assert fetch("scb", tmp_path / "in", address=server.address) == first
    assert len(server.asked) == 1
    assert first.parent.stat().st_mode & 0o077 == 0, "nobody else may read it"
