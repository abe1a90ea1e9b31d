"""The deck and the fact sheets as PDF/UA: tagged, in a stated language, everything as vectors.

typst sets the pages: its package holds the whole program, so nothing has to be installed, and it
refuses to write a file that breaks the rules of PDF/UA-1. All words reach it as data.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import pandas as pd

from vbdash.charts.labels import clean
from vbdash.charts.paper.typeface import FOLDER, fallback, settable
from vbdash.exhibit import Column, Exhibit, source_text
from vbdash.reports.pictures import picture_svg
from vbdash.reports.qr import qr_svg
from vbdash.reports.stable import EPOCH
from vbdash.slides.deck import Deck
from vbdash.text import Text
from vbdash.view import View

_ASSETS: Final = Path(__file__).with_name("assets")
#: Shape of a picture on a page of a deck.
_SHEET: Final = (1000, 392)
#: Rows of a table that fit on a page of a deck.
_ROWS: Final = 11
#: One compiler serves all; it keeps what it has read between files and is not for two at once.
_LOCK: Final = Lock()


@cache
def _compiler() -> Any:
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[FOLDER, fallback()]
    )
    return typst.Compiler(root=_ASSETS, font_paths=fonts, ignore_system_fonts=True)


def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """Set a template with data.

    Parameters
    ----------
    template
        Name of a file in ``assets``, without its ending.
    data
        What it shows.

    Returns
    -------
    bytes
        PDF/UA-1; the same for the same data.

    Raises
    ------
    typst.TypstError
        If the document would break a rule of PDF/UA-1, such as a picture without words.
    """
    moment = datetime.datetime(*EPOCH, tzinfo=datetime.UTC)
    with _LOCK:
        pdf: bytes = _compiler().compile(
            input=_ASSETS / f"{template}.typ",
            format="pdf",
            sys_inputs={"data": json.dumps(_settable(data), ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=moment,
        )
    return pdf


def _settable(data: Any) -> Any:
    """Return data with every text, of pictures too, as the typefaces can set it."""
    if isinstance(data, str):
        return settable(data)
    if isinstance(data, Mapping):
        return {name: _settable(each) for name, each in data.items()}
    return [_settable(each) for each in data] if isinstance(data, list | tuple) else data


def deck_pdf(deck: Deck, view: View) -> bytes:
    """Write a deck as PDF, a slide a page, its titles as bookmarks."""
    tx = view.tx
    return typeset(
        "deck",
        {
            "title": clean(deck.slides[0].title) if deck.slides else view.app_name,
            "author": view.app_name,
            "description": tx("Data version {version}.", version=view.dataset.version),
            "lang": tx.lang,
            "slides": [_page(slide, view) for slide in deck.slides],
        },
    )


def _page(slide: Exhibit, view: View) -> dict[str, Any]:
    tx = view.tx
    drawn = picture_svg(slide, tx, _SHEET, exact=True)
    columns = [c for c in slide.columns if c.name != "url"]
    left = len(slide.table) - _ROWS
    rows = written_rows(slide.table.head(_ROWS), columns, tx)
    return {
        "cover": slide.cover,
        "title": clean(slide.title),
        "about": clean(slide.subtitle),
        "mark": clean(slide.watermark),
        "alt": clean(slide.sentence) or clean(slide.title) or view.app_name,
        "svg": drawn.decode() if drawn else "",
        "tiles": [
            {
                "label": clean(t.label),
                "figure": clean(t.figure),
                "text": clean(t.text),
                "word": t.is_word,
            }
            for t in slide.tiles
        ],
        "code": qr_svg(slide.code),
        "code_alt": tx("Code that leads to {link}", link=slide.code),
        "link": slide.code,
        "link_said": tx("The slides online"),
        "lines": [[clean(label), clean(text)] for label, text in slide.lines],
        "source": "" if slide.key == "sources" else clean(source_text(view, slide)),
        "head": [clean(c.heading) for c in columns],
        "rows": rows,
        "widths": column_widths([c.heading for c in columns], rows),
        "more": tx.plural("and {n} more", "and {n} more", left) if left > 0 else "",
    }


def column_widths(head: list[str], rows: list[list[str]]) -> list[int]:
    """Return how wide columns shall be, relative to each other."""
    longest = [max([len(h), *(len(row[i]) for row in rows)]) for i, h in enumerate(head)]
    return [min(max(length, 9), 45) for length in longest]


def written_rows(table: pd.DataFrame, columns: Sequence[Column], tx: Text) -> list[list[str]]:
    """Write the cells of a table as people write them; a missing number is an en dash."""
    return [[_written(row[c.name], c.decimals, tx) for c in columns] for _, row in table.iterrows()]


def _written(value: Any, decimals: int | None, tx: Text) -> str:
    if decimals is not None and isinstance(value, (int, float)):
        return tx.number(float(value), decimals)
    return "" if value is None or value != value else clean(value)
