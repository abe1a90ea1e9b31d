"""The typeface of pictures and printed pages: Source Sans, which the app's pages are set in too.

The files come unchanged from Adobe (SIL Open Font License 1.1, beside them), so that a picture is
the same on every machine and nothing is fetched.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

FAMILY: Final = "Source Sans Pro"
FOLDER: Final = Path(__file__).with_name("typefaces")


@cache
def register() -> None:
    """Make the typeface known to matplotlib, once."""
    from matplotlib.font_manager import fontManager

    for file in sorted(FOLDER.glob("*.ttf")):
        fontManager.addfont(file)
