"""Firms on a map: one mark each, side by side where they share a place, or counted together.

Marks have a fixed size on the land, so that two that do not cover each other on one screen do not
on any other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from vbdash.charts.maps.dorling import radii
from vbdash.charts.maps.geometry import HEIGHT, WIDEST, MapGeometry
from vbdash.charts.maps.labels import area_labels
from vbdash.charts.maps.view import Area, Circle, Key, MapView, plain
from vbdash.charts.palette import ACCENT
from vbdash.text import Text

#: Radius of a firm in pixels of a wide canvas.
_RADIUS: Final = 7.0
#: More firms than this are counted together.
_MOST: Final = 150
#: So many are told apart by numbers, with their names beside the map; the marks are larger then.
_NUMBERED, _WITH_NUMBER = 20, 9.5
#: Side of the squares they are counted in, and radius of the fullest, in pixels of a wide canvas.
_SQUARE, _FULLEST, _EMPTIEST = 44, 24, 7.5


@dataclass(frozen=True)
class Status:
    """How firms of one status look.

    Attributes
    ----------
    label
        What the status is called, in the visitor's language.
    glyph
        Sign written in the mark, so that colour is not the only carrier.
    filled
        Whether the mark is filled or a ring.
    colour
        Of the filling or the ring.
    """

    label: str
    glyph: str = ""
    filled: bool = True
    colour: str = ACCENT


def points(
    geometry: MapGeometry,
    table: pd.DataFrame,
    statuses: Mapping[str, Status],
    tx: Text,
    *,
    selected: Collection[str] = (),
    source: str = "",
    note: str = "",
    theme: str = "light",
    height: int = HEIGHT,
) -> MapView:
    """Show firms where they are.

    Parameters
    ----------
    geometry, selected, source, note, theme, height
        As for :func:`vbdash.charts.maps.choropleth`.
    table
        One row a firm or plant: ``id``, ``name``, ``lon`` and ``lat`` (degrees), ``code`` of the
        municipality, ``status``; if wanted ``detail`` (what it leads in) and ``note`` (such as
        that its figures belong to the head office). Rows without coordinates are listed, not
        drawn.
    statuses
        How each status looks, in the order of the legend. Rows with another status are left out.

    Returns
    -------
    MapView
        Firms that share a place stand side by side, each tied to it by a line. A few are numbered
        in the order of their municipalities, with their names in the legend.
    """
    known = table[table["status"].isin(list(statuses))].sort_values("id", kind="stable")
    placed = known[known["lon"].notna() & known["lat"].notna()]
    home = geometry.project(placed["lon"].to_list(), placed["lat"].to_list())
    counted = len(placed) > _MOST
    links: tuple[tuple[float, float, float, float], ...] = ()
    numbers: dict[str, str] = {}
    if counted:
        circles = _counted(geometry, placed, home, tx)
    else:
        numbers = _numbers(geometry, placed, statuses)
        circles, links = _side_by_side(geometry, placed, home, statuses, numbers, source)
    return MapView(
        geometry=geometry,
        areas=tuple(Area(code, "", plain(name)) for code, name in geometry.names.items()),
        circles=circles,
        links=links,
        labels=area_labels(geometry, [(c.x, c.y, c.radius) for c in circles]),
        selected=frozenset(map(str, selected)),
        legend_title=tx("Firms"),
        legend=(
            *_keys(known, statuses, tx, counted=counted),
            *_named(placed, numbers),
        ),
        alt=_sentence(geometry, known, placed, statuses, tx, source),
        rows=_rows(geometry, known, statuses, selected),
        note=note,
        theme=theme,
        height=height,
    )


def _numbers(
    geometry: MapGeometry, table: pd.DataFrame, statuses: Mapping[str, Status]
) -> dict[str, str]:
    """Give the marks that carry no sign numbers in the order of the list; none where many."""
    bare = table[[not statuses[each].glyph for each in table["status"]]]
    if not 1 < len(bare) <= _NUMBERED:
        return {}
    where = bare["code"].astype(str).map(geometry.names).fillna("")
    order = bare.assign(where=where).sort_values(["where", "name"], kind="stable")
    return {str(each): str(at) for at, each in enumerate(order["id"], start=1)}


def _named(table: pd.DataFrame, numbers: Mapping[str, str]) -> tuple[Key, ...]:
    """Say what the numbers stand for, a line each."""
    names = dict(zip(table["id"].astype(str), table["name"], strict=True))
    return tuple(Key(f"{at} {plain(names[each])}", None, "words") for each, at in numbers.items())


def _side_by_side(
    geometry: MapGeometry,
    table: pd.DataFrame,
    home: np.ndarray,
    statuses: Mapping[str, Status],
    numbers: Mapping[str, str],
    source: str,
) -> tuple[tuple[Circle, ...], tuple[tuple[float, float, float, float], ...]]:
    """Give each firm its own mark, none covering another."""
    step = 1 / geometry.scale(WIDEST)
    radius = (_WITH_NUMBER if numbers else _RADIUS) * step
    at = geometry.separate(home, np.full(len(table), radius), gap=1.5 * step)
    circles = []
    for row, (x, y) in zip(table.to_dict("records"), at, strict=True):
        status = statuses[row["status"]]
        lines = [row["name"], row.get("detail"), status.label, row.get("note"), source]
        circles.append(
            Circle(
                key=str(row["id"]),
                code=str(row["code"]),
                x=float(x),
                y=float(y),
                radius=radius,
                fill=status.colour if status.filled else None,
                line=status.colour,
                tip="\n".join(text for line in lines if (text := plain(line))),
                glyph=status.glyph or numbers.get(str(row["id"]), ""),
            )
        )
    moved = np.hypot(*(at - home).T) > 1.5 * radius if len(table) else []
    links = tuple(
        (float(a), float(b), float(c), float(d))
        for (a, b), (c, d), far in zip(home, at, moved, strict=True)
        if far
    )
    return tuple(circles), links


def _counted(
    geometry: MapGeometry, table: pd.DataFrame, home: np.ndarray, tx: Text
) -> tuple[Circle, ...]:
    """Count firms in squares; each square is one mark with its number, in the middle of them."""
    step = 1 / geometry.scale(WIDEST)
    squares = pd.DataFrame(home, columns=["x", "y"], index=table.index)
    squares["column"] = np.floor(squares["x"] / (_SQUARE * step))
    squares["row"] = np.floor(squares["y"] / (_SQUARE * step))
    squares["code"] = table["code"]
    groups = squares.groupby(["column", "row"], sort=True)
    counts = groups.size()
    middle = groups[["x", "y"]].mean().to_numpy()
    largest = groups["code"].agg(lambda codes: str(codes.mode().iloc[0]))
    sizes = np.maximum(radii(counts.to_list(), _FULLEST * step), _EMPTIEST * step)
    at = geometry.separate(middle, sizes, gap=step)
    return tuple(
        Circle(
            key=f"square-{i}",
            code=str(code),
            x=float(x),
            y=float(y),
            radius=float(radius),
            fill=ACCENT,
            line=ACCENT,
            tip=f"{tx.plural('{n} firm', '{n} firms', int(n))}\n"
            + tx("near {name}", name=plain(geometry.names.get(str(code), ""))),
            glyph=tx.number(int(n)),
        )
        for i, (n, code, (x, y), radius) in enumerate(zip(counts, largest, at, sizes, strict=True))
    )


def _keys(
    table: pd.DataFrame, statuses: Mapping[str, Status], tx: Text, *, counted: bool
) -> tuple[Key, ...]:
    if counted:
        text = tx("Each circle counts the firms near it; its area is their number.")
        return (Key(text, None, "words"),)
    counts = table["status"].astype("object").value_counts()
    return tuple(
        Key(
            status.label,
            status.colour if status.filled else None,
            "circle",
            status.glyph,
            status.colour,
        )
        for name, status in statuses.items()
        if counts.get(name, 0)
    )


def _rows(
    geometry: MapGeometry,
    table: pd.DataFrame,
    statuses: Mapping[str, Status],
    selected: Collection[str],
) -> pd.DataFrame:
    columns = {
        "code": [str(code) for code in table["code"]],
        "name": [plain(name) for name in table["name"]],
        "municipality": [plain(geometry.names.get(str(code), "")) for code in table["code"]],
        "status": [statuses[status].label for status in table["status"]],
        "detail": [plain(text) for text in table.get("detail", [""] * len(table))],
        "note": [plain(text) for text in table.get("note", [""] * len(table))],
        "selected": [str(code) in set(selected) for code in table["code"]],
        "lon": table["lon"].to_list(),
        "lat": table["lat"].to_list(),
    }
    rows = pd.DataFrame(columns)
    return rows.sort_values(["municipality", "name"], kind="stable", ignore_index=True)


def _sentence(
    geometry: MapGeometry,
    table: pd.DataFrame,
    placed: pd.DataFrame,
    statuses: Mapping[str, Status],
    tx: Text,
    source: str,
) -> str:
    where = placed["code"].nunique()
    text = tx(
        "Map: {firms} in {n} of {total} municipalities",
        firms=tx.plural("{n} firm or plant", "{n} firms and plants", len(placed)),
        n=where,
        total=len(geometry.names),
    )
    counts = placed["status"].astype("object").value_counts()
    kinds = [
        f"{status.label}: {counts[name]}"
        for name, status in statuses.items()
        if counts.get(name, 0)
    ]
    start = ", ".join(part for part in (text, plain(source)) if part)
    unplaced = len(table) - len(placed)
    end = (
        " " + tx.plural("{n} more has no known place.", "{n} more have no known place.", unplaced)
        if unplaced
        else ""
    )
    return f"{start}. {tx.listing(kinds).capitalize()}.{end}" if kinds else f"{start}.{end}"
