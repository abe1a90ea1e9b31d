"""A deck as PowerPoint: native charts and maps, placeholders, notes, alt texts; no clock in it."""

from __future__ import annotations

import datetime
import io
from math import ceil
from typing import Any, Final

from vbdash.charts.labels import clean, text_size
from vbdash.exhibit import Exhibit, source_text
from vbdash.reports.pptx import charts, maps
from vbdash.reports.pptx.master import (
    ABOUT,
    ABOUT_BOX,
    CODE,
    LAYOUTS,
    MARGIN,
    PICTURE_ID,
    SOURCE,
    TITLE,
    blank,
)
from vbdash.reports.pptx.native import NativeChart, read_chart
from vbdash.reports.qr import qr_png
from vbdash.reports.stable import EPOCH, without_clock
from vbdash.slides.deck import Deck
from vbdash.text import Text
from vbdash.view import View

__all__ = ["deck_pptx"]

#: EMU to a point; sizes in points of a title and of the line below it, their lines' height, and how
#: much wider than ours the letters of another typeface may be.
_POINT: Final = 12700
_TITLES, _ABOUTS, _LINE, _SPARE = (28, 26, 24, 22, 20, 18), (16, 14, 12, 11), 1.2, 1.4
#: Rows and columns of a table that fit on a slide; the rest is in the notes and the workbook.
_ROWS: Final = 10
#: Letters of a word in place of a figure that a third of the slide holds in any typeface.
_LETTERS: Final = 9
#: Pixels of a figure's own height that can be read on a slide.
_TALLEST: Final = 900
#: So many rows are written large enough to be read from the back row.
_FEW: Final = 5
#: Points of a word where a figure stands else.
_WORD: Final = 40
_LANGUAGES: Final = {"sv": "sv-SE", "en": "en-GB"}
#: Signs that a property of the file takes.
_LONGEST: Final = 255


def deck_pptx(deck: Deck, view: View) -> bytes:
    """Write a deck.

    Parameters
    ----------
    deck
        The slides.
    view
        What they are made from: language, sources, links.

    Returns
    -------
    bytes
        A presentation in 16:9; the same for the same deck.
    """
    from pptx import Presentation

    show = Presentation(io.BytesIO(blank()))
    layouts = {layout.name: layout for layout in show.slide_layouts}
    for slide in deck.slides:
        page = show.slides.add_slide(layouts[_layout(slide)])
        _fill(page, slide, view)
        page.notes_slide.notes_text_frame.text = _notes(slide, view)
    _say_what(show, deck, view)
    for page in show.slides:
        _speak(page, _LANGUAGES[view.tx.lang])
    out = io.BytesIO()
    show.save(out)
    return without_clock(out.getvalue())


def _layout(slide: Exhibit) -> str:
    cover, chart, drawn, figures, table = LAYOUTS
    if slide.cover:
        return cover
    if slide.figure is not None and read_chart(slide.figure) is not None:
        return chart
    if _too_tall(slide):
        return table
    if slide.is_drawn:
        return drawn
    return figures if slide.tiles else table


def _too_tall(slide: Exhibit) -> bool:
    """Whether a picture of many rows could not be read on a slide: its table stands there instead."""
    return (
        slide.figure is not None
        and read_chart(slide.figure) is None
        and float(slide.figure.layout.height) > _TALLEST
    )


def _fill(page: Any, slide: Exhibit, view: View) -> None:
    holders = {holder.placeholder_format.idx: holder for holder in page.placeholders}
    page.shapes.title.text_frame.text = clean(slide.title)
    wide = TITLE.width if not slide.code else CODE.left - TITLE.left - MARGIN
    if slide.cover:
        holders[1].text_frame.text = clean(slide.subtitle)
        holders[SOURCE].text_frame.text = "\n".join(f"{a}: {clean(b)}" for a, b in slide.lines)
        return
    # The subtitle says how dots are read, where a table stands in their place.
    said = slide.sentence if _too_tall(slide) else slide.subtitle
    about = f"{slide.watermark} {said}".strip()
    holders[ABOUT].text_frame.text = clean(about)
    _fit(page.shapes.title, wide, TITLE.height, _TITLES)
    _fit(holders[ABOUT], wide, ABOUT_BOX.height, _ABOUTS)
    if slide.code:
        _add_code(page, holders[ABOUT], slide, view.tx)
    _say_source(page, holders[SOURCE], slide, view)
    if slide.map is not None:
        maps.add_map(page, slide.map, view.tx)
    elif slide.figure is not None and not _too_tall(slide):
        _add_chart(page, holders.get(PICTURE_ID), slide, view.tx)
    elif slide.tiles:
        _add_tiles(page, holders, slide)
    else:
        _add_table(holders[PICTURE_ID], slide, view.tx)


