"""Whatever lies in a data directory, loading it gives tables or a DataError, and soon."""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vbdash
from benchmarks.packages import damage, outcome, small
from vbdash.data import faults as say
from vbdash.data.dataset import data_directory, read_package
from vbdash.data.faults import FORMS, MOST, Fault
from vbdash.data.lines import read_lines
from vbdash.data.needs import OPTIONAL, TABLES
from vbdash.data.shape import description
from vbdash.data.tables import _as_written
from vbdash.text import Text

PACKAGE = json.loads((data_directory() / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small(tmp_path_factory.mktemp("good") / "data")


@given(seed=st.integers(min_value=0))
@settings(max_examples=80)
def test_a_broken_package_is_refused_or_read(good: Path, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(shutil.copytree(good, Path(folder) / "data"))
        damage(copied, random.Random(seed))  # noqa: S311
        assert outcome(copied, whole=False) in {"read", "refused"}


@given(
    st.lists(
        st.lists(
            st.text(st.sampled_from('ab1,;"\n\r \t=é\0'), max_size=4)
            | st.sampled_from(['"a"', '"a,b"', '"a""b"', '"a\nb"', '""', '"', 'a"b', '"a"b', ""]),
            min_size=1,
            max_size=4,
        ).map(",".join),
        max_size=6,
    ).map("\n".join),
    st.sampled_from(["", "\n", "\n\n"]),
)
@settings(max_examples=300)
def test_what_is_read_fast_is_read_the_same_slowly(rows: str, end: str) -> None:
    content = f"a,b\n{rows}{end}".encode()
    fast = _as_written(content, ["a", "b"])
    if fast is not None:
        lines, faults = read_lines("x.csv", content, ["a", "b"])
        assert lines is not None and not faults
        assert fast.to_numpy().tolist() == lines.rows
        assert list(fast.index) == lines.numbers


@pytest.mark.parametrize("seed", range(12))
def test_a_broken_copy_of_the_shipped_data_is_refused_or_read(tmp_path: Path, seed: int) -> None:
    copied = Path(shutil.copytree(data_directory(), tmp_path / "data"))
    damage(copied, random.Random(seed))  # noqa: S311
    assert outcome(copied, whole=True) in {"read", "refused"}


NAMED = st.sampled_from(["resources", "name", "path", "schema", "fields", "type", "constraints"])


def holding(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    texts = NAMED | st.text(max_size=4)
    return inner | st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=4)


scalars = st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8)
json_values = holding(holding(holding(scalars)))


@given(json_values | st.fixed_dictionaries({"resources": st.lists(json_values, max_size=3)}))
def test_any_json_is_a_description_or_told(value: Any) -> None:
    package, faults = description(json.dumps(value).encode())
    assert bool(package) != bool(faults)


def first(directory: Path) -> Fault:
    *_, faults = read_package(directory)
    assert faults
    return faults[0]


def described(directory: Path, change: Any) -> Fault:
    """Change the description of a package and return the first fault."""
    path = directory / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    change(package["resources"])
    path.write_text(json.dumps(package), encoding="utf-8")
    return first(directory)


@pytest.fixture
def copied(good: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(good, tmp_path / "data"))


BROKEN = {
    "same name": (lambda r: r[1].update(name="areas"), say.NAME_ONCE),
    "same column": (lambda r: r[0]["schema"]["fields"][1].update(name="code"), say.NAME_ONCE),
    "path is a list": (lambda r: r[0].update(path=["a.csv"]), say.PATH_AT),
    "absolute path": (lambda r: r[0].update(path="/etc/passwd"), say.PATH_AT),
    "path of Windows": (lambda r: r[0].update(path="C:\\x.csv"), say.PATH_AT),
    "NUL in the path": (lambda r: r[0].update(path="a\0.csv"), say.PATH_AT),
    "no type": (lambda r: r[0]["schema"]["fields"][0].pop("type"), say.ONE_OF_AT),
    "slow pattern": (
        lambda r: r[0]["schema"]["fields"][0]["constraints"].update(pattern="(?=(a+)+$)"),
        say.PATTERN_AT,
    ),
    "minimum in words": (
        lambda r: r[1]["schema"]["fields"][1]["constraints"].update(minimum="x"),
        say.NUMBER_AT,
    ),
    "least above most": (
        lambda r: r[1]["schema"]["fields"][1]["constraints"].update(minimum=2031),
        say.ORDER_AT,
    ),
    "key of an unknown field": (lambda r: r[0]["schema"].update(primaryKey="nope"), say.KEY_AT),
    "link to an unknown table": (
        lambda r: r[0]["schema"]["foreignKeys"][0]["reference"].update(resource="nope"),
        say.TABLE_AT,
    ),
    "link to an unknown field": (
        lambda r: r[1]["schema"]["foreignKeys"][0]["reference"].update(fields=["nope"]),
        say.KEY_AT,
    ),
    "link of another number": (
        lambda r: r[1]["schema"]["foreignKeys"][0].update(fields=["code", "year"]),
        say.PAIRS_AT,
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_description_says_what_is_wrong_with_it(copied: Path, name: str) -> None:
    change, expected = BROKEN[name]
    fault = described(copied, change)
    assert (fault.file, fault.expected) == ("datapackage.json", expected)
    assert dict(fault.values)["where"] in fault.sentence(Text("sv"))


@pytest.mark.parametrize("name", ["datapackage.json", "areas.csv"])
@pytest.mark.parametrize("put", [os.mkfifo, os.mkdir, lambda path: path.symlink_to(path)])
def test_what_is_no_file_is_not_waited_for(copied: Path, name: str, put: Any) -> None:
    (copied / name).unlink()
    put(copied / name)
    assert first(copied).file == name


def test_a_pattern_that_others_hang_on_is_tried_at_once(copied: Path) -> None:
    def change(resources: Any) -> None:
        resources[0]["schema"]["fields"][1]["constraints"] = {"pattern": "(a+)+b"}

    (copied / "areas.csv").write_text(f"code,name,parent\n01,{'a' * 50_000},\n", encoding="utf-8")
    assert described(copied, change).expected == say.FORM


@pytest.mark.parametrize("value", ["nan", "inf", "1e400", "9" * 30, "0x10", "1_000", "1,234"])
def test_what_is_no_number_here_is_told(copied: Path, value: str) -> None:
    path = copied / "values.csv"
    path.write_text(path.read_text().replace("1.5", f'"{value}"'), encoding="utf-8")
    fault = first(copied)
    assert (fault.row, fault.column, fault.found) == (2, "value", value)


def test_many_faults_are_counted_and_the_first_kept(copied: Path) -> None:
    rows = "".join(f"01,{year},x,final,,\n" for year in range(2 * MOST))
    (copied / "values.csv").write_text(f"code,year,value,kind,sure,day\n{rows}", encoding="utf-8")
    *_, faults = read_package(copied)
    assert len(faults) == MOST + 1
    assert faults[-1].expected == say.MORE
    assert dict(faults[-1].values)["count"] == str(MOST)


def test_the_shipped_data_have_what_the_app_reads() -> None:
    shipped = {each["name"]: each["schema"] for each in PACKAGE["resources"]}
    assert set(TABLES) | set(OPTIONAL) == set(shipped)
    for table, (_, columns) in TABLES.items():
        types = {each["name"]: each["type"] for each in shipped[table]["fields"]}
        assert columns.items() <= types.items()


def test_what_the_app_reads_must_be_described(tmp_path: Path) -> None:
    copied = Path(shutil.copytree(data_directory(), tmp_path / "data"))
    package = json.loads((copied / "datapackage.json").read_text(encoding="utf-8"))
    measures = next(each for each in package["resources"] if each["name"] == "measures")
    fields = measures["schema"]["fields"]
    measures["schema"]["fields"] = [each for each in fields if each["name"] != "decimals"]
    (copied / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    lines = (copied / "measures.csv").read_text(encoding="utf-8")
    (copied / "measures.csv").write_text(lines.replace("decimals", "x", 1), encoding="utf-8")
    with pytest.raises(vbdash.DataError) as caught:
        vbdash.load(copied)
    assert ("field", "decimals") in {pair for each in caught.value.faults for pair in each.values}


def test_every_pattern_of_the_shipped_data_is_said_in_words() -> None:
    for each in PACKAGE["resources"]:
        for field in each["schema"]["fields"]:
            pattern = field["constraints"].get("pattern")
            assert pattern is None or pattern in FORMS or field["name"] == "needs"


@pytest.mark.parametrize("limit", [32_768, 131_072])
@pytest.mark.parametrize("row", ["a,{long}\n1,2\n", "a,b\n1,{long}\n"])
def test_a_cell_that_is_too_long_is_told(limit: int, row: str) -> None:
    """Reading a person's file sets the limit for the whole process."""
    before = csv.field_size_limit(limit)
    try:
        lines, faults = read_lines("x.csv", row.format(long="b" * 140_000).encode(), ["a", "b"])
    finally:
        csv.field_size_limit(before)
    assert lines is None
    assert str(limit) in faults[0].sentence(Text("en")).replace(",", "").replace("\xa0", "")
