"""What rests on a source: which measures, and how many rows of which tables."""

from __future__ import annotations

from dataclasses import dataclass

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept


@dataclass(frozen=True)
class Rests:
    """What rests on a source.

    Attributes
    ----------
    measures
        Ids of the measures with a figure from it, in the order of the registry.
    rows
        Number of rows that name it, by table, in the order of the data package; tables without
        such a row are left out.
    """

    measures: tuple[str, ...]
    rows: dict[str, int]


@kept
def rests_on(dataset: Dataset, source: str) -> Rests:
    """Find what rests on a source.

    Parameters
    ----------
    dataset
        Validated tables.
    source
        Id of the table ``sources``.
    """
    rows = {}
    for name in dataset.tables:
        table = dataset.table(name)
        columns = [c for c in table.columns if c == "source_id" or c.startswith("source_id_")]
        count = int((table[columns] == source).any(axis=1).sum()) if columns else 0
        if count:
            rows[name] = count
    own = dataset.table("observations")
    known = set(own.loc[own["source_id"] == source, "measure"].unique().astype(str))
    order = dataset.measures.sort_values("sort_order").index
    return Rests(tuple(str(m) for m in order if m in known), rows)
