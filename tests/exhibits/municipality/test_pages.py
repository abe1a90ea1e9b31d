"""A municipality's exhibits: whole, true to the tables, and made from the registry and the data."""

from __future__ import annotations

import io
from dataclasses import replace
from types import MappingProxyType

import pandas as pd
import pytest
from pypdf import PdfReader

from vbdash import Dataset
from vbdash.exhibit import Exhibit
from vbdash.exhibits.industry.sectors import beside_country
from vbdash.exhibits.municipality import alike, compared, firms, history, opening, standing, support
from vbdash.indicators.municipality.alike import traits
from vbdash.indicators.municipality.standing import over_time
from vbdash.indicators.support import projects_for
from vbdash.reports.factsheet import factsheet_pdf
from vbdash.selection import Selection
from vbdash.view import View


def every(view: View, code: str) -> dict[str, Exhibit | None]:
    """Return all exhibits of a municipality's page."""
    others = tuple(c for c in view.dataset.municipality_codes if c != code)[:2]
    measures = over_time(view.dataset, view.selection.definition, code)
    return {
        "standing": standing.standing(view, code),
        "compared": compared.compared(view, (code, *others)),
        "missing": compared.missing(view, code),
        "alike": alike.alike(view, code, country=False),
        "firms": firms.firms(view, code),
        "support": support.support(view, code),
        **{m: history.history(view, code, m) for m in measures},
        **{f"panels_{m}": history.panels(view, (code, *others), m) for m in history.offered(view)},
    }


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_exhibit_has_what_makes_it_checkable(dataset: Dataset, lang: str) -> None:
    view = View(dataset, Selection(lang=lang))
    made = {key: shown for key, shown in every(view, "2418").items() if shown is not None}
    assert set(made) >= {"standing", "alike", "firms", "support", "population"}
    for key, shown in made.items():
        assert shown.title and shown.sentence and shown.subtitle, key
        assert set(shown.sources) <= set(dataset.sources.index) and shown.sources, key
        assert len(shown.table) and {c.name for c in shown.columns} <= set(shown.table), key


def with_measure(dataset: Dataset, kind: str, years: tuple[int, ...]) -> Dataset:
    """Return the data with one measure more, as rows: the rate of the unemployed under a new name."""
    measures, rows = dataset.table("measures"), dataset.table("observations")
    row = measures[measures["id"] == "unemployment_rate"].assign(
        id="new_measure", kind=kind, label_sv="Nytt mått", label_en="New measure", sort_order=99
    )
    own = rows[(rows["measure"] == "unemployment_rate") & rows["year"].isin(years)]
    added = own.astype({"measure": str}).assign(measure="new_measure")
    tables = {name: dataset.table(name) for name in dataset.tables}
    tables["measures"] = pd.concat([measures.astype({"id": str}), row], ignore_index=True)
    tables["observations"] = pd.concat([rows.astype({"measure": str}), added], ignore_index=True)
    return replace(dataset, _tables=MappingProxyType(tables), digest=f"more-{kind}-{years}")


@pytest.mark.parametrize("kind", ["rate", "amount"])
def test_a_new_measure_is_rows_and_not_code(dataset: Dataset, kind: str) -> None:
    changed = with_measure(dataset, kind, (2023, 2024))
    assert over_time(changed, "B-E", "2418") == (*over_time(dataset, "B-E", "2418"), "new_measure")
    shown = history.history(View(changed, Selection()), "2418", "new_measure")
    assert shown.subtitle.startswith("Nytt mått") and set(shown.table["year"]) == {2023, 2024}
    assert ("Mediankommunen" in set(shown.table["group"])) == (kind == "rate")
    assert ("new_measure" in traits(changed, "B-E")) == (kind == "rate")


def test_a_single_year_is_no_history(dataset: Dataset) -> None:
    changed = with_measure(dataset, "rate", (2024,))
    assert "new_measure" not in over_time(changed, "B-E", "2418")
    assert "new_measure" in traits(changed, "B-E")


