"""A municipality beside others, and beside those most like it; and what is missing about it."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from vbdash.charts.bars import ranked_bars
from vbdash.charts.lines import small_multiples
from vbdash.indicators.alike import TRAITS
from vbdash.indicators.profile import SIZES, histories
from vbdash.reports.export import Column
from vbdash.text.readable import value_labels
from vbdash.text.sentences import municipality as say
from vbdash.text.sentences.facts import measure_noun, written_value
from vbdash.ui.choice import choose
from vbdash.ui.go import go_button
from vbdash.ui.municipality_data import definition_here, figures, gaps, medians, nearest, standings
from vbdash.ui.municipality_place import measure_source, short_label
from vbdash.ui.safe import quiet
from vbdash.ui.show import Exhibit, show
from vbdash.ui.table import show_table
from vbdash.ui.view import View

__all__ = ["alike", "compare", "missing"]

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
    st.multiselect(
        tx("Compare with up to three others"),
        sorted(data.name(c) for c in data.municipality_codes),
        key="jamfor",
        bind="query-params",
        max_selections=_MOST,
        placeholder=tx("Choose municipalities"),
    )
    chosen = [code, *_others(view, code)]
    _table(view, chosen)
    _panels(view, chosen)


def _table(view: View, codes: list[str]) -> None:
    tx, data = view.tx, view.dataset
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
    exhibit = Exhibit(
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
        sources=list(dict.fromkeys(measure_source(view, m) for m in first.index)),
    )  # fmt: skip
    show_table(view, exhibit)


def _panels(view: View, codes: list[str]) -> None:
    tx, data = view.tx, view.dataset
    every = figures(data, view.selection.definition)
    options = {
        m: short_label(view, m)
        for m in histories(every, data.municipality_codes)
        if m not in SIZES or m == "population"
    }
    measure = choose("visa", tx("Over time"), options, "unemployment_rate")
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
        sources=[measure_source(view, measure)],
        lines=[(tx("Caveats"), tx.pick(row, "caveats"))] if row is not None else [],
    )  # fmt: skip
    show(view, exhibit, figure)


def alike(view: View, code: str) -> None:
    """Draw the municipalities most alike, with what brings them together and sets them apart."""
    tx, data = view.tx, view.dataset
    definition = definition_here(data, view.selection.definition)
    found = nearest(data, view.selection.definition, code)
    region = data.name(code, tx.lang)
    if not found:
        st.info(tx("There are too few figures to compare by."), icon=":material/info:")
        return

    def nouns(measures: tuple[str, ...]) -> list[str]:
        return [measure_noun(tx, data, m, definition) for m in measures]

    names = [data.name(n.code, tx.lang) for n in found]
    said = say.alike_sentence(
        tx, region=region, nearest=names, distance=found[0].distance,
        together=nouns(found[0].together),
    )  # fmt: skip
    table = pd.DataFrame(
        {
            "code": [n.code for n in found],
            "label": names,
            "value": [n.distance for n in found],
            "together": [tx.listing(nouns(n.together)) for n in found],
            "apart": [nouns((n.apart,))[0] for n in found],
        }
    )
    every = figures(data, view.selection.definition)
    used = [t for t in TRAITS if t in set(every["measure"])]
    exhibit = Exhibit(
        key="municipality_alike",
        title=said[0].rstrip("."),
        subtitle=tx(
            "Distance over {count} measures, each weighing the same: {measures}. 0 is the same, 1 is one standard deviation apart on average.",
            count=len(used), measures=tx.listing([measure_noun(tx, data, t, definition) for t in used]),
        ),
        sentence=" ".join(said),
        table=table,
        columns=[
            Column("label", tx("Municipality")),
            Column("value", tx("Distance"), 2),
            Column("together", tx("Brings them together")),
            Column("apart", tx("Sets them apart most")),
        ],
        sources=list(dict.fromkeys(measure_source(view, t) for t in used)),
        lines=[(tx("Method"), tx("Root mean square of the differences in standard deviations over the measures that both have; population, density and gross regional product per inhabitant as logarithms (Everitt et al. 2011)."))],
    )  # fmt: skip
    show(view, exhibit, ranked_bars(table, tx, decimals=2, sort=False))
    st.markdown(quiet(" ".join(said[1:])))
    with st.container(horizontal=True):
        for neighbour, name in zip(found, names, strict=True):
            go_button(
                tx("Compare with {name}", name=name), "municipality", (code, neighbour.code),
                {"del": "jamfor"}, key=f"alike_{neighbour.code}",
            )  # fmt: skip
    _all_of_sweden(view, every)


def _all_of_sweden(view: View, every: pd.DataFrame) -> None:
    """Say how many municipalities outside the county have figures to compare by."""
    tx, data = view.tx, view.dataset
    elsewhere = set(every["code"]) - set(data.municipality_codes)
    count = len(data.boundaries)
    if elsewhere:
        st.caption(
            tx(
                "Compared with {count} of Sweden’s {of} municipalities: those with figures loaded.",
                count=tx.number(len(elsewhere) + len(data.municipality_codes)), of=tx.number(count),
            )
        )  # fmt: skip
        return
    st.caption(
        tx(
            "Only the county’s {own} municipalities are compared. For the other {rest} of Sweden’s {of} municipalities no figures are loaded here, only their boundaries, so nothing can be said of them.",
            own=tx.number(len(data.municipality_codes)),
            rest=tx.number(count - len(data.municipality_codes)),
            of=tx.number(count),
        )
    )


def missing(view: View, code: str) -> None:
    """Draw what is missing about the municipality, and why."""
    tx, data = view.tx, view.dataset
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
    exhibit = Exhibit(
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
    show_table(view, exhibit)
