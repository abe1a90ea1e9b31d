"""The answer in the page itself: read without a script, in both languages, whatever the link says."""

from __future__ import annotations

import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from vbdash import Dataset
from vbdash.exhibits.front import Figure, Front, front
from vbdash.parameters import PAGES
from vbdash.taken import arrived
from vbdash.text import Text
from vbdash.ui import cached
from vbdash.ui.server import answers, page, previews, reached, static
from vbdash.ui.server import app as server
from vbdash.ui.server.first import first
from vbdash.view import View

FRAME = (Path(streamlit.__file__).parent / "static/index.html").read_text(encoding="utf-8")
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"


class Read(HTMLParser):
    """What a reader without scripts finds: texts by element, links, metadata, scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {}
        self.links: list[str] = []
        self.meta: dict[str, str] = {}
        self.scripts: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self._open: list[str] = []
        self._inert = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes += given
        if tag == "template":
            self._inert += 1
        if tag == "a" and not self._inert:
            self.links.append(given.get("href", ""))
        if tag == "meta":
            self.meta[given.get("name") or given.get("property") or ""] = given.get("content", "")
        if tag in ("script", "link") and not self._inert:
            self.scripts.append(given.get("src") or given.get("rel", ""))
        if tag not in ("meta", "link", "img", "br", "input"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._inert -= 1
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in ("style", "script"):
            self.texts.setdefault(self._open[-1], []).append(data)

    @property
    def said(self) -> str:
        return " ".join(text for texts in self.texts.values() for text in texts)


@pytest.fixture
def client(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    async def frame(_: object) -> HTMLResponse:
        return HTMLResponse(FRAME, headers={"etag": '"x"', "last-modified": "yesterday"})

    monkeypatch.setattr("vbdash.ui.session.everybodys", lambda: dataset)
    monkeypatch.setattr(answers, "_PATIENCE", 60)
    made = Starlette(routes=[Route("/{path:path}", frame)], middleware=server.MIDDLEWARE)
    return TestClient(made, base_url="http://localhost:8501", headers={"accept": "text/html"})


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_read_without_a_script(
    client: TestClient, dataset: Dataset, name: str, lang: str
) -> None:
    got = client.get(f"/{name}?lang={lang}")
    found = Read(got.text)
    view, part = arrived(dataset, {"lang": [lang]}, name)
    expected = front(view, name, part)
    assert f'<html lang="{lang}"' in got.text
    assert found.texts["h1"] == [expected.title]
    assert expected.sentence.rstrip(".") in found.said
    for each in expected.figures:
        assert {each.value, each.label} <= {*found.texts["b"], *found.texts["span"]}
        assert each.beside in ("", *found.texts.get("em", ()))
    if expected.picture is not None:
        assert expected.picture.title in found.texts["h2"]
        assert "svg" in found.tags
    assert expected.sentence[:100] in found.meta["description"]
    assert found.meta["og:title"] == expected.title
    tx = Text(lang)
    for title, _ in PAGES.values():
        assert tx(title) in found.said
    made = answers.answer(name, f"lang={lang}".encode())
    assert made is not None
    assert len(made.head + made.body) < 40_000


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_municipality_begins_with_its_name_and_figures(
    client: TestClient, dataset: Dataset, lang: str
) -> None:
    for code in dataset.municipality_codes:
        name = dataset.name(code)
        found = Read(client.get(f"/municipality?kommun={quote(name)}&lang={lang}").text)
        view, part = arrived(dataset, {"kommun": [name], "lang": [lang]}, "municipality")
        expected = front(view, "municipality", part)
        assert found.texts["h1"] == [dataset.name(code, lang)]
        assert [each.value for each in expected.figures] == found.texts["b"]
        assert found.texts["title"][0].startswith(dataset.name(code, lang))


def test_every_link_of_the_answer_leads_to_a_page(client: TestClient) -> None:
    for name in PAGES:
        for link in Read(client.get(f"/{name}").text).links:
            to = urlsplit(link)
            assert to.scheme == ""
            assert to.path.strip("/") in PAGES
            assert client.get(link).status_code == 200


def test_nothing_of_the_app_is_loaded_before_the_answer(client: TestClient) -> None:
    text = client.get("/").text
    found = Read(text)
    assert [each for each in found.scripts if "static" in each or each == "modulepreload"] == []
    assert "stylesheet" not in found.scripts
    kept = text.partition("<template")[2].partition("</template>")[0]
    assert kept.count("modulepreload") == FRAME.count('rel="modulepreload"') > 10
    assert kept.count('type="module"') == 1
    assert text.index('id="first"') < text.index("<template") < text.index('<div id="root">')
    assert "You need to enable JavaScript" not in text
    assert "_stcore/agent/interact" not in text


@pytest.mark.parametrize(
    "query",
    ["kommun={}", "namn={}", "lang={}", "del={}", "omrade={}", "ar={}", "foretag={}", "{}={}", "kommun=Mal%C3%A5&namn={}"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["", "municipality", "industry"])
def test_nothing_of_a_hostile_link_is_written(client: TestClient, name: str, query: str) -> None:
    plain = client.get(f"/{name}" + ("?kommun=Mal%C3%A5" if "Mal" in query else "")).text
    assert client.get(f"/{name}?" + query.replace("{}", quote(HOSTILE))).text == plain


def test_every_text_is_escaped(dataset: Dataset) -> None:
    from vbdash.selection import Selection

    view = View(dataset, Selection(), base="https://exempel.se")
    figure = Figure(HOSTILE, HOSTILE, HOSTILE, "industry", HOSTILE, (("del", HOSTILE),))
    begun = Front(HOSTILE, HOSTILE, (figure,), front(view, "").picture, (HOSTILE,))
    made = first(view, begun, title=HOSTILE, base="", picture=f"/og/{quote(HOSTILE)}.png")
    found = Read((made.head + made.body).decode())
    assert not {"script", "img"} & set(found.tags)
    assert not [each for each in found.attributes if each.startswith("on")]
    assert found.texts["h1"] == found.texts["title"] == [HOSTILE]
    assert found.meta["og:description"].startswith(HOSTILE)


def test_what_is_written_freely_makes_no_further_answer(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/")
    made: list[str] = []
    monkeypatch.setattr(answers, "_made", lambda *_: made.append("made"))
    for number in range(50):
        for query in (
            f"namn=N{number}",
            f"utm_source={number}",
            f"kommun=K{number}",
            f"x{number}=1",
        ):
            assert client.get(f"/?{query}").status_code == 200
    assert made == []


def test_answers_are_bounded_in_number_and_size(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def make(number: int) -> int:
        calls.append(number)
        return number

    for number in range(400):
        cached.written(f"number {number}", lambda number=number: make(number))
    for number in range(400):
        cached.written(f"number {number}", lambda number=number: make(number))
    assert len(calls) == 800, "the oldest are gone"
    monkeypatch.setattr("vbdash.ui.session.everybodys", lambda: dataset)
    monkeypatch.setattr(answers, "_LARGEST", 1000)
    found = answers.answer("municipality", b"kommun=Mal%C3%A5&definition=A-F")
    assert found is not None
    assert (found.head != b"", found.body) == (True, b"")


@pytest.mark.parametrize("fault", [RuntimeError, ValueError, MemoryError])
def test_an_answer_that_cannot_be_made_costs_nobody_the_page(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def broken(*_: object) -> Front:
        raise fault("nothing")

    monkeypatch.setattr(answers, "front", broken)
    got = client.get("/industry?del=lan&definition=C&ar=2011")  # which no other test opens
    assert got.status_code == 200
    assert f"<title>{page.TITLE}</title>" in got.text
    assert 'id="first"' not in got.text
    assert '<script type="module"' in got.text.partition("<body>")[0]


def test_a_page_does_not_wait_long_for_its_answer(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "_PATIENCE", 0.05)
    monkeypatch.setattr(answers, "answer", lambda *_: time.sleep(1))
    began = time.monotonic()
    got = client.get("/")
    assert time.monotonic() - began < 0.9
    assert got.status_code == 200
    assert 'id="first"' not in got.text


def test_the_page_is_sent_compressed_and_fresh(client: TestClient) -> None:
    got = client.get("/", headers={"accept-encoding": "gzip", "if-none-match": '"x"'})
    assert got.headers["content-encoding"] == "gzip"
    assert got.headers["vary"] == "Accept-Encoding"
    assert int(got.headers["content-length"]) < 20_000
    assert not {"etag", "last-modified"} & set(got.headers)
    machine = client.get("/", headers={"accept": "*/*", "accept-encoding": "gzip"})
    assert "og:image" in machine.text
    seen = client.head("/")
    assert (seen.status_code, seen.content) == (200, b"")


def test_a_slide_show_begins_with_its_slides(client: TestClient) -> None:
    shown = client.get("/present?bild=1").text
    assert 'id="first"' not in shown
    assert "og:title" in shown
    framed = client.get("/industry?embed=true").text
    assert 'id="first"' in framed
    assert "<nav" not in framed


def test_previews_show_the_map_with_the_answer(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VBDASH_PUBLIC_URL", "https://industri.example")
    found = Read(client.get("/municipality?kommun=Mal%C3%A5").text)
    picture = urlsplit(found.meta["og:image"])
    assert (picture.scheme, picture.netloc) == ("https", "industri.example")
    assert parse_qs(picture.query) == {"kommun": ["Malå"]}
    assert found.meta["og:url"] == "https://industri.example/municipality?kommun=Mal%C3%A5"
    got = client.get(f"{picture.path}?{picture.query}")
    assert got.headers["content-type"] == "image/png"
    assert got.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert (got.content[16:20], got.content[20:24]) == (b"\0\0\x04\xb0", b"\0\0\x02\x76")
    monkeypatch.setattr(previews, "_made", lambda *_: pytest.fail("it is kept"))
    assert client.get(f"{picture.path}?{picture.query}&namn=x&utm_source=y").content == got.content
    assert client.get("/og/nothing.png").status_code == 404


def test_a_chart_waits_until_it_is_reached() -> None:
    (file,) = (static._STATIC / "static/js").glob("PlotlyChart.*.js")
    before = reached.gate(file, b"")
    assert before is not None
    text = before.decode()
    assert f"./{file.name}?now" in text
    assert "export default found.default;" in text
    assert "export const PlotlyChart = found.PlotlyChart;" in text
    assert reached.gate(file, b"now") is None
    other = next((static._STATIC / "static/js").glob("index.*.js"))
    assert reached.gate(other, b"") is None


def test_the_library_itself_is_sent_where_a_chart_is_reached(client: TestClient) -> None:
    (file,) = (static._STATIC / "static/js").glob("PlotlyChart.*.js")
    small = client.get(f"/static/js/{file.name}")
    whole = client.get(f"/static/js/{file.name}?now", headers={"accept-encoding": "gzip"})
    assert len(small.content) < 3000
    assert whole.content == file.read_bytes()
