"""The typeface of pictures and printed pages: Source Sans, which the app's pages are set in too.

The files come unchanged from Adobe (SIL Open Font License 1.1, beside them), so that a picture is
the same on every machine and nothing is fetched.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

FAMILY: Final = "Source Sans Pro"
FOLDER: Final = Path(__file__).with_name("typefaces")
#: What stands for a sign that no typeface here has.
UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"
_OTHER: Final = re.compile(r"[^\x00-\x7f]+")


@cache
def register() -> None:
    """Make the typeface known to matplotlib, once."""
    from matplotlib.font_manager import fontManager

    for file in sorted(FOLDER.glob("*.ttf")):
        fontManager.addfont(file)


def fallback() -> Path:
    """Return the folder of DejaVu Sans, for signs that ours lacks; it comes with matplotlib."""
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


@cache
def _signs() -> frozenset[int]:
    """Return the signs that can be set in every cut: Latin, Greek, Cyrillic, symbols.

    Other scripts join their letters, which these typefaces cannot be relied on for.
    """
    from matplotlib.ft2font import FT2Font

    def of(*files: Path) -> frozenset[int]:
        return frozenset.intersection(*(frozenset(FT2Font(str(f)).get_charmap()) for f in files))

    other = of(fallback() / "DejaVuSans.ttf", fallback() / "DejaVuSans-Bold.ttf")
    simple = {*range(0x20, 0x530), *range(0x1E00, 0x2C00), ord(UNKNOWN)}
    return of(*sorted(FOLDER.glob("*.ttf"))) | (other & simple)


def settable(text: str) -> str:
    """Return a text with a replacement for each sign that cannot be set: no file fails for one.

    Examples
    --------
    >>> settable("Åre 中")
    'Åre �'
    """
    return _OTHER.sub(_replaced, unicodedata.normalize("NFC", text))


def _replaced(found: re.Match[str]) -> str:
    whole = (sign for sign in found[0] if unicodedata.category(sign)[0] != "M")
    return "".join(sign if ord(sign) in _signs() else UNKNOWN for sign in whole)
