"""Made-up figures marked across the picture, so that they never pass for real."""

from __future__ import annotations

from typing import Final

import plotly.graph_objects as go

from vbdash.charts.figure import annotation, build
from vbdash.charts.labels import escape
from vbdash.charts.palette import CONTEXT

_SIZE: Final = 22


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
