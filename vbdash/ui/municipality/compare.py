"""A municipality beside others; and what is missing about it."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from vbdash.charts.panels import small_multiples
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.municipality.figures import SIZES, histories
from vbdash.selection import Selection
from vbdash.sentences.facts import written_value
from vbdash.sentences.readable import value_labels
from vbdash.text import Text
from vbdash.ui import not_loaded
from vbdash.ui.cached import shared_few
from vbdash.ui.choice import choose
from vbdash.ui.municipality.data import figures, gaps, measure_source, medians, standings
from vbdash.ui.municipality.place import short_label
from vbdash.ui.session import asked
from vbdash.ui.show import show
from vbdash.ui.table import show_table
from vbdash.view import View

__all__ = ["compare", "missing"]

#: As many as can be told apart beside the subject.
_MOST: Final = 3
_MEDIAN: Final = "median"


def _others(view: View, code: str) -> list[str]:
    """Return what is compared: chosen here, or with the subject in the list of municipalities."""
    asked = [*view.selection.compare, *view.selection.municipalities]
    return [c for c in dict.fromkeys(asked) if c != code][:_MOST]


def compare(view: View, code: str) -> None:
    """Draw one table and small multiples: no verdict, only the figures side by side."""
    tx, data = view.tx, view.dataset
    if standings(data, view.selection.definition, code, view.selection.year).empty:
        not_loaded.no_municipal_figures(view)
        return
    st.multiselect(
        tx("Compare with up to three others"),
        sorted(data.name(c) for c in data.municipality_codes),
        key="jamfor",
        bind="query-params",
        max_selections=_MOST,
        placeholder=tx("Choose municipalities"),
    )
    chosen = [code, *_others(view, code)]
    show_table(view, _table(view.dataset, asked(view), chosen))
    _panels(view, chosen)


@shared_few
def _table(data: Dataset, selection: Selection, codes: list[str]) -> Exhibit:
    view = View(data, selection)
    tx = view.tx
    parts = {
        c: standings(data, view.selection.definition, c, view.selection.year).set_index("measure")
        for c in codes
    }
    first = parts[codes[0]]
    measures = [str(measure) for measure in first.index]
    labels = zip(measures, first["year"], strict=True)
    table = pd.DataFrame({"label": [f"{short_label(view, m)} {year}" for m, year in labels]})
    columns = {c: part["value"].reindex(first.index) for c, part in parts.items()}
    for name, values in (columns | {_MEDIAN: first["median"]}).items():
        known = zip(measures, values, strict=True)
        table[name] = [written_value(tx, data, measure, value) for measure, value in known]
    names = tx.listing([data.name(c, tx.lang) for c in codes])
    title = tx("{names} beside the county’s middle municipality", names=names)
    return Exhibit(
        key="municipality_compare",
        title=title,
        subtitle=tx("The latest figures of each measure. No order of merit: high is not good, low is not bad."),
        sentence=title,
        table=table,
        columns=[
            Column("label", tx("Measure")),
            *(Column(c, data.name(c, tx.lang)) for c in codes),
            Column(_MEDIAN, tx("Middle municipality")),
        ],
        sources=list(dict.fromkeys(measure_source(data, m) for m in first.index)),
    )  # fmt: skip


def _panels(view: View, codes: list[str]) -> None:
    tx, data = view.tx, view.dataset
    every = figures(data, view.selection.definition)
    options = {
        m: short_label(view, m)
        for m in histories(every, data.municipality_codes)
        if m not in SIZES or m == "population"
    }
    measure = choose("visa", tx("Over time"), options, "unemployment_rate")
    show(view, _drawn(data, asked(view), codes, measure))


@shared_few
def _drawn(data: Dataset, selection: Selection, codes: list[str], measure: str) -> Exhibit:
    view = View(data, selection)
    tx, every = view.tx, figures(data, selection.definition)
    own = every[(every["measure"] == measure) & every["code"].isin(codes)]
    own = own.assign(
        group=[data.name(c, tx.lang) for c in own["code"]],
        place=[codes.index(c) for c in own["code"]],
    ).sort_values(["place", "year"])
    middle = medians(data, view.selection.definition)
    middle = middle[middle["measure"] == measure]
    context = [] if measure == "population" or len(middle) < 2 else [_MEDIAN]
    if context:
        middle = middle.assign(group=tx("Middle municipality"), code=_MEDIAN, status="derived")
        own = pd.concat([own, middle])
    row = data.row("measures", measure) if measure in data.measures.index else None
    unit = tx.pick(row, "unit_short") if row is not None else "%"
    decimals = int(row["decimals"]) if row is not None else 1
    figure = small_multiples(
        own, tx, unit=unit, decimals=decimals, context=context, columns=2,
        from_zero=row is None or bool(row["zero_baseline"]),
    )  # fmt: skip
    title = tx("{measure}, on the same scale", measure=short_label(view, measure))
    exhibit = Exhibit(
        key=f"municipality_panels_{measure}",
        title=title,
        subtitle=tx.pick(row, "basis") if row is not None else tx("Worked out here from the numbers of commuters."),
        sentence=title,
        table=own,
        columns=[
            Column("year", tx("Year")),
            Column("group", tx("Region")),
            Column("value", f"{short_label(view, measure)} ({unit})", decimals),
        ],
        sources=[measure_source(data, measure)],
        lines=[(tx("Caveats"), tx.pick(row, "caveats"))] if row is not None else [],
    )  # fmt: skip
    return exhibit.replace(figure=figure)


def missing(view: View, code: str) -> None:
    """Draw what is missing about the municipality, and why."""
    show_table(view, _missing(view.dataset, view.tx.lang, code))


@shared_few
def _missing(data: Dataset, lang: str, code: str) -> Exhibit:
    tx = Text(lang)
    region = data.name(code, tx.lang)
    found = gaps(data, code)
    reasons = value_labels(data, "gaps", "reason", tx)
    labels = data.measures
    table = pd.DataFrame(
        {
            "measure": [tx.pick(labels.loc[m], "label") for m in found["measure"]],
            "reason": [reasons.get(str(r), str(r)) for r in found["reason"]],
            "text": [tx.pick(row, "text") for _, row in found.iterrows()],
        }
    )
    title = tx("What is missing about {region}, and why", region=region)
    return Exhibit(
        key="municipality_missing",
        title=title,
        subtitle=tx("A missing figure is shown as missing, never as zero and never guessed."),
        sentence=title,
        table=table,
        columns=[
            Column("measure", tx("Measure")),
            Column("reason", tx("Reason")),
            Column("text", tx("Explanation")),
        ],
        sources=[str(s) for s in found["source_id"].dropna()],
    )
