"""Searching and filtering the firms; what is asked for lives in the link."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from vbdash.indicators.firms.search import Wanted
from vbdash.sentences import companies as say
from vbdash.ui.choice import choose_many
from vbdash.view import View

_SEARCH, _DIVISION, _SCOPE, _WORD, _STATUS = "sok", "bransch", "rackvidd", "enligt", "status"


def wanted(view: View) -> Wanted:
    """Draw the search and the filters, and return what is looked for."""
    tx, data = view.tx, view.dataset
    companies = data.table("companies")
    labels = data.table("sni_divisions").set_index("code")[f"label_{tx.lang}"]
    used = sorted(set(companies["sni_division"].astype(str)))
    asked = any(st.query_params.get_all(p) for p in (_SEARCH, _DIVISION, _SCOPE, _WORD, _STATUS))
    with st.expander(tx("Search and filter"), icon=":material/search:", expanded=asked):
        words = st.text_input(
            tx("Name, product or place"), key=_SEARCH, bind="query-params", max_chars=80
        )
        left, right = st.columns(2)
        anything = tx("All")
        with left:
            scopes = choose_many(_SCOPE, tx("Scope"), _labels(view, say.SCOPES), anything)
            statuses = choose_many(_STATUS, tx("Status"), _labels(view, say.STATUSES), anything)
        with right:
            made_by = choose_many(_WORD, tx("On whose word"), _labels(view, say.MADE_BY), anything)
            divisions = choose_many(
                _DIVISION,
                tx("SNI division"),
                {code: f"{code} {labels[code]}" for code in used},
                anything,
            )
    return Wanted(
        words=words or "",
        municipalities=view.selection.municipalities,
        divisions=divisions,
        scopes=scopes,
        made_by=made_by,
        statuses=statuses,
    )


def _labels(view: View, labels: Mapping[str, str]) -> dict[str, str]:
    written = {code: view.tx(text) for code, text in labels.items()}
    return {code: text[:1].upper() + text[1:] for code, text in written.items()}
