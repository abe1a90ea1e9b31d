"""How old each source is: last fetched, published by its agency, next expected, and what is late."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from vbdash.refresh.agencies import NAMES
from vbdash.refresh.answers import Store, read_answers
from vbdash.refresh.description import Description, descriptions
from vbdash.refresh.problems import Stopped


def freshness(directory: Path, today: date) -> pd.DataFrame:
    """Return one row a table that can be refreshed.

    Parameters
    ----------
    directory
        The data directory.
    today
        What "late" is measured from.

    Returns
    -------
    DataFrame
        ``source_id``, ``agency`` and ``table``, ``title``, ``fetched`` and ``published`` (dates as
        text, empty where not known), ``expected`` (when the agency says that the next edition
        comes, else its rhythm after the last one) and ``late``: whether that day has passed without
        a fetch since; one on the very day that brought nothing new came too early. A table that was
        never fetched is not late; it has no date at all.
    """
    store = Store(directory)
    rows = []
    for each in descriptions():
        latest = store.latest(each.id)
        published, stated = _dates(each, store, latest)
        expected = stated or _after(published or latest.get("fetched", "")[:10], each.rhythm)
        fetched = latest.get("fetched", "")[:10]
        late = bool(expected) and expected < today.isoformat() and fetched <= expected
        rows.append({
            "source_id": each.id, "agency": NAMES[each.agency], "table": each.table,
            "title": each.title, "fetched": fetched, "published": published,
            "expected": expected, "late": late,
        })  # fmt: skip
    return pd.DataFrame(rows)


def _dates(description: Description, store: Store, latest: dict[str, str]) -> tuple[str, str]:
    """Return when the agency published the table and when it says that it will next."""
    if not latest:
        return "", ""
    try:
        state = store.read(description.id, latest["state"])
        cube = read_answers(description, state.outline or state.data)[0]
    except (Stopped, IndexError):
        return "", ""
    return cube.updated[:10], cube.expected[:10]


def _after(day: str, months: int) -> str:
    """Return the same day so many months later, the first of the month after where there is none.

    Examples
    --------
    >>> _after("2025-11-28", 12), _after("2024-02-29", 12), _after("", 12)
    ('2026-11-28', '2025-03-01', '')
    """
    try:
        begun = date.fromisoformat(day)
    except ValueError:
        return ""
    year, month = divmod(begun.year * 12 + begun.month - 1 + months, 12)
    try:
        return date(year, month + 1, begun.day).isoformat()
    except ValueError:
        return date(year + (month == 11), (month + 1) % 12 + 1, 1).isoformat()
