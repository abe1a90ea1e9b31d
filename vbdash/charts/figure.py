"""The frame all figures share: margins, axes, fonts, hover texts, reference lines.

A figure is put together from plain dictionaries and becomes a ``plotly.graph_objects.Figure``
once, in :func:`build`: that is several times faster than adding objects to a figure one by one,
and the figure carries a template of two axes only (Plotly's own would be nine tenths of what goes
to the browser).
Only bar and scatter traces, annotations, lines and rectangles are used, so that
:mod:`vbdash.charts.paper.static` can draw every figure without a browser.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.labels import escape, text_size, wrap, written
from vbdash.charts.palette import CONTEXT, TEXT
from vbdash.text import Text

_SIZE: Final = 22
#: The narrowest plot area a figure must be legible in: a 320 px phone less margins. What cannot be
#: laid out without knowing the width is laid out for this.
NARROW: Final = 270.0

#: Type on a screen, in pixels.
FONT: Final = 14
_FONT_LARGE: Final = 20

#: What all axes share, said once. Fixed, so that a finger on a phone scrolls the page and does not
#: zoom the figure; no grid unless asked for (its colour is the page theme's); room for labels.
_AXIS: Final = {
    "fixedrange": True,
    "automargin": True,
    "zeroline": False,
    "showgrid": False,
    "ticklabelstandoff": 4,
}
#: Letters on a line of the note above a figure, on the narrowest phone.
_NOTE_WIDTH: Final = 40
_TEMPLATE: Final = {"layout": {"xaxis": _AXIS, "yaxis": _AXIS}}


@dataclass(frozen=True)
class Reference:
    """A value drawn as a dashed line across the figure, with its name: Sweden, a median.

    Attributes
    ----------
    value
        Where the line stands, in the unit of the axis.
    label
        What it is, in the visitor's language.
    """

    value: float
    label: str


def font_size(large: bool) -> int:
    """Return the font size in pixels: 14 on a screen, 20 on a projector."""
    return _FONT_LARGE if large else FONT


def frame(
    tx: Text,
    height: float,
    *,
    large: bool = False,
    margin: Mapping[str, float] | None = None,
    note: str = "",
    **layout: Any,
) -> dict[str, Any]:
    """Return the layout every figure starts from.

    Parameters
    ----------
    tx
        The visitor's language.
    height
        Height in pixels without the note, always fixed, so that the page does not jump when the
        figure arrives.
    large
        Type that is read from the back row.
    margin
        Pixels to keep free: ``l``, ``r``, ``t``, ``b``. Axes add what their labels need.
    note
        What stands above the plot area: the unit, how to read a mark. Wrapped for a phone.
    **layout
        Further keys of Plotly's layout, such as ``xaxis`` and ``shapes``.
    """
    size = font_size(large)
    room = {"l": 4, "r": 12, "t": 8, "b": 4, "pad": 0} | dict(margin or {})
    annotations = list(layout.pop("annotations", ()))
    if note:
        text = wrap(note, _NOTE_WIDTH, lines=4)
        # The figure grows by what the note needs; the plot area keeps its height.
        tall = text_size(text, size)[1] + 6
        height += tall
        annotations.append(
            annotation(text, 0, 1, "paper", "paper", size, xanchor="left", yanchor="bottom",
                       yshift=room["t"] - 2)
        )  # fmt: skip
        room["t"] += tall
    return {
        "template": _TEMPLATE,
        "height": round(height),
        "margin": room,
        "separators": tx.separators,
        "font": {"size": size},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "font": {"size": size}},
        "showlegend": False,
        "dragmode": False,
        "annotations": annotations,
        **layout,
    }


def axis(size: int, **settings: Any) -> dict[str, Any]:
    """Return an axis, beyond what all axes share; a ``title`` is given as a safe text."""
    title = settings.pop("title", "")
    base: dict[str, Any] = {"tickfont": {"size": size - 1}}
    if title:
        base["title"] = {"text": title, "font": {"size": size}, "standoff": 8}
    return base | settings


def build(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> go.Figure:
    """Put traces and layout together into a figure.

    Plotly's checks are left out: they take four fifths of the time, and the tests make them for
    every kind of figure.
    """
    return go.Figure(data=list(traces), layout=layout, _validate=False)


def inked(figure: go.Figure, theme: str) -> go.Figure:
    """Return the figure with its words in the colour for the page it will stand on.

    Streamlit's own colour for words in figures does not reach 4.5:1 on a white page.

    Parameters
    ----------
    figure
        A figure of this package.
    theme
        ``"light"`` or ``"dark"``; anything else counts as light.
    """
    # Plotly copies a figure whole at every step, so what was made stays with the figure it was made
    # from: a figure that is kept for all visitors is inked once, one that is not costs no more.
    made: dict[str, go.Figure] = figure.__dict__.setdefault("_vbdash_inked", {})
    if theme not in made:
        made[theme] = _inked(figure, theme)
    return made[theme]


def _inked(figure: go.Figure, theme: str) -> go.Figure:
    colour = {"color": TEXT.get(theme, TEXT["light"])}
    spec = figure.to_dict()
    layout = spec["layout"]
    # Streamlit's template gives axes and legend colours of their own, so each is told.
    fonts = [layout["font"]]
    for key, part in layout.items():
        if key[1:5] == "axis":
            fonts.append(part["tickfont"])
        if key[1:5] == "axis" or key == "legend":
            fonts += [part["title"]["font"]] if "title" in part else []
    if "legend" in layout:
        fonts.append(layout["legend"]["font"])
    for font in fonts:
        font.update(colour)
    return build(spec["data"], layout)


def annotation(
    text: str, x: Any, y: Any, xref: str, yref: str, size: float, **more: Any
) -> dict[str, Any]:
    """Return a text at a place. The text must be safe; its colour is left to the theme."""
    base = {"text": text, "x": x, "y": y, "xref": xref, "yref": yref, "showarrow": False}
    return base | {"font": {"size": size}, "align": "left"} | more


def line_shape(
    x: tuple[Any, Any],
    y: tuple[Any, Any],
    xref: str,
    yref: str,
    *,
    layer: str = "below",
    **line: Any,
) -> dict[str, Any]:
    """Return a straight line, dashed grey unless `line` says otherwise, behind the marks."""
    style = {"color": CONTEXT, "width": 1.5, "dash": "dash"} | line
    ends = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1]}
    return {"type": "line", "xref": xref, "yref": yref, "layer": layer, "line": style} | ends


def rect_shape(
    x: tuple[Any, Any], y: tuple[Any, Any], xref: str, yref: str, fill: str
) -> dict[str, Any]:
    """Return a filled rectangle without outline, behind the marks."""
    ends = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1]}
    look = {"layer": "below", "line": {"width": 0}, "fillcolor": fill}
    return {"type": "rect", "xref": xref, "yref": yref} | look | ends


def clickable(codes: Iterable[object]) -> dict[str, Any]:
    """Return what a trace needs for a click to give back a code for each of its marks.

    Marks that were not clicked keep their strength: fading them would take their contrast away,
    and what was clicked is drawn as chosen in the next figure.
    """
    return {
        "customdata": [str(code) for code in codes],
        "unselected": {"marker": {"opacity": 1}},
    }


def keys(table: pd.DataFrame) -> list[str]:
    """Return what rows are chosen by: their ``code`` where the table has one, else the label."""
    for column in ("code", "group", "label"):
        if column in table.columns:
            return [str(key) for key in table[column]]
    raise KeyError("a table to draw needs a column code, group or label")


def rounded(values: Iterable[Any], decimals: int, *, finer: bool = True) -> list[float | None]:
    """Return values with two decimals more than are shown, missing ones as None.

    Without `finer`, with as many as are shown: enough for a panel a few dozen pixels tall.

    What comes back is written with `decimals` just as the value itself is, here and by a browser:
    what lies half way, and could go either way, is moved by a ten-thousandth of what is shown.
    Whole numbers come back as ``int``, which is shorter on its way to the browser.
    """
    out: list[float | None] = []
    step = 10.0**-decimals
    for value in values:
        if value is None or not math.isfinite(value):
            out.append(None)
            continue
        number, shown = round(float(value), decimals + 2), round(float(value), decimals)
        if not finer:
            number = shown
        elif round(abs(number - shown) / step, 3) == 0.5:  # half way to the next figure
            number = round(shown + math.copysign(0.4999 * step, number - shown), decimals + 4)
        out.append(int(number) if number.is_integer() else number)
    return out


def value_hover(
    tx: Text, values: Sequence[float | None], coordinate: str, unit: str, decimals: int
) -> tuple[str, list[str] | None]:
    """Return how a hover template shows a value, and the texts that takes, if any.

    Plotly's own number format writes minus as a hyphen; where a value is below zero the texts are
    written here instead, for ``%{hovertext}``.
    """
    if any(value is not None and value < 0 for value in values):
        return "%{hovertext}", [escape(t) for t in written(tx.separators, values, unit, decimals)]
    space = "\N{NO-BREAK SPACE}" if unit and (unit != "%" or tx.lang == "sv") else ""
    return f"%{{{coordinate}:,.{decimals}f}}{space}{escape(unit)}", None


def nice_range(values: Iterable[Any], *, from_zero: bool, headroom: float = 0.06) -> list[float]:
    """Return the ends of an axis that shows all `values` with a little air.

    Parameters
    ----------
    values
        Numbers; missing ones are passed over.
    from_zero
        Let the axis include zero. A bar's always does.
    headroom
        Share of the span kept free at each end that is not zero.
    """
    present = [float(v) for v in values if v is not None and math.isfinite(v)]
    if not present:
        return [0.0, 1.0]
    low, high = min(present), max(present)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    span = (high - low) or abs(high) or 1.0
    start = low if from_zero and low == 0 else low - headroom * span
    end = high if from_zero and high == 0 else high + headroom * span
    return [start, end]


def margin_for(texts: Iterable[str], size: float, *, extra: float = 10) -> float:
    """Return the pixels that the widest of `texts` takes, within reason."""
    widths = [text_size(text, size)[0] for text in texts]
    return min(max(widths, default=0.0) + extra, 220)


def marked(figure: go.Figure, watermark: str) -> go.Figure:
    """Return the figure with a watermark across it; the figure itself where there is none.

    Parameters
    ----------
    figure
        A figure of :mod:`vbdash.charts`.
    watermark
        The words; only what stands before the first colon is drawn across, the rest is said
        beside the figure.
    """
    if not watermark:
        return figure
    words = annotation(
        f"<b>{escape(watermark.split(':')[0])}</b>", 0.5, 0.5, "paper", "paper", _SIZE,
        xanchor="center", yanchor="middle", textangle=-12, opacity=0.55,
    )  # fmt: skip
    words["font"] = {"size": _SIZE, "color": CONTEXT}
    spec = figure.to_dict()
    layout = spec["layout"]
    return build(spec["data"], {**layout, "annotations": [*layout.get("annotations", ()), words]})
