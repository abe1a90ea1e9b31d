"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

PASSED: Final[tuple[str, ...]] = (
    "8b52c4fdec395925bd03db138d31277d296e45df688346dfae9e1007468857e8",
    "eb3791a20fe93b397ebdb8a6f2388e7a9e8874b33a96bc5f5cf23e39baba22e1",
)
