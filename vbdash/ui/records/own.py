"""The region's own records: whose rows are looked at, by whom, and against which firms."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.exhibits.records.words import base_text
from vbdash.records.between import ZEROS_APART, lost_zeros
from vbdash.records.files.fields import ELIGIBLE, RECORDS, Field
from vbdash.records.files.result import Reading
from vbdash.records.own import Own, sample_rows, shipped
from vbdash.records.public import groups_of, region_base, region_records
from vbdash.records.reach import Eligible, eligible_from_national, eligible_from_workplaces
from vbdash.records.rules import eligible_of, read_eligible, read_records
from vbdash.records.template import template_csv, template_xlsx
from vbdash.sentences import interventions as say
from vbdash.text import Text
from vbdash.ui.access import is_colleague, note_seen, sign_in
from vbdash.ui.choice import choose
from vbdash.ui.downloads import file_button
from vbdash.ui.files.upload import Upload, upload
from vbdash.ui.records import parts
from vbdash.ui.safe import quiet
from vbdash.view import View

_RECORDS: Final = Upload("own_records", RECORDS, read_records)
_ELIGIBLE: Final = Upload("own_eligible", ELIGIBLE, read_eligible)


def own_records(view: View) -> None:
    """Show the template, the upload, and what the records say."""
    tx, data = view.tx, view.dataset
    server = region_records(data)
    names = {"server": tx("The region's records"), "fil": tx("My own file"),
             "exempel": tx("Made-up example")}  # fmt: skip
    if server.empty:
        names.pop("server")
    if sample_rows(data).empty:
        names.pop("exempel")
    if server.empty:
        st.info(
            tx(
                "There are no records here. The region can add its own, and anybody can look at a "
                "file of their own here, or at a made-up example."
            )
            if "exempel" in names
            else tx(
                "There are no records of {county} here. Anybody can look at a file of their own.",
                county=view.county_name,
            ),
            icon=":material/info:",
        )
    origin = choose("poster", tx("Whose records"), names, next(iter(names)),
                    widget=st.segmented_control)  # fmt: skip
    if origin == "fil":
        _from_file(view)
    elif origin == "exempel":
        mark = say.watermark(tx)
        st.warning(mark, icon=":material/warning:")
        own = replace(shipped(data, "sample"), watermark=mark)
        _as_owner_or_public(view, own)
    else:
        sign_in(tx)
        own = shipped(data, "server")
        st.caption(tx("Set against: {base}.", base=base_text(view, own)))
        if is_colleague():
            _as_owner_or_public(view, own)
        else:
            parts.public_view(view, own)


def _from_file(view: View) -> None:
    tx = view.tx
    with st.expander(tx("The template: one row for each firm and step"), icon=":material/draft:"):
        templates(view)
    reading = upload_records(view)
    if reading is None or reading.table is None:
        return
    if not _about_here(view, reading.table):
        return
    made_up = bool(reading.table["sample"].fillna(False).any())
    eligible = _own_eligible(view)
    mark = say.watermark(tx) if made_up else ""
    base = eligible or _base_for_anybody(view, made_up=made_up)
    own = _remembered(
        Own(reading.table, base, groups_of(view.dataset), "file", mark, eligible is not None)
    )
    st.caption(tx("Set against: {base}.", base=base_text(view, own)))
    apart = own.once("zeros", lambda: _lost_zeros(own))
    if apart:
        st.warning(tx(ZEROS_APART, n=tx.number(apart)), icon=":material/warning:")
    _as_owner_or_public(view, own)


def _lost_zeros(own: Own) -> int:
    """Count the records' ids that the visitor's own register has with other zeros before them."""
    if not own.base_uploaded or not len(own.eligible.firms):
        return 0
    return lost_zeros(*(t["firm_id"].dropna().astype(str) for t in (own.rows, own.eligible.firms)))


def _about_here(view: View, rows: pd.DataFrame) -> bool:
    """Whether any of a visitor's records is about the county in focus; say so where none is."""
    # Each code once: a row each would hold everybody else's pages up for a minute.
    data, codes = view.dataset, rows["municipality_code"].dropna().astype(str).unique()
    about = dict.fromkeys(data.county_of(code) for code in codes)
    if not about or data.county in about:
        return True
    st.info(
        quiet(view.tx(
            "No row of the file is about {county}. Its rows are about {counties}.",
            county=view.county_name,
            counties=view.tx.listing(view.names([c for c in about if c in data.counties])),
        )),
        icon=":material/info:",
    )  # fmt: skip
    return False


