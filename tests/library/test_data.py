"""An analyst's questions: answered by tables that say what they are, or refused with near names."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import vbdash
from vbdash import Data, UnknownName
from vbdash.indicators.industry.shares import industry_share

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def data() -> Data:
    return vbdash.load()


def test_shares_are_those_of_the_indicators(data: Data) -> None:
    asked = data.shares("gva", "B-E", region="24", year=2024)
    known = industry_share(data, "gva", "B-E").query("region_code == '24' and year == 2024")
    assert asked["share"].tolist() == known["share"].tolist()
    assert round(asked["share"].item(), 1) == 26.1
    assert asked["region"].item() == "Västerbotten County"


@pytest.mark.parametrize(
    "ask",
    [
        lambda d: d.shares(),
        lambda d: d.shares("gva_share", "C"),
        lambda d: d.compare(),
        lambda d: d.compare("gva", level="county"),
        lambda d: d.location_quotients(),
        lambda d: d.shift_share(),
        lambda d: d.figures("population"),
        lambda d: d.firms(),
        lambda d: d.reach(),
        lambda d: d.reach("size_class", records=d.sample_records(), public=False),
    ],
)
def test_an_answer_says_what_it_is(data: Data, ask: Callable[[Data], pd.DataFrame]) -> None:
    table = ask(data)
    assert len(table)
    about = table.attrs
    known = set(data.sources.index)
    assert about["sources"]
    assert all(s.get("id") in known or "title" in s for s in about["sources"])
    assert about["version"] == data.version
    if "measure" in about:
        assert about["unit"] == data.row("measures", about["measure"])["unit_en"]
    if "definition" in about:
        assert about["definition_label"]


@pytest.mark.parametrize(
    ("ask", "near"),
    [
        (lambda d: d.shares("gvaa"), "gva"),
        (lambda d: d.shares("gva", "BE"), "B-E"),
        (lambda d: d.shares("gva", "b-e"), "B-E"),
        (lambda d: d.shares(region="Skelefteå"), "Skellefteå"),
        (lambda d: d.shares(region="24822"), "2482"),
        (lambda d: d.shares(year=2031), 2024),
        (lambda d: d.compare("emplyment"), "employment"),
        (lambda d: d.compare(level="municipal"), "municipality"),
        (lambda d: d.compare(year=1900), 2024),
        (lambda d: d.location_quotients("employed_residense"), "employed_residence"),
        (lambda d: d.location_quotients(region="Umå"), "Umeå"),
        (lambda d: d.shift_share(end=2030), 2024),
        (lambda d: d.firms("wrold"), "world"),
        (lambda d: d.firms(region="Sorsle"), "Sorsele"),
        (lambda d: d.reach("munciipality_code"), "municipality_code"),
        (lambda d: d.figures("populaton"), "population"),
        (lambda d: d.table("observatons"), "observations"),
        (lambda d: d.row("sources", "scb-tab63"), "scb-tab638"),
        (lambda d: d.name("2483"), "2482"),
        (lambda d: vbdash.load(lang="se"), "sv"),
    ],
)
def test_a_misspelt_name_is_refused_with_the_nearest(
    data: Data, ask: Callable[[Data], object], near: object
) -> None:
    with pytest.raises(UnknownName) as caught:
        ask(data)
    assert near in caught.value.near
    assert repr(near) in str(caught.value)


@pytest.mark.parametrize(
    ("measure", "definition", "said"),
    [("gva", "B+C", "'C', 'B-E'"), ("population", "B-E", "'gva'"), ("workplaces", "C", "'own'")],
)
def test_what_is_not_published_is_refused_with_what_is(
    data: Data, measure: str, definition: str, said: str
) -> None:
    with pytest.raises(ValueError, match=r"published|split") as caught:
        data.shares(measure, definition)
    assert said in str(caught.value)


def test_regions_go_by_code_or_name_and_years_alone_or_in_lists(data: Data) -> None:
    named = data.figures("population", region=["Umeå", "skelleftea kommun"], year=range(2020, 2023))
    coded = data.figures("population", region=["2480", "2482"], year=[2020, 2021, 2022])
    pd.testing.assert_frame_equal(named, coded)
    assert len(named) == 6


def test_texts_come_in_the_language_asked_for() -> None:
    table = vbdash.load(lang="sv").shares(region="24", year=2024)
    assert table["region"].item() == "Västerbottens län"
    assert table.attrs["unit"] == "miljoner kronor, löpande priser"


def test_the_parts_of_a_change_sum_to_it(data: Data) -> None:
    table = data.shift_share()
    parts = table["national"] + table["trend"] + table["own"]
    pd.testing.assert_series_equal(parts, table["change"], check_names=False)
    assert table.attrs["years"] == (2000, 2024)


def test_location_quotients_compare_shares(data: Data) -> None:
    table = data.location_quotients(region="Skellefteå")
    pd.testing.assert_series_equal(
        table["lq"], table["share"] / table["country"], check_names=False
    )


def test_without_records_nobody_is_said_to_be_reached_and_small_counts_are_withheld(
    data: Data,
) -> None:
    nothing = data.reach()
    assert nothing["reached"].isna().all()
    assert nothing.attrs["note"]
    shown = data.reach(records=data.sample_records())
    assert shown.attrs["watermark"]
    assert not (shown["reached"] < 5).any()


def test_it_describes_itself_in_a_few_lines_without_a_path(data: Data) -> None:
    text = repr(data)
    assert len(text.splitlines()) <= 4
    assert len(text) < 300
    assert str(data.directory) not in text
    assert "Västerbottens län" in text


def test_importing_the_package_brings_no_indicator_and_no_chart() -> None:
    """What a question needs is imported when it is asked."""
    code = "import sys, vbdash; print(*(m for m in sys.modules if m.startswith(('vbdash', 'plotly', 'streamlit', 'pandera'))))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = (
        "vbdash.indicators",
        "vbdash.records",
        "vbdash.charts",
        "plotly",
        "streamlit",
        "pandera",
    )
    assert not [m for m in run.stdout.split() if m.startswith(heavy)]


def test_what_the_readme_shows_is_so(capsys: pytest.CaptureFixture[str]) -> None:
    """Its lines run, the share is the one it says, and its last line is refused as it says."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = text.split("```python\n")[1].split("```")[0].strip().splitlines()
    with pytest.raises(UnknownName, match="did you mean 'gva'"):
        exec("\n".join(lines[:3] + [f"print({line}\n)" for line in lines[3:]]))  # noqa: S102
    assert "26.1" in capsys.readouterr().out
