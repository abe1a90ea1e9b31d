"""Other programmes' funnels as they have stated them, and the sources of rows that differ in them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from vbdash.charts.funnels import funnels
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit
from vbdash.text import Text
from vbdash.ui.cached import shared
from vbdash.ui.downloads import source_line
from vbdash.ui.show import show
from vbdash.view import View

__all__ = ["benchmark_rows", "benchmarks", "drawn_rows", "named_sources", "sources_below"]

_OWN = "Smart industri Västerbotten"


def named_sources(data: Dataset, rows: pd.DataFrame) -> list[str]:
    """Name the publication behind each row: publisher and title."""
    used = [data.row("sources", str(each)) for each in rows["source_id"]]
    return [f"{each['publisher']}: {each['title']}" for each in used]


def sources_below(view: View, exhibit: Exhibit) -> None:
    """Fold away the links to sources that are too many for a line."""
    with st.expander(view.tx("Sources"), icon=":material/menu_book:"):
        source_line(view, exhibit.sources)


def benchmark_rows(data: Dataset, tx: Text) -> pd.DataFrame:
    """Return what is stated of each programme, in words, with each step's part of the first."""
    rows = data.table("funnel_benchmarks")
    rows = rows.sort_values(["programme", "step"]).reset_index(drop=True)
    for name in ("label", "place", "note"):
        rows[name] = [tx.pick(row, name) for _, row in rows.iterrows()]
    kinds = {"result": tx("result"), "target": tx("target, not result")}
    rows["kind_text"] = rows["kind"].astype("object").map(kinds)
    rows["period"] = rows["period"].astype("object").where(rows["period"].notna(), "")
    rows["source"] = named_sources(data, rows)
    results = rows[(rows["kind"] == "result") & (rows["step"] == 1)]
    rows["share"] = rows["value"] / rows["programme"].map(
        results.set_index("programme")["value"]
    ).where(rows["kind"] == "result")
    rows["percent"] = 100 * rows["share"]
    return rows


def drawn_rows(rows: pd.DataFrame, tx: Text) -> pd.DataFrame:
    """Return the programmes with several steps, ours first, as the figure words them."""
    results = rows[rows["kind"] == "result"]
    several = results.groupby("programme")["step"].transform("size") > 1
    own = results["programme"] == _OWN
    drawn = pd.concat([results[own], results[several & ~own]])
    drawn["about"] = [", ".join(filter(None, each)) for each in
                      zip(drawn["place"], drawn["period"], strict=True)]  # fmt: skip
    drawn["text"] = [_step(tx, row) for _, row in drawn.iterrows()]
    met = drawn[drawn["programme"] == _OWN].assign(
        text=tx("hundreds of firms met: no number is stated")
    )
    return pd.concat([met, drawn])[["programme", "about", "text", "share"]]


def _step(tx: Text, row: Any) -> str:
    stated = f"{tx.number(row['value'])} {row['label']}"
    if row["share"] != row["share"] or row["share"] == 1:
        return stated
    return f"{stated}, {tx.percent(row['percent'], 1)}"


def benchmarks(view: View) -> None:
    """Show how far other programmes came, beside the one the page is about."""
    exhibit = _drawn(view.dataset, view.tx.lang)
    show(view, exhibit)
    sources_below(view, exhibit)
    st.caption(view.tx("Targets and single figures stand in the table only."))


@shared
def _drawn(data: Dataset, lang: str) -> Exhibit:
    tx = Text(lang)
    rows = benchmark_rows(data, tx)
    robots = rows[rows["programme"] == "Robotlyftet"].set_index("step")["value"]
    sentence = tx(
        "Elsewhere too, few of those met get help: Robotlyftet contacted {met} firms in all of "
        "Sweden, made {studies} pre-studies and gave {cheques} automation cheques.",
        met=tx.number(robots[1]),
        studies=tx.number(robots[2]),
        cheques=tx.number(robots[3]),
    )
    exhibit = Exhibit(
        key="benchmarks",
        title=tx("How far other programmes came"),
        subtitle=tx(
            "As each programme has stated it. Its first figure fills the width, the others are "
            "parts of that; the percentages are ours. Aims and areas differ: to be read beside "
            "each other, not ranked."
        ),
        sentence=sentence,
        table=rows,
        columns=[
            Column("programme", tx("Programme")),
            Column("label", tx("Step")),
            Column("value", tx("Number"), 0),
            Column("percent", tx("Percent of the first figure"), 1),
            Column("kind_text", tx("Result or target")),
            Column("place", tx("Area")),
            Column("period", tx("Years")),
            Column("note", tx("Note")),
            Column("source", tx("Source")),
        ],
        sources=list(rows["source_id"].astype(str)),
        origin=tx("Sources: one for each row, in the table and in every file."),
    )
    return exhibit.replace(figure=funnels(drawn_rows(rows, tx), tx))
