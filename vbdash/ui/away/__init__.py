"""Pages on paper: one style sheet and one small script in the head of every page."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent


def head() -> bytes:
    """Return what the head of every page holds, so that it prints whole: style and script.

    The rules for paper are given twice, for print and for the moment before it in which charts are
    laid out at the sheet's width (``vbdashPrint`` in ``paper.js``).
    """
    screen, paper, script = (
        (_HERE / name).read_text("utf-8") for name in ("screen.css", "paper.css", "paper.js")
    )
    style = f"{screen}\n@media print {{\n{paper}}}\nhtml.vb-paper {{\n{paper}}}\n"
    return f"<style>{style}</style><script>{script}</script>".encode()
