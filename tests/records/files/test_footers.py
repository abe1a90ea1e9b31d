"""What stands below a table, in however many cells, is told as a note and never cell by cell."""

from __future__ import annotations

import pytest

from tests.records.files.bad_files import HEADER, HELP, ROW, changed, csv
from tests.records.files.test_siblings import PLACES, SV, below, read, said
from vbdash.records.files.rows import AGAIN, GROUP, NOTE, TOTALS
from vbdash.records.rules import read_eligible, read_figures

NOTES = [
    ["", "", "Källa:", "CRM"], ["Källa:", "", "CRM", "", "2024-01-01"],
    ["", "Källa: Tillväxtverket", "", "", "Uttag 2024"], [*[""] * 11, "Källa: CRM"],
    ["Källa: CRM", "Uttag: 2024-03-01", "Handläggare: Anna", "Kontakt: a@x.se", "Version: 3", "Status: utkast", "Obs: preliminär"],
    ["", "", "", "", "", "Sida 1 av 3"], ["Sida", "1", "av", "3"], ["", "Sida", "1", "av", "3"],
    ["Sida 1", "av 3"], ["Page", "1", "of", "3"], ["Sida", "1 (3)"],
    ["Applied filters:", "Kommun is Umeå", "År is 2024"],
    ["Applied filters:", "Kommun", "is", "Umeå", "or", "Malå", "År", "is", "2024"],
    ["Filter:", "Kommun = Umeå", "Steg = Besökt", "Datum = 2024", "SNI = 25", "Storlek = alla", "x = y", "z = w"],
    ["and", "År is 2024"], ["Utskrivet", "2024-03-01", "av", "Anna Andersson"],
    ["*", "preliminära", "uppgifter"], ["1)", "Avser", "hela", "perioden"],
    ["Obs!", "Timmar", "är", "uppskattade", "av", "handläggaren", "själv"], ["Slut på", "rapporten"],
    ["Genererad", "från", "Lime", "CRM", "2024-03-01", "08:00"], ["", "", "2024-03-01"],
    ["Rapporten", "skapad", "av:", "Anna"], ["© Region Västerbotten", *[""] * 10, "2024"],
    ["Uttag", "2024-03-01"],
]  # fmt: skip


@pytest.mark.parametrize("cells", NOTES, ids=" ".join)
def test_a_footer_in_several_cells_is_told_as_a_note(cells: list[str]) -> None:
    for apart in (False, True):
        found = read(below(*cells, apart=apart))
        assert found.table is None
        assert [each.expected for each in found.faults] == [NOTE], said(found)


def test_a_footer_of_several_rows_is_told_row_by_row_and_can_be_left_out() -> None:
    footer = [["Källa", "CRM"], [""], ["Applied", "filters:"], ["Kommun", "is", "Umeå"], ["", "Totalt", "2"]]  # fmt: skip
    found = read(csv([HEADER, ROW, HELP, *footer]))
    assert [each.expected for each in found.faults] == [NOTE, NOTE, NOTE, TOTALS], said(found)
    assert found.skippable


@pytest.mark.parametrize("cells", [["Källa:", "SCB"], ["Källa", "SCB"], ["Sida", "1 av 2"], ["", "Sida 1 av 2"]])  # fmt: skip
def test_the_footer_of_a_narrow_table_is_told_as_a_note(cells: list[str]) -> None:
    table = [["Kommun", "Andel"], ["Umeå", "41,5"], ["Malå", "12"]]
    found = read_figures("a.csv", csv([*table, cells]), PLACES, SV)
    assert [each.expected for each in found.faults] == [NOTE], said(found)
    counts = [["Kommun", "SNI", "Storlek", "Antal företag"], ["Umeå", "25", "1–9", "12"]]
    found = read_eligible("a.csv", csv([*counts, cells]), PLACES, SV)
    assert [each.expected for each in found.faults] == [NOTE], said(found)


@pytest.mark.parametrize("cells", [["Antal", "företag:", "1"], ["Totalt", "antal", "2"]])
def test_totals_in_several_cells_are_told_as_totals(cells: list[str]) -> None:
    table = [["Orgnr", "Företagsnamn", "Kommun", "SNI", "Storlek"], ["5560004615", "A", "Umeå", "25", "1–9"]]  # fmt: skip
    found = read_eligible("r.csv", csv([*table, cells]), PLACES, SV)
    assert [each.expected for each in found.faults] == [TOTALS], said(found)


def test_what_stands_between_records_is_told_once_a_row() -> None:
    found = read(csv([HEADER, ["Skellefteå"], ROW, ["Sida", "1", "av", "2"], HEADER, HELP]))
    assert [each.expected for each in found.faults] == [GROUP, NOTE, AGAIN], said(found)
    narrow = [["Kommun", "Andel"], ["Umeå", "1"], ["Källa", "SCB"], ["Uttag", "2024"]]
    found = read_figures("a.csv", csv(narrow), PLACES, SV)
    assert [each.expected for each in found.faults] == [NOTE, NOTE], said(found)


def test_a_record_with_faults_is_told_cell_by_cell_wherever_it_stands() -> None:
    wrong = changed(
        "Datum", "i fjol", changed("SNI-huvudgrupp", "", changed("Steg", "Kanske", HELP))
    )
    for rows in ([ROW, wrong], [wrong, ROW], [wrong]):
        found = read(csv([HEADER, *rows]))
        assert [each.column for each in found.faults] == ["Datum", "SNI-huvudgrupp", "Steg"]
    half = ["f-9", "Gamma AB", "Umeå"]  # begun, and not a footer
    assert len(read(csv([HEADER, ROW, half])).faults) == 4
    slipped = read(csv([HEADER, ROW, ["", *HELP[:-1]]]))
    assert NOTE not in [each.expected for each in slipped.faults]
    shifted = [["", *ROW[:-1]], ["", *HELP[:-1]]]  # no row is right: then it is not the rows
    assert NOTE not in [each.expected for each in read(csv([HEADER, *shifted])).faults]
