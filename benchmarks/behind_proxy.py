"""Two processes of the app behind nginx, as ``deploy/nginx.conf`` has it (Debian: nginx-light).

    python -m benchmarks.behind_proxy [--visitors 100] [--presses 8]

Visitors come from as many networks, so that both processes get some. Beside what they wait for, told
beside one process alone with as many: whether a file that is too large is refused, whether a visitor
who sends slowly is let go, and whether the others go on when one process is killed.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.serve import ROOT, memory, quantile, served
from benchmarks.visitors import Figures, Visitor

_PAGES = ("", "industry", "companies", "interventions", "municipality", "present", "data")


def configuration(ports: list[int], port: int, folder: Path) -> str:
    """Return ``deploy/nginx.conf`` for this machine: these ports, no certificate, its own folder."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for written, ours in zip(("8501", "8502"), ports, strict=True):
        text = text.replace(f"127.0.0.1:{written}", f"127.0.0.1:{ours}")
    text = re.sub(r"listen 443 ssl;\s*http2 on;", f"listen 127.0.0.1:{port};", text)
    text = re.sub(r"\n\s*(ssl_certificate|add_header Strict).*", "", text)
    text = text.replace("server_name industri.example.se;", "server_name 127.0.0.1;")
    places = " ".join(
        f"{name}_temp_path {folder};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes 1;\n"
        f"events {{ worker_connections 4096; }}\nhttp {{ access_log off; {places}\n{text}\n}}\n"
    )


@contextlib.contextmanager
def proxied(ports: list[int], port: int) -> Iterator[str]:
    """Start nginx before the processes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "conf").write_text(configuration(ports, port, folder), encoding="utf-8")
        proxy = subprocess.Popen(
            ["nginx", "-c", str(folder / "conf"), "-e", str(folder / "errors")]
        )
        try:
            for _ in range(100):
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/robots.txt", timeout=5)
                    break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            proxy.terminate()
            proxy.wait()


async def crowd(url: str, visitors: int, presses: int) -> Figures:
    """Let visitors come from as many networks and return what they waited for."""
    figures: Figures = defaultdict(list)
    stays = [
        Visitor(
            url, _PAGES[i % len(_PAGES)], figures, local=f"127.{1 + i // 200}.{i % 200}.1"
        ).stay(presses, 4)
        for i in range(visitors)
    ]
    for outcome in await asyncio.gather(*stays, return_exceptions=True):
        if isinstance(outcome, BaseException):
            figures["failed"].append(1)
    return figures


def told(name: str, got: Figures, pids: list[int]) -> None:
    """Print a line: what was waited for, and the memory of the processes."""
    figures = [
        quantile(got["load"], 0.95),
        quantile(got["rerun"], 0.5),
        quantile(got["rerun"], 0.95),
    ]
    used = "+".join(f"{memory(pid):.0f}" for pid in pids)
    print(f"{name:<24}" + "".join(f"{each:>10.0f}" for each in figures)
          + f"{len(got['failed']):>8}{len(got['exceptions']):>8}  {used} MB", flush=True)  # fmt: skip


def refusals(url: str) -> None:
    """Ask what must be refused: a body that is too large, and one that never ends."""
    try:
        urllib.request.urlopen(url, data=b"x" * 23_000_000, timeout=20)
        print("a body of 23 MB: TAKEN")
    except (urllib.error.HTTPError, ConnectionError, urllib.error.URLError) as error:
        print(f"a body of 23 MB: {getattr(error, 'code', error)}")
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as slow:
        began = time.monotonic()
        slow.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        slow.settimeout(40)
        with contextlib.suppress(OSError):
            while slow.recv(100):
                pass
        print(f"headers that never end: let go after {time.monotonic() - began:.0f} s")


async def survive(url: str, pids: list[int], visitors: int) -> None:
    """Kill one process under visitors; who has gone to the other goes on, and new ones are served."""
    begun = asyncio.ensure_future(crowd(url, visitors, 4))
    await asyncio.sleep(6)
    files = [len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in pids]
    os.kill(pids[0], signal.SIGKILL)
    during = await begun
    after = await crowd(url, visitors, 2)
    print(f"one of two (open files {files[0]} and {files[1]}) killed under {visitors} visitors: {len(during['failed'])} lost their connection; "
          f"of {visitors} who came then, {len(after['failed'])} were not served")  # fmt: skip


def main() -> None:
    """Measure one process alone, then two behind the proxy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=100)
    parser.add_argument("--presses", type=int, default=8)
    options = parser.parse_args()
    app = ROOT / "app.py"
    print(
        f"{options.visitors} visitors{'':<12}{'load p95':>10}{'median':>10}{'p95 ms':>10}{'failed':>8}{'faults':>8}"
    )
    with served(app) as (url, pid, _):
        asyncio.run(crowd(url, 1, 2))
        told("one process", asyncio.run(crowd(url, options.visitors, options.presses)), [pid])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    os.environ["VBDASH_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    with served(app) as (first, one, _), served(app) as (second, two, _):
        ports = [int(each.rpartition(":")[2]) for each in (first, second)]
        with proxied(ports, port) as url:
            asyncio.run(crowd(url, 2, 2))
            got = asyncio.run(crowd(url, options.visitors, options.presses))
            told("two behind nginx", got, [one, two])
            refusals(url)
            asyncio.run(survive(url, [one, two], 20))


if __name__ == "__main__":
    main()
