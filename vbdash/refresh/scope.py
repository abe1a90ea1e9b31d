"""Which regions a refresh is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vbdash.data.dataset import Dataset


def level_of(code: str) -> str:
    """Return the level of a region by its official code.

    Examples
    --------
    >>> level_of("00"), level_of("24"), level_of("2482")
    ('country', 'county', 'municipality')
    """
    return "country" if code == "00" else "county" if len(code) == 2 else "municipality"


def few(codes: Sequence[str], most: int = 10) -> str:
    """List codes, not more than a line of them.

    Examples
    --------
    >>> few(["2401", "2403", "2404"], most=2)
    '2401, 2403 … (3)'
    """
    return ", ".join(codes[:most]) + (f" … ({len(codes)})" if len(codes) > most else "")


@dataclass(frozen=True)
class Scope:
    """The regions of a refresh: the country, all counties, and municipalities of some or all.

    Attributes
    ----------
    regions
        Official codes, sorted.
    """

    regions: tuple[str, ...]

    @classmethod
    def of(cls, dataset: Dataset, counties: Iterable[str] = ()) -> Scope:
        """Take all of Sweden, or only the municipalities of some counties."""
        wanted = set(counties)
        codes = [str(code) for code in dataset.regions.index]
        return cls(tuple(sorted(c for c in codes if len(c) == 2 or not wanted or c[:2] in wanted)))

    def at(self, levels: Iterable[str]) -> tuple[str, ...]:
        """Return the regions of some levels."""
        asked = set(levels)
        return tuple(code for code in self.regions if level_of(code) in asked)

    def covers(self, other: Scope) -> bool:
        """Say whether every region of another scope is in this one."""
        return set(other.regions) <= set(self.regions)
