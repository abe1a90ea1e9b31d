"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

PASSED: Final[tuple[str, ...]] = (
    "2fb6f84220731c0aece16b09fbfd6c3b2e523ab5c4e807d0a4810ffcce86cd32",
    "6fd153063ba2434c908af8b8b0b9f6895f6770a8e0a5f10f3cc34591f2d209f1",
)
