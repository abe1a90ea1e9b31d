"""The axes of one of our figures on a sheet: scales, ticks, grid, margins."""

from __future__ import annotations

import html
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from vbdash.charts.labels import LINE_HEIGHT, written
from vbdash.charts.paper.canvas import Canvas, parse
from vbdash.charts.paper.sheet import INK

GRID: Final = "#e1e5e9"


@dataclass
class Axis:
    """An axis of a figure, and from which pixel to which it runs on the sheet."""

    name: str
    settings: Mapping[str, Any]
    scale: float
    separators: str
    start: float = 0.0
    stop: float = 1.0

    @property
    def log(self) -> bool:
        """Whether the axis is logarithmic; its range is then given in powers of ten."""
        return self.settings.get("type") == "log"

    @property
    def shown(self) -> bool:
        """Whether the axis has labels."""
        return bool(self.settings.get("showticklabels", True))

    @property
    def size(self) -> float:
        """Font size of the labels in pixels."""
        return float(self.settings.get("tickfont", {}).get("size", 13)) * self.scale

    def fraction(self, fraction: float) -> float:
        """Return the pixel at a share of the axis's length."""
        return self.start + fraction * (self.stop - self.start)

    def at(self, value: float, *, raw: bool = True) -> float:
        """Return the pixel of a value; not `raw`, as annotations give it, in powers of ten."""
        low, high = self.settings["range"]
        if self.log and raw:
            value = math.log10(value)
        return self.fraction((value - low) / (high - low))

    def ticks(self) -> list[tuple[float, str]]:
        """Return the ticks: value and label."""
        settings = self.settings
        if "tickvals" in settings:
            texts = settings.get("ticktext") or [str(v) for v in settings["tickvals"]]
            return list(zip(settings["tickvals"], texts, strict=True))
        low, high = sorted(settings["range"])
        values = [v for v in self._values(low, high) if low - 1e-9 <= v <= high + 1e-9]
        return list(zip(values, self._texts(values), strict=True))

    def _values(self, low: float, high: float) -> list[float]:
        step = self.settings.get("dtick")
        if step:
            first = self.settings.get("tick0", 0)
            count = math.ceil((low - first) / step)
            return [first + (count + i) * step for i in range(int((high - low) / step) + 2)]
        from matplotlib.ticker import MaxNLocator

        whole = self.settings.get("tickformat") == "d"
        locator = MaxNLocator(self.settings.get("nticks", 6), integer=whole, steps=[1, 2, 5, 10])
        return [float(value) for value in locator.tick_values(low, high)]

    def _texts(self, values: list[float]) -> list[str]:
        tail = html.unescape(self.settings.get("ticksuffix", ""))
        if self.settings.get("tickformat") == "d":
            return [f"{round(value)}{tail}" for value in values]
        step = abs(values[1] - values[0]) if len(values) > 1 else abs(values[0]) if values else 1
        decimals = max(0, -math.floor(math.log10(step) + 1e-9)) if step else 0
        return [f"{text}{tail}" for text in written(self.separators, values, "", decimals)]


@dataclass
class Plane:
    """The plot area of a figure on a sheet, in pixels, and its axes."""

    left: float
    right: float
    top: float
    bottom: float
    scale: float
    axes: dict[str, Axis]

    def across(self, ref: str, value: float, *, raw: bool = True) -> float:
        """Return the pixel from the left of a coordinate along x."""
        if ref == "paper":
            return self.left + value * (self.right - self.left)
        name, _, domain = ref.partition(" ")
        axis = self.axes[name]
        return axis.fraction(value) if domain else axis.at(value, raw=raw)

    def down(self, ref: str, value: float, *, raw: bool = True) -> float:
        """Return the pixel from the top of a coordinate along y."""
        if ref == "paper":
            return self.bottom - value * (self.bottom - self.top)
        return self.across(ref, value, raw=raw)


def lay_plane(
    canvas: Canvas,
    layout: Mapping[str, Any],
    frame: tuple[float, float, float, float],
    scale: float,
) -> Plane:
    """Lay the plot area of a figure inside `frame` (left, top, right, bottom).

    As on the page, an axis takes the room its labels need where the figure's margin is narrower.
    """
    margin = {side: layout["margin"].get(side, 0) * scale for side in "lrtb"}
    shared = layout.get("template", {}).get("layout", {})
    axes = {
        key.replace("axis", ""): Axis(
            key, {**shared.get(key[:5], {}), **layout[key]}, scale, layout["separators"]
        )
        for key in layout
        if key[1:5] == "axis"
    }
    wide = [
        canvas.extent(parse(text), axis.size)[0] + 8
        for name, axis in axes.items()
        if name[0] == "y" and axis.shown
        for _, text in axis.ticks()
    ]
    deep = max((_depth(a) for n, a in axes.items() if n[0] == "x"), default=0.0)
    plane = Plane(
        left=frame[0] + max(margin["l"], *wide, 0),
        right=frame[2] - margin["r"],
        top=frame[1] + margin["t"],
        bottom=frame[3] - max(margin["b"], deep),
        scale=scale,
        axes=axes,
    )
    for name, axis in axes.items():
        low, high = axis.settings.get("domain", (0, 1))
        if name[0] == "x":
            axis.start, axis.stop = (plane.across("paper", v) for v in (low, high))
        else:
            axis.start, axis.stop = (plane.down("paper", v) for v in (low, high))
    return plane


def _depth(axis: Axis) -> float:
    """Return the pixels a horizontal axis takes below the plot area."""
    labels = LINE_HEIGHT * axis.size + 6 if axis.shown else 0.0
    title = axis.settings.get("title")
    if not title:
        return labels
    lines = title["text"].count("<br>") + 1
    return labels + float(LINE_HEIGHT * title["font"]["size"] * axis.scale * lines) + 4


def draw_axes(canvas: Canvas, plane: Plane) -> None:
    """Draw grid, labels and titles of all axes."""
    for name, axis in plane.axes.items():
        other = plane.axes[axis.settings.get("anchor", name.replace(name[0], "xy"[name[0] == "x"]))]
        (_draw_across if name[0] == "x" else _draw_up)(canvas, axis, other)


def _draw_across(canvas: Canvas, axis: Axis, other: Axis) -> None:
    bottom, top = max(other.start, other.stop), min(other.start, other.stop)
    end = -math.inf
    for value, label in axis.ticks():
        x = axis.at(value)
        if axis.settings.get("showgrid"):
            canvas.line([(x, top), (x, bottom)], GRID, 1)
        if not axis.shown:
            continue
        lines = parse(label)
        width, _ = canvas.extent(lines, axis.size)
        x = min(x, canvas.width - width / 2 - 4)
        if x - width / 2 < end + 6:
            continue
        canvas.line([(axis.at(value), bottom), (axis.at(value), bottom + 4)], "#7d8790", 1)
        canvas.text(lines, x, bottom + 6, axis.size, INK, across="center")
        end = x + width / 2
    title = axis.settings.get("title")
    if title:
        size = title["font"]["size"] * axis.scale
        below = bottom + 8 + (LINE_HEIGHT * axis.size if axis.shown else 0)
        middle = (axis.start + axis.stop) / 2
        canvas.text(parse(title["text"]), middle, below, size, INK, across="center")


def _draw_up(canvas: Canvas, axis: Axis, other: Axis) -> None:
    for value, label in axis.ticks():
        y = axis.at(value)
        if axis.settings.get("showgrid"):
            canvas.line([(other.start, y), (other.stop, y)], GRID, 1)
        if axis.shown:
            canvas.text(
                parse(label), other.start - 8, y, axis.size, INK, across="right", up="middle"
            )
