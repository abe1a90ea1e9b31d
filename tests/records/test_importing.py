"""The import replaces a table as a whole or leaves everything as it was."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import vbdash
from tests.records.files.bad_files import BAD, HEADER, HELP, ROW, changed, csv, xlsx
from vbdash.__main__ import main
from vbdash.data import atomic
from vbdash.records import importing, store
from vbdash.records.files.allowed import OPERATOR, VISITOR
from vbdash.records.files.grid import TOO_LARGE
from vbdash.records.files.places import Places
from vbdash.records.files.process import reader
from vbdash.records.rules import eligible_of, read_records
from vbdash.text import Text

SHIPPED = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory of one's own."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "data"))


def run(data: Path, content: bytes, name: str = "insatser.csv") -> int:
    file = data.parent / name
    file.write_bytes(content)
    return main(["import", "interventions", str(file), "--data", str(data), "--lang", "sv"])


def everything(data: Path) -> dict[str, bytes]:
    return {str(p.relative_to(data)): p.read_bytes() for p in data.rglob("*") if p.is_file()}


def test_records_are_in_place_and_the_version_before_is_kept(data: Path, capsys) -> None:
    assert run(data, csv([HEADER, ROW, HELP])) == 0
    table = vbdash.load(data).table("interventions")
    assert table["firm_id"].tolist() == ["5560004615", "f-2"]
    assert table["firm_name"].tolist() == ["Alfa Mekaniska AB", "Beta AB"]
    assert not table["sample"].any()
    assert run(data, xlsx([HEADER, HELP]), "insatser.xlsx") == 0
    assert len(vbdash.load(data).table("interventions")) == 1
    kept = sorted((data / store.EARLIER).glob("interventions-*.csv"))
    assert len(kept) == 2
    assert any(b"Alfa Mekaniska" in each.read_bytes() for each in kept)
    assert "1 rad om 1 företag" in capsys.readouterr().out


def test_an_earlier_version_can_be_imported_again(data: Path) -> None:
    run(data, csv([HEADER, ROW, HELP]))
    first = (data / "interventions.csv").read_bytes()
    run(data, csv([HEADER, HELP]))
    kept = max((data / store.EARLIER).glob("*.csv"), key=lambda p: p.stat().st_size)
    assert run(data, kept.read_bytes()) == 0
    assert (data / "interventions.csv").read_bytes() == first


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with records in place; not to be changed."""
    kept = Path(shutil.copytree(SHIPPED, tmp_path_factory.mktemp("imported") / "data"))
    assert run(kept, csv([HEADER, HELP])) == 0
    return kept


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_leaves_things_as_they_were(
    name: str, imported: Path, tmp_path: Path, capsys, monkeypatch
) -> None:
    monkeypatch.setattr(importing, "OPERATOR", replace(OPERATOR, size=VISITOR.size))
    data = Path(shutil.copytree(imported, tmp_path / "data"))
    before = everything(data)
    file, content, words, _ = BAD[name]
    assert run(data, content, file) == 1
    assert everything(data) == before
    printed = capsys.readouterr().err
    assert words in printed
    assert "Inget har ändrats" in printed
    assert "Traceback" not in printed


def test_what_a_visitor_may_not_bring_an_operator_may(data: Path, monkeypatch) -> None:
    content = csv([HEADER, ROW, HELP])
    monkeypatch.setattr(reader, "VISITOR", replace(VISITOR, size=len(content) - 1, rows=1))
    refused = read_records(
        "a.csv", content, Places.of(vbdash.load(data)), Text("sv"), reader=reader.Reader()
    )
    assert [each.expected for each in refused.faults] == [TOO_LARGE]
    assert run(data, content) == 0
    assert len(vbdash.load(data).table("interventions")) == 2


def test_an_operator_has_limits_too(data: Path, monkeypatch, capsys) -> None:
    content = csv([HEADER, ROW, HELP])
    monkeypatch.setattr(importing, "OPERATOR", replace(OPERATOR, rows=1))
    assert run(data, content) == 1
    monkeypatch.setattr(importing, "OPERATOR", replace(OPERATOR, size=2**20))
    assert run(data, content + b" " * 2**20) == 1
    book = xlsx([HEADER, ROW])
    monkeypatch.setattr(importing, "OPERATOR", OPERATOR)
    assert run(data, book + b" " * VISITOR.size, "a.xlsx") == 1
    said = capsys.readouterr().err
    assert all(
        words in said for words in ("högst 1 rad", "högst 1 megabyte", "spara bladet som CSV")
    )


def test_a_large_table_is_what_it_would_be_if_it_were_small(dataset, monkeypatch) -> None:
    more = [
        changed("Företagsnamn", f"Firma {i}", changed("Företags-id", f"g-{i}")) for i in range(9)
    ]
    content, chosen = csv([HEADER, ROW, HELP, *more]), importing.KINDS["interventions"]

    def written() -> tuple[bytes, int]:
        table = read_records("a.csv", content, Places.of(dataset), Text("sv")).table
        assert table is not None
        resource = dataset.resource("interventions")
        rows = table.assign(sample=table["sample"].fillna(value=False))
        coded = sum(str(each) == "category" for each in table.dtypes)
        return importing.table_bytes(rows, resource, chosen), coded

    small, few = written()
    monkeypatch.setattr("vbdash.records.files.result.MOST_ROWS", 3)
    large, many = written()
    assert (large, few) == (small, 0)
    assert many > 5


