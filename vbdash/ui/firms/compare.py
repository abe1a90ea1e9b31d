"""What a municipality has beside leading firms: people, industry's share, workplaces."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from vbdash.charts.shares import scatter_labelled
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.firms import concentration
from vbdash.indicators.industry.shares import industry_share
from vbdash.indicators.ranks import places
from vbdash.indicators.shown import shown
from vbdash.sentences import companies as say
from vbdash.sentences.shown import told
from vbdash.ui import not_loaded
from vbdash.ui.firms.page import strengths
from vbdash.ui.firms.register import source_ids
from vbdash.ui.show import show
from vbdash.view import View

__all__ = ["draw"]

_MEASURE = "employed_residence"


def draw(view: View) -> None:
    """Draw leading firms against industry's share, with the rest in the table."""
    tx, data = view.tx, view.dataset
    found = shown(data, _MEASURE, view.selection.definition, None, data.municipality_codes)
    if found is None:
        not_loaded.no_municipal_figures(view)
        return
    definition, year = data.row("definitions", found.definition), found.year
    shares = industry_share(data, _MEASURE, found.definition)
    own = shares[shares["region_code"].isin(data.municipality_codes)]
    share = own[own["year"] == year].set_index("region_code")["share"]
    people_year, table = _table(view, share)
    if found.other_definition:
        st.info(told(tx, data, found), icon=":material/info:")
    top = table.sort_values(["value", "share"], ascending=False).iloc[0]
    rank = int(places(table["share"].to_numpy())[list(table["code"]).index(top["code"])])
    sentence = say.compare_sentence(
        tx, name=top["label"], firms=int(top["value"]), share=top["share"],
        of=int(table["share"].notna().sum()), rank=rank,
    )  # fmt: skip
    alone = int((table["value"] == top["value"]).sum()) == 1
    title = (
        tx(
            "{name} has most leading firms, and is number {rank} of {of} by industry's share",
            name=top["label"], rank=rank, of=int(table["share"].notna().sum()),
        )
        if alone
        else tx("Leading firms beside what else there is")
    )  # fmt: skip
    published = [
        str(data.row("measures", each)["source_id"])
        for each in (_MEASURE, "population", "workplaces")
    ]
    show(view, Exhibit(
            key="firms_compare",
            title=title,
            subtitle=tx(
                "Across: leading firms, each once in a municipality. Up: industry's share of employed residents {year}, {definition}.",
                year=year,
                definition=tx.pick(definition, "label"),
            ),
            sentence=sentence,
            table=table,
            columns=_columns(view, year, people_year),
            sources=[*published, *source_ids(data)],
            origin=say.counted(tx, len(data.table("companies"))),
            linked=published,
            lines=[
                (tx("Strength of support"), tx(say.STRENGTHS[view.selection.support])),
                (tx("Definition"), tx.pick(definition, "description")),
                (tx("Caveats"), tx.pick(data.row("measures", _MEASURE), "caveats")),
            ],
        ).replace(figure=scatter_labelled(
            table.rename(columns={"value": "x", "share": "y"}), tx,
            x_title=tx("Leading firms"), y_title=tx("Industry's share of employed residents"),
            units=("", "%"), decimals=(0, 1), highlight=view.selection.municipalities[:7],
            from_zero=True, height=440,
        )))  # fmt: skip
    st.markdown(sentence)
    st.caption(tx.pick(data.row("measures", _MEASURE), "caveats"))
    gaps = data.table("gaps")
    for row in gaps[
        (gaps["measure"] == "workplaces") & gaps["region_code"].isin(data.municipality_codes)
    ].to_dict("records"):
        st.caption(tx.pick(row, "text"))


def _table(view: View, share: pd.Series) -> tuple[int, pd.DataFrame]:
    """Return the year of the population, and one row a municipality."""
    data = view.dataset
    year, people = concentration.population(data)
    codes = list(data.municipality_codes)
    counts = strengths(data)[view.selection.support].reindex(codes)
    table = pd.DataFrame(
        {
            "code": codes,
            "label": [data.name(code, view.tx.lang) for code in codes],
            "value": counts.to_numpy(),
            "people": people.to_numpy(),
            "rate": concentration.per_head(counts, people).reindex(codes).to_numpy(),
            "share": share.reindex(codes).to_numpy(),
        },
        index=codes,
    )
    for each in concentration.subjects(data):
        table[each.id] = each.table["amount"].reindex(codes).to_numpy()
    return year, table


def _columns(view: View, year: int, people_year: int) -> list[Column]:
    tx = view.tx
    years = {each.id: each.year for each in concentration.subjects(view.dataset)}
    headings = {
        "workplaces": tx("Workplaces"),
        "industry_workplaces": tx("Industrial workplaces (the source's own group)"),
        "jobs": tx("Jobs (live and work there, and commuters in)"),
    }
    return [
        Column("label", tx("Municipality")),
        Column("value", tx("Leading firms"), 0),
        Column("rate", tx("Leading firms per 10,000 inhabitants"), 1),
        Column("people", tx("Population {year}", year=people_year), 0),
        Column("share", tx("Industry's share, percent, {year}", year=year), 1),
        *(Column(name, f"{headings[name]} {years[name]}", 0) for name in years),
    ]
