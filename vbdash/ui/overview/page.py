"""The pieces of the start page."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from vbdash.charts.lines import time_lines
from vbdash.charts.maps.choropleth import choropleth
from vbdash.charts.maps.view import MapView
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.industry.standing import Standing, standing
from vbdash.indicators.municipality.figures import unbroken
from vbdash.sentences import overview as say
from vbdash.sentences.readable import value_labels
from vbdash.text import Text
from vbdash.ui import cached, not_loaded
from vbdash.ui.downloads import source_line
from vbdash.ui.map import show_map
from vbdash.ui.safe import quiet
from vbdash.ui.show import show
from vbdash.ui.view import View

__all__ = [
    "firms_claim",
    "municipality_map",
    "opening",
    "reach_claim",
    "share_claim",
    "share_over_time",
]

#: The measure and definition of the start page, where the chosen definition is not published.
_MEASURE, _DEFINITION = "gva", "B-E"
#: The measure of the map: value added is not published by municipality.
_MAPPED = "employed_residence"


def _definition(view: View) -> str:
    chosen = view.selection.definition
    return chosen if chosen in cached.available_definitions(view.dataset, _MEASURE) else _DEFINITION


def _sections(view: View) -> str:
    return _definition(view).replace("-", "–")


def opening(view: View) -> None:
    """Say what the page is about, and when a chosen definition cannot be used here."""
    tx = view.tx
    st.markdown(
        tx(
            "In 2021 an article made three claims about industry in Västerbotten that are often "
            "repeated. Here each stands beside what open figures bear out, and what they do not."
        )
    )
    not_loaded.article_elsewhere(view)
    if _definition(view) != view.selection.definition:
        chosen = view.dataset.row("definitions", view.selection.definition)
        st.info(
            tx(
                "Value added is not published for “{definition}” by county. "
                "This page shows industry as SNI B–E instead.",
                definition=tx.pick(chosen, "label"),
            ),
            icon=":material/info:",
        )


def _quote(claim: str, quoted: str) -> None:
    st.subheader(claim, anchor=False)
    st.caption(quoted)


def _figure(label: str, figure: str) -> None:
    """Show one large figure; the label stands outside the metric, which would cut it."""
    st.markdown(f"**{label}**")
    st.metric(label, figure, label_visibility="collapsed")


def _seed_source(view: View) -> str:
    return str(view.dataset.row("published_facts", "firms_helped")["source_id"])


@cached.shared
def _standing(data: Dataset, definition: str, year: int | None) -> Standing | None:
    return standing(data, cached.industry_share(data, _MEASURE, definition), data.county, year)


def share_claim(view: View) -> None:
    """Quote the 41 percent beside industry's official share of value added."""
    tx, data = view.tx, view.dataset
    _quote(
        tx("“41 percent of the regional economy”"),
        tx(
            "Quoted from the article. It does not say which year, which definition of industry or share of what."
        ),
    )
    place = _standing(data, _definition(view), view.selection.year)
    if place is None:
        st.markdown(tx("No official share is loaded for {county}.", county=view.county_name))
        return
    measure = data.row("measures", _MEASURE)
    label = tx(
        "Industry (SNI {industry}), share of value added {year}",
        industry=_sections(view),
        year=place.year,
    )
    _figure(label, tx.percent(place.share))
    st.markdown(
        say.share_sentence(
            tx,
            region=view.county_name,
            share=place.share,
            country=place.country,
            year=place.year,
            industry=_sections(view),
            rank=place.rank,
            of=place.of,
        )
    )
    st.page_link("pages/industry.py", label=tx("Try the claim"), icon=":material/arrow_forward:")
    source_line(view, [_seed_source(view), measure["source_id"]])


