"""When the public figures change: not with every import, or the difference would tell of single firms.

What has been published stays until enough firms have changed in every table that changes, so that
no difference between two editions is about fewer; a setting can add set dates. What is published is
kept in the data directory, with marks by which the next edition is compared: one keyed hash for
each firm and table, no names.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd

from vbdash.data.atomic import write_whole
from vbdash.data.faults import DataError, fault, opened
from vbdash.records.codes import CELL, STEPS
from vbdash.records.counts import helps, needs_by_firm, progress
from vbdash.records.reach import Eligible
from vbdash.records.release import STEP, Release
from vbdash.records.withholding import LIMIT
from vbdash.text import msg

#: Folder of the data directory that holds what is published.
PUBLISHED: Final = "published"
#: Setting: how many firms must have changed, and days of the year on which figures may change.
SETTING: Final = "VBDASH_RELEASE"
_EXPECTED: Final = msg(
    "a number of firms, at least {limit}, and days such as 01-15, parted by commas"
)
#: Form of the kept file and edition of the rule; what was made by another is made anew.
_RULE: Final = 1
_ANY: Final = 10**6
_LOG: Final = logging.getLogger("vbdash")
#: What could not be written is remembered while the process lives.
_UNWRITTEN: Final[dict[Path, dict[str, Any]]] = {}

Marks = Mapping[str, Iterable[str]]


@dataclass(frozen=True)
class Policy:
    """When a new edition is due.

    Attributes
    ----------
    least
        So many firms must have changed in every table that changes at all.
    days
        Days of the year, as month and day, on which figures may change; any day when there are none.
    """

    least: int = 2 * LIMIT
    days: tuple[tuple[int, int], ...] = ()

    def due(self, before: Marks, after: Marks, since: date, today: date) -> bool:
        """Whether what was published `since` may give way to what there is today."""
        changed = [_changed(before.get(name, ()), after[name]) for name in after]
        if not any(changed) or any(0 < n < self.least for n in changed):
            return False
        years = range(since.year, today.year + 1)
        dates = [date(year, month, day) for year in years for month, day in self.days]
        return not self.days or any(since < each <= today for each in dates)


def policy() -> Policy:
    """Read the setting ``VBDASH_RELEASE``, such as ``20`` or ``10, 01-15, 08-15``.

    Raises
    ------
    DataError
        When it cannot be read, or asks for fewer firms than the limit of small numbers.
    """
    text = os.environ.get(SETTING, "").strip()
    found = Policy()
    try:
        for part in filter(None, re.split(r"[,;\s]+", text)):
            if re.fullmatch(r"[0-9]{1,6}", part):
                found = replace(found, least=int(part))
            else:
                day = date.fromisoformat(f"2001-{part}")  # no leap year: each day comes every year
                found = replace(found, days=(*found.days, (day.month, day.day)))
        if found.least < LIMIT:
            raise ValueError(text)
    except ValueError:
        wrong = fault(SETTING, _EXPECTED, found=text, limit=LIMIT)
        raise DataError([opened(wrong)]) from None
    return found


def marks(rows: pd.DataFrame, eligible: Eligible, key: str) -> dict[str, list[str]]:
    """Return, for each public table, a hash of who stands where in it.

    Parameters
    ----------
    rows
        Table ``interventions``.
    eligible
        The target group.
    key
        Random text of its own for each data directory.
    """
    firms = progress(rows)
    helped = firms[firms["furthest"] >= STEPS.index(STEP)]
    found: dict[str, pd.DataFrame] = {
        "step": firms[["firm_id", "furthest"]],
        "needs": needs_by_firm(rows)[["firm_id", "need", "met"]],
    }
    for name in (*CELL, "year"):
        found[name] = helped[["firm_id", name]]
    for name in ("area", "form"):
        found[name] = helps(rows)[["firm_id", name]]
    for name in CELL:
        found[f"base {name}"] = _base(eligible, name)
    return {name: _hashes(name, frame, key) for name, frame in found.items()}


def _base(eligible: Eligible, by: str) -> pd.DataFrame:
    """Return who stands where in the target group; of counts, which cells hold how many."""
    if eligible.basis == "register":
        return eligible.firms[["firm_id", by]]
    if eligible.basis == "counts" and eligible.knows(by):
        return eligible.cells
    return pd.DataFrame()


def _hashes(name: str, frame: pd.DataFrame, key: str) -> list[str]:
    # A row at a time in pandas takes 50 times as long.
    cells = (map(str, frame[each].astype("object").astype(str)) for each in frame)
    lines = map("\0".join, zip(*cells, strict=True))
    found = {
        hashlib.blake2b(f"{name}\0{line}".encode(), key=key.encode(), digest_size=8).hexdigest()
        for line in lines
    }
    return sorted(found)


def _changed(before: Iterable[str], after: Iterable[str]) -> int:
    """Count firms that came, went or moved; one that moved is in both differences.

    From nothing, or to nothing, is no difference: it is the one edition that there is.
    """
    old, new = set(before), set(after)
    gone, come = len(old - new), len(new - old)
    return max(gone, come) if old and new else _ANY * max(gone, come)


def current(
    directory: Path,
    county: str,
    rows: pd.DataFrame,
    eligible: Eligible,
    make: Callable[[], Release],
    today: date | None = None,
) -> Release:
    """Return the edition that is public today, and publish a new one where that is due.

    Parameters
    ----------
    directory
        The data directory.
    county
        Whose figures they are.
    rows, eligible
        The records and the target group as they are now.
    make
        Protects them.
    today
        For tests.
    """
    today = today or date.today()
    path = directory / PUBLISHED / f"{county}.json"
    kept = _UNWRITTEN.get(path) or _read(path)
    if kept is None and not len(rows) and eligible.basis == "workplaces":
        return make()  # as shipped: there is nothing to protect
    key = kept["key"] if kept else secrets.token_hex(16)
    now = marks(rows, eligible, key)
    if kept and kept["marks"] == now:  # the same figures, whatever is said of their source
        return replace(_loaded(kept), base_year=eligible.year, base_source=eligible.source)
    if kept and not _due(kept, now, today):
        return _loaded(kept)
    made = replace(make(), day=today)
    _write(path, {"rule": _RULE, "key": key, "marks": now, **_dumped(made)})
    return made


def _due(kept: Mapping[str, Any], now: Marks, today: date) -> bool:
    try:
        rule = policy()
    except DataError as error:
        _LOG.error("what is published stays: %s", error)
        return False
    return rule.due(kept["marks"], now, date.fromisoformat(kept["day"]), today)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        kept: dict[str, Any] = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        _LOG.error("what was published cannot be read (%s): it is made anew", error)
        return None
    return kept if kept.get("rule") == _RULE else None


def _write(path: Path, content: dict[str, Any]) -> None:
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        write_whole(path, json.dumps(content, allow_nan=False).encode(), private=True)
        _UNWRITTEN.pop(path, None)
    except OSError as error:
        _LOG.error("what is published cannot be kept (%s): a restart may publish anew", error)
        _UNWRITTEN[path] = content


def _dumped(made: Release) -> dict[str, Any]:
    """Turn an edition into what JSON can hold."""
    frames = {"steps": made.steps, "needs": made.needs, **made.tables}
    return {
        "day": str(made.day),
        "limit": made.limit,
        "basis": made.basis,
        "base_year": made.base_year,
        "base_source": made.base_source,
        "frames": {name: _plain(frame) for name, frame in frames.items()},
    }


def _plain(frame: pd.DataFrame) -> dict[str, Any]:
    cells = frame.astype("object").where(frame.notna(), None)
    return {"name": frame.index.name, "index": frame.index.tolist(),
            "columns": {str(name): column.tolist() for name, column in cells.items()}}  # fmt: skip


def _loaded(kept: Mapping[str, Any]) -> Release:
    frames: dict[str, pd.DataFrame] = {}
    for name, plain in kept["frames"].items():
        index = pd.Index(plain["index"], name=plain["name"])
        frame = pd.DataFrame(plain["columns"], index=index)
        flags = [column for column in frame if str(column).endswith("withheld")]
        kinds = {column: bool if column in flags else "float64" for column in frame}
        frames[name] = frame.astype(kinds)
    steps, needs = frames.pop("steps"), frames.pop("needs")
    return Release(
        steps, frames, needs, kept["limit"], kept["basis"], kept["base_year"],
        kept["base_source"], date.fromisoformat(kept["day"]),
    )  # fmt: skip
