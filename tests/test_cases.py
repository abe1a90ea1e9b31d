"""Cases from public reports that are not about reading people's files, each by its number.

Those that are stand in ``tests/records/files/test_cases.py``; 77 to 79 need a browser and stand in
``tests/browser/test_any_file.py``; 82 in ``tests/records/files/process``.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

import vbdash
from vbdash.__main__ import main
from vbdash.data.dataset import data_directory
from vbdash.links import mended
from vbdash.parameters import NAMES, tidy
from vbdash.selection import Choices, Selection, migrate

REGISTER = (
    "Orgnr\tCFARnr\tFöretagsnamn\tFirma/benämning\tKommun\tSNI-kod\tStorleksklass\n"
    "5599990016\t19000011\tVästmek AB\tVästmek verkstad\tSkellefteå\t25110\t10-49\n"
    "5599990016\t19000029\tVästmek AB\tVästmek lager\tSkellefteå\t25110\t1-9\n"
    "5599990024\t19000037\tNorrsåg AB\tNorrsåg\tUmeå\t16100\t1-9\n"
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_directory(), tmp_path / "data"))


def test_case_30_a_firm_with_two_workplaces_in_a_municipality_is_one_firm(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "register.txt"
    file.write_text(REGISTER, encoding="utf-8")
    code = main(["import", "register", str(file), "--data", str(copy), "--year", "2025",
                 "--source", "Registerutdrag"])  # fmt: skip
    printed = "".join(capsys.readouterr())
    assert code == 0
    assert "räknas en gång" in printed  # the row that was put with another is told
    eligible = vbdash.load(copy).table("eligible")
    assert len(eligible) == 2
    assert set(eligible["municipality_code"]) == {"2482", "2480"}


def _quoted_once(text: str) -> str:
    lines = text.splitlines()
    lines[9] = lines[9].replace(",scb", ',"scb', 1)
    return "\n".join(lines)


_READ: dict[str, Callable[[str], str]] = {
    "66 carriage returns only": lambda text: text.replace("\n", "\r"),
    "67 a blank last line": lambda text: text + "\n",
    "69 semicolons": lambda text: "".join(
        ";".join(f'"{cell}"' for cell in row) + "\n" for row in csv.reader(text.splitlines())
    ),
}


@pytest.mark.parametrize("case", _READ)
def test_cases_66_67_and_69_a_table_saved_otherwise_is_read(
    copy: Path, dataset: vbdash.Dataset, case: str
) -> None:
    path = copy / "region_groups.csv"
    path.write_bytes(_READ[case](path.read_text(encoding="utf-8")).encode())
    changed = vbdash.load(copy).table("region_groups")
    pd.testing.assert_frame_equal(changed, dataset.table("region_groups"))


@pytest.mark.parametrize(
    ("table", "damage", "row", "word"),
    [
        ("regions", lambda text: text.encode("cp1252"), 3, "UTF-8"),  # 71
        ("region_groups", lambda text: _quoted_once(text).encode(), 10, "quotation"),  # 72
    ],
    ids=["71 Windows-1252", "72 an open quotation mark"],
)
def test_cases_71_and_72_file_row_and_reason_are_told(
    copy: Path,
    capsys: pytest.CaptureFixture[str],
    table: str,
    damage: Callable[[str], bytes],
    row: int,
    word: str,
) -> None:
    path = copy / f"{table}.csv"
    path.write_bytes(damage(path.read_text(encoding="utf-8")))
    assert main(["check", str(copy)]) == 1
    printed = "".join(capsys.readouterr())
    assert "1 fault" in printed and f"{table}.csv" in printed
    assert f"row {row}" in printed and word in printed
    assert "Traceback" not in printed


def opened(link: str) -> tuple[Selection, tuple[str, ...]]:
    """Return what a link opens, and what is told of it, as the app reads it."""
    data = vbdash.load()
    asked = mended(parse_qs(urlsplit(link).query, keep_blank_values=True), NAMES)
    selection, unknown = Selection.parse(asked, Choices.of(data))
    _, untidy = tidy(migrate(asked), urlsplit(link).path.strip("/"), data)
    return selection, tuple(str(each) for each in (*unknown, *untidy))


def test_case_73_an_escaped_link_opens_what_was_sent() -> None:
    selection, told = opened("/industry?kommun=2482&amp;definition=A-F&amp;lang=en")
    assert (selection.municipalities, selection.definition) == (("2482",), "A-F")
    assert selection.lang == "en" and not told


def test_case_75_two_municipalities_with_a_comma_are_both_read() -> None:
    selection, told = opened("/municipality?kommun=2480,2482&lang=en")
    assert selection.municipalities == ("2480", "2482") and not told


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("kommun=V%C3%A4nn%C3%A4s+kommun", "2460"),
        ("kommun=A%CC%8Asele", "2463"),
        ("kommun=Skelleftea", "2482"),
        ("kommun=2480%20", "2480"),
        ("kommun=2480&fbclid=x", "2480"),
    ],
)
def test_case_76_spellings_of_links(written: str, code: str) -> None:
    assert opened(f"/municipality?{written}") == (
        Selection(municipalities=(code,)),
        (),
    )


@pytest.mark.parametrize(
    ("written", "county"), [("1", "01"), ("024", "24"), ("AC", ""), ("Västerbotten", "24")]
)
def test_case_80_the_county_is_read_or_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, written: str, county: str
) -> None:
    monkeypatch.setenv("VBDASH_COUNTY", written)
    if county:
        assert vbdash.load().county == county
        return
    with pytest.raises(vbdash.DataError, match="the code or the name of a Swedish county"):
        vbdash.load()


@pytest.mark.parametrize(
    ("written", "read"), [("Skelleftea", True), ("Vännäs kommun", True), ("2482.0", False)]
)
def test_case_81_municipalities_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], written: str, read: bool
) -> None:
    code = main(["report", "--municipality", written, "--output", str(tmp_path), "--lang", "en"])
    printed = "".join(capsys.readouterr())
    assert (code == 0) is read
    assert len(list(tmp_path.iterdir())) == int(read)
    if not read:
        assert "2482.0" in printed and "Skellefteå (2482)" in printed and "Umeå (2480)" in printed
