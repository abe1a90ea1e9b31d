"""Conditions over all of Sweden's municipalities, counted once more from the tables by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from vbdash import Dataset, Selection
from vbdash.conditions import Condition, conditions_of
from vbdash.exhibits import fulfilled
from vbdash.reports.workbook import matrix_xlsx
from vbdash.view import View

DATA = Path(__file__).resolve().parents[2] / "data"
WORK = Condition("unemployment_rate", "under", 6.0)
JOBS = Condition("jobs_per_resident", "over", 1.0)


@pytest.fixture(scope="module")
def printed() -> dict[tuple[str, str], dict[str, float]]:
    """Return the published values by measure and year."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    with (DATA / "observations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["sector"] == "TOTAL" and len(row["region_code"]) == 4:
                key = (row["measure"], row["year"])
                found.setdefault(key, {})[row["region_code"]] = float(row["value"])
    return found


def expected(printed: dict[tuple[str, str], dict[str, float]]) -> set[str]:
    unemployed = printed["unemployment_rate", "2024"]
    stay, come, out = (
        printed[m, "2021"] for m in ("live_and_work", "commuters_in", "commuters_out")
    )
    jobs = {c: round((stay[c] + come[c]) / (stay[c] + out[c]), 2) for c in stay}
    return {c for c, value in unemployed.items() if value < 6 and jobs[c] > 1}


def test_who_fulfils_two_conditions(
    dataset: Dataset, printed: dict[tuple[str, str], dict[str, float]]
) -> None:
    view = View(dataset, Selection())
    found = fulfilled.fulfilling(view, (WORK, JOBS), "unemployment_rate")
    wanted = expected(printed)
    assert set(found.codes) == wanted and 10 < len(wanted) < 100
    assert (found.of, found.unknown) == (290, ())
    values = [printed["unemployment_rate", "2024"][code] for code in found.codes]
    assert values == sorted(values, reverse=True)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_table_the_map_and_the_workbook_are_about_the_same(
    dataset: Dataset, printed: dict[tuple[str, str], dict[str, float]], lang: str
) -> None:
    view, wanted = View(dataset, Selection(lang=lang)), expected(printed)
    shown = fulfilled.table(view, (WORK, JOBS), "tax_base")
    assert shown is not None and set(shown.table["code"]) == wanted
    names = [c.name for c in shown.columns]
    assert names[:5] == ["code", "name", "tax_base", "unemployment_rate", "jobs_per_resident"]
    assert set(names[2:]) == set(fulfilled.offered(view))
    expect = {
        "sv": f"{len(wanted)} av 290 kommuner har arbetslöshet under 6,0",
        "en": f"{len(wanted)} of 290 municipalities have unemployment under 6.0",
    }
    assert shown.sentence.startswith(expect[lang])
    assert matrix_xlsx(view, shown).startswith(b"PK")
    mapped = fulfilled.on_map(view, (WORK, JOBS), "tax_base")
    assert mapped is not None and mapped.map is not None
    assert len(mapped.table) == 290 == len(mapped.map.areas)
    assert (mapped.table["fits"] == view.tx("yes")).sum() == len(wanted)


def test_a_missing_figure_fulfils_nothing_and_is_told(dataset: Dataset) -> None:
    view = View(dataset, Selection())
    own = Condition("employed_residence_share", "over", 0)
    found = fulfilled.fulfilling(view, (own,), "population")
    assert set(found.codes) == set(dataset.municipality_codes) and len(found.unknown) == 275
    assert "275 kommuner saknar uppgift" in fulfilled.summary(view, (own,), found)


def test_figures_are_compared_as_they_are_read(dataset: Dataset) -> None:
    """Openly unemployed are printed with six decimals and shown with one."""
    view = View(dataset, Selection())
    found = fulfilled.fulfilling(
        view, (Condition("openly_unemployed", "over", 2.0),), "openly_unemployed"
    )
    shown = fulfilled.table(view, (), "openly_unemployed")
    assert shown is not None
    values = shown.table.set_index("code")["openly_unemployed"]
    assert set(found.codes) == set(values.index[values > 2.0])
    exact = dataset.observations
    exact = exact[(exact["measure"] == "openly_unemployed") & (exact["year"] == 2024)]
    assert len(found.codes) < ((exact["value"] > 2.0) & exact["region_code"].str.len().eq(4)).sum()


def test_a_year_that_few_have_does_not_empty_a_column(dataset: Dataset) -> None:
    shown = fulfilled.table(View(dataset, Selection()), (), "population")
    assert shown is not None and shown.table["population"].notna().all()
    assert "(2024)" in next(c.heading for c in shown.columns if c.name == "population")


@pytest.mark.parametrize(
    "text",
    ["", "a", "a:under:", "a:beside:6", "A:under:6", "a:under:1e9", "a:under:1,5", "b:over:1"],
)
def test_what_is_no_condition_is_left_out(text: str) -> None:
    assert conditions_of([text], {"a"}) == ()


def test_a_condition_is_written_as_it_was_read() -> None:
    for text in ("a:under:6", "a:over:-0.125", "a:over:1.5", "a:under:0"):
        (found,) = conditions_of([text], {"a"})
        assert found.key == text
