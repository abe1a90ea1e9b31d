"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

PASSED: Final[tuple[str, ...]] = (
    "2956f1c1c496e043e8e4c296c6931aa90ed7c5abbf28e3d9a751c060c6ea8baa",
    "72caa65cb6edf08a5ff7f488f68f435cee0d0f7386676394a3e7754959da8b45",
)
