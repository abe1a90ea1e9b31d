"""Leading firms beside people, workplaces, jobs and industry: how even, and who has what."""

from __future__ import annotations

from functools import partial
from typing import Final

import pandas as pd

from vbdash.charts.shares import lorenz, scatter_labelled
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.industry.municipalities import MEASURE
from vbdash.indicators.firms import concentration, leading
from vbdash.indicators.firms.spread import Curve, curves, lower_half
from vbdash.indicators.industry.shares import industry_share
from vbdash.indicators.ranks import places
from vbdash.indicators.shown import Shown, shown
from vbdash.indicators.similar import DECIMALS
from vbdash.sentences import companies as say
from vbdash.sentences.shown import told
from vbdash.text import Text, msg
from vbdash.view import View

#: What is spread, in words.
NAMES: Final = {
    "firms": msg("leading firms"),
    "industry_workplaces": msg("industrial workplaces"),
    "workplaces": msg("all workplaces"),
    "jobs": msg("jobs"),
}


@reads("support")
def spread(view: View) -> Exhibit:
    """Show the curve of firms, and of what they are set against, over the population."""
    tx, data = view.tx, view.dataset
    found = curves(data)[view.selection.support]
    ranked = sorted(found, key=lambda c: -c.measures.gini)
    names = {c.name: tx(NAMES[c.name]) for c in found}
    points = pd.concat(
        [
            c.points.assign(group=f"{_dated(c, names)}: {tx.percent(lower_half(c.points), 0)}")
            for c in found
        ]
    )
    linked = [view.source("population"), *(source for curve in found for source in curve.sources)]
    return Exhibit(
        key="firms_spread",
        title=say.uneven(tx, [names[c.name] for c in ranked]),
        subtitle=tx(
            "Municipalities from the one with least per inhabitant to the one with most. On the diagonal "
            "every inhabitant has as much. The percentage: what the lower half of the population has. "
            "A firm with plants in two municipalities counts in both."
        ),
        sentence=say.half_sentence(tx, [(names[c.name], lower_half(c.points)) for c in ranked]),
        table=pd.DataFrame(
            [{"name": names[c.name], "year": c.year, **vars(c.measures)} for c in found]
        ),
        columns=_measures(tx),
        sources=[*linked, *leading.sources(data)],
        origin=say.counted(tx),
        linked=linked,
        lines=[(tx("Strength of support"), tx(say.STRENGTH_ALONE[view.selection.support]))],
        chart=partial(
            lorenz,
            points,
            tx,
            x_title=tx("Share of population"),
            y_title=tx("Share of firms, workplaces and jobs"),
            height=460,
        ),
    )


def _dated(curve: Curve, names: dict[str, str]) -> str:
    """Name a curve with its year; what is known of firms is from many years."""
    return names[curve.name] if curve.name == "firms" else f"{names[curve.name]} {curve.year}"


def _measures(tx: Text) -> list[Column]:
    return [
        Column("name", tx("What is spread")),
        Column("year", tx("Year of population")),
        Column("total", tx("Number"), 0),
        Column("n", tx("Municipalities"), 0),
        Column("gini", tx("Gini against population"), 2),
        Column("gini_ceiling", tx("its highest possible"), 2),
        Column("theil", tx("Theil against population"), 2),
        Column("gini_plain", tx("Gini, municipalities alike"), 2),
        Column("gini_plain_ceiling", tx("its highest possible, (n − 1) / n"), 2),
    ]


@reads("municipalities", "definition", "support")
def compared(view: View) -> Exhibit | None:
    """Show leading firms against industry's share, the rest in the table; None without shares."""
    tx, data = view.tx, view.dataset
    codes = data.municipality_codes
    found = shown(data, MEASURE, view.selection.definition, None, codes)
    if found is None:
        return None
    people_year, table = _table(view, found)
    top = table.sort_values(["value", "share"], ascending=False).iloc[0]
    rank = int(places(table["share"], DECIMALS)[list(table["code"]).index(top["code"])])
    of = int(table["share"].notna().sum())
    alone = int((table["value"] == top["value"]).sum()) == 1
    title = (
        tx(
            "{name} has the most leading firms, and is number {rank} of {of} by industry's share",
            name=top["label"], rank=rank, of=of,
        )
        if alone
        else tx("Leading firms beside what else there is")
    )  # fmt: skip
    subtitle = tx(
        "Across: leading firms, each once in a municipality. Up: industry's share of employed residents {year}, {definition}.",
        year=found.year,
        definition=view.label("definitions", found.definition),
    )
    published = [view.source(each) for each in (MEASURE, "population", "workplaces")]
    return Exhibit(
        key="firms_compare",
        title=title,
        subtitle=f"{subtitle} {told(tx, data, found)}".strip(),
        sentence=say.compare_sentence(
            tx, name=top["label"], firms=int(top["value"]), share=top["share"], of=of, rank=rank
        ),
        table=table,
        columns=_columns(view, found.year, people_year),
        sources=[*published, *leading.sources(data)],
        origin=say.counted(tx),
        linked=published,
        lines=[
            (tx("Strength of support"), tx(say.STRENGTH_ALONE[view.selection.support])),
            (tx("Definition"), view.label("definitions", found.definition, "description")),
            (tx("Caveats"), view.label("measures", MEASURE, "caveats")),
        ],
        chart=partial(scatter_labelled,
            table.rename(columns={"value": "x", "share": "y"}), tx,
            x_title=tx("Leading firms"), y_title=tx("Industry's share of employed residents"),
            units=("", "%"), decimals=(0, 1), highlight=view.chosen[:7], from_zero=True, height=440,
        ),
    )  # fmt: skip


def _table(view: View, found: Shown) -> tuple[int, pd.DataFrame]:
    """Return the year of the population, and one row a municipality."""
    data, codes = view.dataset, list(view.dataset.municipality_codes)
    shares = industry_share(data, found.measure, found.definition)
    shares = shares[shares["region_code"].isin(codes) & (shares["year"] == found.year)]
    year, people = concentration.population(data)
    counts = leading.strengths(data)[view.selection.support].reindex(codes)
    table = pd.DataFrame(
        {
            "code": codes,
            "label": view.names(codes),
            "value": counts.to_numpy(),
            "people": people.to_numpy(),
            "rate": concentration.per_head(counts, people).reindex(codes).to_numpy(),
            "share": shares.set_index("region_code")["share"].reindex(codes).to_numpy(),
        },
        index=codes,
    )
    for each in concentration.subjects(data):
        table[each.id] = each.table["amount"].reindex(codes).to_numpy()
    return year, table


def _columns(view: View, year: int, people_year: int) -> list[Column]:
    tx = view.tx
    years = {each.id: each.year for each in concentration.subjects(view.dataset)}
    headings = {
        "workplaces": tx("Workplaces"),
        "industry_workplaces": tx("Industrial workplaces (the source's own group)"),
        "jobs": tx("Jobs (live and work there, and commuters in)"),
    }
    return [
        Column("label", tx("Municipality")),
        Column("value", tx("Leading firms"), 0),
        Column("rate", tx("Leading firms per 10,000 inhabitants"), 1),
        Column("people", tx("Population {year}", year=people_year), 0),
        Column("share", tx("Industry's share, percent, {year}", year=year), 1),
        *(Column(name, f"{headings[name]} {years[name]}", 0) for name in years),
    ]
