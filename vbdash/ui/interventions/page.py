"""The page of interventions: its answer, its three parts, and what is published."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from vbdash.charts.timeline import stages
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit
from vbdash.sentences import interventions as say
from vbdash.text import Text, msg
from vbdash.ui import not_loaded, parts
from vbdash.ui.cached import shared
from vbdash.ui.downloads import source_line
from vbdash.ui.interventions.benchmarks import benchmarks, named_sources, sources_below
from vbdash.ui.show import show
from vbdash.view import View

__all__ = ["choose_part", "opening", "published"]

_PARTS: Final = {
    "publicerat": msg("What is published"),
    "stod": msg("On open record"),
    "egna": msg("The region's own records"),
}
#: The programme itself, and what came before and after it.
_STAGES: Final = ("si-prestudy", "si-implementation", "si-project")


def opening(view: View) -> None:
    """Say what is known, and that reach is not effect."""
    tx = view.tx
    st.subheader(say.headline(tx, _helped(view.dataset)), anchor=False)
    st.caption(
        tx("Reach is not effect: these figures say who was met or helped, not what came of it.")
    )
    not_loaded.article_elsewhere(view)


@shared
def _helped(data: Dataset) -> float:
    """Return the published number of firms that got concrete help."""
    facts = data.table("published_facts")
    return float(facts.loc[facts["id"] == "firms_helped", "value"].sum())


def choose_part(view: View) -> str:
    """Draw the way to the three parts of the page and return the chosen one."""
    return parts.choose_part(view.tx, view.tx("Part of the page"), _PARTS)


def published(view: View) -> None:
    """Show the two published numbers, the programme's years and other programmes' funnels."""
    tx = view.tx
    data = view.dataset
    left, right = st.columns(2, border=True)
    with left:
        st.markdown(f"**{tx('Firms met, 2016–2021')}**")
        st.metric(tx("Firms met, 2016–2021"), tx("hundreds"), label_visibility="collapsed")
        st.markdown(tx.pick(data.row("published_facts", "firms_met"), "statement"))
    with right:
        st.markdown(f"**{tx('Firms that got concrete help, 2016–2021')}**")
        helped = data.row("published_facts", "firms_helped")
        st.metric(
            tx("Firms that got concrete help, 2016–2021"),
            tx.number(_helped(view.dataset)),
            label_visibility="collapsed",
        )
        st.markdown(tx.pick(helped, "statement"))
    source_line(view, [str(helped["source_id"])])
    _timeline(view)
    benchmarks(view)
    _needs_found(view)


def _needs_found(view: View) -> None:
    tx, data = view.tx, view.dataset
    with st.expander(tx("How the project worked, and the needs it found"), icon=":material/info:"):
        for key in ("si-target-group", "si-areas", "si-methods", "si-needs"):
            st.markdown(f"- {tx.pick(data.row('published_facts', key), 'statement')}")
        source_line(view, [str(data.row("published_facts", "si-needs")["source_id"])])


def timeline_rows(data: Dataset, tx: Text) -> pd.DataFrame:
    """Return the programme's stages and its successors with their dates, in order."""
    facts = data.table("published_facts")
    own = facts["id"].isin(_STAGES)
    later = (facts["topic"].astype("object") == "successor") & facts["year_from"].notna()
    both = list(dict.fromkeys([*facts.columns, "start", "end"]))  # older data have years only
    rows = facts[own | later].reindex(columns=both)
    rows["own"] = rows["id"].isin(_STAGES)
    rows["text"] = [tx.pick(row, "statement") for _, row in rows.iterrows()]
    for side in ("start", "end"):
        years = rows["year_from" if side == "start" else "year_to"].fillna(rows["year_from"])
        rows[side] = rows[side].astype("object").fillna(years.astype(int).astype(str))
    rows["years"] = [
        say.dates(tx, first, last) for first, last in zip(rows["start"], rows["end"], strict=True)
    ]
    order = ["own", "start", "end", "id"]
    return rows.sort_values(order, ascending=[False, True, True, True]).reset_index(drop=True)


def _timeline(view: View) -> None:
    exhibit = _programme(view.dataset, view.tx.lang)
    show(view, exhibit)
    sources_below(view, exhibit)


@shared
def _programme(data: Dataset, lang: str) -> Exhibit:
    tx = Text(lang)
    rows = timeline_rows(data, tx)
    names = dict(
        zip(_STAGES, (tx("Pre-study"), tx("Implementation"), tx("Smart industri Västerbotten")),
            strict=True)
    )  # fmt: skip
    rows["name"] = [names.get(key) or _short(text) for key, text in
                    zip(rows["id"], rows["text"], strict=True)]  # fmt: skip
    rows["source"] = named_sources(data, rows)
    sentence = tx(
        "A pre-study in 2016 led to an implementation project 2017–2018 and the project Smart "
        "industri Västerbotten, January 2019 to March 2021. What came after carries other names."
    )
    exhibit = Exhibit(
        key="programme",
        title=tx("The programme, and what came after"),
        subtitle=tx(
            "Dates as published. A hatched bar covers whole years: only the years are known. That "
            "a later project continues the programme is our inference, unless its source says so."
        ),
        sentence=sentence,
        table=rows,
        columns=[
            Column("name", tx("Stage or project")),
            Column("years", tx("When")),
            Column("text", tx("What the source says")),
            Column("source", tx("Source")),
        ],
        sources=list(rows["source_id"].astype(str)),
        origin=tx("Sources: one for each row, in the table and in every file."),
    )
    rows["name"] = [  # the years stand beside the name
        name.replace(years, "").strip()
        for name, years in zip(rows["name"], rows["years"], strict=True)
    ]
    long = rows[rows["own"] | (rows["year_to"] > rows["year_from"])]
    bars = long.rename(
        columns={"name": "label", "start": "first", "end": "last", "years": "written",
                 "text": "hover"}
    )  # fmt: skip
    return exhibit.replace(figure=stages(bars, tx))


def _short(text: str) -> str:
    """Cut what a source says to its name: up to the first colon, comma or full stop."""
    for sign in (":", ",", ". "):
        text = text.split(sign)[0]
    return text if len(text) < 46 else f"{text[:44]}…"
