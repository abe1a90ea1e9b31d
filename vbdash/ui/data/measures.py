"""Any measure: what it is, its history, its map, its table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from vbdash.charts.maps.geometry import geometry_of
from vbdash.charts.lines import time_lines
from vbdash.charts.maps.view import MapView
from vbdash.charts.maps.choropleth import choropleth, dorling
from vbdash.data.dataset import Dataset
from vbdash.indicators.industry.measures import measure_values
from vbdash.exhibit import Column
from vbdash.selection import Selection
from vbdash.sentences.readable import value_labels
from vbdash.indicators.shown import Shown
from vbdash.sentences import overview as say
from vbdash.sentences.shown import told
from vbdash.ui import cached
from vbdash.ui.choice import choose
from vbdash.ui.map import show_map
from vbdash.exhibit import Exhibit
from vbdash.ui.show import show
from vbdash.view import View
from vbdash.ui.session import asked

__all__ = ["measures", "values"]

#: A row of the registry.
Row = Mapping[str, Any]

_DEFAULT = "employment_rate"


def measures(view: View) -> None:
    """Draw one measure of the registry, chosen by the visitor."""
    tx, data = view.tx, view.dataset
    order = data.measures["sort_order"].sort_values(kind="stable").index
    labels = {str(m): tx.pick(data.row("measures", str(m)), "label") for m in order}
    _older_link(labels)
    chosen = choose("matt", tx("Measure"), labels, _DEFAULT)
    row = data.row("measures", chosen)
    every, own = _values(data, chosen, view.selection.definition, tx.lang)
    if not own.empty:
        exhibit = _places(data, chosen, asked(view), view.theme)
        show(view, exhibit)
    history = _history(data, chosen, asked(view))
    if history is not None:
        show(view, history)
    elif own.empty and not every.empty:
        _list(view, row, every)
    _explained(view, row)


@cached.shared
def _values(
    data: Dataset, measure: str, definition: str, lang: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a measure's values with the names of regions; of all, and of the municipalities."""
    found = measure_values(data, measure, definition)
    found = found.assign(name=data.regions[f"name_{lang}"].reindex(found["code"]).to_numpy())
    return found, found[found["code"].isin(data.municipality_codes)]


def _older_link(labels: Mapping[str, str]) -> None:
    """Read a link from before the measure was called ``matt`` here as on other pages."""
    asked = st.query_params.pop("visa", "")
    if asked in labels and "matt" not in st.query_params:
        st.query_params["matt"] = asked


def _about(view: View, row: Row, values: pd.DataFrame) -> str:
    tx, data = view.tx, view.dataset
    definition = values["definition"].iloc[0] if len(values) else ""
    label = f"{view.label('definitions', definition)}. " if definition else ""
    text = f"{tx.pick(row, 'label')}, {tx.pick(row, 'unit')}. {label}{tx.pick(row, 'basis')}."
    asked, year = view.selection.definition, int(values["year"].max())
    if definition and definition != asked:
        text += " " + told(tx, data, Shown(str(row["base"]), definition, year, "", asked))
    return text


def _source(view: View, row: Row) -> str:
    base = row["base"]
    return str(
        view.dataset.row("measures", base)["source_id"]
        if isinstance(base, str)
        else row["source_id"]
    )


def _exhibit(view: View, row: Row, key: str, title: str, table: pd.DataFrame) -> Exhibit:
    tx, data = view.tx, view.dataset
    status = value_labels(data, "observations", "status", tx)
    return Exhibit(
        key=f"measure_{key}",
        title=title,
        subtitle=_about(view, row, table),
        sentence=title,
        table=table.assign(status=table["status"].map(status)),
        columns=[
            Column("name", tx("Region")),
            Column("year", tx("Year")),
            Column(
                "value",
                f"{tx.pick(row, 'short')}, {tx.pick(row, 'unit_short')}",
                int(row["decimals"]),
            ),
            Column("status", tx("Status")),
        ],
        sources=[_source(view, row)],
        lines=[
            (tx("Definition"), tx.pick(row, "definition")),
            (tx("Caveats"), tx.pick(row, "caveats")),
        ],
    )


