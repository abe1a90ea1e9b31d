"""A municipality beside others; and what is missing about it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from vbdash.exhibits.municipality import compared, history
from vbdash.exhibits.municipality.measured import short_label
from vbdash.indicators.municipality.standing import standing
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose
from vbdash.ui.show import show, show_table
from vbdash.view import View

#: As many as can be told apart beside the subject.
_MOST: Final = 3


def _others(view: View, code: str) -> list[str]:
    """Return what is compared: chosen here, or with the subject in the list of municipalities."""
    asked = [*view.selection.compare, *view.chosen]
    return [c for c in dict.fromkeys(asked) if c != code][:_MOST]


def compare(view: View, code: str) -> None:
    """Draw one table and small multiples: no verdict, only the figures side by side."""
    tx, data, asked = view.tx, view.dataset, view.selection
    if standing(data, asked.definition, code, asked.year).empty:
        not_loaded.no_municipal_figures(view)
        return
    st.multiselect(
        tx("Compare with up to three others"),
        sorted(data.every_municipality.values()),
        key="jamfor",
        bind="query-params",
        max_selections=_MOST,
        placeholder=tx("Choose municipalities"),
    )
    codes = (code, *_others(view, code))
    show_table(view, picture(compared.compared, view, codes))
    options = {m: short_label(view, m) for m in history.offered(view)}
    measure = choose("matt", tx("Over time"), options, "unemployment_rate")
    show(view, picture(history.panels, view, codes, measure))


def missing(view: View, code: str) -> None:
    """Draw what is missing about the municipality, and why."""
    show_table(view, picture(compared.missing, view, code))
