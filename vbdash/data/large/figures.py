"""The figures of single measures out of all: found once, not looked for in every row each time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept_everywhere

#: Of so many figures each measure's may be kept beside the table.
_FEW: Final = 200_000


def figures(dataset: Dataset, *measures: str) -> pd.DataFrame:
    """Return the figures in use of some measures.

    Parameters
    ----------
    dataset
        Where they are.
    measures
        Ids of the registry; those without figures have no rows.

    Returns
    -------
    DataFrame
        The rows of :attr:`vbdash.data.dataset.Dataset.observations`, in their order; codes are
        texts, however the table holds them.
    """
    if len(measures) == 1 and len(dataset.observations) <= _FEW:
        return _one(dataset, measures[0]).copy(deep=False)
    return _taken(dataset, measures)


@kept_everywhere
def _one(dataset: Dataset, measure: str) -> pd.DataFrame:
    return _taken(dataset, (measure,))


def _taken(dataset: Dataset, measures: Sequence[str]) -> pd.DataFrame:
    rows, places = dataset.observations, _places(dataset)
    own = [places[each] for each in dict.fromkeys(measures) if each in places]
    found = rows.take(np.sort(np.concatenate(own)) if own else np.empty(0, "int64"))
    return texts(dataset, found)


def texts(dataset: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of the table with codes as texts, however it holds them."""
    return rows.astype({name: "str" for name in _coded(dataset) if name in rows})


@kept_everywhere
def holdings(dataset: Dataset) -> pd.DataFrame:
    """Return which measures there are figures in use of, for which region and year."""
    rows = dataset.observations[["measure", "region_code", "year"]]
    return texts(dataset, rows.drop_duplicates(ignore_index=True))


@kept_everywhere
def _places(dataset: Dataset) -> dict[str, npt.NDArray[Any]]:
    groups = dataset.observations.groupby("measure", observed=True)
    return {str(name): np.asarray(places) for name, places in groups.indices.items()}


@kept_everywhere
def _coded(dataset: Dataset) -> tuple[str, ...]:
    """Return the columns of text that a large table holds as categories, and a small one does not."""
    fields = dataset.resource("observations")["schema"]["fields"]
    free = {f["name"] for f in fields if not f.get("constraints", {}).get("enum")}
    kinds = dataset.observations.dtypes
    return tuple(
        name for name in free if name in kinds and isinstance(kinds[name], pd.CategoricalDtype)
    )
