"""Places and comparisons in words: true to the values, whatever they are."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

import vbdash
from vbdash import Dataset, Selection
from vbdash.exhibits.industry import municipalities
from vbdash.exhibits.municipality import compared, history, opening, standing
from vbdash.indicators.similar import FEWEST, place, usual, verdict
from vbdash.reports.factsheet import factsheet_pdf
from vbdash.sentences.groups import among_municipalities
from vbdash.sentences.industry import place_sentence, verdict_sentence
from vbdash.sentences.overview import share_sentence
from vbdash.sentences.places import Against, against_in_short, in_country, placed, placed_count
from vbdash.sentences.portrait import industry_sentence
from vbdash.sentences.slides import place_title
from vbdash.text import Text
from vbdash.view import View

LANGS = ["sv", "en"]
#: Every word by which anything here has ever been called about the same.
SAME = re.compile(r"ungefär|liknande|likt|samma|vanligt|similar|about|same|usual", re.IGNORECASE)
TIMES = re.compile(r"(\d+[,.]\d) (?:gånger|times)")

shares = st.floats(0.1, 60).map(lambda x: round(x, 1))
areas = st.lists(shares, min_size=FEWEST, max_size=30)


def sentences(tx: Text, value: float, values: list[float], other: float) -> list[str]:
    found = place(value, values)
    others = [Against("Riket", other, verdict(value, other, usual(values)))]
    return [
        verdict_sentence(tx, region="X", share=value, place=found, others=others),
        industry_sentence(
            tx, region="X", industry="Y", year=2024, amount=1, total=2, share=value, place=found,
            others=others,
        ),
        against_in_short(tx, others[0].verdict, value / other),
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
@settings(max_examples=60)
@given(values=areas, other=shares)
def test_no_sentence_calls_an_outer_quarter_similar(
    lang: str, values: list[float], other: float
) -> None:
    tx = Text(lang)
    low, high = np.percentile(values, [25, 75])
    for value in values:
        for said in sentences(tx, value, values, other):
            if not low <= value <= high or abs(value - other) > min(1, other / 10) + 1e-6:
                assert not SAME.search(said.replace("the same in all", "")), said
            ratio = TIMES.search(said)
            if ratio:
                assert value / other >= 1.5
                assert float(ratio[1].replace(",", ".")) == pytest.approx(value / other, abs=0.0501)


@pytest.mark.parametrize("lang", LANGS)
@settings(max_examples=60)
@given(values=areas, size=st.booleans())
def test_a_place_is_said_from_the_nearer_end_and_sizes_are_no_merit(
    lang: str, values: list[float], size: bool
) -> None:
    tx = Text(lang)
    high = ("störst", "largest") if size else ("högst", "highest")
    low = ("minst", "smallest") if size else ("lägst", "lowest")
    for value in values:
        said = placed(tx, place(value, values), size=size)
        if len(set(values)) == 1:
            assert said in (f"lika i alla {len(values)}", f"the same in all {len(values)}")
        elif value == max(values):
            assert any(word in said for word in high)
        elif value == min(values):
            assert any(word in said for word in low)
        assert str(len(values)) in said
        if size:
            assert not re.search("hög|läg|high|low", said)


@pytest.mark.parametrize(
    ("rank", "sv", "en"),
    [
        (1, "högst av 15", "highest of 15"),
        (2, "näst högst av 15", "second highest of 15"),
        (4, "fjärde högst av 15", "fourth highest of 15"),
        (5, "nummer 5 av 15 uppifrån", "number 5 of 15 from the top"),
        (8, "nummer 8 av 15 uppifrån", "number 8 of 15 from the top"),
        (12, "fjärde lägst av 15", "fourth lowest of 15"),
        (14, "näst lägst av 15", "second lowest of 15"),
    ],
)
def test_places_among_fifteen(rank: int, sv: str, en: str) -> None:
    values = [float(v) for v in range(15, 0, -1)]
    found = place(values[rank - 1], values)
    assert (placed(Text("sv"), found), placed(Text("en"), found)) == (sv, en)


@pytest.mark.parametrize(
    ("count", "sv", "en"),
    [
        (5, "flest av 7", "most of 7"),
        (3, "näst flest av 7", "second most of 7"),
        (2, "delat tredje flest av 7", "joint third most of 7"),
        (0, "inget heller i 2 andra av 7", "none in 2 others of 7 either"),
    ],
)
def test_a_number_of_firms_is_many_or_few_and_none_is_none(count: int, sv: str, en: str) -> None:
    counts = [5.0, 3.0, 2.0, 2.0, 0.0, 0.0, 0.0]
    found = place(float(count), counts)
    assert (placed_count(Text("sv"), found, count), placed_count(Text("en"), found, count)) == (
        sv, en,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rank", "said"), [(1, "den högsta"), (4, "den fjärde högsta"), (20, "den näst lägsta"),
                       (21, "den lägsta"), (15, "plats 15")],
)  # fmt: skip
def test_a_countys_place_is_told_from_the_end_that_is_near(rank: int, said: str) -> None:
    tx = Text("sv")
    assert said in place_sentence(tx, region="Gotlands län", rank=rank, of=21, unit="county")
    assert said in place_title(tx, region="Gotlands län", rank=rank, of=21)
    answer = share_sentence(
        tx, year=2024, share=10.5, country=18.0, region="Gotlands län", industry="B–E", rank=rank, of=21
    )  # fmt: skip
    assert said.replace("plats", "nummer") in answer


def test_an_area_is_told_from_the_side_where_most_lie() -> None:
    said = partial(among_municipalities, Text("sv"), area="Inlandet", of=290)
    assert said(above=34, below=255) == "Inlandet ligger lägre än 255 av 290 kommuner"
    assert said(above=209, below=80) == "Inlandet ligger högre än 209 av 290 kommuner"


def test_one_is_on_an_island() -> None:
    tx = Text("sv")
    assert tx("In {region}, {measure} was {last}.", region="Gotland", measure="x", last=1).startswith("På Gotland")  # fmt: skip
    assert tx("In {region}, {measure} was {last}.", region="Gotlands län", measure="x", last=1).startswith("I Gotlands")  # fmt: skip
    assert Text("en")("In {region}, {measure} was {last}.", region="Gotland", measure="x", last=1).startswith("In Gotland")  # fmt: skip


def test_the_only_municipality_of_a_county_is_compared_with_the_country_alone() -> None:
    view = View(vbdash.load(county="09"), Selection())
    made = standing.standing(view, "0980")
    assert made is not None
    assert "mediankommun" not in made.alt + made.screen and "mittersta" not in made.alt
    assert made.title.startswith("Gotland är länets enda kommun")
    assert "landets kommuner" in made.screen
    assert not {"place_text", "middle"} & {column.name for column in made.columns}
    beside = compared.compared(view, ("0980",))
    assert "mediankommun" not in beside.title and len(beside.columns) == 2
    drawn = history.history(view, "0980", "unemployment_rate")
    assert set(drawn.table["group"]) == {"Gotland"}


def test_panels_beside_each_other_are_told_by_their_latest_values(dataset: Dataset) -> None:
    made = history.panels(View(dataset, Selection()), ("2418", "2480"), "unemployment_rate")
    said = made.sentence.replace("\N{NO-BREAK SPACE}", " ")
    assert said.endswith("Malå 2,1 % (2024), Umeå 3,0 % (2024) och mediankommunen 3,0 % (2024).")


def test_a_shared_place_a_large_quarter_and_the_only_one() -> None:
    sv = Text("sv")
    assert placed(sv, place(9.0, [9.0, 9.0, 3.0, 2.0, 1.0])) == "delat högst av 5"
    assert placed(sv, place(270.0, range(1, 291))) == "i den högsta fjärdedelen av 290"
    tied = [4.0, 3.0, 2.0, 2.0, 2.0, 1.0, 0.0]
    assert placed(sv, place(2.0, tied)) == "delat nummer 3 av 7 uppifrån"
    assert placed(sv, place(1.0, [1.0])) == "den enda med uppgift"


def test_the_place_in_the_country_is_said_by_how_many_lie_on_the_other_side() -> None:
    values = [float(each) for each in range(1, 291)]

    def said(value: float, language: str = "sv", whole: int = 290, size: bool = False) -> str:
        found = in_country(Text(language), place(value, values), whole=whole, size=size)
        return found.replace("\N{NO-BREAK SPACE}", " ")

    assert said(250.0) == "högre än i 85 % av landets kommuner"
    assert said(40.0, "en") == "lower than in 86% of the country’s municipalities"
    assert said(289.0) == "högre än i 99 % av landets kommuner"
    assert said(290.0) == "högst av landets kommuner"
    assert said(1.0) == "lägst av landets kommuner"
    assert said(250.0, whole=312).endswith("85 % av de 290 kommuner i landet som har uppgift")
    assert said(290.0, size=True) == "nummer 1 av 290 i landet, från den största"
    assert in_country(Text("sv"), None) == ""
    assert in_country(Text("sv"), place(4.0, [4.0] * 290), whole=290) == ""
    assert in_country(Text("sv"), place(4.0, [*values, 4.0]), whole=291).startswith("lägre än")
    top = place(290.0, [*values, 290.0])
    assert in_country(Text("sv"), top, whole=291) == "delat högst av landets kommuner"


DATA = Path(__file__).resolve().parents[2] / "data"


def industry_shares() -> dict[str, float]:
    """Return the municipalities' shares by plain arithmetic over the tables."""
    with (DATA / "observations.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = [
            r for r in csv.DictReader(handle)
            if r["measure"] == "employed_residence" and r["region_code"].startswith("24")
            and len(r["region_code"]) == 4 and r["sector"] not in ("TOTAL", "US")
        ]  # fmt: skip
    found = {}
    for code in {r["region_code"] for r in rows}:
        own = {r["sector"]: float(r["value"]) for r in rows if r["region_code"] == code}
        found[code] = 100 * (own["B+C"] + own["D+E"]) / sum(own.values())
    return found


