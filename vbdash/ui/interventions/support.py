"""Public support on open record: by year, by place, and every row to search."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from vbdash.charts.maps.choropleth import choropleth
from vbdash.charts.maps.geometry import geometry_of
from vbdash.charts.stacks import stacked_bars
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit, note
from vbdash.indicators import support
from vbdash.indicators.support import projects_here
from vbdash.selection import Selection
from vbdash.sentences import interventions as say
from vbdash.text import Text
from vbdash.ui import not_loaded
from vbdash.ui.cached import shared, shared_few
from vbdash.ui.choice import choose_many
from vbdash.ui.downloads import downloads, source_line
from vbdash.ui.safe import quiet
from vbdash.ui.session import asked
from vbdash.ui.show import show
from vbdash.view import View

__all__ = ["nothing_loaded", "on_record"]


def nothing_loaded(view: View) -> None:
    """Say that no public support is loaded for the county."""
    st.info(quiet(not_loaded.no_support(view)), icon=":material/info:")


def on_record(view: View) -> None:
    """Show projects, grants and awards, with what they do and do not say."""
    tx = view.tx
    st.info(
        tx(
            "Granted is not paid, prioritised is not granted, and an area covered is not a firm "
            "helped. The list of EU projects is a snapshot of 14 October 2016: what was decided "
            "later is not in it. Nothing here is the project Smart industri Västerbotten itself."
        ),
        icon=":material/info:",
    )
    left, right = st.columns([3, 2], gap="medium")
    with left:
        show(view, _by_year(view.dataset, tx.lang))
    with right:
        show(view, _by_place(view.dataset, asked(view), view.theme))
    _search(view)


@shared
def _by_year(data: Dataset, lang: str) -> Exhibit:
    tx, table = Text(lang), support.by_year(data.table("support"))
    table["part"] = [tx(say.KINDS[kind]) for kind in table["kind"].astype("object")]
    table["label"] = [tx("no year") if pd.isna(y) else str(int(y)) for y in table["year"]]
    dated = table[table["year"].notna()]
    per_year = dated.groupby("year")["projects"].sum()
    sentence = say.years_sentence(
        tx,
        int(table["projects"].sum()),
        float(table["amount_sek"].sum()),
        int(str(per_year.astype(int).idxmax())),
        int(per_year.max()),
    )
    order = [tx(name) for name in say.KINDS.values()]
    chart = dated.assign(value=dated["projects"].astype(float), at=dated["part"].map(order.index))
    exhibit = Exhibit(
        key="support_years",
        title=tx("When support was decided"),
        subtitle=tx(
            "Number of projects, grants and awards by year of start or decision; projects for all "
            "of Sweden left out, one that stands in two lists counted once."
        ),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("Year")),
            Column("part", tx("Fund")),
            Column("projects", tx("Number"), 0),
            Column("amount_sek", tx("Amount stated (SEK)"), 0),
            Column("without_amount", tx("Without a stated amount"), 0),
        ],
        sources=list(dict.fromkeys(data.table("support")["source_id"].astype(str))),
        origin=tx("Sources: one for each record, in the list below and in every file."),
    )
    columns = ["label", "part", "value"]
    figure = stacked_bars(chart.sort_values(["year", "at"])[columns], tx, upright=True)
    return exhibit.replace(figure=figure)


@shared_few
def _by_place(data: Dataset, selection: Selection, theme: str) -> Exhibit:
    tx = Text(selection.lang)
    counts = projects_here(data).reset_index(names="code")
    counts["name"] = [data.name(code, tx.lang) for code in counts["code"]]
    counts = counts.sort_values(["targeted", "name"], ascending=[False, True])
    most = int(counts["targeted"].max())
    projects = data.table("support")
    targeted = int(((projects["kind"] == "eu_project")
                    & (projects["coverage"] == "some_municipalities")).sum())  # fmt: skip
    names = list(counts.loc[counts["targeted"] == most, "name"])
    sentence = say.places_sentence(tx, names, most, targeted)
    exhibit = Exhibit(
        key="support_places",
        title=tx("Where targeted projects work"),
        subtitle=tx(
            "EU regional fund projects 2014–2016 that name some of the county's municipalities. "
            "Those that list all fifteen are counted apart: they would make the map flat."
        ),
        sentence=sentence,
        table=counts,
        columns=[
            Column("name", tx("Municipality")),
            Column("targeted", tx("Targeted projects"), 0),
            Column("whole_county", tx("Projects for the whole county"), 0),
            Column("all_sweden", tx("Projects for all of Sweden"), 0),
        ],
        sources=["projektbanken-2016"],
    )
    measure = {
        "label_sv": tx("Targeted projects"), "label_en": tx("Targeted projects"),
        "unit_short_sv": "", "unit_short_en": "", "decimals": 0,
    }  # fmt: skip

    picture = choropleth(
        geometry_of(data),
        counts.rename(columns={"targeted": "value"})[["code", "value"]].astype(
            {"value": "float64"}
        ),
        measure,
        tx,
        selected=selection.municipalities,
        source=tx("Projektbanken, 14 October 2016"),
        theme=theme,
    )
    return exhibit.replace(map=picture)


def _search(view: View) -> None:
    tx, data = view.tx, view.dataset
    st.subheader(tx("Every record"), anchor=False)
    left, right = st.columns(2)
    words = left.text_input(
        tx("Search"), key="sok", bind="query-params", max_chars=80,
        placeholder=tx("Project, owner, theme or place"),
    )  # fmt: skip
    with right:
        funds = {kind: tx(say.KINDS[kind]) for kind in support.KINDS}
        kinds = choose_many("fond", tx("Fund"), funds, tx("All funds"))
    rows = support.find(
        data.table("support"),
        data.table("support_municipalities"),
        words=words or "",
        kinds=kinds,
        municipalities=view.selection.municipalities,
        lang=tx.lang,
    )
    count = tx.plural("{n} record.", "{n} records.", len(rows))
    if view.selection.municipalities:
        count += " " + tx("Only those that name a chosen municipality.")
    st.caption(count)
    table = _record_table(view, rows)
    st.dataframe(
        table[["title", "owner", "fund", "theme", "year", "amount_sek", "amount_kind", "url"]],
        hide_index=True,
        height=380,
        alt=tx("Public support on record: project, owner, fund, theme, year, amount, source"),
        column_config={
            "title": st.column_config.TextColumn(tx("Project"), width="large"),
            "owner": tx("Owner"),
            "fund": tx("Fund"),
            "theme": tx("Theme"),
            "year": st.column_config.NumberColumn(tx("Year"), format="%d"),
            "amount_sek": st.column_config.NumberColumn(tx("Amount (SEK)"), format="localized"),
            "amount_kind": tx("Granted or prioritised"),
            "url": st.column_config.LinkColumn(tx("Source"), display_text=tx("Open")),
        },
    )
    columns = [
        Column("title", tx("Project")), Column("owner", tx("Owner")), Column("fund", tx("Fund")),
        Column("theme", tx("Theme")), Column("year", tx("Year"), 0),
        Column("amount_sek", tx("Amount (SEK)"), 0),
        Column("amount_kind", tx("Granted or prioritised")), Column("area_text", tx("Area")),
        Column("note", tx("Note")), Column("url", tx("Source")),
    ]  # fmt: skip
    sources = list(dict.fromkeys(rows["source_id"].astype(str)))
    with st.expander(tx("Sources"), icon=":material/menu_book:"):
        source_line(view, sources)
    downloads(view, "records", table, columns, note(view, tx("Public support on record"), sources))


def _record_table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Return records in the visitor's language, with the address of their source."""
    tx = view.tx
    table = rows.copy()
    for name in ("fund", "theme", "note"):
        table[name] = table[f"{name}_{tx.lang}"]
    kinds = {
        "granted": tx("granted"), "prioritised": tx("prioritised"), "budget": tx("budget"),
    }  # fmt: skip
    table["owner"] = table["owner"].fillna(tx("not stated"))
    table["amount_kind"] = table["amount_kind"].astype("object").map(kinds)
    table["url"] = view.dataset.sources["url"].reindex(table["source_id"].astype(str)).to_numpy()
    return table
