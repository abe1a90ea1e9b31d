"""How a municipality has changed, one measure a picture; and beside others on the same scale."""

from __future__ import annotations

from functools import partial
from typing import Final

import pandas as pd

from vbdash.charts.lines import time_lines
from vbdash.charts.panels import small_multiples
from vbdash.data.editions import doubts
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.measures import scale
from vbdash.exhibits.municipality.measured import measured, noun, sources
from vbdash.indicators import growth
from vbdash.indicators.change import change
from vbdash.indicators.municipality.figures import (
    county_medians,
    histories,
    municipal_figures,
    sizes,
    unbroken,
)
from vbdash.indicators.municipality.standing import medians
from vbdash.sentences.change import method, told
from vbdash.sentences.facts import capital, written_value
from vbdash.sentences.growth import grown_sentence
from vbdash.view import View

_MEDIAN: Final = "median"
#: Years that growth is drawn of.
_FEWEST: Final = 3


def _figures(view: View, measure: str) -> pd.DataFrame:
    every = municipal_figures(view.dataset, view.selection.definition)
    return every[every["measure"] == measure]


def _middle(view: View, measure: str) -> pd.DataFrame:
    """Return the middle municipality's values; empty where it is not worth drawing.

    Amounts of a large and a small municipality have no middle worth drawing beside them.
    """
    rows = medians(view.dataset, view.selection.definition)
    drawn = measure not in sizes(view.dataset) and len(view.dataset.municipality_codes) > 1
    rows = rows[(rows["measure"] == measure) & drawn]
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
    said = noun(view, measure)
    # “The number of jobs was 0.93 jobs” says the unit twice.
    bare = about.unit in said.split()
    sentence = told(
        tx, found, measure=said, region=region,
        write=lambda value: tx.number(value, about.decimals) if bare else written_value(tx, data, measure, value),
        preliminary=doubts(one),
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
        chart=partial(time_lines,
            table, tx, unit=about.unit, decimals=about.decimals, highlight=[code], height=260,
            from_zero=about.from_zero,
            y_title=tx("{names} in grey", names=tx("Middle municipality")) if beside else "",
        ),
    )  # fmt: skip


@reads("definition")
def faces(view: View, code: str, measure: str) -> tuple[growth.Face, ...]:
    """Return how a measure of a municipality can be shown over time, itself first.

    Growth needs three years: of two there is one change.
    """
    every = _figures(view, measure)
    own = every[(every["code"] == code) & every["value"].notna()]
    found = growth.faces(view.dataset, measure, own)
    return found if own["year"].nunique() >= _FEWEST else found[:1]


@reads("definition")
def grown(view: View, code: str, measure: str, face: growth.Face) -> Exhibit | None:
    """Show the growth of one measure in a municipality; None where its series allow none.

    The middle municipality is that of the growth, so a size has one, too.
    """
    tx, data, about, region = view.tx, view.dataset, measured(view, measure), view.name(code)
    every = _figures(view, measure)
    shown = growth.shown_as(data, measure, every[every["code"].isin(data.municipality_codes)], face)
    own = shown[shown["code"] == code].sort_values("year").assign(group=region)
    if own.empty:
        return None
    # An index that begins in another year is on another scale.
    begins = every.groupby("code")["year"].min()
    like = [each for each in data.municipality_codes if begins.get(each) == begins[code]]
    among = tuple(like) if face == "index" else data.municipality_codes
    middle = county_medians(shown, among)
    # One that is alone is no middle: it would be set beside itself.
    middle = middle[middle["year"].isin(own["year"]) & (len(among) > 1)].assign(
        group=tx("Middle municipality"), code=_MEDIAN, status="derived"
    )
    table, said = pd.concat([own, middle]), scale(view, measure, face)
    figures = dict(zip(own["year"].astype(int), own["value"].astype(float), strict=True))
    medians = dict(zip(middle["year"].astype(int), middle["value"].astype(float), strict=True))
    first = int(every.loc[every["code"] == code, "year"].min())
    sentence = grown_sentence(
        tx, face, measure=capital(noun(view, measure, bare=True)), region=region, figures=figures,
        medians=medians, unit=said.axis, decimals=said.decimals, first=first,
    )  # fmt: skip
    return Exhibit(
        key=f"municipality_{measure}_{face}",
        title=sentence.rstrip("."),
        subtitle=f"{about.label}: {said.about}. {about.basis}.".replace("..", "."),
        sentence=sentence,
        table=table.sort_values(["year", "group"]),
        columns=[
            Column("year", tx("Year")),
            Column("group", tx("Region")),
            Column("value", f"{about.label}, {said.axis}", said.decimals),
        ],
        sources=sources(view, [measure, *(["population"] if face == "person" else [])]),
        short=f"{region}: {about.label}, {said.about}",
        lines=[*about.lines(view), (tx("Method"), said.method)],
        chart=partial(time_lines,
            table, tx, unit=said.unit, decimals=said.decimals, highlight=[code], height=260,
            from_zero=face != "index", y_title=tx("{names} in grey", names=tx("Middle municipality")) if medians else "",
        ),
    )  # fmt: skip


@reads("definition")
def offered(view: View) -> tuple[str, ...]:
    """Return the measures by which municipalities can be drawn beside each other over time."""
    data = view.dataset
    every = municipal_figures(data, view.selection.definition)
    left = sizes(data) - {"population"}
    return tuple(m for m in histories(every, data.municipality_codes) if m not in left)


def _latest(view: View, measure: str, table: pd.DataFrame) -> str:
    """Say a measure's latest value of each that is drawn."""
    tx, known = view.tx, table[table["value"].notna()]
    middle = tx("Middle municipality")
    last = known.sort_values("year").groupby("group", sort=False).tail(1)
    order = {str(group): place for place, group in enumerate(dict.fromkeys(known["group"]))}
    each = zip(last["group"], last["year"].astype(int), last["value"].astype(float), strict=True)
    said = [
        tx(
            "{region} {value} ({year})", year=year,
            region=tx("the middle municipality") if region == middle else region,
            value=written_value(tx, view.dataset, measure, value),
        )
        for region, year, value in sorted(each, key=lambda one: order[str(one[0])])
    ]  # fmt: skip
    label = measured(view, measure).label
    return tx("{measure}, on the same scale: {values}.", measure=label, values=tx.listing(said))


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
        sentence=_latest(view, measure, table),
        table=table,
        columns=about.columns(view),
        sources=sources(view, [measure]),
        lines=about.lines(view),
        chart=partial(small_multiples,
            table, tx, unit=about.unit, decimals=about.decimals, context=context, columns=2,
            from_zero=about.from_zero,
        ),
    )  # fmt: skip
