"""A grid of cells as a statistical table: which column is which variable, and what codes say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import prod
from typing import Final

import numpy as np

from vbdash.data.faults import fault
from vbdash.refresh import problems as say
from vbdash.refresh.cube import Cube
from vbdash.refresh.description import Description
from vbdash.refresh.problems import Stopped

_YEAR: Final = re.compile(r"(?:^|\s)((?:19|20)\d\d)$")
_NUMBER: Final = re.compile(r"[-−]?\d+(?:[.,]\d+)?")
_REGION: Final = re.compile(r"\d\d|\d{4}")
#: A table of more cells than this is no selection that a person made.
_MOST_CELLS: Final = 3e7
#: Share of the cells of a column without a heading that must be codes of a variable.
_MOSTLY: Final = 0.9
_SIGN: Final = re.compile(r"\.{1,2}|-|–|:|…")
#: A code before its words: "2482 Skellefteå", "B+C tillverkning och utvinning".
_CODE: Final = re.compile(r"(\d{2,4}|[A-Z](?:[+-][A-Z]+)*\+?(?:US)?|US|00)\s+\S")


@dataclass(frozen=True)
class Grid:
    """Cells of a text file or a sheet.

    Attributes
    ----------
    rows
        The cells, as text.
    comma
        Whether a comma may be a decimal sign.
    """

    rows: Sequence[Sequence[str]] = field(repr=False)
    comma: bool = True

    def head(self, count: int) -> Grid:
        """Return the first rows."""
        return Grid(self.rows[:count], self.comma)


def grid_cube(description: Description, grid: Grid) -> Cube:
    """Read a grid as a table.

    Raises
    ------
    Stopped
        When a variable is not found in it, or a cell is neither a figure nor a sign.
    """
    begin = _begin(grid)
    if begin is None:
        raise Stopped([fault(description.place(), say.FILE_KNOWN, detail="0")])
    body = _filled(grid.rows[begin:])
    width = max(len(row) for row in body)
    headings = _headings(grid.rows[:begin], width)
    which = _columns(description, headings, body)
    held = [c for c in range(width) if c not in which]
    needed = {v for v in description.variables if v not in which.values()}
    needed -= {description.time, description.measures.variable}
    needed -= {*description.fixed, *description.add}  # left out: the database gives the total
    if needed or not held:
        listed = ", ".join(h for h in headings if h)[:120]
        lacking = ", ".join(sorted(needed))
        place = description.place()
        raise Stopped([fault(place, say.VARIABLE_THERE, found=listed, variable=lacking)])
    return _built(description, body, which, {c: headings[c] for c in held}, grid.comma)


def _begin(grid: Grid) -> int | None:
    """Return the first row of figures: the first that ends in a figure or a sign and begins in words."""
    for place, row in enumerate(grid.rows):
        last = next((cell for cell in reversed(row) if cell), "")
        ends = len(row) > 1 and row[0] and (_figure(last) or _SIGN.fullmatch(last))
        if ends and not _all_years(row):
            return place
    return None


def _all_years(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    years = sum(_YEAR.search(cell) is not None for cell in filled)
    return years >= max(1, len(filled) - 6) and not _CODE.match(filled[0])


def _filled(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Repeat what a sheet writes once for several rows; notes below the table fall away."""
    found: list[list[str]] = []
    width = max(len(row) for row in rows)
    for row in rows:
        if sum(1 for cell in row if cell) < 2:
            continue
        cells = [*row, *[""] * (width - len(row))]
        if found:
            for place, cell in enumerate(cells):
                if cell:
                    break
                cells[place] = found[-1][place]
        found.append(cells)
    return found


