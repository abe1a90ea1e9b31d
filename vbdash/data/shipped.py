"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

__all__ = ["PASSED"]

PASSED: Final[tuple[str, ...]] = (
    "4c4467ca85a1b3560fccfdf39786606500295fb0d7c3048b943adcd8d1c487a5",
    "f008b801881a366f8565221251f5e15f28402ad45a5612afb8c3e3ce54fdc959",
)
