"""Maps of municipalities: coloured areas, and circles sized by what is counted.

Both faces take the same table and give a :class:`~vbdash.charts.maps.view.MapView`, which
:mod:`vbdash.charts.maps.screen` draws on the screen and :mod:`vbdash.charts.paper.maps` in a
file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from vbdash.charts.maps.classes import Classes, classes_for
from vbdash.charts.maps.dorling import radii
from vbdash.charts.maps.geometry import HEIGHT, WIDEST, MapGeometry
from vbdash.charts.maps.labels import area_labels, circle_labels
from vbdash.charts.maps.view import Area, Circle, Key, MapView, plain
from vbdash.charts.palette import ACCENT, CONTEXT, MISSING, OUTLINE
from vbdash.text import Text

#: Radius of the largest circle and of the mark for zero and for no figure, and the least room
#: between two, in pixels of a wide canvas.
_LARGEST, _EMPTY, _APART = 46, 6, 5
#: The same where there are more areas than a county has, and how many of the largest are named then.
_MANY: Final = 60
_MANY_LARGEST, _MANY_EMPTY, _MANY_APART, _MANY_NAMED = 20, 2.5, 1, 12
#: So many with the highest or lowest value are named in a sentence; of more it says how many.
_NAMED: Final = 3
#: How far from the middle circles may reach, as a share of the width: the rest is for names.
_REACH: Final = 0.39


def choropleth(
    geometry: MapGeometry,
    table: pd.DataFrame,
    measure: Mapping[str, Any] | Any,
    tx: Text,
    *,
    values: Iterable[float] | None = None,
    classes: Classes | None = None,
    selected: Collection[str] = (),
    source: str = "",
    note: str = "",
    theme: str = "light",
    height: int = HEIGHT,
) -> MapView:
    """Colour each municipality by the class of its value.

    Parameters
    ----------
    geometry
        The county, from :func:`vbdash.charts.maps.geometry.map_geometry`.
    table
        One row a municipality: ``code``, ``value`` (NaN where there is no figure), and if wanted
        ``missing`` (why there is none) and ``rank``. Municipalities without a row have no figure.
    measure
        A row of the table ``measures``: ``label_sv``, ``unit_short_sv``, ``decimals`` and so on.
    values
        All values that can come to be shown, all years together: they fix the classes. Without
        them the classes fit the table alone.
    classes
        Ready classes, instead of `values`.
    selected
        Codes to mark.
    source
        Year and source, as the tooltip shall say them.
    note
        What must be known to read the map rightly, such as that figures belong to the seat of a
        firm and not to its workplaces.
    theme
        ``"light"`` or ``"dark"``.
    height
        Height on the screen in pixels.

    Returns
    -------
    MapView
    """
    data = _aligned(geometry, table)
    decimals, unit, label = _measure(measure, tx)
    if classes is None:
        classes = classes_for(data["value"] if values is None else values, decimals=decimals)
    rows = _rows(geometry, data, tx, unit, decimals, selected)
    tips = _tips(rows, tx, label, source)
    areas = tuple(
        Area(code, None if value != value else classes.colour(value), tips[code])
        for code, value in _values(data).items()
    )
    return MapView(
        geometry=geometry,
        areas=areas,
        circles=(),
        links=(),
        labels=area_labels(geometry),
        selected=frozenset(map(str, selected)),
        legend_title=label,
        legend=_class_keys(classes, data["value"], tx, unit),
        alt=_sentence(tx("Map"), data, rows, label, source, tx),
        rows=rows,
        note=note,
        theme=theme,
        height=height,
        figures=_figures(data, unit, decimals, tx),
    )


def dorling(
    geometry: MapGeometry,
    table: pd.DataFrame,
    measure: Mapping[str, Any] | Any,
    tx: Text,
    *,
    shade: tuple[pd.DataFrame, Mapping[str, Any] | Any, Classes] | None = None,
    selected: Collection[str] = (),
    source: str = "",
    note: str = "",
    theme: str = "light",
    height: int = HEIGHT,
) -> MapView:
    """Draw each municipality as a circle whose area is its value, near its place.

    Parameters
    ----------
    geometry, selected, source, note, theme, height
        As for :func:`choropleth`.
    table
        As for :func:`choropleth`; values of zero or more.
    measure
        What the sizes show.
    shade
        What the colours show, if anything: a table, its measure and its classes. So a share can
        be shown on circles sized by the number behind it.

    Returns
    -------
    MapView

    Raises
    ------
    ValueError
        When a value is negative.

    References
    ----------
    Dorling, D. (1996). Area cartograms: their use and creation. CATMOG 59.
    """
    data = _aligned(geometry, table)
    decimals, unit, label = _measure(measure, tx)
    rows = _rows(geometry, data, tx, unit, decimals, selected)
    tips = _tips(rows, tx, label, source)
    fills, keys, title = _shades(geometry, data, shade, tx, rows, tips)
    step = 1 / geometry.scale(WIDEST, height)
    many = len(data) > _MANY
    largest, empty, apart = (
        (_MANY_LARGEST, _MANY_EMPTY, _MANY_APART) if many else (_LARGEST, _EMPTY, _APART)
    )
    sizes = np.maximum(radii(data["value"].to_list(), largest * step), empty * step)
    at = geometry.separate(
        geometry.centres(list(data.index)),
        sizes,
        gap=apart * step,
        frame=(_REACH * geometry.width, geometry.height / 2),
    )
    circles = tuple(
        Circle(
            key=code,
            code=code,
            x=float(x),
            y=float(y),
            radius=float(radius),
            fill=fills[code] if value > 0 else None,
            line=OUTLINE if value > 0 else CONTEXT,
            tip=tips[code],
            glyph="" if value > 0 else "0" if value == 0 else "?",
        )
        for (code, value), (x, y), radius in zip(_values(data).items(), at, sizes, strict=True)
    )
    named = sorted(circles, key=lambda each: -each.radius)[: _MANY_NAMED if many else None]
    return MapView(
        geometry=geometry,
        areas=tuple(Area(code, "", tips[code]) for code in data.index),
        circles=circles,
        links=(),
        labels=circle_labels(geometry, {c.code: (c.x, c.y, c.radius) for c in named}),
        selected=frozenset(map(str, selected)),
        legend_title=title or label,
        legend=(*keys, *_size_keys(data, rows, label, tx)),
        alt=_sentence(tx("Map with circles"), data, rows, label, source, tx),
        rows=rows,
        note=note,
        theme=theme,
        height=height,
        figures=_figures(data, unit, decimals, tx)
        if shade is None
        else _shown(geometry, shade, tx),
    )


def _figures(data: pd.DataFrame, unit: str, decimals: int, tx: Text) -> dict[str, str]:
    """Write the values as they stand on the map: of units only the percent sign."""
    short = unit if unit == "%" else ""
    return {c: tx.quantity(v, short, decimals) for c, v in _values(data).items() if v == v}


def _shown(
    geometry: MapGeometry, shade: tuple[pd.DataFrame, Mapping[str, Any] | Any, Classes], tx: Text
) -> dict[str, str]:
    """Write the values that the colours of circles show."""
    decimals, unit, _ = _measure(shade[1], tx)
    return _figures(_aligned(geometry, shade[0]), unit, decimals, tx)


def _aligned(geometry: MapGeometry, table: pd.DataFrame) -> pd.DataFrame:
    """Return one row a municipality of the map, in the order of the codes."""
    indexed = table.set_index("code") if "code" in table else table
    data = indexed.reindex(list(geometry.names))
    data["value"] = pd.to_numeric(data["value"]).astype(float)
    return data


def _values(data: pd.DataFrame) -> dict[str, float]:
    return {str(code): float(value) for code, value in data["value"].items()}


def _measure(measure: Mapping[str, Any] | Any, tx: Text) -> tuple[int, str, str]:
    return int(measure["decimals"]), tx.pick(measure, "unit_short"), tx.pick(measure, "label")


def _rows(
    geometry: MapGeometry,
    data: pd.DataFrame,
    tx: Text,
    unit: str,
    decimals: int,
    selected: Collection[str],
) -> pd.DataFrame:
    """Write the table twin: highest first, those without a figure last, with the reason."""
    known = int(data["value"].notna().sum())
    missing = data["missing"] if "missing" in data else pd.Series("", index=data.index)
    written = [
        tx.quantity(v, unit, decimals) if v == v else plain(why) or tx("no figure")
        for v, why in zip(data["value"], missing, strict=True)
    ]
    rows = pd.DataFrame(
        {
            "code": list(data.index),
            "name": [plain(geometry.names[code]) for code in data.index],
            "value": written,
            "rank": [
                tx("{rank} of {n}", rank=int(r), n=known) if r == r else "–"
                for r in (data["rank"].astype(float) if "rank" in data else [np.nan] * len(data))
            ],
            "selected": [code in set(selected) for code in data.index],
        }
    )
    order = data["value"].reset_index(drop=True).sort_values(ascending=False, kind="stable")
    return rows.loc[order.index].reset_index(drop=True)


def _tips(rows: pd.DataFrame, tx: Text, label: str, source: str) -> dict[str, str]:
    """Write what hovering over each municipality shows."""
    tips = {}
    for row in rows.to_dict("records"):
        lines = [row["name"], f"{label}: {row['value']}"]
        if row["rank"] != "–":
            lines.append(tx("Rank {rank}", rank=row["rank"]))
        tips[str(row["code"])] = "\n".join([*lines, plain(source)]).strip()
    return tips


def _class_keys(classes: Classes, values: pd.Series[float], tx: Text, unit: str) -> tuple[Key, ...]:
    """Write the legend: each class with how many municipalities are in it."""
    held: list[list[str]] = [[] for _ in classes.colours]
    for code, value in values.dropna().sort_values(kind="stable").items():
        held[classes.of(value)].append(str(code))
    keys = [
        Key(f"{text} ({len(codes)})", colour, codes=tuple(codes))
        for text, colour, codes in zip(classes.labels(tx, unit), classes.colours, held, strict=True)
    ]
    missing = tuple(str(code) for code in values.index[values.isna()])
    if missing:
        text = f"{tx('no figure')} ({len(missing)})"
        keys.append(Key(text, MISSING, "missing", codes=missing))
    return tuple(keys)


def _shades(
    geometry: MapGeometry,
    data: pd.DataFrame,
    shade: tuple[pd.DataFrame, Mapping[str, Any] | Any, Classes] | None,
    tx: Text,
    rows: pd.DataFrame,
    tips: dict[str, str],
) -> tuple[dict[str, str], tuple[Key, ...], str]:
    """Return the colours of circles, their legend and its title; add the values to the tips."""
    if shade is None:
        return dict.fromkeys(data.index, ACCENT), (), ""
    table, measure, classes = shade
    colours = _aligned(geometry, table)
    values = _values(colours)
    decimals, unit, label = _measure(measure, tx)
    fills = {}
    for code, value in values.items():
        fills[code] = MISSING if value != value else classes.colour(value)
        shown = tx("no figure") if value != value else tx.quantity(value, unit, decimals)
        head, _, rest = tips[code].partition("\n")
        tips[code] = f"{head}\n{label}: {shown}\n{rest}"
    rows["shade"] = [tx.quantity(values[c], unit, decimals) for c in rows["code"]]
    rows.attrs["shade"] = label
    return fills, _class_keys(classes, colours["value"], tx, unit), label


def _size_keys(data: pd.DataFrame, rows: pd.DataFrame, label: str, tx: Text) -> tuple[Key, ...]:
    """Say in words what a size means: the map is drawn at another scale on each screen."""
    keys = []
    if data["value"].max() > 0:
        top = rows.iloc[0]
        text = tx(
            "The area of a circle is the number: {measure}. The largest, {name}, is {value}.",
            measure=label,
            name=top["name"],
            value=top["value"],
        )
        keys.append(Key(text, None, "words"))
    zeros, missing = int((data["value"] == 0).sum()), int(data["value"].isna().sum())
    if zeros:
        none = tx("none")
        keys.append(Key(f"{none} ({zeros})", None, "circle", "0"))
    if missing:
        keys.append(Key(f"{tx('no figure')} ({missing})", None, "circle", "?"))
    return tuple(keys)


def _sentence(
    kind: str, data: pd.DataFrame, rows: pd.DataFrame, label: str, source: str, tx: Text
) -> str:
    """Say what the map shows, for those who do not see it."""
    known = int(data["value"].notna().sum())
    start = ", ".join(part for part in (f"{kind}: {label}", plain(source)) if part) + "."
    missing = len(data) - known
    gaps = (
        " "
        + tx.plural(
            "{n} municipality has no figure.", "{n} municipalities have no figure.", missing
        )
        if missing
        else ""
    )
    if not known:
        return start + gaps
    high, low = rows["value"].iloc[0], rows["value"].iloc[known - 1]
    ends = tx(
        "Highest: {high} ({high_value}). Lowest: {low} ({low_value}).",
        high=_all_with(rows, high, tx),
        high_value=high,
        low=_all_with(rows, low, tx),
        low_value=low,
    )
    return f"{start} {ends}{gaps}"


def _all_with(rows: pd.DataFrame, value: str, tx: Text) -> str:
    """Name all whose value is written alike, or say how many they are."""
    names = list(rows.loc[rows["value"] == value, "name"])
    if len(names) > _NAMED:
        return tx.plural("{n} area", "{n} areas", len(names))
    return tx.listing(names)
