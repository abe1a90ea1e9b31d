"""Other programmes' funnels as they have stated them, and the sources of rows that differ in them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from vbdash.charts.funnels import funnels
from vbdash.reports.export import Column
from vbdash.ui.downloads import source_line
from vbdash.ui.show import Exhibit, show
from vbdash.ui.view import View

__all__ = ["benchmark_rows", "benchmarks", "drawn_rows", "named_sources", "sources_below"]

_OWN = "Smart industri Västerbotten"


def named_sources(view: View, rows: pd.DataFrame) -> list[str]:
    """Name the publication behind each row: publisher and title."""
    known = view.dataset.sources
    named = (known["publisher"] + ": " + known["title"]).to_dict()
    return [str(named.get(each, each)) for each in rows["source_id"].astype(str)]


def sources_below(view: View, exhibit: Exhibit) -> None:
    """Fold away the links to sources that are too many for a line."""
    with st.expander(view.tx("Sources"), icon=":material/menu_book:"):
        source_line(view, exhibit.sources)


def benchmark_rows(view: View) -> pd.DataFrame:
    """Return what is stated of each programme, in words, with each step's part of the first."""
    tx = view.tx
    rows = view.dataset.table("funnel_benchmarks")
    rows = rows.sort_values(["programme", "step"]).reset_index(drop=True)
    for name in ("label", "place", "note"):
        rows[name] = [tx.pick(row, name) for _, row in rows.iterrows()]
    kinds = {"result": tx("result"), "target": tx("target, not result")}
    rows["kind_text"] = rows["kind"].astype("object").map(kinds)
    rows["period"] = rows["period"].astype("object").where(rows["period"].notna(), "")
    rows["source"] = named_sources(view, rows)
    results = rows[(rows["kind"] == "result") & (rows["step"] == 1)]
    rows["share"] = rows["value"] / rows["programme"].map(
        results.set_index("programme")["value"]
    ).where(rows["kind"] == "result")
    rows["percent"] = 100 * rows["share"]
    return rows


def drawn_rows(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the programmes with several steps, ours first, as the figure words them."""
    tx = view.tx
    results = rows[rows["kind"] == "result"]
    several = results.groupby("programme")["step"].transform("size") > 1
    own = results["programme"] == _OWN
    drawn = pd.concat([results[own], results[several & ~own]])
    drawn["about"] = [", ".join(filter(None, each)) for each in
                      zip(drawn["place"], drawn["period"], strict=True)]  # fmt: skip
    drawn["text"] = [_step(view, row) for _, row in drawn.iterrows()]
    met = drawn[drawn["programme"] == _OWN].assign(
        text=tx("hundreds of firms met: no number is stated")
    )
    return pd.concat([met, drawn])[["programme", "about", "text", "share"]]


def _step(view: View, row: Any) -> str:
    tx = view.tx
    stated = f"{tx.number(row['value'])} {row['label']}"
    if row["share"] != row["share"] or row["share"] == 1:
        return stated
    return f"{stated}, {tx.percent(row['percent'], 1)}"


def benchmarks(view: View) -> None:
    """Show how far other programmes came, beside the one the page is about."""
    tx = view.tx
    rows = benchmark_rows(view)
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
    show(view, exhibit, funnels(drawn_rows(view, rows), tx))
    sources_below(view, exhibit)
    st.caption(tx("Targets and single figures stand in the table only."))
