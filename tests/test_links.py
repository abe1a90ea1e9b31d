"""Links as mail programs, people and the hostile write them."""

from __future__ import annotations

import re
import time
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import vbdash
from vbdash.links import Notice, foreign, mended, plain, readings
from vbdash.parameters import tidy
from vbdash.selection import FIELDS, Choices, Selection
from vbdash.text import Text

CHOICES = Choices.of(vbdash.load())
NAMES = [each.param for each in FIELDS]
SENT = Selection(municipalities=("2480", "2482"), definition="A-F", year=2017, lang="en")


def opened(link: str) -> tuple[Selection, tuple[Notice, ...]]:
    return Selection.parse(parse_qs(urlsplit(link).query, keep_blank_values=True), CHOICES)


WAYS = {
    "as it was sent": lambda link: link,
    "escaped once": lambda link: link.replace("&", "&amp;"),
    "escaped twice": lambda link: link.replace("&", "&amp;amp;"),
    "escaped by number": lambda link: link.replace("&", "&%2338;"),
    "names in capitals": lambda link: re.sub(r"([a-z]+)=", lambda m: m[0].upper(), link),
    "values encoded twice": lambda link: re.sub(
        r"=([^&]*)", lambda m: "=" + quote(m[1], safe=""), link
    ),
    "whole query encoded": lambda link: "?".join(
        [link.split("?")[0], quote(link.split("?", 1)[1], safe="")]
    ),
    "semicolons": lambda link: link.replace("&", ";"),
    "two question marks": lambda link: link.replace("?", "??"),
    "a full stop behind": lambda link: link + ".",
    "angle brackets": lambda link: link + ">",
    "quoted-printable": lambda link: re.sub("=(?=[0-9A-Za-z])", "=3D", link),
    "followed by an advertiser": lambda link: link + "&fbclid=x&utm_source=y",
}


@pytest.mark.parametrize("way", WAYS)
def test_a_link_opens_the_view_that_was_sent(way: str) -> None:
    link = SENT.link(CHOICES, "industry", "https://example.org")
    assert opened(WAYS[way](link)) == (SENT, ())


def test_an_escaped_link_written_by_hand() -> None:
    selection, notices = opened("/industry?kommun=2482&amp;definition=A-F&amp;lang=en")
    assert selection == Selection(municipalities=("2482",), definition="A-F", lang="en")
    assert not notices


SPELT = {
    "2480": [
        "2480", "2480 ", "Umeå", "UMEÅ", "umea", "Umea", "Umea\u030a", "Umeå kommun", "Umeå+kommun",
        "Ume%C3%A5", "Ume%25C3%25A5", "UmeÃ¥", "Umeå kn", "Umeå (2480)", "2480 Umeå", "Umeå Municipality",
        "\u200bUmeå", "Umeå.", "“Umeå”".strip("“"), "Ume&aring;",
    ],
    "2404": ["Vindeln", " vindeln ", "VINDELNS KOMMUN".replace("VINDELNS", "VINDELN")],
    "2460": ["Vännäs", "Vännäs kommun", "vannas+kommun"],
}  # fmt: skip


@pytest.mark.parametrize(("code", "written"), [(c, w) for c, ways in SPELT.items() for w in ways])
def test_a_municipality_is_read_in_every_spelling(code: str, written: str) -> None:
    assert Selection.parse({"kommun": [written]}, CHOICES) == (
        Selection(municipalities=(code,)),
        (),
    )


def test_a_contradiction_and_half_a_code_are_left_out() -> None:
    for written in ("Malå (2480)", "2482.0", "248", "24"):
        selection, notices = Selection.parse({"kommun": [written]}, CHOICES)
        assert not selection.municipalities
        assert len(notices) == 1


def test_a_code_without_its_zero_is_read() -> None:
    stockholm = Choices.of(vbdash.load(county="01"))
    for written in ("114", "0114"):
        assert Selection.parse({"kommun": [written]}, stockholm)[0].municipalities == ("0114",)