OUTER = sorted(
    code
    for shares in [industry_shares()]
    for code, value in shares.items()
    if not np.percentile(list(shares.values()), 25)
    <= value
    <= np.percentile(list(shares.values()), 75)
)


def test_eight_of_fifteen_lie_in_an_outer_quarter() -> None:
    assert len(OUTER) == 8
    assert {"2480", "2418", "2482", "2404"} <= set(OUTER)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", OUTER)
def test_no_text_of_the_shipped_data_calls_an_outer_quarter_similar(
    dataset: Dataset, lang: str, code: str
) -> None:
    view = View(dataset, Selection(lang=lang, municipalities=(code,)))
    found = municipalities.decided(view)
    assert found is not None
    swarm, stands = municipalities.swarm(view, found), standing.standing(view, code)
    assert swarm is not None and stands is not None
    row = swarm.table[swarm.table["code"] == code].iloc[0]
    first = stands.figure.layout.annotations[0].text
    texts = [
        opening.industry(view, code), swarm.title, swarm.sentence, row["to_country_said"],
        row["to_county_said"], stands.title, stands.sentence, first,
    ]  # fmt: skip
    for text in texts:
        assert not SAME.search(text), text
    known = industry_shares()
    assert placed(view.tx, place(known[code], list(known.values()))) in first.replace("<br>", " ")


