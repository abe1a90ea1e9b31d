"""The municipalities of the county side by side: swarm, map, and the table to compare in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from vbdash.charts.maps.choropleth import choropleth, dorling
from vbdash.charts.maps.classes import classes_for
from vbdash.charts.maps.view import MapView
from vbdash.charts.strips import beeswarm
from vbdash.exhibit import Exhibit
from vbdash.indicators.industry.compare import Comparison
from vbdash.indicators.missing import reason
from vbdash.sentences import industry as say
from vbdash.ui import cached
from vbdash.ui.choice import choose
from vbdash.ui.downloads import Maker, downloads, note
from vbdash.ui.html_table import html_table
from vbdash.ui.industry.counties import columns, references, similar_rule, written
from vbdash.ui.industry.page import (
    Subject,
    axis_title,
    comparison,
    definition_label,
    subject_of,
    switch_to,
)
from vbdash.ui.map import show_map, toggle_municipality
from vbdash.ui.show import numeric, show, written_table
from vbdash.ui.view import View

__all__ = ["draw"]

#: What is shown where the measure asked for is not published for municipalities.
_INSTEAD: Final = "employed_residence"


def draw(view: View, subject: Subject) -> None:
    """Draw the part of the page about the municipalities."""
    data = view.dataset
    found = comparison(data, subject.measure, subject.definition, "municipality", subject.year)
    if found is None:
        subject = _instead(view, subject)
        found = comparison(data, subject.measure, subject.definition, "municipality", subject.year)
        if found is None:
            return
    table = written(view, found)
    _swarm(view, subject, found, table)
    _map(view, subject, found, table)


def _instead(view: View, subject: Subject) -> Subject:
    """Say that a measure is not published for municipalities; return what is shown in its place."""
    tx, data = view.tx, view.dataset
    other = subject_of(view, _INSTEAD)
    label = tx.pick(data.row("measures", other.measure), "label").lower()
    gap = reason(
        data.table("gaps"), subject.measure, region=data.municipality_codes[0], year=subject.year
    )
    said = (
        tx("This measure has no figures for municipalities.")
        if gap is None
        else tx.pick(gap, "text")
    )
    shown = tx(
        "Shown here instead: {measure}, {definition}, {year}.", measure=label,
        definition=definition_label(view, other.definition), year=other.year,
    )  # fmt: skip
    st.info(f"{said} {shown}", icon=":material/info:")
    switch_to(view, "workplaces", "_municipalities_to_workplaces")
    return other


def _chosen(view: View, table: pd.DataFrame) -> list[str]:
    """Return what is marked: the chosen municipalities, else the highest and the lowest."""
    if view.selection.municipalities:
        return list(view.selection.municipalities)[:7]
    return _ends(table)


def _ends(table: pd.DataFrame) -> list[str]:
    """Return the highest and the lowest."""
    known = table.loc[table["share"].notna(), "code"]
    return [str(known.iloc[0]), str(known.iloc[-1])] if len(known) > 1 else []


def _sentence(view: View, found: Comparison, table: pd.DataFrame) -> str:
    tx = view.tx
    known = table[table["share"].notna()]
    chosen = known[known["code"].isin(view.selection.municipalities)]
    if len(chosen):
        return " ".join(
            say.verdict_sentence(
                tx, region=str(row["label"]), share=float(row["share"]),
                to_country=str(row["to_country"]), to_county=str(row["to_county"]),
            )
            for _, row in chosen.head(3).iterrows()
        )  # fmt: skip
    return say.swarm_sentence(
        tx, highest=known["label"].iloc[0], high=known["share"].iloc[0],
        lowest=known["label"].iloc[-1], low=known["share"].iloc[-1], of=found.counted,
        year=found.year, unit="municipality",
    )  # fmt: skip


def _swarm(view: View, subject: Subject, found: Comparison, table: pd.DataFrame) -> None:
    tx, data = view.tx, view.dataset
    sentence = _sentence(view, found, table)
    mad = found.usual.mad
    figure = beeswarm(
        table.assign(value=table["share"]), tx, unit="%", decimals=1,
        highlight=_chosen(view, table), named=_ends(table), references=references(view, found, county=True),
        similar=(found.county - mad, found.county + mad) if mad == mad and found.county == found.county else None,
        x_title=axis_title(data, tx, subject.measure, subject.definition),
    )  # fmt: skip
    show(
        view,
        _exhibit(view, subject, found, table, "municipalities", sentence),
        figure,
        **_selectable(view),
    )
    similar_rule(view, found, tx("the county as a whole"))
    missing = table[table["share"].isna()]
    for row in missing.itertuples():
        st.caption(f"{row.label}: {row.note}")


def _selectable(view: View) -> dict[str, Any]:
    """Let a press on a dot choose the municipality, as in the list and on the map."""
    data, key = view.dataset, "industry_municipalities_chart"
    last = "_industry_municipalities_last"

    def pressed() -> None:
        points = (st.session_state.get(key) or {}).get("selection", {}).get("points", [])
        found = points[0].get("customdata", "") if points else st.session_state.get(last, "")
        code = str(found[0] if isinstance(found, list) else found)
        # A press on the dot that is pressed already empties the selection: it is let go.
        st.session_state[last] = code if points else ""
        if code in data.municipality_codes:
            toggle_municipality(data.name(code))

    return {"on_select": pressed, "selection_mode": "points"}


def _map(view: View, subject: Subject, found: Comparison, table: pd.DataFrame) -> None:
    tx = view.tx
    exhibit = _exhibit(
        view, subject, found, table, "map", _sentence(view, found, table),
        title=tx("The municipalities on the map"),
    )  # fmt: skip

    def draw() -> Mapping[str, tuple[str, str, Maker]]:
        faces = {"yta": tx("Areas"), "cirklar": tx("Circles sized by what is counted")}
        face = choose(
            "karta", tx("Kind of map"), faces, "yta", widget=st.segmented_control,
            label_visibility="collapsed",
        )  # fmt: skip
        picture = _face(view, subject, found, table, face)
        show_map(picture, tx, key="industry_map", table=False)
        return _files(view, picture, exhibit)

    show(view, exhibit, picture=draw)
    chosen = table[table["code"].isin(view.selection.municipalities)]
    several = len(chosen) > 1
    heading = tx("Chosen municipalities compared") if several else tx("The municipalities compared")
    st.subheader(heading, anchor=False)
    rows = chosen if several else table
    html_table(written_table(rows, exhibit.columns, tx), heading, numeric(exhibit.columns))
    about = note(view, heading, exhibit.sources, [(tx("Shows"), exhibit.subtitle), *exhibit.lines])
    downloads(view, "industry_compared", rows, exhibit.columns, about)


def _files(view: View, picture: MapView, exhibit: Exhibit) -> Mapping[str, tuple[str, str, Maker]]:
    """Return how the map is made into files that carry title, measure, source and link."""
    tx, data = view.tx, view.dataset
    sources = "; ".join(str(data.row("sources", s)["publisher"]) for s in exhibit.sources)
    footer = tx("Source: {sources}.", sources=sources) + f" {view.link}"

    def make(kind: str) -> bytes:
        from vbdash.charts.paper import maps  # drawing files takes a library nothing else does

        draw = maps.map_png if kind == "png" else maps.map_svg
        return draw(picture, exhibit.sentence, exhibit.subtitle, footer, tx=tx)

    return {
        "PNG": ("png", "image/png", lambda: make("png")),
        "SVG": ("svg", "image/svg+xml", lambda: make("svg")),
    }


def _face(
    view: View, subject: Subject, found: Comparison, table: pd.DataFrame, face: str
) -> MapView:
    tx, data = view.tx, view.dataset
    share, amount = data.row("measures", subject.share), data.row("measures", subject.measure)
    publisher = str(data.row("sources", subject.source(data))["publisher"])
    common: dict[str, Any] = {
        "selected": view.selection.municipalities, "source": f"{publisher}, {found.year}",
        "theme": view.theme,
    }  # fmt: skip
    shares = table.assign(value=table["share"], missing=table[f"missing_{tx.lang}"])
    shares = shares[["code", "value", "missing", "rank"]]
    every = cached.industry_share(data, subject.measure, subject.definition)
    values = every.loc[every["region_code"].isin(data.municipality_codes), "share"].dropna()
    if face == "yta":
        return choropleth(cached.geometry(data), shares, share, tx, values=values, **common)
    amounts = shares.assign(value=table["amount"])
    classes = classes_for(values, decimals=1)
    return dorling(
        cached.geometry(data), amounts, amount, tx, shade=(shares, share, classes), **common
    )


def _exhibit(
    view: View,
    subject: Subject,
    found: Comparison,
    table: pd.DataFrame,
    key: str,
    sentence: str,
    title: str | None = None,
) -> Exhibit:
    return Exhibit(
        key=f"industry_{key}",
        title=sentence.rstrip(".") if title is None else title,
        subtitle=subject.subtitle(view, str(found.year)),
        sentence=sentence,
        table=table,
        columns=columns(view, subject, view.tx("Municipality"), county=True),
        sources=[subject.source(view.dataset)],
        lines=subject.lines(view),
    )
