"""``python -m vbdash import TABLE --list`` and ``--undo``: earlier versions of an imported table."""

from __future__ import annotations

import sys
from pathlib import Path

from vbdash.data.dataset import data_directory, read_package
from vbdash.data.faults import DESCRIPTION, TABLE_DESCRIBED, DataError, fault
from vbdash.records.importing import KINDS, put_in_place, refused
from vbdash.records.store import prune, retention, versions
from vbdash.text import Text


def list_versions(kind: str, directory: str | None, tx: Text) -> int:
    """Print the earlier versions of a table, the latest first.

    Parameters
    ----------
    kind
        One of :data:`vbdash.records.importing.KINDS`.
    directory
        The data directory; None for the one the app reads.
    tx
        Language of what is printed.
    """
    try:
        days = retention()
        prune(data_directory(directory), days)
        found = versions(_path(kind, directory))
    except (DataError, OSError) as error:
        return refused(error, data_directory(directory), tx)
    for each in found:
        print(tx("{version}: replaced {time} UTC", version=each.path.name,
                 time=f"{each.replaced:%Y-%m-%d %H:%M}"))  # fmt: skip
    if not found:
        print(tx("No earlier version is kept."))
    print(tx("Earlier versions are deleted after {days} days.", days=days))
    return 0


def undo(kind: str, name: str, directory: str | None, tx: Text) -> int:
    """Bring an earlier version of a table back; what is there now is kept in its stead.

    Parameters
    ----------
    kind
        One of :data:`vbdash.records.importing.KINDS`.
    name
        Which version; empty for the latest.
    directory
        The data directory; None for the one the app reads.
    tx
        Language of what is printed.

    Returns
    -------
    int
        0 when the version is in place; 1 when not, and then nothing has changed.
    """
    try:
        path = _path(kind, directory)
        chosen = [each for each in versions(path) if not name or each.path.name == Path(name).name]
        if not chosen:
            print(tx("There is no such earlier version."), file=sys.stderr)
            return 1
        kept = put_in_place(path, chosen[0].path.read_bytes(), data_directory(directory))
    except (DataError, OSError) as error:
        return refused(error, data_directory(directory), tx)
    print(tx("{version} is in place again.", version=chosen[0].path.name))
    if kept:
        print(tx("The version before is kept as {file}.", file=f"{kept.parent.name}/{kept.name}"))
    return 0


def _path(kind: str, directory: str | None) -> Path:
    """Return where a table is; it may be the very one that has faults, and is to be replaced."""
    package, _, _, faults = read_package(data_directory(directory))
    for each in package.get("resources", ()):
        if each["name"] == KINDS[kind].table:
            return data_directory(directory) / str(each["path"])
    raise DataError(faults or [fault(DESCRIPTION, TABLE_DESCRIBED, table=KINDS[kind].table)])
