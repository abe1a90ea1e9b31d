"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

PASSED: Final[tuple[str, ...]] = (
    "ab00b0a414e1f1ae83ca2ed3cd5390e40d0554a29b07b344705a0c895ebd6e82",
    "9b1e009705e76770e4c387994715fd6f0ec3dcc5e59a14946df09d3c59dc086d",
)
