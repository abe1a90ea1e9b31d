"""A sheet to draw on, in pixels from its upper left corner; matplotlib does the drawing.

matplotlib is imported when the first sheet is made, not before: it takes most of a second, and
the pages do not need it. Only ``Figure`` objects are used, never ``pyplot``, which keeps global
state and is not safe with several visitors at once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from vbdash.charts.labels import LINE_HEIGHT
from vbdash.charts.paper.typeface import FAMILY, register

#: Points to an inch, and pixels too: at this density the two are one, in PNG as in SVG.
DENSITY: Final = 72

_TAG: Final = re.compile(r"</?(?:b|i)>")
_MARKERS: Final = {
    "circle": "o",
    "square": "s",
    "diamond": "D",
    "triangle-up": "^",
    "triangle-down": "v",
    "cross": "P",
    "x": "X",
}
#: Plotly's diamond is as wide as asked for; matplotlib's is wider.
_SLIM: Final = {"D": 0.8}
_DASHES: Final = {"solid": "-", "dash": (0, (5, 3)), "dot": (0, (1.2, 2))}


@dataclass(frozen=True)
class Run:
    """A piece of a line of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Line = list[Run]


@dataclass(frozen=True)
class TextBox:
    """Where a line of text lies on the sheet, in pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def parse(markup: str) -> list[Line]:
    """Read the small HTML of Plotly's texts into lines of runs.

    Examples
    --------
    >>> parse("<b>Malå</b> 24 %<br>kommun")[0]
    [Run(text='Malå', bold=True, italic=False), Run(text=' 24 %', bold=False, italic=False)]
    """
    lines: list[Line] = [[]]
    bold = italic = False
    for piece in re.split(r"(<br>|</?[bi]>)", markup):
        if piece == "<br>":
            lines.append([])
        elif _TAG.fullmatch(piece):
            bold = piece == "<b>" if "b" in piece else bold
            italic = piece == "<i>" if "i" in piece else italic
        elif piece:
            lines[-1].append(Run(html.unescape(piece), bold, italic))
    return lines


def plain(text: str, *, bold: bool = False) -> list[Line]:
    """Return a text without markup as lines of runs."""
    return [[Run(line, bold)] for line in text.split("\n")]


@dataclass
class Canvas:
    """A white sheet.

    Parameters
    ----------
    width, height
        Size in pixels.
    """

    width: float
    height: float
    boxes: list[TextBox] = field(default_factory=list, init=False)
    figure: Any = field(init=False)

    def __post_init__(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        register()
        size = (self.width / DENSITY, self.height / DENSITY)
        self.figure = Figure(figsize=size, dpi=DENSITY, facecolor="white")
        self._renderer = FigureCanvasAgg(self.figure).get_renderer()
        flip = Affine2D().scale(1, -1).translate(0, self.height).scale(1 / DENSITY)
        self._pixels = flip + self.figure.dpi_scale_trans
        self._layer = 0.0

    def measure(self, run: Run, size: float) -> float:
        """Return the width of a run in pixels at font size `size`."""
        width, _, _ = self._renderer.get_text_width_height_descent(
            run.text, _font(run, size), ismath=False
        )
        return float(width)

    def line_width(self, line: Line, size: float) -> float:
        """Return the width of a line in pixels."""
        return sum(self.measure(run, size) for run in line)

    def extent(self, lines: Sequence[Line], size: float) -> tuple[float, float]:
        """Return width and height of some lines in pixels."""
        widest = max((self.line_width(line, size) for line in lines), default=0.0)
        return widest, len(lines) * LINE_HEIGHT * size

    def fold(self, text: str, size: float, width: float, *, bold: bool = False) -> list[Line]:
        """Break a text without markup into lines no wider than `width` pixels."""
        lines: list[str] = []
        for paragraph in text.split("\n"):
            current = ""
            for word in paragraph.split(" "):
                longer = f"{current} {word}" if current else word
                if current and self.measure(Run(longer, bold), size) > width:
                    lines.append(current)
                    longer = word
                while len(longer) > 1 and self.measure(Run(longer, bold), size) > width:
                    cut = self._longest(longer, size, width, bold=bold)
                    lines.append(longer[:cut])
                    longer = longer[cut:]
                current = longer
            lines.append(current)
        return [[Run(line, bold)] for line in lines]

    def _longest(self, word: str, size: float, width: float, *, bold: bool) -> int:
        """Return how many letters of a word that is too long go on one line; at least one."""
        cut = len(word) - 1
        while cut > 1 and self.measure(Run(word[:cut], bold), size) > width:
            cut -= 1
        return cut

    def text(
        self,
        lines: Sequence[Line],
        x: float,
        y: float,
        size: float,
        colour: str,
        *,
        across: str = "left",
        up: str = "top",
        note: bool = True,
    ) -> None:
        """Write lines whose box has its `across`/`up` anchor at (x, y); `note` it in `boxes`."""
        from matplotlib.text import Text as Words

        width, height = self.extent(lines, size)
        top = y - {"top": 0.0, "middle": 0.5, "bottom": 1.0}[up] * height
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[across] * width
        for i, line in enumerate(lines):
            wide = self.line_width(line, size)
            slack = {"left": 0.0, "center": 0.5, "right": 1.0}[across] * (width - wide)
            at, base = left + slack, top + (i + 0.78) * LINE_HEIGHT * size
            words = "".join(run.text for run in line)
            if note:
                box = TextBox(words, at, base - 0.76 * size, at + wide, base + 0.24 * size)
                self.boxes.append(box)
            for run in line:
                self._add(
                    Words(
                        at, base, run.text, color=colour, fontproperties=_font(run, size),
                        ha="left", va="baseline", parse_math=False, transform=self._pixels,
                    )
                )  # fmt: skip
                at += self.measure(run, size)

    def line(
        self,
        points: Iterable[tuple[float, float]],
        colour: str,
        width: float,
        dash: str = "solid",
    ) -> None:
        """Draw a line through points."""
        from matplotlib.lines import Line2D

        xs, ys = zip(*points, strict=True)
        style: Any = _DASHES[dash]
        self._add(
            Line2D(xs, ys, color=ink(colour), linewidth=width, linestyle=style,
                   solid_capstyle="round", transform=self._pixels)
        )  # fmt: skip

    def area(
        self, points: Sequence[tuple[float, float]], fill: str, edge: str = "", width: float = 0
    ) -> None:
        """Fill the polygon round `points`."""
        from matplotlib.patches import Polygon

        outline = {"edgecolor": ink(edge) if edge else "none", "linewidth": width}
        self._add(
            Polygon(points, closed=True, facecolor=ink(fill), transform=self._pixels, **outline)
        )

    def markers(
        self, points: Sequence[tuple[float, float]], symbol: str, size: float, colour: str,
        edge: float = 0,
    ) -> None:  # fmt: skip
        """Draw a marker of a Plotly `symbol`, `size` pixels wide, at each point."""
        from matplotlib.lines import Line2D

        if not points:
            return
        xs, ys = zip(*points, strict=True)
        hollow = symbol.endswith("-open")
        shape = _MARKERS[symbol.removesuffix("-open")]
        self._add(
            Line2D(xs, ys, linestyle="none", marker=shape, markersize=size * _SLIM.get(shape, 1),
                   markerfacecolor="white" if hollow else ink(colour),
                   markeredgecolor=ink(colour), markeredgewidth=max(edge, 1.5) if hollow else 0,
                   transform=self._pixels)
        )  # fmt: skip

    def _add(self, artist: Any) -> None:
        # matplotlib sorts by kind (patches, lines, texts) unless told the order.
        self._layer += 1
        artist.set_zorder(self._layer)
        artist.set_clip_on(False)
        self.figure.add_artist(artist)


def ink(colour: str) -> Any:
    """Return a colour of ours (``#rrggbb`` or ``rgba(r,g,b,a)``) as matplotlib takes it."""
    if not colour.startswith("rgba"):
        return colour
    red, green, blue, alpha = (float(part) for part in colour[5:-1].split(","))
    return red / 255, green / 255, blue / 255, alpha


def _font(run: Run, size: float) -> Any:
    from matplotlib.font_manager import FontProperties

    # A font of our own: the same picture on every machine. Signs it lacks come from matplotlib's.
    return FontProperties(
        family=[FAMILY, "DejaVu Sans"],
        weight="bold" if run.bold else "normal",
        style="italic" if run.italic else "normal",
        size=size,
    )
