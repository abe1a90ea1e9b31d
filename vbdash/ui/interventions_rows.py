"""Records to look at, and how their tables are labelled and exported."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from vbdash.dataset import Dataset
from vbdash.indicators.reach import Eligible
from vbdash.sources.fields import label
from vbdash.text.sentences import interventions as say
from vbdash.ui.view import View

__all__ = ["Own", "chosen_only", "label_of", "sources_of", "whole_county"]


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
    watermark
        Said on every figure and in every file where the records are made up.
    """

    rows: pd.DataFrame
    eligible: Eligible
    groups: pd.Series
    watermark: str = ""


def chosen_only(view: View, own: Own) -> Own:
    """Keep what concerns the chosen municipalities; all of it when none is chosen."""
    codes = view.selection.municipalities
    if not codes:
        return own
    cells = own.eligible.cells
    eligible = replace(own.eligible, cells=cells[cells["municipality_code"].isin(codes)])
    if len(own.eligible.firms):
        firms = own.eligible.firms
        eligible = replace(eligible, firms=firms[firms["municipality_code"].isin(codes)])
    rows = own.rows[own.rows["municipality_code"].isin(codes)]
    return replace(own, rows=rows, eligible=eligible)


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
        divisions = _divisions(data)
        known = text in divisions.index
        return f"{text} {divisions.at[text, f'label_{tx.lang}']}" if known else text
    if by == "group":
        return tx(say.GROUPS[text])
    return label(text, tx)


def _divisions(data: Dataset) -> pd.DataFrame:
    return data.table("sni_divisions").set_index("code")


def sources_of(own: Own) -> list[str]:
    """Return the published sources behind the base, if it is a published one."""
    return ["regionfakta-arbetsstallen"] if own.eligible.basis == "workplaces" else []
