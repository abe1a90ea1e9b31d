"""Pictures without a browser: whole, legible, the same every time."""

from __future__ import annotations

import struct
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from tests.charts.samples import FIGURES, SV, areas
from vbdash.charts import ranked_bars, time_lines, to_png, to_svg
from vbdash.charts.paper.canvas import Run, TextBox, parse
from vbdash.charts.paper.static import compose

TITLE = (
    "Industrin väger tyngre i Skellefteå än i Umeå, och allra tyngst i inlandets små kommuner "
    "med ett enda stort företag"
)
FOOTER = "Källa: SCB, tabell TAB6681 (2025-11-28). Industri: SNI 2007 avdelning B–E. " * 2
SVG = "{http://www.w3.org/2000/svg}"


def _overlap(a: TextBox, b: TextBox) -> bool:
    across = min(a.right, b.right) - max(a.left, b.left)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    return across > 1 and down > 2


@pytest.mark.parametrize("kind", FIGURES)
def test_nothing_is_cut_and_no_words_lie_on_each_other(kind: str) -> None:
    sheet = compose(FIGURES[kind](), TITLE, "Andel av sysselsatta, procent", FOOTER)
    assert sheet.height >= 675
    for box in sheet.boxes:
        assert box.left >= 0, box
        assert box.right <= sheet.width, box
        assert box.top >= 0, box
        assert box.bottom <= sheet.height, box
    boxes = [box for box in sheet.boxes if box.text.strip()]
    meet = [(a.text, b.text) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if _overlap(a, b)]
    assert meet == []


@pytest.mark.parametrize("kind", FIGURES)
def test_an_svg_is_well_formed_with_its_words_as_text(kind: str) -> None:
    figure = FIGURES[kind]()
    first = to_svg(figure, TITLE, "Andel", FOOTER, tx=SV)
    root = ElementTree.fromstring(first)
    words = " ".join("".join(node.itertext()) for node in root.iter(f"{SVG}text"))
    assert "Industrin väger tyngre" in words
    assert "Källa: SCB, tabell TAB6681" in words
    assert root.find(f"{SVG}title").text == TITLE
    assert first == to_svg(figure, TITLE, "Andel", FOOTER, tx=SV)


def test_a_png_has_the_size_asked_for_and_is_the_same_every_time() -> None:
    figure = FIGURES["ranked_bars"]()
    first = to_png(figure, "Kort", "", "Källa: SCB", tx=SV, scale=2)
    width, height = struct.unpack(">II", first[16:24])
    assert width == 2400
    assert height >= 1350
    assert b"tIME" not in first
    assert first == to_png(figure, "Kort", "", "Källa: SCB", tx=SV, scale=2)


def test_many_rows_make_the_sheet_taller_and_not_the_type_smaller() -> None:
    sheet = compose(ranked_bars(areas(60), SV), "Titel", "", "Källa")
    assert sheet.height > 1500


def test_hostile_words_stay_words() -> None:
    table = areas(2).assign(label=["<script>alert(1)</script>", "$x^2$ & \u202eAB"])
    svg = to_svg(ranked_bars(table, SV), "<b>T</b> \x00$a$", "", "Källa & co", tx=SV)
    root = ElementTree.fromstring(svg)
    words = ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]
    assert "<b>T</b> $a$" in words
    assert "$x^2$ & AB" in words
    assert b"<script" not in svg
    assert "\u202e" not in svg.decode()


def test_a_watermark_is_written_across() -> None:
    svg = to_svg(FIGURES["beeswarm"](), "T", "", "K", tx=SV, watermark="Påhittade uppgifter")
    assert "Påhittade uppgifter" in svg.decode()


def test_what_our_figures_never_hold_is_refused() -> None:
    figure = go.Figure(time_lines(areas().assign(year=2020, group="A"), SV).to_dict())
    figure.add_trace(go.Pie(values=[1, 2]))
    with pytest.raises(ValueError, match="pie"):
        to_svg(figure, "T", tx=SV)


def test_several_at_once_give_the_same_as_one_by_one() -> None:
    figures = [FIGURES[kind]() for kind in ("beeswarm", "waterfall", "lorenz", "dumbbell")]
    alone = [to_svg(figure, "T", tx=SV) for figure in figures]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda figure: to_svg(figure, "T", tx=SV), figures))
    assert alone == together


def test_the_small_html_is_read_as_plotly_reads_it() -> None:
    assert parse("<b>A &amp; B</b> 5<br>&lt;i&gt;") == [
        [Run("A & B", bold=True), Run(" 5")],
        [Run("<i>")],
    ]
