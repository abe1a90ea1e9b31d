"""Curves over time as data, and the traces that draw one: what the line figures share.

A curve is never drawn across a break: each edition of a series is a :class:`Run`, a trace of its
own, and a year without a figure is a gap. Preliminary figures are hollow, on a dotted line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.figure import build, keys, rounded, value_hover
from vbdash.charts.labels import escape
from vbdash.charts.palette import ACCENT
from vbdash.data.editions import DOUBTS
from vbdash.text import Text

_SILENT: Final = {"hoverinfo": "skip"}
#: On a phone the plane ends nearer the last year than a mark is wide.
_WHOLE: Final = {"cliponaxis": False}
#: A finger's width around each figure of a line that can be pressed; nothing of it is seen.
_REACH: Final = 12
_UNSEEN: Final = {"marker": {"opacity": 0}}
_AS_IT_IS: Final = {"marker": {"opacity": 1}}


@dataclass(frozen=True)
class Run:
    """One edition of one curve, with a place for every year from its first to its last.

    Attributes
    ----------
    first
        The first year.
    points
        The figures, None where a year has none.
    preliminary
        Why each of them may change, its status; empty for one that is final.
    """

    first: int
    points: list[float | None]
    preliminary: list[str]

    @property
    def last(self) -> int:
        """The last year."""
        return self.first + len(self.points) - 1

    @property
    def hollow(self) -> str:
        """What the hollow marks are called; empty where there are none."""
        return next((words for status, words in DOUBTS.items() if status in self.preliminary), "")

    @property
    def lonely(self) -> bool:
        """Whether a figure stands alone between gaps, where a line cannot show it."""
        padded = [None, *self.points, None]
        return any(
            here is not None and padded[i] is None and padded[i + 2] is None
            for i, here in enumerate(self.points)
        )


@dataclass(frozen=True)
class Curve:
    """A group's figures over time: its editions, oldest first."""

    key: str
    name: str
    runs: tuple[Run, ...]

    @property
    def end(self) -> tuple[int, float]:
        """The newest edition's last year, and its figure."""
        run = self.runs[-1]
        figure = run.points[-1]
        assert figure is not None  # noqa: S101 - a run is cut off at its last figure
        return run.last, figure

    @property
    def points(self) -> list[float]:
        """All figures of all editions."""
        return [p for run in self.runs for p in run.points if p is not None]


@dataclass(frozen=True)
class Look:
    """How a curve is drawn: colour, marker shape, and its size against a screen's (1)."""

    colour: str = ACCENT
    symbol: str = "circle"
    scale: float = 1.0


def curves(table: pd.DataFrame, decimals: int, *, finer: bool = True) -> list[Curve]:
    """Read the curves of a table, in the order of their first rows; those without figures go.

    Parameters
    ----------
    table
        ``year``, ``group``, ``value``; optional ``code``, ``series``, ``status``.
    decimals, finer
        Decimals shown; figures are kept with one more unless they need not be `finer`.
    """
    columns = [table[c] if c in table.columns else [""] * len(table) for c in ("series", "status")]
    values = rounded(table["value"], decimals, finer=finer)
    rows = zip(keys(table), table["group"], *columns, table["year"], values, strict=True)
    names: dict[str, str] = {}
    editions: dict[str, dict[Any, list[tuple[int, float, str]]]] = {}
    for key, name, series, status, year, figure in rows:
        if figure is not None:
            names.setdefault(key, str(name))
            edition = editions.setdefault(key, {}).setdefault(series, [])
            edition.append((int(year), figure, status if status in DOUBTS else ""))
    return [
        Curve(key, names[key], tuple(sorted(map(_run, found.values()), key=lambda run: run.first)))
        for key, found in editions.items()
    ]


def _run(figures: Sequence[tuple[int, float, str]]) -> Run:
    first = min(year for year, *_ in figures)
    length = max(year for year, *_ in figures) - first + 1
    points: list[float | None] = [None] * length
    preliminary = [""] * length
    for year, figure, why in figures:
        points[year - first] = figure
        preliminary[year - first] = why
    return Run(first, points, preliminary)


def span(every: Iterable[Curve]) -> tuple[int, int]:
    """Return the first and the last year of some curves."""
    runs = [run for curve in every for run in curve.runs]
    return min((r.first for r in runs), default=0), max((r.last for r in runs), default=1)


