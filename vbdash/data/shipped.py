"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

PASSED: Final[tuple[str, ...]] = (
    "a4edab780ff2ece79da5674d1f98e9dad42aafbe0c6de107da932473aac77ebf",
    "6fd153063ba2434c908af8b8b0b9f6895f6770a8e0a5f10f3cc34591f2d209f1",
)
