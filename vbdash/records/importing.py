"""``python -m vbdash import TABLE FILE``: the region's records and target group into the data."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from vbdash.data import faults as say
from vbdash.data import stamp
from vbdash.data.dataset import Dataset, load
from vbdash.data.faults import DESCRIPTION, DataError, Fault, fault
from vbdash.data.tables import read_table
from vbdash.records.between import KEY, ZEROS_APART, lost_zeros
from vbdash.records.files.allowed import OPERATOR
from vbdash.records.files.books.encoding import Progress, silent
from vbdash.records.files.fields import ELIGIBLE, RECORDS
from vbdash.records.files.grid import TOO_LARGE, too_large
from vbdash.records.files.persons import masked
from vbdash.records.files.places import Places
from vbdash.records.files.process.reader import Reader
from vbdash.records.files.result import Reading, given_back
from vbdash.records.pseudonym import check_key
from vbdash.records.public import public_release
from vbdash.records.rules import is_register, read_eligible, read_records
from vbdash.records.store import prune, replace_table, retention
from vbdash.text import Text, msg

ORDINARY_FILE: Final = msg("an ordinary file")

MADE_UP: Final = msg("real rows only: made-up rows are never taken into the data")
NOT_REGISTER: Final = msg(
    "a register, a row a firm: this is a table of counts, which “import eligible” takes"
)
YEAR_STATED: Final = msg("the year that the table is for: in a column “{heading}”, or with --year")
SOURCE_STATED: Final = msg(
    "where the firms or counts come from: in a column “{heading}”, or with --source"
)


@dataclass(frozen=True)
class Told:
    """What is said beside the file.

    Attributes
    ----------
    year, source
        Of a target group whose file does not say them.
    skip_faults
        Whether the rows at fault shall be left out and given back, and the others used.
    """

    year: int | None = None
    source: str | None = None
    skip_faults: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of file that can be imported.

    Attributes
    ----------
    table
        The table of the data directory that it replaces.
    read
        Reads it.
    order
        Columns that the table is sorted by.
    number
        Column that numbers its rows.
    check
        What must hold for the directory beside what must hold for the file; returns the rows.
    """

    table: str
    read: Callable[..., Reading]
    order: tuple[str, ...]
    number: str
    check: Callable[[Reading, pd.DataFrame, Told, Text], pd.DataFrame]


def import_table(
    kind: str, file: Path, directory: str | None, tx: Text, told: Told, *,
    sure: bool = False, progress: Progress = silent,
) -> int:  # fmt: skip
    """Check a file as a whole and put it in place of a table of the data directory.

    Parameters
    ----------
    kind
        One of :data:`KINDS`.
    file
        CSV or XLSX, with the columns of the template.
    directory
        The data directory; None for the one the app reads.
    tx
        Language of what is printed.
    told
        Year and source of a target group, where its file does not state them.
    sure
        Whether the table may lose more than half of its firms without being asked.
    progress
        Told of the share of the file that is read, 0 to 1.

    Returns
    -------
    int
        0 when the table was replaced; 1 when anything is wrong, and then nothing has changed.
    """
    chosen = KINDS[kind]
    try:
        check_key()
        dataset = load(directory)
        if chosen.table not in dataset.tables:
            raise DataError([fault(DESCRIPTION, say.TABLE_DESCRIBED, table=chosen.table)])
        reading = _read(chosen, file, dataset, told, tx, progress)
        content = _checked(chosen, reading, dataset, told, tx)
        lost, of = firms_lost(dataset.table(chosen.table), reading.table)
        if not sure and 2 * lost > of and not _agreed(lost, of, tx):
            print(tx("Nothing has been changed."), file=sys.stderr)
            return 1
        path = dataset.directory / dataset.resource(chosen.table)["path"]
        kept = put_in_place(path, content, dataset.directory)
    except _Faulty as error:
        _tell_faults(error.reading, tx)
        return 1
    except (DataError, OSError) as error:
        return refused(error, file, tx)
    _report(reading, kept, tx)
    _tell_lost_zeros(chosen.table, reading, dataset, tx)
    if reading.faulty:
        _give_back(reading, file, tx)
    return 0


def refused(error: DataError | OSError, place: Path, tx: Text) -> int:
    """Say why a table could not be replaced, of which `place` where no file is named; return 1."""
    if isinstance(error, DataError):
        print(error.report(tx, whole=True), file=sys.stderr)
    else:
        missing = isinstance(error, FileNotFoundError)
        why = tx(say.FILE_THERE) if missing else say.reason(error, tx)
        print(f"{masked(str(error.filename or place))}: {why}", file=sys.stderr)
    print(tx("Nothing has been changed."), file=sys.stderr)
    return 1


