"""Workbooks of other kinds, written by hand as small as readers take them: .ods, .xlsb, .xls."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

Rows = Sequence[Sequence[str]]
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NS = "urn:oasis:names:tc:opendocument:xmlns:"


def ods(rows: Rows, extra: str = "", before: str = "", style: str = "") -> bytes:
    """A sheet of texts; `extra` is more XML inside the table, `before` what stands before it.

    `style` is what the properties of the table's own style say.
    """

    def cell(text: str) -> str:
        return (
            f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p>'
            "</table:table-cell>"
        )

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<office:document-content xmlns:office="{_NS}office:1.0" xmlns:table="{_NS}table:1.0" '
        f'xmlns:text="{_NS}text:1.0" xmlns:style="{_NS}style:1.0"><office:automatic-styles>'
        f'<style:style style:name="t" style:family="table"><style:table-properties {style}/>'
        f"</style:style></office:automatic-styles><office:body><office:spreadsheet>{before}"
        f'<table:table table:name="Insatser" table:style-name="t">{lines}{extra}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", _ODS)
        book.writestr("content.xml", content)
        book.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def record(kind: int, data: bytes) -> bytes:
    """A record of .xlsb."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, sizes = len(data), b""
    while True:
        sizes += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return head + sizes + data


def wide(text: str) -> bytes:
    """A text of .xlsb."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(
    rows: Rows,
    more: Sequence[tuple[int, int, int, bytes]] = (),
    before: bytes = b"",
    styles: bytes = b"",
    properties: bytes = b"",
    state: int = 0,
) -> bytes:
    """A sheet of texts; `more` are further cells: kind of record, row, column, what follows.

    `before` are records before the rows, `styles` those of the part of styles, `properties` the
    workbook's; `state` is how hidden the sheet is. Further cells have the style 1 if there is one.
    """
    cells = [(6, r, c, wide(t)) for r, row in enumerate(rows) for c, t in enumerate(row)]
    sheet, last = record(129, b"") + record(148, bytes(16)) + before + record(145, b""), -1
    for kind, row, column, data in [*cells, *more]:
        if row != last:
            sheet += record(0, struct.pack("<I", row) + bytes(13))
            last = row
        styled = int(bool(styles) and kind != 6)
        sheet += record(kind, struct.pack("<II", column, styled) + data)
    sheet += record(146, b"") + record(130, b"")
    bundle = struct.pack("<II", state, 1) + wide("rId1") + wide("Insatser")
    book = record(131, b"") + properties + record(143, b"") + record(156, bundle) + record(144, b"")
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", book + record(132, b""))
        archive.writestr("xl/_rels/workbook.bin.rels", rels)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
        if styles:
            archive.writestr("xl/styles.bin", styles)
    return out.getvalue()


def xls(
    rows: Rows,
    more: Sequence[tuple[int, bytes]] = (),
    styles: Sequence[tuple[int, bytes]] = (),
    state: int = 0,
) -> bytes:
    """A sheet of texts in BIFF8; `more` are further records, `styles` the workbook's: kind and data.

    `state` is how hidden the sheet is.
    """

    def part(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def begin(what: int) -> bytes:
        return part(0x809, struct.pack("<HHHHII", 0x600, what, 0, 0, 0, 6))

    name = "Insatser"
    sheet = begin(0x10)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            letters = text.encode("utf-16-le")
            sheet += part(0x204, struct.pack("<HHHHB", r, c, 0, len(text), 1) + letters)
    sheet += b"".join(part(kind, data) for kind, data in more) + part(0x0A, b"")
    bound = 4 + 8 + len(name)
    formats = b"".join(part(kind, data) for kind, data in styles)
    start = len(begin(5)) + len(formats) + bound + 4
    head = (
        begin(5)
        + formats
        + part(0x85, struct.pack("<IBBBB", start, state, 0, len(name), 0) + name.encode("latin-1"))
    )
    return _ole((head + part(0x0A, b"") + sheet).ljust(4096, b"\0"))


def _ole(stream: bytes) -> bytes:
    """A compound file with one stream, ``Workbook`` ([MS-CFB])."""
    size = len(stream)
    stream = stream.ljust(-(-size // 512) * 512, b"\0")
    count = len(stream) // 512
    tables = -(-(count + 2) // 128) + 1
    table = [0xFFFFFFFD] * tables + [0xFFFFFFFE]
    table += [tables + 1 + i + 1 for i in range(count - 1)] + [0xFFFFFFFE]
    table += [0xFFFFFFFF] * (tables * 128 - len(table))

    def entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
        letters = (name + "\0").encode("utf-16-le")
        return (
            letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters), kind, 1)
            + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36)
            + struct.pack("<IQ", start, length)
        )  # fmt: skip

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
    folder += entry("Workbook", 2, 0xFFFFFFFF, tables + 1, size)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", *range(tables), *[0xFFFFFFFF] * (109 - tables))
    return head + struct.pack(f"<{len(table)}I", *table) + folder.ljust(512, b"\0") + stream
