"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

PASSED: Final[tuple[str, ...]] = (
    "4b7e712fbaf98b9f411910d2a921000ef929983dedf6fc629b50a06b6cb87c59",
    "f244793a5f9d2a836e5e00db67674160d537755948ab33a0cec29163c8948ae7",
)