def test_the_fact_sheet_speaks_of_its_municipality(dataset: Dataset) -> None:
    view = View(dataset, Selection())
    for code in ("2418", "2403"):
        pages = PdfReader(io.BytesIO(factsheet_pdf(view, code))).pages
        text = [" ".join(page.extract_text().replace("\xad", "").split()) for page in pages]
        assert len(pages) == 2
        name, percent = view.name(code), view.tx.percent(industry_shares()[code])
        assert f"{name}: {' '.join(percent.split())}" in text[0]
        assert text[0].count("Sverige (11,9 %)") == 2
        assert not SAME.search(text[0])
        for page in pages:
            assert lowest(page) < 1 / 3, code


def lowest(page: PageObject) -> float:
    """Return where the last words of a page stand above its foot, as a part of its height."""
    heights: list[float] = []

    def visit(text: str, at: list[float], *rest: object) -> None:
        if text.strip():
            heights.append(at[5])

    page.extract_text(visitor_text=visit)
    tall = float(page.mediabox.height)
    return min(y for y in heights if y > 0.08 * tall) / tall


def everywhere(dataset: Dataset, values: dict[str, float]) -> Dataset:
    """Return the data with a made-up rate of unemployment for the municipalities in `values`."""
    rows = dataset.table("observations")
    own = rows[rows["measure"] == "unemployment_rate"]
    pattern = own[(own["region_code"] == "2418") & (own["year"] == own["year"].max())]
    added = pd.concat(
        [pattern.assign(region_code=code, value=value) for code, value in values.items()]
    ).astype({"region_code": str})
    kept = rows[rows["measure"] != "unemployment_rate"].astype({"region_code": str})
    tables = {name: dataset.table(name) for name in dataset.tables}
    tables["observations"] = pd.concat([kept, added], ignore_index=True)
    return replace(dataset, _tables=MappingProxyType(tables), digest=f"all-{len(values)}")


@pytest.mark.parametrize("missing", [0, 1, 30])
def test_with_all_municipalities_a_place_in_the_country_is_said(
    dataset: Dataset, missing: int
) -> None:
    levels = dataset.regions["level"]
    codes = [str(c) for c in levels.index[levels == "municipality"]]
    others = [c for c in codes if c not in dataset.municipality_codes]
    values = {c: 3 + i / 1000 for i, c in enumerate(codes)} | {"2418": 8.0}
    for code in others[: 40 + missing]:
        values[code] = 9.0
    for code in others[len(others) - missing :]:
        del values[code]
    shown = standing.standing(View(everywhere(dataset, values), Selection()), "2418")
    assert shown is not None
    row = shown.table[shown.table["measure"] == "unemployment_rate"].iloc[0]
    # Forty of them, and as many more as are missing, have more; 261 are nine tenths of 290.
    few = missing > 29
    share = 100 * (290 - missing - 41 - missing) // (290 - missing)
    among = "landets kommuner" if not missing else "de 289 kommuner i landet som har uppgift"
    expected = "" if few else f"högre än i {share} % av {among}"
    assert row["country_text"].replace("\N{NO-BREAK SPACE}", " ") == expected
    assert "country_text" in {c.name for c in shown.columns}  # other measures have all 290
