"""The browser's tab says what the view shows, on every page and in both languages."""

from __future__ import annotations

from typing import Any

import pytest

import vbdash
from vbdash.parameters import PAGES
from vbdash.selection import Choices, Selection
from vbdash.text import Text
from vbdash.ui import session
from vbdash.ui.frame import title
from vbdash.view import View

Titled = Any


@pytest.fixture
def titled(dataset: vbdash.Dataset, monkeypatch: pytest.MonkeyPatch) -> Titled:
    """Return a function that names a view: its page, its link, its language."""

    def named(page: str = "P", lang: str = "sv", **link: str | list[str]) -> str:
        query = {k: v if isinstance(v, list) else [v] for k, v in link.items()}
        choices = Choices.of(dataset)
        selection, _ = Selection.parse({**query, "lang": [lang]}, choices)
        shown = View(dataset, selection, own=tuple((k, v[-1]) for k, v in query.items()))
        monkeypatch.setattr(title.session, "current_view", lambda _page: shown)
        monkeypatch.setattr(title.session, "dataset", lambda: dataset)
        return title.window_title(page, "App", Text(lang))

    return named


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("page", [name for name, _ in PAGES.values()])
def test_every_page_names_what_it_shows(titled: Titled, page: str, lang: str) -> None:
    page = Text(lang)(page)
    assert titled(page, lang) == f"{page} – App"
    assert titled(page, lang, kommun="2418") == f"Malå – {page} – App"
    assert titled(page, lang, kommun="2418", ar="2021").startswith("Malå, 2021 – ")
    narrow = {"sv": "gruvor och tillverkning (B+C)", "en": "mining and manufacturing (B+C)"}[lang]
    assert titled(page, lang, kommun="2418", definition="B+C") == f"Malå, {narrow} – {page} – App"
    assert titled(page, lang, definition="B+C").startswith(narrow[0].upper() + narrow[1:])


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ({"kommun": ["2418", "2417"]}, "Norsjö och Malå – "),
        ({"kommun": ["2418", "2417", "2480", "2463"]}, "4 kommuner – "),
        ({"kommun": ["2401", "2409", "2480", "2482"]}, "Kusten – "),
        ({"kommun": ["2418", "2417"], "namn": "Våra två"}, "Våra två – "),
        ({"foretag": "brokk"}, "Brokk AB – "),
        ({"matt": "unemployment_rate"}, "Arbetslöshet – "),
        ({"kalla": "scb-tab6681"}, "TAB6681: "),
        ({"kalla": "<script>", "foretag": "nobody", "matt": "x"}, "P – App"),
    ],
)
def test_what_is_opened_is_named(titled: Titled, link: dict[str, Any], expected: str) -> None:
    assert titled(**link).startswith(expected)


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>", "a\nb\0c", "\u202egnp.exe", "x" * 500]
)
def test_a_hostile_name_stays_a_short_text(titled: Titled, name: str) -> None:
    said = titled(kommun="2418", namn=name)
    assert said.endswith(" – P – App") and len(said) <= 75
    assert not any(sign in said for sign in "\n\0\u202e")


def test_a_long_name_of_a_source_is_cut(titled: Titled, dataset: vbdash.Dataset) -> None:
    longest = max(dataset.sources["title"], key=len)
    key = str(dataset.sources.index[dataset.sources["title"] == longest][0])
    assert len(titled(kalla=key)) <= 75 and " …" in titled(kalla=key)


class Params(dict[str, str]):
    """What a visitor's address says, as Streamlit gives it."""

    def get_all(self, name: str) -> list[str]:
        return [self[name]] if name in self else []


@pytest.mark.parametrize("measure", ["gva", "unemployment_rate"])
def test_a_measure_that_is_opened_stays_in_the_link(
    dataset: vbdash.Dataset, monkeypatch: pytest.MonkeyPatch, measure: str
) -> None:
    # Value added is what the selection holds by default; the page of data opens with another.
    monkeypatch.setattr("vbdash.ui.session.st.query_params", Params(matt=measure))
    selection, _ = Selection.parse({"matt": [measure]}, Choices.of(dataset))
    assert f"matt={measure}" in View(dataset, selection, own=session._own()).link
    monkeypatch.setattr("vbdash.ui.session.st.query_params", Params())
    assert "matt" not in View(dataset, Selection(), own=session._own()).link
