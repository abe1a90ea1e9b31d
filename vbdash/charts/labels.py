"""Words in figures: made safe, wrapped, measured and kept apart.

Plotly reads its texts as a small HTML (``<b>``, ``<br>``, ``<a href>``), so a name from a file
must be escaped before it goes in. It wraps nothing and moves nothing aside, so that is done here,
with widths estimated from the letters: the figure does not know the font it will be drawn in.
"""

from __future__ import annotations

import html
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

#: Width of a letter as a share of the font size: rather too wide than too narrow.
_NARROW: Final = frozenset("iljtfrI.,:;'|!()[]\u00a0 -")
_WIDE: Final = frozenset("mwMWÅÄÖOQGD@%")

#: Line height as a share of the font size, as Plotly draws it.
LINE_HEIGHT: Final = 1.3


def escape(text: object) -> str:
    """Make a text from data safe to put in a Plotly text, label or hover template.

    Markup becomes visible characters; control characters and the marks that turn the direction
    of writing round (U+202E and its kin) are taken out; a ``%{`` no longer starts a variable.

    Examples
    --------
    >>> escape("<b>Åkeri & Co</b>")
    '&lt;b&gt;Åkeri &amp; Co&lt;/b&gt;'
    """
    # Quotes stay: no text of ours stands inside an attribute, and Plotly shows &quot; as it is.
    return html.escape(clean(text), quote=False).replace("%{", "%&#123;")


def clean(text: object) -> str:
    """Take out what cannot be seen: control characters and marks that turn writing round."""
    whole = str(text)
    if whole.isprintable():  # nearly all are
        return whole
    kept = (" " if c in "\t\n\r" else c for c in whole)
    return "".join(
        c
        for c in kept
        if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co") and not _is_none(c)
    )


def _is_none(sign: str) -> bool:
    """Whether a code stands for no sign, now or ever: no file may hold it."""
    return ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF


def text_size(text: str, size: float) -> tuple[float, float]:
    """Estimate width and height in pixels of a text with ``<br>`` between its lines."""
    lines = html.unescape(text.replace("<b>", "").replace("</b>", "")).split("<br>")
    return max(_line_width(line, size) for line in lines), len(lines) * LINE_HEIGHT * size


def _line_width(line: str, size: float) -> float:
    return size * sum(0.32 if c in _NARROW else 0.85 if c in _WIDE else 0.57 for c in line)


def wrap(text: object, width: int, *, lines: int = 3) -> str:
    """Escape a text and break it into lines of at most about `width` letters.

    What does not fit in `lines` lines ends in an ellipsis; the whole name belongs in the hover
    text and in the table beside the figure.

    Examples
    --------
    >>> wrap("Tillverkning av metallvaror", 14)
    'Tillverkning<br>av metallvaror'
    """
    words = [word for word in clean(text).split(" ") if word]  # a no-break space holds
    # A word a little longer than the line stays whole; a monstrous one is broken.
    longest = max((len(part) for word in words for part in word.split("-")), default=0)
    parts = textwrap.wrap(
        " ".join(words),
        max(width, min(longest + 1, width + 6)),
        max_lines=lines,
        placeholder="\N{HORIZONTAL ELLIPSIS}",
        break_on_hyphens=True,
    )
    return "<br>".join(escape(part) for part in parts)


def wrap_to(text: object, width: int, room: float, size: float, *, lines: int = 3) -> str:
    """Escape a text and break it as :func:`wrap` does, but only where it does not fit on a line.

    Parameters
    ----------
    text, width, lines
        As for :func:`wrap`.
    room
        Pixels on a line.
    size
        Font size in pixels.

    Examples
    --------
    >>> wrap_to("Västra Götalands län: 1,7–1,9 gånger", 34, 270, 14)
    'Västra Götalands län: 1,7–1,9 gånger'
    """
    whole = escape(text)
    return whole if text_size(whole, size)[0] <= room else wrap(text, width, lines=lines)


