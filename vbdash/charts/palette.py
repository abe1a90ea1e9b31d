"""The colours, by name and with their reasons.

The page is white in the light theme and near black in the dark one, and a figure does not know
which of the two it stands on. A mark that must be told from the page on both can only have a
relative luminance between 0.13 and 0.30 (WCAG 2.1, success criterion 1.4.11, 3:1); all mark
colours here lie in that window. No colour can serve as *text* on both pages (that takes 4.5:1),
so figures are made without one, and :func:`vbdash.charts.figure.inked` adds the page's.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

#: What the figures stand on in the two themes.
PAGE_LIGHT: Final = "#ffffff"
PAGE_DARK: Final = "#0f1720"

#: Text in a figure, by the theme of the page. At least 4.5:1 on its own page; and still 3:1 on the
#: other one, because a visitor may switch themes and the figure learns of it one run later.
TEXT: Final = {"light": "#626d78", "dark": "#8a95a0"}

#: The one colour that says "this is what the title speaks of". Blue, because it is told from grey
#: and from vermilion by every kind of colour vision.
ACCENT: Final = "#0b78b8"

#: Everything that is there to compare with, where the reader must still make out each mark.
CONTEXT: Final = "#7d8790"
#: A crowd of lines or dots behind the subject. Read as a whole, not one by one, so it may be paler
#: than 3:1; see-through, so that it recedes on both pages.
CONTEXT_PALE: Final = "rgba(125,135,144,0.5)"
#: The shaded middle half of a swarm and the space between control limits.
BAND: Final = "rgba(125,135,144,0.18)"
#: Outlines round map areas and round marks that touch each other.
OUTLINE: Final = "#7d8790"

#: Kinds, in this order. After Okabe and Ito (2008), "Color universal design", with orange, sky
#: blue and yellow darkened until they reach 3:1 on white.
CATEGORY: Final = (
    ACCENT,
    "#d55e00",  # vermilion
    "#009e73",  # bluish green
    "#c46a9c",  # reddish purple
    "#a88000",  # ochre, for Okabe and Ito's yellow and orange
    "#3f9bd1",  # sky blue
    "#7d8790",  # grey: the rest
)

#: Lines on a map from one place to another: told from the blues of amounts.
FLOW: Final = CATEGORY[1]

#: The second carrier beside the colour: one marker shape for each category.
SYMBOLS: Final = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross", "x")

#: Amounts, in five classes from little to much. One hue, evenly darker. The lightest and darkest
#: do not reach 3:1 against one page each: areas of a map are told from the page by their outline.
SEQUENTIAL: Final = ("#dcecf7", "#a9cfe9", "#6aabd6", "#2f7fb5", "#0c4a78")

#: No figure. Never white, and always together with a hatch or an outline.
MISSING: Final = "#c9ced3"

#: What stands for a colour of a map on a dark page: there little is dark and much is bright, as on
#: paper much is dark. A class, a middle and a missing figure keep their meaning, not their colour.
ON_DARK: Final = MappingProxyType(
    dict(
        zip(
            (*SEQUENTIAL, MISSING),
            (
                *("#173349", "#1f5277", "#2f7fb5", "#74b4dd", "#cfe6f6"),
                "#48535d",
            ),
            strict=True,
        )
    )
)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 (black) to 1 (white).

    Parameters
    ----------
    colour
        ``"#rrggbb"``.

    References
    ----------
    WCAG 2.1, definition of relative luminance.
    """
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1).

    Examples
    --------
    >>> contrast("#000000", "#ffffff")
    21.0
    """
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def lightness(colour: str) -> float:
    """Return the perceived lightness of a colour (CIE L*), 0 to 100."""
    y = luminance(colour)
    return 903.3 * y if y <= 0.008856 else 116 * y ** (1 / 3) - 16


def text_on(fill: str) -> str:
    """Return black or white, whichever reads better on `fill`; always at least 4.5:1.

    Examples
    --------
    >>> text_on("#0c4a78"), text_on("#dcecf7")
    ('#ffffff', '#000000')
    """
    return max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, fill))
