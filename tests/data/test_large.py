"""A large table is read in pieces: the same rows, the same faults, far less memory."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from vbdash.data import tables
from vbdash.data.dataset import load
from vbdash.data.large import pieces
from vbdash.data.large.figures import figures, holdings
from vbdash.exhibits.explorer import subjects
from vbdash.indicators.industry.measures import replaced_values
from vbdash.indicators.municipality.figures import municipal_figures
from vbdash.selection import Selection
from vbdash.sentences.readable import readable
from vbdash.text import Text
from vbdash.view import View

DATA = Path(__file__).resolve().parents[2] / "data"
TX = Text("sv")


@pytest.fixture
def small_pieces(monkeypatch):
    """Take every table for a large one, and pieces of a few hundred rows."""
    monkeypatch.setattr(tables, "LARGE", 0)
    monkeypatch.setattr(pieces.pieces, "__defaults__", (50_000,))
    monkeypatch.setattr(tables, "_VALID", {})


@pytest.fixture(scope="module")
def large():
    """Return the shipped data as if they were large."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "LARGE", 0)
        patch.setattr(pieces.pieces, "__defaults__", (50_000,))
        return load(DATA, trusted=lambda digest: bool(digest))


def texts(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table without what its types say."""
    return table.astype("object").where(table.notna(), None)


def test_the_shipped_tables_are_the_same_in_pieces(large, dataset):
    assert large.digest == dataset.digest
    assert large.table("observations")["measure"].dtype == "category"
    for name in dataset.tables:
        pd.testing.assert_frame_equal(texts(large.table(name)), texts(dataset.table(name)))


def test_what_follows_from_a_large_table_is_the_same(large, dataset):
    for each in ("gva", "population", "no_such_measure"):
        pd.testing.assert_frame_equal(figures(large, each), figures(dataset, each))
        assert (figures(large, each)["measure"] == each).all()
    every = dataset.observations
    own = every[every["measure"] == "gva"]
    pd.testing.assert_frame_equal(figures(dataset, "gva"), own)
    pd.testing.assert_frame_equal(holdings(large), holdings(dataset))
    pd.testing.assert_frame_equal(
        municipal_figures(large, "B-E"), municipal_figures(dataset, "B-E")
    )
    pd.testing.assert_frame_equal(replaced_values(large, "gva"), replaced_values(dataset, "gva"))
    seen = [subjects(View(each, Selection(), TX, "light")) for each in (large, dataset)]
    assert seen[0] == seen[1]
    head = readable(large, "observations", TX, 1000)
    pd.testing.assert_frame_equal(
        texts(head), texts(readable(dataset, "observations", TX).head(1000))
    )


#: What is done to a row of the table of observations: which cell is written how.
BROKEN = {
    "a number that is none": (5, "lots"),
    "a number out of reach": (5, "1e300"),
    "no number": (5, "nan"),
    "a number without end": (5, "inf"),
    "a year beyond the limits": (4, "1492"),
    "half a year": (4, "2020.5"),
    "a whole year with a point, which is mended": (4, "2020.0"),
    "a unit that is not listed": (6, "elephants"),
    "a unit in capitals, which is mended": (6, "PERCENT"),
    "a code of another form": (3, "x1"),
    "an empty measure": (0, ""),
    "a blank measure": (0, "\N{NO-BREAK SPACE}"),
    "a cell too many": (7, "final,final"),
    "a quotation mark": (5, '"0.3'),
    "half a sign": (10, "\udcff"),
    "no sign": (10, "\0"),
    "a comma in a cell in quotes": (10, '"one, two"'),
    "an end of the line in quotes": (10, '"one\ntwo"'),
    "a decimal comma": (5, '"0,3"'),
    "a blank row": (10, "\n"),
    "a row of commas": (10, "\n,,,,,,,,,,"),
    "another end of the line": (10, "\r"),
}


def outcome(dataset, content: bytes) -> tuple[object, list[object]]:
    """Return the rows of a table of observations with their numbers, and the faults."""
    table, faults = tables.read_table(dataset.resource("observations"), content)
    if table is None:
        return None, sorted(faults)
    return [table.index.tolist(), texts(table).to_numpy().tolist()], faults


@pytest.mark.parametrize("name", BROKEN)
def test_a_piece_with_a_fault_is_told_of_in_the_same_words(
    name, dataset, monkeypatch, small_pieces
):
    head, *rows = (DATA / "observations.csv").read_text(encoding="utf-8").splitlines()[:1500]
    cells = rows[1000].split(",")
    place, cell = BROKEN[name]
    cells[place] = cell
    rows[1000] = ",".join(cells)
    content = "\n".join([head, *rows, ""]).encode("utf-8", "surrogateescape")
    large = outcome(dataset, content)
    monkeypatch.setattr(tables, "LARGE", 2**40)
    monkeypatch.setattr(tables, "_VALID", {})
    assert large == outcome(dataset, content)


def test_a_key_that_stands_in_two_pieces(dataset, small_pieces):
    rows = (DATA / "observations.csv").read_bytes().splitlines(keepends=True)[:1500]
    faults = outcome(dataset, b"".join([*rows, rows[1]]))[1]
    assert [each.row for each in faults] == [2, len(rows) + 1]


def test_faults_of_many_pieces_are_counted(dataset, small_pieces):
    head, *rows = (DATA / "observations.csv").read_bytes().splitlines(keepends=True)[:3000]
    content = head + b"".join(row.replace(b",20", b",10") for row in rows)
    _, (more, first, *others) = outcome(dataset, content)
    assert dict(more.values)["count"] == str(len(rows) - 1000)
    assert (first.row, others[-1].row) == (2, 1001)
