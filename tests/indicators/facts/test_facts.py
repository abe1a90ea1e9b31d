"""Facts: the same data gives the same facts, whatever the order of its rows; each is true."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest

from vbdash import Dataset
from vbdash.indicators.facts.all import find_facts, theme_of
from vbdash.indicators.facts.county import change_of_weight, weights_within
from vbdash.indicators.facts.fact import Fact, choose, relevance, squash
from vbdash.indicators.facts.places import extremes
from vbdash.indicators.facts.time import changes, records, runs
from vbdash.indicators.search import entries, find

DATA = Path(__file__).resolve().parents[3] / "data"


def series(values: list[float], code: str = "0001", measure: str = "population") -> pd.DataFrame:
    years = range(2000, 2000 + len(values))
    return pd.DataFrame(
        {"measure": measure, "code": code, "year": years, "value": values, "status": "final"}
    )


@pytest.fixture(scope="module")
def found(dataset: Dataset) -> tuple[Fact, ...]:
    return find_facts(dataset)


def flat(facts: tuple[Fact, ...]) -> list[tuple]:
    return [
        (f.key, f.year, round(f.score, 9), dict(f.values), f.page, dict(f.query)) for f in facts
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_facts_are_the_same_under_any_order_of_rows(
    dataset: Dataset, found: tuple[Fact, ...], seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311
    tables = {}
    for name in dataset.tables:
        table = dataset.table(name)
        order = list(range(len(table)))
        dice.shuffle(order)
        tables[name] = table.iloc[order].reset_index(drop=True)
    shuffled = replace(dataset, _tables=MappingProxyType(tables))
    again = find_facts(shuffled)
    assert [f.key for f in again] == [f.key for f in found]
    for one, other in zip(flat(found), flat(again), strict=True):
        assert one[:3] == other[:3] and one[3] == pytest.approx(other[3])


def test_a_fact_is_found_once(found: tuple[Fact, ...]) -> None:
    assert len({fact.key for fact in found}) == len(found)
    assert all(0 <= fact.score < 1 for fact in found)


def test_the_choice_does_not_depend_on_the_order_of_candidates(found: tuple[Fact, ...]) -> None:
    mixed = list(found)
    random.Random(3).shuffle(mixed)  # noqa: S311
    assert choose(found, 8) == choose(mixed, 8)


def test_the_choice_is_diverse(dataset: Dataset, found: tuple[Fact, ...]) -> None:
    picked = choose(found, 6)
    regions = [fact.region for fact in picked]
    assert max(regions.count(region) for region in regions) <= 2
    assert len({fact.kind for fact in picked}) >= 4


def test_every_municipality_has_something_worth_saying(
    dataset: Dataset, found: tuple[Fact, ...]
) -> None:
    for code in dataset.municipality_codes:
        assert choose(found, 3, (code,))
        assert all(fact.region == code for fact in choose(found, 3, (code,)))


def test_extremes_are_the_extremes_of_the_tables(dataset: Dataset, found: tuple[Fact, ...]) -> None:
    observations = dataset.table("observations")
    own = observations[observations["region_code"].isin(dataset.municipality_codes)]
    checked = 0
    for fact in found:
        if fact.kind not in ("highest", "lowest") or fact.subject not in set(own["measure"]):
            continue
        now = own[(own["measure"] == fact.subject) & (own["year"] == fact.year)]
        values = now.set_index("region_code")["value"]
        extreme = values.max() if fact.kind == "highest" else values.min()
        assert values[fact.region] == extreme == fact.values["value"]
        assert (values == extreme).sum() == 1
        assert fact.values["median"] == pytest.approx(float(values.median()))
        checked += 1
    assert checked >= 5


def test_no_fact_is_made_of_a_shared_place() -> None:
    values = [1.0, 2.0, 3.0, 4.0, 9.0, 9.0]
    table = pd.concat([series([v], f"{i:04}", "unemployment_rate") for i, v in enumerate(values)])
    kinds = {fact.kind for fact in extremes(table, tuple(table["code"]))}
    assert "highest" not in kinds


def test_what_is_similar_to_the_middle_is_no_fact() -> None:
    values = [1.0, 10.0, 5.0, 5.5, 4.5, 6.0, 0.9, 10.1]
    table = pd.concat([series([v], f"{i:04}", "unemployment_rate") for i, v in enumerate(values)])
    for fact in extremes(table, tuple(table["code"])):
        assert abs(fact.values["value"] - fact.values["median"]) > 1


def test_runs_and_turns_by_hand() -> None:
    falling = series([100 - i for i in range(25)])
    (run,) = runs(falling, ("0001",))
    assert (run.kind, run.values["years"], run.values["since"]) == ("falling_run", 24, 2000)
    (record,) = records(falling, ("0001",))
    assert record.kind == "record_low" and record.values["value"] == 76
    turned = series([*(100 - i for i in range(24)), 90])
    (turn,) = runs(turned, ("0001",))
    assert (turn.kind, turn.values["years"]) == ("turned_up", 23)
    assert not list(records(turned, ("0001",)))


def test_a_standstill_ends_a_run_and_a_broken_series_has_none() -> None:
    assert not list(runs(series([*range(100, 76, -1), 77]), ("0001",)))
    broken = series([100 - i for i in range(25)])
    assert not list(runs(broken[broken["year"] != 2010], ("0001",)))


def test_changes_by_hand() -> None:
    rates = [(3.0, 3.0), (3.0, 3.1), (3.0, 2.9), (3.0, 3.2), (3.0, 2.8), (3.0, 6.0)]
    table = pd.concat(
        [
            series([first, first, first, last], f"{i:04}", "unemployment_rate")
            for i, (first, last) in enumerate(rates)
        ]
    )
    found = {f.kind: f for f in changes(table, tuple(table["code"].unique()))}
    assert found["grew_most"].region == "0005"
    assert found["grew_most"].values["change"] == pytest.approx(3.0)
    assert not found["grew_most"].values["relative"]


def test_squash_grows_and_stays_below_one() -> None:
    assert 0 == squash(0) < squash(1) < squash(10) < squash(1e9) < 1


@pytest.mark.parametrize(
    ("typed", "kind", "key"),
    [
        ("skelleftea", "municipality", "2482"),
        ("SKELLEFTEÅ", "municipality", "2482"),
        ("asele kommun", "municipality", "2463"),
        ("2418", "municipality", "2418"),
        ("brokk", "firm", "brokk"),
        ("alo", "firm", "alo"),
        ("arbetsloshet", "measure", "unemployment_rate"),
        ("unemployment", "measure", "unemployment_rate"),
        ("byggverksamhet", "sector", "F"),
    ],
)
def test_search_folds_and_finds(dataset: Dataset, typed: str, kind: str, key: str) -> None:
    best = find(entries(dataset, "sv"), typed)
    assert (kind, key) in {(entry.kind, entry.key) for entry in best[:3]}


def test_search_survives_anything(dataset: Dataset) -> None:
    listed = entries(dataset, "en")
    for typed in ("", "   ", "\0", "<script>", "(" * 50, "å" * 500, "'; drop", "\u202eabc"):
        assert isinstance(find(listed, typed), list)
    assert find(listed, "") == []
    assert len(find(listed, "a")) == 12


def csv_share(measure: str, code: str, year: int) -> float:
    """Work industry's share (percent) out of the CSV file with plain arithmetic."""
    rows = pd.read_csv(DATA / "observations.csv", dtype={"region_code": str})
    own = rows[(rows["measure"] == measure) & (rows["region_code"] == code)]
    own = own[own["year"] == year].set_index("sector")["value"]
    return 100 * float(own["B-E"]) / float(own["TOTAL"])


