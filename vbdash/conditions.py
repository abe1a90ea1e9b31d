"""Conditions on measures, as a link says them: ``unemployment_rate:under:6``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, Literal

Side = Literal["under", "over"]
#: Conditions that can be set at once.
MOST: Final = 6
_WRITTEN: Final = re.compile(r"([a-z][a-z0-9_]{0,60}):(under|over):(-?[0-9]{1,9}(?:\.[0-9]{1,3})?)")


@dataclass(frozen=True)
class Condition:
    """A limit that a municipality's figure lies on one side of.

    Attributes
    ----------
    measure
        Id of a measure.
    side
        ``"under"`` or ``"over"``; a figure that is the limit itself lies on neither side.
    limit
        In the unit of the measure.
    """

    measure: str
    side: Side
    limit: float

    @property
    def key(self) -> str:
        """As a link says it.

        Examples
        --------
        >>> Condition("unemployment_rate", "under", 6.0).key
        'unemployment_rate:under:6'
        """
        return f"{self.measure}:{self.side}:{f'{self.limit:.3f}'.rstrip('0').rstrip('.')}"

    def holds(self, value: float) -> bool:
        """Whether a figure lies on the side; a missing one lies on none."""
        return value < self.limit if self.side == "under" else value > self.limit

    @classmethod
    def parse(cls, text: str) -> Condition | None:
        """Read a condition of a link; None for anything else."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            return None
        return cls(found[1], "under" if found[2] == "under" else "over", float(found[3]))


def conditions_of(texts: Iterable[str], measures: Collection[str]) -> tuple[Condition, ...]:
    """Read the conditions of a link, each once, those on unknown measures left out.

    Examples
    --------
    >>> conditions_of(["a:under:6", "a:under:6.0", "b:over:1", "a<6"], {"a"})
    (Condition(measure='a', side='under', limit=6.0),)
    """
    read = (Condition.parse(text) for text in texts)
    known = (each for each in read if each is not None and each.measure in measures)
    return tuple(dict.fromkeys(known))[:MOST]
