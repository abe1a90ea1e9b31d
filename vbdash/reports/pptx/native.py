"""What a chart of ours shows, as series and categories: what an office program calls a chart.

The figures of :mod:`vbdash.charts` are bars and scatters with their names in hover texts and on
axes. Here they are read back, so that a slide gets a chart that can be edited, with its data.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import plotly.graph_objects as go

from vbdash.charts.palette import ACCENT, CONTEXT

_TAG: Final = re.compile(r"<[^>]+>")
_NAME: Final = re.compile(r"<b>(.*?)</b>")
_RGBA: Final = re.compile(r"rgba\((\d+),\s*(\d+),\s*(\d+),\s*([\d.]+)\)")
#: A line behind the subject, on white.
PALE: Final = "#c3c9ce"


@dataclass
class Series:
    """One row of numbers.

    Attributes
    ----------
    name
        What it is called.
    values
        One for each category; None where there is none. For points, y.
    colour
        Of its marks; a list gives each value its own.
    across
        For points, x.
    subject
        Whether the chart is about it; the others are there to compare with.
    hollow
        Numbers of the values that are drawn without filling: preliminary, or quoted.
    lines
        For points: whether they are joined.
    """

    name: str
    values: list[float | None]
    colour: str | list[str] = ACCENT
    across: list[float | None] = field(default_factory=list)
    subject: bool = True
    hollow: set[int] = field(default_factory=set)
    lines: bool = False


#: The figure at the end of a line's label, which the bar has as its own.
_FIGURE: Final = re.compile(r"\s[−\d.,\s]+%?$")


@dataclass
class NativeChart:
    """A chart as series.

    Attributes
    ----------
    kind
        Lying bars, the same on top of each other, lines over years, or points.
    categories
        What each value is of; for lines, years.
    series
        The numbers.
    """

    kind: Literal["bars", "stacked", "lines", "points"]
    categories: list[str]
    series: list[Series]


def read_chart(figure: go.Figure) -> NativeChart | None:
    """Read a figure of ours; None where it cannot be said as an office chart."""
    spec = figure.to_dict()
    traces, layout = spec["data"], spec["layout"]
    bars = [t for t in traces if t["type"] == "bar"]
    if bars:
        return _bars(bars, layout)
    scatters = [t for t in traces if t.get("mode") != "text"]
    if scatters and all("x0" in t for t in scatters):
        return _lines(scatters) if "xaxis2" not in layout else None
    rows = [t for t in scatters if t.get("mode") == "markers" and _listed(t.get("text"))]
    if rows and len({tuple(t["text"]) for t in rows}) == 1 and len(rows) == len(scatters):
        return _rows(rows)
    if layout["yaxis"].get("showticklabels") is False:
        # Dots moved aside so that none touch: how far is no figure, and an office axis would number it.
        return None
    if scatters and all(_numbers(t.get("x")) and _numbers(t.get("y")) for t in scatters):
        return _points(scatters)
    return None


def _listed(values: Any) -> bool:
    return isinstance(values, (list, tuple))


def _numbers(values: Any) -> bool:
    return _listed(values) and all(v is None or isinstance(v, (int, float)) for v in values)


def _words(text: Any) -> str:
    """Turn a Plotly text back into plain words."""
    plain = _TAG.sub("", str(text).replace("<br>", " "))
    return html.unescape(plain).strip()


def _solid(colour: Any) -> str:
    """Turn a colour into one without see-through, as it looks on white."""
    if not isinstance(colour, str):
        return CONTEXT
    found = _RGBA.fullmatch(colour)
    if found is None:
        return colour if colour.startswith("#") else CONTEXT
    alpha = float(found[4])
    mixed = [round(int(found[i]) * alpha + 255 * (1 - alpha)) for i in (1, 2, 3)]
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def _colours(marker: Mapping[str, Any]) -> str | list[str]:
    colour = marker.get("color", ACCENT)
    return [_solid(c) for c in colour] if _listed(colour) else _solid(colour)


def _bars(bars: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> NativeChart | None:
    if any(t.get("orientation") != "h" or any(t.get("base") or ()) for t in bars):
        return None
    axis = layout.get("yaxis", {}).get("ticktext", ())
    names = bars[0].get("hovertext") or axis
    if not names or any(len(t["x"]) != len(names) for t in bars):
        return None
    series = [
        Series(_words(t.get("name", "")), list(t["x"]), _colours(t["marker"]), subject=i == 0)
        for i, t in enumerate(bars)
    ]
    chart = NativeChart(
        "stacked" if layout.get("barmode") == "stack" else "bars",
        [_words(name) for name in names],
        series,
    )
    if len(series) == 1:
        _references(chart, layout)
    return chart


def _references(chart: NativeChart, layout: Mapping[str, Any]) -> None:
    """Add lines drawn across ranked bars as bars of their own, at their place in the order."""
    [own] = chart.series
    if isinstance(own.colour, str):
        own.colour = [own.colour] * len(own.values)
    for note in layout.get("annotations", ()):
        if note.get("yref") != "y domain" or note.get("xref") != "x":
            continue
        value = float(note["x"])
        at = next((i for i, v in enumerate(own.values) if v is None or v < value), len(own.values))
        chart.categories.insert(at, _FIGURE.sub("", _words(note["text"])))
        own.values.insert(at, round(value, 4))
        own.colour.insert(at, "#3f4c57")


def _lines(traces: Sequence[Mapping[str, Any]]) -> NativeChart:
    """Read curves over years; a second edition of a curve stays a series of its own."""
    years = sorted({int(t["x0"]) + i for t in traces for i in range(len(t["y"]))})
    series: list[Series] = []
    current: dict[str, Series] = {}
    for trace in traces:
        found = _NAME.search(trace.get("hovertemplate", ""))
        if found is None:
            continue  # the dotted way to a preliminary figure
        name = _words(found[1])
        mode = trace.get("mode", "")
        line = trace.get("line", {}).get("color") or trace.get("marker", {}).get("color")
        if name not in current or "lines" in mode:
            current[name] = Series(name, [None] * len(years), _solid(line))
            current[name].subject = "markers" in mode and trace["marker"]["size"] > 3
            series.append(current[name])
        own = current[name]
        for i, value in enumerate(trace["y"]):
            if value is not None:
                at = years.index(int(trace["x0"]) + i)
                own.values[at] = value
                if "lines" not in mode:
                    own.hollow.add(at)
    for each in series:
        if not each.subject:
            each.colour = PALE
    series.sort(key=lambda each: each.subject)
    return NativeChart("lines", [str(year) for year in years], series)


def _rows(rows: Sequence[Mapping[str, Any]]) -> NativeChart:
    """Read marks on rows: a claim and a figure, two years, a value with its interval."""
    series = []
    for i, trace in enumerate(rows):
        values = list(trace["x"])
        hollow = "open" in str(trace["marker"].get("symbol", ""))
        colour = _colours(trace["marker"])
        each = Series(_words(trace.get("name", "")), values, colour, subject=i == len(rows) - 1)
        each.hollow = set(range(len(values))) if hollow else set()
        series.append(each)
    return NativeChart("bars", [_words(text) for text in rows[0]["text"]], series)


def _points(traces: Sequence[Mapping[str, Any]]) -> NativeChart:
    series = []
    for i, trace in enumerate(traces):
        colour = _colours(trace.get("marker") or trace.get("line") or {})
        series.append(
            Series(
                _words(trace.get("name", "")) or str(i + 1),
                list(trace["y"]),
                colour,
                across=list(trace["x"]),
                lines="lines" in trace.get("mode", ""),
            )
        )
    return NativeChart("points", [], series)
