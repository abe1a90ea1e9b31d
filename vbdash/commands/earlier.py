"""``python -m vbdash import TABLE --list`` and ``--undo``: earlier versions of an imported table."""

from __future__ import annotations

import sys
from pathlib import Path

from vbdash.data.dataset import Dataset, load
from vbdash.data.faults import DataError
from vbdash.records.importing import KINDS, put_in_place
from vbdash.records.store import Version, prune, retention, versions
from vbdash.text import Text

__all__ = ["list_versions", "undo"]


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
        dataset, found = _versions(kind, directory)
        days = retention()
        prune(dataset.directory, days)
    except (DataError, OSError) as error:
        return _refused(error, tx)
    for each in found:
        if each.path.exists():
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
        dataset, found = _versions(kind, directory)
        chosen = [each for each in found if not name or each.path.name == Path(name).name]
        if not chosen:
            print(tx("There is no such earlier version."), file=sys.stderr)
            return 1
        kept = put_in_place(dataset, KINDS[kind].table, chosen[0].path.read_bytes())
    except (DataError, OSError) as error:
        return _refused(error, tx)
    print(tx("{version} is in place again.", version=chosen[0].path.name))
    if kept:
        print(tx("The version before is kept as {file}.", file=f"{kept.parent.name}/{kept.name}"))
    return 0


def _versions(kind: str, directory: str | None) -> tuple[Dataset, list[Version]]:
    dataset = load(directory)
    return dataset, versions(dataset.directory / dataset.resource(KINDS[kind].table)["path"])


def _refused(error: DataError | OSError, tx: Text) -> int:
    said = (
        error.report(tx, whole=True)
        if isinstance(error, DataError)
        else error.strerror or str(error)
    )
    print(said, file=sys.stderr)
    print(tx("Nothing has been changed."), file=sys.stderr)
    return 1
