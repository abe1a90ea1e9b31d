"""Tables on the page of the data are read, not decoded: words where the files hold keys."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from vbdash import Dataset
from vbdash.sentences.readable import readable
from vbdash.text import Text

#: A key as the files write it, which is no word: two parts or more, and no date.
_KEY = re.compile(r"(?!\d{4}-)(?!\d{6}-)[a-z0-9]+(?:[_-][a-z0-9]+)*[_-][a-z0-9_-]+")
#: Codes that are themselves what their field calls them.
_CODES = frozenset({("definitions", "id")})


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_no_key_stands_where_people_read(dataset: Dataset, lang: str) -> None:
    for name in dataset.tables:
        table = readable(dataset, name, Text(lang))
        for heading, values in table.items():
            words = {each for each in values if isinstance(each, str)}
            keys = {each for each in words if _KEY.fullmatch(each) and " " not in each}
            # A firm or a kind of work may be written with a hyphen; a column of them is no words.
            assert len(keys) < max(2, len(words) / 10), (name, heading, sorted(keys)[:5])


def test_listed_values_have_words_in_both_languages(dataset: Dataset) -> None:
    for name in dataset.tables:
        for field in dataset.resource(name)["schema"]["fields"]:
            listed = field.get("constraints", {}).get("enum")
            if not listed or field["type"] != "string" or (name, field["name"]) in _CODES:
                continue
            for lang in ("sv", "en"):
                said = field.get(f"labels_{lang}", {})
                assert set(listed) == set(said), (name, field["name"], lang)


@pytest.mark.parametrize(("lang", "heading"), [("sv", "Utgåva"), ("en", "Edition")])
def test_a_figure_is_of_an_edition_with_a_name(dataset: Dataset, lang: str, heading: str) -> None:
    table = readable(dataset, "observations", Text(lang), 1000)
    assert list(table.columns).index(heading) == 1  # beside its measure, where the key was
    assert table[heading].str.len().gt(0).all()
    assert not table.isin(pd.unique(dataset.table("observations")["series"].astype(str))).any(
        axis=None
    )
