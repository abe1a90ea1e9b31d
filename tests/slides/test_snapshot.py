"""A deck saved as a file comes back; a file that is no deck is refused as a whole."""

from __future__ import annotations

import json

import pytest

from vbdash.reports.pictures import picture_svg
from vbdash.slides import Deck
from vbdash.slides.snapshot import DeckFileError, opened, own_key, saved
from vbdash.view import View


def _own(deck: Deck) -> dict[str, object]:
    made = {}
    for each in deck.slides:
        if each.figure is not None or each.map is not None:
            key = own_key(each.title, each.subtitle, each.link)
            made[key] = each.replace(key=key)
    return made


def test_what_is_saved_is_opened_again(deck: Deck, view: View) -> None:
    own = _own(deck)
    assert len(own) == len({s.title for s in own.values()})
    keys = ["cover", *own]
    content = saved(keys, own, {"kommun": ["Umeå"]})
    assert content == saved(keys, own, {"kommun": ["Umeå"]})
    back, slides, query = opened(content, view.dataset)
    assert list(back) == keys
    assert query == {"kommun": ["Umeå"]}
    for key, slide in slides.items():
        assert slide.title == own[key].title
        assert slide.sources == own[key].sources
        names = [column.name for column in slide.columns]
        assert slide.table.shape == (len(own[key].table), len(dict.fromkeys(names)))
        assert picture_svg(slide, view.tx) == picture_svg(own[key], view.tx)


def _changed(content: bytes, change: object) -> bytes:
    data = json.loads(content)
    change(data)
    return json.dumps(data).encode()


def _figure(data: dict) -> dict:
    return next(each["figure"] for each in data["added"] if each["figure"])


CHANGES = {
    "other form": lambda d: d.update(form="x"),
    "newer": lambda d: d.update(version=99),
    "no slides": lambda d: d.pop("slides"),
    "slides not text": lambda d: d.update(slides=[1]),
    "a link in a figure": lambda d: _figure(d)["layout"]["annotations"].append(
        {"text": "<a href='javascript:alert(1)'>x</a>"}
    ),
    "a script in a trace": lambda d: _figure(d)["data"][0].update(hovertemplate="<script>"),
    "a picture from elsewhere": lambda d: _figure(d)["layout"].update(
        images=[{"source": "http://x"}]
    ),
    "another trace": lambda d: _figure(d)["data"][0].update(type="choropleth"),
    "a key of ours": lambda d: d["added"][0].update(key="trend"),
    "rows too short": lambda d: d["added"][0].update(table=[[1]]),
    "a long title": lambda d: d["added"][0].update(title="x" * 10000),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_file_is_refused(name: str, deck: Deck, view: View) -> None:
    own = _own(deck)
    content = _changed(saved(list(own), own, {}), CHANGES[name])
    with pytest.raises(DeckFileError):
        opened(content, view.dataset)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b"null", b"[" * 100_000, b"{}"])
def test_what_is_no_deck_is_refused(content: bytes, view: View) -> None:
    with pytest.raises(DeckFileError):
        opened(content, view.dataset)


def test_a_file_too_large_is_refused(view: View) -> None:
    with pytest.raises(DeckFileError):
        opened(b" " * 5_000_000, view.dataset)
