"""The page of municipalities before one is chosen: every one with its figures, and the map."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from vbdash.charts.maps.choropleth import choropleth
from vbdash.charts.maps.geometry import geometry_of
from vbdash.charts.maps.view import MapView
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.firms.leading import spread_of
from vbdash.indicators.loaded import firms as firms_here
from vbdash.indicators.municipality.portrait import industry_of_residents
from vbdash.sentences import overview as say
from vbdash.sentences.facts import capital, measure_noun
from vbdash.sentences.industry import industry_noun
from vbdash.text import Text
from vbdash.ui import cached, not_loaded
from vbdash.ui.downloads import source_line
from vbdash.ui.map import show_map
from vbdash.ui.municipality.data import definition_here, figures, measure_source
from vbdash.ui.show import show
from vbdash.view import View

__all__ = ["choose_municipality"]

_MEASURE: Final = "employed_residence"
#: Wide enough for the longest name, so that the figures beside the names stand under each other.
_NAME_WIDTH: Final = 116


def _take(name: str) -> None:
    st.session_state["kommun"] = [name]


def choose_municipality(view: View) -> None:
    """Draw the way in where no municipality is chosen: the list with its figures, and the map."""
    tx = view.tx
    st.markdown(
        tx(
            "Choose a municipality, by its name or on the map, and read what the figures say about it."
        )
    )
    left, right = st.columns([1, 1], gap="medium")
    with left:
        _list(view)
    with right:
        _map(view)


def _list(view: View) -> None:
    """Draw every municipality's name as a way in, with what is known of it, and the sources."""
    data, chosen = view.dataset, view.selection
    rows, about, sources = _known(data, chosen.definition, chosen.support, view.tx.lang)
    if about:
        st.caption(about)
    for name, said in rows:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(name, key=f"take_{name}", on_click=_take, args=(name,), width=_NAME_WIDTH)
            if said:
                st.markdown(said, width="content")
    if sources:
        source_line(view, sources)
    if not_loaded.firms_loaded(view):
        st.caption(
            view.tx(
                "Firms are counted by us from {n} firms and plants in open sources. "
                "Each has its sources on the page about leading firms.",
                n=len(data.table("companies")),
            )
        )


@cached.shared
def _known(
    data: Dataset, definition: str, strength: str, lang: str
) -> tuple[list[tuple[str, str]], str, list[str]]:
    """Return each municipality with its figures in words, what they are, and their sources."""
    tx, table = Text(lang), figures(data, definition)
    codes = sorted(data.municipality_codes, key=data.name)
    population, people_year = _latest(table, codes, "population")
    share, share_year = _latest(table, codes, f"{_MEASURE}_share")
    firms: dict[str, int] = {}
    if firms_here(data).here:
        counts = spread_of(data, strength).by_municipality["firms"]
        firms = {str(code): int(count) for code, count in counts.items()}
    rows = []
    for code in codes:
        parts = []
        if share:
            parts.append(_share(tx, share.get(code)))
        if population:
            parts.append(_people(tx, population.get(code)))
        if firms:
            parts.append(_firms(tx, firms[code]))
        rows.append((data.name(code), " · ".join(parts)))
    industry = industry_noun(tx, definition_here(data, definition))
    about = [
        tx("share of the employed residents who work in {industry} ({year})", industry=industry, year=share_year)
        if share else "",
        tx("inhabitants ({year})", year=people_year) if population else "",
        tx("number of firms {kind}", kind=say.spread_label(tx, strength)) if firms else "",
    ]  # fmt: skip
    said = tx.listing(part for part in about if part)
    used = [f"{_MEASURE}_share"] if share else []
    used += ["population"] if population else []
    return rows, capital(said) + "." if said else "", [measure_source(data, m) for m in used]


def _latest(table: pd.DataFrame, codes: list[str], measure: str) -> tuple[dict[str, float], int]:
    """Return a measure's values in its latest year, and the year; none where there are none."""
    own = table[(table["measure"] == measure) & table["code"].isin(codes) & table["value"].notna()]
    if own.empty:
        return {}, 0
    year = int(own["year"].max())
    now = own[own["year"] == year]
    return dict(zip(now["code"].tolist(), now["value"].tolist(), strict=True)), year


def _share(tx: Text, value: float | None) -> str:
    return tx("industry: no figure") if value is None else f"**{tx.percent(value)}**"


def _people(tx: Text, value: float | None) -> str:
    if value is None:
        return tx("inhabitants: no figure")
    return tx("{n} inh.", n=tx.number(value))


def _firms(tx: Text, count: int) -> str:
    return tx.plural("{n} firm", "{n} firms", count)


def _map(view: View) -> None:
    """Draw industry's share among residents, each municipality a way in."""
    tx, data = view.tx, view.dataset
    found = industry_of_residents(data, view.selection.definition)
    if found is None:
        not_loaded.no_municipal_figures(view)
        return
    table = found.table.rename(columns={"share": "value"})
    table["missing"] = table[f"missing_{tx.lang}"]
    measure = data.row("measures", f"{_MEASURE}_share")
    noun = measure_noun(
        tx, data, f"{_MEASURE}_share", definition_here(data, view.selection.definition)
    )
    table["name"] = [data.name(code, tx.lang) for code in table["code"]]
    shown = choropleth(
        geometry_of(data), table, measure, tx, source=str(found.year), theme=view.theme
    )

    def draw(shown: MapView) -> None:
        show_map(
            shown, tx, key="municipality_ways_in", table=False,
            on_press=lambda c: _take(data.name(c)),
        )  # fmt: skip

    exhibit = Exhibit(
        key="municipality_ways_in",
        title=_title(tx, table, found.year) or f"{capital(noun)} {found.year}",
        subtitle=f"{capital(noun)} {found.year}.",
        sentence=shown.alt,
        table=table,
        columns=[
            Column("name", tx("Municipality")),
            Column("value", tx("Share, percent"), 1),
            Column("missing", tx("Note")),
        ],
        sources=[str(measure["source_id"])],
    )
    show(view, exhibit.replace(map=shown), picture=draw)


def _title(tx: Text, table: pd.DataFrame, year: int) -> str:
    known = table.dropna(subset="value").sort_values("value")
    if known.empty:
        return ""
    highest, lowest = known.iloc[-1], known.iloc[0]
    return say.municipalities_sentence(
        tx, highest=highest["name"], high=highest["value"], lowest=lowest["name"],
        low=lowest["value"], year=year,
    )  # fmt: skip
