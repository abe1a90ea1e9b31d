"""Facts on a page: each a sentence, with a way into the view that proves it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vbdash.exhibits.news import new_figures
from vbdash.indicators.facts.fact import Fact
from vbdash.sentences.facts import fact_sentence, proof_label
from vbdash.ui.go import go_button
from vbdash.ui.safe import quiet
from vbdash.view import View


def show_facts(view: View, found: Sequence[Fact], key: str) -> None:
    """Draw facts side by side, under each other on a phone.

    Parameters
    ----------
    found
        Facts, best first.
    key
        Tells this row of facts from others on the page.
    """
    tx, data = view.tx, view.dataset
    fresh = new_figures(data)
    for start in range(0, len(found), 3):
        row = found[start : start + 3]
        for place, fact in zip(st.columns(3), row, strict=False):
            with place.container(border=True, height="stretch", vertical_alignment="distribute"):
                st.markdown(quiet(fact_sentence(tx, fact, data)))
                if (fact.subject, fact.year) in fresh:
                    st.caption(tx("New since the edition before"))
                go_button(
                    proof_label(tx, fact, data),
                    fact.page,
                    (fact.region,) if fact.region in data.municipality_codes else None,
                    fact.query,
                    key=f"{key}_{'_'.join(fact.key)}",
                    icon=":material/arrow_forward:",
                )
