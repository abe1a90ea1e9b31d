"""What is new in the figures, and how fresh each source is: for the page about data and for feeds."""

from __future__ import annotations

from datetime import date

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.faults import DataError
from vbdash.refresh.changes import Changes, compare_editions
from vbdash.refresh.feed import Entry
from vbdash.refresh.freshness import freshness
from vbdash.refresh.publish import history
from vbdash.sentences.changes import change_sentences, event_title
from vbdash.text import Text

#: So many events are told of.
_EVENTS = 10


def entries(dataset: Dataset, tx: Text) -> list[Entry]:
    """Return what changed at each of the latest events, the oldest first.

    Parameters
    ----------
    dataset
        What is served: what measures and regions are called.
    tx
        Language.
    """
    found = []
    for event in history(dataset.directory)[-_EVENTS:]:
        changes = _compared(dataset, event["before"], event["edition"])
        lines = tuple(change_sentences(tx, changes, dataset)) if changes else ()
        title = event_title(tx, event["what"], event["edition"])
        found.append(Entry(event["edition"], event["time"], title, lines))
    return found


def latest(dataset: Dataset) -> Changes | None:
    """Return what the latest event changed; None where nothing has ever been refreshed here."""
    events = history(dataset.directory)
    if not events:
        return None
    return _compared(dataset, events[-1]["before"], events[-1]["edition"])


def new_figures(dataset: Dataset) -> frozenset[tuple[str, int]]:
    """Return measures with the years that are new since the edition before, for all regions at once.

    What is worked out of a new figure, a share above all, is as new as that.
    """

    def made() -> frozenset[tuple[str, int]]:
        changes = latest(dataset)
        if changes is None:
            return frozenset()
        rows = changes.rows[changes.rows["kind"] == "new"]
        new = set(zip(rows["measure"].astype(str), rows["year"].astype(int), strict=True))
        for each in dataset.table("measures").astype("object").to_dict("records"):
            of = {each["base"], each["numerator"]}
            new |= {(str(each["id"]), year) for measure, year in new if measure in of}
        return frozenset(new)

    return dataset.once(("new figures",), made)


def _compared(dataset: Dataset, before: str, after: str) -> Changes | None:
    def made() -> Changes | None:
        try:
            return compare_editions(dataset.directory, before, after)
        except (DataError, OSError):  # an edition that has been cleared away
            return None

    return dataset.once(("compared", before, after), made)


def sources_table(dataset: Dataset, tx: Text, today: date) -> pd.DataFrame:
    """Return one row a source of figures, the late ones first, in words.

    Parameters
    ----------
    dataset
        What is served.
    tx
        Language.
    today
        What "late" is measured from.

    Returns
    -------
    DataFrame
        Source, publisher, latest year of its figures, when it was published and fetched, when the next
        edition is expected, and where it stands.
    """
    newest = dataset.table("observations").groupby("source_id", observed=True)["year"].max()
    told = freshness(dataset.directory, today).set_index("source_id")
    rows = []
    for source in [*newest.index, *(s for s in told.index if s not in newest.index)]:
        known = told.loc[source] if source in told.index else None
        named = dataset.row("sources", source) if source in dataset.sources.index else None
        dated = (
            {}
            if known is None
            else {k: _day(tx, known[k]) for k in ("published", "fetched", "expected")}
        )
        late = known is not None and bool(known["late"])
        rows.append({
            "late": late,
            tx("Source"): tx.named(named, "title") if named is not None else str(told.loc[source, "title"]),
            tx("Publisher"): str(named["publisher"] if named is not None else told.loc[source, "agency"]),
            tx("Latest year"): str(newest[source]) if source in newest.index else "",
            tx("Published"): dated.get("published") or _day(tx, None if named is None else named["published"]),
            tx("Fetched"): dated.get("fetched", "") or _day(tx, None if named is None else named["retrieved"]),
            tx("Next expected"): dated.get("expected", ""),
            tx("Status"): _status(tx, known is not None, dated, late),
        })  # fmt: skip
    table = pd.DataFrame(rows).sort_values(
        "late", ascending=False, kind="stable", ignore_index=True
    )
    return table.drop(columns="late")


def _status(tx: Text, refreshable: bool, dated: dict[str, str], late: bool) -> str:
    if late:
        return tx("Newer figures should exist")
    if dated.get("fetched"):
        return tx("Fetched here")
    return tx("As it came with the app") if refreshable else tx("A copy; not fetched by the app")


def _day(tx: Text, value: object) -> str:
    """Write a day; what is no whole date stays as the source has it."""
    text = "" if value is None or value != value else str(value)[:10]
    try:
        return tx.date(date.fromisoformat(text))
    except ValueError:
        return text
