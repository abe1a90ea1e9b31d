"""What the public sees of records: one set of protected figures, never a filtered part of it."""

from __future__ import annotations

import pandas as pd

from vbdash.exhibit import Column, Exhibit
from vbdash.exhibits.records import split as draw
from vbdash.exhibits.records.words import SPLITS, base_text, label_of, withheld
from vbdash.records.own import Own
from vbdash.records.release import Release
from vbdash.sentences import interventions as say
from vbdash.view import View


def funnel(view: View, own: Own) -> Exhibit:
    """Show how many firms came to each step or further."""
    tx, found = view.tx, own.release(view.dataset)
    return draw.funnel(
        view,
        own,
        _marked(view, found, found.steps),
        Column("missing", tx("Withheld")),
        told=say.public_funnel_sentence,
        title=tx("How far firms came"),
        key="public_funnel",
        subtitle=tx("Unique firms that came to each step or further; the whole county, all years."),
        lines=_lines(view, found),
    )


def _marked(view: View, found: Release, table: pd.DataFrame) -> pd.DataFrame:
    """Say of every row whether it is withheld."""
    words = withheld(view, found.limit)
    return table.assign(missing=[words if gone else "" for gone in table["withheld"]])


def _lines(view: View, found: Release) -> list[tuple[str, str]]:
    return [(view.tx("Withheld"), say.withheld_note(view.tx, found.limit, found.withheld))]


def release_table(view: View, found: Release, by: str) -> pd.DataFrame:
    """Return one protected table with its labels; what is withheld is missing and says so."""
    table = found.tables[by].rename_axis("code").reset_index()
    gone, words = table["withheld"] | table["base_withheld"], withheld(view, found.limit)
    table["label"] = [label_of(view, by, key) for key in table["code"]]
    table["missing"] = [words if each else "" for each in gone]
    if draw.has_base(table):
        table.loc[table["eligible"].isna() & ~gone, "missing"] = view.tx("base not known")
    return table


def split(view: View, own: Own, chosen: str) -> Exhibit:
    """Show the firms helped in a split (:data:`~vbdash.exhibits.records.words.SPLITS`)."""
    tx, found, (by, name) = view.tx, own.release(view.dataset), SPLITS[chosen]
    table = release_table(view, found, by)
    subtitle = tx("Unique firms that got help; the whole county, all years.")
    limits = []
    if draw.has_base(table):
        limits = [Column("rate_low", tx("at least"), 1), Column("rate_high", tx("at most"), 1)]
        subtitle += " " + tx("Base: {base}.", base=base_text(view, own))
    return draw.split(
        view,
        own,
        table,
        chosen,
        counted=tx("Firms helped"),
        share=tx("Share helped, percent (of rounded figures)"),
        more=[*limits, Column("missing", tx("Withheld"))],
        key=f"public_{chosen}",
        title=tx("Firms helped, by {split}", split=tx(name).casefold()),
        subtitle=subtitle,
        sentence=tx(
            "{shown} of {all} figures can be shown.",
            shown=tx.number(int((~table["withheld"]).sum())),
            all=tx.number(len(table)),
        ),
        lines=_lines(view, found),
    )


def needs(view: View, own: Own) -> Exhibit | None:
    """List the needs that enough firms named; None where there is none."""
    tx, found = view.tx, own.release(view.dataset)
    table = _marked(view, found, found.needs.reset_index())
    if table["firms"].isna().all():
        return None
    return draw.needs(
        view,
        own,
        table.sort_values("firms", ascending=False, na_position="last"),
        Column("missing", tx("Withheld")),
        key="public_needs",
        title=tx("Needs that firms named"),
        subtitle=tx("Unique firms; the whole county, all years."),
        sentence=tx("Needs that firms named at visits and mappings, and how many help met."),
        lines=_lines(view, found),
    )
