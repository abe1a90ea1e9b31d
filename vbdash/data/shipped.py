"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

PASSED: Final[tuple[str, ...]] = (
    "b8ad1f2c8469a12c1ca286ee05ffa3399a3aa5bc67b8ff200f5b671c6f7d296b",
    "f008b801881a366f8565221251f5e15f28402ad45a5612afb8c3e3ce54fdc959",
)
