"""What anybody may see of the region's own records: the figures that are published, and nothing else."""

from __future__ import annotations

import logging
import threading
from datetime import date
from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.faults import DataError
from vbdash.data.kept import kept
from vbdash.records import published, store
from vbdash.records.reach import Eligible, eligible_from_workplaces
from vbdash.records.release import Release, release
from vbdash.records.rules import eligible_of

#: One at a time: protecting takes a while.
_LOCK: Final = threading.Lock()


@kept
def groups_of(dataset: Dataset) -> pd.Series:
    """Return coast or inland for each municipality of the county."""
    rows = dataset.table("region_groups")
    rows = rows[rows["group"].isin(["coast", "inland"])]
    groups = rows.set_index("region_code")["group"].astype("object")
    return groups.reindex(list(dataset.municipality_codes))


def region_records(dataset: Dataset) -> pd.DataFrame:
    """Return the region's own records; none where another county than the region's is in focus.

    They are the region's, and are protected as one whole: seen from another county they would be
    protected a second time, against other firms, and the two could be compared.
    """
    rows = dataset.table("interventions")
    return rows if dataset.county == dataset.home else rows.iloc[:0]


@kept
def region_base(dataset: Dataset) -> Eligible:
    """Return the target group that is loaded on the server; published workplaces without one."""
    if "eligible" in dataset.tables and dataset.county == dataset.home:
        rows = dataset.table("eligible")
        rows = rows[rows["municipality_code"].isin(dataset.municipality_codes)]
        if len(rows):
            return eligible_of(rows)
    return eligible_from_workplaces(dataset)


def public_release(dataset: Dataset) -> Release:
    """Return the public figures of the region's records, once for each state of the data and day.

    Returns
    -------
    Release
        What is published, which may be older than the records (:mod:`vbdash.records.published`).
        Pages, slides and files show the same: two sets that were protected apart could be compared.
    """
    today = date.today()
    with _LOCK:
        return dataset.once(("release", today), lambda: _released(dataset, today))


def _released(dataset: Dataset, today: date) -> Release:
    rows, base = region_records(dataset), region_base(dataset)
    made = published.current(
        dataset.directory, dataset.county, rows, base,
        lambda: release(rows, base, groups_of(dataset)), today,
    )  # fmt: skip
    _prune(dataset)
    return made


def _prune(dataset: Dataset) -> None:
    """Delete, once a day, what has been kept long enough."""
    try:
        store.prune(dataset.directory, store.retention())
    except (DataError, OSError) as error:
        logging.getLogger("vbdash").error("earlier versions were not deleted: %s", error)
