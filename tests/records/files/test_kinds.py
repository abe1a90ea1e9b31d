"""Kinds of files that people bring, as properties: what holds for one holds for its siblings."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

import vbdash
from tests.records.files.bad_files import HEADER, HELP, ROW, changed, csv, xlsx
from vbdash.records.files.clean import plain, tidy
from vbdash.records.files.faulty import MOST_FAULTS
from vbdash.records.files.numbers import read_hours, read_number
from vbdash.records.files.persons import drawn, masked
from vbdash.records.files.places import Places, read_municipality
from vbdash.records.files.sizes import read_size
from vbdash.records.files.sni import read_divisions
from vbdash.records.files.values import Wrong, read_date
from vbdash.records.rules import read_records
from vbdash.text import Text

DATA = vbdash.load()
PLACES = Places.of(DATA)
SV = Text("sv")
UNSEEN = "\u200b\u200e\u2060\ufeff\u00ad\u202a"


@st.composite
def persons(draw: st.DrawFn) -> str:
    """Ten digits that a person could have: dates of the years 00 to 99, also raised by 60."""
    day = draw(st.dates(date(1920, 1, 1), date(2019, 12, 31)))
    raised = draw(st.sampled_from([0, 60]))
    nine = f"{day:%y%m}{day.day + raised:02}{draw(st.integers(0, 999)):03}"
    return nine + str(luhn.calc_check_digit(nine))


@st.composite
def dressed(draw: st.DrawFn) -> tuple[str, str]:
    """A person's number, and the same with signs before, between and after its digits."""
    number = draw(persons())
    between = draw(st.sampled_from(["", "-", " ", ".", "/", "+", "\u2011", "\u00a0", " - ", "'"]))
    place = draw(st.sampled_from([6, 2, 8]))
    before = draw(
        st.sampled_from(["", "SE", "19", "20", "PNR ", "Orgnr: ", "Ägare ", '="', "'", "#"])
    )
    after = draw(st.sampled_from(["", "01", ".0", "-1", "/001", "0001", " AB", '"', ","]))
    return number, before + number[:place] + between + number[place:] + after


@settings(max_examples=300)
@given(dressed())
def test_a_persons_number_is_found_in_any_dress(pair: tuple[str, str]) -> None:
    number, text = pair
    assert number in drawn(text)
    assert not drawn(masked(text))


@settings(max_examples=60)
@given(dressed(), st.sampled_from(HEADER))
def test_a_persons_number_leaves_no_column(pair: tuple[str, str], column: str) -> None:
    number, text = pair
    for skip in (False, True):
        rows = [HEADER, changed(column, text.replace(";", "")), HELP]
        reading = read_records("a.csv", csv(rows), PLACES, SV, skip_faults=skip)
        out = repr(reading) + ("" if reading.table is None else reading.table.to_csv())
        assert number not in "".join(c for c in out if c.isdigit() or c == ",").replace(",", " ")
        for cells in reading.faulty:
            assert not any(map(drawn, cells[1]))


@given(st.integers(20, 99), st.integers(0, 999_999))
def test_a_legal_persons_number_is_never_covered(third: int, rest: int) -> None:
    nine = f"55{third}{rest:06}"[:9]
    number = nine + str(luhn.calc_check_digit(nine))
    assert (
        masked(f"Norrplåt AB {number[:6]}-{number[6:]}") == f"Norrplåt AB {number[:6]}-{number[6:]}"
    )


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F)), st.sampled_from(UNSEEN))
def test_what_cannot_be_seen_changes_nothing(text: str, sign: str) -> None:
    assert tidy(sign.join(text)) == tidy(text)
    assert tidy(tidy(text)) == tidy(tidy(tidy(text)))


@given(st.sampled_from(sorted(DATA.municipality_codes)), st.data())
def test_a_municipality_is_read_as_registers_write_it(code: str, data: st.DataObject) -> None:
    name = DATA.name(code, "sv")
    form = data.draw(st.sampled_from([
        "{n}", "{n} kommun", "{n} kn", "{n} k:n", "{n} stad", "{c}", "{c}.0", "{n} ({c})", "{c} {n}",
        "{n}, Västerbottens län", "{n} kommun (Västerbotten)", "\u200b{n}", "{c} - {n} kommun",
    ]))  # fmt: skip
    text = form.format(n=data.draw(st.sampled_from([name, name.upper(), name.lower()])), c=code)
    assert read_municipality(tidy(text), PLACES) == code


@given(st.dates(date(1990, 1, 1), date(2024, 12, 31)), st.integers(0, 23), st.integers(0, 59))
def test_a_day_with_a_time_is_that_day(day: date, hour: int, minute: int) -> None:
    for form in ("{d} {h:02}:{m:02}", "{d}T{h:02}:{m:02}:00", "{d} kl. {h:02}.{m:02}"):
        assert read_date(form.format(d=day, h=hour, m=minute)) == day
    assert read_date(datetime(day.year, day.month, day.day, hour, minute)) == day
    for sign in "\u2010\u2011\u2012\u2013\u2014\u2212":
        assert read_date(str(day).replace("-", sign)) == day


@given(st.dates(date(1990, 1, 1), date(2024, 12, 31)))
def test_a_date_is_no_amount(day: date) -> None:
    for form in ("%d.%m.%Y", "%Y.%m.%d", "%d %m %Y", "%Y-%m-%d", "%Y %m %d", "%d/%m/%Y"):
        assert isinstance(read_number(day.strftime(form)), Wrong)
    assert isinstance(read_number(day), Wrong)


