"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

PASSED: Final[tuple[str, ...]] = (
    "04a17920189deeaae16917d7038f4cd928166b8ab27a8f84f0186ef870f3b13a",
    "6fd153063ba2434c908af8b8b0b9f6895f6770a8e0a5f10f3cc34591f2d209f1",
)
