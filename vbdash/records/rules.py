"""Intervention records and eligible firms from people's files: what must hold between the rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

import pandas as pd

from vbdash.data.faults import Fault, fault
from vbdash.records.files.cells import VALUE_NEEDED, Places
from vbdash.records.files.fields import ELIGIBLE, RECORDS, folded
from vbdash.records.files.reading import Reading, read
from vbdash.records.reach import CELL, Eligible, eligible_from_counts, eligible_from_register
from vbdash.selection import fold
from vbdash.text import Text, msg

__all__ = ["KEY", "eligible_of", "is_register", "read_eligible", "read_records"]

#: What tells one record from another.
KEY: Final = ["firm_id", "municipality_code", "step", "date", "area", "form"]

TWICE: Final = msg("each record once: the same firm, step, day, area and form stand in row {first}")
SPELLED: Final = msg("one spelling for one firm: row {first} has “{other}”")
TWO_IDS: Final = msg("one id for one firm: row {first} has the same name under another id")
TWO_NAMES: Final = msg("one name for one firm: row {first} calls the same id “{other}”")
AREA_NEEDED: Final = msg("what the help was about: the area is needed where the step is help")
MIXED_SAMPLE: Final = msg("real rows only, or made-up rows only: never both in one file")
FIRM_TWICE: Final = msg("each firm once in a municipality: it stands in row {first} too")
GROUP_TWICE: Final = msg("each group once: the same group stands in row {first} too")
ALL_OR_NONE: Final = msg(
    "a value in every row, or in none: totals and their parts in one table would count twice"
)
ONE_YEAR: Final = msg("one year in the whole table: row {first} has {other}")
NEITHER: Final = msg(
    "either firm ids (a register) or a number of firms in each row (a table of counts)"
)


def read_records(
    file: str,
    content: bytes,
    places: Places,
    tx: Text,
    by_hand: Mapping[str, str | None] | None = None,
) -> Reading:
    """Read intervention records (:func:`vbdash.records.files.reading.read` with its ``RECORDS``)."""
    return read(file, content, RECORDS, places, tx, by_hand=by_hand, check=_check_records)


def read_eligible(
    file: str,
    content: bytes,
    places: Places,
    tx: Text,
    by_hand: Mapping[str, str | None] | None = None,
) -> Reading:
    """Read the firms that could have been reached: a register, or a table of counts."""
    return read(file, content, ELIGIBLE, places, tx, by_hand=by_hand, check=_check_eligible)


def is_register(table: pd.DataFrame) -> bool:
    """Whether a valid table of :func:`read_eligible` has a row a firm, not counts."""
    return not bool(table["firms"].notna().all())


def eligible_of(table: pd.DataFrame) -> Eligible:
    """Turn a valid table of :func:`read_eligible`, or table ``eligible``, into eligible firms."""
    made = eligible_from_register if is_register(table) else eligible_from_counts
    years = table["year"].dropna()
    sources = table["source"].dropna().astype(str).unique()
    return replace(
        made(table), year=int(years.iloc[0]) if len(years) else None, source="; ".join(sources[:3])
    )


def _check_records(file: str, table: pd.DataFrame) -> list[Fault]:
    found = list(_twice(file, table, KEY, "firm_id", TWICE)) + list(_spellings(file, table))
    help_rows = table["step"].isin(["helped", "followed_up"]) & table["area"].isna()
    found += [
        fault(file, AREA_NEEDED, row=int(row), column="area")
        for row in table.loc[help_rows & (table["step"] == "helped"), "_row"]
    ]
    made_up = table["sample"].fillna(False).astype(bool)
    if made_up.any() and not made_up.all():
        first = int(table.loc[made_up, "_row"].iloc[0])
        found.append(fault(file, MIXED_SAMPLE, row=first, column="sample"))
    return found


def _check_eligible(file: str, table: pd.DataFrame) -> list[Fault]:
    counts, register = table["firms"].notna(), table["firm_id"].notna()
    found = list(_years(file, table))
    if counts.all() and not register.any():
        return found + list(_groups(file, table))
    if counts.any() or not register.any():
        return [fault(file, NEITHER), *found]
    found += [
        fault(file, VALUE_NEEDED, row=int(row), column=name)
        for name in ["firm_id", *CELL[1:]]
        for row in table.loc[table[name].isna(), "_row"]
    ]
    found += _twice(file, table, ["firm_id", "municipality_code"], "firm_id", FIRM_TWICE)
    return found + list(_spellings(file, table))


def _years(file: str, table: pd.DataFrame) -> Iterator[Fault]:
    """Find a second year: the firms of two years in one table would be counted twice."""
    years = table.loc[table["year"].notna(), ["_row", "year"]].drop_duplicates("year")
    for row, year in list(zip(years["_row"], years["year"], strict=True))[1:]:
        first, other = int(years["_row"].iloc[0]), int(years["year"].iloc[0])
        yield fault(file, ONE_YEAR, row=int(row), column="year", found=year,
                    first=first, other=other)  # fmt: skip


def _groups(file: str, table: pd.DataFrame) -> Iterator[Fault]:
    """Find what would be counted twice in a table of counts: totals beside parts, a group again."""
    for name in CELL[1:]:
        gone = table[name].isna()
        if gone.any() and not gone.all():
            yield fault(file, ALL_OR_NONE, row=int(table.loc[gone, "_row"].iloc[0]), column=name)
    yield from _twice(file, table, CELL, "municipality_code", GROUP_TWICE)


def _twice(
    file: str, table: pd.DataFrame, key: list[str], column: str, expected: str
) -> Iterator[Fault]:
    """Report rows whose key stands in an earlier row."""
    rows = table[table[key[0]].notna()]
    again = rows.duplicated(key, keep="first")
    first = rows.groupby(key, dropna=False, observed=True)["_row"].transform("first")
    for row, earlier, found in zip(
        rows.loc[again, "_row"], first[again], rows.loc[again, column], strict=True
    ):
        yield fault(file, expected, row=int(row), column=column, found=found, first=int(earlier))


def _spellings(file: str, table: pd.DataFrame) -> Iterator[Fault]:
    """Find one firm under two ids or two names."""
    named = table[["_row", "firm_id", "firm_name"]].astype({"firm_id": "object"})
    named["name"] = named["firm_name"].astype("object").where(named["firm_name"].notna(), None)
    once = named.drop_duplicates(["firm_id", "name"])
    report = partial(_clash, file)
    ids = once.drop_duplicates("firm_id")
    yield from report(ids, ids["firm_id"].map(folded), "firm_id", SPELLED)
    with_name = once[once["name"].notna()]
    keys = with_name["name"].map(_plain_name)
    yield from report(with_name.assign(key=keys), keys, "firm_id", TWO_IDS)
    different = with_name.assign(key=keys).drop_duplicates(["firm_id", "key"])
    yield from report(different, different["firm_id"], "name", TWO_NAMES)


def _clash(
    file: str, rows: pd.DataFrame, keys: pd.Series, column: str, expected: str
) -> list[Fault]:
    """Report rows whose key is the same as an earlier row's while `column` differs."""
    first: dict[str, tuple[int, str]] = {}
    found = []
    for row, key, value in zip(rows["_row"], keys, rows[column], strict=True):
        earlier = first.setdefault(key, (int(row), value))
        if earlier[1] != value:
            where = "firm_name" if column == "name" else "firm_id"
            found.append(
                fault(file, expected, row=int(row), column=where, found=value,
                      first=earlier[0], other=earlier[1])
            )  # fmt: skip
    return found


def _plain_name(name: str) -> str:
    plain = fold(name.replace("&", " och "))
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return " ".join(word for word in words if word not in {"ab", "aktiebolag", "hb", "kb", "publ"})
