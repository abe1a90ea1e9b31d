"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

__all__ = ["PASSED"]

PASSED: Final[tuple[str, ...]] = (
    "1a003aab82c7f741d4d71a6dd0526637fcc93a96f5efc4f81f33344ab1948ec6",
    "b3ec7b2099a32fb1ccccd9da362a420b3efd54bc38f6699674f2341eb4f465ad",
)
