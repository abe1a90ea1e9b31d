"""Numbers, dates, lists and catalogues as Unicode's locale data has them: Babel is the oracle."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from tests.text.test_catalogues import CATALOGUES
from vbdash.text import Text, read_catalogue

LOCALES = {"sv": "sv_SE", "en": "en_GB"}
LANGUAGES = st.sampled_from(sorted(LOCALES))


@given(LANGUAGES, st.floats(-1e12, 1e12), st.integers(0, 4))
def test_numbers(lang: str, value: float, decimals: int) -> None:
    rounded = round(value, decimals) + 0.0
    form = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    expected = format_decimal(rounded, format=form, locale=LOCALES[lang])
    assert Text(lang).number(value, decimals) == expected.replace("-", "\N{MINUS SIGN}")


@given(LANGUAGES, st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_dates(lang: str, day: date) -> None:
    assert Text(lang).date(day) == format_date(day, format="long", locale=LOCALES[lang])


@given(LANGUAGES, st.lists(st.sampled_from(["Malå", "Norsjö", "a, b", "och"]), max_size=5))
def test_lists(lang: str, items: list[str]) -> None:
    assert Text(lang).listing(items) == format_list(items, locale=LOCALES[lang])


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_catalogues(path: Path) -> None:
    with io.BytesIO(path.read_bytes()) as handle:
        expected = {}
        for each in read_po(handle, locale="sv_SE"):
            if each.id and each.string:
                plural = isinstance(each.id, tuple)
                key = each.id[0] if plural else each.id
                expected[key] = tuple(each.string) if plural else (each.string,)
    assert read_catalogue(path.read_text(encoding="utf-8")) == expected
