"""Where the firms are: the map in three faces, and the municipalities under each strength."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from vbdash.charts.grid import count_grid
from vbdash.charts.map_view import MapView
from vbdash.charts.maps import choropleth, dorling
from vbdash.charts.palette import CATEGORY, CONTEXT
from vbdash.charts.points import Status, points
from vbdash.indicators.ranks import places
from vbdash.reports.export import Column
from vbdash.selection import SUPPORTS
from vbdash.text import Text
from vbdash.text.sentences import companies as say
from vbdash.ui import background, cached
from vbdash.ui.choice import choose
from vbdash.ui.companies import OPENED, Shown, opened, strengths
from vbdash.ui.companies_register import register, source_ids
from vbdash.ui.map import show_map, toggle_municipality
from vbdash.ui.show import Exhibit, show
from vbdash.ui.view import View

__all__ = ["grid", "map_of_firms"]

_KEY, _GRID = "firms_map", "firms_grid"
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
    picture = _points(view, shown) if face == "foretag" else _counts(view, face)
    ids = set(view.dataset.table("companies")["id"])
    # Above a number of firms the map counts them in squares, which are no places.
    single = face == "foretag" and {circle.key for circle in picture.circles} <= ids
    tiles = background.ask(tx) if single else None
    key = f"{_KEY}_over" if tiles else _KEY

    def press(code: str) -> None:
        mark = st.session_state.get(f"_{key}_last", "")
        if mark in ids:
            st.query_params[OPENED] = mark
        else:
            toggle_municipality(view.dataset.name(code))

    if tiles:
        places = register(view.dataset, tx.lang)[["lon", "lat"]].dropna()
        at = dict(zip(places.index, zip(places["lon"], places["lat"], strict=True), strict=True))
        draw = background.drawn_over(tiles, at, tx)
        show_map(picture, tx, key=key, on_press=press, draw=draw)
    else:
        show_map(picture, tx, key=key, on_press=press)


def _points(view: View, shown: Shown) -> MapView:
    tx, here = view.tx, opened(view)
    texts = register(view.dataset, tx.lang).loc[list(shown.rows["id"])]
    table = texts[["name", "lon", "lat", "code"]].reset_index()
    table["status"] = shown.rows["status"].astype("object").to_numpy()
    table["detail"] = texts["claim"].where(texts["claim"] != "", texts["product"]).to_numpy()
    table["note"] = texts["caution"].to_numpy()
    table.loc[table["id"] == here, "status"] = _HERE
    return points(
        cached.geometry(view.dataset),
        table,
        _statuses(tx),
        tx,
        selected=view.selection.municipalities,
        note=tx(
            "A firm stands at the centre of its place, not at an address. Where size or seat belong to a "
            "group or a head office elsewhere, the mark and the list say so."
        ),
        theme=view.theme,
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
    geometry = cached.geometry(data)
    if face == "cirklar":
        return dorling(geometry, table, measure, tx, **settings)
    # Classes are the same under every strength, so that the switch tells the truth.
    return choropleth(geometry, table, measure, tx, values=every.to_numpy().ravel(), **settings)


def grid(view: View) -> None:
    """Draw the municipalities by strength of support: the claim “nearly all”, for anyone to try."""
    tx, data = view.tx, view.dataset
    every = strengths(data).sort_values(list(reversed(SUPPORTS)), ascending=False, kind="stable")
    table = every.reset_index(names="code")
    table["label"] = [data.name(code, tx.lang) for code in table["code"]]
    reached = [int((every[each] > 0).sum()) for each in SUPPORTS]
    presses = st.session_state.setdefault(f"_{_GRID}_presses", 0)
    figure = count_grid(
        table,
        tx,
        columns=SUPPORTS,
        chosen=view.selection.support,
        totals=(tx("Municipalities"), reached),
        highlight=view.selection.municipalities,
        stamp=str(presses),
    )
    at = SUPPORTS.index(view.selection.support)
    sentence = tx(
        "{now} of {of} municipalities have what is asked for. With the weakest requirement it is {first}, "
        "with the strongest {last}",
        first=reached[0],
        last=reached[-1],
        of=len(every),
        now=reached[at],
    )
    show(
        view,
        Exhibit(
            key=_GRID,
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
                *(Column(each, tx(say.STRENGTHS[each]), 0) for each in SUPPORTS),
            ],
            sources=source_ids(data, list(register(data, tx.lang).index)),
            origin=tx(
                "Counted by us from {n} firms and plants in open sources; each has its sources in the list.",
                n=len(data.table("companies")),
            ),
            lines=[(tx("Definition"), say.counting_rule(tx))],
        ),
        figure,
        on_select=lambda: _pressed(view),
        selection_mode="points",
    )


def _pressed(view: View) -> None:
    """Choose the municipality of the ring that was pressed, or let it go."""
    found = (st.session_state.get(f"{_GRID}_chart") or {}).get("selection", {}).get("points", [])
    if not found:
        return
    given = found[0].get("customdata", "")
    code = str(given[0] if isinstance(given, list) else given).partition("|")[0]
    st.session_state[f"_{_GRID}_presses"] += 1
    if code in view.dataset.municipality_codes:
        toggle_municipality(view.dataset.name(code))
