"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

__all__ = ["PASSED"]

PASSED: Final[tuple[str, ...]] = (
    "48a2fea5f089326809ce6832912b0fe4e6addcefdfffa6389c622ef11241f01f",
    "06d0945e2e3b3390b5b618d052db2b7ba4224b9ba61b954257ea186115123b2d",
)
