"""What the public sees of records: one set of protected figures, never a filtered part of it."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from vbdash.charts.bars import ranked_bars
from vbdash.exhibit import Column, Exhibit
from vbdash.records.files.fields import label
from vbdash.records.public import public_release
from vbdash.records.release import OTHER, Release, release
from vbdash.sentences import interventions as say
from vbdash.text import msg
from vbdash.ui.choice import choose
from vbdash.ui.records.rows import (
    Own,
    base_heading,
    base_text,
    label_of,
    origin,
    sources_of,
    whole_county,
)
from vbdash.ui.show import show
from vbdash.ui.table import show_table
from vbdash.view import View

__all__ = ["public_view", "release_table"]

_TABLES: Final = {
    "kommun": ("municipality_code", msg("Municipality")),
    "del": ("group", msg("Coast and inland")),
    "bransch": ("sni2", msg("SNI division")),
    "storlek": ("size_class", msg("Size class")),
    "omrade": ("area", msg("Area of help")),
    "form": ("form", msg("Kind of help")),
    "ar": ("year", msg("Year of first help")),
}


def _release(view: View, own: Own) -> Release:
    """Protect the records, once for all that see them; slides show the same figures."""
    if own.kind == "server":
        return public_release(view.dataset)
    return own.once("release", lambda: release(own.rows, own.eligible, own.groups))


def public_view(view: View, own: Own) -> None:
    """Show the protected figures; choices of municipality do not change what is counted."""
    tx = view.tx
    public = _release(view, own)
    whole = whole_county(view)
    st.info(say.withheld_note(tx, public.limit, public.withheld), icon=":material/visibility_off:")
    _steps(whole, own, public)
    chosen = choose("delning", tx("Split by"),
                    {key: tx(name) for key, (_, name) in _TABLES.items()},
                    "kommun", widget=st.segmented_control)  # fmt: skip
    _split(whole, own, public, chosen, view.selection.municipalities)
    _needs(whole, own, public)


def _hidden(view: View, public: Release) -> str:
    return view.tx("fewer than {limit}, or withheld", limit=public.limit)


def _steps(view: View, own: Own, public: Release) -> None:
    tx = view.tx
    table = public.steps.reset_index()
    table["label"] = [label(step, tx) for step in table["step"]]
    table["missing"] = [_hidden(view, public) if gone else "" for gone in table["withheld"]]
    by = table.set_index("step")["reached"]
    sentence = say.funnel_sentence(tx, by["identified"], by["visited"], by["helped"])
    exhibit = Exhibit(
        key="public_funnel",
        title=tx("How far firms came"),
        subtitle=tx("Unique firms that came to each step or further; the whole county, all years."),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("Step")),
            Column("reached", tx("Firms that came here or further"), 0),
            Column("missing", tx("Withheld")),
        ],
        sources=[],
        lines=_lines(view, public),
        watermark=own.watermark,
        origin=origin(view, own),
    )
    shown = table.rename(columns={"reached": "value"})[["label", "value", "missing"]]
    show(view, exhibit.replace(figure=ranked_bars(shown, tx, sort=False)))


def _lines(view: View, public: Release) -> list[tuple[str, str]]:
    return [(view.tx("Withheld"), say.withheld_note(view.tx, public.limit, public.withheld))]


def release_table(view: View, public: Release, by: str) -> pd.DataFrame:
    """Return one protected table with its labels; what is withheld is missing and says so."""
    table = public.tables[by].rename_axis("code").reset_index()
    table["label"] = [_row_label(view, by, key) for key in table["code"]]
    gone = table["withheld"] | table["base_withheld"]
    table["missing"] = [_hidden(view, public) if each else "" for each in gone]
    if "eligible" in table and table["eligible"].notna().any():
        table.loc[table["eligible"].isna() & ~gone, "missing"] = view.tx("base not known")
    return table


def _row_label(view: View, by: str, key: object) -> str:
    if by == "year":
        return str(key)
    if by == "sni2" and key == OTHER:
        return view.tx("All other divisions, together")
    return label_of(view, by, key)


def _split(view: View, own: Own, public: Release, chosen: str, marked: tuple[str, ...]) -> None:
    tx = view.tx
    by, name = _TABLES[chosen]
    table = release_table(view, public, by)
    known = "rate" in table and bool(table["eligible"].notna().any())
    columns = [Column("label", tx(name)), Column("reached", tx("Firms helped"), 0)]
    if known:
        columns += [
            Column("eligible", base_heading(view, own), 0),
            Column("rate", tx("Share helped, percent"), 1),
        ]
    columns.append(Column("missing", tx("Withheld")))
    visible = table[~table["withheld"]]
    sentence = tx(
        "{shown} of {all} figures can be shown.", shown=tx.number(len(visible)),
        all=tx.number(len(table)),
    )  # fmt: skip
    exhibit = Exhibit(
        key=f"public_{chosen}",
        title=tx("Firms helped, by {split}", split=tx(name).casefold()),
        subtitle=tx("Unique firms that got help; the whole county, all years.")
        + (" " + tx("Base: {base}.", base=base_text(view, own)) if known else ""),
        sentence=sentence,
        table=table,
        columns=columns,
        sources=sources_of(view, own) if known else [],
        lines=_lines(view, public),
        watermark=own.watermark,
        origin="" if known and own.eligible.basis == "workplaces" else origin(view, own),
    )
    chart = table.assign(value=table["rate" if known else "reached"].astype("float64"))
    chart["code"] = chart["code"].astype(str)
    figure = ranked_bars(
        chart[["label", "value", "code", "missing"]],
        tx,
        unit="%" if known else "",
        decimals=1 if known else 0,
        highlight=marked if by == "municipality_code" else (),
        sort=by not in ("size_class", "year"),
    )
    show(view, exhibit.replace(figure=figure))


def _needs(view: View, own: Own, public: Release) -> None:
    tx = view.tx
    table = public.needs.reset_index()
    table["label"] = [label(need, tx) for need in table["need"]]
    table["missing"] = [_hidden(view, public) if gone else "" for gone in table["withheld"]]
    if table["firms"].isna().all():
        st.caption(tx("No need was named by enough firms to be shown."))
        return
    show_table(
        view,
        Exhibit(
            key="public_needs",
            title=tx("Needs that firms named"),
            subtitle=tx("Unique firms; the whole county, all years."),
            sentence=tx("Needs that firms named at visits and mappings, and how many help met."),
            table=table.sort_values("firms", ascending=False, na_position="last"),
            columns=[
                Column("label", tx("Need")),
                Column("firms", tx("Firms that named it"), 0),
                Column("met", tx("Met by help"), 0),
                Column("unmet", tx("Not met"), 0),
                Column("missing", tx("Withheld")),
            ],
            sources=[],
            lines=_lines(view, public),
            watermark=own.watermark,
            origin=origin(view, own),
        ),
    )
