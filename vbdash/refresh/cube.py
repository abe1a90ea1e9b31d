"""A statistical table as agencies hand it out: variables, codes, figures and signs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Cube:
    """Figures by every combination of the codes of some variables.

    Attributes
    ----------
    codes
        The variables in their order, with their codes.
    labels
        What each code is called.
    values
        One figure a combination, in that order; NaN where there is none. Empty in an outline that
        only says which codes there are.
    signs
        Why a figure is missing or what is special about it, by its place in `values` laid flat.
    label, updated, expected
        Title of the table, when the agency last changed it and, where it says so, when it will.
    """

    codes: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Mapping[str, str]]
    values: npt.NDArray[np.float64] = field(repr=False, compare=False)
    signs: Mapping[int, str] = field(default_factory=dict, repr=False, compare=False)
    label: str = ""
    updated: str = ""
    expected: str = ""

    @classmethod
    def of_cells(
        cls, variables: Sequence[str], cells: Mapping[tuple[str, ...], tuple[float, str]]
    ) -> Cube:
        """Make one of single cells: figure and sign by the codes of the variables."""
        codes = {
            name: tuple(sorted({key[place] for key in cells}))
            for place, name in enumerate(variables)
        }
        shape = [len(each) for each in codes.values()]
        at = [{code: place for place, code in enumerate(each)} for each in codes.values()]
        values, signs = np.full(shape, np.nan), {}
        for key, (value, sign) in cells.items():
            place = tuple(of[code] for of, code in zip(at, key, strict=True))
            values[place] = value
            if sign:
                signs[int(np.ravel_multi_index(place, shape))] = sign
        return cls(codes, {name: {} for name in codes}, values.ravel(), signs)

    @property
    def shape(self) -> tuple[int, ...]:
        """How many codes each variable has."""
        return tuple(len(codes) for codes in self.codes.values())

    @property
    def filled(self) -> bool:
        """Whether there is a place for the figure of every combination: an outline has none."""
        return len(self.values) == int(np.prod(self.shape))

    def renamed(self, names: Mapping[str, str], code: Callable[[str, str], str]) -> Cube:
        """Return the same table with variables and codes under other names.

        Parameters
        ----------
        names
            The new name of each variable, by the old one in small letters.
        code
            Gives the new code from the new name of the variable and the old code.
        """
        codes, labels = {}, {}
        for old, theirs in self.codes.items():
            name = names.get(old.casefold(), old)
            codes[name] = tuple(code(name, each) for each in theirs)
            known = self.labels.get(old, {})
            labels[name] = {code(name, each): known.get(each, each) for each in theirs}
        return replace(self, codes=codes, labels=labels)

    def pick(
        self, chosen: Mapping[str, Sequence[str]]
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.str_]]:
        """Return figures and signs for chosen codes, all codes of variables that are not chosen."""
        signs = np.zeros(int(np.prod(self.shape)), dtype="<U4")
        for place, sign in self.signs.items():
            signs[place] = sign
        places = []
        for variable, codes in self.codes.items():
            at = {code: place for place, code in enumerate(codes)}
            places.append([at[code] for code in chosen.get(variable, codes)])
        grid = np.ix_(*places)
        return self.values.reshape(self.shape)[grid], signs.reshape(self.shape)[grid]
