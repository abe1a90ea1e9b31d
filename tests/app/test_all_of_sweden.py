"""Most alike of all 290 municipalities, the day figures for them are there.

None are shipped. Here two measures are made up for the 275 outside the county, in a copy of the
data that only this test reads.
"""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

import vbdash
from tests.app.conftest import ROOT, Open, said
from vbdash.indicators.municipality.alike import latest_table, most_alike, shared_table
from vbdash.indicators.municipality.figures import municipal_figures

MADE_UP = {"employment_rate": (75.0, 90.0), "unemployment_rate": (2.0, 9.0)}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data package in which all municipalities have two measures."""
    copy = tmp_path_factory.mktemp("sweden") / "data"
    shutil.copytree(ROOT / "data", copy)
    with (copy / "regions.csv").open(encoding="utf-8-sig", newline="") as handle:
        codes = [r["code"] for r in csv.DictReader(handle) if r["level"] == "municipality"]
    path = copy / "observations.csv"
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    dice = random.Random(290)  # noqa: S311
    for measure, (low, high) in MADE_UP.items():
        own = [r for r in rows if r["measure"] == measure and r["region_code"].startswith("24")]
        pattern = max(own, key=lambda r: r["year"])
        known = {r["region_code"] for r in own if r["year"] == pattern["year"]}
        for code in codes:
            if code not in known:
                value = round(dice.uniform(low, high), 1)
                rows.append({**pattern, "region_code": code, "value": str(value)})
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return copy


@pytest.fixture
def sweden(package: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("VBDASH_DATA", str(package))
    st.cache_resource.clear()
    yield
    monkeypatch.undo()
    st.cache_resource.clear()


def test_distances_over_all_of_sweden(package: Path) -> None:
    data = vbdash.load(package)
    figures = municipal_figures(data, "B-E")
    every = [str(c) for c in data.regions.index[data.regions["level"] == "municipality"]]
    assert len(every) == 290
    table = shared_table(figures, every)
    assert set(table.columns) == set(MADE_UP) and len(table) == 290
    assert not table.isna().any().any()
    scores = (table - table.mean()) / table.std(ddof=0)
    for code in data.municipality_codes:
        found = most_alike(table, code)
        gaps = ((scores - scores.loc[code]) ** 2).mean(axis=1).pow(0.5).drop(code)
        assert [n.code for n in found] == list(gaps.round(12).sort_values(kind="stable").index[:5])
        assert found[0].distance == pytest.approx(gaps.min())
    # The county's own comparison is as it was: over its own measures, among its own.
    own = figures[figures["code"].isin(data.municipality_codes)]
    shipped = municipal_figures(vbdash.load(), "B-E")
    assert most_alike(latest_table(own), "2418") == most_alike(latest_table(shipped), "2418")


@pytest.mark.usefixtures("sweden")
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_page_offers_the_switch_and_names_the_measures(open_page: Open, lang: str) -> None:
    app = open_page("municipality", kommun="Malå", lang=lang, **{"del": "lika"})
    assert not app.exception
    county = said(app)
    assert ("efter 8 mått" if lang == "sv" else "over 8 measures") in county
    app.segmented_control(key="_bland").set_value("riket").run()
    assert not app.exception
    assert app.query_params["bland"] in ("riket", ["riket"])
    text = said(app).replace("\\", "")
    assert {
        "sv": "Mest lik först, efter 2 mått som väger lika: sysselsättningsgraden och arbetslösheten.",
        "en": "Most alike first, over 2 measures that weigh the same: the employment rate and unemployment.",
    }[lang] in text
    assert {"sv": "Jämfört med 290 av Sveriges 290", "en": "Compared with 290 of Sweden’s 290"}[lang] in text  # fmt: skip
    heading = next(h.value for h in app.header if h.value.startswith(("Mest lika", "Most like")))
    assert any(name in heading for name in outside()), (
        "somebody outside the county is among the five"
    )


def outside() -> list[str]:
    """Return the names of the municipalities outside the county."""
    regions = vbdash.load().regions
    rows = regions[(regions["level"] == "municipality") & (regions["parent"] != "24")]
    return [str(name) for name in rows["name_sv"]]


def test_without_figures_there_is_no_switch(open_page: Open) -> None:
    app = open_page("municipality", kommun="Malå", bland="riket", **{"del": "lika"})
    assert not app.exception
    assert not [w for w in app.segmented_control if w.key == "_bland"]
    assert "Bara länets 15 kommuner jämförs" in said(app)
