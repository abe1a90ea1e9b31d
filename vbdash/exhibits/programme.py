"""The programme that the page is about: what is published of it, its years, others' funnels."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import pandas as pd

from vbdash.charts.funnels import funnels
from vbdash.charts.timeline import stages
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit, Tile, cited, reads
from vbdash.records.public import public_release, region_records
from vbdash.sentences import interventions as say
from vbdash.sentences import slides as titles
from vbdash.text import Text
from vbdash.view import View

#: The programme's name among those of others.
_OWN: Final = "Smart industri Västerbotten"
#: The programme itself, and what came before and after it.
_STAGES: Final = ("si-prestudy", "si-implementation", "si-project")


@reads()
def reached(view: View) -> Exhibit | None:
    """Say what is published about firms met and helped; None where nothing is."""
    tx = view.tx
    helped = view.fact("firms_helped")
    if helped is None:
        return None
    tiles = (
        Tile(
            tx("Got concrete help"),
            tx.number(helped["value"]),
            tx("firms, 2016–2021, as the article says."),
        ),
        Tile(
            tx("Were met"),
            tx("“hundreds”"),
            tx("is all that the article states. We found no number."),
        ),
        _records(view),
    )
    return Exhibit(
        key="reached",
        title=titles.reached_title(tx, helped=float(helped["value"])),
        subtitle=tx("Reach is not effect: the figures say how many were met, not what came of it."),
        sentence=" ".join(t.in_words for t in tiles),
        table=pd.DataFrame(
            [(t.label, t.figure, t.text) for t in tiles], columns=["label", "figure", "text"]
        ),
        columns=[
            Column("label", tx("What")),
            Column("figure", tx("As published")),
            Column("text", tx("What is counted")),
        ],
        sources=(str(helped["source_id"]),),
        lines=((tx("Published"), tx.pick(helped, "statement")),),
        tiles=tiles,
    )


def _records(view: View) -> Tile:
    """Say what the region's own records hold that anybody may see."""
    tx, own = view.tx, region_records(view.dataset)
    label = tx("Where, how large, what help")
    if own.empty:
        text = tx("Until the region adds records of its own, every split would be invented.")
        return Tile(label, tx("missing"), text)
    helped = float(public_release(view.dataset).steps["reached"]["helped"])
    if helped != helped:
        # How many records there are would tell too much of so few firms.
        return Tile(
            label,
            tx("withheld"),
            tx("The region's records are here. They name too few firms to be shown."),
        )
    text = tx(
        "firms helped in the region's own records, rounded down to a whole five; small numbers are withheld."
    )
    return Tile(label, tx.number(helped), text)


def timeline_rows(data: Dataset, tx: Text) -> pd.DataFrame:
    """Return the programme's stages and its successors with their dates, in order."""
    facts = data.table("published_facts")
    own = facts["id"].isin(_STAGES)
    later = (facts["topic"].astype("object") == "successor") & facts["year_from"].notna()
    both = list(dict.fromkeys([*facts.columns, "start", "end"]))  # older data have years only
    rows = facts[own | later].reindex(columns=both)
    rows["own"] = rows["id"].isin(_STAGES)
    rows["text"] = [tx.pick(row, "statement") for row in rows.to_dict("records")]
    for side in ("start", "end"):
        years = rows["year_from" if side == "start" else "year_to"].fillna(rows["year_from"])
        rows[side] = rows[side].astype("object").fillna(years.astype(int).astype(str))
    rows["years"] = [
        say.dates(tx, first, last) for first, last in zip(rows["start"], rows["end"], strict=True)
    ]
    order = ["own", "start", "end", "id"]
    return rows.sort_values(order, ascending=[False, True, True, True]).reset_index(drop=True)


@reads()
def timeline(view: View) -> Exhibit:
    """Show the programme's stages and its successors in time."""
    tx, data = view.tx, view.dataset
    rows = timeline_rows(data, tx)
    names = dict(
        zip(_STAGES, (tx("Pre-study"), tx("Implementation"), tx("Smart industri Västerbotten")),
            strict=True)
    )  # fmt: skip
    rows["name"] = [names.get(key) or _short(text) for key, text in
                    zip(rows["id"], rows["text"], strict=True)]  # fmt: skip
    rows["source"] = _named(data, tx, rows)
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
    rows["name"] = [
        _undated(name, years, whole=name == text.rstrip("."))
        for name, years, text in zip(rows["name"], rows["years"], rows["text"], strict=True)
    ]
    long = rows[rows["own"] | (rows["year_to"] > rows["year_from"])]
    bars = long.rename(
        columns={"name": "label", "start": "first", "end": "last", "years": "written",
                 "text": "hover"}
    )  # fmt: skip
    return exhibit.replace(chart=partial(stages, bars, tx))


def _short(text: str) -> str:
    """Cut what a source says to its name: up to the first colon, comma or full stop."""
    for sign in (":", ",", ". "):
        text = text.split(sign)[0]
    return text.rstrip(".")


def _undated(name: str, years: str, *, whole: bool) -> str:
    """Return a name without the years that stand beside it; a `whole` sentence needs its own."""
    return name if whole else " ".join(name.replace(years, "").split())


def _named(data: Dataset, tx: Text, rows: pd.DataFrame) -> list[str]:
    """Name the publication behind each row: publisher and title."""
    used = [data.row("sources", str(each)) for each in rows["source_id"]]
    return [cited(tx, each) for each in used]


def benchmark_rows(data: Dataset, tx: Text) -> pd.DataFrame:
    """Return what is stated of each programme, in words, with each step's part of the first."""
    rows = data.table("funnel_benchmarks")
    rows = rows.sort_values(["programme", "step"]).reset_index(drop=True)
    for name in ("label", "place", "note"):
        rows[name] = [tx.pick(row, name) for row in rows.to_dict("records")]
    kinds = {"result": tx("result"), "target": tx("target, not result")}
    rows["kind_text"] = rows["kind"].astype("object").map(kinds)
    rows["period"] = rows["period"].astype("object").where(rows["period"].notna(), "")
    rows["source"] = _named(data, tx, rows)
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
    drawn["text"] = [_step(tx, row) for row in drawn.to_dict("records")]
    met = drawn[drawn["programme"] == _OWN].assign(
        text=tx("hundreds of firms met: no number is stated")
    )
    return pd.concat([met, drawn])[["programme", "about", "text", "share"]]


def _step(tx: Text, row: Any) -> str:
    stated = f"{tx.number(row['value'])} {row['label']}"
    if row["share"] != row["share"] or row["share"] == 1:
        return stated
    return f"{stated}, {tx.percent(row['percent'], 1)}"


@reads()
def benchmarks(view: View) -> Exhibit:
    """Show how far other programmes came, beside the one the page is about."""
    tx = view.tx
    rows = benchmark_rows(view.dataset, tx)
    robots = rows[rows["programme"] == "Robotlyftet"].set_index("step")["value"]
    sentence = tx(
        "Elsewhere too, few of those met get help: Robotlyftet contacted {met} firms in all of "
        "Sweden, made {studies} pre-studies and gave {cheques} automation cheques.",
        met=tx.number(robots[1]),
        studies=tx.number(robots[2]),
        cheques=tx.number(robots[3]),
    )
    return Exhibit(
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
        chart=lambda: funnels(drawn_rows(rows, tx), tx),
    )
