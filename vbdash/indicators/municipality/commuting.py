"""Commuting between municipalities: where those live who work in one."""

from __future__ import annotations

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept_everywhere


@kept_everywhere
def arriving(dataset: Dataset, code: str) -> pd.DataFrame:
    """Return where those live who work in a municipality, the most first.

    Parameters
    ----------
    dataset
        May have no commuting at all: the shipped package has none.
    code
        The municipality where they work.

    Returns
    -------
    DataFrame
        One row a municipality of residence, its own among them: ``code``, ``value`` (persons),
        ``share`` (percent of all who work there), ``year``, ``status``, ``source_id``; of the latest
        year. Empty where none is loaded.
    """
    columns = ["code", "value", "share", "year", "status", "source_id"]
    if "commuting" not in dataset.tables:
        return pd.DataFrame(columns=columns)
    rows = dataset.table("commuting")
    rows = rows[rows["workplace"].astype(str) == code]
    rows = rows[(rows["year"] == rows["year"].max()) & (rows["value"] > 0)]
    found: pd.DataFrame = rows.assign(
        code=rows["residence"].astype(str), share=100 * rows["value"] / rows["value"].sum()
    )
    found = found.sort_values(["value", "code"], ascending=[False, True], ignore_index=True)
    return found.loc[:, columns]
