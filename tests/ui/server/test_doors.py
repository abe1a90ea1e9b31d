"""Only the app's own pages, at the app's own address, reach Streamlit."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from vbdash.address import public_urls
from vbdash.ui.server import app as server
from vbdash.ui.server import descriptors

STREAM = "/_stcore/stream"
#: Pages that are not ours, and what is no page at all.
FOREIGN = [
    "http://evil.example", "https://evil.example:8501", "null", "", "file://", "http://",
    "http://localhost.evil.example:8501", "http://localhost:8501.evil.example",
    "http://localhost:8501@evil.example", "http://evil.example#localhost:8501", "http://[::1",
    "chrome-extension://abc", "http://localhost:3000", "http://localhost:8501/", "http://2130706433",
]  # fmt: skip
HOSTS = ["evil.example", "localhost.evil.example", "localhost@evil.example", "a b", "[::1", ""]


async def reached(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(websocket.headers["host"])
    await websocket.close()


async def said(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.headers["host"])


@pytest.fixture
def client() -> TestClient:
    routes = [WebSocketRoute(STREAM, reached), Route("/{path:path}", said, methods=["GET", "PUT"])]
    return TestClient(
        Starlette(routes=routes, middleware=server.MIDDLEWARE), base_url="http://localhost:8501"
    )


def opened(client: TestClient, **headers: str) -> str:
    with client.websocket_connect(STREAM, headers=headers) as stream:
        return stream.receive_text()


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_foreign_page_reaches_nothing(client: TestClient, origin: str) -> None:
    with pytest.raises(WebSocketDisconnect):
        opened(client, origin=origin, host="localhost:8501")
    assert client.get("/", headers={"origin": origin}).status_code == 403
    assert client.put("/_stcore/upload_file/a/b", headers={"origin": origin}).status_code == 403
    assert client.get("/_stcore/health", headers={"origin": origin}).status_code == 403


@pytest.mark.parametrize("host", HOSTS)
def test_a_foreign_name_of_the_server_is_told_so(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "VBDASH_PUBLIC_URL" in answer.text
    assert answer.headers["content-security-policy"]
    with pytest.raises(WebSocketDisconnect):
        opened(client, host=host)
    with pytest.raises(WebSocketDisconnect):  # rebinding: the page and the host agree
        opened(client, host=host, origin=f"http://{host}")


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "localhost"])
def test_this_machine_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).text == host
    assert opened(client, host=host) == host
    assert opened(client, host=host, origin=f"http://{host}") == host


def test_the_address_that_is_set_is_answered(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VBDASH_PUBLIC_URL", "https://industri.example/app/ http://10.0.0.7:8501")
    for host in ("industri.example", "10.0.0.7:8501", "localhost:8501"):
        assert client.get("/", headers={"host": host}).status_code == 200
    own = "https://industri.example"
    assert opened(client, host="industri.example", origin=own) == "industri.example"
    # A proxy that does not pass the host on: Streamlit gets the page's own, and asks nobody.
    assert opened(client, host="127.0.0.1:8501", origin=own) == "industri.example"
    with pytest.raises(WebSocketDisconnect):
        opened(client, host="127.0.0.1:8501", origin="https://evil.example")


def test_whoever_watches_the_process_need_not_know_its_name(client: TestClient) -> None:
    assert client.get("/_stcore/health", headers={"host": "10.1.2.3:8501"}).status_code == 200


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/app/_stcore/metrics"])
def test_measurements_are_nobodys(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_what_is_no_link_of_anybodys_is_refused(client: TestClient) -> None:
    assert client.get("/?kommun=" + "a" * 20_000).status_code == 414
    assert client.get("/" + "a" * 20_000).status_code == 414


def test_a_full_house_is_said(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vbdash.ui.server.doors.has_room", lambda: False)
    with pytest.raises(WebSocketDisconnect) as refused:
        opened(client)
    assert refused.value.code == 1013
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("setting", "urls"),
    [
        ("", ()),
        ("https://a.example/", ("https://a.example",)),
        ("https://a.example/väg javascript:1 http://b.example:81/x", ("http://b.example:81/x",)),
        ("https://u:p@a.example a.example https://a.example?x https://a.example;x", ()),
    ],
)
def test_an_address_that_is_none_is_left_aside(
    setting: str, urls: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VBDASH_PUBLIC_URL", setting)
    found = public_urls()
    assert [each for each in found if each.isascii()] == list(urls)


def test_as_many_files_as_the_system_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1024, 4096))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))
    descriptors.raise_limit()
    assert asked == [(4096, 4096)]
    assert descriptors._most(1024) < 251  # where the 252nd visitor failed
