"""Files as they come from real offices, each wrong in one way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import xlsxwriter

HEADER = ["Företags-id", "Företagsnamn", "Kommun", "SNI-huvudgrupp", "Storleksklass", "Steg",
          "Datum", "Område", "Form", "Timmar", "Beviljat belopp (kr)", "Behov"]  # fmt: skip
ROW = ["5560004615", "Alfa Mekaniska AB", "Skellefteå kommun", "25", "10–49", "Besökt",
       "2019-03-14", "", "", "2,5", "", "Automation; Finansiering"]  # fmt: skip
HELP = ["f-2", "Beta AB", "2480", "28", "1-9", "Fått insats", "31/1 2020", "Digitalisering",
        "Rådgivning", "", "1 234", ""]  # fmt: skip


def csv(rows: list[list[str]], sign: str = ";", encoding: str = "utf-8") -> bytes:
    lines = [sign.join(f'"{c}"' if sign in c else c for c in row) for row in rows]
    return "\r\n".join([*lines, ""]).encode(encoding)


def xlsx(rows: list[list[Any]], then: Callable[[Any, Any], None] | None = None) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Insatser")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(i, j, cell, day)
                else:
                    sheet.write(i, j, cell)
        if then is not None:
            then(book, sheet)
    return out.getvalue()


def changed(column: str, value: Any, row: list[str] | None = None) -> list[Any]:
    copy: list[Any] = list(row or ROW)
    copy[HEADER.index(column)] = value
    return copy


def repacked(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one of its files changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for each in old.namelist():
            data = old.read(each)
            new.writestr(each, change(data) if each == name else data)
    return out.getvalue()


def encrypted() -> bytes:
    """A workbook with a password, made by the library that Office files are tested with."""
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(xlsx([HEADER, ROW]))).encrypt("hemligt", out)
    return out.getvalue()


def bomb() -> bytes:
    """A small workbook that unpacks to 2 GB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(200):
                part.write(b" " * 2**20)
    return out.getvalue()


def lying_bomb() -> bytes:
    """The same, stating a size of one kilobyte for what unpacks to 200 MB."""
    content = bytearray(bomb())
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (1024).to_bytes(4, "little")
    return bytes(content)


def far_corner() -> bytes:
    """One cell at XFD1048576: a reader would make room for 17 billion."""
    return repacked(
        xlsx([HEADER, ROW]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            b"</sheetData>",
            b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
        ),
    )


def mixed_encodings() -> bytes:
    return csv([HEADER, ROW], encoding="utf-8") + csv([HELP], encoding="cp1252")


def two_sheets(book: Any, _: Any) -> None:
    other = book.add_worksheet("2020")
    for j, cell in enumerate(HEADER):
        other.write(0, j, cell)


def merged_header(_: Any, sheet: Any) -> None:
    sheet.merge_range(0, 8, 0, 9, "Form")


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 64

