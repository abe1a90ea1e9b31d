"""Who has been reached, as far as it is published or the region's own records say."""

from __future__ import annotations

import pandas as pd

from vbdash.exhibit import Column, Exhibit, Tile, reads
from vbdash.indicators import loaded
from vbdash.indicators.support import projects_here
from vbdash.records.public import public_release
from vbdash.sentences import slides as titles
from vbdash.slides.ranking import ranked, rows_shown
from vbdash.view import View


@reads()
def reached(view: View) -> Exhibit | None:
    """Say what is published about firms met and helped; None where that is another county's."""
    tx = view.tx
    helped = view.fact("firms_helped")
    if helped is None or not loaded.article(view.dataset).here:
        return None
    tiles = (
        Tile(
            tx("Got concrete help"),
            tx.number(helped["value"]),
            tx("firms, 2016–2021, as the article says."),
        ),
        Tile(
            tx("Were met"),
            "–",
            tx("“Hundreds” is all that is stated. A number is not published."),
        ),
        _records(view),
    )
    return Exhibit(
        key="reached",
        title=titles.reached_title(tx, helped=float(helped["value"])),
        subtitle=tx("Reach is not effect: the figures say who was met, not what came of it."),
        sentence=" ".join(f"{t.label}: {t.figure} {t.text}" for t in tiles),
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
    tx, own = view.tx, view.dataset.table("interventions")
    label = tx("Where, how large, what help")
    if own.empty:
        text = tx("records loaded. Until the region loads its own, every split would be invented.")
        return Tile(label, tx.number(0), text)
    helped = float(public_release(view.dataset).steps["reached"]["helped"])
    if helped != helped:
        # How many records there are would tell too much of so few firms.
        return Tile(
            label, "–", tx("The region's records are loaded. They name too few firms to be shown.")
        )
    text = tx("firms helped in the region's own records; small numbers are withheld.")
    return Tile(label, tx.number(helped), text)


@reads("municipalities")
def support(view: View) -> Exhibit | None:
    """Projects with EU money that name some of the county's municipalities."""
    tx, data = view.tx, view.dataset
    projects = data.table("support")
    counts = projects_here(data)
    if not loaded.support(data).here or not counts["targeted"].any():
        return None
    table = counts.rename_axis("code").reset_index()
    table["label"] = view.names(list(table["code"]))
    table["value"] = table["targeted"].astype(float)
    table = table.sort_values(["value", "code"], ascending=[False, True], ignore_index=True)
    first, last = table.iloc[0], table.iloc[-1]
    used = projects.loc[projects["kind"] == "eu_project", "source_id"].dropna().unique()
    title = titles.support_title(
        tx,
        most=first["label"],
        projects=int(first["value"]),
        fewest=int(last["value"]),
    )
    return Exhibit(
        key="support",
        title=title,
        subtitle=" ".join(
            [
                tx(
                    "Projects of the regional fund that name some of the county's municipalities, number. A project that covers the whole county says nothing about where it works and is left out."
                ),
                rows_shown(table, tx),
            ]
        ),
        sentence=f"{title}.",
        table=table,
        columns=[
            Column("label", tx("Municipality")),
            Column("targeted", tx("Projects that name it"), 0),
            Column("whole_county", tx("For the whole county"), 0),
            Column("all_sweden", tx("For all of Sweden"), 0),
        ],
        sources=tuple(map(str, used)),
        lines=(
            (
                tx("Caveats"),
                tx("An area covered is not a firm helped, and granted is not paid."),
            ),
        ),
        figure=ranked(table, view),
    )
