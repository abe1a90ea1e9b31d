"""Stages of a programme as bars along the years, as exactly as their dates are known."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.figure import FONT, NARROW, axis, build, frame
from vbdash.charts.labels import escape, text_size, wrap
from vbdash.charts.palette import ACCENT, CONTEXT
from vbdash.text import Text


def place(date: str, *, end: bool = False) -> float:
    """Return where a date stands on an axis of years, to the month.

    Parameters
    ----------
    date
        ``"2019"``, ``"2019-03"`` or ``"2019-03-31"``, as far as it is known.
    end
        Whether the date is the last one: the end of its year or month is meant.

    Examples
    --------
    >>> place("2019"), place("2019", end=True), place("2021-03", end=True)
    (2019.0, 2020.0, 2021.25)
    """
    parts = date.split("-")
    year, months = int(parts[0]), len(parts) > 1
    if not months:
        return float(year + end)
    return year + (int(parts[1]) - 1 + end) / 12


def stages(table: pd.DataFrame, tx: Text) -> go.Figure:
    """Draw one lying bar a stage, from its beginning to its end as far as they are known.

    A bar whose years only are known is drawn over whole years, and hatched.

    Parameters
    ----------
    table
        ``label`` (the view), ``first`` and ``last`` (dates, as :func:`place` reads them),
        ``written`` (the dates in words), ``hover`` (what is said of it) and ``own`` (the subject,
        or what came around it). In order from the top.
    tx
        The visitor's language.
    """
    size = FONT
    first = [place(each) for each in table["first"]]
    last = [place(each, end=True) for each in table["last"]]
    rough = [len(a) == 4 or len(b) == 4 for a, b in zip(table["first"], table["last"], strict=True)]
    places = list(range(len(table)))
    names = [
        (f"<b>{wrap(name, 36, lines=1)}</b>", escape(years))
        for name, years in zip(table["label"], table["written"], strict=True)
    ]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "base": first,
        "x": [b - a for a, b in zip(first, last, strict=True)],
        "width": 0.3,
        "marker": {
            "color": [ACCENT if own else CONTEXT for own in table["own"]],
            "pattern": {"shape": ["/" if each else "" for each in rough], "solidity": 0.35,
                        "size": 7, "fillmode": "overlay", "fgcolor": "rgba(255,255,255,0.75)"},
        },
        "hoverinfo": "text",
        "hovertext": [wrap(text, 60, lines=6) for text in table["hover"]],
    }  # fmt: skip
    start, stop = math.floor(min(first)), math.ceil(max(last))
    labels = [
        _label(name, at, (a, b), (start, stop), size)
        for name, at, a, b in zip(names, places, first, last, strict=True)
    ]
    layout = frame(
        tx,
        60 * len(table) + 50,
        annotations=labels,
        yaxis=axis(size, range=[len(table) - 0.6, -0.85], showticklabels=False),
        xaxis=_years(size, start, stop),
    )
    return build([trace], layout)


def _label(
    words: tuple[str, str], at: int, bar: tuple[float, float], span: tuple[int, int], size: int
) -> dict[str, Any]:
    """Return a view's name and dates above its bar: from where it begins, or up to where it ends.

    The figure does not know its width. Where both do not fit on a line beside each other on the
    narrowest phone, the dates stand below the name.
    """
    years = span[1] - span[0]
    one, two = ", ".join(words), "<br>".join(words)
    name = one if bar[0] + _wide(one, size) * years <= span[1] else two
    wide = _wide(name, size) * years
    x, side = bar[0], "left"
    if bar[0] + wide > span[1]:
        x, side = (bar[1], "right") if bar[1] - wide >= span[0] else (float(span[0]), "left")
    return {
        "text": name, "x": round(x, 3), "xref": "x", "y": at - 0.17, "yref": "y",
        "showarrow": False, "xanchor": side, "yanchor": "bottom", "align": side,
        "font": {"size": size - 1},
    }  # fmt: skip


def _wide(text: str, size: int) -> float:
    """Return the part of the narrowest figure's width that a text takes."""
    return text_size(text, size - 1)[0] / NARROW


def _years(size: int, start: int, end: int) -> dict[str, object]:
    """Return an axis with each year in the middle of its room and a line where it begins."""
    step = 1 if end - start <= 8 else 2 if end - start <= 16 else 4
    named = range(start, end, step)
    return axis(
        size,
        range=[start, end],
        tickvals=[year + 0.5 for year in named],
        ticktext=[str(year) for year in named],
        ticks="",
        showgrid=False,
        minor={"tickvals": list(range(start, end + 1)), "showgrid": True, "ticks": ""},
    )