def test_the_longest_history_comes_first(dataset: Dataset) -> None:
    found = over_time(dataset, "B-E", "2482")
    assert found[:4] == (
        "population", "openly_unemployed", "grp_per_inhabitant", "tax_base"
    )  # fmt: skip
    assert {"employment_rate", "unemployment_rate", "jobs_per_resident"} < set(found)
    # Years of unknown price basis are no history, and what others are worked out of is not told.
    assert not {"median_income", "commuters_in", "live_and_work"} & set(found)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_fact_sheet_says_what_the_page_says(dataset: Dataset, lang: str) -> None:
    view = View(dataset, Selection(lang=lang))
    pages = PdfReader(io.BytesIO(factsheet_pdf(view, "2418"))).pages
    text = "".join("".join(page.extract_text().split()) for page in pages).replace("\xad", "")
    shown = standing.standing(view, "2418")
    assert shown is not None
    table = shown.table[shown.table["measure"].isin(traits(dataset, "B-E"))].head(8)
    # A unit may be broken into two lines, a figure never is.
    said = [value.split("\N{NO-BREAK SPACE}")[0] for value in (*table["written"], *table["middle"])]
    said += [*table["place_text"], opening.industry(view, "2418")]
    for each in said:
        assert "".join(each.split()) in text, each


@pytest.mark.parametrize(("lang", "word"), [("sv", "färre än tio"), ("en", "fewer than ten")])
def test_small_counts_are_marked_in_text_table_and_chart(
    dataset: Dataset, lang: str, word: str
) -> None:
    shown = beside_country(View(dataset, Selection(lang=lang)), "2418")
    assert shown is not None and shown.figure is not None
    small = shown.table[shown.table["amount"] < 10]
    assert "D+E" in set(small["sector"])
    assert (small["note"] != "").all() and (shown.table.drop(small.index)["note"] == "").all()
    assert "note" in {column.name for column in shown.columns}
    drawn = " ".join(str(label) for label in shown.figure.to_dict()["layout"]["annotations"])
    drawn = drawn.replace("<br>", " ")
    for name in small["short"]:
        assert name in shown.sentence and name in shown.subtitle
    assert drawn.lower().count(word) >= len(small)


def test_a_municipality_unlike_all_others_has_no_list(dataset: Dataset) -> None:
    view = View(dataset, Selection())
    assert alike.alike(view, "2482", country=False) is None
    assert "Skellefteå" in alike.said(view, "2482", country=False)[0]
    shown = alike.alike(view, "2418", country=False)
    assert shown is not None and shown.figure is None
    assert (shown.table["value"] <= 1).all()


def test_projects_by_relevance(dataset: Dataset) -> None:
    found = projects_for(dataset, "2403")
    assert found["targeted"].any() and not found["targeted"].all()
    assert found["targeted"].is_monotonic_decreasing
    for _, rows in found.groupby("targeted"):
        years = rows["year"].dropna().astype(int)
        assert years.is_monotonic_decreasing


def test_scales_are_linear(dataset: Dataset) -> None:
    shown = standing.standing(View(dataset, Selection()), "2482")
    assert shown is not None and shown.figure is not None
    heads = [a.text for a in shown.figure.layout.annotations if a.text.startswith("<b>")]
    assert "näst störst av 15" in next(h for h in heads if "Folkmängd" in h)
    people = {"2480": 135_273, "2482": 75_405, "2403": 2_327}
    after = list(shown.table["measure"])[::-1].index("population")  # all have figures of those
    own = {
        code: [x for t in shown.figure.data for x, c in zip(t.x, t.customdata, strict=True) if c == code][-1 - after]
        for code in people
    }  # fmt: skip
    part = (people["2482"] - people["2403"]) / (people["2480"] - people["2403"])
    assert own["2482"] == pytest.approx(part, abs=0.01)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_heading_is_not_put_inside_a_sentence(dataset: Dataset, lang: str) -> None:
    """A curve's name begins with a capital, as headings do: a legend puts nothing before it."""
    view = View(dataset, Selection(lang=lang))
    heading, seen = view.tx("Middle municipality"), 0
    for key, shown in every(view, "2418").items():
        if shown is None or shown.figure is None:
            continue
        for note in shown.figure.layout.annotations:
            text = str(note.text or "")
            found = text.find(heading)
            seen += found >= 0
            before = text[:found].rstrip() if found > 0 else ""
            assert not before or before.endswith((".", "·", ">")), (key, text)
    assert seen
