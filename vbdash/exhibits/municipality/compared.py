"""A municipality beside others: one table, no verdict; and what is missing about it."""

from __future__ import annotations

from typing import Final

import pandas as pd

from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.municipality.measured import (
    as_figures,
    figure_columns,
    short_label,
    sources,
    with_units,
)
from vbdash.indicators.municipality.figures import gaps_about
from vbdash.indicators.municipality.standing import standing
from vbdash.indicators.municipality.whom import references
from vbdash.sentences.facts import written_value
from vbdash.sentences.readable import value_labels
from vbdash.view import View

_MEDIAN: Final = "median"


@reads("definition", "year")
def compared(view: View, codes: tuple[str, ...]) -> Exhibit:
    """Show the latest figures of municipalities side by side, the first one first."""
    tx, data, asked = view.tx, view.dataset, view.selection
    first = standing(data, asked.definition, codes[0], asked.year).set_index("measure")
    measures = [str(measure) for measure in first.index]
    labels = zip(measures, first["year"], strict=True)
    table = pd.DataFrame({"label": [f"{short_label(view, m)} {year}" for m, year in labels]})
    table = with_units(view, table, measures).assign(year=first["year"].tolist())
    years = [(measure, int(year)) for measure, year in zip(measures, first["year"], strict=True)]
    columns = {c: references(data, asked.definition, c, c, years) for c in codes}
    for name, values in (columns | {_MEDIAN: first["median"].tolist()}).items():
        known = zip(measures, values, strict=True)
        table[name] = [written_value(tx, data, measure, value) for measure, value in known]
        table[f"figure_{name}"] = as_figures(view, measures, values)
    names = tx.listing(view.names(codes))
    only = len(data.municipality_codes) == 1  # it is its county's middle municipality itself
    title = (
        tx("The figures about {names}", names=names)
        if only and len(codes) == 1
        else tx("{names}, side by side", names=names)
        if only
        else tx("{names} beside the county’s middle municipality", names=names)
    )
    return Exhibit(
        key="municipality_compare",
        title=title,
        subtitle=tx("The latest figures of each measure. No order of merit: high is not good, low is not bad."),
        sentence=title,
        table=table,
        columns=[
            Column("label", tx("Measure")),
            *(Column(c, view.name(c)) for c in codes),
            *([] if only else [Column(_MEDIAN, tx("Middle municipality"))]),
        ],
        filed=[
            *figure_columns(view),
            *(Column(f"figure_{c}", view.name(c), 6, varied=True) for c in codes),
            Column(f"figure_{_MEDIAN}", tx("Middle municipality"), 6, varied=True),
        ],
        short=f"{view.name(codes[0])}: {tx('Compare')}",
        sources=sources(view, measures),
    )  # fmt: skip


@reads()
def missing(view: View, code: str) -> Exhibit:
    """Show what is missing about a municipality, and why."""
    tx, data = view.tx, view.dataset
    found = gaps_about(data, code)
    reasons = value_labels(data, "gaps", "reason", tx)
    table = pd.DataFrame(
        {
            "measure": [view.label("measures", m) for m in found["measure"]],
            "reason": [reasons.get(str(r), str(r)) for r in found["reason"]],
            "text": [tx.pick(row, "text") for row in found.to_dict("records")],
        }
    )
    title = tx.plural(
        "{n} gap in the statistics shown for {region}: years, breakdowns, measures and other places that are missing, and why",
        "{n} gaps in the statistics shown for {region}: years, breakdowns, measures and other places that are missing, and why",
        len(table), region=view.name(code),
    )  # fmt: skip
    return Exhibit(
        key="municipality_missing",
        title=title,
        subtitle=tx("A missing figure is shown as missing, never as zero and never guessed."),
        sentence=title,
        table=table,
        columns=[
            Column("measure", tx("Measure")),
            Column("reason", tx("Reason")),
            Column("text", tx("Explanation")),
        ],
        sources=[str(s) for s in found["source_id"].dropna()],
        short=f"{view.name(code)}: {tx('What is missing')}",
    )
