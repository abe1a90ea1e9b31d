"""A name that does not exist: said with the nearest that do."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Final

#: So many names are listed whole.
_FEW: Final = 12


class UnknownName(KeyError, ValueError):
    """A table, key, measure, definition, region, year or column that does not exist.

    Parameters
    ----------
    kind
        What was asked for, in English, for instance ``"measure"``.
    asked
        The name as it was given.
    known
        The names that exist, best in their own order.

    Examples
    --------
    >>> print(UnknownName("measure", "gvaa", ["employment", "gva", "population"]))
    unknown measure 'gvaa'; did you mean 'gva'? (known: 'employment', 'gva', 'population')
    """

    def __init__(self, kind: str, asked: Any, known: Iterable[Any]) -> None:
        names = list(dict.fromkeys(known))
        self.near = _near(asked, names)
        self.text = f"unknown {kind} {asked!r}"
        if self.near:
            self.text += f"; did you mean {' or '.join(map(repr, self.near))}?"
        if len(names) <= _FEW:
            self.text += f" (known: {', '.join(map(repr, names)) or 'none'})"
        super().__init__(self.text)

    def __str__(self) -> str:
        return self.text  # a KeyError would show the text in quotation marks


def _near(asked: Any, names: list[Any]) -> tuple[Any, ...]:
    """Return the nearest names: of numbers the nearest one, of texts up to three."""
    if isinstance(asked, int):
        return tuple(sorted(names, key=lambda each: abs(each - asked))[:1])
    folded = {str(name).casefold(): name for name in names}
    close = get_close_matches(str(asked).casefold(), folded, n=3, cutoff=0.5)
    return tuple(folded[each] for each in close)
