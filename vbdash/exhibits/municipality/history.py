"""How a municipality has changed, one measure a picture; and beside others on the same scale."""

from __future__ import annotations

from typing import Final

import pandas as pd

from vbdash.charts.lines import time_lines
from vbdash.charts.panels import small_multiples
from vbdash.exhibit import Exhibit, reads
from vbdash.exhibits.municipality.measured import measured, noun, sources
from vbdash.indicators.change import change
from vbdash.indicators.municipality.figures import histories, municipal_figures, sizes, unbroken
from vbdash.indicators.municipality.standing import medians
from vbdash.sentences.change import method, told
from vbdash.sentences.facts import written_value
from vbdash.view import View

_MEDIAN: Final = "median"


def _figures(view: View, measure: str) -> pd.DataFrame:
    every = municipal_figures(view.dataset, view.selection.definition)
    return every[every["measure"] == measure]


def _middle(view: View, measure: str) -> pd.DataFrame:
    """Return the middle municipality's values; empty where it is not worth drawing.

    Amounts of a large and a small municipality have no middle worth drawing beside them.
    """
    rows = medians(view.dataset, view.selection.definition)
    rows = rows[(rows["measure"] == measure) & (measure not in sizes(view.dataset))]
    return rows.assign(group=view.tx("Middle municipality"), code=_MEDIAN, status="derived")


@reads("definition")
def history(view: View, code: str, measure: str) -> Exhibit:
    """Show how one measure has changed in a municipality, the middle one beside it."""
    tx, data, about, region = view.tx, view.dataset, measured(view, measure), view.name(code)
    every = _figures(view, measure)
    own = every[every["code"] == code].assign(group=region)
    middle = _middle(view, measure)
    middle = middle[middle["year"].between(own["year"].min(), own["year"].max())]
    beside = len(middle) > 1
    table = pd.concat([own, middle]) if beside else own
    one = unbroken(own)
    one = one.sort_values("year")
    years, values = one["year"].astype(int).tolist(), one["value"].round(about.decimals).tolist()
    found = change(years, values)
    sentence = told(
        tx, found, measure=noun(view, measure), region=region, write=lambda value: written_value(tx, data, measure, value),
        preliminary=set(one.loc[one["status"] == "preliminary", "year"]),
    )  # fmt: skip
    return Exhibit(
        key=f"municipality_{measure}",
        title=sentence.rstrip("."),
        subtitle=f"{about.label}. {about.basis}.".replace("..", "."),
        sentence=sentence,
        table=table.sort_values(["year", "group"]),
        columns=about.columns(view),
        sources=sources(view, [measure]),
        short=f"{region}: {about.label}",
        lines=[*about.lines(view), method(tx, found, about.unit, about.decimals)],
        figure=time_lines(
            table, tx, unit=about.unit, decimals=about.decimals, highlight=[code], height=260,
            from_zero=about.from_zero,
            y_title=tx("grey: the middle municipality") if beside else "",
        ),
    )  # fmt: skip


@reads("definition")
def offered(view: View) -> tuple[str, ...]:
    """Return the measures by which municipalities can be drawn beside each other over time."""
    data = view.dataset
    every = municipal_figures(data, view.selection.definition)
    left = sizes(data) - {"population"}
    return tuple(m for m in histories(every, data.municipality_codes) if m not in left)


@reads("definition")
def panels(view: View, codes: tuple[str, ...], measure: str) -> Exhibit:
    """Show one measure over time, a panel a municipality, on the same scale."""
    tx, about, every = view.tx, measured(view, measure), _figures(view, measure)
    own = every[every["code"].isin(codes)]
    own = own.assign(
        group=view.names(list(own["code"])), place=[codes.index(c) for c in own["code"]]
    ).sort_values(["place", "year"])
    middle = _middle(view, measure)
    context = [_MEDIAN] if len(middle) > 1 else []
    table = pd.concat([own, middle]) if context else own
    title = tx("{measure}, on the same scale", measure=about.label)
    return Exhibit(
        key=f"municipality_panels_{measure}",
        title=title,
        subtitle=about.basis,
        sentence=title,
        table=table,
        columns=about.columns(view),
        sources=sources(view, [measure]),
        lines=about.lines(view),
        figure=small_multiples(
            table, tx, unit=about.unit, decimals=about.decimals, context=context, columns=2,
            from_zero=about.from_zero,
        ),
    )  # fmt: skip
