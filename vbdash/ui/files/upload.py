"""A visitor's own file: read in memory for this visitor only, shown or refused as a whole."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept, kept_everywhere
from vbdash.exhibit import Column, note
from vbdash.records.files.books.archive import LARGEST
from vbdash.records.files.fields import Field, label
from vbdash.records.files.header import NO_HEADER
from vbdash.records.files.matching import CLAIMED
from vbdash.records.files.persons import masked
from vbdash.records.files.places import Places
from vbdash.records.files.process.reader import BUSY, STOPPED
from vbdash.records.files.reading import COLUMN_NEEDED
from vbdash.records.files.result import Reading, given_back
from vbdash.reports.export import csv_bytes
from vbdash.ui.downloads import file_button
from vbdash.ui.files.held import Held
from vbdash.ui.html_table import html_table
from vbdash.ui.safe import quiet
from vbdash.ui.turns import aside, stop_if_unwanted
from vbdash.view import View

#: Faults shown on the page; the file of faults has them all.
_SHOWN: Final = 50
#: Letters of a wrong cell shown on the page.
_LONGEST: Final = 60
#: Seconds between two looks at whether the visitor still waits.
_BLINK: Final = 0.25
#: Faults that a person can mend by saying which column is which.
_ASKS: Final = frozenset({COLUMN_NEEDED, NO_HEADER, CLAIMED})


@dataclass(frozen=True)
class Upload:
    """One kind of file that a visitor may bring.

    Attributes
    ----------
    key
        Where it is kept in the session.
    fields
        Its columns.
    read
        Reads it.
    everywhere
        Whether it may be about any municipality of the country, not the county's alone.
    """

    key: str
    fields: tuple[Field, ...]
    read: Callable[..., Reading]
    everywhere: bool = False


@kept
def _places(dataset: Dataset) -> Places:
    return Places.of(dataset)


@kept_everywhere
def _every_place(dataset: Dataset) -> Places:
    return replace(Places.of(dataset), own=frozenset(dataset.every_municipality))


def upload(view: View, kind: Upload, heading: str) -> Reading | None:
    """Draw the upload of a file and what came of reading it.

    Returns
    -------
    Reading or None
        What was read; None before there is a file, and while there is no room for it.
    """
    tx = view.tx
    file = st.file_uploader(
        heading,
        max_upload_size=LARGEST // 2**20,
        key=f"{kind.key}_file",
        help=tx("CSV or a workbook (.xlsx, .xls, .xlsb, .ods), at most {most} megabytes.",
                most=LARGEST // 2**20),
    )  # fmt: skip
    st.caption(
        tx(
            "The file is read in memory, for you only, and is gone when you leave or remove it. "
            "It is not stored, not sent on and not seen by other visitors."
        )
    )
    state: Any = st.session_state
    if file is not None and state.get(f"{kind.key}_id") != file.file_id:
        take(kind, file.name, file.getvalue(), file.file_id)
    held = state.get(kind.key)
    if held is None:
        return None
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(tx("Read: {name}", name=quiet(masked(held.name))))
        st.button(
            tx("Remove the file"), key=f"{kind.key}_remove", icon=":material/delete:",
            type="tertiary", on_click=forget, args=(kind,),
        )  # fmt: skip
    reading = _read(view, kind, held)
    if reading is None:
        st.warning(tx("Too many files are held for visitors just now. Try again in a few minutes."),
                   icon=":material/hourglass:")  # fmt: skip
        return None
    _match_by_hand(view, kind, reading)
    _say(view, kind, reading)
    return reading


def take(kind: Upload, name: str, content: bytes, file_id: str) -> None:
    """Keep a new file in place of the one before; what was matched by hand serves it, too."""
    state: Any = st.session_state
    by_hand = state.get(f"{kind.key}_by_hand", {})
    forget(kind, but=f"{kind.key}_file")
    state[f"{kind.key}_by_hand"] = {name: text for name, text in by_hand.items() if text}
    state[f"{kind.key}_id"] = file_id
    # A Mac writes å as two signs.
    state[kind.key] = Held(unicodedata.normalize("NFC", name), content)


def forget(kind: Upload, but: str = "") -> None:
    """Drop the file and everything read from it."""
    for key in [key for key in st.session_state if str(key).startswith(kind.key) and key != but]:
        del st.session_state[key]


def _read(view: View, kind: Upload, held: Held) -> Reading | None:
    """Read once for this visitor, and again only where language, columns or rows wanted change."""
    state: Any = st.session_state
    by_hand = state.get(f"{kind.key}_by_hand", {})
    skip = bool(state.get(f"{kind.key}_skip"))
    asked = (view.tx.lang, skip, tuple(sorted(by_hand.items(), key=str)))
    if held.asked != asked:
        if not held.admit():
            return None
        places = (_every_place if kind.everywhere else _places)(view.dataset)
        read = partial(
            kind.read, held.name, held.content, places, view.tx, by_hand,
            skip_faults=skip, reader=held.reader,
        )  # fmt: skip
        with st.spinner(view.tx("Reading and checking …")):
            reading = _waited_for(held, read)
        if any(each.expected in (BUSY, STOPPED) for each in reading.faults):
            return reading  # it will be read when there is time
        held.keep(asked, reading)
    return held.reading


def _waited_for(held: Held, read: Callable[[], Reading]) -> Reading:
    """Read beside the script, so that it ends when the visitor leaves or asks for something else."""
    answer: Future[Reading] = Future()

    def run() -> None:
        try:
            answer.set_result(read())
        except BaseException as error:  # it belongs to who waits for the answer
            answer.set_exception(error)

    beside = threading.Thread(target=run, daemon=True)
    beside.start()
    try:
        with aside():
            while beside.is_alive():
                beside.join(_BLINK)
                stop_if_unwanted()
    finally:
        if beside.is_alive():
            held.reader.stop()
    return answer.result()


def _match_by_hand(view: View, kind: Upload, reading: Reading) -> None:
    """Let the visitor say which column is which, where the names did not tell."""
    tx = view.tx
    if not reading.headings:
        return
    asks = any(each.expected in _ASKS for each in reading.faults)
    box = st.expander(
        tx("Which column is which"), icon=":material/view_column:", key=f"{kind.key}_columns",
        on_change="rerun", expanded=asks,
    )  # fmt: skip
    if not box.open:
        return
    with box:
        st.caption(tx("Matched by their names. Change what is wrong."))
        columns = st.columns(3)
        options: list[str | None] = [None, *dict.fromkeys(reading.headings)]
        for place, each in enumerate(kind.fields):
            matched = reading.matched.get(each.name)
            columns[place % 3].selectbox(
                tx(each.heading) + (" *" if each.required else ""),
                options,
                index=options.index(matched) if matched in options else 0,
                format_func=lambda text: tx("(not in the file)") if text is None else text,
                key=f"{kind.key}_column_{each.name}",
                on_change=_matched,
                args=(kind, each.name),
            )


def _matched(kind: Upload, column: str) -> None:
    """Keep what the visitor said of a column, also when the choices are folded away."""
    state: Any = st.session_state
    by_hand = dict(state.get(f"{kind.key}_by_hand", {}))
    state[f"{kind.key}_by_hand"] = by_hand | {column: state[f"{kind.key}_column_{column}"]}


def _say(view: View, kind: Upload, reading: Reading) -> None:
    tx = view.tx
    if reading.table is None:
        _refuse(view, kind, reading)
        return
    if reading.faulty:
        _left_out(view, kind, reading)
    st.success(
        tx.plural(
            "{n} row is read, and it is right.",
            "{n} rows are read and every one is right.",
            len(reading.table),
        ),
        icon=":material/check:",
    )
    left = [
        tx("Row {row}: {why}.", row=str(first) if first == last else f"{first}–{last}", why=tx(why))
        for first, last, why in _stretches(reading.left_out)
    ]
    if reading.unused:
        left.append(tx("Columns not used: {names}.", names=quiet(", ".join(reading.unused))))
    if reading.other_sheets:
        left.append(tx("Sheets not read: {names}.", names=quiet(", ".join(reading.other_sheets))))
    left += [each.sentence(tx) for each in reading.told]
    if reading.persons:
        left.append(tx.plural(
            "{n} sole trader’s identity number was replaced by a pseudonym.",
            "{n} sole traders’ identity numbers were replaced by pseudonyms.", reading.persons,
        ))  # fmt: skip
    box = st.expander(
        tx("Look at the rows"), icon=":material/table:", key=f"{kind.key}_preview",
        on_change="rerun",
    )  # fmt: skip
    if box.open:
        box.dataframe(
            _preview(view, reading.table.head(20), kind.fields), hide_index=True,
            alt=tx("The first rows of the file, as they were read"),
        )  # fmt: skip
    if left:
        with st.expander(tx("What was left out, and why"), icon=":material/info:"):
            for line in left:
                st.markdown(f"- {line}")


def _stretches(rows: Sequence[tuple[int, str]]) -> list[tuple[int, int, str]]:
    """Put rows that follow each other and are left out for the same reason together."""
    found: list[tuple[int, int, str]] = []
    for row, why in rows:
        if found and found[-1][1] == row - 1 and found[-1][2] == why:
            found[-1] = (found[-1][0], row, why)
        else:
            found.append((row, row, why))
    return found


def _preview(view: View, table: pd.DataFrame, fields: tuple[Field, ...]) -> pd.DataFrame:
    """Write the rows as they were understood: names for codes, nothing where nothing stands."""
    tx = view.tx
    shown = {tx("Row"): table["_row"]}
    for each in fields:
        if table[each.name].isna().all():
            continue
        column = table[each.name].astype("object")
        if each.kind == "date":
            column = table[each.name].dt.strftime("%Y-%m-%d")
        elif each.kind in ("code", "size"):
            column = column.map(lambda code: label(code, tx) if isinstance(code, str) else code)
        elif each.kind == "codes":
            column = column.map(
                lambda codes: ", ".join(label(code, tx) for code in codes.split(";"))
                if isinstance(codes, str) else codes
            )  # fmt: skip
        elif each.kind == "truth":
            column = column.map({True: tx("yes"), False: tx("no")})
        elif each.kind == "municipality":
            column = column.map(lambda code: view.dataset.name(code, tx.lang))
        elif each.kind in ("hours", "whole"):
            column = column.map(lambda n: tx.number(n, 0 if n == int(n) else 1), na_action="ignore")
        shown[tx(each.heading)] = column.where(column.notna(), "")
    return pd.DataFrame(shown)


def _refuse(view: View, kind: Upload, reading: Reading) -> None:
    """List every fault, and give the list as a file; nothing of the file is used."""
    tx = view.tx
    st.error(
        tx.plural(
            "{n} fault was found. Nothing of the file is used until it is mended.",
            "{n} faults were found. Nothing of the file is used until they are mended.",
            reading.count,
        ),
        icon=":material/error:",
    )
    table = pd.DataFrame(
        {
            "row": [each.row or None for each in reading.faults],
            "column": [each.column for each in reading.faults],
            "found": [each.found for each in reading.faults],
            "expected": [tx(each.expected, **dict(each.values)) for each in reading.faults],
        }
    ).astype({"row": "Int64"})
    headings = {
        "row": tx("Row"), "column": tx("Column of the file"), "found": tx("Found"),
        "expected": tx("Expected"),
    }  # fmt: skip
    shown = table.head(_SHOWN).astype("object")
    shown["found"] = shown["found"].str.slice(0, _LONGEST)
    shown = shown.where(shown.notna(), "–").rename(columns=headings)
    columns = [Column(name, text, 0 if name == "row" else None) for name, text in headings.items()]
    about = note(view, tx("Faults in {name}", name=reading.file), [])
    name = "fel.csv" if tx.lang == "sv" else "faults.csv"
    make = partial(csv_bytes, table, columns, about, tx)
    file_button(tx("Download the list of faults"), name, make, f"{kind.key}_faults")
    html_table(shown, tx("What is wrong in the file, row by row"))
    if reading.count > len(table):
        st.caption(tx("The first {n} are shown; the list has {most}.", n=tx.number(_SHOWN),
                      most=tx.number(len(table))))  # fmt: skip
    elif len(table) > _SHOWN:
        st.caption(tx("The first {n} are shown; the file has them all.", n=tx.number(_SHOWN)))
    if reading.skippable:
        st.button(
            tx.plural("Use the file without the {n} row at fault",
                      "Use the file without the {n} rows at fault", reading.at_fault),
            key=f"{kind.key}_without", icon=":material/filter_alt:", on_click=_without, args=(kind,),
        )  # fmt: skip


def _without(kind: Upload) -> None:
    """Let the rest of the file be used, as the visitor has asked."""
    state: Any = st.session_state
    state[f"{kind.key}_skip"] = True


def _left_out(view: View, kind: Upload, reading: Reading) -> None:
    """Say that rows were left out as the visitor asked, and give them back."""
    tx = view.tx
    st.warning(
        tx.plural("{n} row at fault is left out, as you asked.",
                  "{n} rows at fault are left out, as you asked.", len(reading.faulty)),
        icon=":material/warning:",
    )  # fmt: skip
    name, make = tx("rows-at-fault") + ".csv", partial(given_back, reading, tx)
    file_button(tx("Download the rows at fault"), name, make, f"{kind.key}_given_back")
