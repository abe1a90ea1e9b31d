"""Facts: the same data gives the same facts, whatever the order of its rows; each is true."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest

import vbdash
from vbdash import Dataset
from vbdash.indicators.facts import county, structure
from vbdash.indicators.facts.all import find_facts, theme_of
from vbdash.indicators.facts.county import change_of_weight, weights_within
from vbdash.indicators.facts.fact import Fact, choose, relevance, squash
from vbdash.indicators.facts.places import extremes
from vbdash.indicators.facts.time import changes, records, runs
from vbdash.indicators.search import entries, find
from vbdash.sentences.facts import fact_sentence
from vbdash.text import Text

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
    table = table.assign(value=[1.0, 2.0, 3.0, 4.0, 9.04, 8.96])
    codes = tuple(table["code"])
    assert "highest" in {fact.kind for fact in extremes(table, codes)}
    shown = extremes(table, codes, decimals={"unemployment_rate": 1})  # both are written 9.0
    assert "highest" not in {fact.kind for fact in shown}


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
            series([first, first, first, last, last], f"{i:04}", "unemployment_rate")
            for i, (first, last) in enumerate(rates)
        ]
    )
    found = {f.kind: f for f in changes(table, tuple(table["code"].unique()))}
    assert found["grew_most"].region == "0005"
    assert found["grew_most"].values["change"] == pytest.approx(3.0)
    assert not found["grew_most"].values["relative"]
    assert found["grew_most"].values["first_extreme"] == 0  # two years have it


def test_a_change_that_is_the_largest_for_one_pair_of_years_only_is_no_fact() -> None:
    steady = [[3.0, 3.0, 3.0, 3.0, v] for v in (3.0, 3.1, 2.9, 3.2, 2.8)]
    late = [3.0, 3.0, 3.0, 3.0, 9.0]
    table = pd.concat(
        [series(v, f"{i:04}", "unemployment_rate") for i, v in enumerate([*steady, late])]
    )
    assert not list(changes(table, tuple(table["code"].unique())))


def test_a_change_of_four_years_is_no_fact() -> None:
    rows = [[3.0, 3.0, v, v] for v in (3.0, 3.1, 2.9, 3.2, 2.8, 9.0)]
    table = pd.concat([series(v, f"{i:04}", "unemployment_rate") for i, v in enumerate(rows)])
    assert not list(changes(table, tuple(table["code"].unique())))


def counties_with(own: list[float]) -> pd.DataFrame:
    """Make shares of 21 counties: the county in focus as given, the others nearly still."""
    codes = sorted(str(c) for c in vbdash.load().regions.query("level == 'county'").index)
    years = range(2000, 2000 + len(own))
    return pd.concat(
        pd.DataFrame(
            {"region_code": code, "year": years, "series": "a", "status": "final",
             "share": own if code == "24" else [20 + 0.01 * i * place for i in range(len(own))]}
        )
        for place, code in enumerate(codes)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("own", "kinds"),
    [
        ([20.0 + i for i in range(12)], ["share_rose_most"]),
        ([40.0 - i for i in range(12)], ["share_fell_most"]),
        ([20.0 + i for i in range(10)] + [24.0, 23.0], []),  # turned
        ([10.0] + [20.0] * 11, []),  # only against the first year
        ([20.0] * 11 + [40.0], []),  # only to the last one
        ([20.0, 25.0, 30.0, 35.0, 40.0], []),  # too short
    ],
)
def test_a_superlative_holds_whichever_years_are_taken(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, own: list[float], kinds: list[str]
) -> None:
    table = counties_with(own)
    monkeypatch.setattr(county, "industry_share", lambda *_: table)
    facts = list(change_of_weight(dataset, "gva", "B-E"))
    assert [fact.kind for fact in facts] == kinds
    for fact in facts:
        text = fact_sentence(Text("sv"), fact, dataset)
        assert "lägst i serien" in text and "högst i serien" in text
        shown = round(own[-1], 1) - round(own[0], 1)
        assert Text("sv").number(shown, 1, signed=True) in text


def test_the_shipped_rise_since_the_lowest_year_is_no_superlative(
    found: tuple[Fact, ...],
) -> None:
    assert not [f for f in found if f.kind in ("share_rose_most", "share_fell_most")]


@pytest.mark.parametrize(
    ("top", "said"), [(2000, False), (2001, True), (2011, True), (2012, False)]
)
def test_a_top_that_is_the_first_year_is_no_peak(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, top: int, said: bool
) -> None:
    table = counties_with([30.0 if 2000 + i == top else 20.0 - i / 10 for i in range(13)])
    monkeypatch.setattr(structure, "industry_share", lambda *_: table)
    kinds = {fact.kind for fact in structure.county_peaks(dataset, "gva", "B-E")}
    assert ("peak" in kinds) is said


def test_a_claim_of_another_kind_is_not_counted(found: tuple[Fact, ...]) -> None:
    (claim,) = [fact for fact in found if fact.kind == "claim_ratio"]
    assert (claim.values["others"], claim.values["of"]) == (4, 4)


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
    both = by_kind["value_and_jobs"].values
    assert both["value"] == pytest.approx(csv_share("gva", "24", 2024))
    assert both["jobs"] == pytest.approx(csv_share("employment", "24", 2024))
    assert both["country_jobs"] == pytest.approx(csv_share("employment", "00", 2024))
    jobs = by_kind["jobs_high"].values
    assert (jobs["value"], jobs["start"], jobs["since"]) == (22_800, 19_400, 2000)
    assert (jobs["final"], jobs["final_year"]) == (19_100, 2022)
    assert both["preliminary"] and jobs["preliminary"]
    text = fact_sentence(Text("en"), by_kind["jobs_high"], dataset)
    assert "2024 (probably preliminary)" in text and "19,100 (2022)" in text


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


def test_nothing_is_said_of_all_counties_by_a_definition_that_few_have(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not list(change_of_weight(dataset, "gva", "C"))
    table = counties_with([20.0 + i for i in range(12)])
    few = table[(table["region_code"] != "01") | (table["year"] > 2000)]
    for rows, facts in ((table, 1), (few, 0)):
        monkeypatch.setattr(county, "industry_share", lambda *_, rows=rows: rows)
        assert len(list(change_of_weight(dataset, "gva", "B-E"))) == facts
