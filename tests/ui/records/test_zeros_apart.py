"""A visitor's records and register whose ids differ by zeros: told, since they count as two firms."""

from __future__ import annotations

from dataclasses import replace

import vbdash
from tests.records.files.bad_files import HEADER, HELP, changed, csv
from vbdash.records.files.places import Places
from vbdash.records.own import shipped
from vbdash.records.rules import eligible_of, read_eligible, read_records
from vbdash.text import Text
from vbdash.ui.records.own import _lost_zeros


def test_ids_that_zeros_part_from_the_visitors_register_are_counted() -> None:
    data, tx = vbdash.load(), Text("sv")
    places = Places.of(data)
    records = read_records("a.csv", csv([HEADER, changed("Företags-id", "42"), HELP]), places, tx)
    register = [["Företags-id", "Kommun", "SNI", "Storleksklass"], ["0042", "2480", "25", "1–9"]]
    firms = read_eligible("r.csv", csv(register), places, tx)
    assert records.table is not None
    assert firms.table is not None
    own = replace(shipped(data, "sample"), rows=records.table, base_uploaded=True)
    assert _lost_zeros(replace(own, eligible=eligible_of(firms.table))) == 1
    assert _lost_zeros(own) == 0  # published workplaces have no ids
