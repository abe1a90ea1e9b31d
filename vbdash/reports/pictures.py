"""The picture of a slide as SVG: drawn without a browser, the same bytes for the same figures."""

from __future__ import annotations

import re
from typing import Final

from vbdash.exhibit import Exhibit
from vbdash.text import Text

#: Decimals beyond the first of a coordinate, which nobody can see.
_PATH: Final = re.compile(r'(?<= d=")[^"]+|(?<=translate\()[^)]+')
_LONG: Final = re.compile(r"(\.\d)\d+")
_BLANKS: Final = re.compile(r"\s*\n\s*")


def picture_svg(
    slide: Exhibit,
    tx: Text,
    size: tuple[int, int] = (1000, 400),
    *,
    letters: float = 1.3,
    exact: bool = False,
) -> bytes | None:
    """Draw the chart or map of a slide; title and source are not in it.

    Parameters
    ----------
    slide
        The slide.
    tx
        Language of the figures.
    size
        Width and height in pixels; without `exact` it grows taller where the rows need it.
    letters
        How many times larger than usual the names on a map are.
    exact
        Keep the shape: where a chart's rows need more, all is drawn smaller.

    Returns
    -------
    bytes or None
        None where the slide has neither chart nor map.
    """
    if slide.map is not None:
        from vbdash.charts.paper.maps import map_svg

        drawn = map_svg(slide.map, "", tx=tx, size=size, letters=letters)
        return slim(drawn)
    if slide.figure is not None:
        from vbdash.charts.paper.static import to_svg

        mark = slide.watermark
        drawn = to_svg(slide.figure, "", tx=tx, size=size, watermark=mark, exact=exact)
        return slim(drawn)
    return None


def slim(svg: bytes) -> bytes:
    r"""Leave out what cannot be seen: far decimals, line breaks, comments.

    Examples
    --------
    >>> slim(b'<path d="M 1.23456 2\nL 3 4" />')
    b'<path d="M 1.2 2 L 3 4" />'
    """
    text = re.sub(r"<!--.*?-->|<metadata>.*?</metadata>", "", svg.decode(), flags=re.DOTALL)
    text = _PATH.sub(lambda found: _LONG.sub(r"\1", found[0]), text)
    # The typeface has no ring; typst would set the whole line in another one.
    return _BLANKS.sub(" ", text).replace("○", "o").encode()
