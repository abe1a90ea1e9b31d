"""Who is let in, and what leaves the public view as files."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vbdash
from tests.records.samples import drawn
from vbdash.exhibit import Column, Note
from vbdash.exhibits.records.public import release_table
from vbdash.records.public import groups_of
from vbdash.records.reach import eligible_from_workplaces
from vbdash.records.release import release
from vbdash.records.withholding import LIMIT
from vbdash.reports.export import csv_bytes, xlsx_bytes
from vbdash.selection import Selection
from vbdash.text import Text
from vbdash.ui.access import Rules, allowed
from vbdash.view import View

WHO = Rules(frozenset({"region.example"}), frozenset({"one@elsewhere.example"}))


def claims(email: object, verified: object = True) -> dict:
    return {"email": email, "email_verified": verified}


@pytest.mark.parametrize(
    "email", ["anna@region.example", "Anna@REGION.example", " anna@region.example ",
              "one@elsewhere.example"],
)  # fmt: skip
def test_colleagues_are_let_in(email: str) -> None:
    assert allowed(claims(email), WHO)


@pytest.mark.parametrize(
    "email",
    ["eva@notregion.example", "eva@sub.region.example", "eva@region.example.evil.example",
     "eva@evil.example@region.example", "@region.example", "region.example", "", None, 7,
     "two@elsewhere.example", "anna@regıon.example", "anna@region.example\n@x"],
)  # fmt: skip
def test_others_are_not(email: object) -> None:
    assert not allowed(claims(email), WHO)


@pytest.mark.parametrize("verified", [False, None, "true", 1, "yes"])
def test_an_address_that_is_not_verified_is_not(verified: object) -> None:
    assert not allowed(claims("anna@region.example", verified), WHO)
    assert not allowed({"email": "anna@region.example"}, WHO)


@given(st.text(), st.booleans())
def test_nobody_is_let_in_by_empty_rules(email: str, verified: bool) -> None:
    assert not allowed(claims(email, verified), Rules())


@pytest.mark.parametrize("seed", range(3))
def test_no_file_of_the_public_view_holds_a_small_count(seed: int) -> None:
    data = vbdash.load()
    rows = drawn(seed, 150, data.municipality_codes)
    public = release(rows, eligible_from_workplaces(data), groups_of(data))
    view = View(data, Selection(lang="en"))
    for by in public.tables:
        table = release_table(view, public, by)
        assert not (table["reached"] < LIMIT).any()
        columns = [Column(name, name, 0 if name == "reached" else None) for name in table.columns]
        about, en = Note("x"), Text("en")
        text = csv_bytes(table, columns, about, en).decode("utf-8-sig")
        lines = [line for line in text.splitlines() if not line.startswith("#")]
        found = list(csv.DictReader(io.StringIO("\n".join(lines))))
        book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table, columns, about, en)))
        cells = list(book.worksheets[1].iter_rows(min_row=2, values_only=True))
        place = list(table.columns).index("reached")
        for line, row in zip(found, cells, strict=True):
            assert line["reached"] == "" or int(line["reached"]) >= LIMIT
            assert row[place] is None or row[place] >= LIMIT
            if line["reached"] == "":
                assert not line.get("rate")
        assert not any(firm in text for firm in rows["firm_id"].unique())
