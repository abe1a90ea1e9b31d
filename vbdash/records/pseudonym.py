"""The key by which natural persons become pseudonyms."""

from __future__ import annotations

import os
import secrets
from typing import Final

from vbdash.data.faults import DataError, fault, opened
from vbdash.text import msg

__all__ = ["check_key", "pseudonym_key"]

SETTING: Final = "VBDASH_PSEUDONYM_KEY"
#: A shorter key could be found by trying, and with it every person.
_SHORTEST: Final = 32
_EXPECTED: Final = msg("a random text of at least {least} characters, this has {length}")


def pseudonym_key() -> bytes:
    """Return the operator's key; one of this process alone where there is none, or too short a one."""
    given = os.environ.get(SETTING, "")
    return (given if len(given) >= _SHORTEST else secrets.token_hex(32)).encode()


def check_key() -> None:
    """Refuse a key that is too short.

    Raises
    ------
    DataError
        Without the key itself.
    """
    given = os.environ.get(SETTING, "")
    if given and len(given) < _SHORTEST:
        raise DataError([opened(fault(SETTING, _EXPECTED, least=_SHORTEST, length=len(given)))])
