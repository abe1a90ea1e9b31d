"""Streamlit's own words in the visitor's language, and the script that says them."""

from __future__ import annotations

import re

import pytest

from vbdash.ui.frame.words import spoken
from vbdash.ui.server.frame_files import _script, head


def said(lang: str, text: str) -> str:
    """Say a text as the page's script does."""
    words = spoken()[lang]
    if text in words["words"]:
        return str(words["words"][text])
    for pattern, instead in words["patterns"]:
        if re.search(pattern, text):
            return re.sub(pattern, re.sub(r"\$(\d)", r"\\\1", instead), text)
    return text


@pytest.mark.parametrize(
    ("english", "swedish"),
    [
        ("Remove Malå", "Ta bort Malå"),
        ("Help for Färdiga urval", "Hjälp om Färdiga urval"),
        ("Open", "Öppna"),
        ("Page not found", "Sidan finns inte"),
        ("Sidebar", "Sidofält"),
        ("App pages", "Appens sidor"),
        ("3 more", "3 till"),
        ("application/pdf files are not allowed.", "Filer av det slaget tas inte emot här."),
        ("Malå", "Malå"),
    ],
)
def test_what_streamlit_says_on_a_swedish_page(english: str, swedish: str) -> None:
    assert said("sv", english) == swedish
    assert said("en", said("sv", english)) in (english, said("sv", english))


def test_every_word_comes_back_after_a_switch_of_language() -> None:
    for english in spoken()["sv"]["words"]:
        swedish = said("sv", english)
        back = said("en", swedish)
        assert said("sv", back) == swedish


def test_the_page_names_the_script_by_its_content() -> None:
    digest, written = _script()
    assert f"/app/frame/{digest}.js".encode() in head("/app")
    assert b"Ta bort" in written and b"<style>" in head("")
