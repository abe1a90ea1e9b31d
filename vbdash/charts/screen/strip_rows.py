"""Rows of dots as HTML: the same as :mod:`vbdash.charts.profiles`, in lines that fit every width.

A figure made on the server knows nothing of the width it is shown at. On a page the name, the value
and the place of a row stand in one line beside its dots, or above them where a phone leaves no room;
what they are held against stands in a line below.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, Final

import pandas as pd

from vbdash.charts.figure import NARROW
from vbdash.charts.palette import BAND, CATEGORY, CONTEXT
from vbdash.charts.profiles import place
from vbdash.charts.strips import swarm

_DIAMETER: Final = 9.0
#: Half the height of a row of dots, and what its dots may take of it, in pixels.
_HALF, _REACH = 15.0, 10.0
#: More marked areas than there are shapes below cannot be told apart.
_SHAPES: Final = (
    "border-radius:50%", "", "transform:rotate(45deg)", "border-radius:50% 50% 0 0",
)  # fmt: skip
_STYLE: Final = (
    "<style>.vb-rows{display:grid;gap:.3rem 1rem;align-items:center;margin:0;font-size:.875rem;"
    "grid-template-columns:fit-content(38rem) minmax(14rem,1fr)}"
    ".vb-rows p{margin:0;line-height:1.35;text-wrap:pretty}.vb-rows p b{font-weight:600}.vb-rows p span{display:block}"
    ".vb-rows small{position:absolute;clip-path:inset(50%)}"
    f".vb-dots{{position:relative;height:{2 * _HALF:.0f}px;margin:0 8px}}"
    f".vb-dots i{{position:absolute;width:{_DIAMETER:.0f}px;height:{_DIAMETER:.0f}px;"
    f"margin:-{_DIAMETER / 2}px;border-radius:50%;background:{CONTEXT};opacity:.7}}"
    f".vb-dots u{{position:absolute;top:0;bottom:0;background:{BAND}}}"
    f".vb-dots s{{position:absolute;top:0;bottom:0;width:1.5px;background:{CONTEXT}}}"
    ".vb-ends{display:flex;justify-content:space-between;font-size:.75rem;line-height:1}"
    + "".join(
        f":is(.vb-dots,.vb-marks) .m{n}{{background:{CATEGORY[n]};opacity:1;width:{size}px;"
        f"height:{size}px;margin:-{size / 2}px;border-radius:0;{shape}}}"
        for n, (shape, size) in enumerate(zip(_SHAPES, (14, 11, 11, 11), strict=True))
    )
    + ".vb-marks{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;font-size:.875rem;margin:0 0 .5rem}"
    ".vb-marks .k{display:inline-block;margin:0 .4rem 0 0!important}"
    "@media(max-width:1000px){.vb-rows{grid-template-columns:1fr;gap:0}"
    ".vb-rows>div{margin-bottom:.75rem}}</style>"
)


def strip_rows(
    dots: pd.DataFrame, rows: pd.DataFrame, highlight: Sequence[str], names: Sequence[str]
) -> str:
    """Write a row of dots for each measure, the chosen areas by shape and colour.

    Parameters
    ----------
    dots, rows
        As for :func:`vbdash.charts.profiles.profile_rows`; of `rows` also ``value`` and ``of``
        (what is said of the chosen area, and what it is held against).
    highlight, names
        Codes of the chosen areas, and what they are called; the first in the accent colour.

    Returns
    -------
    str
        HTML; every text is escaped. For a reader the texts say what the dots show.
    """
    chosen = {str(code): n for n, code in enumerate(highlight[: len(_SHAPES)])}
    known = dots[dots["value"].notna()].sort_values(["value", "code"])
    groups = {str(name): group for name, group in known.groupby("row", sort=False)}
    written = "".join(_row(row, groups.get(str(row.row)), chosen) for row in rows.itertuples())
    return f'{_STYLE}{_legend(chosen, names)}<div class="vb-rows">{written}</div>'


def _legend(chosen: dict[str, int], names: Sequence[str]) -> str:
    if len(chosen) < 2:
        return ""
    marks = zip(chosen.values(), names, strict=False)
    each = "".join(f'<span><i class="k m{n}"></i>{escape(name)}</span>' for n, name in marks)
    return f'<p class="vb-marks">{each}</p>'


def _row(row: Any, own: pd.DataFrame | None, chosen: dict[str, int]) -> str:
    # A new line for the eye is a pause for the ear.
    of = f'<span class="of"><small>; </small>{escape(row.of)}</span>' if row.of else ""
    said = f"<p><span><b>{escape(row.title)}</b>: {escape(row.value)}</span>{of}</p>"
    if own is None or own.empty:
        return f"{said}<div></div>"
    values, texts = own["value"].tolist(), own["said"].tolist()
    ends = (values[0], values[-1])
    at = [place(value, ends) for value in values]
    aside = swarm([each * NARROW for each in at], _DIAMETER)
    reach = max(max((abs(y) for y in aside), default=0.0), 1e-9)
    scale = min(1.0, _REACH / reach)
    marks = [
        (code, f'<i{_class(chosen.get(code))} style="left:{100 * x:.4g}%;top:{_HALF - y * scale:.3g}px"'
               f' title="{escape(f"{name}: {text}")}"></i>')
        for code, name, text, x, y in zip(
            own["code"].tolist(), own["label"].tolist(), texts, at, aside, strict=True
        )
    ]  # fmt: skip
    # The chosen ones last, so that they lie on top; the first of them uppermost.
    marks.sort(key=lambda mark: -chosen.get(mark[0], len(_SHAPES)))
    drawn = _range(row, ends) + "".join(mark for _, mark in marks)
    feet = f'<div class="vb-ends"><span>{escape(texts[0])}</span><span>{escape(texts[-1])}</span></div>'
    return f'{said}<div aria-hidden="true"><div class="vb-dots">{drawn}</div>{feet}</div>'


def _class(n: int | None) -> str:
    return "" if n is None else f' class="m{n}"'


def _range(row: Any, ends: tuple[float, float]) -> str:
    """Shade the middle half and mark the median."""
    drawn = ""
    if row.low == row.low and row.high == row.high:
        low, high = place(row.low, ends), place(row.high, ends)
        drawn += f'<u style="left:{100 * low:.4g}%;width:{100 * (high - low):.4g}%"></u>'
    if row.middle == row.middle:
        drawn += f'<s style="left:{100 * place(row.middle, ends):.4g}%"></s>'
    return drawn
