"""One measure for every region and year."""

from __future__ import annotations

from types import MappingProxyType

from vbdash.data.dataset import Dataset
from vbdash.indicators.industry.measures import measure_values


def test_a_measure_without_any_figure_has_no_values(dataset: Dataset) -> None:
    rows = dataset.table("observations")
    tables = {each: dataset.table(each) for each in dataset.tables}
    tables["observations"] = rows[rows["measure"] != "workplaces"]
    without = Dataset(
        dataset.directory, dataset.package, dataset.county, "without", MappingProxyType(tables)
    )
    assert len(measure_values(dataset, "workplaces_share", "B-E"))
    assert measure_values(without, "workplaces_share", "B-E").empty