def test_facts_about_the_countys_industry_are_those_of_the_tables(
    dataset: Dataset, found: tuple[Fact, ...]
) -> None:
    by_kind = {fact.kind: fact for fact in found if fact.region == "24"}
    counties = [c for c, level in dataset.regions["level"].items() if level == "county"]
    change = {c: csv_share("gva", c, 2024) - csv_share("gva", c, 2000) for c in counties}
    rose = by_kind["share_rose_most"].values
    assert max(change, key=lambda c: change[c]) == "24"
    assert rose["change"] == pytest.approx(change["24"])
    assert rose["of"] == 21 and rose["against"] == sum(v < 0 for v in change.values())
    both = by_kind["value_and_jobs"].values
    assert both["value"] == pytest.approx(csv_share("gva", "24", 2024))
    assert both["jobs"] == pytest.approx(csv_share("employment", "24", 2024))
    assert both["country_jobs"] == pytest.approx(csv_share("employment", "00", 2024))
    jobs = by_kind["jobs_high"].values
    assert (jobs["value"], jobs["start"], jobs["since"]) == (22_800, 19_400, 2000)
    assert all(v["preliminary"] for v in (rose, both, jobs))


def test_where_industrys_people_live_adds_up(dataset: Dataset, found: tuple[Fact, ...]) -> None:
    rows = dataset.table("observations")
    rows = rows[(rows["measure"] == "employed_residence") & (rows["year"] == 2024)]
    rows = rows[rows["region_code"].isin(dataset.municipality_codes)]
    industry = rows[rows["sector"].isin(["B+C", "D+E"])].groupby("region_code")["value"].sum()
    every = rows.groupby("region_code")["value"].sum()
    apart = 100 * industry / industry.sum() - 100 * every / every.sum()
    over = next(fact for fact in found if fact.kind == "industry_over")
    under = next(fact for fact in found if fact.kind == "industry_under")
    assert (over.region, under.region) == (apart.idxmax(), apart.idxmin())
    for fact in (over, under):
        difference = fact.values["part"] - fact.values["whole"]
        assert difference == pytest.approx(float(apart[fact.region]))


def test_no_place_is_found_where_a_municipality_has_no_figure(dataset: Dataset) -> None:
    rows = dataset.table("observations")
    without = rows[~((rows["measure"] == "employed_residence") & (rows["region_code"] == "2418"))]
    tables = {name: dataset.table(name) for name in dataset.tables} | {"observations": without}
    changed = replace(dataset, _tables=MappingProxyType(tables), digest="no-2418")
    assert not list(weights_within(changed, "B-E"))
    assert list(weights_within(dataset, "B-E"))


def test_most_of_what_is_said_of_the_county_is_about_its_industry(
    dataset: Dataset, found: tuple[Fact, ...]
) -> None:
    beside_the_claims = {"county_rank", "claim_spread"}
    picked = choose([f for f in found if f.kind not in beside_the_claims], 6, home="24")
    assert all(relevance(theme_of(dataset, fact.subject)) == 1 for fact in picked)
    assert len({fact.region for fact in picked}) >= 3


def test_nothing_is_said_of_all_counties_by_a_definition_that_few_have(dataset: Dataset) -> None:
    kinds = {fact.kind for fact in change_of_weight(dataset, "gva", "C")}
    assert not kinds
    assert list(change_of_weight(dataset, "gva", "B-E"))
