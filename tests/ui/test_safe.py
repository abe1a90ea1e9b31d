"""Text from outside is shown as it stands, wherever an exhibit shows it and in a notice."""

from __future__ import annotations

from typing import Any

import pytest
from markdown_it import MarkdownIt
from streamlit.testing.v1 import AppTest

from vbdash.charts.labels import clean
from vbdash.links import Notice
from vbdash.text import Text
from vbdash.ui.safe import link, quiet

#: One of every kind that Streamlit's Markdown reads.
PAYLOADS = [
    "[Logga in](https://evil.example/x)", "![](https://evil.example/x.png)", "<b>fet</b>",
    "<script>alert(1)</script>", "<https://evil.example>", "https://evil.example/x",
    "www.evil.example", ":red[fara]", ":red-background[x]", ":material/warning:", ":fire:",
    ":small[:blue[x]]", "$\\frac{1}{2}$", "$$x$$", "`kod`", "**fet** *x* __y__ ~~z~~", "# rubrik",
    "> citat", "- punkt", "1. punkt", "| a | b |\n|---|---|\n| c | d |", "a\n\n# b\n\n- c",
    "[x]: https://evil.example", "[^1]", "&lt;b&gt; &#91;x&#93;(y)", "\u202egnirts", "\\[x](y)",
    "->", "<-", "--", "[x] (y)", "{{x}}", "[](javascript:alert(1))", "```\nx\n```", "===", "---",
]  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_is_marked_up(payload: str) -> None:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    blocks = reader.parse(quiet(payload))
    assert [each.type for each in blocks] == ["paragraph_open", "inline", "paragraph_close"]
    parts = blocks[1].children or []
    assert {each.type for each in parts} <= {"text", "text_special"}
    shown = "".join(each.content for each in parts)
    assert shown.replace("\u2060", "") == clean(payload).strip()
    assert "www." not in shown
    assert "https://" not in shown


def test_only_addresses_of_the_web_become_links() -> None:
    assert link("a](x)", "javascript:alert(1)") == quiet("a](x)")
    assert link("a", "https://a.example/) [x](y") == "[a](https://a.example/%29%20%5Bx%5D%28y)"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_notice_quotes_words_only(payload: str) -> None:
    (notice,) = Notice.of("municipality", [payload])
    said = notice.sentence(Text("sv"))
    assert not set("[](){}<>`*_#|~:$&!^\\") & set(said)
    assert "www." not in said


def script(payload: str) -> None:
    import pandas as pd

    import vbdash
    from vbdash.exhibit import Column, Exhibit
    from vbdash.ui.show import show, show_table
    from vbdash.view import View

    view = View(vbdash.load(), vbdash.Selection())
    table = pd.DataFrame({"a": [payload], "b": [1.0]})
    exhibit = Exhibit(
        key="k", title=payload, subtitle=payload, sentence=payload, watermark=payload,
        origin=payload, table=table, columns=(Column("a", payload), Column("b", "b", 1)),
    )  # fmt: skip
    show(view, exhibit)
    show_table(view, exhibit.replace(key="l"))


@pytest.mark.parametrize("payload", PAYLOADS[:1] + PAYLOADS[7:8] + PAYLOADS[12:13])
def test_an_exhibit_says_it_as_it_stands(payload: str) -> None:
    app = AppTest.from_function(script, args=(payload,), default_timeout=60).run()
    assert not app.exception
    places: list[Any] = [app.header, app.caption, app.warning, app.markdown]
    for place in places:
        values = [str(each.value) for each in place]
        assert any(quiet(payload) in value for value in values)
        assert not [value for value in values if payload in value]
