"""Texts compared as people compare them."""

from __future__ import annotations

import unicodedata

__all__ = ["fold"]


def fold(text: str) -> str:
    """Fold case and accents and drop the word "kommun".

    Examples
    --------
    >>> fold("Skellefteå kommun")
    'skelleftea'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c)).strip()
    return letters.removesuffix(" kommun").strip()
