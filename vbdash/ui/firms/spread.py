"""How concentrated leading firms are, against people, workplaces and jobs; and whether neighbours are alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from vbdash.charts.shares import lorenz
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.firms import concentration, spatial
from vbdash.sentences import companies as say
from vbdash.text import Text, msg
from vbdash.ui.cached import shared
from vbdash.ui.firms.page import strengths
from vbdash.ui.firms.register import source_ids
from vbdash.ui.show import show
from vbdash.view import View

__all__ = ["curves", "draw", "patterns", "test_power"]

_NAMES: Final = {
    "firms": msg("leading firms"),
    "industry_workplaces": msg("industrial workplaces"),
    "workplaces": msg("all workplaces"),
    "jobs": msg("jobs"),
}


@dataclass(frozen=True)
class _Curve:
    """One curve of the figure: what is shared out, its year, its points and its measures."""

    name: str
    year: int
    points: pd.DataFrame
    measures: concentration.Concentration
    sources: tuple[str, ...]


@shared
def curves(dataset: Dataset) -> dict[str, tuple[_Curve, ...]]:
    """Measure firms under each strength of support, and what they are compared with.

    All at once: most of what it takes is the start of the library. What has nothing is left out.
    """
    year, people = concentration.population(dataset)
    table = strengths(dataset)
    led = {n: ("firms", year, table[n], people, ()) for n in table if table[n].sum() > 0}
    others = [
        (s.id, s.year, s.table["amount"], s.table["population"], s.sources)
        for s in concentration.subjects(dataset)
        if s.table["amount"].sum() > 0
    ]
    cases = [*led.values(), *others]
    measured = concentration.concentrations((amount, heads) for _, _, amount, heads, _ in cases)
    drawn = [
        _Curve(name, when, concentration.lorenz_points(amount, heads), measures, sources)
        for (name, when, amount, heads, sources), measures in zip(cases, measured, strict=True)
    ]
    own, rest = dict(zip(led, drawn, strict=False)), tuple(drawn[len(led) :])
    return {str(name): (own[name], *rest) if name in own else rest for name in table}


@shared
def patterns(dataset: Dataset) -> dict[str, spatial.Pattern | None]:
    """Test firms per inhabitant for a pattern of neighbours, under each strength of support."""
    _, people = concentration.population(dataset)
    table = strengths(dataset)
    found = spatial.morans((table[name] / people for name in table), dataset.municipalities)
    return dict(zip(map(str, table), found, strict=True))


@shared
def test_power(dataset: Dataset) -> float:
    """Find how often that test would find a pattern in this county."""
    return spatial.power(dataset.municipalities)


def draw(view: View) -> None:
    """Draw the curves, their measures in a table, and a sentence with limits for each."""
    tx, data = view.tx, view.dataset
    with st.spinner(tx("Computing")):
        found = curves(data)[view.selection.support]
    ranked = sorted(found, key=lambda c: -c.measures.gini)
    names = {c.name: tx(_NAMES[c.name]) for c in found}
    sentence = say.gini_sentence(tx, [(names[c.name], c.measures.gini) for c in ranked])
    points = pd.concat(
        [
            c.points.assign(group=f"{_dated(c, names)}, Gini {tx.number(c.measures.gini, 2)}")
            for c in found
        ]
    )
    show(
        view,
        Exhibit(
            key="firms_spread",
            title=say.uneven(tx, [names[c.name] for c in ranked]),
            subtitle=tx(
                "Municipalities from the one with least per inhabitant to the one with most. On the diagonal "
                "every inhabitant has as much."
            ),
            sentence=sentence,
            table=_table(tx, found),
            columns=_columns(tx),
            sources=[*_sources(data, found), *source_ids(data)],
            origin=say.counted(tx, len(data.table("companies"))),
            linked=_sources(data, found),
            lines=[(tx("Strength of support"), tx(say.STRENGTHS[view.selection.support]))],
        ).replace(
            figure=lorenz(
                points,
                tx,
                x_title=tx("Share of population"),
                y_title=tx("Share of firms, workplaces and jobs"),
                height=460,
            )
        ),
    )
    st.markdown(sentence)
    _say_per_head(view)
    _say_theil(tx, found, names)
    st.caption(_limits(tx, found[0]))
    _say_pattern(view)


def _dated(curve: _Curve, names: dict[str, str]) -> str:
    """Name a curve with its year; what is known of firms is from many years."""
    return names[curve.name] if curve.name == "firms" else f"{names[curve.name]} {curve.year}"


def _table(tx: Text, found: tuple[_Curve, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [{"name": tx(_NAMES[c.name]), "year": c.year, **vars(c.measures)} for c in found]
    )


def _columns(tx: Text) -> list[Column]:
    return [
        Column("name", tx("What is spread")),
        Column("year", tx("Year of population")),
        Column("total", tx("Number"), 0),
        Column("n", tx("Municipalities"), 0),
        Column("gini", tx("Gini against population"), 2),
        Column("gini_ceiling", tx("its highest possible"), 2),
        Column("theil", tx("Theil against population"), 2),
        Column("gini_plain", tx("Gini, municipalities alike"), 2),
        Column("gini_plain_ceiling", tx("its highest possible, (n − 1) / n"), 2),
    ]


def _sources(data: Dataset, found: tuple[_Curve, ...]) -> list[str]:
    people = str(data.row("measures", "population")["source_id"])
    return [people, *(source for curve in found for source in curve.sources)]


def _say_per_head(view: View) -> None:
    data, tx = view.dataset, view.tx
    _, people = concentration.population(data)
    rate = concentration.per_head(strengths(data)[view.selection.support], people)
    top = [(data.name(str(c), tx.lang), float(v)) for c, v in rate.head(3).items() if v > 0]
    none = [data.name(str(c), tx.lang) for c, v in rate.items() if v == 0]
    if top:
        st.markdown(say.per_head_sentence(tx, highest=top, none=none))


def _say_theil(tx: Text, found: tuple[_Curve, ...], names: dict[str, str]) -> None:
    if len(found) > 1:
        st.markdown(
            say.theil_sentence(
                tx,
                name=names[found[0].name],
                theil=found[0].measures.theil,
                other=names[found[-1].name],
                other_theil=found[-1].measures.theil,
            )
        )


def _limits(tx: Text, firms: _Curve) -> str:
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
