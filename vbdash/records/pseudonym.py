"""The key by which natural persons become pseudonyms."""

from __future__ import annotations

import os
import secrets
from typing import Final

from vbdash.data.faults import DataError, fault, opened
from vbdash.text import msg

SETTING: Final = "VBDASH_PSEUDONYM_KEY"
#: A shorter key could be found by trying, and with it every person.
_SHORTEST: Final = 32
_EXPECTED: Final = msg("a random text of at least {least} characters, this has {length}")


#: Used where the operator gives none; pseudonyms then last as long as the process.
_MOMENT: Final = secrets.token_hex(32)


def pseudonym_key() -> str:
    """Return the key that persons' numbers are replaced by: the operator's, or one of the moment.

    A sole trader's organisation number is a personal identity number. It is replaced by a keyed
    hash; without the key nobody can find the number by trying all there are. A key that is too
    short is not used (:func:`check_key` refuses it).
    """
    given = os.environ.get(SETTING, "")
    return given if len(given) >= _SHORTEST else _MOMENT


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
