"""Files that people save from the statistics database, recognised by what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from vbdash.data.faults import fault
from vbdash.refresh import problems as say
from vbdash.refresh.cube import Cube
from vbdash.refresh.description import Description
from vbdash.refresh.files.grids import Grid, code_of, grid_cube, own_names
from vbdash.refresh.files.kinds import inside_names, opened
from vbdash.refresh.problems import Stopped
from vbdash.refresh.scope import Scope
from vbdash.refresh.selection import select

__all__ = ["described_by", "read_file"]

#: Rows that are looked at to find out which table a file holds.
_LOOK: Final = 2000


def read_file(description: Description, name: str, content: bytes) -> Cube:
    """Read a file as one table.

    Parameters
    ----------
    description
        The table that it holds.
    name
        What the file is called; only for what is said of it.
    content
        Its bytes: ZIP, CSV, Excel, JSON-stat 2 or PX.

    Raises
    ------
    Stopped
        When it is none of these or does not hold the table.
    """
    return _cube(description, opened(name, content))


def described_by(
    described: Sequence[Description], name: str, content: bytes, scope: Scope
) -> Description:
    """Find out which table a file holds: by its codes, and by its name where several would fit.

    Raises
    ------
    Stopped
        When no description fits, or several do.
    """
    found = opened(name, content)
    fits = []
    for each in described:
        try:
            cube = _cube(each, found.head(_LOOK) if isinstance(found, Grid) else found)
        except Stopped:
            continue
        _, wrong = select(each, cube, scope)
        years = [int(code) for code in cube.codes.get(each.time, ()) if code.isdigit()]
        inside = bool(years) and min(years) >= each.first and max(years) <= each.last
        if inside and all(f.expected in {say.REGION_THERE, say.CODE_KNOWN} for f in wrong):
            fits.append(each)
    words = {word for each in inside_names(name, content) for word in each.split("_")}
    fits = [each for each in fits if each.table.casefold() in words] or fits
    if len(fits) == 1:
        return fits[0]
    if fits:
        choices = ", ".join(each.table for each in fits)
        raise Stopped([fault(name, say.FILE_ONE, choices=choices)])
    raise Stopped([fault(name, say.FILE_KNOWN, detail=", ".join(each.table for each in described))])


def _cube(description: Description, found: Grid | Cube) -> Cube:
    if isinstance(found, Grid):
        return grid_cube(description, found)
    return found.renamed(
        own_names(description), lambda name, code: code_of(description, name, code)
    )
