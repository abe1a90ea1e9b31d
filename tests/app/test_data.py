"""The page about the data: every part opens in both languages, nothing raw on the Swedish page."""

from __future__ import annotations

import pytest

import vbdash
from tests.app.conftest import Open, said

PARTS = ["measures", "tables", "sources", "gaps", "method", "accessibility"]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens(open_page: Open, part: str, lang: str) -> None:
    app = open_page("data", lang=lang, **{"del": part})
    assert not app.exception
    assert said(app)


def test_every_measure_opens(open_page: Open, dataset: vbdash.Dataset) -> None:
    app = open_page("data", lang="sv")
    for measure in dataset.measures["id"]:
        app.query_params["visa"] = measure
        app.run()
        assert not app.exception, measure
        assert dataset.measures.loc[measure, "definition_sv"] in said(app)


def test_every_table_is_shown_in_words(open_page: Open, dataset: vbdash.Dataset) -> None:
    app = open_page("data", lang="sv", **{"del": "tables"})
    for name in dataset.tables:
        app.query_params["tabell"] = name
        app.run()
        assert not app.exception, name
    app.query_params["tabell"] = "observations"
    app.run()
    shown = app.dataframe[0].value
    assert {"Mått", "Region", "Värde", "Status"} <= set(shown.columns)
    assert set(shown["Status"]) <= {"slutlig", "preliminär", "summerad"}


def test_unknown_part_falls_back(open_page: Open) -> None:
    app = open_page("data", **{"del": "<script>"})
    assert not app.exception
