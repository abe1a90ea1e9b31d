"""``python -m vbdash editions``: what is in place, what differs, and the way back."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import UTC, date, datetime
from pathlib import Path

from vbdash.data.dataset import Dataset, data_directory, load
from vbdash.data.faults import DESCRIPTION, FILE_THERE, DataError, fault, reason
from vbdash.data.refreshed import served_edition
from vbdash.exhibits.news import entries
from vbdash.refresh.changes import compare
from vbdash.refresh.feed import as_json, atom
from vbdash.refresh.freshness import freshness
from vbdash.refresh.publish import SHIPPED, editions, manifest, restore
from vbdash.sentences.changes import (
    change_sentences,
    event_title,
    fact_changes,
    place_sentences,
    region_sentences,
    report,
)
from vbdash.text import Text, msg


def run(chosen: Namespace, tx: Text) -> int:
    """Run a part; 0 when all is well, 1 when it is not."""
    directory = data_directory(chosen.data)
    try:
        if not (directory / DESCRIPTION).is_file():
            raise DataError([fault(DESCRIPTION, FILE_THERE)])
        editions(directory)  # what may not be read is no empty history
        return {
            "list": _list, "compare": _compare, "restore": _restore,
            "changes": _changes, "status": _status,
        }[chosen.part](chosen, directory, tx)  # fmt: skip
    except BrokenPipeError:
        raise
    except DataError as error:
        print(error.report(tx, whole=True), file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or directory}: {reason(error, tx)}", file=sys.stderr)
    except ValueError as error:
        print(error, file=sys.stderr)
    return 1


def _list(_: Namespace, directory: Path, tx: Text) -> int:
    for each in editions(directory):
        mark = "*" if each.served else " "
        rows = tx.plural("{n} figure", "{n} figures", each.rows) if each.rows else tx("as shipped")
        print(f"{mark} {each.name:<22} {each.made:<20} {rows:>18}  {', '.join(each.tables)}")
    return 0


def _compare(chosen: Namespace, directory: Path, tx: Text) -> int:
    before, after = (_loaded(directory, name) for name in (chosen.before, chosen.after))
    changes = compare(before, after)
    if chosen.municipality:
        print("\n".join(region_sentences(tx, changes, chosen.municipality, after)))
        return 0
    texts = [f"{old or '–'} → {new or '–'}" for old, new in fact_changes(tx, before, after)]
    for title, lines in {
        tx("Figures"): change_sentences(tx, changes, after),
        tx("Places"): place_sentences(tx, before, after),
        tx("Facts that read differently"): texts,
    }.items():
        print(report(title, lines or [tx("nothing has changed")]))
    return 0


def _restore(chosen: Namespace, directory: Path, tx: Text) -> int:
    done = restore(directory, chosen.edition, datetime.now(UTC))
    print(event_title(tx, "restore", chosen.edition) if done else tx("It is served already."))
    return 0


def _changes(chosen: Namespace, directory: Path, tx: Text) -> int:
    found = entries(load(directory), tx)
    if chosen.format == "text":
        for each in reversed(found):
            print(report(f"{each.time} {each.title}", each.lines))
        return 0
    title = tx("What has changed in the figures")
    feed = chosen.format == "atom"
    body = atom(found, title, chosen.address, tx.lang) if feed else as_json(found)
    sys.stdout.buffer.write(body)
    return 0


def _status(_: Namespace, directory: Path, tx: Text) -> int:
    table = freshness(directory, datetime.now(UTC).date())
    late = list(table.loc[table["late"], "table"])
    name = served_edition(directory) or SHIPPED
    if late:
        said = msg("LATE editions: {edition} is served; older than their rhythm: {tables}.")
        print(tx(said, edition=name, tables=", ".join(late)))
        return 1
    newest = max((d for d in table["fetched"] if d), default="")
    when = tx.date(date.fromisoformat(newest)) if newest else "–"
    print(tx("OK editions: {edition} is served; last fetched {date}.", edition=name, date=when))
    return 0


def _loaded(directory: Path, name: str | None) -> Dataset:
    if name is None:
        return load(directory)
    return load(directory, edition="" if name == SHIPPED else manifest(directory, name)["edition"])
