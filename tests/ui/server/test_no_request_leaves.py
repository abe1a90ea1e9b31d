"""In a network where everything outside is a black hole, nothing asks for anything outside."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import threading
import time
from pathlib import Path

import websockets

from tests.ui.server.test_doors import FOREIGN, HOSTS
from tests.ui.server.test_start import served, shown
from vbdash.ui.server import static

#: Writes down every address outside this machine that is asked for, and lets it wait, as a
#: firewall does that drops what comes.
BLACK_HOLE = """
import ipaddress, os, socket, sys, time
asked = open(os.environ["ASKED"], "a", buffering=1)
def outside(host):
    host = host.decode() if isinstance(host, bytes) else host
    if host in (None, "", "localhost"): return False
    try: return not (ipaddress.ip_address(host).is_loopback or ipaddress.ip_address(host).is_unspecified)
    except ValueError: return True
def guarded(place, name, which):
    real = getattr(place, name)
    def instead(*args, **kwargs):
        where = args[which]
        host = where[0] if isinstance(where, tuple) else where
        if not (isinstance(where, str) and which) and outside(host):
            asked.write(f"{name} {where}\\n"); time.sleep(2); raise OSError("dropped")
        return real(*args, **kwargs)
    setattr(place, name, instead)
class Guarded(socket.socket): pass
for name in ("connect", "connect_ex"): guarded(Guarded, name, 1)
socket.socket = Guarded
for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"): guarded(socket, name, 0)
from streamlit.web.cli import main
sys.argv = ["streamlit", "run", "app.py", *sys.argv[1:]]
main()
"""
PATHS = [
    "/", "/industry", "/healthz", "/robots.txt", "/.well-known/security.txt", "/_stcore/host-config",
    "/_stcore/health", "/_stcore/agent/mcp", "/oauth2callback?code=x", "/auth/login", "//evil.example/x",
    "/media/x.png", "/component/http://evil.example", "/static/http://evil.example/a.js",
    "/?kommun=http://evil.example/", "/present?bild=" + "9" * 5000, "/static/a%00.js",
    "/shapes/0000000000000000.json", "/%2e%2e/%2e%2e/etc/passwd", "/\\\\evil.example\\x",
]  # fmt: skip


def asks(address: str, method: str, path: str, **headers: str) -> int:
    with contextlib.closing(http.client.HTTPConnection(address, timeout=120)) as line:
        line.putrequest(method, path, skip_host="host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            line.putheader(name, value)
        line.putheader("content-length", "0")
        line.endheaders()
        return line.getresponse().status


async def knocks(address: str, origin: str, host: str) -> None:
    headers = {"Host": host} if host else {}
    url = f"ws://{address}/_stcore/stream"
    with contextlib.suppress(OSError, websockets.WebSocketException, ValueError):
        async with websockets.connect(
            url,
            origin=origin,
            additional_headers=headers,
            subprotocols=["streamlit"],
            open_timeout=9,
        ):
            await asyncio.sleep(0)


def attack(address: str) -> set[int]:
    """Send whatever a stranger may send; returns the statuses of the answers."""
    found = set()
    for path in PATHS:
        for method in ("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"):
            found.add(asks(address, method, path))
        found.add(asks(address, "GET", path, origin="http://evil.example", accept="text/html"))
        found.add(asks(address, "GET", path, host="evil.example", referer="http://evil.example/"))
    for origin in FOREIGN:
        asyncio.run(knocks(address, origin, ""))
    for host in HOSTS:
        asyncio.run(knocks(address, f"http://{host}", host))
    return found


def test_no_request_leaves_and_nobody_waits(tmp_path: Path) -> None:
    asked, log = tmp_path / "asked.txt", tmp_path / "log.txt"
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    settings = {"ASKED": str(asked), "VBDASH_CONTACT": "it@example.se", "TMPDIR": str(temporary)}
    with served(BLACK_HOLE, log, **settings) as address:
        script = next((static._STATIC / "static" / "js").glob("index.*.js"))
        path = f"/static/js/{script.name}"
        assert asks(address, "GET", path, **{"accept-encoding": "gzip"}) == 200
        assert list(temporary.glob("vbdash-static-*"))
        waits: list[float] = []
        done = threading.Event()

        def watch() -> None:
            while not done.wait(0.02):
                begun = time.monotonic()
                asks(address, "GET", "/_stcore/health")
                waits.append(time.monotonic() - begun)

        watching = threading.Thread(target=watch)
        watching.start()
        found = attack(address)
        done.set()
        watching.join()
        # Each of them would stop everybody; a busy machine does so now and then.
        assert sum(wait > 1.5 for wait in waits) < len(FOREIGN), "everybody waited"
        assert 500 not in found
        for page in (
            "",
            "industry",
            "companies",
            "interventions",
            "municipality",
            "present",
            "data",
        ):
            asyncio.run(shown(address, page))
        assert asks(address, "GET", "/healthz") == 200
        assert asks(address, "GET", "/.well-known/security.txt") == 200
        assert asks(address, "GET", "/_stcore/metrics") == 404
    assert asked.read_text() == ""
    assert not list(temporary.glob("vbdash-static-*")), "left behind"
    told = log.read_text()
    assert "Traceback" not in told
