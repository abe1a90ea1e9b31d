"""What must hold between the rows of a person's file: nothing twice, one firm under one id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from vbdash.data.faults import Fault, fault
from vbdash.records.codes import CELL, SIZES
from vbdash.records.files.cells import VALUE_NEEDED
from vbdash.records.files.fields import ELIGIBLE, FIGURES, RECORDS, Field, folded
from vbdash.records.files.orgnr import Number, parse_number
from vbdash.records.files.reading import Check, Checked, Columns
from vbdash.text import fold, msg

#: What tells one record from another.
KEY: Final = ["firm_id", "municipality_code", "step", "date", "area", "form", "actor"]

TWICE: Final = msg(
    "each record once: the same firm, step, day, area, form and actor stand in row {first}"
)
SPELLED: Final = msg("one spelling for one firm: row {first} has “{other}”")
TWO_IDS: Final = msg("one id for one firm: row {first} has the same name under another id")
TWO_NAMES: Final = msg("one name for one firm: row {first} calls the same id “{other}”")
AREA_NEEDED: Final = msg("what the help was about: the area is needed where the step is help")
MIXED_SAMPLE: Final = msg("real rows only, or made-up rows only: never both in one file")
GROUP_TWICE: Final = msg("each group once: the same group stands in row {first} too")
ALL_OR_NONE: Final = msg(
    "a value in every row, or in none: totals and their parts in one table would count twice"
)
ONE_FIGURE: Final = msg("one figure per municipality: it has one in row {first} already")
ONE_YEAR: Final = msg("one year in the whole table: row {first} has {other}")
NEITHER: Final = msg(
    "either firm ids (a register) or a number of firms in each row (a table of counts)"
)
WORKPLACES: Final = msg(
    "rows about a firm that stands in the same municipality in an earlier row, as more workplaces "
    "do; the firm is counted once, with its largest size class: {n}"
)
ZEROS: Final = msg(
    "one spelling for one firm: row {first} has “{other}”; Excel may have taken zeros away, format "
    "the column as text"
)
ZEROS_BACK: Final = msg(
    "ids that had lost zeros before them, which another row about a firm of the same name has; "
    "the zeros were put back: {n}"
)
ZEROS_APART: Final = msg(
    "Ids that records and register have with more or fewer zeros before them: {n}. They count as "
    "different firms, and a firm that was reached may be counted as not reached. Excel takes such "
    "zeros away: format the column as text."
)
RENAMED: Final = msg("organisation numbers with several names, each counted as one firm: {n}")


def check_records(file: str, columns: Columns) -> Checked:
    """Check intervention records."""
    found, told = _zeros(file, columns)
    found += _twice(file, columns, KEY, "firm_id", TWICE)
    clashes, renamed = _names(file, columns)
    found, told = found + clashes, told + renamed
    rows = zip(columns["_row"], columns["step"], columns["area"], strict=True)
    found += [
        fault(file, AREA_NEEDED, row=row, column="area")
        for row, step, area in rows
        if step == "helped" and area is None
    ]
    made_up = [bool(value) for value in columns["sample"]]
    whole: list[Fault] = []
    if any(made_up) and not all(made_up):
        first = columns["_row"][made_up.index(True)]
        whole.append(fault(file, MIXED_SAMPLE, row=first, column="sample"))
    return Checked(tuple(found), tuple(whole), told=tuple(told))


def check_eligible(file: str, columns: Columns) -> Checked:
    """Check the firms that could have been reached: a register, or a table of counts."""
    counts = [value is not None for value in columns["firms"]]
    register = [value is not None for value in columns["firm_id"]]
    years = list(_years(file, columns))
    if all(counts) and not any(register):
        return Checked(
            tuple(_twice(file, columns, CELL, "municipality_code", GROUP_TWICE)),
            (*years, *_parts(file, columns)),
        )
    if any(counts) or not any(register):
        return Checked(whole=(fault(file, NEITHER), *years))
    found = [
        fault(file, VALUE_NEEDED, row=row, column=name)
        for name in ["firm_id", *CELL[1:]]
        for row, value in zip(columns["_row"], columns[name], strict=True)
        if value is None
    ]
    zeros, put_back = _zeros(file, columns)
    clashes, told = _names(file, columns)
    clashes, told = zeros + clashes, put_back + told
    again = frozenset() if found or zeros else _workplaces(columns)
    if again:
        told.append(fault(file, WORKPLACES, n=len(again)))
    return Checked((*found, *clashes), tuple(years), again, tuple(told))


def _workplaces(columns: Columns) -> frozenset[int]:
    """Return rows about further workplaces of a firm; its first row gets the largest class."""
    first: dict[tuple[Any, Any], int] = {}
    again = set()
    pairs = zip(columns["firm_id"], columns["municipality_code"], strict=True)
    for index, pair in enumerate(pairs):
        earlier = first.setdefault(pair, index)
        if earlier != index:
            again.add(index)
            sizes = columns["size_class"]
            sizes[earlier] = max(sizes[earlier], sizes[index], key=SIZES.index)
    return frozenset(again)


def _years(file: str, columns: Columns) -> Iterator[Fault]:
    """Find a second year: the firms of two years in one table would be counted twice."""
    first: dict[int, int] = {}
    for row, year in zip(columns["_row"], columns["year"], strict=True):
        if year is not None:
            first.setdefault(year, row)
    others = list(first.items())
    for year, row in others[1:]:
        yield fault(file, ONE_YEAR, row=row, column="year", found=year,
                    first=others[0][1], other=others[0][0])  # fmt: skip


def _parts(file: str, columns: Columns) -> Iterator[Fault]:
    """Find totals beside their parts."""
    for name in CELL[1:]:
        gone = [value is None for value in columns[name]]
        if any(gone) and not all(gone):
            yield fault(file, ALL_OR_NONE, row=columns["_row"][gone.index(True)], column=name)


def check_figures(file: str, columns: Columns) -> Checked:
    """Check that no municipality has two figures."""
    place = "municipality_code"
    return Checked(tuple(_twice(file, columns, [place], place, ONE_FIGURE)))


def _twice(
    file: str, columns: Columns, key: Sequence[str], column: str, expected: str
) -> Iterator[Fault]:
    """Report rows whose key stands in an earlier row."""
    first: dict[tuple[Any, ...], int] = {}
    keys = zip(*(columns[name] for name in key), strict=True)
    for row, values, found in zip(columns["_row"], keys, columns[column], strict=True):
        earlier = first.setdefault(values, row)
        if earlier != row and values[0] is not None:
            yield fault(file, expected, row=row, column=column, found=found, first=earlier)


def _names(file: str, columns: Columns) -> tuple[list[Fault], list[Fault]]:
    """Find one firm under two ids or two names. Where there is a number, it decides."""
    once = {
        (firm, name): row
        for row, firm, name in zip(
            reversed(columns["_row"]), reversed(columns["firm_id"]),
            reversed(columns["firm_name"]), strict=True,
        )
        if firm is not None
    }  # fmt: skip
    pairs = sorted((row, firm, name) for (firm, name), row in once.items() if name is not None)
    ids = sorted((row, firm) for (firm, _), row in once.items())
    found = _clash(file, [(r, folded(f), f) for r, f in ids], "firm_id", SPELLED)
    number = {firm: _is_number(firm) for _, firm in ids}
    plain = [(row, firm, _plain_name(name)) for row, firm, name in pairs]
    by_name = [(r, n, f) for r, f, n in plain]
    found += [
        each
        for each in _clash(file, by_name, "firm_id", TWO_IDS)
        if not (number[each.found] and number[dict(each.values)["other"]])
    ]
    own = [(r, f, n) for r, f, n in pairs if not number[f]]
    found += _clash(file, own, "firm_name", TWO_NAMES, _plain_name)
    numbers: dict[str, set[str]] = {}
    for _, firm, name in plain:
        if number[firm]:
            numbers.setdefault(firm, set()).add(name)
    renamed = sum(len(names) > 1 for names in numbers.values())
    return found, [fault(file, RENAMED, n=renamed)] if renamed else []


def bare(firm: str) -> str:
    """Return an id of digits as a spreadsheet would leave it, without zeros before it; else nothing.

    Examples
    --------
    >>> bare("0042"), bare("42.0"), bare("F-042"), bare("5560004615")
    ('42', '42', '', '')
    """
    digits = firm.removesuffix(".0")
    return digits.lstrip("0") if digits.isdigit() and not _is_number(firm) else ""


def lost_zeros(firms: Iterable[str], others: Iterable[str]) -> int:
    """Count ids that stand among others with more or fewer zeros before them, and not as they are."""
    known = set(others)
    near = {bare(firm) for firm in known} - {""}
    return sum(firm not in known and bare(firm) in near for firm in set(firms))


def _zeros(file: str, columns: Columns) -> tuple[list[Fault], list[Fault]]:
    """Find ids that differ by zeros before them; put the zeros back where the names say one firm."""
    ids = columns["firm_id"]
    spelled: dict[str, dict[str, int]] = {}
    names: dict[str, set[str]] = {}
    for index, (firm, name) in enumerate(zip(ids, columns["firm_name"], strict=True)):
        if firm is not None and (key := bare(firm)):
            spelled.setdefault(key, {}).setdefault(firm, index)
            names.setdefault(key, set()).add(_plain_name(name or ""))
    found, back = [], dict[str, str]()
    for key, several in spelled.items():
        (first, index), *others = several.items()
        if others and len(names[key]) == 1 and "" not in names[key]:
            longest = max((firm for firm in several if firm.isdigit()), key=len, default=first)
            back |= dict.fromkeys(several, longest)
            continue
        found += [
            fault(file, ZEROS, row=columns["_row"][place], column="firm_id", found=firm,
                  first=columns["_row"][index], other=first)
            for firm, place in others
        ]  # fmt: skip
    changed = sum(firm != back[firm] for firm in ids if firm in back)
    columns["firm_id"] = [back.get(firm, firm) for firm in ids]
    return found, [fault(file, ZEROS_BACK, n=changed)] if changed else []


def _is_number(firm: str) -> bool:
    """Whether an id is an organisation number, or stands for a sole trader's."""
    return firm.startswith("enskild-") or (
        len(firm) == 10 and firm.isdigit() and isinstance(parse_number(firm), Number)
    )


def _clash(
    file: str,
    rows: Sequence[tuple[int, str, str]],
    column: str,
    expected: str,
    plain: Callable[[str], str] = str,
) -> list[Fault]:
    """Report rows whose key is the same as an earlier row's while what it stands for differs."""
    first: dict[str, tuple[int, str]] = {}
    found = []
    for row, key, value in rows:
        earlier = first.setdefault(key, (row, value))
        if plain(earlier[1]) != plain(value):
            found.append(
                fault(file, expected, row=row, column=column, found=value,
                      first=earlier[0], other=earlier[1])
            )  # fmt: skip
    return found


@lru_cache(maxsize=2**14)
def _plain_name(name: str) -> str:
    plain = fold(name.replace("&", " och "))
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return " ".join(word for word in words if word not in {"ab", "aktiebolag", "hb", "kb", "publ"})


KINDS: Final[Mapping[str, tuple[tuple[Field, ...], Check]]] = {
    "records": (RECORDS, check_records),
    "eligible": (ELIGIBLE, check_eligible),
    "figures": (FIGURES, check_figures),
}
