"""The part about sectors: what an economy consists of, and how specialised it is."""

from __future__ import annotations

import streamlit as st

from vbdash.exhibits.industry import sectors
from vbdash.indicators.shown import Shown
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose
from vbdash.ui.composition import show_composition
from vbdash.ui.parts import Below
from vbdash.ui.show import show
from vbdash.view import View


def choose_region(view: View) -> str:
    """Draw the choice of the county or one of its municipalities."""
    data, tx = view.dataset, view.tx
    options = {data.county: view.county_name}
    options |= {c: data.name(c, tx.lang) for c in sorted(data.municipality_codes, key=data.name)}
    chosen = view.selection.municipalities
    return choose("omrade", tx("Area"), options, chosen[0] if len(chosen) == 1 else data.county)


def draw(view: View, _subject: Shown, below: Below) -> None:
    """Draw the part of the page about the sectors."""
    region = choose_region(view)
    show_composition(view, region)
    below()
    chosen = () if region == view.dataset.county else (region,)
    made = picture(sectors.specialisation, view.choosing(municipalities=chosen))
    if made is None:
        return
    show(view, made)
    own = sectors.sectors_as_if_equal(made.table, region)
    tx = view.tx
    with st.expander(tx("Method"), icon=":material/function:"):
        st.markdown(
            tx(
                "How different the mix is from Sweden's is Krugman's index of specialisation: the differences in "
                "share, added up. 0 is the same mix, 2 no sector in common. Half of it is the share who would have "
                "to change sector."
            )
        )
        if own == own:
            st.markdown(
                tx(
                    "How few sectors an economy rests on: in {region} employment is as concentrated as if {count} "
                    "of the 15 sectors were equally large. The number is 1 divided by Herfindahl's index.",
                    region=view.name(region),
                    count=tx.number(own, 1),
                )
            )
