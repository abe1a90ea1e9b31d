"""What has changed between two editions, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.indicators.facts.all import kept_facts
from vbdash.indicators.ranks import moved_places
from vbdash.refresh.changes import COMMUTING, Changes
from vbdash.sentences.facts import capital, fact_sentence
from vbdash.text import Text, msg

_EVENTS: Final = {
    "publish": msg("New figures: edition {edition}"),
    "undo": msg("Back to edition {edition}"),
    "restore": msg("Restored: edition {edition}"),
}


def event_title(tx: Text, what: str, edition: str) -> str:
    """Say what happened when another edition came to be served."""
    return tx(_EVENTS.get(what, _EVENTS["publish"]), edition=edition or tx("as shipped"))


def change_sentences(tx: Text, changes: Changes, dataset: Dataset) -> list[str]:
    """Say what has changed, a sentence a measure and series.

    Parameters
    ----------
    tx
        Language.
    changes
        Two editions compared.
    dataset
        The newer one: what measures and regions are called.
    """
    return [_measure(tx, row, dataset) for row in changes.measures.to_dict("records")]


def _measure(tx: Text, row: dict, dataset: Dataset) -> str:
    parts = []
    if row["new"]:
        new = tx.plural("{n} new figure", "{n} new figures", row["new"])
        parts.append(tx("{new} ({years})", new=new, years=row["years"]) if row["years"] else new)
    if row["revised"]:
        parts.append(
            tx.plural("{n} revised", "{n} revised", row["revised"]) + _most(tx, row, dataset)
        )
    if row["gone"]:
        parts.append(tx.plural("{n} gone", "{n} gone", row["gone"]))
    return f"{_label(tx, dataset, row['measure'])}: {tx.listing(parts)}."


def _most(tx: Text, row: dict, dataset: Dataset) -> str:
    if row["largest"] != row["largest"]:
        return ""
    percent = tx.number(row["largest"], 1, signed=True)
    place = dataset.name(str(row["region_code"]), tx.lang)
    return tx(
        ", at most by {percent} per cent ({place} {year})",
        percent=percent,
        place=place,
        year=row["year"],
    )


def region_sentences(tx: Text, changes: Changes, region: str, dataset: Dataset) -> list[str]:
    """Say what has changed for one region: the revised figures, and how many are new.

    Parameters
    ----------
    tx
        Language.
    changes
        Two editions compared.
    region
        Official code.
    dataset
        The newer edition.
    """
    rows = changes.of(region)
    lines = []
    for measure, part in rows.groupby("measure", sort=True):
        label = _label(tx, dataset, str(measure))
        decimals = _decimals(dataset, str(measure))
        whole = part[(part["sector"] == "TOTAL") & (part["kind"] == "revised")]
        for row in whole.to_dict("records"):
            lines.append(tx(
                "{label} {year}: {before} is now {after}.", label=label, year=row["year"],
                before=tx.number(row["before"], decimals), after=tx.number(row["after"], decimals),
            ))  # fmt: skip
        if measure == COMMUTING and (revised := int((part["kind"] == "revised").sum())):
            lines.append(f"{label}: {tx.plural('{n} revised', '{n} revised', revised)}.")
        new = int((part["kind"] == "new").sum())
        if new:
            lines.append(f"{label}: {tx.plural('{n} new figure', '{n} new figures', new)}.")
    return lines


def place_sentences(tx: Text, before: Dataset, after: Dataset) -> list[str]:
    """Say which municipalities of the county have another place than they had."""
    moved: pd.DataFrame = moved_places(before, after)
    return [
        tx(
            "{label} {year}: {place} was number {before} of {of} and is now number {after}.",
            label=_label(tx, after, row["measure"]), year=row["year"],
            place=after.name(row["region_code"], tx.lang),
            before=row["before"], after=row["after"], of=row["of"],
        )
        for row in moved.to_dict("records")
    ]  # fmt: skip


def fact_changes(tx: Text, before: Dataset, after: Dataset) -> list[tuple[str, str]]:
    """Return facts whose text differs: how it read and how it reads; either may be empty.

    Facts are told apart by what they are about, not by their words.
    """
    old, new = (_facts(tx, each) for each in (before, after))
    keys = [*new, *(key for key in old if key not in new)]
    pairs = [(old.get(key, ""), new.get(key, "")) for key in keys]
    return [pair for pair in pairs if pair[0] != pair[1]]


def _facts(tx: Text, dataset: Dataset) -> dict[tuple[str, str, str], str]:
    return {fact.key: capital(fact_sentence(tx, fact, dataset)) for fact in kept_facts(dataset)}


def _label(tx: Text, dataset: Dataset, measure: str) -> str:
    if measure == COMMUTING:
        return tx("Commuting between municipalities")
    try:
        return tx.pick(dataset.row("measures", measure), "label")
    except KeyError:  # a measure that came with an edition and went with it
        return measure


def _decimals(dataset: Dataset, measure: str) -> int:
    try:
        return int(dataset.row("measures", measure)["decimals"])
    except KeyError:
        return 0


def report(title: str, lines: Iterable[str]) -> str:
    """Write a part of a report: a heading and a line for each sentence."""
    return "\n".join([title, *(f"  {line}" for line in lines)])
