"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

PASSED: Final[tuple[str, ...]] = (
    "a645ab52085723569d8ed87d777aa600d4c1d622479eb34de7c9b7180994a8f8",
    "e4bcf4f8fea0c300b5c8f1cc1352f686781b4226dadd1fd7f18d8db2b02c29bc",
)
