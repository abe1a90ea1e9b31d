"""Counting leading firms, against counts made by hand from the source tables."""

from __future__ import annotations

import csv

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vbdash
from vbdash.indicators.firms import leading
from vbdash.indicators.firms.search import Wanted, find
from vbdash.selection import SUPPORTS

#: Counted by hand: firms, rows, municipalities under each strength of support.
BY_HAND = {
    "any": (55, 70, 15),
    "claim": (27, 30, 12),
    "world": (17, 18, 8),
    "world_operating": (16, 17, 8),
    "world_independent": (8, 8, 4),
}
#: The notes' own "robust core": in operation, in the world, on somebody else's word.
CORE = {
    "olofsfors", "indexator", "rototilt", "brokk", "alimak", "boliden-ronnskar", "alo",
    "cytiva-umea",
}  # fmt: skip
#: The five that the notes call reasonable and the three that they call weak.
WORLD_TODAY = {"2480", "2482", "2404", "2401", "2418", "2403", "2421", "2460"}


def raw(dataset: vbdash.Dataset, name: str) -> list[dict[str, str]]:
    with (dataset.directory / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tables(dataset: vbdash.Dataset) -> tuple[pd.DataFrame, pd.DataFrame]:
    return dataset.table("companies"), dataset.table("leadership_claims")


@pytest.mark.parametrize("support", SUPPORTS)
def test_counts_made_by_hand(dataset: vbdash.Dataset, support: str) -> None:
    found = leading.spread(*tables(dataset), support, dataset.municipality_codes)
    assert (found.firms, found.plants, found.municipalities) == BY_HAND[support]


@pytest.mark.parametrize("support", SUPPORTS)
def test_counts_from_the_file_without_pandas(dataset: vbdash.Dataset, support: str) -> None:
    claims = raw(dataset, "leadership_claims")
    level = SUPPORTS.index(support)
    strong = {
        row["company_id"]
        for row in claims
        if (level < 2 or row["scope"] == "world") and (level < 4 or row["made_by"] == "independent")
    }
    rows = [
        row
        for row in raw(dataset, "companies")
        if row["status"] != "closed"
        and (level < 3 or row["status"] == "operating")
        and (level < 1 or row["id"] in strong)
    ]
    found = leading.spread(*tables(dataset), support, dataset.municipality_codes)
    assert found.firms == len({row["firm_id"] for row in rows})
    assert found.plants == len(rows)
    pairs = {(row["municipality_code"], row["firm_id"]) for row in rows}
    assert found.by_municipality["firms"].sum() == len(pairs)


def test_who_they_are(dataset: vbdash.Dataset) -> None:
    companies, claims = tables(dataset)
    assert set(leading.leading_rows(companies, claims, "world_independent")["id"]) == CORE
    today = leading.leading_rows(companies, claims, "world_operating")
    assert set(today["municipality_code"]) == WORLD_TODAY


def test_closed_plants_are_history_and_never_counted(dataset: vbdash.Dataset) -> None:
    companies, claims = tables(dataset)
    shown: dict[str, set[str]] = {}
    for support in SUPPORTS:
        today = leading.leading_rows(companies, claims, support)
        before = leading.history_rows(companies, claims, support)
        assert "closed" not in set(today["status"])
        assert not set(today["id"]) & set(before["id"])
        shown[support] = set(before["id"])
    assert len(shown["any"]) == 5
    assert shown["claim"] == shown["world"] == {"element-six", "metso-ersmark"}
    assert not shown["world_operating"] | shown["world_independent"]
    every = leading.leading_rows(companies, claims, "any")
    assert len(every) + len(shown["any"]) == 75


def test_a_firm_with_several_plants_counts_once(dataset: vbdash.Dataset) -> None:
    companies, claims = tables(dataset)
    found = leading.spread(companies, claims, "world", dataset.municipality_codes)
    bakers = companies[companies["firm_id"] == "nyakers"]
    assert len(bakers) == 2
    assert found.firms == found.plants - 1
    assert found.by_municipality.loc[list(bakers["municipality_code"]), "firms"].min() >= 1


def test_the_strengths_are_nested(dataset: vbdash.Dataset) -> None:
    table = leading.strength_table(*tables(dataset), dataset.municipality_codes)
    assert list(table.columns) == list(SUPPORTS)
    assert (table.diff(axis=1).iloc[:, 1:] <= 0).all(axis=None)
    assert list((table > 0).sum()) == [BY_HAND[each][2] for each in SUPPORTS]


def test_an_unknown_strength_is_refused(dataset: vbdash.Dataset) -> None:
    for function in (leading.leading_rows, leading.history_rows):
        with pytest.raises(ValueError, match="unknown strength"):
            function(*tables(dataset), "much")


def test_the_strongest_claim() -> None:
    rows = [
        ("a", "x", "national", "independent"), ("b", "x", "world", "own"),
        ("c", "x", "world", "independent"), ("d", "y", "unspecified", "own"),
    ]  # fmt: skip
    claims = pd.DataFrame(rows, columns=["id", "company_id", "scope", "made_by"])
    assert dict(leading.strongest_claims(claims)["id"]) == {"x": "c", "y": "d"}


@pytest.mark.parametrize("words", ["röding", "RODING", "char", "umlax slussfors", "  röding "])
def test_words_are_found_however_written(dataset: vbdash.Dataset, words: str) -> None:
    companies, claims = tables(dataset)
    assert "umlax-slussfors" in set(find(companies, claims, Wanted(words=words))["id"])


def test_filters_narrow_together(dataset: vbdash.Dataset) -> None:
    companies, claims = tables(dataset)
    own = find(companies, claims, Wanted(scopes=["world"], made_by=["own"]))
    other = find(companies, claims, Wanted(scopes=["world"], made_by=["independent"]))
    assert (len(own), len(other)) == (11, 9)  # as the notes count them
    metal = find(companies, claims, Wanted(divisions=["24"], municipalities=["2482"]))
    assert set(metal["id"]) == {"boliden-ronnskar"}
    assert set(find(companies, claims, Wanted(statuses=["bankrupt"]))["id"]) == {"northvolt-ett"}


@settings(max_examples=50)
@given(words=st.text(max_size=30))
def test_no_words_break_the_search(dataset: vbdash.Dataset, words: str) -> None:
    companies, claims = tables(dataset)
    found = find(companies, claims, Wanted(words=words))
    assert set(found["id"]) <= set(companies["id"])
    if not words.strip():
        assert len(found) == len(companies)
