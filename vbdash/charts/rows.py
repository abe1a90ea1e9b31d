"""Rows of a figure that runs sideways: their names, their heights, where the labels stand.

Short names stand left of the bars. Long ones stand above them, over the whole width: on a phone a
left margin of long names would leave no room for the bars. Rows have whole numbers as places
(0 is on top), never their names, so that two rows of the same name stay two rows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from vbdash.charts.figure import (
    FONT,
    NARROW,
    Reference,
    annotation,
    axis,
    clickable,
    frame,
    keys,
    line_shape,
    margin_for,
)
from vbdash.charts.labels import LINE_HEIGHT, escape, tags, text_size, wrap_to
from vbdash.charts.palette import ACCENT, CONTEXT
from vbdash.text import Text

#: Names longer than this stand above their rows.
_LONG: Final = 16
#: Letters on a line for names left of the bars, and above them on the narrowest phone, where a name
#: is broken; names left of the bars on a projector, which has the room.
_LEFT, _ABOVE, _LEFT_LARGE = 22, 34, 40


@dataclass(frozen=True)
class Rows:
    """Where the rows of a figure lie.

    Attributes
    ----------
    count
        Number of rows.
    size
        Font size in pixels.
    pitch
        Pixels from one row to the next.
    bar
        Thickness of a bar as a share of the pitch.
    shift
        How far below the middle of its row a bar lies, as a share of the pitch.
    names
        Names as drawn: safe, wrapped.
    above
        Whether names stand above their bars.
    """

    count: int
    size: int
    pitch: float
    bar: float
    shift: float
    names: list[str]
    above: bool

    @property
    def places(self) -> list[float]:
        """The middle of each row's bar on the axis."""
        return [round(i + self.shift, 3) for i in range(self.count)]

    @property
    def room(self) -> float:
        """The height of all rows in pixels."""
        return max(self.count, 1) * self.pitch

    def axis(self) -> dict[str, Any]:
        """Return the axis across the rows, the first row on top."""
        settings: dict[str, Any] = {"range": [max(self.count, 1) - 0.5, -0.5]}
        if self.above:
            settings["showticklabels"] = False
        else:
            settings |= {"tickvals": list(range(self.count)), "ticktext": self.names}
        return axis(self.size, **settings) | {"tickfont": {"size": self.size}}

    def annotations(self, x: float) -> list[dict[str, Any]]:
        """Return the names above the bars, starting at `x`, if that is where they stand."""
        if not self.above:
            return []
        return [
            annotation(name, x, i + self.shift - self.bar / 2, "x", "y", self.size,
                       xanchor="left", yanchor="bottom")
            for i, name in enumerate(self.names)
        ]  # fmt: skip


def lay_rows(
    names: Sequence[str],
    size: int,
    *,
    bold: Collection[int] = (),
    bars: int = 1,
    above: bool | None = None,
) -> Rows:
    """Lay out rows for `names`.

    Parameters
    ----------
    names
        Names as they are in the data.
    size
        Font size in pixels.
    bold
        Numbers of the rows whose names are set in bold.
    bars
        Bars that lie beside each other in a row.
    above
        Names above the bars; by default where any of them is long.
    """
    if above is None:
        above = any(len(str(name)) > _LONG for name in names)
    letters = _ABOVE if above else _LEFT if size == FONT else _LEFT_LARGE
    # Type on a projector is larger, and so is the plot area.
    room = NARROW * size / FONT if above else 0
    wrapped = [wrap_to(name, letters, room, size, lines=2) for name in names]
    height = max((name.count("<br>") + 1 for name in wrapped), default=1) * LINE_HEIGHT * size
    thick = size * (1.1 if bars == 1 else 1.25 * bars)
    # A name of two lines must not stand as near the bar above it as its own.
    gap = 0.7 * size if height < 2 * LINE_HEIGHT * size else 1.2 * size
    pitch = height + thick + gap if above else max(height, thick) + 0.6 * size
    shift = (pitch - thick) / 2 / pitch - 0.2 * size / pitch if above else 0.0
    drawn = [f"<b>{name}</b>" if i in bold else name for i, name in enumerate(wrapped)]
    return Rows(len(drawn), size, pitch, round(thick / pitch, 3), round(shift, 3), drawn, above)


def marked_rows(table: pd.DataFrame, highlight: Sequence[str]) -> tuple[list[int], list[str]]:
    """Return the numbers of the rows a figure is about, and the colour of each row.

    Where nothing is highlighted the figure is about all rows, but no name is set in bold.
    """
    wanted = set(map(str, highlight))
    own = [i for i, key in enumerate(keys(table)) if key in wanted]
    colours = [ACCENT if i in own or not wanted else CONTEXT for i in range(len(table))]
    return own, colours


def row_trace(
    rows: Rows, table: pd.DataFrame, values: Sequence[float | None], **settings: Any
) -> dict[str, Any]:
    """Return a trace with a mark or bar in each row, which gives back its code when clicked."""
    trace = {"x": list(values), "y": rows.places, "cliponaxis": False, **settings}
    return trace | clickable(table["code"]) if "code" in table.columns else trace