def _remembered(own: Own) -> Own:
    """Let a visitor's records keep what has been counted from them, until file or base change."""
    state: Any = st.session_state
    rows, base, memory = state.get("own_records_counted", (None, None, {}))
    if rows is not own.rows or base is not own.eligible.cells:
        memory = {}
        state["own_records_counted"] = (own.rows, own.eligible.cells, memory)
    return replace(own, memory=memory)


def _base_for_anybody(view: View, *, made_up: bool) -> Eligible:
    """Return the region's base to a colleague; its small cells and names are not for others.

    Made-up records are never set against real firms.
    """
    base = eligible_from_workplaces(view.dataset)
    if made_up:
        return base
    if is_colleague():
        base = region_base(view.dataset)
    if base.basis == "workplaces":
        return eligible_from_national(view.dataset) or base
    return base


def _own_eligible(view: View) -> Eligible | None:
    """Return the firms that could have been reached as the visitor's own file has them."""
    tx = view.tx
    with st.expander(tx("The firms that could have been reached"), icon=":material/groups:"):
        st.markdown(
            tx(
                "Reach needs something to compare with. Upload a register (one row per firm) or a table of counts (by "
                "municipality, SNI division, size class); without one, published workplaces stand "
                "in, which are not firms."
            )
        )
        templates(view, ELIGIBLE, "eligible_template")
        reading = upload_eligible(view)
    if reading is None or reading.table is None:
        return None
    return _counted(reading)


def _counted(reading: Reading) -> Eligible:
    """Count a visitor's register once, not in every run."""
    state: Any = st.session_state
    table, base = state.get("own_eligible_counted", (None, None))
    if table is not reading.table or base is None:
        assert reading.table is not None  # noqa: S101
        base = eligible_of(reading.table)
        state["own_eligible_counted"] = (reading.table, base)
    found: Eligible = base
    return found


def _as_owner_or_public(view: View, own: Own) -> None:
    """Let who may see everything also see what the public would."""
    tx = view.tx
    seen = choose(
        "visning",
        tx("Shown"),
        {"allt": tx("Everything"), "offentligt": tx("As the public sees it")},
        "allt",
        widget=st.segmented_control,
    )
    if seen == "offentligt":
        parts.public_view(view, own)
        return
    st.caption(
        tx(
            "Figures under five firms are shown here because you may see them. "
            "Files you download from this view are not for publication."
        )
    )
    part = choose(
        "avsnitt",
        tx("Look at"),
        {"rackvidd": tx("Reach"), "djup": tx("Depth and spread"), "behov": tx("Needs"),
         "vita": tx("White spots and plan")},
        "rackvidd",
        widget=st.segmented_control,
    )  # fmt: skip
    # A stranger's own file is the stranger's; the region's records and register are not.
    if own.kind == "server" or (not own.base_uploaded and own.eligible.basis == "register"):
        note_seen(part)
    if part == "rackvidd":
        parts.reached(view, own)
    elif part == "djup":
        parts.spread_out(view, own)
    elif part == "behov":
        parts.needs_named(view, own)
    else:
        parts.white_spots_and_plan(view, own)


@kept
def _template(dataset: Dataset, fields: tuple[Field, ...], form: str, lang: str) -> bytes:
    make = template_csv if form == "csv" else template_xlsx
    return make(fields, dataset, Text(lang))


def templates(view: View, fields: tuple[Field, ...] = RECORDS, key: str = "template") -> None:
    """Draw the buttons that give the template, in both languages."""
    tx = view.tx
    with st.container(horizontal=True, gap="small"):
        for lang, name in (("sv", tx("Swedish")), ("en", tx("English"))):
            for form in ("xlsx", "csv"):
                stem = Text(lang)("template-interventions") if fields is RECORDS else (
                    Text(lang)("template-eligible"))  # fmt: skip
                file_button(
                    f"{'Excel' if form == 'xlsx' else 'CSV'}, {name}",
                    f"{stem}.{form}",
                    partial(_template, view.dataset, fields, form, lang),
                    f"{key}_{form}_{lang}",
                    type="tertiary",
                )


def upload_records(view: View) -> Reading | None:
    """Draw the upload of intervention records; return what was read, or None before there is any."""
    return upload(view, _RECORDS, view.tx("Your file of records"))


def upload_eligible(view: View) -> Reading | None:
    """Draw the upload of eligible firms: a register, or a table of counts."""
    return upload(view, _ELIGIBLE, view.tx("Your register of firms, or table of counts"))