def background(
    tx: Text,
    curve: Curve,
    unit: str,
    decimals: int,
    *,
    hover: bool = True,
    colour: str,
    **axes: str,
) -> list[dict[str, Any]]:
    """Return the thin lines of a curve that is only there to compare with."""
    traces = []
    for run in curve.runs:
        trace = _trace(run, [True] * len(run.points)) | axes
        trace |= {"mode": "lines", "line": {"color": colour, "width": 1.25}}
        if curve.key.isalnum():  # a code says which line it is where it can be pressed
            trace["meta"] = curve.key
        if run.lonely:
            trace |= {"mode": "lines+markers", "marker": {"size": 4, "color": colour}}
        trace |= _hover(tx, curve.name, trace["y"], unit, decimals) if hover else _SILENT
        traces.append(trace)
    return traces


def subject(
    tx: Text, curve: Curve, look: Look, unit: str, decimals: int, *, named: bool = True, **axes: str
) -> list[dict[str, Any]]:
    """Return the traces of a curve the figure is about: solid, with a marker at each figure.

    `named` puts the curve's name in the hover text; a panel's title has said it already.
    """
    traces: list[dict[str, Any]] = []
    line = {"color": look.colour, "width": 2.5 * look.scale}
    mark = {"color": look.colour, "symbol": look.symbol, "size": 5 * look.scale}
    name = curve.name if named else ""
    for run in curve.runs:
        if not all(run.preliminary):
            final = _trace(run, [not p for p in run.preliminary]) | axes
            style = {"mode": "lines+markers", "line": line, "marker": mark}
            traces.append(final | _WHOLE | style | _hover(tx, name, final["y"], unit, decimals))
        if any(run.preliminary):
            # The way to a preliminary figure is as uncertain as the figure, so it is dotted too.
            beside = [any(run.preliminary[max(i - 1, 0) : i + 2]) for i in range(len(run.points))]
            way = _trace(run, beside) | axes | _SILENT
            traces.append(way | {"mode": "lines", "line": line | {"dash": "dot"}})
            hollow = _trace(run, [bool(p) for p in run.preliminary]) | axes
            ring = mark | {"symbol": f"{look.symbol}-open", "size": 8 * look.scale}
            ring["line"] = {"width": 2 * look.scale}
            said = _hover(tx, name, hollow["y"], unit, decimals, tx(run.hollow))
            traces.append(hollow | _WHOLE | {"mode": "markers", "marker": ring} | said)
    return traces


def _trace(run: Run, wanted: Sequence[bool]) -> dict[str, Any]:
    """Return the bare trace of the wanted figures, from the first of them to the last."""
    kept = [p if w else None for p, w in zip(run.points, wanted, strict=True)]
    there = [i for i, point in enumerate(kept) if point is not None] or [0]
    start, stop = there[0], there[-1] + 1
    return {"type": "scatter", "x0": run.first + start, "dx": 1, "y": kept[start:stop]}


def _hover(
    tx: Text, name: str, points: Sequence[float | None], unit: str, decimals: int, state: str = ""
) -> dict[str, Any]:
    shown, texts = value_hover(tx, points, "y", unit, decimals)
    title = f"<b>{escape(name)}</b><br>" if name else ""
    after = f" ({escape(state)})" if state else ""
    template = f"{title}%{{x}}: {shown}{after}<extra></extra>"
    return {"hovertemplate": template} | ({"hovertext": texts} if texts else {})


def pressable(figure: go.Figure) -> go.Figure:
    """Return a figure whose grey lines have points that are not seen and can be pressed.

    For the screen only: paper and files take the figure as it was. Plotly lets marks be chosen, not lines. What is not chosen keeps its strength.
    """
    # As inked figures are: it stays with the figure that it was made from.
    made: dict[str, go.Figure] = figure.__dict__.setdefault("_vbdash_pressable", {})
    if "" not in made:
        spec = figure.to_dict()
        made[""] = build([_with_points(each) for each in spec["data"]], spec["layout"])
    return made[""]


def _with_points(trace: dict[str, Any]) -> dict[str, Any]:
    if trace.get("meta") is None:
        return trace | ({"unselected": _AS_IT_IS} if "markers" in trace.get("mode", "") else {})
    if "markers" in trace["mode"]:
        return trace | {"unselected": _AS_IT_IS}
    marks = {"size": _REACH, "opacity": 0}
    return trace | {
        "mode": "lines+markers", "marker": marks, "selected": _UNSEEN, "unselected": _UNSEEN,
    }  # fmt: skip


def pressed_line(figure: go.Figure, event: Any) -> str:
    """Return the key of the line that a selection event is about; empty where it is about none."""
    points = ((event or {}).get("selection") or {}).get("points") or []
    number = points[0].get("curve_number") if points else None
    if not isinstance(number, int) or not 0 <= number < len(figure.data):
        return ""
    return str(figure.data[number].meta or "")
