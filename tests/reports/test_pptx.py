"""The PowerPoint file, opened with its own library and set against the tables."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import matplotlib
import openpyxl
import pytest
import zxingcpp
from PIL import Image, ImageFont
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from vbdash.exhibits.municipality.area import among
from vbdash.exhibits.municipality.standing import standing
from vbdash.reports.pptx import charts, deck_pptx
from vbdash.reports.pptx.master import PICTURE
from vbdash.reports.pptx.native import read_chart
from vbdash.slides import Deck
from vbdash.slides.recipe import as_slide
from vbdash.view import View


@pytest.fixture(scope="module")
def content(deck: Deck, view: View) -> bytes:
    return deck_pptx(deck, view)


@pytest.fixture(scope="module")
def show(content: bytes):
    return Presentation(io.BytesIO(content))


def _page(show, deck: Deck, key: str):
    return show.slides[[each.key for each in deck.slides].index(key)]


def _chart(page):
    return next(shape.chart for shape in page.shapes if shape.has_chart)


def test_widescreen_with_a_master_of_its_own(show) -> None:
    assert show.slide_width / show.slide_height == pytest.approx(16 / 9)
    assert [each.name for each in show.slide_layouts] == [
        "Cover",
        "Chart",
        "Map",
        "Figures",
        "Table",
    ]
    theme = next(
        part for part in show.slide_master.part.package.iter_parts()
        if part.content_type.endswith("theme+xml")
    )  # fmt: skip
    assert b"0B78B8" in theme.blob
    assert b'typeface="Arial"' in theme.blob


def test_titles_are_unique_and_in_placeholders(show, deck: Deck) -> None:
    titles = [page.shapes.title.text_frame.text for page in show.slides]
    assert len(set(titles)) == len(titles) == len(deck.slides)
    for page, slide in zip(show.slides, deck.slides, strict=True):
        texts = [holder.text_frame.text for holder in page.placeholders if holder.has_text_frame]
        assert any(slide.subtitle in text for text in texts)


def test_no_placeholder_is_left_blank(show) -> None:
    for page in show.slides:
        for holder in page.placeholders:
            assert not holder.has_text_frame or holder.text_frame.text.strip(), holder.name


def test_sources_that_do_not_fit_are_counted(show, deck: Deck, view: View) -> None:
    page = _page(show, deck, "sources")
    table = next(shape.table for shape in page.shapes if shape.has_table)
    left = len(deck.slides[-1].table) - (len(table.rows) - 1)
    assert left > 0
    words = view.tx.plural("and {n} more", "and {n} more", left)
    assert words in [s.text_frame.text for s in page.placeholders if s.has_text_frame]


def test_every_picture_has_words(show) -> None:
    for page in show.slides:
        for shape in page.shapes:
            if shape.is_placeholder and shape.has_text_frame:
                continue
            words = shape._element.xpath(".//p:cNvPr")[0].get("descr")
            assert words, f"{shape.name} on {page.shapes.title.text_frame.text}"


def test_notes_carry_source_definition_and_link(show, deck: Deck, view: View) -> None:
    for page, slide in zip(show.slides, deck.slides, strict=True):
        notes = page.notes_slide.notes_text_frame.text
        assert slide.link in notes
        assert view.dataset.version in notes
        for source in slide.sources:
            assert view.tx.named(view.dataset.row("sources", source), "title") in notes
        for _, text in slide.lines:
            assert not text or " ".join(text.split())[:60] in " ".join(notes.split())


def test_a_curve_holds_the_published_shares(show, deck: Deck, view: View) -> None:
    page = _page(show, deck, "trend")
    table = next(each for each in deck.slides if each.key == "trend").table
    plot = _chart(page).plots[0]
    years = [int(year) for year in plot.categories]
    for code in (view.dataset.county, "00"):
        series = next(s for s in plot.series if s.name == view.name(code))
        shown = dict(zip(years, series.values, strict=True))
        for row in table[table["code"] == code].itertuples():
            assert shown[row.year] == pytest.approx(row.value, abs=0.001)
            assert view.tx.number(shown[row.year], 1) == view.tx.number(row.value, 1)


def test_bars_hold_the_table_and_its_number_format(show, deck: Deck, view: View) -> None:
    for key in ("kommun-2482", "support", "next"):
        slide = next(each for each in deck.slides if each.key == key)
        chart = _chart(_page(show, deck, key))
        plot = chart.plots[0]
        values = dict(
            zip(
                slide.table["short" if key == "kommun-2482" else "label"],
                slide.table["value"],
                strict=True,
            )
        )
        for name, value in zip(plot.categories, plot.series[0].values, strict=True):
            if value is not None:
                assert values[name] == pytest.approx(value, abs=0.001)
        language, percent = ("41D", '0.0" %"') if view.tx.lang == "sv" else ("809", '0.0"%"')
        wanted = f"[$-{language}]#,##" + (percent if key == "kommun-2482" else "0")
        assert plot.data_labels.number_format == wanted
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        assert book.active.max_row == len(list(plot.categories)) + 1


def test_a_quoted_claim_is_hollow(show, deck: Deck) -> None:
    quoted, official = _chart(_page(show, deck, "quoted")).plots[0].series
    assert quoted.format.fill.type is not None
    assert quoted._element.xpath("./c:spPr/a:noFill")
    assert not official._element.xpath("./c:spPr/a:noFill")


def test_each_municipality_is_a_named_freeform_with_its_value(show, deck: Deck, view: View) -> None:
    slide = next(each for each in deck.slides if each.key == "municipalities")
    group = next(
        s for s in _page(show, deck, "municipalities").shapes if s.name in ("Karta", "Map")
    )
    shapes = {s.name: s for s in group.shapes if s.shape_type == MSO_SHAPE_TYPE.FREEFORM}
    for row in slide.table.itertuples():
        words = shapes[row.label]._element.xpath(".//p:cNvPr")[0].get("descr")
        assert view.tx.percent(row.value) in words
        assert row.label in words


def test_the_usual_colour_is_the_same_in_every_process() -> None:
    colours = [f"#{i:06x}" for i in range(40)]
    assert charts._usual(colours) == "#000000"
    assert charts._usual([*colours, "#000007"]) == "#000007"


def test_the_language_is_stated(show, view: View) -> None:
    wanted = {"sv": "sv-SE", "en": "en-GB"}[view.tx.lang]
    runs = show.slides[1]._element.xpath(".//a:r/a:rPr")
    assert runs
    assert {run.get("lang") for run in runs} == {wanted}


def test_the_same_deck_is_the_same_file(content: bytes, deck: Deck, view: View) -> None:
    assert deck_pptx(deck, view) == content


def test_a_picture_takes_three_fifths_of_the_slide(show, deck: Deck) -> None:
    whole = show.slide_width * show.slide_height
    assert PICTURE.width * PICTURE.height / whole >= 0.6
    for page, slide in zip(show.slides, deck.slides, strict=True):
        for shape in page.shapes:
            if shape.has_chart:
                assert shape.width / show.slide_width > 0.93, slide.key


def test_titles_fit_where_another_typeface_stands_in(show, deck: Deck) -> None:
    """DejaVu Sans Bold, which stands in where there is no Arial, is a fifth wider than it."""
    face = ImageFont.truetype(matplotlib.get_data_path() + "/fonts/ttf/DejaVuSans-Bold.ttf", 100)
    for page, slide in zip(show.slides, deck.slides, strict=True):
        if slide.cover:
            continue
        title = page.shapes.title
        size = title.text_frame.paragraphs[0].runs[0].font.size
        points = size.pt if size else 28
        room, line, lines = title.width / 12700, 0.0, 1
        for word in slide.title.split(" "):
            wide = face.getlength(word + " ") * points / 100
            if line + wide > room:
                line, lines = 0.0, lines + 1
            line += wide
        assert lines * 1.17 * points <= title.height / 12700, slide.title


def test_no_large_figure_says_nothing(deck: Deck) -> None:
    for slide in deck.slides:
        for tile in slide.tiles:
            assert tile.figure not in ("–", "0"), slide.key


def test_the_last_slide_has_a_code_that_telephones_read(show, deck: Deck) -> None:
    pictures = [s for s in show.slides[-1].shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
    [code] = pictures
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.image.blob)))
    assert [each.text for each in found] == [deck.slides[-1].code]
    assert deck.slides[-1].code.startswith("https://exempel.se/present")


def test_libreoffice_draws_every_slide(content: bytes, deck: Deck, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice (Debian: apt-get install libreoffice-impress)")
    (tmp_path / "deck.pptx").write_bytes(content)
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "deck.pptx")],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    from pypdf import PdfReader

    pages = PdfReader(tmp_path / "deck.pdf").pages
    assert len(pages) == len(deck.slides)
    for page, slide in zip(pages, deck.slides, strict=True):
        drawn = "".join(page.extract_text().split())
        assert "".join(slide.title.split())[:24] in drawn


def test_dots_that_are_moved_aside_are_a_picture(view: View) -> None:
    """As an office chart their places would stand on an axis as if they were figures."""
    rows = standing(view, "2418", "riket")
    dots = among(view, ("inland",), "employed_residence_share")
    for made in (rows, dots):
        assert made is not None and made.figure is not None and read_chart(made.figure) is None
    assert dots is not None
    slide = as_slide(dots, "egen-abc", view.link)
    (page,) = Presentation(io.BytesIO(deck_pptx(Deck((slide,)), view))).slides
    assert not any(shape.has_chart for shape in page.shapes)
    assert any(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in page.shapes)
    assert rows is not None
    many = as_slide(rows, "egen-abd", view.link)
    (page,) = Presentation(io.BytesIO(deck_pptx(Deck((many,)), view))).slides
    # Twenty rows of dots could not be read: what they say stands as a table.
    assert any(shape.has_table for shape in page.shapes)
    assert not any(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in page.shapes)
