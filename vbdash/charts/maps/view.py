"""What a map shows, before it is drawn: the same for the screen and for a printed picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

import pandas as pd

from vbdash.charts.labels import clean
from vbdash.charts.maps.geometry import HEIGHT, MapGeometry
from vbdash.charts.maps.labels import Label
from vbdash.charts.palette import CONTEXT, MISSING, ON_DARK, OUTLINE

#: Longest piece of text from data that is shown on a map.
_LONGEST: Final = 160


@dataclass(frozen=True)
class Theme:
    """Colours that follow the page: none of them carries a value.

    Attributes
    ----------
    land
        Other counties.
    own
        The municipalities of the county, under circles and points.
    line
        Borders between them.
    border
        Borders between municipalities that carry a value.
    ink, halo
        Letters and the rim round them.
    hatch
        Lines across an area without a figure.
    """

    land: str
    own: str
    line: str
    border: str
    ink: str
    halo: str
    hatch: str


THEMES: Final[Mapping[str, Theme]] = MappingProxyType(
    {
        "light": Theme("#eceff1", "#dbe2e7", "#ffffff", OUTLINE, "#17242d", "#ffffff", "#5c666f"),
        "dark": Theme("#22303c", "#31424f", "#0f1720", CONTEXT, "#f2f6f9", "#0f1720", "#5c666f"),
    }
)


@dataclass(frozen=True)
class Area:
    """A municipality with a colour.

    Attributes
    ----------
    code
        Its code.
    fill
        Colour; ``None`` where there is no figure, ``""`` where the area is only a background.
    tip
        What hovering shows; lines of plain text.
    """

    code: str
    fill: str | None
    tip: str = ""


@dataclass(frozen=True)
class Circle:
    """A round mark.

    Attributes
    ----------
    key
        What it stands for.
    code
        The municipality that pressing it chooses; empty for none.
    x, y, radius
        In grid steps.
    fill
        Colour; ``None`` for a ring without filling.
    line
        Colour of the rim.
    tip
        What hovering shows; lines of plain text.
    glyph
        A sign or a short number written in the middle.
    """

    key: str
    code: str
    x: float
    y: float
    radius: float
    fill: str | None
    line: str
    tip: str = ""
    glyph: str = ""


@dataclass(frozen=True)
class Key:
    """One line of the legend.

    Attributes
    ----------
    label
        In words and units.
    fill
        Colour of the sample; ``None`` for one without filling.
    kind
        What the sample looks like.
    glyph
        Sign in the middle of a round sample.
    line
        Colour of the rim of a round sample.
    codes
        The municipalities that it stands for, the lowest value first; none where it is no class.
    """

    label: str
    fill: str | None
    kind: Literal["area", "missing", "circle", "words"] = "area"
    glyph: str = ""
    line: str = OUTLINE
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class MapView:
    """A map, complete.

    Attributes
    ----------
    geometry
        The land.
    areas, circles
        What is drawn on it, in this order.
    links
        Pairs of points (x, y, x, y): from a mark that was moved aside to its place. With a fifth
        number a line of that thickness in pixels: a flow.
    labels
        Names.
    selected
        Codes of the municipalities that are marked.
    legend_title, legend
        What the colours, sizes and signs mean.
    alt
        One sentence that says what the map shows.
    rows
        The table twin: code, name, text columns in the visitor's language.
    note
        What must be known to read it rightly; may be empty.
    theme
        ``"light"`` or ``"dark"``.
    height
        In pixels.
    figures
        By code, the value as it is written on the map where there is room.
    """

    geometry: MapGeometry
    areas: tuple[Area, ...]
    circles: tuple[Circle, ...]
    links: tuple[tuple[float, ...], ...]
    labels: tuple[Label, ...]
    selected: frozenset[str]
    legend_title: str
    legend: tuple[Key, ...]
    alt: str
    rows: pd.DataFrame
    note: str = ""
    theme: str = "light"
    height: int = HEIGHT
    figures: Mapping[str, str] = field(default_factory=dict)

    @property
    def numbered(self) -> bool:
        """Whether marks that are no municipalities carry numbers, which are read before names."""
        return any(each.glyph.isdigit() and each.key != each.code for each in self.circles)

    @property
    def outlined(self) -> list[str]:
        """Chosen municipalities with a line round them; none where circles stand for them."""
        if any(circle.key == circle.code for circle in self.circles):
            return []  # those are marked themselves
        return sorted(self.selected & self.geometry.shapes.keys())

    def ground(self, area: Area) -> str:
        """Return the colour of an area: its class, or what stands for one that has none."""
        return MISSING if area.fill is None else area.fill or self.colours.own

    @property
    def colours(self) -> Theme:
        """The colours that follow the page."""
        return THEMES.get(self.theme, THEMES["light"])

    def seen(self, colour: str) -> str:
        """Return what a colour that carries a value looks like on the page."""
        return ON_DARK.get(colour, colour) if self.theme == "dark" else colour


def plain(text: object) -> str:
    r"""Make a text from data safe to show as plain text.

    Control characters and the marks that turn the direction of writing round are taken out, and
    what is longer than anybody reads is cut. Nothing is escaped: the map shows its texts as text,
    never as markup.

    Examples
    --------
    >>> plain("AB\x00C\u202e <b>x</b>")
    'ABC <b>x</b>'
    """
    if text is None or text != text:
        return ""
    written = str(text)
    short = (written if written.isprintable() else clean(written)).strip()
    return short if len(short) <= _LONGEST else short[: _LONGEST - 1] + "…"
