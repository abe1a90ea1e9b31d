"""Records to look at, and how their tables are labelled and exported."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

import pandas as pd
import streamlit as st

from vbdash.data.dataset import Dataset
from vbdash.data.keeper import read_sparingly
from vbdash.records import counts as count
from vbdash.records import public
from vbdash.records.files.fields import label
from vbdash.records.reach import Eligible, eligible_from_workplaces, reach
from vbdash.sentences import interventions as say
from vbdash.ui.cached import shared
from vbdash.ui.choice import choose
from vbdash.view import View

__all__ = [
    "Own",
    "base_heading",
    "base_text",
    "basis",
    "choose_step",
    "chosen_only",
    "groups_of",
    "label_of",
    "origin",
    "progress_of",
    "reach_table",
    "region_base",
    "sample_rows",
    "shipped",
    "sources_of",
    "whole_county",
    "workplaces",
]

R = TypeVar("R")
#: Counts kept in memory for one set of records.
_REMEMBERED: Final = 64
#: Steps that can count as reached.
_STEPS: Final = ("contacted", "visited", "mapped", "helped")


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
    base_uploaded
        Whether the firms that could have been reached come from the visitor's own file.
    memory
        What has been counted from these rows and this base; shared by all that see them.
    watermark
        Said on every figure and in every file where the records are made up.
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


@shared
def sample_rows(dataset: Dataset) -> pd.DataFrame:
    """Return the made-up records; nothing where the data directory has none."""
    table = read_sparingly(dataset.directory / "samples").get("interventions_sample")
    return pd.DataFrame() if table is None else table.assign(firm_name=None)


groups_of = public.groups_of
workplaces = eligible_from_workplaces
region_base = public.region_base


@shared
def shipped(dataset: Dataset, kind: str) -> Own:
    """Return the region's records, or the made-up ones, with what is counted from them.

    Made-up records are never set against real firms.
    """
    if kind == "server":
        return Own(
            dataset.table("interventions"), region_base(dataset), groups_of(dataset), "server"
        )
    return Own(sample_rows(dataset), workplaces(dataset), groups_of(dataset), "sample")


def chosen_only(view: View, own: Own) -> Own:
    """Keep what concerns the chosen municipalities; all of it when none is chosen."""
    codes = view.selection.municipalities
    return own.once(("chosen", codes), lambda: _only(own, codes)) if codes else own


def _only(own: Own, codes: tuple[str, ...]) -> Own:
    cells = own.eligible.cells
    eligible = replace(own.eligible, cells=cells[cells["municipality_code"].isin(codes)])
    if len(own.eligible.firms):
        firms = own.eligible.firms
        eligible = replace(eligible, firms=firms[firms["municipality_code"].isin(codes)])
    rows = own.rows[own.rows["municipality_code"].isin(codes)]
    return replace(own, rows=rows, eligible=eligible, memory={})


def progress_of(own: Own) -> pd.DataFrame:
    """Return how far each firm came (:func:`vbdash.records.counts.progress`)."""
    return own.once("progress", lambda: count.progress(own.rows))


def whole_county(view: View) -> View:
    """Return the view without a choice of municipalities, for what is always of the whole county."""
    return replace(view, selection=view.selection.replace(municipalities=()))


def label_of(view: View, by: str, key: object) -> str:
    """Return what a group is called: a municipality, an SNI division, a size class, a code."""
    tx, data = view.tx, view.dataset
    text = str(key)
    if by == "municipality_code":
        return data.name(text, tx.lang)
    if by == "sni2":
        labels = _divisions(data)
        return f"{text} {labels[text][tx.lang]}" if text in labels else text
    if by == "group":
        return tx(say.GROUPS[text])
    return label(text, tx)


@shared
def _divisions(dataset: Dataset) -> dict[str, dict[str, str]]:
    """Return the labels of each SNI division by language."""
    table = dataset.table("sni_divisions").astype(str)
    columns = (table["code"], table["label_sv"], table["label_en"])
    return {code: {"sv": sv, "en": en} for code, sv, en in zip(*columns, strict=True)}


def sources_of(view: View, own: Own) -> list[str]:
    """Return the published sources behind the base, if it is a published one."""
    if own.eligible.basis != "workplaces":
        return []
    return [str(view.dataset.measures.at["workplaces", "source_id"])]


def origin(view: View, own: Own) -> str:
    """Say where records come from, in place of a publication."""
    return view.tx("Source: made up.") if own.watermark else view.tx("Source: the records.")


def base_heading(view: View, own: Own) -> str:
    """Return what the base is called in a table: firms, or workplaces in their stead."""
    if own.eligible.basis == "workplaces":
        return view.tx("Workplaces (stand-in for firms)")
    return view.tx("Firms in the target group")


def base_text(view: View, own: Own) -> str:
    """Name the base in use, with its year and source."""
    base = own.eligible
    return say.base_text(view.tx, base.basis, base.year, base.source, uploaded=own.base_uploaded)


def basis(view: View, own: Own) -> str:
    """Say what is counted, against what."""
    return view.tx("Unique firms. Base: {base}. Step: as chosen.", base=base_text(view, own))


def choose_step(view: View) -> str:
    """Draw the choice of the step that counts as reached."""
    tx = view.tx
    return choose(
        "steg",
        tx("Counts as reached from the step"),
        {step: label(step, tx) for step in _STEPS},
        "helped",
        widget=st.segmented_control,
    )


def reach_table(view: View, own: Own, by: str, step: str) -> pd.DataFrame:
    """Count reach in a split; kinds of help and years have no base."""
    part = own if by == "municipality_code" else chosen_only(view, own)
    codes = list(view.dataset.municipality_codes)
    table = part.once(("reach", by, step), lambda: _reach(part, by, step, codes)).copy()
    table["label"] = [
        str(key) if by == "year" else label_of(view, by, key) for key in table["code"].astype(str)
    ]
    return table


def _reach(own: Own, by: str, step: str, codes: list[str]) -> pd.DataFrame:
    if by in ("area", "form"):
        given = count.helps(own.rows)
        kinds = count.AREAS if by == "area" else count.FORMS
        counts = given.groupby(given[by].astype("object"))["firm_id"].nunique()
        table = counts.reindex(kinds, fill_value=0).rename("reached").to_frame()
    else:
        listed = {"municipality_code": codes, "size_class": list(count.SIZES)}
        table = reach(progress_of(own), own.eligible, by, step, listed.get(by))
    return table.rename_axis("code").reset_index()
