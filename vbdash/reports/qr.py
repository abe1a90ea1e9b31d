"""An address as a square that telephones read (ISO/IEC 18004), drawn without a network."""

from __future__ import annotations

import io
from typing import Final

#: A longer address makes squares too small to be read from a wall or a sheet of paper.
LONGEST: Final = 600


def qr_svg(address: str) -> str:
    """Draw an address as SVG; empty where there is none, or one too long to be read.

    Examples
    --------
    >>> qr_svg("https://example.org/").startswith("<svg")
    True
    """
    return _drawn(address, "svg", xmldecl=False, dark="#0a1218", light="#ffffff").decode()


def qr_png(address: str) -> bytes:
    """Draw an address as PNG; parameters and what is left out as for :func:`qr_svg`."""
    return _drawn(address, "png", scale=8, dark="#0a1218", light="#ffffff")


def _drawn(address: str, kind: str, **how: object) -> bytes:
    if not address or len(address) > LONGEST:
        return b""
    import segno

    out = io.BytesIO()
    # M: a seventh of the squares may be lost; more would make them smaller.
    segno.make(address, micro=False, error="m", boost_error=False).save(
        out, kind=kind, border=2, **how
    )
    return out.getvalue()
