"""How something is shared out, and how two things go together: Lorenz, funnel, scatter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.cloud import Cloud
from vbdash.charts.curves import Look
from vbdash.charts.figure import (
    FONT,
    Reference,
    annotation,
    axis,
    build,
    frame,
    line_shape,
    rounded,
)
from vbdash.charts.labels import escape, text_size, wrap
from vbdash.charts.palette import ACCENT, BAND, CATEGORY, CONTEXT, SYMBOLS
from vbdash.charts.rows import add_legend
from vbdash.text import Text

_HEIGHT: Final = 420
#: The columns of control limits, and how each is dashed.
_LIMITS: Final = {"low_95": "dash", "high_95": "dash", "low_998": "dot", "high_998": "dot"}
#: A value beyond its control limits says which way, and how clearly, by its shape too.
_VERDICTS: Final = {
    "similar": (CONTEXT, "circle"),
    "somewhat_lower": (CATEGORY[1], "triangle-down-open"),
    "somewhat_higher": (ACCENT, "triangle-up-open"),
    "lower": (CATEGORY[1], "triangle-down"),
    "higher": (ACCENT, "triangle-up"),
}


def lorenz(
    table: pd.DataFrame,
    tx: Text,
    *,
    x_title: str,
    y_title: str,
    height: float = _HEIGHT,
) -> go.Figure:
    """Draw Lorenz curves: what share of the whole lies with the smallest units.

    Parameters
    ----------
    table
        One row a point: ``x`` (cumulated share of the units, percent, from the smallest) and
        ``y`` (cumulated share of what they have, percent), from 0, 0 to 100, 100; optional
        ``group`` (the curve's name, with its Gini in words; at most four curves).
    tx
        The visitor's language.
    x_title, y_title
        What the two shares are shares of.
    height
        Height in pixels.

    References
    ----------
    Lorenz, M. O. (1905). Methods of measuring the concentration of wealth. Publications of the
    American Statistical Association, 9(70), 209-219.
    """
    size = FONT
    groups = table.groupby("group", sort=False) if "group" in table.columns else [("", table)]
    names = [str(name) for name, _ in groups]
    layout = frame(tx, height, margin={"r": 16}, note=y_title)
    sign = tx.percent(0, 0)[1:]
    percent = {"range": [0, 100], "ticksuffix": sign, "dtick": 25}
    layout["xaxis"] = axis(size, title=escape(x_title), **percent)
    layout["yaxis"] = axis(size, showgrid=True, **percent)
    layout["shapes"] = [line_shape((0, 100), (0, 100), "x", "y")]
    layout["annotations"].append(
        annotation(escape(tx("equal shares")), 70, 70, "x", "y", size - 1,
                   xanchor="right", yanchor="bottom", xshift=-4)
    )  # fmt: skip
    traces = [
        _curve(name, rows, Look(CATEGORY[i], SYMBOLS[i]), f"%{{x:,.0f}}{sign}: %{{y:,.0f}}{sign}")
        for i, (name, rows) in enumerate(groups)
    ]
    if len(names) > 1:
        add_legend(layout, names, size)
    else:  # the area between curve and diagonal, whose size is half the Gini
        traces[0] |= {"fill": "toself", "fillcolor": BAND, "hoveron": "points"}
        # Above the diagonal there is never a curve, so the name is never in its way there.
        layout["annotations"].append(
            annotation(f"<b>{wrap(names[0], 22)}</b>", 3, 98, "x", "y", size,
                       xanchor="left", yanchor="top")
        )  # fmt: skip
    return build(traces, layout)


def _curve(name: object, rows: pd.DataFrame, look: Look, said: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": escape(name),
        "x": rounded(rows["x"], 0),
        "y": rounded(rows["y"], 0),
        "cliponaxis": False,
        "line": {"color": look.colour, "width": 2.5},
        "marker": {"color": look.colour, "symbol": look.symbol, "size": 6},
        "hovertemplate": f"<b>{escape(name)}</b><br>{said}<extra></extra>",
    }


def scatter_labelled(
    table: pd.DataFrame,
    tx: Text,
    *,
    x_title: str,
    y_title: str,
    units: tuple[str, str] = ("", ""),
    decimals: tuple[int, int] = (0, 0),
    highlight: Sequence[str] = (),
    from_zero: bool = False,
    height: float = 420,
    middles: tuple[float, float] | None = None,
) -> go.Figure:
    """Draw two measures against each other, the chosen areas in colour, with their names.

    Parameters
    ----------
    table
        ``label``, ``x``, ``y``; optional ``code`` (what `highlight` refers to, and what a click
        gives back). Rows that lack either value are left out.
    tx
        The visitor's language.
    x_title, y_title
        What the two measures are.
    units, decimals
        Short unit and decimals of x and of y.
    highlight
        Keys of the chosen areas, at most seven. Others are named too where there are at most 25.
    from_zero
        Whether both axes start at zero.
    height
        Height in pixels.
    middles
        Where dashed lines part the figure into four: the middle value of x and of y.
    """
    cloud = Cloud(table, tx, height=height)
    chosen = cloud.rows_of(highlight)
    others = [i for i in range(len(cloud.names)) if i not in chosen]
    layout = cloud.layout(x_title, y_title, from_zero=from_zero)
    if middles is not None:
        x, y = middles
        layout["shapes"] = [
            line_shape((x, x), (0, 1), "x", "y domain"),
            line_shape((0, 1), (y, y), "x domain", "y"),
        ]
    layout["annotations"] += cloud.labels(
        [*chosen, *(others if len(others) <= 25 else [])], len(chosen)
    )
    looks = [(others, CONTEXT, "circle")]
    looks += [([i], CATEGORY[n], SYMBOLS[n]) for n, i in enumerate(chosen)]
    return build(cloud.traces(looks, units, decimals), layout)


def funnel_plot(
    table: pd.DataFrame,
    limits: pd.DataFrame,
    tx: Text,
    *,
    centre: Reference,
    highlight: Sequence[str] = (),
    x_title: str = "",
    y_title: str = "",
) -> go.Figure:
    """Draw rates against how many units they rest on, with control limits.

    Parameters
    ----------
    table
        ``label``, ``n`` (units behind the rate) and ``value`` (the rate); optional ``code`` and
        ``verdict`` (one of :data:`vbdash.records.limits.VERDICTS`: all but ``"similar"`` are
        drawn as triangles up or down, the ``somewhat_`` ones hollow).
    limits
        ``n`` rising, ``low_95`` and ``high_95``; optional ``low_998`` and ``high_998``: the lines
        that :func:`vbdash.records.limits.limit_lines` computes.
    tx
        The visitor's language.
    centre
        The rate of all together, and what to call it.
    highlight
        Keys of the areas to name, at most seven; areas beyond the limits are named too where
        there is room.
    x_title, y_title
        What `n` counts, on a logarithmic axis; what the rate is.

    References
    ----------
    Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance. Statistics
    in Medicine, 24(8), 1185-1202.
    """
    bounds = [column for column in _LIMITS if column in limits.columns]
    reach = [centre.value, *(v for column in bounds for v in limits[column])]
    cloud = Cloud(
        table.assign(x=table["n"], y=table["value"]), tx, height=_HEIGHT, log_x=True,
        x_reach=list(limits["n"]), y_reach=reach,
    )  # fmt: skip
    chosen = cloud.rows_of(highlight)
    verdicts = [v if v in _VERDICTS else "similar" for v in cloud.column("verdict")]
    beyond = [i for i, verdict in enumerate(verdicts) if verdict != "similar"]
    key = tx("▲ higher, ▼ lower than chance explains (hollow: less clearly)") if beyond else ""
    layout = cloud.layout(x_title, " · ".join(filter(None, (y_title, key))), from_zero=True)
    middle = line_shape((0, 1), (centre.value, centre.value), "x domain", "y", dash="solid")
    layout["shapes"] = [middle]
    text, share = escape(centre.label), cloud.up(centre.value)
    layout["annotations"] += [
        annotation(text, 0, centre.value, "x domain", "y", cloud.size - 1,
                   xanchor="left", yanchor="bottom"),
        *cloud.labels(
            [*chosen, *(i for i in beyond if i not in chosen)], len(chosen),
            blocked=[((0.0, share), text_size(text, cloud.size - 1))],
        ),
    ]  # fmt: skip
    looks = [
        ([i for i, v in enumerate(verdicts) if v == verdict], colour, symbol)
        for verdict, (colour, symbol) in _VERDICTS.items()
    ]
    lines = [_limit(limits, column) for column in bounds]
    return build([*lines, *cloud.traces(looks, ("", "%"), (0, 1))], layout)


def _limit(limits: pd.DataFrame, column: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": rounded(limits["n"], 0),
        "y": rounded(limits[column], 2),
        "line": {"color": CONTEXT, "width": 1.25, "dash": _LIMITS[column]},
        "hoverinfo": "skip",
    }
