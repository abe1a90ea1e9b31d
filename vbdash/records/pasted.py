"""Text that somebody pastes, as the file it would have been."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vbdash.records.files.fields import FIGURES, folded, names_of
from vbdash.text import Text

#: Letters that are taken.
LONGEST: Final = 20_000
_SIGNS: Final = ("\t", ";", "|")
#: A line without any sign between its columns: words, or a code, and then a number.
_LINE: Final = re.compile(r"(\d{4}(?=\s)|\D*?[^\W\d]\D*?)[\s:]+([-−]?\d.*)")


def as_file(text: str, tx: Text) -> bytes:
    """Return pasted lines as a table with tabs, with a header where they had none.

    Parameters
    ----------
    text
        Lines from a spreadsheet or a letter: ``Umeå<tab>12``, ``Umeå;12``, ``Umeå 12,5``.
    tx
        Language of the headings that are put before lines without any.
    """
    lines = [line for line in text[:LONGEST].splitlines() if line.strip()]
    if not any(sign in line for line in lines for sign in _SIGNS):
        parted = [_LINE.fullmatch(line.strip()) for line in lines]
        lines = [  # a line of words, such as a header, is parted at its last blank
            "\t".join(found.groups() if found else line.strip().rsplit(None, 1))
            for line, found in zip(lines, parted, strict=True)
        ]
    sign = next((each for each in _SIGNS if lines and each in lines[0]), "\t")
    if lines and not _is_header(lines, sign):
        lines.insert(0, sign.join(tx(each.heading) for each in FIGURES))
    return "\n".join(lines).encode()


def _is_header(lines: Sequence[str], sign: str) -> bool:
    """Whether the first line names the columns: one is known, or the digits begin below it."""
    if any(folded(each) in names_of(FIGURES) for each in lines[0].split(sign)):
        return True
    digits = [any(letter.isdigit() for letter in line) for line in lines[:2]]
    return digits == [False, True]
