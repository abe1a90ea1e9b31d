"""Questions to the register, each written once as an Ibis expression, for any engine.

Counts are of firms that are no natural persons. Sole traders have no rows to count, only sums
(:func:`sole_traders`). The municipality is that of the seat, as the postal address says; a firm's
workplaces may lie elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import ibis
from ibis import Table

from vbdash.register.engine import Tables
from vbdash.register.layouts import folded

#: Value of ``status``: the firm is active. ``0`` never was, ``9`` is no longer.
ACTIVE: Final = "1"
_MOST_WORDS: Final = 8


def count(tables: Tables, by: tuple[str, ...], active: bool = True) -> Table:
    """Count firms of the whole register.

    Parameters
    ----------
    tables
        The register.
    by
        Columns to count by.
    active
        Whether only active firms count.

    Returns
    -------
    Table
        Columns `by` and ``firms``, in the order of `by`.
    """
    firms = tables.firms
    if active:
        firms = firms.filter(firms["status"] == ACTIVE)
    return firms.group_by(list(by)).aggregate(firms=firms.count()).order_by(list(by))


def sole_traders(tables: Tables, divisions: Collection[str] = ()) -> Table:
    """Return the sums of active sole traders, five or more each.

    Where ``division`` is missing, the sum is of a municipality's industries with few; where
    ``municipality_code`` is missing, of municipalities with few. Such sums are left out where
    `divisions` are asked for.
    """
    rows = tables.sole_traders
    if divisions:
        rows = rows.filter(rows["division"].isin(sorted(divisions)))
    return rows.order_by(["county_code", "municipality_code", "division"])


_SHOWN: Final = (
    "org_number", "name", "legal_form", "division", "sni", "status", "registered", "locality",
    "accepts_advertising",
)  # fmt: skip


def numbered(tables: Tables, numbers: Collection[str]) -> Table:
    """Return the firms with these organisation numbers.

    Parameters
    ----------
    tables
        The register.
    numbers
        Ten digits each, of legal persons only.

    Returns
    -------
    Table
        The firm, the municipality of its seat as ``seat_municipality_code``, and how it was
        ``placed``: by its postal code, or guessed by the code's first digits; from the second file,
        where it was imported, ``activity``, ``proceeding`` and ``deregistered``.
    """
    firms = tables.firms
    found = firms.filter(firms["org_number"].isin(sorted(numbers)))
    if "sni_converted" not in found.columns:  # an edition that was imported before there was a key
        found = found.mutate(sni_converted=ibis.null().cast("string"))
    found = found.select(
        *_SHOWN, "sni_converted", "placed", seat_municipality_code=found["municipality_code"]
    )
    if tables.details is not None:
        more = tables.details.select("org_number", "activity", "proceeding", "deregistered")
        more = more.filter(more["org_number"].isin(sorted(numbers)))
        found = found.left_join(more, "org_number").drop("org_number_right")
    else:
        text = ibis.null().cast("string")
        found = found.mutate(activity=text, proceeding=text, deregistered=ibis.null().cast("date"))
    return found.order_by("org_number")


def asked_words(text: str) -> list[str]:
    """Return the words that a search looks for, folded as the names are."""
    return folded(text).split()[:_MOST_WORDS]


def named(tables: Tables, text: str, most: int = 20) -> Table | None:
    """Find firms by name.

    Parameters
    ----------
    tables
        The register.
    text
        What somebody types; each of its words must begin a word of the name. Case, accents and
        signs make no difference.
    most
        How many to return at most.

    Returns
    -------
    Table or None
        ``org_number`` alone, since nothing else needs to be read of a million firms; names that
        begin with the text first, then the shorter, then the lower number. None where no word is
        asked for.
    """
    words = asked_words(text)
    if not words:
        return None
    firms = tables.firms
    for word in sorted(words, key=len, reverse=True):
        firms = firms.filter(firms["words"].contains(f" {word}"))
    start = firms["words"].startswith(f" {' '.join(words)}")
    best = [start.desc(), firms["words"].length(), firms["org_number"]]
    return firms.order_by(best).limit(most).select("org_number")
