"""Numbers by the million follow the same rules as one number."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tests.register.files import control, firm_number, person_number
from vbdash.records.files.orgnr import Number, parse_number
from vbdash.register.numbers import FIRM, PERSON, WRONG, Seen, number_kinds

WRITTEN = st.one_of(
    st.from_regex(r"\A(16|18|19|20|17|)[0-9]{9}[0-9]\Z"),
    st.builds(lambda c, n: c + control(f"{n:09}"), st.sampled_from(["", "16", "18", "19", "20"]), st.integers(0, 10**9 - 1)),
    st.builds(lambda n: f"{control(f'{n:09}')[:6]}-{control(f'{n:09}')[6:]}", st.integers(0, 10**9 - 1)),
    st.text(st.characters(codec="latin-1", exclude_characters="\t\n\r"), max_size=14),
)  # fmt: skip


def kinds_of(written: list[str], person: bool = False) -> tuple[list[int], list[str], list[int]]:
    kinds, numbers, serials = number_kinds(
        pa.chunked_array([pa.array(written, pa.string())]), np.full(len(written), person)
    )
    return kinds.tolist(), numbers.to_pylist(), serials.tolist()


@given(st.lists(WRITTEN, min_size=1, max_size=20))
def test_as_one_by_one(written: list[str]) -> None:
    kinds, numbers, serials = kinds_of(written)
    for text, kind, number, serial in zip(written, kinds, numbers, serials, strict=True):
        one = parse_number(text)
        bare = text.replace("-", "").replace(" ", "")
        plain = bare.isascii() and bare.isdigit() and len(bare) in (10, 12)
        if kind == FIRM:
            assert isinstance(one, Number) and not one.person, text
            assert number == one.digits
            assert serial == int(one.digits)
        elif plain and isinstance(one, Number):
            assert kind == PERSON, text
            assert one.person or bare[:2] in {"18", "19", "20"}, text
        if isinstance(one, Number) and one.person and plain:
            assert kind == PERSON, text


def test_what_may_be_a_persons_is_taken_for_one() -> None:
    person = person_number(1)
    wrong = person[:-1] + str((int(person[-1]) + 1) % 10)
    written = [
        person,
        person[2:],
        f"16{person[2:]}",
        f"{person[:8]}-{person[8:]}",
        wrong,
        "199913459800",
    ]
    assert kinds_of(written)[0] == [PERSON] * len(written)
    assert kinds_of([firm_number(1)], person=True)[0] == [PERSON]
    assert kinds_of([firm_number(1), "", "5590000000", "12345"])[0] == [FIRM, WRONG, WRONG, WRONG]


@given(st.lists(st.lists(st.integers(2_000_000_000, 2_000_000_500), max_size=30), max_size=5))
def test_each_number_is_new_once(batches: list[list[int]]) -> None:
    seen, known = Seen(), set()
    for batch in batches:
        new = seen.first(np.array(batch, np.int64))
        for number, first in zip(batch, new, strict=True):
            assert first == (number // 10 not in known)
            known.add(number // 10)
