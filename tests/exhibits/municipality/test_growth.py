"""Growth on a municipality's page, areas as dots, and the list of what is loaded: against the tables."""

from __future__ import annotations

import pytest

import vbdash
from tests.conftest import stage_for
from vbdash import Dataset, Selection
from vbdash.exhibits.municipality import area, history, on_file
from vbdash.indicators.municipality.sums import summed
from vbdash.view import View


def people(dataset: Dataset, code: str) -> dict[int, float]:
    rows = dataset.observations
    own = rows[(rows["measure"] == "population") & (rows["region_code"] == code)]
    return dict(zip(own["year"].astype(int), own["value"].astype(float), strict=True))


def test_an_index_and_a_change_are_those_of_the_figures(dataset: Dataset) -> None:
    view, known = stage_for(dataset), people(dataset, "2418")
    first, last = min(known), max(known)
    made = history.grown(view, "2418", "population", "index")
    assert made is not None and made.figure is not None
    own = made.table[made.table["code"] == "2418"].set_index("year")["value"]
    assert own[last] == pytest.approx(100 * known[last] / known[first])
    assert f"index {own[last]:.0f} år {last} ({first} är 100)" in made.sentence
    made = history.grown(view, "2418", "population", "forandring")
    assert made is not None
    own = made.table[made.table["code"] == "2418"].set_index("year")["value"]
    assert own[last] == pytest.approx(100 * (known[last] / known[last - 1] - 1))
    assert f"Steg {(own.round(1) > 0).sum()} gånger av {len(own)}." in made.sentence


def test_every_face_that_is_offered_is_drawn_in_both_languages(dataset: Dataset) -> None:
    for lang in ("sv", "en"):
        view = stage_for(dataset, lang=lang)
        for measure in ("population", "employed_residence_share", "unemployment_rate"):
            offered = history.faces(view, "2418", measure)
            assert offered[0] == "varde"
            for face in offered[1:]:
                made = history.grown(view, "2418", measure, face)
                assert made is not None and made.sources and made.sentence, (measure, face)
                assert {each.name for each in made.columns} <= set(made.table), face


def test_an_area_is_a_dot_with_its_summed_figure(dataset: Dataset) -> None:
    made = area.among(stage_for(dataset), ("inland", "lan-24"), "employed_residence_share")
    assert made is not None and made.figure is not None
    groups = made.table.set_index("code").loc[["inland", "lan-24"], "value"]
    codes = area.Areas(stage_for(dataset), ("inland",)).codes["inland"]
    hand = summed(dataset, "B-E", codes).table
    year = int(made.table["year"].iloc[0])
    own = hand[(hand["measure"] == "employed_residence_share") & (hand["year"] == year)]["value"]
    assert groups["inland"] == pytest.approx(float(own.iloc[0]))
    every = made.table[made.table["code"].str.fullmatch(r"\d{4}")]["value"]
    higher = int((every > groups["inland"]).sum())
    assert f"Inlandet ligger lägre än {higher} av {len(every)} kommuner" in made.title
    marked = [str(code) for trace in made.figure.data[1:] for code in trace.customdata]
    assert marked == ["inland", "lan-24"]
    assert area.among(stage_for(dataset), ("inland",), "population") is None


@pytest.mark.parametrize(("county", "code", "there"), [("12", "1214", False), ("24", "2418", True)])
def test_what_is_loaded_and_what_is_not_is_a_list(
    dataset: Dataset, county: str, code: str, there: bool
) -> None:
    made = on_file.on_file(stage_for(dataset.seen_from(county)), code)
    said = made.table.set_index("what")
    assert said.loc["Folkmängd", "loaded"] == "Finns"
    assert said.loc["Folkmängd", "more"].endswith(("–2024", "–2025"))
    firms = "Finns" if there else "Finns inte"
    assert said.loc["Ledande företag", "loaded"] == said.loc["Offentligt stöd", "loaded"] == firms
    assert ("edande företag" in made.sentence) != there
    assert said.loc["Bruttoregionprodukt per invånare", "loaded"] == firms


def test_a_countys_only_municipality_is_not_set_beside_itself() -> None:
    view = View(vbdash.load(county="09"), Selection())
    for face in ("forandring", "index"):
        made = history.grown(view, "0980", "population", face)
        assert made is not None and "ediankommunen" not in made.sentence
        assert set(made.table["code"]) == {"0980"}
        assert not [n for n in made.figure.layout.annotations if "grått" in str(n.text)]