def written(
    separators: str,
    values: Iterable[float | None],
    unit: str = "",
    decimals: int = 0,
    *,
    signed: bool = False,
) -> list[str]:
    """Write many numbers as :meth:`vbdash.text.Text.quantity` writes one, but in bulk.

    Parameters
    ----------
    separators
        Decimal and thousands sign, as ``Text.separators`` gives them.
    values
        Numbers; missing ones become an en dash.
    unit
        ``"%"`` or the short name of a unit; empty for a bare number.
    decimals
        Decimals to show.
    signed
        Put a plus before what is above zero.
    """
    swedish = separators[0] == ","
    signs = str.maketrans({",": separators[1], ".": separators[0]})
    tail = unit if unit == "%" and not swedish else f"\N{NO-BREAK SPACE}{unit}" if unit else ""
    texts = []
    for value in values:
        if value is None or value != value:
            texts.append("–")
            continue
        number = round(float(value), decimals) + 0.0
        sign = "\N{MINUS SIGN}" if number < 0 else "+" if signed and number > 0 else ""
        texts.append(f"{sign}{f'{abs(number):,.{decimals}f}'.translate(signs)}{tail}")
    return texts


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Move intervals on a line apart, each as little as possible, keeping their order.

    Parameters
    ----------
    wanted
        Where the middle of each interval would like to be.
    sizes
        How long each interval is.
    low, high
        The room. Where the intervals together are longer than the room, they start at `low`.

    Returns
    -------
    list of float
        The middles, in the order of `wanted`; no two intervals overlap.

    Notes
    -----
    Pool adjacent violators: intervals that collide become one block, placed at the mean of what
    its members wanted (the least-squares solution for fixed order).
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    blocks: list[tuple[float, float, list[int]]] = []  # start, length, members
    for i in order:
        start, length, members = wanted[i] - sizes[i] / 2, float(sizes[i]), [i]
        while True:
            start = max(low, min(start, high - length))
            if not blocks or blocks[-1][0] + blocks[-1][1] <= start + 1e-9:
                break
            _, before, earlier = blocks.pop()
            members = earlier + members
            length += before
            start = _block_start(members, wanted, sizes)
        blocks.append((start, length, members))
    placed = [0.0] * len(wanted)
    for start, _, members in blocks:
        for i in members:
            placed[i] = start + sizes[i] / 2
            start += sizes[i]
    return placed


def _block_start(members: list[int], wanted: Sequence[float], sizes: Sequence[float]) -> float:
    total, offset = 0.0, 0.0
    for i in members:
        total += wanted[i] - sizes[i] / 2 - offset
        offset += sizes[i]
    return total / len(members)


@dataclass(frozen=True)
class Tag:
    """Where a name above or below a mark stands: which side of it, and in which row."""

    side: str
    row: int


def tags(spots: Sequence[float], widths: Sequence[float], room: float) -> list[Tag]:
    """Set names to marks on a line so that no name meets another, nor another mark's line.

    Parameters
    ----------
    spots
        Where the marks are, in pixels from the left.
    widths
        How wide each name is.
    room
        The room, from 0, in pixels.

    Returns
    -------
    list of Tag
        For each mark the anchor of its name (``"left"``: the name runs rightwards from the mark)
        and its row. Row 0 is nearest the marks. A name above another's mark always stands in a
        row further out than that mark's own name, so that lines from marks to names cross nothing.
    """
    sides = [_side(i, spots, widths, room) for i in range(len(spots))]
    boxes = [span_of(*each) for each in zip(spots, widths, sides, strict=True)]
    covers = [
        [j for j, spot in enumerate(spots) if j != i and left - 4 < spot < right + 4]
        for i, (left, right) in enumerate(boxes)
    ]
    rows: dict[int, int] = {}
    for i in sorted(range(len(spots)), key=lambda i: (len(covers[i]), spots[i])):
        row = max((rows[j] + 1 for j in covers[i] if j in rows), default=0)
        while any(rows[j] == row and _near(boxes[i], boxes[j]) for j in rows):
            row += 1
        rows[i] = row
    return [Tag(side, rows[i]) for i, side in enumerate(sides)]


def _side(i: int, spots: Sequence[float], widths: Sequence[float], room: float) -> str:
    """Return the side on which a name covers fewest other marks, inside the room if possible."""

    def cost(side: str) -> tuple[bool, int]:
        left, right = span_of(spots[i], widths[i], side)
        covered = sum(j != i and left - 4 < s < right + 4 for j, s in enumerate(spots))
        return left < -8 or right > room + 8, covered

    return min(("center", "left", "right"), key=cost)


def span_of(spot: float, width: float, side: str) -> tuple[float, float]:
    """Return from where to where a text reaches that is anchored at a spot, in pixels."""
    left = spot - {"left": 0.0, "center": 0.5, "right": 1.0}[side] * width
    return left, left + width


def _near(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[0] < b[1] + 6 and b[0] < a[1] + 6
