"""The app as visitors meet it: a real server on loopback and a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.browser.steps import LONGEST, listening

ROOT = Path(__file__).resolve().parents[2]
#: A page for the tests of the map, run by Streamlit.
collect_ignore = ["map_page.py"]
expect.set_options(timeout=LONGEST)
#: A software renderer, so that maps draw without a graphics card, and no calls home.
FLAGS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    # Only what draws with WebGL needs that renderer; the rest of a page is drawn in half the time
    # without it.
    "--disable-gpu-compositing",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_app(port: int = 0, **environment: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start the app as the README does, and wait until it answers."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    for _ in range(400):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
        except OSError:
            time.sleep(0.25)
        else:
            return server, url
    server.kill()
    raise RuntimeError("the app did not answer")


@pytest.fixture(scope="session")
def app_url() -> Iterator[str]:
    """Return the address of the running app."""
    server, url = start_app()
    yield url
    server.terminate()
    server.wait(timeout=20)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Return what starts browsers: there is one a process."""
    with sync_playwright() as started:
        yield started


def chromium_here() -> str:
    """Return where Chromium is; without it, skip with the reason, but fail in CI."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Return a browser that draws without a graphics card."""
    browser = playwright.chromium.launch(executable_path=chromium_here(), args=FLAGS)
    yield listening(browser)
    browser.close()


@pytest.fixture
def browser_page(chromium: Browser, app_url: str) -> Iterator[Page]:
    """Return an empty page at desktop size that refuses to end well if anything left the machine."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    outside: list[str] = []
    inside = (app_url, app_url.replace("http", "ws"), "data:", "blob:")
    page.on("request", lambda r: outside.append(r.url) if not r.url.startswith(inside) else None)
    yield page
    page.close()
    assert not outside, f"requests that left the machine: {outside[:5]}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a browser test once more: on two busy cores a press can come while the page moves."""
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.flaky(reruns=1))
