"""Most alike of all 290 municipalities, over the measures that nearly all of them have."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import numpy as np
import pytest
import streamlit as st

import vbdash
from tests.app.conftest import ROOT, Open, said
from vbdash.indicators.municipality.alike import country_traits, nearest
from vbdash.indicators.municipality.figures import by_factors


def test_distances_over_all_of_sweden() -> None:
    data = vbdash.load()
    table, factors = country_traits(data, "B-E"), by_factors(data)
    assert len(table) == 290 and table.notna().mean().min() > 0.99
    # Industry's share and value per inhabitant are there for Västerbotten alone.
    assert {"unemployment_rate", "jobs_per_resident", "tax_base", "population"} < set(table.columns)
    assert not {"employed_residence_share", "grp_per_inhabitant"} & set(table.columns)
    scale = table.copy()
    for name in table.columns.intersection(sorted(factors)):
        scale[name] = np.log(table[name])
    scores = (scale - scale.mean()) / scale.std(ddof=0)
    for code in ("2418", "0180", "1265"):
        found = nearest(data, "B-E", code, country=True)
        gaps = ((scores - scores.loc[code]) ** 2).mean(axis=1).pow(0.5).drop(code)
        assert [n.code for n in found] == list(gaps.round(12).sort_values(kind="stable").index[:5])
        assert found[0].distance == pytest.approx(gaps.min())


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_page_names_measures_and_municipalities_of_the_country(
    open_page: Open, lang: str
) -> None:
    app = open_page("municipality", kommun="Malå", lang=lang, bland="riket", **{"del": "lika"})
    assert not app.exception
    text = said(app).replace("\\", "")
    count = country_traits(vbdash.load(), "B-E").shape[1]
    assert {"sv": f"{count} mått", "en": f"{count} measures"}[lang] in text
    assert {"sv": "alla Sveriges 290", "en": "of Sweden’s 290"}[lang] in text


def test_where_only_the_county_has_figures_nobody_else_is_compared(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "data"
    shutil.copytree(ROOT / "data", copy)
    path = copy / "observations.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(
            row for row in rows if len(row["region_code"]) < 4 or row["region_code"][:2] == "24"
        )
    monkeypatch.setenv("VBDASH_DATA", str(copy))
    st.cache_resource.clear()
    try:
        app = open_page("municipality", kommun="Malå", bland="riket", **{"del": "lika"})
        assert not app.exception
        assert not [w for w in app.segmented_control if w.key == "_bland"]
        assert "Bara länets 15 kommuner jämförs" in said(app)
    finally:
        st.cache_resource.clear()
