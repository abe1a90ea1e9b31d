"""Two editions of a measure: one is in use, everywhere; the other can still be looked at."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pandas as pd
import pytest

import vbdash
from tests.conftest import stage_for
from vbdash.__main__ import main
from vbdash.charts.curves import curves
from vbdash.commands.report import report
from vbdash.data.dataset import data_directory
from vbdash.data.editions import in_use, overlaps
from vbdash.indicators.facts.all import find_facts
from vbdash.indicators.industry.answers import answer_years
from vbdash.indicators.industry.compare import Level, comparison
from vbdash.indicators.industry.measures import measure_values
from vbdash.indicators.industry.shares import available_definitions, industry_share
from vbdash.indicators.municipality.figures import (
    compared,
    county_medians,
    histories,
    municipal_figures,
    standings,
    unbroken,
)
from vbdash.reports.factsheet import factsheet_pdf
from vbdash.selection import Choices
from vbdash.slides import Deck, story_keys
from vbdash.text import Text

GVA, RATE = "eurostat_2000_2025", "scb_tab3200_2026"


def rows(directory: Path, table: str = "observations") -> pd.DataFrame:
    return pd.read_csv(directory / f"{table}.csv", dtype=str, keep_default_na=False)


def written(directory: Path, table: pd.DataFrame, name: str = "observations") -> None:
    table.to_csv(directory / f"{name}.csv", index=False, lineterminator="\n")


def with_editions(directory: Path) -> Path:
    """Add next year's Eurostat edition of value added, and a newer one of two years' employment."""
    old = rows(directory)
    gva = old[old["measure"] == "gva"].assign(series=GVA)
    gva["value"] = [str(round(float(each) * 1.02, 1)) for each in gva["value"]]
    later = gva[gva["year"] == "2024"].assign(year="2025")
    rate = old[(old["measure"] == "employment_rate") & old["year"].isin(["2023", "2024"])]
    rate = rate[rate["region_code"].str.startswith("24")]
    rate = rate.assign(series=RATE, value=[str(float(each) + 1) for each in rate["value"]])
    written(directory, pd.concat([old, gva, later, rate]))
    return directory


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_editions(
        Path(shutil.copytree(data_directory(), tmp_path_factory.mktemp("two") / "data"))
    )


@pytest.fixture(scope="module")
def two(directory: Path) -> vbdash.Dataset:
    return vbdash.load(directory)


def test_check_says_which_edition_is_in_use(
    directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(directory), "--lang", "sv"]) == 0
    printed = capsys.readouterr().out
    assert f"gva 2000–2024: {GVA}, inte eurostat_2000_2024" in printed
    assert f"employment_rate 2023–2024: {RATE}, inte scb_tab3200" in printed
    assert "new_firms 2017: from_2007, inte regionfakta_2018 (ordning i series)" in printed


def test_figures_are_of_the_edition_in_use(two: vbdash.Dataset, dataset: vbdash.Dataset) -> None:
    before = industry_share(dataset, "gva", "B-E").set_index(["region_code", "year"])["amount"]
    now = industry_share(two, "gva", "B-E").set_index(["region_code", "year"])["amount"]
    assert now.index.is_unique
    assert now["24", 2020] == pytest.approx(before["24", 2020] * 1.02, rel=1e-3)
    assert max(now.index.get_level_values("year")) == 2025
    values = measure_values(two, "employment_rate", "B-E").set_index(["code", "year"])
    old = measure_values(dataset, "employment_rate", "B-E").set_index(["code", "year"])
    assert values.index.is_unique
    assert values.loc[("2480", 2024), "value"] == old.loc[("2480", 2024), "value"] + 1
    assert values.loc[("2480", 2022), "value"] == old.loc[("2480", 2022), "value"]


def test_every_edition_can_still_be_read(two: vbdash.Dataset) -> None:
    every = two.table("observations")
    assert {GVA, "eurostat_2000_2024"} <= set(every["series"])
    assert set(two.observations.loc[two.observations["measure"] == "gva", "series"]) == {GVA}


def test_a_break_is_drawn_as_a_break_and_no_change_crosses_it(two: vbdash.Dataset) -> None:
    figures = municipal_figures(two, "B-E")
    own = figures[(figures["measure"] == "employment_rate") & (figures["code"] == "2480")]
    (curve,) = curves(own.assign(group="Umeå"), 1)
    assert [(run.first, run.last) for run in curve.runs] == [(2020, 2022), (2023, 2024)]
    assert list(unbroken(own)["year"]) == [2023, 2024]
    medians = county_medians(figures, two.municipality_codes)
    medians = medians[medians["measure"] == "employment_rate"]
    assert list(medians.sort_values("year")["series"]) == ["scb_tab3200"] * 3 + [RATE] * 2
    assert "employment_rate" in histories(figures, two.municipality_codes)
    for fact in find_facts(two, "B-E"):
        since = fact.values.get("since")
        assert fact.subject != "employment_rate" or since is None or since >= 2023


def test_all_indicators_and_facts_are_worked_out(two: vbdash.Dataset) -> None:
    for definition in Choices.of(two).values["definition"]:
        assert find_facts(two, str(definition))
        figures = municipal_figures(two, str(definition))
        assert not figures.duplicated(["measure", "code", "year"]).any()
        every = compared(figures, two.municipality_codes)
        for code in two.municipality_codes:
            assert len(standings(every, code)) == len(every)
    for measure in ("gva", "employment", "employed_residence", "grp_by_group"):
        for definition in available_definitions(two, measure):
            for level in get_args(Level):
                comparison(two, measure, definition, level)
    assert max(answer_years(two, two.county)) >= 2024


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_deck_and_the_fact_sheet_are_made(two: vbdash.Dataset, lang: str) -> None:
    stage = stage_for(two, lang=lang, municipalities=("2482",))
    assert len(Deck.make(stage, story_keys(stage)).slides) > 5
    assert factsheet_pdf(stage, "2482").startswith(b"%PDF")


def test_the_report_is_written(directory: Path, tmp_path: Path) -> None:
    assert report(["Bjurholm"], "xlsx", tmp_path, Text("sv"), str(directory)) == 0


def table(name: str, columns: str, *cells: tuple[object, ...]) -> dict[str, pd.DataFrame]:
    return {name: pd.DataFrame(list(cells), columns=columns.split())}


def editions(*ranks: tuple[str, float | None], dates: tuple[str, str] = ("", "")) -> str:
    """Return the edition in use where ``a`` and ``b`` hold 2020 and ``b`` reaches 2021."""
    tables = table(
        "observations", "measure series sector region_code year source_id",
        ("m", "a", "T", "24", 2020, "x"), ("m", "b", "T", "24", 2020, "y"),
        ("m", "b", "T", "24", 2021, "y"),
    )  # fmt: skip
    days = [pd.Timestamp(day) if day else pd.NaT for day in dates]
    tables |= table("sources", "id published", ("x", days[0]), ("y", days[1]))
    tables |= table("series", "measure series rank", *(("m", *each) for each in ranks))
    used = in_use(tables)
    (overlap,) = overlaps(tables)
    assert overlap.used == used.loc[used["year"] == 2020, "series"].item()
    assert set(used["year"]) == {2020, 2021}
    return overlap.used


def test_the_registry_goes_before_dates_and_dates_before_reach() -> None:
    assert editions() == "b"
    assert editions(dates=("2025-01-01", "2024-01-01")) == "a"
    assert editions(dates=("", "2024-01-01")) == "b"
    assert editions(("a", 1), dates=("2024-01-01", "2025-01-01")) == "a"
    assert editions(("a", 2), ("b", 1), dates=("2025-01-01", "2024-01-01")) == "b"


def test_a_regions_year_is_taken_whole() -> None:
    tables = table(
        "observations", "measure series sector region_code year source_id",
        ("m", "a", "B-E", "24", 2020, "x"), ("m", "a", "TOTAL", "24", 2020, "x"),
        ("m", "b", "TOTAL", "24", 2020, "x"), ("m", "a", "TOTAL", "25", 2020, "x"),
    )  # fmt: skip
    tables |= table("sources", "id published", ("x", pd.NaT))
    used = in_use(tables)
    assert list(used["series"]) == ["b", "a"]
    assert list(used["region_code"]) == ["24", "25"]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        (lambda series: series.replace({"rank": {"2": "1"}}), "rank"),
        (lambda series: series.replace({"series": {"from_2007": "from_2008"}}), "series"),
    ],
)
def test_a_registry_that_does_not_decide_is_told(
    tmp_path: Path, change: Callable[[pd.DataFrame], pd.DataFrame], column: str
) -> None:
    copy = Path(shutil.copytree(data_directory(), tmp_path / "data"))
    written(copy, change(rows(copy, "series")), "series")
    with pytest.raises(vbdash.DataError) as caught:
        vbdash.load(copy)
    assert {(each.file, each.column) for each in caught.value.faults} == {("series.csv", column)}


def test_data_without_the_registry_are_read(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(data_directory(), tmp_path / "data"))
    package = json.loads((copy / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [each for each in package["resources"] if each["name"] != "series"]
    (copy / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    found = vbdash.load(copy)
    assert not found.observations.duplicated(["measure", "sector", "region_code", "year"]).any()
    assert found.edition("gva", "eurostat_2000_2024") == "eurostat_2000_2024"


def test_every_shipped_edition_has_its_name(dataset: vbdash.Dataset) -> None:
    pairs = dataset.table("observations")[["measure", "series"]].drop_duplicates()
    for measure, series in pairs.itertuples(index=False):
        assert dataset.edition(measure, series, "sv") != series


def test_no_other_module_reads_editions_that_are_not_in_use() -> None:
    allowed = {"dataset.py", "__main__.py", "sources.py", "page.py", "measures.py", "editions.py"}
    allowed |= {"check.py", "data.py", "notes.py"}  # what is published, whichever is in use
    allowed |= {"changes.py", "steps.py"}  # a refresh compares each series with itself
    allowed |= {"check.py", "others.py", "news.py"}  # what counts or lists all that is published
    allowed |= {"view.py"}  # the source of an edition that is named
    package = Path(vbdash.__file__).parent
    found = {
        path.name
        for path in package.rglob("*.py")
        if 'table("observations")' in path.read_text(encoding="utf-8")
    }
    assert found <= allowed
