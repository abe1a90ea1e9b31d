"""How the register's bulk files are written, and how a text is folded for finding."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

#: Control signs are blanks; tab and line feed stay.
_PLAIN: Final = bytes(c if c >= 32 or c in (9, 10) else 32 for c in range(256))
#: Ends of fields and records stand aside while the same signs in texts become blanks.
_QUOTED: Final = (
    (b'";"', b"\x1f"), (b'"\r\n"', b"\x1e"), (b'"\n"', b"\x1e"), (b"\r", b" "), (b"\n", b" "),
    (b"\t", b" "), (b"\x00", b" "), (b"\x1f", b"\t"), (b"\x1e", b"\n"),
)  # fmt: skip
_BOM: Final = b"\xef\xbb\xbf"


def _fold(code: int) -> int:
    """Fold one sign of Latin-1: small letters without accents, everything but letters a blank."""
    if code in (9, 10):
        return code
    sign = {"ø": "o", "Ø": "o", "æ": "a", "Æ": "a", "ß": "s", "ð": "d", "Ð": "d"}.get(
        chr(code), unicodedata.normalize("NFD", chr(code))[0].lower()
    )
    return ord(sign) if sign.isalnum() and sign.isascii() else 32


_FOLD: Final = bytes(_fold(code) for code in range(256))


def folded(text: str) -> str:
    """Fold what somebody types as the names in the register are folded.

    Examples
    --------
    >>> folded("Skellefteå Kraft-AB")
    'skelleftea kraft ab'
    """
    composed = unicodedata.normalize("NFC", text)
    return composed.encode("latin-1", "replace").translate(_FOLD).decode("ascii")


@dataclass(frozen=True)
class Layout:
    """How a file is written.

    Attributes
    ----------
    encoding
        Of its bytes.
    wanted
        Columns that are read; the others never leave the zip.
    folded
        Columns that a folded copy is made of.
    quoted
        Every field in quotes, semicolons between, and a text may go over several lines. Else tabs,
        a line a record, and a quote is a sign like any other.
    """

    encoding: str
    wanted: tuple[str, ...]
    folded: tuple[str, ...] = ()
    quoted: bool = False

    def end(self, data: bytes) -> int:
        """Return where the last record ends that is surely whole; 0 where none does."""
        if not self.quoted:
            return data.rfind(b"\n") + 1
        last = max(data.rfind(b'"\n"'), data.rfind(b'"\r\n"'))
        return data.index(b"\n", last) + 1 if last >= 0 else 0

    def count(self, data: bytes) -> int:
        """Return how many records end in this text."""
        if not self.quoted:
            return data.count(b"\n")
        return data.count(b'"\n"') + data.count(b'"\r\n"') + 1

    def clean(self, data: bytes) -> bytes:
        """Return a line a record and a tab between fields, without control signs."""
        if not self.quoted:
            return data.translate(_PLAIN)
        data = data.removeprefix(_BOM).strip(b"\r\n").removeprefix(b'"').removesuffix(b'"')
        for old, new in _QUOTED:
            data = data.replace(old, new)
        return data.decode(errors="replace").encode() + b"\n"

    def recoded(self, column: pa.Array) -> pa.Array:
        """Return texts as they stand in the file as texts in UTF-8."""
        if self.encoding == "utf-8":
            return column.cast(pa.string())
        offsets, data = _buffers(column)
        if not data.isascii():  # each sign of Latin-1 that is not takes a second byte
            high = np.frombuffer(data, np.uint8) >= 128
            before = np.concatenate([[0], np.cumsum(high, dtype=np.int32)])
            offsets = (offsets + before[offsets]).astype(np.int32)
            data = data.decode(self.encoding).encode()
        return _texts(offsets, data)

    def folds(self, column: pa.Array) -> pa.Array:
        """Return texts as they stand in the file folded; for an encoding of one byte a sign."""
        offsets, data = _buffers(column)
        return _texts(offsets, data.translate(_FOLD))


def _buffers(column: pa.Array) -> tuple[np.ndarray, bytes]:
    """Return where each text begins, and all texts in one."""
    offsets = np.frombuffer(column.buffers()[1], np.int32)[column.offset :][: len(column) + 1]
    data = column.buffers()[2]
    start, end = int(offsets[0]), int(offsets[-1])
    return offsets - start, data[start:end].to_pybytes() if data else b""


def _texts(offsets: np.ndarray, data: bytes) -> pa.Array:
    return pa.StringArray.from_buffers(len(offsets) - 1, pa.py_buffer(offsets), pa.py_buffer(data))


SCB: Final = Layout(
    "latin-1",
    (
        "Foretagsnamn", "FtgStat", "JurForm", "Namn", "Ng1", "PeOrgNr", "PostNr", "PostOrt",
        "RegDatKtid", "Reklamsparrtyp",
    ),
    folded=("Foretagsnamn", "Namn"),
)  # fmt: skip
BOLAGSVERKET: Final = Layout(
    "utf-8",
    (
        "organisationsidentitet", "organisationsform", "avregistreringsdatum",
        "avregistreringsorsak", "pagandeAvvecklingsEllerOmstruktureringsforfarande",
        "registreringsdatum", "verksamhetsbeskrivning",
    ),
    quoted=True,
)  # fmt: skip