@pytest.mark.parametrize("sign", [",", ", ", ";", "|", "\n"])
def test_a_list_in_one_value_is_read(sign: str) -> None:
    text = sign.join(["2480", "Skellefteå", "Bogus"])
    selection, notices = Selection.parse({"kommun": [text]}, CHOICES)
    assert selection.municipalities == ("2480", "2482")
    assert [each.value for each in notices] == ["Bogus"]


@pytest.mark.parametrize("written", ["B+C", "B C", "b%2Bc", "B%252BC"])
def test_a_plus_that_became_a_blank_is_still_a_plus(written: str) -> None:
    assert Selection.parse({"definition": [written]}, CHOICES)[0].definition == "B+C"


@pytest.mark.parametrize("written", ["A–F", "a-f", "A%E2%80%93F"])
def test_a_dash_is_a_hyphen(written: str) -> None:
    assert Selection.parse({"definition": [written]}, CHOICES)[0].definition == "A-F"


HOSTILE = [
    "[Logga in](https://evil.example/x)",
    "<a href='https://evil.example'>x</a>",
    "https://evil.example www.evil.example a@evil.example",
    "![x](https://evil.example/p.png)",
    "**fet** `kod` $x^2$ :red[röd] :material/lock: # rubrik",
    "\u202egnirts \u200b\u2066x",
    "&lt;b&gt; &#91;x&#93;(//evil.example)",
    "]( //evil.example )",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_a_link_says_is_quoted_as_plain_text(value: str, lang: str) -> None:
    for query in ({"kommun": [value]}, {"definition": [value]}, {"lang": [value]}):
        for notice in Selection.parse(query, CHOICES)[1]:
            quoted = notice.sentence(Text(lang))
            assert not re.search(r"[\[\]()<>*`$#|\\_~@/:!&;{}\u200b\u202e\u2066]", quoted)
            assert "www." not in quoted


def test_a_hundred_values_give_one_notice() -> None:
    _, notices = Selection.parse({"kommun": [f"x{n}" for n in range(100)]}, CHOICES)
    assert len(notices) == 1
    assert "”x0, x1, x2” och 97 till" in notices[0].sentence(Text("sv"))


def test_unknown_parameters_are_told_in_one_notice_and_advertisers_are_not() -> None:
    query = mended(
        {"kommun": ["2482"], "amp;hej": ["1"], "fbclid": ["x"], "utm_medium": ["y"]}
        | {f"p{n}": ["1"] for n in range(100)},
        NAMES,
    )
    kept, (notice,) = tidy(query, "industry", vbdash.load())
    assert not kept
    assert "hej, p0, p1" in notice.sentence(Text("sv"))
    assert "98" in notice.sentence(Text("en"))
    clean = {"gclid": ["x"], "del": ["lan"]}
    assert tidy(clean, "industry", vbdash.load()) == ({"del": ["lan"]}, [])
    assert foreign("fbclid") and not foreign("fran")


texts = (
    st.text(max_size=60) | st.sampled_from(HOSTILE) | st.just("%25" * 40) | st.just("&amp;" * 30)
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(texts | st.sampled_from(NAMES), st.lists(texts, max_size=4), max_size=6))
def test_any_link_is_read_and_told_plainly(query: dict[str, list[str]]) -> None:
    selection, notices = Selection.parse(query, CHOICES)
    assert isinstance(selection, Selection)
    assert len(notices) <= len(FIELDS)
    for notice in (*notices, *Notice.of("", list(query))):
        assert not re.search(r"[\[\]()<>*`$#]", notice.sentence(Text("sv")))


@given(st.text(max_size=300))
def test_plain_text_is_plain_and_short(text: str) -> None:
    assert not re.search(r"[\[\]()<>*`$#_~:/@]", plain(text))
    assert len(plain(text)) <= 161
    assert len(list(readings(text))) < 80


def test_a_monstrous_link_takes_no_time() -> None:
    began = time.process_time()
    query = {name: ["x," * 5_000 + "%25" * 5_000] * 2_000 for name in NAMES}
    Selection.parse(query | {"&amp;" * 10_000: ["="]}, CHOICES)
    assert time.process_time() - began < 2
