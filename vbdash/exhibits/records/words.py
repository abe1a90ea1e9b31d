"""How records are labelled, and what every table made of them says of where it is from."""

from __future__ import annotations

from typing import Final, TypedDict

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.exhibit import Column
from vbdash.records.files.fields import label
from vbdash.records.own import Own
from vbdash.records.release import OTHER
from vbdash.sentences import interventions as say
from vbdash.text import msg
from vbdash.view import View

#: Ways to part the records: how a link says it, the column, and its name.
SPLITS: Final = {
    "kommun": ("municipality_code", msg("Municipality")),
    "del": ("group", msg("Coast and inland")),
    "bransch": ("sni2", msg("SNI division")),
    "storlek": ("size_class", msg("Size class")),
    "omrade": ("area", msg("Area of help")),
    "form": ("form", msg("Kind of help")),
    "ar": ("year", msg("Year of first help")),
}
#: Those that tell the cells of a target group apart.
CELLS: Final = ("kommun", "bransch", "storlek")


class Behind(TypedDict):
    """Where figures are from, as an exhibit says it."""

    sources: list[str]
    origin: str
    watermark: str


def behind(view: View, own: Own, *, base: bool = True) -> Behind:
    """Say where figures are from: the records, or what they are set against if it is published.

    Parameters
    ----------
    base
        Whether the figures are set against the firms that could have been reached.
    """
    tx = view.tx
    if base and own.stand_in:
        return Behind(sources=[view.source("workplaces")], origin="", watermark=own.watermark)
    origin = tx("Source: made up.") if own.watermark else tx("Source: the records.")
    return Behind(sources=[], origin=origin, watermark=own.watermark)


def label_of(view: View, by: str, key: object) -> str:
    """Return what a group is called: a municipality, an SNI division, a size class, a code."""
    tx, text = view.tx, str(key)
    if by == "municipality_code":
        return view.name(text)
    if by == "sni2":
        labels = _divisions(view.dataset, tx.lang)
        rest = tx("All other divisions, together")
        return rest if text == OTHER else f"{text} {labels[text]}" if text in labels else text
    if by == "group":
        return tx(say.GROUPS[text])
    return text if by == "year" else label(text, tx)


@kept
def _divisions(dataset: Dataset, lang: str) -> dict[str, str]:
    """Return the labels of the SNI divisions by code."""
    table = dataset.table("sni_divisions").astype(str)
    return dict(zip(table["code"], table[f"label_{lang}"], strict=True))


def labelled(view: View, table: pd.DataFrame) -> tuple[pd.DataFrame, list[Column]]:
    """Label the columns that tell cells apart, as ``<column>_text``."""
    result, columns = table.copy(), []
    for by, name in (SPLITS[each] for each in CELLS):
        if by in table:
            result[f"{by}_text"] = [label_of(view, by, key) for key in table[by]]
            columns.append(Column(f"{by}_text", view.tx(name)))
    return result, columns


def base_heading(view: View, *, stand_in: bool) -> str:
    """Return what the base is called in a table: firms, or workplaces in their stead."""
    if stand_in:
        return view.tx("Workplaces (stand-in for firms)")
    return view.tx("Firms in the target group")


def base_text(view: View, own: Own) -> str:
    """Name the base in use, with its year and source."""
    base = own.eligible
    return say.base_text(view.tx, base.basis, base.year, base.source, uploaded=own.base_uploaded)


def basis(view: View, own: Own) -> str:
    """Say what is counted, against what."""
    return view.tx("Unique firms. Base: {base}. Step: as chosen.", base=base_text(view, own))


def withheld(view: View, limit: int) -> str:
    """Say why a figure is not shown."""
    return view.tx("fewer than {limit}, or withheld", limit=limit)