def put_in_place(path: Path, content: bytes, directory: Path) -> Path | None:
    """Replace a table of the data directory, publish what is due, delete what is old.

    Parameters
    ----------
    path, content
        The table's file and its new bytes.
    directory
        The data directory, which must load as a whole with the new table.

    Returns
    -------
    Path or None
        Where the version before is kept; None when nothing changed.
    """
    days = retention()  # a setting that cannot be read stops everything
    loaded: list[Dataset] = []
    kept = replace_table(path, content, lambda: loaded.append(_loads(directory)))
    for changed in loaded:
        public_release(changed)
    prune(directory, days)
    return kept


def firms_lost(before: pd.DataFrame, after: pd.DataFrame | None) -> tuple[int, int]:
    """Return how many firms a table would lose, and of how many."""
    assert after is not None  # noqa: S101
    if "firms" in before and not (is_register(before) and is_register(after)):
        old, new = (
            len(rows) if is_register(rows) else int(rows["firms"].sum()) for rows in (before, after)
        )
        return max(0, old - new), old
    own, others = set(before["firm_id"].dropna()), set(after["firm_id"].dropna())
    return len(own - others), len(own)


def _agreed(lost: int, of: int, tx: Text) -> bool:
    """Ask, where somebody can answer; say how to go on, where nobody can."""
    print(tx("{lost} of {of} firms would no longer be in the table.", lost=lost, of=of),
          file=sys.stderr)  # fmt: skip
    if not sys.stdin.isatty():
        print(tx("If that is meant, run the command again with --yes."), file=sys.stderr)
        return False
    try:
        answer = input(tx("Replace the table? (y/n)") + " ")
    except EOFError:
        return False
    return answer.strip().casefold()[:1] in ("j", "y")


