"""Where an imported register lies, which one is in force, and how a new one takes its place.

The folder::

    register/
        register.json               which edition is in force, and what it holds
        20260629-1a2b3c4d/          an edition; never changed once it is there
            firms/county=24/part-0.parquet
            details/county=24/part-0.parquet
            sole_traders.parquet
            unreadable.csv
        .making-…/                  what an import that was interrupted had finished

An edition is made beside and moved into place whole; then ``register.json`` is replaced in one step.
Who reads sees the edition before or the new one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from vbdash.data.atomic import synced
from vbdash.data.dataset import data_directory

MANIFEST: Final = "register.json"
_MAKING: Final = ".making-"


def register_directory(data: str | Path | None = None) -> Path:
    """Return where the register lies: ``VBDASH_REGISTER``, else ``register/`` of the data directory."""
    named = os.environ.get("VBDASH_REGISTER")
    return Path(named) if named and data is None else data_directory(data) / "register"


def current(folder: Path) -> tuple[Path, Mapping[str, Any]] | None:
    """Return the edition in force: its folder and its description; None where there is none."""
    try:
        told = json.loads((folder / MANIFEST).read_text("utf-8"))
        edition = folder / Path(told["folder"]).name
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return (edition, told) if (edition / "firms").is_dir() else None


def making(folder: Path, key: str) -> Path:
    """Return the folder in which an edition is made, as far as it has come; others are removed."""
    mine = folder / f"{_MAKING}{key}"
    for other in folder.glob(f"{_MAKING}*"):
        if other != mine:
            shutil.rmtree(other)
    mine.mkdir(exist_ok=True)
    return mine


def publish(made: Path, name: str, told: Mapping[str, Any]) -> Path:
    """Put an edition in force; the one before is kept, older ones are removed.

    Parameters
    ----------
    made
        Folder with the whole edition, beside its place.
    name
        Name of its place.
    told
        Its description, for ``register.json``.
    """
    folder = made.parent
    before = current(folder)
    place = folder / name
    number = 1
    while place.exists():
        number += 1
        place = folder / f"{name}-{number}"
    for path in [made, *made.rglob("*")]:
        synced(path)
    made.replace(place)
    beside = folder / f".{MANIFEST}.new"
    content = {"folder": place.name, **told}
    beside.write_text(json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True), "utf-8")
    synced(beside)
    beside.replace(folder / MANIFEST)
    synced(folder)
    keep = {place, before[0] if before else place}
    for other in folder.iterdir():
        if other.is_dir() and (other / "firms").is_dir() and other not in keep:
            shutil.rmtree(other)
    return place
