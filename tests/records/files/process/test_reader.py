"""The process that reads a file: its limits, its death, its answers as checked data."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace

import pytest

import vbdash
from tests.records.files.bad_files import HEADER, HELP, ROW, changed, csv, repacked, xlsx
from vbdash.records.files.allowed import VISITOR
from vbdash.records.files.places import Places
from vbdash.records.files.process import reader, wire
from vbdash.records.files.process.reader import Reader
from vbdash.records.files.reading import Plain
from vbdash.records.rules import read_records
from vbdash.text import Text

PLACES = Places.of(vbdash.load())
SV = Text("sv")


def read(name: str, content: bytes, by: Reader | None = None):
    return read_records(name, content, PLACES, SV, reader=by or Reader())


def amplified() -> bytes:
    """A small workbook whose cells all name one long text: 10 GB once each has its own."""
    row = b"".join(b"<c t='s'><v>0</v></c>" for _ in range(20))
    book = xlsx([["x" * 32_000], HEADER])
    rows = b"<row>" + row + b"</row>"
    return repacked(
        book, "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", rows * 1_900 + b"</sheetData>"),
    )  # fmt: skip


def test_the_process_reads_what_is_read_here() -> None:
    content = csv([HEADER, ROW, changed("Kommun", "Luleå", HELP)])
    for skip in (False, True):
        here = read_records("a.csv", content, PLACES, SV, skip_faults=skip)
        there = read_records("a.csv", content, PLACES, SV, skip_faults=skip, reader=Reader())
        assert (here.faults, here.faulty, here.matched) == (
            there.faults,
            there.faulty,
            there.matched,
        )
        if skip:
            assert here.table is not None
            assert here.table.equals(there.table)


def test_what_takes_too_much_memory_is_a_plain_message(monkeypatch) -> None:
    monkeypatch.setattr(reader, "VISITOR", replace(VISITOR, megabytes=150))
    found = read("a.xlsx", amplified())
    assert [each.expected for each in found.faults] == [reader.TOO_MUCH]
    assert read("a.csv", csv([HEADER, ROW])).table is not None


def test_what_takes_too_long_is_a_plain_message(monkeypatch) -> None:
    monkeypatch.setattr(reader, "VISITOR", replace(VISITOR, clock=0.01))
    assert [each.expected for each in read("a.csv", csv([HEADER, ROW])).faults] == [reader.TOO_MUCH]


def test_when_others_are_read_the_visitor_is_told(monkeypatch) -> None:
    monkeypatch.setattr(reader, "_turns", threading.BoundedSemaphore(1))
    monkeypatch.setattr(reader, "_PATIENCE", 0.01)
    assert reader._turns.acquire()
    assert [each.expected for each in read("a.csv", csv([HEADER, ROW])).faults] == [reader.BUSY]
    reader._turns.release()
    assert read("a.csv", csv([HEADER, ROW])).table is not None


def test_the_visitor_who_leaves_ends_it() -> None:
    mine = Reader()
    answers = []
    content = csv([HEADER, *[changed("Företagsnamn", f"Firma {i}") for i in range(60_000)]])
    beside = threading.Thread(target=lambda: answers.append(read("a.csv", content, mine)))
    beside.start()
    until = time.monotonic() + 20
    while mine._process is None and time.monotonic() < until:
        time.sleep(0.01)
    process = mine._process
    assert process is not None
    mine.stop()
    beside.join(5)
    assert process.poll() is not None
    assert [each.expected for each in answers[0].faults] == [reader.STOPPED]


def test_the_process_is_told_no_secrets(monkeypatch) -> None:
    monkeypatch.setenv("VBDASH_PSEUDONYM_KEY", "hemlig nyckel")
    assert "hemlig nyckel" not in repr(reader.environment())


PLAIN = Plain("a.csv", {"_row": [2], "firm_id": ["f-1"]}, matched={"firm_id": "Id"})


def lines(plain: Plain = PLAIN, **other: object) -> list[bytes]:
    """An answer with something changed in its first line."""
    first, *rest = wire.answer(plain)
    return [json.dumps({**json.loads(first), **other}).encode() + b"\n", *rest]


def test_how_far_the_reading_has_come_is_told_before_the_answer() -> None:
    told: list[float] = []
    content = csv([HEADER, ROW])
    read_records("a.csv", content, PLACES, SV, reader=Reader(progress=told.append))
    assert told == [1.0]
    assert [wire.share_done(each) for each in (b"working 37\n", b"working 1e9\n", b"{}\n")] == [
        0.37, None, None,
    ]  # fmt: skip


def test_an_answer_comes_over_whole() -> None:
    assert wire.read_answer(iter(lines())) == PLAIN


def test_no_line_of_a_long_answer_holds_the_others_up() -> None:
    rows = list(range(2, 20_002))
    long = Plain("a.csv", {"_row": rows, "firm_id": [f"f-{row}" for row in rows]})
    written = list(wire.answer(long))
    assert max(map(len, written)) < 100_000
    assert wire.read_answer(iter(written)) == long
    assert list(wire.answer(long, spend=True)) == written
    assert long.columns == {}
    empty = Plain("a.csv", {"_row": [], "firm_id": []})
    assert wire.read_answer(wire.answer(empty)) == empty


@pytest.mark.parametrize(
    "answer",
    [
        [], [b"x\n"], lines(rows=2), lines(rows=0), lines(rows=-1), lines(rows="1"), lines(rows=10**12),
        [lines()[0], b"[2, 3]\n", *lines()[2:]], [lines()[0], b"[]\n", *lines()[2:]], [lines()[0], b"2\n"], lines()[:-1], lines()[:1], [*lines()[:2], b"[[1]]\n", b"end\n"],
        [*lines()[:2], b'["a","b"]\n', b"end\n"], lines(file=1), lines(count="x"), lines(faulty=10**9),
        lines(matched=[]), lines(columns=["firm_id"]), lines(columns=3),
        lines(faults=[["a", 1, "", "", "{x.__class__}", []]]), lines(faults=[[1]]),
        [b"[" * 100_000 + b"\n"],
    ],
)  # fmt: skip
def test_anything_else_is_no_answer(answer: list[bytes]) -> None:
    with pytest.raises(wire.BadAnswer):
        wire.read_answer(iter(answer))
