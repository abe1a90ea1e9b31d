"""Each question has one answer, whatever the engine, and it is the plain one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ibis
import pandas as pd
import pyarrow.parquet as pq
import pytest

from benchmarks.register_files import write_bolagsverket, write_scb
from tests.register.engines import ENGINES, tables_in
from vbdash.register import queries
from vbdash.register.editions import current
from vbdash.register.engine import Tables, connect, open_tables
from vbdash.register.importing import import_register
from vbdash.register.layouts import folded
from vbdash.register.names import open_names
from vbdash.register.register import _WHOLE, Register

ROWS = 6_000


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("register")
    scb = write_scb(folder / "scb.zip", ROWS)
    more = write_bolagsverket(folder / "more.zip", ROWS)
    import_register(scb, folder / "register", bolagsverket=more)
    found = current(folder / "register")
    assert found
    return found[0]


@pytest.fixture(scope="module")
def plain(edition: Path) -> pd.DataFrame:
    return pq.read_table(edition / "firms", partitioning=None).to_pandas()


@pytest.fixture(scope="module")
def tables(edition: Path) -> Tables:
    return open_tables(connect(), edition)


def rows(table: ibis.Table | None) -> list[tuple[object, ...]]:
    assert table is not None
    frame = table.to_pandas()
    for name in frame.columns:
        if "datetime" in str(frame[name].dtype) or name in {"registered", "deregistered"}:
            frame[name] = pd.to_datetime(frame[name]).dt.strftime("%Y-%m-%d")
    frame = frame.astype(object)
    return [tuple(row) for row in frame.where(frame.notna(), None).itertuples(index=False)]


@pytest.mark.parametrize("active", [True, False])
def test_counts(tables: Tables, plain: pd.DataFrame, active: bool) -> None:
    chosen = plain[plain["status"] == "1"] if active else plain
    by = ["municipality_code", "division", "legal_form"]
    wanted = chosen.groupby(by, as_index=False, dropna=False).size().astype(object)
    wanted = wanted.where(wanted.notna(), None)
    assert rows(queries.count(tables, tuple(by), active)) == list(
        wanted.itertuples(index=False, name=None)
    )


def test_the_apps_counts_are_the_plain_ones(tables: Tables, plain: pd.DataFrame) -> None:
    register, active = Register(tables, {}), plain[plain["status"] == "1"]

    def told(found: pd.DataFrame) -> dict[object, int]:
        by = list(found.columns[:-1])
        return found.set_index(by)["firms"].to_dict()

    one = active[active["division"].isin(["24", "25"]) & (active["municipality_code"] == "2482")]
    assert told(register.eligible(["25", "24"], ["2482"])) == told(
        one.groupby(["municipality_code", "division", "legal_form"])
        .size()
        .reset_index(name="firms")
    )
    found = register.count("municipality_code")
    assert found["firms"].sum() == len(active)
    assert found["municipality_code"].isna().sum() == active["municipality_code"].isna().any()
    assert told(register.count("division", "registered_year", municipalities=["2480"])) == told(
        active[active["municipality_code"] == "2480"]
        .groupby(["division", "registered_year"], dropna=False).size().reset_index(name="firms")
    )  # fmt: skip
    late = plain[plain["registered_year"] >= 2015]
    assert told(register.registrations(2015, ["25"])) == told(
        late[late["division"] == "25"]
        .groupby(["municipality_code", "registered_year"], dropna=False).size().reset_index(name="firms")
    )  # fmt: skip


TEXTS = ["svets", "PÅHITTAD", "mek st", "citat co", "finns inte", "a", 'x" OR 1=1 --', "%", "_"]


@pytest.mark.parametrize(
    "text",
    [
        *TEXTS,
        "påhittad b",
        "ab b",
        "ab",
        "hb påhittad",
        "mekaniska påhittad ab",
        "",
        "b a",
        "\n\t5",
    ],
)
@pytest.mark.parametrize("most", [1, 20, 5_000])
def test_the_file_of_names_answers_as_the_query(
    edition: Path, tables: Tables, text: str, most: int
) -> None:
    names, asked = open_names(edition), queries.named(tables, text, most)
    assert names
    wanted = [] if asked is None else asked.to_pandas()["org_number"].tolist()
    assert names.find(text, most)["org_number"].tolist() == wanted


def test_the_words_of_any_name_find_it(edition: Path, plain: pd.DataFrame) -> None:
    names = open_names(edition)
    assert names
    for row in plain.sample(200, random_state=1).itertuples():
        begun = " ".join(word[:3] for word in reversed(str(row.words).split()))
        assert row.org_number in set(names.find(begun, len(plain))["org_number"])
        assert row.org_number in set(names.find(str(row.words), len(plain))["org_number"])


@pytest.mark.parametrize("text", TEXTS)
def test_by_name(tables: Tables, plain: pd.DataFrame, text: str) -> None:
    table = queries.named(tables, text, 15)
    words = folded(text).split()
    if table is None:
        assert not words
        return
    found = plain[[all(f" {word}" in name for word in words) for name in plain["words"]]]
    found = found.assign(
        first=~found["words"].str.startswith(f" {' '.join(words)}"), long=found["words"].str.len()
    )
    wanted = found.sort_values(["first", "long", "org_number"])["org_number"].head(15)
    assert [row[0] for row in rows(table)] == list(wanted)


def test_by_number(tables: Tables, plain: pd.DataFrame) -> None:
    numbers = sorted(plain["org_number"].sample(7, random_state=1))
    found = rows(queries.numbered(tables, [*numbers, "5569999999"]))
    assert [row[0] for row in found] == numbers
    one = plain.set_index("org_number").loc[numbers[0]]
    columns = queries.numbered(tables, numbers).columns
    told = dict(zip(columns, found[0], strict=True))
    assert told["name"] == one["name"]
    assert told["seat_municipality_code"] == one["municipality_code"]
    assert told["registered"] == str(one["registered"])
    assert str(told["activity"]).startswith("Bolaget")
    assert "municipality_code" not in columns, "the seat is never called a firm's municipality"
    assert rows(queries.numbered(tables, [])) == []


def test_sole_traders(tables: Tables, edition: Path) -> None:
    wanted = pq.read_table(edition / "sole_traders.parquet").to_pandas()
    wanted = wanted.sort_values(
        ["county_code", "municipality_code", "division"], na_position="last"
    )
    wanted = wanted.astype(object).where(wanted.notna(), None)
    found = rows(queries.sole_traders(tables))
    assert found == list(wanted.itertuples(index=False, name=None))
    assert all(row[3] >= 5 for row in found)


ASKED: list[Callable[[Tables, list[str]], ibis.Table | None]] = [
    lambda t, _: queries.count(t, *_WHOLE["registered_year"]),
    lambda t, _: queries.count(t, *_WHOLE["legal_form"]),
    lambda t, _: queries.named(t, "bygg", 50),
    lambda t, _: queries.named(t, "påhittad svets"),
    lambda t, _: queries.named(t, 'x" OR 1=1 --'),
    lambda t, numbers: queries.numbered(t, numbers),
    lambda t, _: queries.sole_traders(t),
]


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "duckdb"])
def test_row_for_row_as_duckdb(
    engine: str, edition: Path, plain: pd.DataFrame, tables: Tables, tmp_path: Path
) -> None:
    """One test an engine, since each takes its time to start."""
    numbers = sorted(plain["org_number"].sample(7, random_state=1))
    with tables_in(engine, edition, tmp_path) as other:
        for ask in ASKED:
            assert rows(ask(other, numbers)) == rows(ask(tables, numbers))
