"""Words are safe, fit and keep apart."""

from __future__ import annotations

import html
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbdash.charts.labels import clean, escape, spread, tags, text_size, wrap, written
from vbdash.text import Text

HOSTILE = [
    "<script>alert(1)</script>",
    '<a href="javascript:alert(1)">AB</a>',
    "<b>Fet</b><br>firma",
    "Åkeri\u202efdp.exe",
    "AB\x00\x1b[31m\u2066\u200b",
    "100 %{x}",
    "A & B &lt;",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_markup_becomes_visible_characters(name: str) -> None:
    safe = escape(name)
    assert "<" not in safe
    assert "%{" not in safe
    assert not any(c in safe for c in "\u202e\u2066\u200b\x00\x1b")
    assert html.unescape(safe) == clean(name)


@given(st.text())
def test_no_text_whatever_opens_a_tag_or_a_variable(text: str) -> None:
    assert "<" not in escape(text)
    assert "%{" not in escape(text)
    assert "<" not in wrap(text, 12).replace("<br>", "")


def test_wrapping_breaks_between_words_and_marks_what_is_left_out() -> None:
    assert wrap("Tillverkning av fabricerade metallvaror", 22) == (
        "Tillverkning av<br>fabricerade<br>metallvaror"
    )
    assert wrap("ett två tre fyra fem sex", 8, lines=2).endswith("…")
    assert wrap("Västernorrlands län", 14) == "Västernorrlands<br>län"  # not "Västernorrland-s"
    assert max(map(len, wrap("x" * 500, 14).split("<br>"))) <= 20


@given(
    st.lists(st.one_of(st.floats(-1e9, 1e9), st.just(float("nan"))), max_size=5),
    st.integers(0, 3),
    st.sampled_from(["", "%", "mnkr"]),
    st.sampled_from(["sv", "en"]),
)
def test_numbers_in_bulk_are_written_as_text_writes_them(
    values: list[float], decimals: int, unit: str, lang: str
) -> None:
    tx = Text(lang)
    expected = [tx.quantity(v, unit, decimals) if v == v else "–" for v in values]
    assert written(tx.separators, values, unit, decimals) == expected


def test_differences_carry_their_sign() -> None:
    assert written(",\u00a0", [1.25, -1.25, 0], "", 1, signed=True) == ["+1,2", "−1,2", "0,0"]


spans = st.lists(st.tuples(st.floats(-50, 450), st.floats(5, 40)), max_size=12)


@given(spans)
def test_spread_labels_never_overlap_keep_their_order_and_stay_inside(
    labels: list[tuple[float, float]],
) -> None:
    wanted, sizes = [w for w, _ in labels], [s for _, s in labels]
    placed = spread(wanted, sizes, 0, 600)
    boxes = sorted((p - s / 2, p + s / 2) for p, s in zip(placed, sizes, strict=True))
    assert all(a[1] <= b[0] + 1e-6 for a, b in pairwise(boxes))
    assert all(low >= -1e-6 and high <= 600 + 1e-6 for low, high in boxes)
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    assert [placed[i] for i in order] == sorted(placed)


def test_labels_that_do_not_collide_stay_where_they_want_to_be() -> None:
    assert spread([10, 50, 90], [20, 20, 20], 0, 100) == [10, 50, 90]


def test_labels_that_collide_share_the_way() -> None:
    assert spread([50, 50], [20, 20], 0, 100) == [40, 60]


@given(st.lists(st.tuples(st.floats(0, 270), st.floats(20, 160)), min_size=1, max_size=7))
def test_tags_never_overlap(marks: list[tuple[float, float]]) -> None:
    placed = tags([m for m, _ in marks], [w for _, w in marks], 270)
    share = {"left": 0.0, "center": 0.5, "right": 1.0}
    boxes = [(t.row, m - share[t.side] * w, w) for (m, w), t in zip(marks, placed, strict=True)]
    for i, (row, left, width) in enumerate(boxes):
        for other_row, other_left, other_width in boxes[i + 1 :]:
            if row == other_row:
                assert left + width <= other_left or other_left + other_width <= left


def test_a_tag_over_another_mark_stands_further_out_than_that_marks_tag() -> None:
    inner, outer = tags([130, 140], [20, 150], 270)
    assert outer.side == "left" or outer.row > inner.row


def test_text_size_reads_lines_and_entities() -> None:
    assert text_size("a<br>b", 10)[1] == 2 * text_size("a", 10)[1]
    assert text_size("&amp;", 10) == text_size("&", 10)
    assert text_size("<b>Malå</b>", 10) == text_size("Malå", 10)
