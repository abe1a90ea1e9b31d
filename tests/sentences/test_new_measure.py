"""A new measure is told in whole sentences by its rows alone, and not as if it were industry."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pandas as pd
import pytest

from vbdash.data.dataset import Dataset
from vbdash.indicators.facts.all import find_facts, theme_of
from vbdash.indicators.facts.fact import relevance
from vbdash.sentences.facts import fact_sentence
from vbdash.text import Text

NEW = {
    "id": "fibre_share", "base": None, "kind": "rate", "unit_short_sv": "%", "unit_short_en": "%",
    "label_sv": "Fiberanslutna hushåll", "label_en": "Households with fibre", "theme": "place",
    "noun_sv": "andelen hushåll med fiber", "noun_bare_sv": "andel hushåll med fiber",
    "noun_en": "the share of households with fibre", "noun_bare_en": "share of households with fibre",
    "sort_order": 99,
}  # fmt: skip


@pytest.fixture(scope="module")
def wider(dataset: Dataset) -> Dataset:
    """Return the shipped data with one measure more, of figures made up for this test."""
    measures, seen = dataset.table("measures"), dataset.table("observations")
    model = measures[measures["id"] == "employment_rate"].astype("object").assign(**NEW)
    rows = seen[seen["measure"] == "employment_rate"].astype("object")
    codes = sorted(rows["region_code"].unique())
    values = {code: 90.0 - 0.1 * i for i, code in enumerate(codes)} | {"2418": 20.0}
    rows = rows.assign(measure="fibre_share", value=rows["region_code"].map(values).astype(float))
    rows = rows[rows["year"] == rows["year"].max()]
    tables = {name: dataset.table(name) for name in dataset.tables}
    tables["measures"] = pd.concat([measures.astype("object"), model], ignore_index=True)
    observations = pd.concat([seen.astype("object"), rows], ignore_index=True)
    tables["observations"] = observations.astype({"year": int, "value": float})
    return replace(dataset, _tables=MappingProxyType(tables), digest="with-fibre")


@pytest.mark.parametrize(
    ("lang", "start"),
    [
        ("sv", "Andelen hushåll med fiber är lägst i Malå av länets 15 kommuner: 20,0"),
        ("en", "The share of households with fibre is lowest in Malå of the county’s 15"),
    ],
)
def test_its_facts_are_whole_sentences(wider: Dataset, lang: str, start: str) -> None:
    facts = [f for f in find_facts(wider) if f.subject == "fibre_share" and f.region == "2418"]
    assert any(fact_sentence(Text(lang), fact, wider).startswith(start) for fact in facts)


def test_it_weighs_less_than_industry(wider: Dataset) -> None:
    assert relevance(theme_of(wider, "fibre_share")) < relevance(theme_of(wider, "gva_share"))
