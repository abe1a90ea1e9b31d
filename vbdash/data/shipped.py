"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

__all__ = ["PASSED"]

PASSED: Final[tuple[str, ...]] = (
    "8b1f6a266a5480d5d00469d3a0aa72d65bbddc5509ea80a88b4b2658265fcb4c",
    "f008b801881a366f8565221251f5e15f28402ad45a5612afb8c3e3ce54fdc959",
)
