"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

PASSED: Final[tuple[str, ...]] = (
    "6bef925a66566507e693d03feeb3a64039960e69e7c1c9895f46003f397018fb",
    "eb3791a20fe93b397ebdb8a6f2388e7a9e8874b33a96bc5f5cf23e39baba22e1",
)
