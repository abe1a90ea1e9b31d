"""Who has been reached, as far as it is published, and where to go next."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts import ranked_bars
from vbdash.indicators.reach import eligible_from_workplaces
from vbdash.indicators.support import projects_by_municipality
from vbdash.reports.export import Column
from vbdash.story.slide import Slide, Stage, Tile
from vbdash.text import Text
from vbdash.text.sentences import slides as titles

__all__ = ["reached", "support", "where_next"]

#: Rows of a ranking that can be read from the back row.
_SHOWN = 10


def reached(stage: Stage) -> Slide | None:
    """Say what is published about firms met and helped, and what is not."""
    tx, data = stage.tx, stage.dataset
    helped = stage.fact("firms_helped")
    if helped is None:
        return None
    own = data.table("interventions")
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
        Tile(
            tx("Where, how large, what help"),
            tx.number(len(own)),
            tx("records loaded. Until the region loads its own, every split would be invented."),
        ),
    )
    return Slide(
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
        link=stage.link("interventions"),
    )


def support(stage: Stage) -> Slide | None:
    """Projects with EU money that name some of the county's municipalities."""
    tx, data = stage.tx, stage.dataset
    projects = data.table("support")
    counts = projects_by_municipality(
        projects, data.table("support_municipalities"), data.municipality_codes
    )
    if not counts["targeted"].any():
        return None
    table = counts.rename_axis("code").reset_index()
    table["label"] = stage.names(list(table["code"]))
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
    return Slide(
        key="support",
        title=title,
        subtitle=" ".join(
            [
                tx(
                    "Projects of the regional fund that name some of the county's municipalities, number. A project that covers the whole county says nothing about where it works and is left out."
                ),
                _rows_shown(table, tx),
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
        figure=_ranked(table, stage),
        link=stage.link("interventions"),
    )


def _ranked(table: pd.DataFrame, stage: Stage) -> go.Figure:
    """Draw as many rows as can be read from the back row: the highest, the chosen, the missing."""
    kept = (table.index < _SHOWN) | table["code"].isin(stage.chosen) | table["value"].isna()
    return ranked_bars(table[kept], stage.tx, highlight=list(stage.chosen), above=False)


def _rows_shown(table: pd.DataFrame, tx: Text) -> str:
    """Say that the picture does not show all rows of its table."""
    if len(table) <= _SHOWN:
        return ""
    return tx("The {shown} highest are shown.", shown=_SHOWN)


def where_next(stage: Stage) -> Slide | None:
    """Where industry's workplaces are, as a stand-in for the firms that could be reached."""
    tx, data = stage.tx, stage.dataset
    cells = eligible_from_workplaces(data).cells
    table = cells.rename(columns={"municipality_code": "code", "firms": "value"})
    if not table["value"].notna().any():
        return None
    table["label"] = stage.names(list(table["code"]))
    table["missing"] = tx("no figure: misprint in the source")
    table = table.sort_values(["value", "code"], ascending=[False, True], ignore_index=True)
    total = float(table["value"].sum())
    table["part"] = 100 * table["value"] / total
    title = titles.next_title(
        tx,
        most=tx.listing(table["label"].iloc[:2]),
        part=float(table["part"].iloc[:2].sum()),
        workplaces=total,
    )
    measure = data.measures.loc["workplaces"]
    years = data.table("observations").loc[lambda t: t["measure"] == "workplaces", "year"]
    return Slide(
        key="next",
        title=title,
        subtitle=" ".join(
            [
                tx(
                    "Workplaces in the source's own group of industrial businesses, number, {year}. Workplaces are not firms; they stand in for the firms that could be reached.",
                    year=int(years.max()),
                ),
                _rows_shown(table, tx),
            ]
        ),
        sentence=f"{title}.",
        table=table,
        columns=[
            Column("label", tx("Municipality")),
            Column("value", tx("Industrial workplaces"), 0),
            Column("part", tx("Part of the county, percent"), 1),
        ],
        sources=(stage.source("workplaces"),),
        lines=((tx("Caveats"), tx.pick(measure, "caveats")),),
        figure=_ranked(table, stage),
        link=stage.link("interventions"),
    )
