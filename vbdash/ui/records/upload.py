"""The files of a region's own records: their templates, and the upload of each."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.records.files.fields import ELIGIBLE, RECORDS, Field
from vbdash.records.files.result import Reading
from vbdash.records.rules import read_eligible, read_records
from vbdash.records.template import template_csv, template_xlsx
from vbdash.text import Text
from vbdash.ui.files.upload import Upload, upload
from vbdash.view import View

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RECORDS: Final = Upload("own_records", RECORDS, read_records)
_ELIGIBLE: Final = Upload("own_eligible", ELIGIBLE, read_eligible)


@kept
def _template(dataset: Dataset, fields: tuple[Field, ...], form: str, lang: str) -> bytes:
    make = template_csv if form == "csv" else template_xlsx
    return make(fields, dataset, Text(lang))


def templates(view: View, fields: tuple[Field, ...] = RECORDS, key: str = "template") -> None:
    """Draw the buttons that give the template, in both languages."""
    tx = view.tx
    with st.container(horizontal=True, gap="small"):
        for lang, name in (("sv", tx("Swedish")), ("en", tx("English"))):
            for form, media in (("xlsx", _XLSX), ("csv", "text/csv")):
                stem = Text(lang)("template-interventions") if fields is RECORDS else (
                    Text(lang)("template-eligible"))  # fmt: skip
                st.download_button(
                    f"{'Excel' if form == 'xlsx' else 'CSV'}, {name}",
                    data=partial(_template, view.dataset, fields, form, lang),
                    file_name=f"{stem}.{form}",
                    mime=media,
                    key=f"{key}_{form}_{lang}",
                    on_click="ignore",
                    icon=":material/download:",
                    type="tertiary",
                )


def upload_records(view: View) -> Reading | None:
    """Draw the upload of intervention records; return what was read, or None before there is any."""
    return upload(view, _RECORDS, view.tx("Your file of records"))


def upload_eligible(view: View) -> Reading | None:
    """Draw the upload of eligible firms: a register, or a table of counts."""
    return upload(view, _ELIGIBLE, view.tx("Your register of firms, or table of counts"))
