"""What a firm or plant is called in a language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vbdash.text import Text


def called(row: Mapping[str, Any] | Any, lang: str) -> str:
    """Return the name of a row of the table ``companies``, as it is shown.

    Parameters
    ----------
    row
        Has ``name``, the name on record, and where this has words that are not part of a proper
        name also ``name_sv`` and ``name_en``.
    lang
        ``"sv"`` or ``"en"``.

    Examples
    --------
    >>> row = {"name": "SCA Rundvik sawmill", "name_sv": "SCA Rundvik sågverk"}
    >>> called(row, "sv"), called(row, "en")
    ('SCA Rundvik sågverk', 'SCA Rundvik sawmill')
    """
    return Text(lang).named(row, "name")
