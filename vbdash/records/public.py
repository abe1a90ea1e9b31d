"""What slides may say of the region's own records: the protected figures, and nothing else."""

from __future__ import annotations

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.records.reach import Eligible, eligible_from_workplaces
from vbdash.records.release import Release, release
from vbdash.records.rules import eligible_of


@kept
def groups_of(dataset: Dataset) -> pd.Series:
    """Return coast or inland for each municipality of the county."""
    rows = dataset.table("region_groups")
    rows = rows[rows["group"].isin(["coast", "inland"])]
    groups = rows.set_index("region_code")["group"].astype("object")
    return groups.reindex(list(dataset.municipality_codes))


@kept
def region_base(dataset: Dataset) -> Eligible:
    """Return the target group that is loaded on the server; published workplaces without one."""
    if "eligible" in dataset.tables:
        rows = dataset.table("eligible")
        rows = rows[rows["municipality_code"].isin(dataset.municipality_codes)]
        if len(rows):
            return eligible_of(rows)
    return eligible_from_workplaces(dataset)


@kept
def public_release(dataset: Dataset) -> Release:
    """Protect the region's records and its target group, once: that takes a while.

    Returns
    -------
    Release
        The same figures as the page shows the public: two sets that were protected apart could
        be compared.
    """
    return release(dataset.table("interventions"), region_base(dataset), groups_of(dataset))