def firms_claim(view: View) -> None:
    """World-leading firms in nearly all municipalities, tried under the chosen strength."""
    tx = view.tx
    _quote(
        tx("“World-leading firms in nearly all municipalities”"),
        tx("Quoted from the article, which names no firms and no list."),
    )
    if not not_loaded.firms_loaded(view):
        st.markdown(quiet(not_loaded.no_firms(view)))
        source_line(view, [_seed_source(view)])
        return
    found = cached.spread(view.dataset, view.selection.support)
    of = len(view.dataset.municipality_codes)
    _figure(
        tx("Municipalities with a firm {kind}", kind=say.spread_label(tx, view.selection.support)),
        tx("{count} of {of}", count=found.municipalities, of=of),
    )
    strict = cached.spread(view.dataset, "world_independent")
    st.markdown(
        say.firms_sentence(
            tx,
            firms=found.firms,
            municipalities=found.municipalities,
            of=of,
            strength=view.selection.support,
        )
        + " "
        + tx(
            "If the word of a source other than the firm is asked for, {firms} firms in {municipalities} municipalities remain.",
            firms=strict.firms,
            municipalities=strict.municipalities,
        )
    )
    st.page_link("pages/companies.py", label=tx("Try the claim"), icon=":material/arrow_forward:")
    source_line(view, [_seed_source(view)])
    st.caption(
        tx(
            "The count is ours, from firms and claims on open record; each has its source on the page of firms."
        )
    )


def reach_claim(view: View) -> None:
    """Hundreds met and 74 helped, as published, with what is not known of them."""
    tx = view.tx
    helped = view.dataset.row("published_facts", "firms_helped")
    _quote(
        tx("“Hundreds met, {count} got concrete help”", count=tx.number(helped["value"])),
        tx("Quoted from the article, for the years 2016–2021."),
    )
    _figure(tx("Firms with concrete interventions, as published"), tx.number(helped["value"]))
    st.markdown(
        tx(
            "How many were met is not stated. Nor is it published in which municipalities the {count} "
            "firms are, how large they are or what help they got: every split would be invented.",
            count=tx.number(helped["value"]),
        )
    )
    st.page_link(
        "pages/interventions.py", label=tx("See what is on record"), icon=":material/arrow_forward:"
    )
    source_line(view, [str(helped["source_id"])])


@cached.shared_few
def _trend(data: Dataset, definition: str, lang: str) -> tuple[go.Figure, pd.DataFrame]:
    """Draw the shares of the county, the country and the other counties; return the first two."""
    tx = Text(lang)
    shares = cached.industry_share(data, _MEASURE, definition)
    levels = data.regions["level"].reindex(shares["region_code"]).to_numpy()
    table = shares[levels != "municipality"].copy()
    table["group"] = data.regions[f"name_{lang}"].reindex(table["region_code"]).to_numpy()
    table = table.rename(columns={"region_code": "code", "share": "value"})
    figure = time_lines(
        table,
        tx,
        unit="%",
        decimals=1,
        highlight=[data.county, "00"],
        y_title=tx("Percent of value added"),
        height=560,
    )
    both = table[table["code"].isin([data.county, "00"])].sort_values(["year", "code"])
    status = both["status"].map(value_labels(data, "observations", "status", tx))
    return figure, both.assign(status=status)


