"""A bar on the terminal that shows how much of a long work is done."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Final

from vbdash.text import Text

_WIDTH: Final = 24


class Bar:
    """A bar on the terminal; nothing where nobody looks.

    Parameters
    ----------
    tx
        Language of the steps.
    steps
        What each step is called, a text of the catalogue.
    """

    def __init__(self, tx: Text, steps: Mapping[str, str]) -> None:
        self._tx, self._steps, self._shown = tx, steps, sys.stderr.isatty()
        self._step = ""

    def __call__(self, step: str, done: float) -> None:
        """Show how much of a step is done."""
        if not self._shown:
            return
        if self._step and step != self._step:
            print(file=sys.stderr)
        self._step = step
        filled = round(_WIDTH * min(done, 1.0))
        bar = "█" * filled + "·" * (_WIDTH - filled)
        share = self._tx.percent(100 * min(done, 1.0), 0)
        line = f"\r{bar} {share} {self._tx(self._steps[step])}  "
        print(line, end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line of the bar."""
        if self._step:
            print(file=sys.stderr)
            self._step = ""
