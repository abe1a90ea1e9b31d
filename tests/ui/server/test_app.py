"""What the server adds: language of the page, compression, headers. Starlette's own test client."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from vbdash.ui.server import answers, headers, static
from vbdash.ui.server import app as server

NAMES = {"sv": "Industrilandskap Västerbotten", "en": "Industrial landscape Västerbotten"}
PAGE = '<!doctype html><!-- licence --><html lang="en"><head><title>Streamlit</title></head></html>'


def application() -> Starlette:
    async def page(_: object) -> HTMLResponse:
        return HTMLResponse(PAGE)

    async def text(_: object) -> PlainTextResponse:
        return PlainTextResponse('<html lang="en"')

    routes = [Route("/text", text), Route("/{path:path}", page)]
    return Starlette(routes=routes, middleware=server.MIDDLEWARE)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(answers, "_PATIENCE", 60)  # the first one in the process reads the data
    return TestClient(
        application(), base_url="http://localhost:8501", headers={"accept": "text/html"}
    )


@pytest.mark.parametrize(
    ("query", "lang"),
    [
        ("", "sv"),
        ("?lang=en", "en"),
        ("?lang=sv", "sv"),
        ("?lang=xx", "sv"),
        ("?lang=en&lang=sv", "sv"),
    ],
)
def test_page_language(client: TestClient, query: str, lang: str) -> None:
    answer = client.get(f"/industry{query}", headers={"accept-encoding": "identity"})
    assert f'<html lang="{lang}"' in answer.text
    assert f"{NAMES[lang]}</title>" in answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_other_answers_pass_unchanged(client: TestClient) -> None:
    assert client.get("/text?lang=sv").text == '<html lang="en"'


def test_security_headers(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VBDASH_FRAME_ANCESTORS", "https://kommun.example; script-src *")
    sent = client.get("/").headers
    policy = sent["content-security-policy"]
    assert "frame-ancestors https://kommun.example  script-src *" in policy
    assert policy.count(";") == headers.policy().count(";") == 10
    assert sent["x-content-type-options"] == "nosniff"
    assert sent["cross-origin-opener-policy"] == "same-origin"
    assert "form-action 'self'" in policy
    assert "connect-src 'self' data: blob:;" in policy
    assert "http:" not in policy.replace("https://kommun.example", "")


def test_static_files_are_compressed(client: TestClient) -> None:
    file = next((static._STATIC / "static" / "js").glob("index.*.js"))
    path = f"/static/js/{file.name}"
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.content == file.read_bytes()
    assert int(answer.headers["content-length"]) < file.stat().st_size / 2
    assert gzip.decompress(static._compressed(file).read_bytes()) == file.read_bytes()
    plain = client.get(path, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/../__init__.py", "/static/js/../../index.html", "/static/x.js", "/js",
        "/static/a\0.js", f"/static/{'a' * 5000}.js",
    ],
)  # fmt: skip
def test_only_files_of_streamlits_own_are_served(path: str) -> None:
    assert static._static_file(path) is None


@pytest.mark.parametrize("path", ["/static/a%00.js", "/industry%0a", "/%7f"])
def test_control_signs_are_refused_with_all_headers(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 400
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/industry", "/industry/", "/present?bild=1", "/index.html"])
def test_pages_are_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/nothing", "/wp-login.php", "/industry/x", "/.env", "/överallt"])
def test_an_address_that_is_no_page_says_so(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Det finns ingen sida" in answer.text
    assert answer.headers["content-security-policy"]
    missing = client.head(path)
    assert (missing.status_code, missing.content) == (404, b"")


def test_what_killed_processes_left_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left, living = (
        tmp_path / f"vbdash-static-{gone.pid}-a",
        tmp_path / f"vbdash-static-{os.getpid()}-b",
    )
    for folder in (left, living, tmp_path / "other"):
        folder.mkdir()
    monkeypatch.setattr(static.tempfile, "gettempdir", lambda: str(tmp_path))
    static.sweep()
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([living.name, "other"])
