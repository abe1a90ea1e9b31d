"""The municipalities under each strength of support: “nearly all”, for anyone to try."""

from __future__ import annotations

from typing import Final

import plotly.graph_objects as go
import streamlit as st

from vbdash.charts.grid import count_grid
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit
from vbdash.selection import SUPPORTS
from vbdash.sentences import companies as say
from vbdash.text import Text
from vbdash.ui.cached import shared_few
from vbdash.ui.firms.page import strengths
from vbdash.ui.firms.register import source_ids
from vbdash.ui.map import toggle_municipality
from vbdash.ui.show import show
from vbdash.view import View

__all__ = ["grid"]

_GRID: Final = "firms_grid"


def grid(view: View) -> None:
    """Draw the municipalities by strength of support: the claim “nearly all”, for anyone to try."""
    presses = st.session_state.setdefault(f"_{_GRID}_presses", 0)
    figure, exhibit = _drawn(
        view.dataset,
        view.tx.lang,
        view.selection.support,
        tuple(view.selection.municipalities),
        presses,
    )
    show(
        view,
        exhibit.replace(figure=figure),
        on_select=lambda: _pressed(view),
        selection_mode="points",
    )


@shared_few
def _drawn(
    data: Dataset, lang: str, support: str, chosen: tuple[str, ...], presses: int
) -> tuple[go.Figure, Exhibit]:
    tx = Text(lang)
    every = strengths(data).sort_values(list(reversed(SUPPORTS)), ascending=False, kind="stable")
    table = every.reset_index(names="code")
    table["label"] = [data.name(code, lang) for code in table["code"]]
    reached = [int((every[each] > 0).sum()) for each in SUPPORTS]
    figure = count_grid(
        table,
        tx,
        columns=SUPPORTS,
        chosen=support,
        totals=(tx("Municipalities"), reached),
        highlight=chosen,
        stamp=str(presses),
    )
    sentence = tx(
        "{now} of {of} municipalities have what is asked for. With the weakest requirement it is {first}, "
        "with the strongest {last}",
        first=reached[0],
        last=reached[-1],
        of=len(every),
        now=reached[SUPPORTS.index(support)],
    )
    exhibit = Exhibit(
        key=_GRID,
        title=sentence,
        subtitle=tx(
            "Firms, each once in a municipality, by what is asked for: {strengths}. A dot: none. Press a "
            "ring to choose the municipality.",
            strengths=", ".join(tx(say.STRENGTHS[each]) for each in SUPPORTS),
        ),
        sentence=sentence + ".",
        table=table,
        columns=[
            Column("label", tx("Municipality")),
            *(Column(each, tx(say.STRENGTHS[each]), 0) for each in SUPPORTS),
        ],
        sources=source_ids(data),
        origin=say.origin(tx, len(data.table("companies"))),
        lines=[(tx("Definition"), say.counting_rule(tx))],
    )
    return figure, exhibit


def _pressed(view: View) -> None:
    """Choose the municipality of the ring that was pressed, or let it go."""
    found = (st.session_state.get(f"{_GRID}_chart") or {}).get("selection", {}).get("points", [])
    if not found:
        return
    given = found[0].get("customdata", "")
    code = str(given[0] if isinstance(given, list) else given).partition("|")[0]
    st.session_state[f"_{_GRID}_presses"] += 1
    if code in view.dataset.municipality_codes:
        toggle_municipality(view.dataset.name(code))
