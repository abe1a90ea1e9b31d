"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

PASSED: Final[tuple[str, ...]] = (
    "41808199039dd09f2b2940cf23a29daabf32a76d2316f759d5c9aa3bf43d88c8",
    "26273c8a059678f5033f921199a969925a6e89ff23e583ed4bdeea916dd1aa1c",
)
