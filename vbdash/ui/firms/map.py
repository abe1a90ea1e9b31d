"""Where the firms are: the map in three faces, and the municipalities under each strength."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from vbdash.charts.maps.choropleth import choropleth, dorling
from vbdash.charts.maps.geometry import geometry_of
from vbdash.charts.maps.points import Status, points
from vbdash.charts.maps.view import MapView
from vbdash.charts.palette import CATEGORY, CONTEXT
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.ranks import places
from vbdash.sentences import companies as say
from vbdash.sentences.overview import spread_label
from vbdash.text import Text
from vbdash.ui import background
from vbdash.ui.cached import shared_few
from vbdash.ui.choice import choose
from vbdash.ui.firms.page import OPENED, Shown, opened, strengths
from vbdash.ui.firms.register import register, source_ids
from vbdash.ui.map import show_map, toggle_municipality
from vbdash.ui.show import show
from vbdash.view import View

__all__ = ["map_of_firms"]

_KEY: Final = "firms_map"
_HERE: Final = "_opened"


def map_of_firms(view: View, shown: Shown) -> None:
    """Draw the map; pressing a firm opens it, pressing a municipality chooses it."""
    tx = view.tx
    faces = {
        "foretag": tx("Firms"),
        "yta": tx("Municipalities"),
        "cirklar": tx("Circles"),
    }
    face = choose(
        "karta", tx("Kind of map"), faces, "foretag", widget=st.segmented_control,
        label_visibility="collapsed",
    )  # fmt: skip
    if face == "foretag":
        picture = _points(view, shown)
        exhibit = _marks_exhibit(view, picture)
        show(view, exhibit.replace(map=picture), picture=partial(_draw_marks, view), twin=False)
    else:
        counts = strengths(view.dataset)[view.selection.support]
        picture = _counts(view, face)
        exhibit = _counts_exhibit(view, counts, picture)
        show(view, exhibit.replace(map=picture), picture=partial(_draw, view, key=_KEY), twin=False)


def _draw_marks(view: View, picture: MapView) -> None:
    """Draw the firms, over a background map where the visitor asks for one."""
    tx = view.tx
    ids = set(view.dataset.table("companies")["id"])
    # Above a number of firms the map counts them in squares, which are no places.
    single = {circle.key for circle in picture.circles} <= ids
    tiles = background.ask(tx) if single else None
    if not tiles:
        _draw(view, picture, _KEY)
        return
    at = register(view.dataset, tx.lang)[["lon", "lat"]].dropna()
    spots = dict(zip(at.index, zip(at["lon"], at["lat"], strict=True), strict=True))
    _draw(view, picture, f"{_KEY}_over", draw=background.drawn_over(tiles, spots, tx))


def _draw(view: View, picture: MapView, key: str, **how: Any) -> None:
    ids = set(view.dataset.table("companies")["id"])

    def press(code: str) -> None:
        mark = st.session_state.get(f"_{key}_last", "")
        if mark in ids:
            st.query_params[OPENED] = mark
        else:
            toggle_municipality(view.dataset.name(code))

    show_map(picture, view.tx, key=key, on_press=press, **how)


def _marks_exhibit(view: View, picture: MapView) -> Exhibit:
    tx, data, rows = view.tx, view.dataset, picture.rows
    columns = [
        Column("name", tx("Firm or plant")),
        Column("municipality", tx("Municipality")),
        Column("status", tx("Status")),
        Column("detail", tx("What it does")),
        Column("note", tx("Note")),
    ]
    return Exhibit(
        key=f"{_KEY}_marks",
        title=tx(
            "{marks} on the map, in {n} of {of} municipalities",
            marks=tx.plural("{n} firm or plant", "{n} firms and plants", len(rows)),
            n=rows["code"].nunique(),
            of=len(data.municipality_codes),
        ),
        subtitle=tx(
            "Firms and plants {kind}, one mark each.",
            kind=spread_label(tx, view.selection.support),
        ),
        sentence=picture.alt,
        # Without the code: a row is no municipality, whose shape could be taken along.
        table=rows[[*(column.name for column in columns), "lon", "lat"]],
        columns=columns,
        sources=source_ids(data),
        origin=say.origin(tx, len(data.table("companies"))),
    )


def _counts_exhibit(view: View, counts: pd.Series, picture: MapView) -> Exhibit:
    tx, data = view.tx, view.dataset
    table = counts.rename("value").rename_axis("code").reset_index()
    table["label"] = [data.name(code, tx.lang) for code in table["code"]]
    return Exhibit(
        key=f"{_KEY}_counts",
        title=say.most_in(tx, list(zip(table["label"], table["value"], strict=True))),
        subtitle=tx(
            "Firms {kind}, each once in a municipality.",
            kind=spread_label(tx, view.selection.support),
        ),
        sentence=picture.alt,
        table=table.sort_values(["value", "label"], ascending=[False, True]),
        columns=[Column("label", tx("Municipality")), Column("value", tx("Firms"), 0)],
        sources=source_ids(data),
        origin=say.origin(tx, len(data.table("companies"))),
        lines=[(tx("Definition"), say.counting_rule(tx))],
    )


def _points(view: View, shown: Shown) -> MapView:
    return _marks(
        view.dataset,
        view.tx.lang,
        view.theme,
        tuple(shown.rows["id"]),
        opened(view),
        tuple(view.selection.municipalities),
    )


@shared_few
def _marks(
    data: Dataset, lang: str, theme: str, ids: tuple[str, ...], here: str, chosen: tuple[str, ...]
) -> MapView:
    tx = Text(lang)
    texts = register(data, lang).loc[list(ids)]
    table = texts[["name", "lon", "lat", "code"]].reset_index()
    statuses = data.table("companies").set_index("id")["status"].astype("object")
    table["status"] = statuses.loc[list(ids)].to_numpy()
    table["detail"] = texts["claim"].where(texts["claim"] != "", texts["product"]).to_numpy()
    table["note"] = texts["caution"].to_numpy()
    table.loc[table["id"] == here, "status"] = _HERE
    return points(
        geometry_of(data),
        table,
        _statuses(tx),
        tx,
        selected=chosen,
        note=tx(
            "A firm stands at the centre of its place, not at an address. Where size or seat belong to a "
            "group or a head office elsewhere, the mark and the list say so."
        ),
        theme=theme,
    )


def _statuses(tx: Text) -> dict[str, Status]:
    return {
        _HERE: Status(tx("Opened"), "", True, CATEGORY[1]),
        "operating": Status(_capital(say.label(tx, say.STATUSES, "operating"))),
        "unverified": Status(
            _capital(say.label(tx, say.STATUSES, "unverified")), "?", True, CONTEXT
        ),
        "planned": Status(_capital(say.label(tx, say.STATUSES, "planned")), "+", False),
        "bankrupt": Status(
            _capital(say.label(tx, say.STATUSES, "bankrupt")), "!", False, CATEGORY[1]
        ),
        "closed": Status(_capital(say.label(tx, say.STATUSES, "closed")), "×", False, CONTEXT),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _counts(view: View, face: str) -> MapView:
    tx, data = view.tx, view.dataset
    every = strengths(data)
    counts = every[view.selection.support]
    table = pd.DataFrame(
        {"code": counts.index, "value": counts.to_numpy(), "rank": places(counts.to_numpy())}
    )
    measure = {
        f"label_{tx.lang}": tx("Firms, each once in a municipality"),
        f"unit_short_{tx.lang}": "",
        "decimals": 0,
    }
    settings: dict[str, Any] = {
        "selected": view.selection.municipalities,
        "source": tx("Data version {version}", version=data.version),
        "theme": view.theme,
    }
    geometry = geometry_of(data)
    if face == "cirklar":
        return dorling(geometry, table, measure, tx, **settings)
    # Classes are the same under every strength, so that the switch tells the truth.
    return choropleth(geometry, table, measure, tx, values=every.to_numpy().ravel(), **settings)
