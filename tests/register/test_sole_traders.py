"""Sole traders in heaps of five or more."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from vbdash.register.sole_traders import LEAST, heaps

CELLS = st.dictionaries(
    st.tuples(st.sampled_from(["2401", "2403", "2480", "0180", None]), st.sampled_from(["01", "25", "43", None])),
    st.integers(1, 12), max_size=20,
)  # fmt: skip


@given(CELLS)
def test_everybody_is_in_one_heap_and_none_is_small(
    cells: dict[tuple[str | None, str | None], int],
) -> None:
    made = heaps(Counter(cells)).to_pylist()
    assert all(heap["firms"] >= LEAST for heap in made)
    names = [(h["county_code"], h["municipality_code"], h["division"]) for h in made]
    assert len(set(names)) == len(names)
    left = sum(cells.values()) - sum(heap["firms"] for heap in made)
    assert 0 <= left < LEAST, "only fewer than five in the whole register are in no heap"
    for heap in made:
        if heap["division"] is not None:
            assert heap["firms"] == cells[heap["municipality_code"], heap["division"]]


def test_few_join_the_rest_of_their_municipality_then_of_their_county() -> None:
    made = heaps(
        Counter(
            {
                ("2401", "25"): 7,
                ("2401", "01"): 3,
                ("2401", "43"): 2,
                ("2403", "25"): 4,
                ("2404", "25"): 1,
            }
        )
    )
    assert [tuple(heap.values()) for heap in made.to_pylist()] == [
        ("24", None, None, 5), ("24", "2401", None, 5), ("24", "2401", "25", 7),
    ]  # fmt: skip
