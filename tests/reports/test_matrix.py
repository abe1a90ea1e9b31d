"""All municipalities by all measures: the figures of the tables, in one workbook."""

from __future__ import annotations

import io

import openpyxl
import pytest

from vbdash import Dataset, Selection
from vbdash.exhibits.matrix import matrix
from vbdash.reports.workbook import matrix_xlsx
from vbdash.view import View


def test_each_figure_is_that_of_the_table(dataset: Dataset) -> None:
    codes = dataset.municipality_codes
    shown = matrix(View(dataset, Selection()), codes)
    assert shown is not None and list(shown.table["code"]) == list(codes)
    rows = dataset.observations
    for measure in ("population", "unemployment_rate", "median_income"):
        own = rows[(rows["measure"] == measure) & rows["region_code"].isin(codes)]
        if own.empty:
            continue
        latest = own[own["year"] == own["year"].max()].set_index("region_code")["value"]
        column = next(c for c in shown.columns if c.name == measure)
        assert str(own["year"].max()) in column.heading
        wanted = [round(float(latest[code]), column.decimals or 0) for code in codes]
        assert shown.table[measure].tolist() == wanted


def test_every_municipal_measure_of_the_registry_is_there(dataset: Dataset) -> None:
    shown = matrix(View(dataset, Selection()), dataset.municipality_codes)
    assert shown is not None
    rows = dataset.observations
    there = rows[rows["region_code"].isin(dataset.municipality_codes) & (rows["sector"] == "TOTAL")]
    assert set(there["measure"].unique()) <= set(shown.table.columns)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_workbook_holds_numbers_and_says_what_they_are(dataset: Dataset, lang: str) -> None:
    view = View(dataset, Selection(lang=lang))
    content = matrix_xlsx(view, dataset.municipality_codes)
    assert content == matrix_xlsx(view, dataset.municipality_codes)
    about, table, measures = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert table.auto_filter.ref and table.freeze_panes == "A2"
    kinds = {cell.data_type for row in table.iter_rows(min_row=2, min_col=3) for cell in row}
    assert kinds <= {"n"}
    assert measures.max_row == table.max_column - 1
    assert any("SCB" in str(cell.value) for row in about.iter_rows() for cell in row)


def test_a_year_is_followed_where_a_measure_has_it(dataset: Dataset) -> None:
    shown = matrix(View(dataset, Selection(year=2021)), ("2418",))
    assert shown is not None
    heads = {c.name: c.heading for c in shown.columns}
    assert heads["population"].endswith("(2021)")


def test_places_without_figures_have_no_workbook(dataset: Dataset) -> None:
    assert matrix_xlsx(View(dataset, Selection()), ("0000",)) == b""
