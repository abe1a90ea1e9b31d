"""The parts below the map: how evenly firms are spread, and what else municipalities have."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from vbdash.exhibits.firms import beside
from vbdash.exhibits.firms import sizes as made_sizes
from vbdash.exhibits.industry.municipalities import MEASURE
from vbdash.indicators.firms import concentration, spatial
from vbdash.indicators.firms.leading import strengths
from vbdash.indicators.firms.spread import Curve, curves, patterns, test_power
from vbdash.sentences import companies as say
from vbdash.text import Text
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.ui.safe import quiet
from vbdash.ui.show import show
from vbdash.view import View


def spread(view: View) -> None:
    """Draw the curves, their measures in a table, and a sentence with limits for each."""
    tx = view.tx
    with st.spinner(tx("Computing")):
        made = picture(beside.spread, view)
    show(view, made)
    st.markdown(quiet(made.sentence))
    found = curves(view.dataset)[view.selection.support]
    _say_per_head(view)
    with st.expander(
        tx("Method"), icon=":material/function:", key="spread_method", on_change="rerun"
    ) as method:
        if method.open:
            ranked = sorted(found, key=lambda c: -c.measures.gini)
            named = beside.names(tx, view.selection.support)
            names = [(named[c.name], c.measures.gini) for c in ranked]
            st.markdown(say.gini_sentence(tx, names))
            _say_theil(tx, found, named)
            st.markdown(_limits(tx, found[0]))
            _say_pattern(view)


def _say_per_head(view: View) -> None:
    data, tx = view.dataset, view.tx
    _, people = concentration.population(data)
    rate = concentration.per_head(strengths(data)[view.selection.support], people)
    top = [(view.name(str(c)), float(v)) for c, v in rate.head(3).items() if v > 0]
    none = [view.name(str(c)) for c, v in rate.items() if v == 0]
    if top:
        st.markdown(say.per_head_sentence(tx, highest=top, none=none))


def _say_theil(tx: Text, found: tuple[Curve, ...], named: Mapping[str, str]) -> None:
    if len(found) > 1:
        st.markdown(
            say.theil_sentence(
                tx,
                name=named[found[0].name],
                theil=found[0].measures.theil,
                other=named[found[-1].name],
                other_theil=found[-1].measures.theil,
            )
        )


def _limits(tx: Text, firms: Curve) -> str:
    return tx(
        "So few firms make the coefficients coarse: {n} counts in {of} municipalities, and one firm more or "
        "less moves them. A firm counts once in each municipality where it has a plant. With {of} municipalities that weigh alike, "
        "Gini cannot exceed (n − 1) / n = {top}. Uneven does not mean that the cities have most: see the rates above.",
        n=tx.number(firms.measures.total),
        of=firms.measures.n,
        top=tx.number(firms.measures.gini_plain_ceiling, 2),
    )


def _say_pattern(view: View) -> None:
    tx = view.tx
    with st.spinner(tx("Computing")):
        found, power = patterns(view.dataset)[view.selection.support], test_power(view.dataset)
    if found is None:
        st.caption(tx("Moran's I cannot be computed: all municipalities have the same."))
        return
    st.caption(
        say.moran_sentence(
            tx,
            statistic=found.statistic,
            p=found.p,
            found=found.found,
            n=found.n,
            power=power,
            correlation=spatial.CORRELATION,
        )
        + " "
        + tx(
            "Firms per inhabitant; municipalities that touch are neighbours; one-sided, {n} shuffles with a fixed seed.",
            n=tx.number(found.permutations),
        )
    )


def compared(view: View) -> None:
    """Draw leading firms against industry's share, with the rest in the table."""
    tx, data = view.tx, view.dataset
    made = picture(beside.compared, view)
    if made is None:
        not_loaded.no_municipal_figures(view)
        return
    show(view, made)
    st.markdown(quiet(made.sentence))
    st.caption(view.label("measures", MEASURE, "caveats"))
    gaps = data.table("gaps")
    for row in gaps[
        (gaps["measure"] == "workplaces") & gaps["region_code"].isin(data.municipality_codes)
    ].to_dict("records"):
        st.caption(tx.pick(row, "text"))


def sizes(view: View) -> None:
    """Draw firms by size class and by what the number of employees covers."""
    made = picture(made_sizes.by_size, view)
    if made is None:
        st.info(
            view.tx("No source states the number of employees of any firm shown here."),
            icon=":material/info:",
        )
        return
    show(view, made)