def test_made_up_rows_are_never_taken(data: Path) -> None:
    before = everything(data)
    assert run(data, csv([[*HEADER, "Påhittad"], [*HELP, "ja"]])) == 1
    assert run(data, (data / "samples" / "interventions_sample.csv").read_bytes()) == 1
    assert everything(data) == before


@pytest.mark.parametrize("broken", ["fsync", "replace", "check", "keep"])
def test_a_failure_at_any_point_leaves_the_old_table(broken: str, data: Path, monkeypatch) -> None:
    run(data, csv([HEADER, HELP]))
    before = (data / "interventions.csv").read_bytes()

    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if broken == "fsync":
        monkeypatch.setattr(atomic.os, "fsync", fails)
    elif broken == "replace":
        monkeypatch.setattr(Path, "replace", fails)
    elif broken == "keep":
        monkeypatch.setattr(store, "_keep", fails)
    else:
        monkeypatch.setattr("vbdash.records.importing._loads", fails)
    assert run(data, csv([HEADER, ROW])) == 1
    monkeypatch.undo()
    assert (data / "interventions.csv").read_bytes() == before
    assert not list(data.glob(".*.new"))
    assert len(vbdash.load(data).table("interventions")) == 1


def test_a_missing_file_is_said_plainly(data: Path, capsys) -> None:
    assert main(["import", "interventions", str(data / "none.csv"), "--data", str(data)]) == 1
    assert "none.csv" in capsys.readouterr().err


def test_an_identity_number_never_reaches_the_disk(data: Path) -> None:
    assert run(data, csv([HEADER, changed("Företags-id", "19811218-9876")])) == 0
    assert all(b"811218" not in content for content in everything(data).values())


def test_what_is_left_out_is_printed(data: Path, capsys) -> None:
    run(data, csv([[*HEADER, "Handläggare"], [*HELP, "x"], ["# slut"]]))
    printed = capsys.readouterr().out
    assert "rad 3" in printed
    assert "Handläggare" in printed


def test_the_same_file_twice_changes_nothing(data: Path) -> None:
    run(data, csv([HEADER, HELP]))
    before = everything(data)
    run(data, csv([HEADER, HELP]))
    assert everything(data) == before


REGISTER = [
    ["Orgnr", "Företagsnamn", "Kommun", "SNI", "Storlek", "År", "Källa"],
    ["5560004615", "Alfa Mekaniska AB", "Skellefteå", "25", "10-49", "2024", "Registret"],
    ["f-7", "Gamma Såg AB", "Malå", "16", "1-9", "2024", "Registret"],
]
COUNTS = [
    ["Kommun", "SNI", "Storlek", "Antal företag", "År", "Källa"],
    ["Malå", "16", "1-9", "7", "2023", "SCB"],
    ["Umeå", "28", "10-49", "31", "2023", "SCB"],
]


def put(data: Path, kind: str, rows: list[list[str]], *more: str) -> int:
    file = data.parent / f"{kind}.csv"
    file.write_bytes(csv(rows))
    return main(["import", kind, str(file), "--data", str(data), "--lang", "sv", *more])


def test_a_register_is_in_place_and_counts_take_its_place(data: Path, capsys) -> None:
    assert put(data, "register", REGISTER) == 0
    found = eligible_of(vbdash.load(data).table("eligible"))
    assert (found.basis, found.total, found.year, found.source) == (
        "register", 2, 2024, "Registret")  # fmt: skip
    assert put(data, "eligible", COUNTS) == 0
    found = eligible_of(vbdash.load(data).table("eligible"))
    assert (found.basis, found.total, found.year, found.source) == ("counts", 38, 2023, "SCB")
    assert "2 rader med 38 företag" in capsys.readouterr().out
    kept = [each.read_bytes() for each in (data / store.EARLIER).glob("eligible-*.csv")]
    assert any(b"Gamma" in each for each in kept)


def test_an_earlier_register_can_be_imported_again(data: Path) -> None:
    put(data, "register", REGISTER)
    first = (data / "eligible.csv").read_bytes()
    put(data, "eligible", COUNTS)
    kept = max((data / store.EARLIER).glob("eligible-*.csv"), key=lambda p: p.stat().st_size)
    again = ["import", "register", str(kept), "--data", str(data)]
    assert main(again) == 1, "38 firms would become 2"
    assert main([*again, "--yes"]) == 0
    assert (data / "eligible.csv").read_bytes() == first


