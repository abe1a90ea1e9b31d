"""The letters of a text file: UTF-8, UTF-16, UTF-32 or Windows-1252, decoded in pieces of whole lines."""

from __future__ import annotations

import codecs
import mmap
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from vbdash.records.files.persons import masked
from vbdash.records.files.refusal import Refused
from vbdash.text import msg

MIXED: Final = msg(
    "one encoding in the whole file: some rows are UTF-8 and others Windows-1252 "
    "(save it again as UTF-8)"
)
GARBLED: Final = msg("readable letters: å, ä and ö have been garbled by an earlier conversion")
OLD_LETTERS: Final = msg(
    "a file in UTF-8 or Windows-1252: å, ä and ö stand in an older encoding (save it as UTF-8)"
)
NULLS: Final = msg("a text without null bytes: there are some in it; save it again")
BINARY: Final = msg("a CSV file or an Excel workbook: this is something else")

#: What UTF-8 read as Windows-1252 and saved again looks like.
_GARBLED: Final = ("Ã¥", "Ã¤", "Ã¶", "Ã…", "Ã„", "Ã–", "â€“", "\ufffd")
#: What å, ä and ö of DOS and of old Macs look like in Windows-1252, inside a word.
_OLD_LETTERS: Final = re.compile("(?<=[A-Za-z])[†„”ŒŠš\x81\x8f](?=[A-Za-z])")
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
#: What part of every second byte is null where each letter takes two.
_NULLS: Final = 0.7
LINE: Final = re.compile("\r\n|\r|\n")
_QUOTED: Final = 60
_LOOKED_FOR: Final = 200

#: Bytes of a file that are decoded at a time.
PIECE: Final = 4 * 2**20

#: The bytes of a file, or the file itself as memory.
Content = bytes | mmap.mmap
#: Told of the share of a work that is done, 0 to 1.
Progress = Callable[[float], None]


def silent(_done: float) -> None:
    """Tell nobody."""


def texts(content: Content, progress: Progress = silent) -> Iterator[str]:
    """Yield the text of a file in UTF-8, UTF-16, UTF-32 or Windows-1252, in pieces of whole lines.

    Which encoding it is follows from the first letters beyond ASCII, and must hold for the whole.
    """
    if wide := _wide(content[:4000]):
        text = content[: len(content) // 2 * 2].decode(wide, errors="replace")
        yield _whole(text.rstrip("\0"), 0)
        return
    end = len(content[:].rstrip(b"\0")) if content[-3:] == b"\0\0\0" else len(content)
    letters, before, done = _Letters(), 0, 0
    for part in _pieces(content, PIECE, end):
        text = _whole(letters.decode(part, before), before)
        before += line_ends(text)
        yield text
        done += len(part)
        progress(done / len(content))
    letters.end()


def is_binary(content: Content) -> bool:
    """Whether something is no text: it holds null bytes, and not as letters of two or four."""
    try:
        for _ in texts(content):
            pass
    except Refused:
        return content.find(b"\0") >= 0
    return False


def _wide(start: bytes) -> str:
    """Return which encoding of two or four bytes a letter a text has, by its mark or by its nulls."""
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    first, second = start[::2].count(0), start[1::2].count(0)
    most = len(start) // 2 * _NULLS
    if second > most and not first:
        return "utf-16-le"
    return "utf-16-be" if first > most and not second else ""


def _pieces(content: Content, size: int, end: int) -> Iterator[bytes]:
    start = 3 * (content[:3] == b"\xef\xbb\xbf")
    while start < end:
        stop = content.find(b"\n", min(start + size, end), end) + 1 or end
        yield content[start:stop]
        start = stop


def line_ends(text: str) -> int:
    """Return how many lines end in a text."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _whole(text: str, before: int) -> str:
    """Refuse a text whose letters an earlier conversion has garbled; `before` lines stand before it."""
    garbled = [] if text.isascii() else [text.find(sign) for sign in _GARBLED if sign in text]
    if garbled:
        raise Refused(GARBLED, **_at(text, min(garbled), before))
    return text


def quoted(line: str) -> str:
    """Return how a line begins: first its persons' numbers are covered, then it is cut."""
    return masked(line[:_LOOKED_FOR])[:_QUOTED]


def _at(text: str, place: int, before: int) -> dict[str, Any]:
    """Return the number of a line and how it begins, for a fault."""
    ends = [match.end() for match in LINE.finditer(text, 0, place)]
    start = ends[-1] if ends else 0
    end = LINE.search(text, place)
    line = text[start : end.start() if end else len(text)]
    return {"row": before + len(ends) + 1, "found": quoted(line)}


@dataclass
class _Letters:
    """Decodes the pieces of one file, and remembers what only the whole can show."""

    utf8: int = 0
    windows: bool = False
    swedish: bool = False
    old: dict[str, Any] = field(default_factory=dict)

    def decode(self, part: bytes, before: int) -> str:
        """Return the text of a piece; `before` lines stand before it."""
        if nulls := part.count(b"\0"):
            few = nulls * 100 < len(part) and part[:1].isascii() and b"\n" in part
            raise Refused(NULLS if few else BINARY)
        if part.isascii():
            return part.decode("ascii")
        try:
            text = part.decode("utf-8")
        except UnicodeDecodeError:
            return self._decode_windows(part, before)
        row = self.utf8 or before + _utf8_line(part)
        if self.windows:
            raise Refused(MIXED, row=row)
        self.utf8 = row
        return text

    def _decode_windows(self, part: bytes, before: int) -> str:
        """Decode Windows-1252, unless some rows are UTF-8 with letters beyond ASCII."""
        number = _utf8_line(part)
        if self.utf8 or number:
            raise Refused(MIXED, row=self.utf8 or before + number)
        self.windows = True
        text = part.decode("cp1252", errors="replace")
        self.swedish = self.swedish or re.search("[åäöÅÄÖ]", text) is not None
        if not self.swedish and not self.old and (old := _OLD_LETTERS.search(text)):
            self.old = _at(text, old.start(), before)
        try:
            return part.decode("cp1252")
        except UnicodeDecodeError as error:
            self.end()
            raise Refused(BINARY, row=before + part[: error.start].count(b"\n") + 1) from error

    def end(self) -> None:
        """Refuse what has no å, ä or ö but what they look like in an older encoding."""
        if self.old and not self.swedish:
            raise Refused(OLD_LETTERS, **self.old)


def _utf8_line(part: bytes) -> int:
    """Return the first line of a piece that is UTF-8 with letters beyond ASCII, from 1; 0 for none."""
    for number, line in enumerate(part.splitlines(), start=1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        return number
    return 0