def draw_references(
    rows: Rows, references: Sequence[Reference], extent: Sequence[float]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], float]:
    """Return lines across the rows, their labels above the plot area, and the pixels they take."""
    size = rows.size - 1
    texts = [escape(ref.label) for ref in references]
    per_unit = NARROW / (extent[1] - extent[0])
    spots = [(ref.value - extent[0]) * per_unit for ref in references]
    placed = tags(spots, [text_size(text, size)[0] for text in texts], NARROW)
    line = LINE_HEIGHT * size
    notes = [
        annotation(text, ref.value, 1, "x", "y domain", size, xanchor=tag.side,
                   yanchor="bottom", yshift=tag.row * line + 2)
        for ref, text, tag in zip(references, texts, placed, strict=True)
    ]  # fmt: skip
    shapes = [shape for ref in references for shape in across_rows(rows, ref.value)]
    return shapes, notes, (max((t.row for t in placed), default=-1) + 1) * line + 4


def across_rows(rows: Rows, x: float, **line: Any) -> list[dict[str, Any]]:
    """Return a line across all rows at `x`; past each bar only, where names stand between them."""
    if not rows.above:
        return [line_shape((x, x), (0, 1), "x", "y domain", **line)]
    half = round(rows.bar / 2 + 0.06, 3)
    return [line_shape((x, x), (p - half, p + half), "x", "y", **line) for p in rows.places]


def across_bars(
    rows: Rows, values: Sequence[float | None], references: Sequence[Reference]
) -> list[dict[str, Any]]:
    """Return the pieces of reference lines that cross bars: white, since the bars hide the rest."""
    half = rows.bar / 2
    return [
        line_shape(
            (ref.value, ref.value),
            (round(place - half, 3), round(place + half, 3)),
            "x", "y", color="#ffffff", layer="above",
        )
        for ref in references
        for value, place in zip(values, rows.places, strict=True)
        if value is not None and min(0, value) < ref.value < max(0, value)
    ]  # fmt: skip


def value_column(rows: Rows, texts: Sequence[str], x: float) -> dict[str, Any]:
    """Return the values in words as a column right of the plot area, which ends at `x`."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x] * rows.count,
        "y": rows.places,
        # The spaces keep it off the longest bar; a text has no margin of its own.
        "text": [f"\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{escape(text)}" for text in texts],
        "textposition": "middle right",
        "textfont": {"size": rows.size},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def missing_texts(rows: Rows, reasons: Sequence[str], shift: float = 0.0) -> list[dict[str, Any]]:
    """Return the words that stand where a bar is missing; an empty reason is no word.

    `shift` is how far below the middle of its row the missing bar would lie.
    """
    return [
        annotation(f"<i>{escape(reason)}</i>", 0, round(place + shift, 3), "x", "y", rows.size - 1,
                   xanchor="left", yanchor="middle", xshift=4)
        for place, reason in zip(rows.places, reasons, strict=True)
        if reason
    ]  # fmt: skip


def lying(
    tx: Text,
    rows: Rows,
    extent: Sequence[float],
    texts: Sequence[str],
    references: Sequence[Reference] = (),
    *,
    note: str = "",
    large: bool = False,
    **x_axis: Any,
) -> dict[str, Any]:
    """Return the layout of a figure that runs sideways.

    Parameters
    ----------
    tx
        The visitor's language.
    rows
        The rows.
    extent
        The ends of the value axis.
    texts
        What is written at the ends of the bars: room for the widest is kept at the right edge,
        and at the left one where the axis goes below zero.
    references
        Values to draw across the rows.
    note
        One line above the figure, as it is in the data.
    large
        Type for a projector.
    **x_axis
        Settings of the value axis, hidden unless they show it.
    """
    lines, labels, head = draw_references(rows, references, extent)
    edge = margin_for(texts, rows.size, extra=14)
    top, bottom = head + 6, 8 + (1.6 * rows.size if x_axis else 0)
    return frame(
        tx,
        rows.room + top + bottom,
        large=large,
        note=note,
        margin={"t": top, "b": bottom, "r": edge, "l": edge if extent[0] < 0 else 4},
        annotations=[*rows.annotations(extent[0]), *labels],
        shapes=[*lines, *_zero(rows, extent)],
        xaxis=axis(rows.size, range=list(extent), **(x_axis or {"showticklabels": False})),
        yaxis=rows.axis(),
    )


def _zero(rows: Rows, extent: Sequence[float]) -> list[dict[str, Any]]:
    """Return the line bars start from; under names it would only be in the way at the edge."""
    if extent[0] > 0 or extent[1] < 0 or (rows.above and extent[0] == 0):
        return []
    return across_rows(rows, 0, dash="solid", width=1)


def add_legend(layout: dict[str, Any], names: Sequence[str], size: int) -> None:
    """Put a legend of `names` on top of everything above the figure.

    Where a phone has no room for them on one line, Plotly sets them below each other; the figure
    is made taller by that, so that the bars are not squeezed. The note above the figure becomes
    the legend's title, so that it makes way with it.
    """
    notes = [each for each in layout["annotations"] if each["xref"] == each["yref"] == "paper"]
    layout["annotations"] = [each for each in layout["annotations"] if each not in notes]
    wide = sum(text_size(escape(name), size)[0] + 3 * size for name in names)
    lines = 1 if wide <= NARROW + 30 else len(names)
    layout["showlegend"] = True
    layout["height"] += round((0.5 + 1.5 * lines) * size)
    layout["margin"]["t"] += 2 * size
    layout["legend"] = {
        "orientation": "h", "x": 0, "xref": "container", "xanchor": "left", "y": 1,
        "yref": "container",
        "yanchor": "top", "font": {"size": size}, "traceorder": "normal", "itemclick": False,
        "itemdoubleclick": False,
    }  # fmt: skip
    for note in notes:
        layout["legend"]["title"] = {"text": note["text"], "side": "top", "font": note["font"]}
