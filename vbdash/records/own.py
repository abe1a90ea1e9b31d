"""Records to look at: whose they are, what they are set against, and what is counted of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.keeper import read_sparingly
from vbdash.data.kept import kept
from vbdash.records import counts
from vbdash.records.codes import SIZES
from vbdash.records.public import groups_of, public_release, region_base, region_records
from vbdash.records.reach import Eligible, eligible_from_workplaces, reach
from vbdash.records.release import Release, release

R = TypeVar("R")
#: Counts kept in memory for one set of records.
_REMEMBERED: Final = 64


@dataclass(frozen=True)
class Own:
    """Records to look at.

    Attributes
    ----------
    rows
        Intervention records.
    eligible
        Firms that could have been reached.
    groups
        Coast or inland, by municipality code.
    kind
        ``"server"``, ``"sample"`` or ``"file"``.
    watermark
        Said on every figure and in every file where the records are made up.
    base_uploaded
        Whether the firms that could have been reached come from the visitor's own file.
    memory
        What has been counted from these rows and this base; common to all that see them.
    """

    rows: pd.DataFrame
    eligible: Eligible
    groups: pd.Series
    kind: str
    watermark: str = ""
    base_uploaded: bool = False
    memory: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, what: Hashable, make: Callable[[], R]) -> R:
        """Return what was made before under this name, or make it; what is made is not changed."""
        if what not in self.memory:
            while len(self.memory) >= _REMEMBERED:
                self.memory.pop(next(iter(self.memory)))
            self.memory[what] = make()
        found: R = self.memory[what]
        return found

    @property
    def stand_in(self) -> bool:
        """Whether published workplaces stand in for the firms that could have been reached."""
        return self.eligible.basis == "workplaces"

    def only(self, codes: tuple[str, ...]) -> Own:
        """Keep what concerns some municipalities; all of it where none are given."""
        return self.once(("chosen", codes), lambda: _only(self, codes)) if codes else self

    def progress(self) -> pd.DataFrame:
        """Return how far each firm came (:func:`vbdash.records.counts.progress`)."""
        return self.once("progress", lambda: counts.progress(self.rows))

    def reach(self, by: str, step: str, municipalities: Sequence[str]) -> pd.DataFrame:
        """Count reach in a split, a row each ``code``; kinds of help and years have no base.

        Parameters
        ----------
        by
            Column that parts the firms.
        step
            Counts as reached, with all after it.
        municipalities
            Codes that have a row in a split by municipality, whether anybody was reached or not.
        """
        asked = ("reach", by, step)
        return self.once(asked, lambda: _reach(self, by, step, list(municipalities)))

    def release(self, dataset: Dataset) -> Release:
        """Protect the records, once for all that see them; slides show the same of the region's."""
        if self.kind == "server":
            return public_release(dataset)
        return self.once("release", lambda: release(self.rows, self.eligible, self.groups))


def _only(own: Own, codes: tuple[str, ...]) -> Own:
    cells = own.eligible.cells
    eligible = replace(own.eligible, cells=cells[cells["municipality_code"].isin(codes)])
    if len(own.eligible.firms):
        firms = own.eligible.firms
        eligible = replace(eligible, firms=firms[firms["municipality_code"].isin(codes)])
    rows = own.rows[own.rows["municipality_code"].isin(codes)]
    return replace(own, rows=rows, eligible=eligible, memory={})


def _reach(own: Own, by: str, step: str, municipalities: list[str]) -> pd.DataFrame:
    if by in ("area", "form"):
        table = counts.helped_by_kind(own.rows, by)
    else:
        listed = {"municipality_code": municipalities, "size_class": list(SIZES)}
        table = reach(own.progress(), own.eligible, by, step, listed.get(by))
    return table.rename_axis("code").reset_index()


@kept
def sample_rows(dataset: Dataset) -> pd.DataFrame:
    """Return the made-up records of the county; nothing where the data directory has none."""
    table = dataset.everywhere(("interventions_sample",), lambda: _samples(dataset))
    if table.empty:
        return table
    return table[table["municipality_code"].isin(dataset.municipality_codes)]


def _samples(dataset: Dataset) -> pd.DataFrame:
    table = read_sparingly(dataset.directory / "samples").get("interventions_sample")
    return pd.DataFrame() if table is None else table.assign(firm_name=None)


@kept
def shipped(dataset: Dataset, kind: str) -> Own:
    """Return the region's records, or the made-up ones, with what is counted from them.

    Made-up records are never set against real firms.
    """
    groups = groups_of(dataset)
    if kind == "server":
        return Own(region_records(dataset), region_base(dataset), groups, "server")
    return Own(sample_rows(dataset), eligible_from_workplaces(dataset), groups, "sample")
