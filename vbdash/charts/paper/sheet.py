"""The sheet that a picture leaves the app on: words above and below it, and how it is saved.

Charts and maps are drawn on the same sheet, so that they look alike side by side in a report.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from vbdash.charts.labels import LINE_HEIGHT, clean
from vbdash.charts.paper.canvas import DENSITY, Canvas, Line

INK: Final = "#1b2733"
FAINT: Final = "#4d5a66"
#: Font sizes in pixels, on a sheet 1200 wide.
_TITLE, _SUBTITLE, _FOOTER = 30, 19, 15
#: Space after a block of lines, in letters.
_AFTER: Final = 0.35
#: matplotlib's settings and its caches of fonts belong to the whole process.
_LOCK: Final = Lock()


@dataclass(frozen=True)
class Words:
    """A block of lines above or below the picture, as folded for the sheet.

    Attributes
    ----------
    lines
        The lines; none where there is nothing to say.
    size
        Font size in pixels.
    colour
        Of the letters.
    """

    lines: list[Line]
    size: float
    colour: str

    @property
    def height(self) -> float:
        """The height in pixels, with the space after it."""
        return (len(self.lines) * LINE_HEIGHT + _AFTER) * self.size if self.lines else 0.0


def edge(width: float) -> float:
    """Return the margin of a sheet of `width` pixels."""
    return width / 40


def fold_words(
    canvas: Canvas, title: str, subtitle: str, footer: str
) -> tuple[tuple[Words, Words], Words]:
    """Fold title and subtitle, and the footer, for the width of a sheet.

    Parameters
    ----------
    canvas
        A sheet of the width; nothing is drawn on it.
    title, subtitle, footer
        Plain texts; an empty one takes no room.
    """
    unit, room = canvas.width / 1200, canvas.width - 2 * edge(canvas.width)

    def folded(text: str, letters: float, colour: str, *, bold: bool = False) -> Words:
        text, size = clean(text), letters * unit
        return Words(canvas.fold(text, size, room, bold=bold) if text else [], size, colour)

    head = folded(title, _TITLE, INK, bold=True), folded(subtitle, _SUBTITLE, FAINT)
    return head, folded(footer, _FOOTER, FAINT)


def write_words(canvas: Canvas, head: Sequence[Words], foot: Words) -> None:
    """Write what :func:`fold_words` folded at the top and the bottom of a sheet."""
    left = top = edge(canvas.width)
    for words in head:
        if words.lines:
            canvas.text(words.lines, left, top, words.size, words.colour)
            top += words.height
    if foot.lines:
        canvas.text(foot.lines, left, canvas.height - left, foot.size, foot.colour, up="bottom")


def saved(
    compose: Callable[[], Canvas],
    *,
    kind: str,
    title: str,
    description: str,
    lang: str,
    scale: float = 1,
) -> bytes:
    """Draw a sheet and return it as a file: the same bytes for the same sheet.

    Parameters
    ----------
    compose
        Draws the sheet; called under a lock, since matplotlib serves one drawing at a time.
    kind
        ``"svg"`` or ``"png"``.
    title, description
        Noted in the file, for those who cannot see it.
    lang
        Language of the words, noted in an SVG.
    scale
        Dots to a pixel, in a PNG.
    """
    import matplotlib  # most of a second; only who asks for a file pays it

    settings = {"svg.fonttype": "none", "svg.hashsalt": "vbdash", "path.sketch": None}
    metadata: dict[str, Any] = {"Title": clean(title), "Description": clean(description)}
    if kind == "svg":
        metadata |= {"Date": None, "Creator": None, "Language": lang}
    else:
        metadata |= {"Software": None}
    with _LOCK, matplotlib.rc_context(settings), io.BytesIO() as out:
        compose().figure.savefig(out, format=kind, dpi=DENSITY * scale, metadata=metadata)
        return out.getvalue()
