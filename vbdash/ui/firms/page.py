"""The page of firms: what is shown now, the answer in a sentence, and the way to its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from vbdash.data.dataset import Dataset
from vbdash.indicators.firms import leading
from vbdash.indicators.firms.leading import spread_of
from vbdash.indicators.firms.search import Wanted, find
from vbdash.selection import SUPPORTS
from vbdash.sentences import companies as say
from vbdash.text import msg
from vbdash.ui import not_loaded, parts
from vbdash.ui.cached import shared
from vbdash.ui.choice import choose
from vbdash.ui.go import go_button
from vbdash.ui.safe import quiet
from vbdash.view import View

__all__ = [
    "OPENED",
    "Shown",
    "answer",
    "choose_part",
    "choose_strength",
    "nothing_loaded",
    "opened",
    "select",
    "strengths",
]

#: Name in the link of the firm or plant whose panel is open.
OPENED: Final = "foretag"
_PARTS: Final = {
    "lista": msg("The list"),
    "spridning": msg("Spread"),
    "jamfor": msg("Compare municipalities"),
}


@dataclass(frozen=True)
class Shown:
    """What the page shows.

    Attributes
    ----------
    rows
        Rows of the table ``companies`` that fit the strength, the filters and the municipalities
        chosen: leading today, then history.
    known
        How many there are before the filters.
    spread
        The count for the whole county, which filters do not change.
    """

    rows: pd.DataFrame
    known: int
    spread: leading.SpreadOfFirms


@shared
def strengths(dataset: Dataset) -> pd.DataFrame:
    """Count firms by municipality under every strength of support."""
    return leading.strength_table(
        dataset.table("companies"), dataset.table("leadership_claims"), dataset.municipality_codes
    )


def nothing_loaded(view: View) -> None:
    """Say that no firms are loaded for the county, and how they are added."""
    tx = view.tx
    st.subheader(quiet(not_loaded.no_firms(view)), anchor=False)
    st.markdown(
        tx(
            "That does not mean that there are none. Firms are added as rows of the table of firms, "
            "and what somebody says that they lead in as rows of the table of claims. The page about "
            "the data explains every column."
        )
    )
    go_button(
        tx("See the table of firms and its columns"), "data", None,
        {"del": "tables", "tabell": "companies"}, key="to_table_of_firms",
        icon=":material/table:",
    )  # fmt: skip


def choose_strength(view: View) -> None:
    """Draw the switch that decides everything on the page: how well a claim must be supported."""
    tx = view.tx
    choose(
        "styrka",
        tx("How well supported must the claim be?"),
        {code: tx(say.STRENGTHS[code]) for code in SUPPORTS},
        "world_operating",
        widget=st.segmented_control,
        help=tx(
            "1: any record on file. 2: somebody says that the firm leads. 3: in the world. 4: and it is in "
            "operation on record. 5: and somebody other than the firm or its owner says so. "
            "Each asks for what the ones before it ask for."
        ),
    )


def select(view: View, wanted: Wanted) -> Shown:
    """Find what fits the strength of support and the filters."""
    data, strength = view.dataset, view.selection.support
    rows = _supported(data, strength)
    found = find(rows, data.table("leadership_claims"), wanted)
    return Shown(found, len(rows), spread_of(data, strength))


@shared
def _supported(data: Dataset, strength: str) -> pd.DataFrame:
    """Return what leads today under a strength of support, and then what is history."""
    companies, claims = data.table("companies"), data.table("leadership_claims")
    own = companies[companies["municipality_code"].isin(data.municipality_codes)]
    return pd.concat(
        [leading.leading_rows(own, claims, strength), leading.history_rows(own, claims, strength)]
    )


def answer(view: View, spread: leading.SpreadOfFirms) -> None:
    """Say what the page is about: how many firms in how many municipalities, and how counted."""
    tx = view.tx
    first, second = say.headline(
        tx,
        firms=spread.firms,
        plants=spread.plants,
        municipalities=spread.municipalities,
        of=len(view.dataset.municipality_codes),
        strength=view.selection.support,
    )
    st.subheader(first, anchor=False)
    st.caption(second)


def choose_part(view: View) -> str:
    """Draw the way to the parts below the map and return the chosen one."""
    return parts.choose_part(view.tx, view.tx("Look closer"), _PARTS)


def opened(view: View) -> str:
    """Return the id of the firm or plant that the link opens, or an empty string."""
    asked = st.query_params.get(OPENED, "")
    return asked if asked in set(view.dataset.table("companies")["id"]) else ""
