"""The key between SNI 2007 and 2025: made-up codes, in every dress that a workbook may have."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import xlsxwriter

from tests.register.files import firm_number, row, zipped
from vbdash.__main__ import main
from vbdash.data.faults import DataError
from vbdash.register.editions import current
from vbdash.register.importing import SNI_NEEDED, import_register
from vbdash.register.sni_key import HEADINGS, SAME, read_key

#: Made up: which codes really correspond is the agency's to say.
PAIRS = [("11111", "21111"), ("11112", "21112"), ("11112", "21113"), ("11113", "21114"),
         ("11114", "21114"), ("01115", "02115")]  # fmt: skip
PLAIN = [["SNI 2007", "SNI 2025"], *PAIRS]


def book(path: Path, *sheets: list[Any]) -> Path:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        for rows in sheets:
            sheet = made.add_worksheet()
            for at, cells in enumerate(rows):
                sheet.write_row(at, 0, cells)
    path.write_bytes(out.getvalue())
    return path


TITLED = [
    ["Nyckel mellan SNI 2007 och SNI 2025"],
    [],
    ["Kod SNI2007", "Benämning SNI 2007", "Kod SNI2025", "Benämning SNI 2025", "Typ"],
    *([f"{a[:2]}.{a[2:]}", "Påhittad", f"{b[:2]}.{b[2:]}", "Påhittad", "1:n"] for a, b in PAIRS),
]
NUMBERS = [["SNI 2025", "SNI 2007"], *([int(b), int(a)] for a, b in PAIRS)]


@pytest.mark.parametrize("rows", [PLAIN, TITLED, NUMBERS])
def test_the_columns_are_told_by_their_headings_and_cells(rows: list[Any], tmp_path: Path) -> None:
    key = read_key(book(tmp_path / "key.xlsx", rows))
    assert key.pairs == set(PAIRS)
    assert key.to_other("2007") == (
        {"01115": "02115", "11111": "21111", "11113": "21114", "11114": "21114"}, {"11112"},
    )  # fmt: skip
    assert key.to_other("2025")[1] == {"21114"}


def test_the_sheet_with_the_key_is_found_and_a_text_file_too(tmp_path: Path) -> None:
    about = [["Om nyckeln"], ["Påhittad text"]]
    assert read_key(book(tmp_path / "key.xlsx", about, PLAIN)).pairs == set(PAIRS)
    text = tmp_path / "key.csv"
    text.write_text("\n".join(";".join(each) for each in PLAIN), encoding="utf-8")
    assert read_key(text).pairs == set(PAIRS)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["SNI 2002", "SNI 2007"], *PAIRS], HEADINGS),
        ([["SNI 2007 och SNI 2025", "Typ"], *PAIRS], HEADINGS),
        ([["SNI 2007", "SNI 2025"], ["Jordbruk", "Jordbruk"]], HEADINGS),
        ([["SNI 2007", "SNI 2025"], ["11111", ""], ["", "21111"]], SAME),
    ],
)
def test_what_is_no_key_is_refused(rows: list[Any], expected: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read_key(book(tmp_path / "key.xlsx", rows))
    assert [each.expected for each in caught.value.faults] == [expected]


def test_firms_get_the_code_of_the_other_edition_where_it_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = book(tmp_path / "nyckel.xlsx", PLAIN)
    codes = ["11111", "11112", "11113", "99999", "00000"]
    lines = [row(firm_number(at), Ng1=code) for at, code in enumerate(codes)]
    scb, data = zipped(tmp_path / "scb.zip", lines), tmp_path / "data"
    asked = ["register", str(scb), "--sni-key", str(key), "--data", str(data), "--all"]
    assert main(asked) == 1  # five firms do not tell which edition the codes are of
    assert "--sni" in capsys.readouterr().err
    assert main([*asked, "--sni", "2007"]) == 0
    said = capsys.readouterr().out
    assert "SNI 2025 enligt nyckeln nyckel.xlsx: 2 företag har fått en kod" in said
    assert "1 har en kod som motsvaras av flera och 1 en kod som inte finns" in said
    edition, told = current(data / "register") or pytest.fail("no edition")
    kept = pq.read_table(edition / "firms", partitioning=None).to_pandas()
    found = kept.sort_values("org_number").set_index("sni")["sni_converted"].dropna().to_dict()
    assert found == {"11111": "21111", "11113": "21114"}
    assert told["sni_key"] == {
        "file": "nyckel.xlsx",
        "to": "2025",
        "converted": 2,
        "several": 1,
        "unknown": 1,
    }
    import_register(scb, data / "register", sni="2007")  # without a key nothing is converted
    edition, told = current(data / "register") or pytest.fail("no edition")
    assert "sni_key" not in told
    assert pq.read_table(edition / "firms", partitioning=None)["sni_converted"].null_count == 5


def test_codes_that_turn_out_to_be_of_the_other_edition_stop_the_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = book(tmp_path / "nyckel.xlsx", PLAIN)
    scb = zipped(tmp_path / "scb.zip", [row(firm_number(1), Ng1="45110"), row(firm_number(2))])
    import_register(scb, tmp_path / "register", key=key)
    monkeypatch.setattr("vbdash.register.importing._first_edition", lambda _scb: "2025")
    with pytest.raises(DataError) as caught:
        import_register(scb, tmp_path / "register", key=key)
    assert [each.expected for each in caught.value.faults] == [SNI_NEEDED]