def share_over_time(view: View) -> None:
    """Industry's share of value added since 2000, the county beside Sweden and the others."""
    tx, data = view.tx, view.dataset
    measure = data.row("measures", "gva_share")
    definition = data.row("definitions", _definition(view))
    figure, both = _trend(data, _definition(view), tx.lang)
    own = unbroken(both[(both["code"] == data.county) & both["value"].notna()])
    first, last = int(own["year"].min()), int(own["year"].max())
    ends = both.set_index(["code", "year"])["value"].astype(float).to_dict()
    sentence = say.trend_sentence(
        tx,
        region=view.county_name,
        first=first,
        last=last,
        region_first=ends[data.county, first],
        region_last=ends[data.county, last],
        country_first=ends.get(("00", first), float("nan")),
        country_last=ends.get(("00", last), float("nan")),
    )
    show(
        view,
        Exhibit(
            key="overview_trend",
            title=sentence,
            subtitle=tx(
                "{measure}. {definition}. Regional accounts, current prices; hollow marks are preliminary. Grey: the other counties.",
                measure=tx.pick(measure, "label"),
                definition=tx.pick(definition, "label"),
            ),
            sentence=sentence,
            table=both,
            columns=[
                Column("year", tx("Year")),
                Column("group", tx("Region")),
                Column("value", tx("Share, percent"), 1),
                Column("status", tx("Status")),
            ],
            sources=[str(data.row("measures", _MEASURE)["source_id"])],
            lines=[
                (tx("Definition"), tx.pick(definition, "description")),
                (tx("Caveats"), tx.pick(measure, "caveats")),
            ],
        ),
        figure,
    )


@cached.shared
def _places(data: Dataset, definition: str, lang: str) -> pd.DataFrame:
    """Return the municipalities' shares, highest first, with name and rank."""
    shares = cached.industry_share(data, _MAPPED, definition)
    own = shares[shares["region_code"].isin(data.municipality_codes)]
    own = own.sort_values("share", ascending=False).rename(columns={"region_code": "code"})
    return own.assign(
        name=data.regions[f"name_{lang}"].reindex(own["code"]).to_numpy(),
        rank=own["share"].rank(ascending=False, method="min").astype(int),
    )


@cached.shared_few
def _map(
    data: Dataset, definition: str, lang: str, theme: str, selected: tuple[str, ...]
) -> MapView:
    own = _places(data, definition, lang)
    source = data.row("sources", _map_source(data))["publisher"]
    return choropleth(
        cached.geometry(data),
        own.rename(columns={"share": "value"})[["code", "value", "rank"]],
        data.row("measures", f"{_MAPPED}_share"),
        Text(lang),
        selected=selected,
        source=f"{source}, {int(own['year'].max())}",
        theme=theme,
    )


def _map_source(data: Dataset) -> str:
    return str(data.row("measures", _MAPPED)["source_id"])


def municipality_map(view: View) -> None:
    """Industry's share of the employed in each municipality, on the map."""
    tx, data = view.tx, view.dataset
    measure = data.row("measures", f"{_MAPPED}_share")
    offered = cached.available_definitions(data, _MAPPED)
    chosen = view.selection.definition if view.selection.definition in offered else _DEFINITION
    own = _places(data, chosen, tx.lang)
    if own.empty:
        not_loaded.no_municipal_figures(view)
        return
    year = int(own["year"].max())
    sentence = say.municipalities_sentence(
        tx,
        highest=own["name"].iloc[0],
        high=own["share"].iloc[0],
        lowest=own["name"].iloc[-1],
        low=own["share"].iloc[-1],
        year=year,
    )
    definition = data.row("definitions", chosen)
    subtitle = f"{tx.pick(measure, 'label')}. {tx.pick(definition, 'label')}. {tx.pick(measure, 'basis')}, {year}."
    exhibit = Exhibit(
        key="overview_map",
        title=sentence,
        subtitle=subtitle,
        sentence=sentence,
        table=own,
        columns=[
            Column("name", tx("Municipality")),
            Column("share", tx("Share, percent"), 1),
            Column("amount", tx("Employed in industry"), 0),
            Column("total", tx("All employed"), 0),
            Column("rank", tx("Rank"), 0),
        ],
        sources=[_map_source(data)],
        lines=[(tx("Caveats"), tx.pick(measure, "caveats"))],
    )
    shown = _map(data, chosen, tx.lang, view.theme, view.selection.municipalities)
    show(view, exhibit, picture=lambda: _drawn(shown, tx))


def _drawn(shown: MapView, tx: Text) -> None:
    show_map(shown, tx, key="overview_map_picture", table=False)
