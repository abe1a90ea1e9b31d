"""What the benchmarks share: an empty app to compare with, and starting an app on loopback."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EMPTY = 'import streamlit as st\nst.title("x")\ny = st.slider("y", 0, 60)\nst.metric("m", y)\n'


@contextlib.contextmanager
def empty_app() -> Iterator[Path]:
    """Write the smallest Streamlit app that has a widget."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "empty.py"
        file.write_text(EMPTY)
        yield file


@contextlib.contextmanager
def served(app: Path) -> Iterator[tuple[str, int, float]]:
    """Start an app; yields its address, process id and seconds until it answered."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
    command += ["--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
    began = time.perf_counter()
    quiet = subprocess.DEVNULL
    folder = ROOT if app.is_relative_to(ROOT) else app.parent
    server = subprocess.Popen(command, cwd=folder, env=os.environ, stdout=quiet, stderr=quiet)
    try:
        url = f"http://127.0.0.1:{port}"
        while True:
            if server.poll() is not None:
                raise RuntimeError(f"{app} ended at once")
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.02)
        yield url, server.pid, time.perf_counter() - began
    finally:
        server.terminate()
        server.wait()


def memory(pid: int) -> float:
    """Return a process's resident memory in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1000


def quantile(values: list[float], share: float) -> float:
    """Return a quantile of a sample; NaN where it is empty."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")
