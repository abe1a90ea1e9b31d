"""Leading firms and plants by size, and by what a number of employees covers."""

from __future__ import annotations

from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.indicators.firms.leading import supported
from vbdash.records.codes import SIZES

#: Where nothing is on record, of size or of what it covers.
UNKNOWN: Final = ""
#: What a number of employees may cover, the place alone first.
BASES: Final = ("site", "company_or_site", "area", "company", "group", UNKNOWN)
_LIMITS: Final = (0, 10, 50, 250, float("inf"))


def sized(dataset: Dataset, support: str, municipalities: tuple[str, ...] = ()) -> pd.DataFrame:
    """Put firms and plants into classes by their employees, each by its own number and basis.

    Parameters
    ----------
    dataset
        Validated tables.
    support
        How well supported a claim must be (:func:`vbdash.indicators.firms.leading.leading_rows`).
    municipalities
        Codes to keep; none means all.

    Returns
    -------
    DataFrame
        Rows of the table ``companies`` that are not closed, with ``size`` (one of ``SIZES``, or
        :data:`UNKNOWN`) and ``basis`` (one of :data:`BASES`), the largest first. Numbers of a
        site, a firm and a group are never added up: they count the same people more than once.
    """
    rows = supported(dataset, support)
    rows = rows[rows["status"] != "closed"]
    if municipalities:
        rows = rows[rows["municipality_code"].isin(municipalities)]
    count = rows["employees"].astype("float")
    classes = pd.cut(count, _LIMITS, labels=list(SIZES), right=False).astype("object")
    known = count.notna()
    basis = rows["employees_basis"].astype("object")
    made = rows.assign(
        size=classes.where(known, UNKNOWN), basis=basis.where(known & basis.notna(), UNKNOWN)
    )
    return made.sort_values(["employees", "name"], ascending=[False, True], na_position="last")
