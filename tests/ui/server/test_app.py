"""What the server adds: language of the page, compression, headers. Starlette's own test client."""

from __future__ import annotations

import gzip

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from vbdash.ui.server import app as server

PAGE = '<!doctype html><!-- licence --><html lang="en"><head><title>Streamlit</title></head></html>'


def application() -> Starlette:
    async def page(_: object) -> HTMLResponse:
        return HTMLResponse(PAGE)

    async def text(_: object) -> PlainTextResponse:
        return PlainTextResponse('<html lang="en"')

    routes = [Route("/text", text), Route("/{path:path}", page)]
    return Starlette(routes=routes, middleware=server.MIDDLEWARE)


@pytest.fixture
def client() -> TestClient:
    return TestClient(application(), headers={"accept": "text/html"})


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
    answer = client.get(f"/industry{query}")
    assert f'<html lang="{lang}"' in answer.text
    assert "<title>Industrilandskap Västerbotten</title>" in answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_other_answers_pass_unchanged(client: TestClient) -> None:
    assert client.get("/text?lang=sv").text == '<html lang="en"'


def test_security_headers(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VBDASH_FRAME_ANCESTORS", "https://kommun.example; script-src *")
    headers = client.get("/").headers
    policy = headers["content-security-policy"]
    assert "frame-ancestors https://kommun.example  script-src *" in policy
    assert policy.count(";") == server.policy().count(";") == 9
    assert headers["x-content-type-options"] == "nosniff"
    assert "http:" not in policy.replace("https://kommun.example", "")


def test_static_files_are_compressed(client: TestClient) -> None:
    file = next((server._STATIC / "static" / "js").glob("index.*.js"))
    path = f"/static/js/{file.name}"
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.content == file.read_bytes()
    assert int(answer.headers["content-length"]) < file.stat().st_size / 2
    assert gzip.decompress(server._compressed(file).read_bytes()) == file.read_bytes()
    plain = client.get(path, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers


@pytest.mark.parametrize(
    "path", ["/static/../__init__.py", "/static/js/../../index.html", "/static/x.js", "/js"]
)
def test_only_files_of_streamlits_own_are_served(path: str) -> None:
    assert server._static_file(path) is None
