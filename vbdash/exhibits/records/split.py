"""The three pictures that are drawn of all records and of what the public sees: funnel, split, needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

import pandas as pd

from vbdash.charts.bars import ranked_bars
from vbdash.exhibit import Column, Exhibit
from vbdash.exhibits.records.words import SPLITS, base_heading, behind
from vbdash.records.files.fields import label
from vbdash.records.own import Own
from vbdash.text import Text
from vbdash.view import View

#: What a ranking is drawn from, where a table has it.
_DRAWN: Final = ("label", "value", "code", "missing")


def funnel(
    view: View,
    own: Own,
    steps: pd.DataFrame,
    *more: Column,
    told: Callable[[Text, float, float, float], str],
    title: str = "",
    **said: Any,
) -> Exhibit:
    """Show how many firms came to each step or further.

    Parameters
    ----------
    steps
        Indexed by step: ``reached``, what `more` names, and ``missing`` where figures are withheld.
    told
        Says how far firms came: of those identified, visited and helped.
    title
        Without one the sentence is the title.
    said
        What the exhibit is called and says of itself: ``key``, ``subtitle``, ``lines``.
    """
    tx, table = view.tx, steps.reset_index()
    table["label"] = [label(step, tx) for step in table["step"]]
    reached = steps["reached"]
    sentence = told(tx, reached["identified"], reached["visited"], reached["helped"])
    columns = [
        Column("label", tx("Step")),
        Column("reached", tx("Firms that came here or further"), 0),
        *more,
    ]
    bars = _drawn(table.rename(columns={"reached": "value"}))
    return Exhibit(
        title=title or sentence,
        sentence=sentence,
        table=table,
        columns=columns,
        chart=partial(ranked_bars, bars, tx, sort=False),
        **behind(view, own, base=False),
        **said,
    )


def has_base(table: pd.DataFrame) -> bool:
    """Tell whether any row of a split is set against firms that could have been reached."""
    return "eligible" in table and bool(table["eligible"].notna().any())


def split(
    view: View,
    own: Own,
    table: pd.DataFrame,
    chosen: str,
    *,
    counted: str,
    share: str,
    more: Sequence[Column] = (),
    **said: Any,
) -> Exhibit:
    """Show reach in a split: the share of those who could have been, else the number.

    Parameters
    ----------
    table
        A row a group: ``code``, ``label``, ``reached``; with a base ``eligible`` and ``rate``;
        ``missing`` says why a row has no figure.
    chosen
        Which split, by its name in :data:`~vbdash.exhibits.records.words.SPLITS`.
    counted, share
        Headings of the number and the share.
    more
        Further columns.
    said
        What the exhibit is called and says of itself: ``key``, ``title``, ``subtitle`` ...
    """
    tx, known = view.tx, has_base(table)
    by, name = SPLITS[chosen]
    columns = [Column("label", tx(name)), Column("reached", counted, 0)]
    if known:
        heading = base_heading(view, stand_in=own.stand_in)
        columns += [Column("eligible", heading, 0), Column("rate", share, 1)]
    value = table["rate" if known else "reached"].astype("float64")
    bars = table.assign(value=value, code=table["code"].astype(str))
    figure = partial(
        ranked_bars,
        _drawn(bars),
        tx,
        unit="%" if known else "",
        decimals=1 if known else 0,
        highlight=view.chosen if by == "municipality_code" else (),
        sort=by not in ("size_class", "year"),
    )
    return Exhibit(
        table=table,
        columns=[*columns, *more],
        chart=figure,
        **behind(view, own, base=known),
        **said,
    )


def needs(
    view: View,
    own: Own,
    table: pd.DataFrame,
    last: Column,
    *groups: Column,
    **said: Any,
) -> Exhibit:
    """List the needs that firms named, and how many of them help met.

    Parameters
    ----------
    table
        A row a need: ``need``, ``firms``, ``met``, ``unmet``.
    last
        The column that ends the table.
    groups
        Columns that part the needs.
    said
        What the exhibit is called and says of itself: ``key``, ``title``, ``subtitle`` ...
    """
    tx = view.tx
    return Exhibit(
        table=table.assign(label=[label(need, tx) for need in table["need"]]),
        columns=[
            Column("label", tx("Need")),
            *groups,
            Column("firms", tx("Firms that named it"), 0),
            Column("met", tx("Met by help"), 0),
            Column("unmet", tx("Not met"), 0),
            last,
        ],
        **behind(view, own, base=False),
        **said,
    )


def _drawn(table: pd.DataFrame) -> pd.DataFrame:
    return table[[name for name in _DRAWN if name in table]]