@given(st.integers(1000, 10**9 - 1), st.sampled_from([" ", "\u00a0", "\u202f", "'", "\u2019"]))
def test_groups_of_three_are_read_and_others_are_not(number: int, sign: str) -> None:
    assert read_number(f"{number:,}".replace(",", sign)) == number
    digits = str(number)
    assert isinstance(read_number(digits[:-2] + sign + digits[-2:]), Wrong)


@given(st.integers(1, 10_000))
def test_a_number_of_employees_lies_in_its_class(count: int) -> None:
    found = read_size(count, "Antal anställda", "")
    least = int(str(found).split("-")[0].rstrip("+"))
    assert least <= count
    assert isinstance(read_size(count, "Storleksklass", ""), Wrong)


@pytest.mark.parametrize(
    ("text", "found"),
    [("0", None), ("1-4", "1-9"), ("20–49 anställda", "10-49"), ("100-199", "50-249"),
     ("200-499", None), ("500+", "250+"), ("10 000-", "250+"), ("≥ 250", "250+"), (">=250", "250+"),
     ("250 eller mer", "250+"), ("1 000 och över", "250+"), ("≥100", None), ("<10", None)],
)  # fmt: skip
def test_size_classes_of_others_nest_or_are_refused(text: str, found: str | None) -> None:
    value = read_size(text, "Storleksklass", "")
    assert value == found if found else isinstance(value, Wrong)


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        (["8120", "2101", "25110", "7100"], ["08", "02", "25", "07"]),
        (["812", "2511", "2829"], ["08", "25", "28"]),
        (["1610"], [None]),
        (["1610", "2511"], ["16", "25"]),
        (["81", "25", "16"], ["81", "25", "16"]),
        (["8", "8.12", "25.6", "C25", "25 Metall"], ["08", "08", "25", "25", "25"]),
        (["SNI 25", "SNI: 25.11", "SNI25110", "SNI C25"], ["25", "25", "25", "25"]),
        (["SNI 2007", "SNI2007", "SNI 25-26", "SNI"], [None, None, None, None]),
        (["25-28", "25110; 28290", "25 28", "25 och 28"], [None] * 4),
    ],
)
def test_a_lost_zero_is_read_where_one_meaning_is_left(
    codes: list[str], found: list[str | None]
) -> None:
    read = read_divisions(codes, PLACES.divisions)
    assert [None if isinstance(read[code], Wrong) else read[code] for code in codes] == found


def test_typed_cells_stay_what_they_are() -> None:
    assert read_number(1234.567) == 1234.567
    assert read_hours("7:30") == 7.5
    rows = [HEADER, changed("Timmar", 1.234), changed("Timmar", datetime(2024, 3, 1), HELP)]
    reading = read_records("a.xlsx", xlsx(rows), PLACES, SV)
    assert [(each.row, each.column) for each in reading.faults] == [(3, "Timmar")]


def test_a_thousand_faults_are_kept_and_all_are_counted() -> None:
    rows = [HEADER, *[changed("Kommun", f"Ort {i}") for i in range(3000)]]
    reading = read_records("a.csv", csv(rows), PLACES, SV)
    assert len(reading.faults) == MOST_FAULTS
    assert (reading.count, reading.at_fault, reading.skippable) == (3000, 3000, False)


def test_placeholders_are_told_and_never_values() -> None:
    for sign in ("NULL", "n/a", "-", "–", "(tom)", "(blank)", "?"):
        one = read_records("a.csv", csv([HEADER, changed("Företagsnamn", sign)]), PLACES, SV)
        assert one.table is not None
        assert one.table["firm_name"].isna().all()
        assert "lästa som tomma: 1" in one.told[0].sentence(SV)
        assert read_records("a.csv", csv([HEADER, changed("Kommun", sign)]), PLACES, SV).faults


def test_a_number_is_covered_before_a_text_is_cut() -> None:
    for before in range(40, 60):
        line = "Ã¥" + "x" * before + " 811218-9876"
        found = read_records("a.csv", csv([HEADER, [line]]), PLACES, SV).faults
        assert "8112" not in "".join(each.found for each in found)


def test_a_whole_line_in_quotation_marks_is_a_row() -> None:
    lines = csv([HEADER, ROW, HELP]).decode().splitlines()
    escaped = [line.replace('"', '""') for line in lines]
    for quoted in ((0, 1, 2), (1,), (2,)):
        text = "\n".join(f'"{escaped[i]}"' if i in quoted else line for i, line in enumerate(lines))
        reading = read_records("a.csv", text.encode(), PLACES, SV)
        assert reading.table is not None, reading.faults
        assert len(reading.table) == 2


def test_plain_signs() -> None:
    assert plain("1\u201349 \u00b4x\u2032 \uff11\uff12") == "1-49 'x' 12"


def test_many_rows_of_totals_are_told_in_little_time() -> None:
    rows = [["Summa", *["x"] * (len(HEADER) - 1)]] * 20_000
    started = time.process_time()
    reading = read_records("a.csv", csv([HEADER, *rows]), PLACES, SV)
    assert time.process_time() - started < 5
    assert (reading.count, len(reading.faults)) == (20_000, MOST_FAULTS)
