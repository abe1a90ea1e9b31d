"""Stamps of the data that the package ships with (:mod:`vbdash.data.stamp`).

Written by ``python -m vbdash check --shipped`` after a full check; a test holds them to the data.
They stand in the code and not beside the data: whoever may edit the data need not be trusted, and
whoever may edit this could edit the checks as well.
"""

from __future__ import annotations

from typing import Final

PASSED: Final[tuple[str, ...]] = (
    "df7cfcdc4c01f7705cb4dafcdc712fa6492afda45229550b7b01d299f8dcf399",
    "9f2fc66d09527d137950e6d26be73752ea28ac10f8acf92b0718774f0f77550e",
)
