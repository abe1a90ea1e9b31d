"""Tables in, figures out: ``plotly.graph_objects`` figures for everything that is not a map.

The functions know no Streamlit. Each takes a table with the columns its docstring names and the
visitor's language, and returns a figure of fixed height that can be read at any width from a phone
to a wall, in the light theme and the dark. :mod:`vbdash.charts.paper.static` draws the same figures as
SVG and PNG. Maps are in :mod:`vbdash.charts.maps.choropleth`.
"""

from vbdash.charts.bars import paired_bars, ranked_bars, waterfall
from vbdash.charts.dots import dumbbell, quotes
from vbdash.charts.figure import Reference, inked
from vbdash.charts.lines import rank_lines, time_lines
from vbdash.charts.panels import small_multiples
from vbdash.charts.paper.static import to_png, to_svg
from vbdash.charts.shares import funnel_plot, lorenz, scatter_labelled
from vbdash.charts.stacks import stacked_bars
from vbdash.charts.strips import beeswarm

__all__ = [
    "Reference",
    "beeswarm",
    "dumbbell",
    "funnel_plot",
    "inked",
    "lorenz",
    "paired_bars",
    "quotes",
    "rank_lines",
    "ranked_bars",
    "scatter_labelled",
    "small_multiples",
    "stacked_bars",
    "time_lines",
    "to_png",
    "to_svg",
    "waterfall",
]