#: name → file name, bytes, part of the Swedish message, row it names (None: the whole file).
BAD: dict[str, tuple[str, bytes, str, int | None]] = {
    "wrong delimiter": ("a.csv", csv([HEADER, ROW], "|"), "semikolon, komma eller tabb", 1),
    "merged header cells": ("a.xlsx", xlsx([HEADER, ROW], merged_header), "I1:J1", 1),
    "two header rows": ("a.csv", csv([HEADER, ["id", "namn", "kommun"], ROW]), "en rubrikrad", 2),
    "title above the header": (
        "a.csv", csv([["Insatser 2019"], HEADER, ROW]), "de står på rad 2", 2),
    "a sign too many in a row": ("a.csv", csv([HEADER, [*ROW, "x"]]), "sista rubriken", 2),
    "a note beside the table": ("a.xlsx", xlsx([HEADER, [*ROW, "", "obs!"]]), "sista rubriken", 2),
    "a quotation mark that swallows a row": (
        "a.csv", csv([[*HEADER, "Källa"], [*ROW, '"CRM'], [*HELP, "x"], [*HELP, 'CRM"']]),
        "citattecken", 2),
    "letters of an old Mac": (
        "a.csv", csv([HEADER[:4] + HEADER[5:]], encoding="mac_roman"), "äldre teckenkodning", 1),
    "letters of DOS": (
        "a.csv", csv([HEADER[:4] + HEADER[5:]], encoding="cp850"), "äldre teckenkodning", 1),
    "a text named as a workbook": ("a.xlsx", csv([HEADER, ROW]), "ändelsen .csv", None),
    "no header": ("a.csv", csv([ROW, HELP]), "inget av de här namnen", 1),
    "excel dates as numbers": ("a.xlsx", xlsx([HEADER, changed("Datum", 43538)]), "2019-03-14", 2),
    "a formula cell": (
        "a.xlsx",
        xlsx([HEADER, ROW], lambda _, sheet: sheet.write_formula("J2", "=1+1")),
        "J2",
        None,
    ),
    "trailing totals row": (
        "a.csv", csv([HEADER, ROW, ["Summa", *[""] * 8, "2,5", "1234", ""]]), "summarad", 3),
    "duplicated firm spelled two ways": (
        "a.csv", csv([HEADER, ROW, changed("Företags-id", "f-9", changed("Företagsnamn",
        "ALFA MEKANISKA"))]), "samma namn", 3),
    "duplicated id spelled two ways": (
        "a.csv", csv([HEADER, HELP, changed("Företags-id", "F2", HELP)]), "en stavning", 3),
    "13-digit organisation number": (
        "a.csv", csv([HEADER, changed("Företags-id", "5560004615123")]), "tio siffror", 2),
    "wrong control digit": (
        "a.csv", csv([HEADER, changed("Företags-id", "556000-4616")]), "kontrollsiffra", 2),
    "number shortened by excel": (
        "a.csv", csv([HEADER, changed("Företags-id", "5,56E+09")]), "Excel har kortat", 2),
    "mixed encodings": ("a.csv", mixed_encodings(), "samma teckenkodning", 1),
    "garbled letters": (
        "a.csv", csv([HEADER, ROW]).decode().encode().decode("cp1252").encode(), "förvanskats", 1),
    "password-protected": ("a.xlsx", encrypted(), "lösenord", None),
    "a zip bomb": ("a.xlsx", bomb(), "megabyte uppackad", None),
    "a zip bomb that lies": ("a.xlsx", lying_bomb(), "megabyte uppackad", None),
    "a cell in the far corner": ("a.xlsx", far_corner(), "XFD1048576", None),
    "200 MB": ("a.csv", b"x" * (200 * 2**20), "högst 20 megabyte", None),
    "an image renamed": ("a.xlsx", PNG, "PNG", None),
    "an image as csv": ("a.csv", PNG, "PNG", None),
    "an old workbook": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "skadad", None),
    "a damaged workbook": ("a.xlsx", xlsx([HEADER, ROW])[:-400], "skadad", None),
    "binary": ("a.csv", b"\x00\x01\x02" * 50, "något annat", None),
    "empty": ("a.csv", b"  \r\n", "tom", None),
    "header only": ("a.csv", csv([HEADER]), "det finns inga", None),
    "two sheets of records": ("a.xlsx", xlsx([HEADER, ROW], two_sheets), "2020", None),
    "a column twice": ("a.csv", csv([[*HEADER, "Kommun"], [*ROW, ""]]), "står två gånger", 1),
    "two columns for one thing": (
        "a.csv", csv([[*HEADER, "Kommunkod"], [*ROW, "2480"]]), "säger olika", 2),
    "two words for one thing": (
        "a.csv", csv([[c if c != "Företagsnamn" else "Namn" for c in HEADER] + ["Firma"],
        [*ROW, "Beta AB"]]), "betyder samma sak", 1),
    "a needed column missing": (
        "a.csv", csv([HEADER[:5], ROW[:5]]), "kolumnen ”Steg” saknas", 1),
    "size class turned into a date": (
        "a.xlsx", xlsx([HEADER, changed("Storleksklass", datetime(2026, 9, 1))]), "till ett datum",
        2),
    "a date in two ways": ("a.csv", csv([HEADER, changed("Datum", "03.04.2019")]), "två sätt", 2),
    "a day that is not": ("a.csv", csv([HEADER, changed("Datum", "2019-02-30")]), "2019-01-31", 2),
    "an amount in thousands": (
        "a.csv", csv([HEADER, changed("Beviljat belopp (kr)", "15 tkr")]), "i kronor", 2),
    "an amount in two ways": (
        "a.csv", csv([HEADER, changed("Beviljat belopp (kr)", "15,000")]), "två sätt", 2),
    "another county": ("a.csv", csv([HEADER, changed("Kommun", "Luleå")]), "annat län", 2),
    "no such municipality": ("a.csv", csv([HEADER, changed("Kommun", "Umå")]), "en kommun", 2),
    "no such step": ("a.csv", csv([HEADER, changed("Steg", "Fikat")]), "Identifierad", 2),
    "no such division": ("a.csv", csv([HEADER, changed("SNI-huvudgrupp", "04")]), "huvudgrupp", 2),
    "help without area": ("a.csv", csv([HEADER, changed("Område", "", HELP)]), "området behövs", 2),
    "the same row twice": ("a.csv", csv([HEADER, HELP, HELP]), "står på rad 2", 3),
    "real and made-up": (
        "a.csv", csv([[*HEADER, "Påhittad"], [*ROW, "nej"], [*HELP, "ja"]]), "aldrig båda", 3),
    "an empty cell": ("a.csv", csv([HEADER, changed("Datum", "")]), "inte en tom cell", 2),
}  # fmt: skip
