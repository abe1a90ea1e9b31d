"""Public support on open record: by year and by place, and who helps with what."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from vbdash.charts.maps.choropleth import choropleth, dorling
from vbdash.charts.stacks import stacked_bars
from vbdash.exhibit import Column, Exhibit, publishers, reads
from vbdash.exhibits.ranked import ranked, rows_shown
from vbdash.indicators import support
from vbdash.indicators.ranks import places
from vbdash.sentences import interventions as say
from vbdash.view import View


@reads()
def by_year(view: View) -> Exhibit:
    """Show how many projects, grants and awards there are by year and fund."""
    tx, data = view.tx, view.dataset
    table = support.by_year(data.table("support"))
    table["part"] = [tx(say.KINDS[kind]) for kind in table["kind"].astype("object")]
    table["label"] = [tx("no year") if pd.isna(y) else str(int(y)) for y in table["year"]]
    dated = table[table["year"].notna()]
    per_year = dated.groupby("year")["projects"].sum()
    order = [tx(name) for name in say.KINDS.values()]
    chart = dated.assign(value=dated["projects"].astype(float), at=dated["part"].map(order.index))
    chart = chart.sort_values(["year", "at"])[["label", "part", "value"]]
    most = (int(str(per_year.astype(int).idxmax())), int(per_year.max()))
    return Exhibit(
        key="support_years",
        title=say.years_title(tx, int(table["projects"].sum()), *most),
        subtitle=tx(
            "Number of projects, grants and awards by year of start or decision; projects for all "
            "of Sweden left out, one that stands in two lists counted once."
        ),
        sentence=say.years_sentence(
            tx,
            int(table["projects"].sum()),
            float(table["amount_sek"].sum()),
            *most,
        ),
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
        chart=partial(stacked_bars, chart, tx, upright=True),
    )


def _by_place(view: View) -> Exhibit:
    """Count the projects that name some of the county's municipalities, without a picture."""
    tx, data = view.tx, view.dataset
    table = support.projects_here(data).rename_axis("code").reset_index()
    table = table.assign(
        label=view.names(list(table["code"])), value=table["targeted"].astype("float64")
    )
    table = table.sort_values(["value", "label"], ascending=[False, True], ignore_index=True)
    projects = data.table("support")
    projects = projects[projects["kind"] == "eu_project"]
    most = int(table["targeted"].max())
    leading = list(table.loc[table["targeted"] == most, "label"])
    return Exhibit(
        key="support_places",
        title=say.places_title(tx, leading, most),
        subtitle=tx(
            "EU regional fund projects 2014–2016 that name some of the county's municipalities. "
            "Those that name them all are counted apart, since they tell no municipality from another."
        ),
        sentence=say.places_sentence(
            tx,
            leading,
            most,
            int((projects["coverage"] == "some_municipalities").sum()),
        ),
        table=table,
        columns=[
            Column("label", tx("Municipality")),
            Column("targeted", tx("Targeted projects"), 0),
            Column("whole_county", tx("Projects for the whole county"), 0),
            Column("all_sweden", tx("Projects for all of Sweden"), 0),
        ],
        sources=[str(each) for each in projects["source_id"].dropna().unique()],
        lines=[
            (
                tx("Caveats"),
                tx("An area covered is not a firm helped, and granted is not paid."),
            )
        ],
    )


@reads("municipalities", "theme")
def on_map(view: View, face: str = "yta") -> Exhibit:
    """Show on the map how many projects name each municipality.

    Parameters
    ----------
    face
        ``"yta"``: areas in classes of the number; ``"cirklar"``: circles sized by it.
    """
    tx, made = view.tx, _by_place(view)
    measure: dict[str, Any] = {
        f"label_{tx.lang}": tx("Targeted projects"),
        f"unit_short_{tx.lang}": "",
        "decimals": 0,
    }
    ranks = places(made.table["value"].to_numpy()).astype(int)
    picture = (dorling if face == "cirklar" else choropleth)(
        view.geometry,
        made.table[["code", "value"]].assign(rank=ranks),
        measure,
        tx,
        selected=view.chosen,
        source=publishers(view, made.sources, titles=True),
        theme=view.theme,
    )
    return made.replace(map=picture)


@reads("municipalities")
def ranking(view: View) -> Exhibit | None:
    """Rank the municipalities by how many projects name them; None where none is named."""
    made = _by_place(view)
    if not made.table["targeted"].any():
        return None
    about = f"{made.subtitle} {rows_shown(made.table, view.tx)}".strip()
    return made.replace(subtitle=about, chart=partial(ranked, made.table, view))


@reads("municipalities")
def actors(view: View, help_wanted: str = "") -> Exhibit:
    """List who in the county helps industrial firms, as far as a source names them.

    Parameters
    ----------
    help_wanted
        Kind of help; none means all.
    """
    tx, data = view.tx, view.dataset
    rows = data.table("support_actors")
    if help_wanted:
        rows = rows[rows["help"] == help_wanted]
    if view.chosen:
        here = rows["municipality_code"].isin(view.chosen)
        rows = rows[here | rows["municipality_code"].isna()]
    return Exhibit(
        key="actors",
        title=tx("Who helps with what"),
        subtitle=tx(
            "Organisations and help that a source names. What was true in the year of the source may "
            "have ended; those not named here may still help."
        ),
        sentence="",
        table=_actors(view, rows),
        columns=[
            Column("help_kind", tx("Kind of help")),
            Column("actor", tx("Actor")),
            Column("kind_text", tx("Kind of organisation")),
            Column("place", tx("Place")),
            Column("text", tx("What the source says")),
            Column("years", tx("Years")),
            Column("url", tx("Source")),
        ],
        sources=list(dict.fromkeys(rows["source_id"].astype(str))),
    )


def _actors(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    tx, table = view.tx, rows.copy()
    table["help_kind"] = [tx(say.HELP[code]) for code in table["help"].astype("object")]
    table["kind_text"] = [tx(say.ACTORS[code]) for code in table["kind"].astype("object")]
    table["place"] = [
        view.name(code) if isinstance(code, str) else tx("the county or wider")
        for code in table["municipality_code"].astype("object")
    ]
    table["text"] = table[f"help_{tx.lang}"]
    table["years"] = [
        _years(a, b) or tx("undated")
        for a, b in zip(table["year_from"], table["year_to"], strict=True)
    ]
    addresses = view.dataset.sources["url"]
    table["url"] = addresses.reindex(table["source_id"].astype(str)).to_numpy()
    order = {code: i for i, code in enumerate(say.HELP)}
    table["order"] = table["help"].astype("object").map(order)
    return table.sort_values(["order", "actor"]).reset_index(drop=True)


def _years(first: Any, last: Any) -> str:
    known = [str(year) for year in (first, last) if not pd.isna(year)]
    return "–".join(dict.fromkeys(known))