def _fit(holder: Any, wide: int, high: int, sizes: tuple[int, ...]) -> None:
    """Write a long text smaller, so that it stays in its box in another typeface, too.

    The program would shrink it, but only in the typeface that it was made in, and when edited.
    """
    from pptx.util import Pt

    text = f"<b>{holder.text_frame.text}</b>" if sizes is _TITLES else holder.text_frame.text
    for size in sizes:
        lines = ceil(_SPARE * text_size(text, size)[0] / (wide / _POINT))
        if lines * _LINE * size <= high / _POINT:
            break
    if size < sizes[0]:
        for run in holder.text_frame.paragraphs[0].runs:
            run.font.size = Pt(size)


def _add_code(page: Any, about: Any, slide: Exhibit, tx: Text) -> None:
    """Put the code for telephones in the corner; title and line below it make way."""
    drawn = qr_png(slide.code)
    if not drawn:
        return
    picture = page.shapes.add_picture(
        io.BytesIO(drawn), CODE.left, CODE.top, CODE.width, CODE.height
    )
    what = picture._element.xpath(".//p:cNvPr")[0]
    what.set("descr", tx("Code that leads to {link}", link=slide.code))
    for holder, box in ((page.shapes.title, TITLE), (about, ABOUT_BOX)):
        holder.left, holder.top, holder.height = box.left, box.top, box.height
        holder.width = CODE.left - box.left - MARGIN


def _say_source(page: Any, holder: Any, slide: Exhibit, view: View) -> None:
    """Write where the figures come from, and under a shortened table how much of it is left."""
    is_table = _layout(slide) == LAYOUTS[-1]
    left = len(slide.table) - _ROWS if is_table else 0
    more = view.tx.plural("and {n} more", "and {n} more", left) if left > 0 else ""
    source = "" if slide.key == "sources" else source_text(view, slide)
    said = "\n".join(clean(line) for line in (more, source) if line)
    if said:
        holder.text_frame.text = said
    else:  # an empty placeholder would ask the next reader to fill it in
        page.shapes._spTree.remove(holder._element)


def _add_chart(page: Any, holder: Any, slide: Exhibit, tx: Text) -> None:
    chart = read_chart(slide.figure) if slide.figure is not None else None
    if chart is None or holder is None:
        _add_picture(page, slide, tx)
        return
    if chart.kind == "bars":
        chart.categories = _with_gaps(chart)
    pattern = charts.number_format(slide.unit, slide.decimals, tx)
    heading = next((c.heading for c in slide.columns if c.decimals is not None), slide.title)
    value = next((c.heading for c in slide.columns if c.name in ("value", "targeted")), heading)
    data = charts.chart_data(chart, clean(value), pattern)
    frame = holder.insert_chart(charts.chart_kind(chart), data)
    charts.dress(frame.chart, chart, pattern)
    named = frame._element.xpath(".//p:cNvPr")[0]
    named.set("descr", clean(slide.sentence))


def _with_gaps(chart: NativeChart) -> list[str]:
    """Mark the name of a bar that there is no figure for; the table and the notes say why."""
    gaps = [all(s.values[i] is None for s in chart.series) for i in range(len(chart.categories))]
    return [
        f"{name} (–)" if gap else name for name, gap in zip(chart.categories, gaps, strict=True)
    ]


