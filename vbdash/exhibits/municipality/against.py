"""Any two measures of municipalities against each other: where each lies, and nothing of why."""

from __future__ import annotations

from functools import partial
from typing import Final

import pandas as pd

from vbdash.charts.shares import scatter_labelled
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.matrix import in_order, latest
from vbdash.exhibits.municipality.measured import measured, sources
from vbdash.view import View

#: With fewer municipalities there is no middle to speak of.
FEWEST: Final = 5


@reads("definition", "year")
def offered(view: View, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the measures of the registry that enough of the municipalities have figures of."""
    now = latest(view, codes)
    counts = now.groupby("measure")["code"].nunique()
    known = set(view.dataset.measures.index)
    return tuple(in_order(view, {str(m) for m in counts.index[counts >= FEWEST]} & known))


@reads("definition", "year", "municipalities", "compare")
def against(view: View, code: str, across: str, up: str, codes: tuple[str, ...]) -> Exhibit | None:
    """Show two measures against each other, the subject and those compared with marked.

    Parameters
    ----------
    view
        Definition, year and the municipalities to mark.
    code
        The subject.
    across, up
        Ids of the two measures; each is of the year asked for, or of its latest.
    codes
        Whom it is among.

    Returns
    -------
    Exhibit or None
        None where fewer than :data:`FEWEST` municipalities have both.
    """
    tx, asked = view.tx, view.selection
    table, years = _table(view, across, up, codes)
    if len(table) < FEWEST:
        return None
    x, y = measured(view, across), measured(view, up)
    middles = float(table["x"].median()), float(table["y"].median())
    right, above = table["x"] - middles[0], table["y"] - middles[1]
    both, neither = int(((right > 0) & (above > 0)).sum()), int(((right < 0) & (above < 0)).sum())
    crossed = int((right * above < 0).sum())
    middle = len(table) - both - neither - crossed
    title = (
        tx("None of the {of} municipalities lies on the same side of the middle in both measures", of=tx.number(len(table)))
        if not both + neither
        else tx(
        "{n} of {of} municipalities lie on the same side of the middle in both measures",
        n=tx.number(both + neither), of=tx.number(len(table)),
    ))  # fmt: skip
    sentence = " ".join(
        [
            tx(
                "Above the middle in both: {both}. Below in both: {neither}. Above in one and below in the other: {crossed}.",
                both=tx.number(both), neither=tx.number(neither), crossed=tx.number(crossed),
            ),
            *([tx("On the middle in one at least: {n}.", n=tx.number(middle))] if middle else []),
            *_own(view, code, table, across, up),
        ]
    )  # fmt: skip
    heads = f"{x.label} {years[across]}", f"{y.label} {years[up]}"
    marked = dict.fromkeys([code, *asked.municipalities, *asked.compare])
    return Exhibit(
        key="municipality_against",
        title=title,
        subtitle=tx(
            "Across: {across}. Up: {up}. The dashed lines are the middle municipality in each. That two measures "
            "lie alike or unlike says nothing of why.",
            across=heads[0], up=heads[1],
        ),
        sentence=sentence,
        table=table.sort_values(["x", "label"], ascending=[False, True]),
        columns=[
            Column("code", tx("Code")),
            Column("label", tx("Municipality")),
            Column("x", f"{heads[0]} ({x.unit})", x.decimals),
            Column("y", f"{heads[1]} ({y.unit})", y.decimals),
        ],
        sources=sources(view, [across, up]),
        lines=[*x.lines(view), *y.lines(view)],
        short=f"{x.label} {y.label}",
        chart=partial(scatter_labelled,
            table, tx, x_title=f"{heads[0]}, {x.unit}",
            y_title=f"{heads[1]}, {y.unit}", units=(x.unit, y.unit),
            decimals=(x.decimals, y.decimals), highlight=list(marked)[:7], height=460,
            middles=middles,
        ),
    )  # fmt: skip


@reads("definition", "year")
def elsewhere(view: View, across: str, up: str, codes: tuple[str, ...]) -> bool:
    """Return whether any but the county's municipalities have figures of both measures."""
    return not set(_table(view, across, up, codes)[0]["code"]) <= set(
        view.dataset.municipality_codes
    )


def _table(
    view: View, across: str, up: str, codes: tuple[str, ...]
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return the municipalities that have both figures, and the year of each measure."""
    now = latest(view, codes)
    found = {m: now[now["measure"] == m].set_index("code")["value"] for m in (across, up)}
    years = {m: int(now.loc[now["measure"] == m, "year"].max()) for m in found if len(found[m])}
    both = [c for c in codes if all(c in values.index for values in found.values())]
    table = pd.DataFrame(
        {
            "code": both,
            "label": view.names(both),
            "x": found[across].reindex(both).round(measured(view, across).decimals).to_numpy(),
            "y": found[up].reindex(both).round(measured(view, up).decimals).to_numpy(),
        }
    )
    return table, years


def _own(view: View, code: str, table: pd.DataFrame, across: str, up: str) -> list[str]:
    """Say the subject's two figures, where it has both."""
    tx, own = view.tx, table[table["code"] == code]
    if own.empty:
        return []
    said = []
    for measure, name in ((across, "x"), (up, "y")):
        about = measured(view, measure)
        value = tx.quantity(float(own[name].iloc[0]), about.unit, about.decimals)
        said.append(f"{about.label[:1].lower()}{about.label[1:]} {value}")
    return [f"{view.name(code)}: {tx.listing(said)}."]
