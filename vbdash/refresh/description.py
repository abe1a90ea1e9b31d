"""Descriptions of the agencies' tables: files, not code.

A description says where a table is, which codes are which measure, industry and region, what must
hold for its figures, and what its columns are called in a file that a person has saved.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from vbdash.data.faults import fault
from vbdash.refresh import problems as say
from vbdash.refresh.problems import Stopped

#: Where the descriptions lie.
TABLES: Final = Path(__file__).resolve().parent / "tables"
AGENCIES: Final = ("scb", "eurostat", "kolada")

_EMPTY: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True)
class Codes:
    """A variable of the agency's and what its codes are with us.

    Attributes
    ----------
    variable
        The agency's name of it.
    codes
        Their code and ours.
    labels
        Beginning of their label and our code, where their code is not known beforehand. An empty
        beginning fits any label: the table has just one.
    optional
        Codes of theirs that may be missing.
    others
        Codes of theirs that are there and not wanted; ``"*"`` for any. A code that is neither
        wanted nor named here stops a refresh: something has been renamed or regrouped.
    """

    variable: str
    codes: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    labels: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    optional: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Checks:
    """What must hold for the figures of a table.

    Attributes
    ----------
    parts
        Our codes of the industries that make up the printed total; none where they need not.
    regions
        Whether municipalities add up to their county, and counties to the country.
    noise, share
        How far a printed total may lie from the sum of its parts: so much for each part, plus this
        share of the total. Statistics Sweden changes single figures by a few units.
    factor, floor
        How many times a figure may grow or shrink from one year to the next, or be revised, where
        either is at least `floor`.
    least, most
        What any figure lies between.
    """

    parts: tuple[str, ...] = ()
    regions: bool = False
    noise: float = 0.5
    share: float = 0.0
    factor: float = 4.0
    floor: float = 0.0
    least: float = 0.0
    most: float = 1e12


@dataclass(frozen=True)
class Description:
    """One table of one agency.

    Attributes
    ----------
    id
        Our identifier of the publication, a key of the table ``sources``.
    agency, table
        Who publishes it and what they call it.
    title, publisher, url, licence, note_sv, note_en
        The row of ``sources``.
    series, status
        What the rows carry: the series that they belong to, and ``final``, ``provisional`` or
        ``derived``.
    kind
        ``"observations"``, or ``"commuting"`` for a matrix of municipalities.
    time, first, last, last_years
        The variable of the year, the first and last year wanted, and how many years from the newest
        one (0 for all).
    regions, levels, region_codes
        The variable of the region; what must be complete of ``country``, ``county`` and
        ``municipality``; their code and ours, where theirs is another.
    other
        In a matrix: the variable of the municipality of residence.
    measures, sectors
        The variables that tell measures and industries apart.
    fixed, add
        Variables of which one code is taken, and those whose codes are added up because the table
        has no total.
    total
        Our codes of the industries that make up a total, where the table prints none; it is
        ``derived``.
    rank
        Which of several series of a measure is in use where they hold the same year, 1 first; 0
        leaves it to the dates of the sources.
    rhythm
        Months between two editions.
    checks
        What must hold.
    names, words
        What variables and codes are called in files that a person has saved.
    """

    id: str
    agency: str
    table: str
    title: str
    publisher: str
    url: str
    licence: str
    series: str
    status: str
    time: str
    regions: str
    levels: tuple[str, ...]
    measures: Codes
    kind: str = "observations"
    first: int = 0
    last: int = 9999
    last_years: int = 0
    region_codes: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    other: str = ""
    sectors: Codes | None = None
    fixed: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    add: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _EMPTY)
    total: tuple[str, ...] = ()
    rank: int = 0
    rhythm: int = 12
    checks: Checks = field(default_factory=Checks)
    names: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: _EMPTY)
    note_sv: str = ""
    note_en: str = ""

    @property
    def variables(self) -> tuple[str, ...]:
        """The agency's names of every variable that is used."""
        found = [self.regions, self.measures.variable, self.time, self.other]
        found += [self.sectors.variable] if self.sectors else []
        return tuple(dict.fromkeys(name for name in [*found, *self.fixed, *self.add] if name))

    @property
    def short(self) -> str:
        """What the agency is called in a line."""
        return {"scb": "SCB", "eurostat": "Eurostat", "kolada": "Kolada"}[self.agency]

    def place(self, variable: str = "") -> str:
        """Name the table, and a variable of it, in a fault."""
        return f"{self.table}, {variable}" if variable else self.table


def read_description(name: str, content: bytes) -> Description:
    """Read the description of a table.

    Raises
    ------
    Stopped
        When it is not one, with what is wrong.
    """
    try:
        raw = dict(json.loads(content))
        for key in ("measures", "sectors"):
            if key in raw:
                raw[key] = Codes(**_frozen(raw[key]))
        raw["checks"] = Checks(**_frozen(raw.get("checks", {})))
        raw["add"] = {key: tuple(codes) for key, codes in raw.get("add", {}).items()}
        described = Description(**_frozen(raw))
        if (agency := described.agency) not in AGENCIES:
            choices = ", ".join(AGENCIES)
            raise Stopped([fault(name, say.KNOWN_AGENCY, found=agency, choices=choices)])
    except (TypeError, ValueError, AttributeError) as error:
        raise Stopped([fault(name, say.DESCRIBED, detail=error)]) from error
    return described


@cache
def descriptions() -> tuple[Description, ...]:
    """Read every description there is, in the order of their names."""
    files = sorted(TABLES.glob("*.json"))
    return tuple(read_description(path.name, path.read_bytes()) for path in files)


def _frozen(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