def _add_picture(page: Any, slide: Exhibit, tx: Text) -> None:
    """Put in a chart that no office program can draw as what it is on the screen: a picture."""
    from vbdash.charts.paper.static import to_png
    from vbdash.reports.pptx.master import PICTURE

    assert slide.figure is not None  # noqa: S101 - the caller has asked
    png = to_png(
        slide.figure, "", tx=tx, size=(1200, 470), scale=2, watermark=slide.watermark, exact=True
    )
    picture = page.shapes.add_picture(io.BytesIO(png), PICTURE.left, PICTURE.top)
    factor = min(PICTURE.width / picture.width, PICTURE.height / picture.height)
    picture.width, picture.height = round(picture.width * factor), round(picture.height * factor)
    picture.left = PICTURE.left + (PICTURE.width - picture.width) // 2
    picture._element.xpath(".//p:cNvPr")[0].set("descr", clean(slide.sentence))


def _add_tiles(page: Any, holders: dict[int, Any], slide: Exhibit) -> None:
    from pptx.util import Pt

    for i in range(3):
        three = [holders[20 + 3 * i + j] for j in range(3)]
        if i < len(slide.tiles):
            tile = slide.tiles[i]
            for holder, text in zip(three, (tile.label, tile.figure, tile.text), strict=True):
                holder.text_frame.text = clean(text)
            if tile.is_word:
                # A long word in a wider typeface than ours would be broken in two.
                size = round(_WORD * min(1.0, _LETTERS / len(tile.figure)))
                three[1].text_frame.paragraphs[0].runs[0].font.size = Pt(size)
        else:
            for holder in three:
                page.shapes._spTree.remove(holder._element)


def _add_table(holder: Any, slide: Exhibit, tx: Text) -> None:
    from pptx.util import Pt

    columns = [c for c in slide.columns if c.name != "url"]
    rows = slide.table.head(_ROWS)
    frame = holder.insert_table(rows=len(rows) + 1, cols=len(columns))
    frame._element.xpath(".//p:cNvPr")[0].set("descr", clean(slide.sentence))
    for i, column in enumerate(columns):
        frame.table.cell(0, i).text = clean(column.heading)
        for j, value in enumerate(rows[column.name], start=1):
            number = column.decimals is not None and isinstance(value, (int, float))
            text = tx.number(value, column.decimals or 0) if number else str(value)
            frame.table.cell(j, i).text = clean("" if value is None or value != value else text)
    widths = [max(17, *(len(str(v)) for v in rows[c.name]), len(c.heading)) for c in columns]
    total, full = sum(min(w, 60) for w in widths), frame.width
    size = Pt(18 if len(rows) <= _FEW else 12)
    for column, width in zip(frame.table.columns, widths, strict=True):
        column.width = round(full * min(width, 60) / total)
    for cell in frame.table.iter_cells():
        cell.margin_top = cell.margin_bottom = 25400
        for paragraph in cell.text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = size


def _notes(slide: Exhibit, view: View) -> str:
    """Write what the speaker may be asked: what is shown, definition, caveats, sources, link."""
    lines = [slide.sentence, ""] if slide.sentence else []
    lines += [f"{label}: {text}" for label, text in slide.note(view).pairs(view.tx)]
    return "\n".join(clean(line) for line in lines)


def _say_what(show: Any, deck: Deck, view: View) -> None:
    tx, what = view.tx, show.core_properties
    what.title = clean(deck.slides[0].title)[:_LONGEST] if deck.slides else ""
    what.subject = clean(view.where())[:_LONGEST]
    what.author = what.last_modified_by = view.app_name
    what.comments = tx("Data version {version}.", version=view.dataset.version)
    what.language = _LANGUAGES[tx.lang]
    what.created = what.modified = datetime.datetime(*EPOCH)
    what.revision = 1


def _speak(page: Any, language: str) -> None:
    """Say in which language every run of text is, for spelling and for screen readers."""
    roots = [page._element, page.notes_slide._element]
    for root in roots:
        for run in root.xpath(".//a:r"):
            run.get_or_add_rPr().set("lang", language)
