"""Names of rows: whole where they fit, never nearer to another bar than to their own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vbdash.charts.figure import FONT, NARROW
from vbdash.charts.labels import LINE_HEIGHT, text_size
from vbdash.charts.rows import lay_rows


def test_a_name_that_fits_on_the_narrowest_phone_is_not_broken() -> None:
    name = "Västra Götalands län: 1,7–1,9 gånger"
    assert lay_rows([name, "Västerbottens län: 1,6–1,7 gånger"], FONT).names[0] == name


@given(
    st.lists(
        st.text("abcdefghijklmnopqrstuvwxyzåäö ", min_size=1, max_size=70), min_size=1, max_size=6
    )
)
def test_a_name_stands_nearer_to_its_own_bar(names: list[str]) -> None:
    rows = lay_rows(names, FONT, above=True)
    bar = rows.bar * rows.pitch
    tallest = max(name.count("<br>") + 1 for name in rows.names) * LINE_HEIGHT * FONT
    below = rows.pitch - tallest - bar  # from the bar above to the top of the tallest name
    assert below >= 0.45 * FONT
    assert all("<br>" not in n for n in rows.names if text_size(n, FONT)[0] <= NARROW)
    if tallest > LINE_HEIGHT * FONT + 1:
        assert below >= 0.9 * FONT