class _Faulty(Exception):
    """The file has faults, and nothing of it is used."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading.file)
        self.reading = reading


def _tell_faults(reading: Reading, tx: Text) -> None:
    """List what is wrong with a file, and what can be done about it."""
    heading = tx.plural("{n} fault in the file:", "{n} faults in the file:", reading.count)
    lines = [heading, *(f"  {each.sentence(tx)}" for each in reading.faults)]
    if reading.count > len(reading.faults):
        lines.append(tx("Only the first {n} are listed.", n=tx.number(len(reading.faults))))
    print("\n".join([*lines, *_matched(reading, tx)]), file=sys.stderr)
    print(tx("Nothing has been changed."), file=sys.stderr)
    if reading.skippable:
        print(tx(
            "--skip-faults leaves out the rows at fault ({n}), uses the others and gives the rows "
            "left out back as a file.", n=tx.number(reading.at_fault),
        ), file=sys.stderr)  # fmt: skip


def _tell_lost_zeros(table: str, reading: Reading, dataset: Dataset, tx: Text) -> None:
    """Say which ids the other table has with more or fewer zeros: they count as other firms there."""
    other = "eligible" if table == "interventions" else "interventions"
    if reading.table is None or other not in dataset.tables:
        return
    ids = [rows["firm_id"].dropna().astype(str) for rows in (reading.table, dataset.table(other))]
    if n := lost_zeros(*ids):
        print(tx(ZEROS_APART, n=tx.number(n)))


def _give_back(reading: Reading, file: Path, tx: Text) -> None:
    """Write the rows that were left out beside the file they came from."""
    path = file.with_name("-".join([file.stem, tx("rows-at-fault")]) + ".csv")
    path.write_bytes(given_back(reading, tx))
    path.chmod(0o600)
    print(tx.plural(
        "{n} row at fault was left out; it is in {file}.",
        "{n} rows at fault were left out; they are in {file}.", len(reading.faulty),
        file=masked(path.name),
    ))  # fmt: skip


def _matched(reading: Reading, tx: Text) -> list[str]:
    """Say which column was taken for which, as the page does."""
    names = {each.name: tx(each.heading) for each in (*RECORDS, *ELIGIBLE)}
    pairs = [
        tx("{column} = “{heading}”", column=names[name], heading=heading)
        for name, heading in reading.matched.items()
    ]
    lines = [tx("Columns as they were matched: {pairs}.", pairs=", ".join(pairs))] if pairs else []
    if columns := ", ".join(reading.unused):
        lines.append(tx("Columns that were not used: {columns}.", columns=columns))
    return lines


def _read(
    kind: Kind, file: Path, dataset: Dataset, told: Told, tx: Text, progress: Progress
) -> Reading:
    size = file.stat().st_size
    if not file.is_file():  # a pipe would be waited for
        raise DataError([fault(masked(file.name or str(file)), ORDINARY_FILE)])
    with file.open("rb"):  # whether we may is told here, not by the process that reads it
        pass
    if size > OPERATOR.size:
        large = too_large(size, OPERATOR.size)
        raise DataError([fault(masked(file.name), TOO_LARGE, **large)])
    places, reader = Places.of(dataset), Reader(OPERATOR, progress)
    return kind.read(file.name, file, places, tx, skip_faults=told.skip_faults, reader=reader)


def _checked(kind: Kind, reading: Reading, dataset: Dataset, told: Told, tx: Text) -> bytes:
    """Return the table's new bytes, checked once more by the data package's own schema."""
    if reading.table is None:
        raise _Faulty(reading)
    rows = kind.check(reading, reading.table, told, tx)
    resource = dataset.resource(kind.table)
    content = table_bytes(rows, resource, kind)
    found: list[Fault] = read_table(resource, content)[1]
    if found:
        raise DataError(found)
    return content


def _real(reading: Reading, rows: pd.DataFrame, _: Told, __: Text) -> pd.DataFrame:
    """Refuse made-up records; whatever is not marked is real."""
    if rows["sample"].fillna(False).any():
        raise DataError([fault(reading.file, MADE_UP)])
    return rows.assign(sample=rows["sample"].fillna(False))


def _stated(reading: Reading, rows: pd.DataFrame, told: Told, tx: Text) -> pd.DataFrame:
    """Refuse a target group without year or source: what the app shows has both."""
    filled = rows.assign(
        year=rows["year"].fillna(told.year) if told.year else rows["year"],
        source=rows["source"].fillna(told.source) if told.source else rows["source"],
    )
    found = [
        fault(reading.file, expected, row=int(filled.loc[filled[name].isna(), "_row"].iloc[0]),
              heading=tx(heading))
        for name, expected, heading in (("year", YEAR_STATED, msg("Year")),
                                        ("source", SOURCE_STATED, msg("Source")))
        if filled[name].isna().any()
    ]  # fmt: skip
    if found:
        raise DataError(found)
    return filled


def _register(reading: Reading, rows: pd.DataFrame, told: Told, tx: Text) -> pd.DataFrame:
    if not is_register(rows):
        raise DataError([fault(reading.file, NOT_REGISTER)])
    return _stated(reading, rows, told, tx)


#: Rows left out that are printed.
_SHOWN: Final = 100
_GROUP: Final = ("municipality_code", "sni2", "size_class", "firm_id")
#: What can be imported.
KINDS: Final = {
    "interventions": Kind("interventions", read_records, tuple(KEY), "record", _real),
    "register": Kind("eligible", read_eligible, _GROUP, "row", _register),
    "eligible": Kind("eligible", read_eligible, _GROUP, "row", _stated),
}


def table_bytes(table: pd.DataFrame, resource: Any, kind: Kind) -> bytes:
    """Write rows as the data package keeps them: UTF-8, comma, sorted and numbered, codes."""
    names = [each["name"] for each in resource["schema"]["fields"]]
    rows = table.sort_values(list(kind.order), kind="stable")
    rows = rows.assign(**{kind.number: range(1, len(rows) + 1)})[names]
    for name, dtype in rows.dtypes.items():
        if str(dtype) == "boolean":
            rows[name] = rows[name].map({True: "true", False: "false"})
        elif str(dtype).startswith("datetime"):
            days = rows[name].astype("category")
            written = [f"{each:%Y-%m-%d}" for each in days.cat.categories]
            rows[name] = days.cat.rename_categories(written)
    out = io.BytesIO()
    rows.to_csv(out, index=False, lineterminator="\n", encoding="utf-8")
    return out.getvalue()


def _loads(directory: Path) -> Dataset:
    """Raise DataError unless the directory with the new table loads as a whole.

    That it does is kept, so that an app that follows the directory need not check it again.
    """
    dataset = load(directory)
    stamp.remember(dataset.digest)
    return dataset


def _report(reading: Reading, kept: Path | None, tx: Text) -> None:
    assert reading.table is not None  # noqa: S101
    print(_counted(reading.table, tx))
    for row, why in reading.left_out[:_SHOWN]:
        print(tx("Left out, row {row}: {why}.", row=row, why=tx(why)))
    for line in (*_matched(reading, tx), *(each.sentence(tx) for each in reading.told)):
        print(line)
    if reading.other_sheets:
        print(tx("Sheets that were not read: {sheets}.", sheets=", ".join(reading.other_sheets)))
    if reading.persons:
        print(tx.plural(
            "{n} sole trader’s identity number was replaced by a pseudonym.",
            "{n} sole traders’ identity numbers were replaced by pseudonyms.", reading.persons,
        ))  # fmt: skip
        if not os.environ.get("VBDASH_PSEUDONYM_KEY"):
            print(tx(
                "VBDASH_PSEUDONYM_KEY is not set: the same person gets another pseudonym in the "
                "next file, and cannot be matched between records and register."
            ))  # fmt: skip
    if kept:
        print(tx("The version before is kept as {file}.", file=f"{kept.parent.name}/{kept.name}"))
    print(tx("An app that is running shows it within a minute."))


def _counted(table: pd.DataFrame, tx: Text) -> str:
    rows = tx.plural("{n} row", "{n} rows", len(table))
    if "firms" in table and not is_register(table):
        firms = tx.plural("{n} firm", "{n} firms", int(table["firms"].sum()))
        return tx("In place: {rows} that count {firms}.", rows=rows, firms=firms)
    firms = tx.plural("{n} firm", "{n} firms", table["firm_id"].nunique())
    return tx("In place: {rows} about {firms}.", rows=rows, firms=firms)