@cached.shared_few
def _places(
    data: Dataset, measure: str, selection: Selection, theme: str
) -> Exhibit:
    """Map the measure for the chosen year, or its latest, one value a municipality."""
    view = View(data, selection, theme)
    tx, row = view.tx, data.row("measures", measure)
    _, own = _values(data, measure, selection.definition, tx.lang)
    wanted, years = view.selection.year, {int(each) for each in own["year"]}
    year = wanted if wanted is not None and wanted in years else max(years)
    now = own[own["year"] == year].sort_values("value", ascending=False)
    decimals, unit = int(row["decimals"]), tx.pick(row, "unit_short")
    title = say.extremes_sentence(
        tx,
        measure=tx.pick(row, "label"),
        year=year,
        highest=now["name"].iloc[0],
        high=tx.quantity(now["value"].iloc[0], unit, decimals),
        lowest=now["name"].iloc[-1],
        low=tx.quantity(now["value"].iloc[-1], unit, decimals),
    )
    source = f"{data.row('sources', _source(view, row))['publisher']}, {year}"
    table = now.assign(rank=now["value"].rank(ascending=False, method="min").astype(int))

    exhibit = _exhibit(view, row, "map", title, now)
    shared: dict[str, Any] = {
        "selected": view.selection.municipalities,
        "source": source,
        "theme": view.theme,
    }
    points = table[["code", "value", "rank"]]
    if row["kind"] == "amount":
        return exhibit.replace(map=dorling(geometry_of(data), points, row, tx, **shared))
    # Classes fit all years, so that a change of year changes colours only where figures change.
    classed = choropleth(geometry_of(data), points, row, tx, values=own["value"], **shared)
    return exhibit.replace(map=classed)


@cached.shared_few
def _history(data: Dataset, measure: str, selection: Selection) -> Exhibit | None:
    """Draw the measure over time: municipalities where they have figures, else the counties.

    None where there is one year only.
    """
    view = View(data, selection)
    tx, row = view.tx, data.row("measures", measure)
    every, own = _values(data, measure, selection.definition, tx.lang)
    if every["year"].nunique() < 2:
        return None
    wide = data.county, "00"
    several = own["year"].nunique() > 1
    drawn = own if several else every[~every["code"].isin(data.municipality_codes)]
    if drawn["year"].nunique() < 2:
        return None
    chosen = list(view.selection.municipalities) if several else list(wide)
    table = drawn.rename(columns={"name": "group"})
    if row["kind"] == "amount":
        # Beside the whole country every county is a line along the bottom.
        table = table[table["code"] != "00"]
    first, last = int(drawn["year"].min()), int(drawn["year"].max())
    title = tx(
        "{measure}, {first} to {last}", measure=tx.pick(row, "label"), first=first, last=last
    )
    figure = time_lines(
        table,
        tx,
        unit=tx.pick(row, "unit_short"),
        decimals=int(row["decimals"]),
        highlight=[c for c in chosen if c in set(table["code"])]
        or list(drawn["code"].unique()[:7]),
        y_title=tx.pick(row, "unit"),
        from_zero=bool(row["zero_baseline"]) and row["kind"] == "amount",
        height=460,
    )
    exhibit = _exhibit(view, row, "history", title, drawn.sort_values(["name", "year"]))
    return exhibit.replace(figure=figure)


def _list(view: View, row: Row, values: pd.DataFrame) -> None:
    """Show a measure that exists for one year and for counties only."""
    title = view.tx(
        "{measure}, {year}", measure=view.tx.pick(row, "label"), year=int(values["year"].max())
    )
    show(view, _exhibit(view, row, "list", title, values.sort_values("value", ascending=False)))


def _explained(view: View, row: Row) -> None:
    """Say what the measure is and how to read it."""
    tx, data = view.tx, view.dataset
    source = data.row("sources", _source(view, row))
    named = ", ".join(
        str(source[k]) for k in ("publisher", "title", "licence") if isinstance(source[k], str)
    )
    pairs = [
        (tx("Definition"), tx.pick(row, "definition")),
        (tx("Unit"), tx.pick(row, "unit")),
        (tx("Basis"), tx.pick(row, "basis")),
        (tx("How to read it"), tx.pick(row, "reading")),
        (tx("Caveats"), tx.pick(row, "caveats")),
        (tx("Source"), named),
    ]
    st.subheader(tx("About the measure"), anchor=False)
    for label, text in pairs:
        if text:
            st.markdown(f"**{label}.** {text}")
