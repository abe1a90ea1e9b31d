"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

__all__ = ["PASSED"]

PASSED: Final[tuple[str, ...]] = (
    "798a44821adda9739afaff6b465701dcff5574e5f9f5f6bddac5a84800dba016",
    "f9e9dc0a83dc09958677a651b136d4ede1699d5d78e208a4e2a619083e220365",
)
