"""Leading firms and plants by size class, and by whether the size is the place's or the group's."""

from __future__ import annotations

import pandas as pd

from vbdash.charts.stacks import stacked_bars
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.indicators.firms import leading
from vbdash.indicators.firms.sizes import BASES, UNKNOWN, sized
from vbdash.records.codes import SIZES
from vbdash.sentences import companies as say
from vbdash.sentences.overview import spread_label
from vbdash.view import View


@reads("support", "municipalities")
def by_size(view: View) -> Exhibit | None:
    """Show how many there are of each size, in parts by what the number covers; None where none is."""
    tx, data, strength = view.tx, view.dataset, view.selection.support
    rows = sized(data, strength, view.chosen)
    known = rows[rows["size"] != UNKNOWN]
    if known.empty:
        return None
    own = int((known["basis"] == "site").sum())
    firms = int(rows["firm_id"].nunique())
    counts = {"known": tx.number(len(known)), "all": tx.number(len(rows)),
              "own": tx.number(own), "firms": tx.number(firms)}  # fmt: skip
    # The page counts firms: other numbers beside theirs say what they are of.
    title = (
        tx("For {known} of {all} firms the number of employees is on record, for {own} of them at the place itself", **counts)
        if firms == len(rows)
        else tx("For {known} of the {all} plants of {firms} firms the number of employees is on record, for {own} of them at the place itself", **counts)
    )  # fmt: skip
    years = known["employees_year"].dropna()
    dated = (
        tx("Numbers are from {first} to {last}, and some are undated.", first=int(years.min()), last=int(years.max()))
        if len(years)
        else ""
    )  # fmt: skip
    return Exhibit(
        key="firms_sizes",
        title=title,
        subtitle=tx(
            "Firms and plants {kind} by number of employees, as stated by a source. {dated} A number for a whole company or group "
            "says nothing of the place, and numbers are never added up.",
            kind=spread_label(tx, strength), dated=dated,
        ).replace("  ", " "),
        sentence=f"{title}.",
        table=_table(view, rows),
        columns=[
            Column("name", tx("Firm or plant")),
            Column("municipality", tx("Municipality")),
            Column("class", tx("Size class")),
            Column("employees", tx("Employees"), 0),
            Column("covers", tx("The number covers")),
            Column("year", tx("Year")),
        ],
        sources=leading.sources_of(data, [str(each) for each in rows["id"]]),
        origin=say.counted(tx),
        lines=[(tx("Strength of support"), tx(say.STRENGTH_ALONE[strength]))],
        chart=lambda: stacked_bars(
            _counts(view, known), tx, note=_note(view, len(rows) - len(known))
        ),
    )  # fmt: skip


def _note(view: View, left: int) -> str:
    tx = view.tx
    note = tx("Number of firms and plants")
    if not left:
        return note
    words = tx.plural("{n} without a number is left out", "{n} without a number are left out", left)
    return f"{note}. {words}"


def _class(view: View, size: str) -> str:
    tx = view.tx
    return tx("{size} employees", size=size.replace("-", "–")) if size else tx("not on record")


def _covers(view: View, basis: str) -> str:
    tx = view.tx
    return tx(say.BASIS[basis]) if basis else tx("nothing is stated")


def _counts(view: View, known: pd.DataFrame) -> pd.DataFrame:
    """Return a row a size class and basis, the largest class first; a class without any has a zero."""
    found = known.groupby(["size", "basis"]).size()
    bases = [basis for basis in BASES if basis in set(known["basis"])]
    return pd.DataFrame(
        [
            {"label": _class(view, size), "part": _covers(view, basis),
             "value": float(found.get((size, basis), 0 if basis == bases[0] else "nan"))}
            for size in reversed(SIZES)
            for basis in bases
        ]
    )  # fmt: skip


def _table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    data, lang = view.dataset, view.tx.lang
    return pd.DataFrame(
        {
            "name": [view.tx.named(row, "name") for row in rows.to_dict("records")],
            "municipality": [data.name(code, lang) for code in rows["municipality_code"]],
            "class": [_class(view, size) for size in rows["size"]],
            "employees": rows["employees"].astype("float").to_numpy(),
            "covers": [_covers(view, basis) for basis in rows["basis"]],
            "year": rows["employees_year"].astype("Int64").astype("object").to_numpy(),
        }
    )
