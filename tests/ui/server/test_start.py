"""The start: nothing found while warming up keeps the server from starting, and nothing stays behind."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from vbdash.data import faults
from vbdash.data.faults import DataError
from vbdash.ui.frame import shell
from vbdash.ui.server import app as server

ROOT = Path(__file__).resolve().parents[3]
APOLOGY = "Något gick fel hos oss"
#: Facts are worked out while the server starts, and shown on the first page.
BROKEN = """
import sys
from vbdash.indicators.facts import all as facts
def find_facts(*_): raise ZeroDivisionError("two editions")
facts.find_facts = find_facts
from streamlit.web.cli import main
sys.argv = ["streamlit", "run", "app.py", "--server.address", "127.0.0.1", *sys.argv[1:]]
main()
"""


@contextlib.contextmanager
def served(program: str, log: Path, **settings: str) -> Iterator[str]:
    """Serve the app by a program of one's own; yields the address when it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", program, "--server.port", str(port)]
    command += ["--server.headless", "true", "--server.fileWatcherType", "none"]
    with (
        log.open("wb") as told,
        subprocess.Popen(
            command, cwd=ROOT, stdout=told, stderr=told, env=os.environ | settings
        ) as process,
    ):
        try:
            for _ in range(600):
                assert process.poll() is None, log.read_text()
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2)
                    break
                time.sleep(0.05)
            yield f"127.0.0.1:{port}"
        finally:
            process.terminate()


async def shown(address: str, page: str) -> str:
    """Open a page as a browser does; return what is sent for it, as text."""
    url = f"ws://{address}/_stcore/stream"
    async with websockets.connect(url, subprotocols=["streamlit"], max_size=None) as visit:
        asked = BackMsg()
        asked.rerun_script.page_name = page
        await visit.send(asked.SerializeToString())
        sent = b""
        while True:
            raw = await asyncio.wait_for(visit.recv(), 60)
            sent += raw
            message = ForwardMsg()
            message.ParseFromString(raw)
            if message.WhichOneof("type") == "script_finished":
                return sent.decode("utf-8", "replace")


def test_all_that_the_server_says_is_json_where_that_is_asked_for(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    for given in ("Containerfile", "vbdash@.service"):
        settings = dict(re.findall(r"(\w+_LOG\w*)=(\w+)", (ROOT / "deploy" / given).read_text()))
        assert settings == {"VBDASH_LOG": "json", "STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true"}
    with served(BROKEN, log, **settings) as address:
        assert "Dataversion" in asyncio.run(shown(address, "data"))
    said = log.read_text().splitlines()
    assert said
    assert [line for line in said if not line.startswith('{"time": ')] == []


def test_a_fact_that_fails_costs_the_page_that_shows_it(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    with served(BROKEN, log) as address:
        overview, *others = (
            asyncio.run(shown(address, page)) for page in ("", "industry", "companies", "data")
        )
    assert APOLOGY in overview
    assert "two editions" not in overview  # nor a traceback
    for page in others:
        assert APOLOGY not in page
        assert "Dataversion" in page  # its foot
    told = log.read_text()
    assert "not made ready: facts" in told
    assert "ZeroDivisionError" in told


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (shell.session, "everybodys"), (shell.Choices, "of"), (shell, "geometry_of"),
        (shell.search, "entries"), (shell, "kept_facts"), (shell, "prepare"), (shell.own, "sample_rows"),
        (shell.spread, "curves"), (shell.spread, "patterns"), (shell.spread, "test_power"),
        (shell, "walk_packages"), (shell.importlib, "import_module"),
    ],
)  # fmt: skip
def test_any_step_may_fail(
    place: Any, name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise KeyError("nothing by that name")

    fails.__name__ = name
    monkeypatch.setattr(place, name, fails)
    # What a server sets for its whole process is left as the other tests have it.
    monkeypatch.setattr(server.gc, "freeze", lambda: None)
    monkeypatch.setattr(server.pd, "set_option", lambda *_: None)
    monkeypatch.setattr(server.pyarrow, "set_memory_pool", lambda _: None)
    monkeypatch.setattr(server, "PagesManager", SimpleNamespace())
    for name in ("name_hosts", "raise_limit", "sweep"):
        monkeypatch.setattr(server, name, lambda: None)
    asyncio.run(lived())
    assert "not made ready" in caplog.text
    assert "KeyError" in caplog.text


@pytest.mark.parametrize("name", ["name_hosts", "raise_limit", "sweep", "thread"])
def test_what_the_system_forbids_costs_no_start(
    name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def forbidden(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    for each in ("name_hosts", "raise_limit", "sweep"):
        monkeypatch.setattr(server, each, forbidden if each == name else lambda: None)
    if name == "thread":
        monkeypatch.setattr(server.threading.Thread, "start", forbidden)
    monkeypatch.setattr(server, "to_thread", SimpleNamespace(run_sync=_nothing))
    monkeypatch.setattr(server.gc, "freeze", lambda: None)
    monkeypatch.setattr(server.pd, "set_option", lambda *_: None)
    monkeypatch.setattr(server.pyarrow, "set_memory_pool", lambda _: None)
    monkeypatch.setattr(server, "PagesManager", SimpleNamespace())
    asyncio.run(opened())
    assert "not done at the start" in caplog.text


async def _nothing(*_: object) -> None:
    pass


async def opened() -> None:
    """Start and stop the server around nothing."""
    async with server.lifespan(None):
        pass


def test_data_with_faults_are_told_in_the_log_and_the_server_starts(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused() -> None:
        raise DataError([faults.fault("regions.csv", faults.FILE_THERE)])

    monkeypatch.setattr(shell.session, "everybodys", refused)
    shell.warm()
    shell.warm_choices()
    assert "regions.csv" in caplog.text
    assert "Traceback" not in caplog.text


async def lived() -> None:
    """Start and stop the server around nothing, with all that is done beside the first visitors."""
    async with server.lifespan(None):
        server._make_ready("warm_choices")


def test_a_start_loads_nothing_heavy_and_starts_no_process() -> None:
    program = (
        "import subprocess, os, sys; subprocess.Popen = os.fork = None;"
        "from vbdash.ui.frame import shell; shell.warm(); shell.warm_choices();"
        "heavy = 'sklearn mapclassify inequality esda libpysal networkx pandera frictionless"
        " matplotlib scipy.stats'.split();"
        "sys.exit(str([name for name in heavy if name in sys.modules] or '') or None)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "not made ready" not in done.stderr
