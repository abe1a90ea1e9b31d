"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

PASSED: Final[tuple[str, ...]] = (
    "b99d291165effb992b0c20e45c790554a23d789c89efdec4ee60724437c819e0",
    "e4bcf4f8fea0c300b5c8f1cc1352f686781b4226dadd1fd7f18d8db2b02c29bc",
)
