"""The template that a region fills in: its columns explained, its choices in drop-down lists.

Made from the same description that the reader uses (:mod:`vbdash.records.files.fields`), so that what is
filled in can always be read.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from typing import Any, Final

from vbdash.data.dataset import Dataset
from vbdash.records.files.fields import Field, label
from vbdash.text import Text

#: Rows that the drop-down lists of the workbook reach.
_ROWS: Final = 5000
_NUMBERS: Final = ("hours", "whole", "year")


def template_csv(fields: Sequence[Field], dataset: Dataset, tx: Text) -> bytes:
    """Write the template as CSV: explanations in lines that begin with ``#``, then the header.

    In Swedish parted by semicolons, in English by commas; UTF-8 with a byte order mark.
    """
    out = io.StringIO()
    out.write(f"# {_about(fields, tx)}\r\n")
    for each in fields:
        choices = _choices(each, dataset, tx)
        parts = [tx(each.meaning), _needed(each, tx)]
        if choices and each.kind in ("code", "codes", "size"):
            parts.append(tx("Choices: {choices}.", choices=", ".join(choices)))
        out.write(f"# {tx(each.heading)}: {' '.join(part for part in parts if part)}\r\n")
    sign = ";" if tx.lang == "sv" else ","
    writer = csv.writer(out, delimiter=sign, lineterminator="\r\n")
    writer.writerow([tx(each.heading) for each in fields])
    return out.getvalue().encode("utf-8-sig")


def template_xlsx(fields: Sequence[Field], dataset: Dataset, tx: Text) -> bytes:
    """Write the template as an Excel workbook: a sheet to fill in and one that explains it.

    Columns with choices have drop-down lists, the date column takes dates only, and codes that
    Excel would turn into dates or numbers are in text format. The same data give the same bytes.
    """
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": _title(fields, tx), "created": datetime.datetime(2000, 1, 1)})
        sheet = book.add_worksheet(tx("Records") if _of_steps(fields) else tx("Target group"))
        about = book.add_worksheet(tx("Explanation"))
        lists = book.add_worksheet("listor")
        _write_sheet(book, sheet, lists, fields, dataset, tx)
        _write_about(book, about, fields, dataset, tx)
        lists.hide()
    return out.getvalue()


def _write_sheet(
    book: Any, sheet: Any, lists: Any, fields: Sequence[Field], dataset: Dataset, tx: Text
) -> None:
    head = book.add_format({"bold": True, "bg_color": "#dcecf7", "border": 1, "text_wrap": True})
    text = book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for place, each in enumerate(fields):
        sheet.write_string(0, place, tx(each.heading), head)
        shape = day if each.kind == "date" else None if each.kind in _NUMBERS else text
        sheet.set_column(place, place, max(14, len(tx(each.heading)) + 2), shape)
        choices = _choices(each, dataset, tx)
        for row, choice in enumerate(choices):
            lists.write_string(row, place, choice)
        rule = _rule(each, place, len(choices), tx)
        if rule:
            sheet.data_validation(1, place, _ROWS, place, rule)
    sheet.freeze_panes(1, 0)


def _rule(each: Field, place: int, choices: int, tx: Text) -> dict[str, Any]:
    """Return what Excel lets into a column, with its own words where something else is tried."""
    from xlsxwriter.utility import xl_col_to_name

    hint = {"input_title": tx(each.heading)[:32], "input_message": tx(each.meaning)[:255]}
    if choices:
        column = xl_col_to_name(place)
        rule = {"validate": "list", "source": f"=listor!${column}$1:${column}${choices}"}
        # Several needs may stand in one cell; any SNI code may be written in full.
        free = each.kind in ("codes", "sni")
        return rule | hint | ({"error_type": "information"} if free else {})
    if each.kind == "date":
        first = datetime.date(1990, 1, 1)
        return {"validate": "date", "criteria": ">=", "value": first} | hint
    if each.kind in _NUMBERS:
        return {"validate": "decimal", "criteria": ">=", "value": 0} | hint
    return {"validate": "any"} | hint


def _write_about(
    book: Any, sheet: Any, fields: Sequence[Field], dataset: Dataset, tx: Text
) -> None:
    bold = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    wrap = book.add_format({"valign": "top", "text_wrap": True})
    sheet.write_string(0, 0, _about(fields, tx), book.add_format({"bold": True}))
    head = [tx("Column of the file"), tx("What goes in"), tx("Must it be there?"), tx("Choices")]
    sheet.write_row(2, 0, head, bold)
    for row, each in enumerate(fields, start=3):
        listed = ", ".join(_choices(each, dataset, tx))
        texts = (tx(each.heading), tx(each.meaning), _needed(each, tx), listed)
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, wrap if place else bold)
    for place, width in enumerate((26, 60, 22, 90)):
        sheet.set_column(place, place, width)


def _of_steps(fields: Sequence[Field]) -> bool:
    """Whether the template is that of intervention records, not that of the target group."""
    return any(each.name == "step" for each in fields)


def _title(fields: Sequence[Field], tx: Text) -> str:
    if _of_steps(fields):
        return tx("Template for intervention records")
    return tx("Template for the target group")


def _about(fields: Sequence[Field], tx: Text) -> str:
    if _of_steps(fields):
        return tx(
            "One row for each firm and step. Firms are counted once, however many rows they have. "
            "Leave out columns that you have nothing for."
        )
    return tx(
        "Either a register, one row for each firm, with firm id, municipality, SNI division and "
        "size class; or a table of counts, one row for each group, with the number of firms and no "
        "firm id. Leave out columns that you have nothing for."
    )


def _needed(each: Field, tx: Text) -> str:
    return tx("Must be there.") if each.required else ""


def _choices(each: Field, dataset: Dataset, tx: Text) -> list[str]:
    if each.kind == "municipality":
        return sorted(dataset.name(code, tx.lang) for code in dataset.municipality_codes)
    if each.kind == "sni":
        divisions = dataset.table("sni_divisions")
        labels = divisions[f"label_{tx.lang}"]
        return [f"{code} {text}" for code, text in zip(divisions["code"], labels, strict=True)]
    if each.kind == "truth":
        return [tx("yes"), tx("no")]
    return [label(code, tx) for code in each.choices]
