"""One measure for every region and year: what the data page draws and maps."""

from __future__ import annotations

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept, kept_everywhere
from vbdash.data.large.figures import figures, texts
from vbdash.indicators.industry.shares import TOTAL, available_definitions, industry_share
from vbdash.indicators.shown import nearest_definition

_COLUMNS = ["code", "year", "value", "series", "status"]


def measure_values(dataset: Dataset, measure: str, definition: str) -> pd.DataFrame:
    """Return a measure by region and year, published or computed.

    Parameters
    ----------
    dataset
        Validated tables.
    measure
        Id of a measure. One that is computed (it has a ``base``) is industry's share of its base.
    definition
        Definition of industry for computed shares. Where the base cannot be cut by it, another
        stands in (:func:`vbdash.indicators.shown.nearest_definition`), which the column
        ``definition`` names.

    Returns
    -------
    DataFrame
        ``code``, ``year``, ``value`` (unit of the measure), ``series``, ``status``,
        ``definition`` (empty for published measures). Empty for a measure that is published only
        by sector, without a total.
    """
    base = dataset.row("measures", measure)["base"]
    if not isinstance(base, str):
        return _published(dataset, measure)
    offered = available_definitions(dataset, base)
    # Of a measure without any figure nothing is offered, and nothing stands in.
    used = nearest_definition(dataset, definition, offered) if offered else definition
    return _cut(dataset, base, used)


@kept
def _cut(dataset: Dataset, base: str, definition: str) -> pd.DataFrame:
    names = {"region_code": "code", "share": "value"}
    shares = industry_share(dataset, base, definition).rename(columns=names)
    return shares[_COLUMNS].assign(definition=definition)


@kept_everywhere
def _published(dataset: Dataset, measure: str) -> pd.DataFrame:
    rows = figures(dataset, measure)
    rows = rows[rows["sector"] == TOTAL]
    return rows.rename(columns={"region_code": "code"})[_COLUMNS].assign(definition="")


def replaced_values(dataset: Dataset, measure: str) -> pd.DataFrame:
    """Return what older editions say of regions and years that another edition is used for.

    Parameters
    ----------
    dataset
        Validated tables.
    measure
        Id of a measure; of one that is computed, the editions of its base.

    Returns
    -------
    DataFrame
        Rows of the table ``observations`` that are not in use.
    """
    base = dataset.row("measures", measure)["base"]
    wanted = base if isinstance(base, str) else measure
    keys = ["series", "sector", "region_code", "year"]
    published = dataset.table("observations")
    every, used = (
        table.set_index(keys, drop=False)
        for table in (
            texts(dataset, published[published["measure"] == wanted]),
            figures(dataset, wanted),
        )
    )
    return every[~every.index.isin(used.index)].reset_index(drop=True)
