"""Links that were damaged on the way open the view that was sent, and say what was left out."""

from __future__ import annotations

from tests.app.conftest import Open, said
from vbdash.parameters import PAGES
from vbdash.text import Text


def test_a_link_that_a_mail_has_escaped(open_page: Open) -> None:
    sent = {"kommun": "2482", "definition": "C", "lang": "en"}
    whole = open_page("industry", **sent)
    escaped = open_page("industry", **{"kommun": "2482", "amp;definition": "C", "amp;lang": "en"})
    assert not escaped.exception
    assert said(escaped) == said(whole)
    assert "(C)" in said(escaped)


def test_a_list_with_commas(open_page: Open) -> None:
    app = open_page("municipality", kommun="2480,2482", lang="en")
    assert not app.exception
    assert said(app) == said(open_page("municipality", kommun=["2480", "2482"], lang="en"))


def test_the_address_is_put_in_order_and_a_hostile_value_is_quoted(open_page: Open) -> None:
    query = {"kommun": "2480,2482,[Logga in](https://evil.example)", "amp;definition": "C"}
    app = open_page("overview", **query)
    assert not app.exception
    assert app.query_params["kommun"] == ["Umeå", "Skellefteå"]
    assert app.query_params["definition"] in ("C", ["C"])
    assert set(app.query_params) == {"kommun", "definition"}
    (toast,) = app.toast
    assert "Logga in https evil.example" in toast.value
    assert "](" not in toast.value and "://" not in toast.value


def test_a_link_to_a_part_has_no_tip_about_its_whole_page(open_page: Open) -> None:
    for lang in ("sv", "en"):
        purposes = {Text(lang)(purpose) for _, purpose in PAGES.values()}
        links = [each.proto for each in open_page(lang=lang).get("page_link")]
        to_parts = [each for each in links if each.query_string]
        assert to_parts
        assert not [each.label for each in to_parts if each.help in purposes]
        assert all(each.help for each in to_parts)