@pytest.mark.parametrize(
    ("kind", "rows", "words"),
    [
        ("register", COUNTS, "ett register, en rad för varje företag"),
        ("register", [r[:5] for r in REGISTER], "året som tabellen gäller"),
        ("eligible", [r[:5] for r in COUNTS], "varifrån företagen eller antalen kommer"),
        ("eligible", [*COUNTS, ["Malå", "28", "1-9", "4", "2022", "SCB"]], "ett år i hela tabellen"),
        ("eligible", [*COUNTS, ["Malå", "16", "1-9", "9", "2023", "SCB"]], "varje grupp en gång"),
        ("eligible", [*COUNTS, ["Malå", "", "1-9", "9", "2023", "SCB"]], "räknas dubbelt"),
        ("eligible", [*COUNTS, ["Luleå", "16", "1-9", "9", "2023", "SCB"]], "annat län"),
        ("register", [*REGISTER, ["f-9", "", "Malå", "", "1-9", "2024", "X"]], "inte en tom cell"),
        ("register", [*REGISTER, ["f-9", "Gamma såg", "Umeå", "16", "1-9", "2024", "X"]],
         "samma namn med en annan beteckning"),
        ("eligible", [*COUNTS, ["Umeå", "16", "1-9", "9", "23", "SCB"]], "fyra siffror"),
    ],
)  # fmt: skip
def test_a_bad_target_group_leaves_things_as_they_were(
    kind: str, rows: list[list[str]], words: str, data: Path, capsys
) -> None:
    put(data, "eligible", COUNTS)
    before = everything(data)
    assert put(data, kind, rows) == 1
    assert everything(data) == before
    printed = capsys.readouterr().err
    assert words in printed
    assert "firm_id" not in printed
    assert "sni2" not in printed


@pytest.mark.parametrize("name", [*BAD][::4])  # the reading is the same as for records
def test_no_bad_file_becomes_a_target_group(name: str, data: Path, capsys) -> None:
    before = everything(data)
    file = data.parent / BAD[name][0]
    file.write_bytes(BAD[name][1])
    assert main(["import", "register", str(file), "--data", str(data), "--lang", "sv"]) == 1
    assert everything(data) == before
    assert "Traceback" not in capsys.readouterr().err


def test_year_and_source_can_be_told_beside_the_file(data: Path) -> None:
    rows = [r[:4] for r in COUNTS]
    assert put(data, "eligible", rows, "--year", "2022", "--source", "Eget register") == 0
    found = eligible_of(vbdash.load(data).table("eligible"))
    assert (found.year, found.source) == (2022, "Eget register")


def test_an_older_data_directory_without_the_table_loads_and_says_what_it_lacks(
    data: Path, capsys
) -> None:
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    package["resources"] = [r for r in package["resources"] if r["name"] != "eligible"]
    (data / "datapackage.json").write_text(json.dumps(package), "utf-8")
    assert "eligible" not in vbdash.load(data).tables
    assert put(data, "register", REGISTER) == 1
    assert "eligible" in capsys.readouterr().err


def test_workplaces_of_a_firm_are_one_firm_of_the_largest_class(data: Path, capsys) -> None:
    again = [*REGISTER[1][:4], "50-249", *REGISTER[1][5:]]
    assert put(data, "register", [*REGISTER, again]) == 0
    found = vbdash.load(data).table("eligible")
    assert found["firm_id"].tolist().count("5560004615") == 1
    assert "50-249" in found["size_class"].tolist()
    assert "flera arbetsställen" in capsys.readouterr().out


def test_rows_at_fault_are_left_out_when_asked_and_given_back(data: Path, capsys) -> None:
    wrong = changed("Kommun", "Luleå", changed("Företagsnamn", "=cmd|x", HELP))
    person = changed("Företags-id", "811218-9875", HELP)
    file = data.parent / "insatser.csv"
    file.write_bytes(csv([HEADER, ROW, wrong, person]))
    before = everything(data)
    arguments = ["import", "interventions", str(file), "--data", str(data), "--lang", "sv"]
    assert main(arguments) == 1
    assert everything(data) == before
    assert "--skip-faults" in capsys.readouterr().err
    assert main([*arguments, "--skip-faults"]) == 0
    assert vbdash.load(data).table("interventions")["firm_id"].tolist() == ["5560004615"]
    assert "2 rader med fel" in capsys.readouterr().out
    back = data.parent / "insatser-rader-med-fel.csv"
    assert back.stat().st_mode & 0o777 == 0o600
    text = back.read_text("utf-8-sig")
    assert "811218" not in text
    assert "'=cmd|x" in text
    assert "annat län" in text


def test_what_was_matched_is_printed(data: Path, capsys) -> None:
    run(data, csv([[c if c != "Företags-id" else "Orgnr" for c in HEADER], ROW]))
    assert "Företags-id = ”Orgnr”" in capsys.readouterr().out


def test_ids_that_zeros_part_from_the_register_are_told(data: Path, capsys) -> None:
    register = [["Företags-id", "Kommun", "SNI", "Storleksklass"], ["0042", "2480", "25", "1–9"]]
    assert put(data, "register", register, "--year", "2024", "--source", "Eget register") == 0
    capsys.readouterr()
    assert run(data, csv([HEADER, changed("Företags-id", "42"), HELP])) == 0
    assert "olika många inledande nollor: 1. De räknas som olika företag" in capsys.readouterr().out
