"""Faults of tables about single firms: the operator reads them, a page and a log never quote them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vbdash
from vbdash.__main__ import main
from vbdash.data import faults as say
from vbdash.data.dataset import data_directory, read_package
from vbdash.data.faults import DataError, Fault, fault, opened, traced
from vbdash.data.keeper import Keeper
from vbdash.text import Text

SECRET = "Hemliga Bolaget AB"
#: A firm's row in each protected table, and what may be wrong with it.
ROWS = {
    "interventions": {
        "record": "1", "firm_id": "hemlig-1", "firm_name": SECRET, "municipality_code": "2418",
        "sni2": "25", "size_class": "1-9", "step": "helped", "date": "2019-03-01",
        "area": "skills", "form": "advice", "sample": "false",
    },
    "eligible": {
        "row": "1", "firm_id": "hemlig-1", "firm_name": SECRET, "municipality_code": "2418",
        "sni2": "25", "size_class": "1-9", "year": "2024", "source": "Registret",
    },
}  # fmt: skip
BROKEN = ("firm_id", "municipality_code", "sni2", "size_class", "row", "twice", "extra", "header")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_directory(), tmp_path / "data"))


def broken(data: Path, table: str, how: str) -> None:
    """Put a firm into a table and a fault that quotes it."""
    path = data / f"{table}.csv"
    header = path.read_text("utf-8").splitlines()[0].split(",")
    row = {name: ROWS[table].get(name, "") for name in header}
    number = next(name for name in ("record", "row") if name in header)
    rows = [list(row.values())]
    if how == "twice":
        rows.append(rows[0])
    elif how == "extra":
        rows[0].append(SECRET)
    elif how == "header":
        header = [SECRET if name == "sni2" else name for name in header]
    else:
        row[number if how == "row" else how] = SECRET
        rows = [list(row.values())]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    path.write_text(out.getvalue(), "utf-8")


def silent(text: str) -> bool:
    return not [each for each in ("Hemliga", "hemlig-1", "Registret", "2418") if each in text]


@pytest.mark.parametrize("table", list(ROWS))
@pytest.mark.parametrize("how", BROKEN)
def test_only_the_operator_reads_what_stands_in_a_protected_table(
    table: str, how: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken(data, table, how)
    with pytest.raises(DataError) as caught:
        vbdash.load(data)
    error = caught.value
    for lang in ("sv", "en"):
        said = error.report(Text(lang))
        assert f"{table}.csv" in said
        assert "vbdash check" in said
        assert silent(said)
        assert silent("".join(f"{each.place(Text(lang))}{each!r}" for each in error.public))
    assert silent(str(error) + repr(error))
    assert main(["check", str(data)]) == 1
    printed = capsys.readouterr().err
    assert how in ("extra", "twice") or not silent(printed), "the operator is told"


def test_a_running_app_logs_nothing_of_them(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    kept = Keeper(lambda: vbdash.load(data), data, interval=0)
    broken(data, "interventions", "municipality_code")
    kept.dataset()
    kept.wait()
    assert "interventions.csv" in caplog.text
    assert silent(caplog.text)


def test_nor_what_an_unforeseen_error_says(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    def read() -> vbdash.Dataset:
        if (data / "sources.csv").read_bytes().endswith(b"\n\n"):
            try:
                int(SECRET)
            except ValueError as error:
                raise KeyError(SECRET) from error
        return vbdash.load(data)

    kept = Keeper(read, data, interval=0)
    with (data / "sources.csv").open("ab") as out:
        out.write(b"\n")
    kept.dataset()
    kept.wait()
    assert "KeyError" in caplog.text
    assert "ValueError" in caplog.text
    assert "test_protected_faults" in caplog.text, "where it happened is told"
    assert silent(caplog.text)


@given(st.text(min_size=1).filter(lambda t: t.isalnum() and len(t) > 4), st.sampled_from([*"rcf"]))
def test_a_fault_is_private_unless_somebody_says_it_is_not(text: str, where: str) -> None:
    wrong = {
        "r": fault("x.csv", say.KEY_UNIQUE, row=2, key=text),
        "c": fault("x.csv", say.VALUE_LEAST, column=text, limit=3),
        "f": fault("x.csv", say.VALUE_THERE, found=text),
    }[where]
    quoted = DataError([opened(wrong)]).report(Text("en"))
    assert text in quoted
    hidden = DataError([wrong]).report(Text("en"))
    assert hidden == DataError([fault("x.csv", say.VALUE_THERE)]).report(Text("en"))


def test_a_table_can_be_marked_as_protected_and_any_table_of_firms_is(data: Path) -> None:
    path = data / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    for resource in package["resources"]:
        if resource["name"] == "sources":
            resource["protected"] = True
        if resource["name"] == "interventions":  # a name that the app does not know
            resource["name"], resource["protected"] = "visits", False
    path.write_text(json.dumps(package), "utf-8")
    for table in ("sources", "gaps"):
        with (data / f"{table}.csv").open("a", encoding="utf-8") as out:
            out.write(f"{SECRET}\n")
    broken(data, "interventions", "sni2")
    private = {each.file: each.private for each in read_package(data)[3]}
    assert private["sources.csv"]
    assert private["interventions.csv"]
    assert not private["gaps.csv"]


def test_errors_are_traced_without_their_words() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        found = traced(error)
    assert "KeyError" in found
    assert 'File "' in found
    assert "Hemliga Bolaget" not in found.replace("raise KeyError(SECRET)", "")
    assert Fault("x").private