def _headings(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Join the rows of a heading into one text a column; a text stands for the columns after it."""
    joined = [""] * width
    heads = [row for row in rows if any(row[1:])]  # a text in the first column alone is a title
    for row in heads:
        last, several = "", len(heads) > 1
        for place in range(width):
            cell = row[place] if place < len(row) else ""
            last = cell or (last if several else "")
            joined[place] = f"{joined[place]} {last}".strip()
    return joined


def _columns(
    description: Description, headings: Sequence[str], body: Sequence[Sequence[str]]
) -> dict[int, str]:
    """Tell which column is which variable: by its heading, else by the codes in it."""
    own = own_names(description)
    which = {c: own[h.casefold()] for c, h in enumerate(headings) if h.casefold() in own}
    wanted = _wanted(description)
    for column in range(len(headings)):
        cells = {row[column] for row in body[:400]}
        if column in which or all(
            not cell or _figure(cell) or _SIGN.fullmatch(cell) for cell in cells
        ):
            continue
        for variable, is_code in wanted.items():
            known = [is_code(code_of(description, variable, cell)) for cell in cells if cell]
            if variable not in which.values() and known and sum(known) >= _MOSTLY * len(known):
                which[column] = variable
                break
    return which


def _wanted(description: Description) -> dict[str, Callable[[str], bool]]:
    """Return what the codes of each variable look like, for columns without a heading."""
    wanted = {name: {code} for name, code in description.fixed.items()}
    wanted |= {name: set(codes) for name, codes in description.add.items()}
    if description.sectors:
        sectors = description.sectors
        wanted[sectors.variable] = {*sectors.codes, *sectors.others}
    found: dict[str, Callable[[str], bool]] = {n: c.__contains__ for n, c in wanted.items()}
    if not description.other:  # two columns of municipalities need their headings
        found[description.regions] = lambda code: _REGION.fullmatch(code) is not None
    return found


def own_names(description: Description) -> dict[str, str]:
    """Return the agency's names of variables by what they are called in a file, in small letters."""
    own = {variable.casefold(): variable for variable in description.variables}
    return own | {heading.casefold(): variable for variable, heading in description.names.items()}


def code_of(description: Description, variable: str, cell: str) -> str:
    """Return the code that a cell stands for: alone, before its words, or by its words."""
    words = description.words.get(variable, {})
    if variable == description.measures.variable:
        return _content(description, cell)
    if cell.casefold() in words:
        return words[cell.casefold()]
    begins = _CODE.match(cell)
    return begins[1] if begins else cell


def _built(
    description: Description,
    body: Sequence[Sequence[str]],
    which: Mapping[int, str],
    held: Mapping[int, str],
    comma: bool,
) -> Cube:
    cells: dict[tuple[str, ...], tuple[float, str]] = {}
    place = description.place()
    measure, time = description.measures.variable, description.time
    variables = list(dict.fromkeys([*which.values(), measure, time]))
    for number, row in enumerate(body, start=1):
        said = {variable: code_of(description, variable, row[c]) for c, variable in which.items()}
        for column, heading in held.items():
            if not row[column]:
                continue
            year = _YEAR.search(heading)
            named = {measure: _content(description, heading[: year.start()] if year else heading),
                     time: year[1] if year else ""} | said  # fmt: skip
            key = tuple(named[variable] for variable in variables)
            found = _parsed(row[column], comma)
            if found is None:
                odd = fault(place, say.FILE_KNOWN, row=number, column=heading, detail=row[column])
                raise Stopped([odd])
            if cells.setdefault(key, found) != found:
                raise Stopped([fault(place, say.FILE_KNOWN, row=number, detail=", ".join(key))])
    shape = [len({key[at] for key in cells}) for at in range(len(variables))]
    if prod(shape) > _MOST_CELLS:
        raise Stopped([fault(place, say.FILE_KNOWN, detail=f"{shape}")])
    cube = Cube.of_cells(variables, cells)
    return replace(cube, labels={name: {c: c for c in codes} for name, codes in cube.codes.items()})


def _content(description: Description, heading: str) -> str:
    """Return the code of what a column holds, by a word in its heading; the only one needs none."""
    codes = description.measures.codes
    if heading in codes:
        return heading
    words = description.words.get(description.measures.variable, {})
    fits = {code for word, code in words.items() if word in heading.casefold()}
    if len(fits) == 1:
        return fits.pop()
    return next(iter(codes)) if len(codes) == 1 and not words else heading.strip()


def _figure(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(re.sub(r"\s", "", cell)))


def _parsed(cell: str, comma: bool) -> tuple[float, str] | None:
    tight = re.sub(r"\s", "", cell).replace("−", "-")
    if _SIGN.fullmatch(tight):
        return np.nan, tight
    if not _NUMBER.fullmatch(tight) or ("," in tight and not comma):
        return None
    return float(tight.replace(",", ".")), ""
