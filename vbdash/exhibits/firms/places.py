"""Where leading firms are: each with a mark, municipalities by their number, by strength of support."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import pandas as pd

from vbdash.charts.grid import count_grid
from vbdash.charts.maps.choropleth import choropleth, dorling
from vbdash.charts.maps.points import Status, points
from vbdash.charts.maps.view import MapView
from vbdash.charts.palette import CATEGORY, CONTEXT
from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.firms.register import register
from vbdash.indicators.firms import leading
from vbdash.indicators.ranks import places
from vbdash.selection import SUPPORTS
from vbdash.sentences import companies as say
from vbdash.sentences.facts import capital
from vbdash.sentences.overview import spread_label
from vbdash.text import Text
from vbdash.view import View

_HERE: Final = "_opened"


def _origin(view: View) -> str:
    return say.origin(view.tx)


@reads("municipalities", "support", "theme")
def marks(view: View, ids: tuple[str, ...], here: str = "") -> Exhibit:
    """Show firms and plants on the map, a mark each.

    Parameters
    ----------
    ids
        Of rows of the table ``companies``.
    here
        Id of the one whose panel is open, if any.
    """
    tx, data = view.tx, view.dataset
    picture, rows = _marks(view, ids, here), register(data, tx.lang).loc[list(ids)]
    placed = rows[rows["lon"].notna() & rows["lat"].notna()]
    found = leading.counted(data, list(placed.index))
    missing = len(rows) - len(placed)
    lacking = tx.plural(
        "{n} has no known place and stands in the list only.",
        "{n} have no known place and stand in the list only.",
        missing,
    )
    columns = [
        Column("name", tx("Firm or plant")),
        Column("municipality", tx("Municipality")),
        Column("status", tx("Status")),
        Column("detail", tx("What it does")),
        Column("note", tx("Note")),
    ]
    return Exhibit(
        key="firms_map_marks",
        title=_on_the_map(view, found, int(placed["code"].nunique())),
        subtitle=tx(
            "Firms and plants {kind}, one mark each.",
            kind=spread_label(tx, view.selection.support),
        )
        + (f" {lacking}" if missing else ""),
        sentence=picture.alt,
        # Without the code: a row is no municipality, whose shape could be taken along.
        table=picture.rows[[*(column.name for column in columns), "lon", "lat"]],
        columns=columns,
        sources=leading.sources(data),
        origin=_origin(view),
        map=picture,
    )


def _on_the_map(view: View, found: leading.Counted, places: int) -> str:
    """Say how many firms are in how many of the municipalities looked at."""
    tx, places = view.tx, found.municipalities or places
    values = {
        "marks": say.firms_counted(tx, found.firms, found.closed),
        "places": str(places),
    }
    if view.chosen:
        return tx.plural(
            "{marks} on the map, in the municipality chosen",
            "{marks} on the map, in {places} of the {n} chosen municipalities",
            len(view.chosen), **values,
        )  # fmt: skip
    return tx(
        "{marks} on the map, in {n} of {of} municipalities",
        marks=values["marks"], n=places, of=len(view.municipalities),
    )  # fmt: skip


def _marks(view: View, ids: tuple[str, ...], here: str) -> MapView:
    tx, data = view.tx, view.dataset
    texts = register(data, tx.lang).loc[list(ids)]
    table = texts[["name", "lon", "lat", "code"]].reset_index()
    statuses = data.table("companies").set_index("id")["status"].astype("object")
    table["status"] = statuses.loc[list(ids)].to_numpy()
    table["detail"] = texts["claim"].where(texts["claim"] != "", texts["product"]).to_numpy()
    table["note"] = texts["caution"].to_numpy()
    table.loc[table["id"] == here, "status"] = _HERE
    return points(
        view.geometry,
        table,
        _statuses(tx),
        tx,
        selected=view.chosen,
        note=tx(
            "A firm stands at the centre of its place, not at an address. Where size or seat belong to a "
            "group or a head office elsewhere, the mark and the list say so."
        ),
        theme=view.theme,
    )


def _statuses(tx: Text) -> dict[str, Status]:
    def words(status: str) -> str:
        text = say.label(tx, say.STATUSES, status)
        return text[:1].upper() + text[1:]

    return {
        _HERE: Status(tx("Opened"), "", True, CATEGORY[1]),
        "operating": Status(words("operating")),
        "unverified": Status(words("unverified"), "?", True, CONTEXT),
        "planned": Status(words("planned"), "+", False),
        "bankrupt": Status(words("bankrupt"), "!", False, CATEGORY[1]),
        "closed": Status(words("closed"), "×", False, CONTEXT),
    }


@reads("municipalities", "support", "theme")
def counts(view: View, face: str = "cirklar") -> Exhibit:
    """Show the municipalities by their number of leading firms.

    Parameters
    ----------
    face
        ``"yta"``: areas in classes of the number; ``"cirklar"``: circles sized by it.
    """
    tx, data, support = view.tx, view.dataset, view.selection.support
    table = leading.spread_of(data, support).by_municipality.rename_axis("code").reset_index()
    table = table.assign(label=view.names(list(table["code"])), value=table["firms"])
    table = table.sort_values(["value", "label"], ascending=[False, True], ignore_index=True)
    picture = _counts(view, table, face)
    return Exhibit(
        key="firms_map_counts",
        title=say.most_in(tx, list(zip(table["label"], table["value"], strict=True))),
        subtitle=tx(
            "Firms {kind}, by municipality. A firm with several plants counts once in each municipality. The list is made from open sources and is not complete.",
            kind=spread_label(tx, support),
        ),
        sentence=picture.alt,
        table=table,
        columns=[
            Column("label", tx("Municipality")),
            Column("firms", tx("Firms"), 0),
            Column("plants", tx("Plants"), 0),
        ],
        sources=_counted(data, support),
        origin=_origin(view),
        lines=[(tx("Definition"), say.counting_rule(tx))],
        map=picture,
    )


@kept
def _counted(dataset: Dataset, support: str) -> tuple[str, ...]:
    """Return the publications behind the firms that are counted under a strength of support."""
    rows = leading.leading_rows(
        dataset.table("companies"), dataset.table("leadership_claims"), support
    )
    rows = rows[rows["municipality_code"].isin(dataset.municipality_codes)]
    return tuple(leading.sources_of(dataset, list(rows["id"])))


def _counts(view: View, table: pd.DataFrame, face: str) -> MapView:
    tx, data = view.tx, view.dataset
    drawn = table[["code", "value"]].assign(rank=places(table["value"].to_numpy()))
    measure = {
        f"label_{tx.lang}": tx("Firms, each once in a municipality"),
        f"unit_short_{tx.lang}": "",
        "decimals": 0,
    }
    settings: dict[str, Any] = {
        "selected": view.chosen,
        "source": tx("Counted by us, data version {version}", version=data.version),
        "theme": view.theme,
    }
    if face == "cirklar":
        return dorling(view.geometry, drawn, measure, tx, **settings)
    # Classes are the same under every strength, so that the switch tells the truth.
    every = leading.strengths(data).to_numpy().ravel()
    return choropleth(view.geometry, drawn, measure, tx, values=every, **settings)


@reads("municipalities", "support")
def by_strength(view: View, presses: int = 0) -> Exhibit:
    """Show the municipalities under each strength of support: “nearly all”, for anyone to try.

    Parameters
    ----------
    presses
        How often the picture has been pressed, to tell one press from the next.
    """
    tx, data = view.tx, view.dataset
    every = leading.strengths(data)
    every = every.sort_values(list(reversed(SUPPORTS)), ascending=False, kind="stable")
    table = every.reset_index(names="code")
    table["label"] = view.names(list(table["code"]))
    reached = [int((every[each] > 0).sum()) for each in SUPPORTS]
    figure = partial(
        count_grid,
        table,
        tx,
        columns=SUPPORTS,
        chosen=view.selection.support,
        totals=(tx("Municipalities"), reached),
        highlight=view.chosen,
        stamp=str(presses),
    )
    sentence = tx(
        "{now} of {of} municipalities have a firm {kind}. With the weakest requirement it is {first}, with the strictest {last}",
        first=reached[0],
        last=reached[-1],
        of=len(every),
        now=reached[SUPPORTS.index(view.selection.support)],
        kind=spread_label(tx, view.selection.support),
    )
    return Exhibit(
        key="firms_grid",
        title=sentence,
        subtitle=tx(
            "Firms, each once in a municipality, by what is asked for: {strengths}. A dot: none. Press a "
            "ring to choose the municipality.",
            strengths=", ".join(tx(say.STRENGTHS[each]) for each in SUPPORTS),
        ),
        sentence=sentence + ".",
        table=table,
        columns=[
            Column("label", tx("Municipality")),
            *(Column(each, capital(tx(say.STRENGTH_ALONE[each])), 0) for each in SUPPORTS),
        ],
        sources=leading.sources(data),
        origin=_origin(view),
        lines=[(tx("Definition"), say.counting_rule(tx))],
        chart=figure,
    )
