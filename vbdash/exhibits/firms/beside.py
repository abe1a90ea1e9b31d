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
from vbdash.indicators.shown import Shown, shown
from vbdash.indicators.similar import DECIMALS, place
from vbdash.sentences import companies as say
from vbdash.sentences.facts import capital
from vbdash.sentences.overview import industrys_share
from vbdash.sentences.places import placed
from vbdash.sentences.shown import told
from vbdash.text import Text, msg
from vbdash.view import View

#: What firms are set against, in words.
_NAMES: Final = {
    "industry_workplaces": msg("industrial workplaces"),
    "workplaces": msg("all workplaces"),
    "jobs": msg("jobs"),
}


def names(tx: Text, support: str) -> dict[str, str]:
    """Name what is spread: firms as far as the strength of support says of them, and the rest."""
    return {"firms": say.firms_noun(tx, support), **{key: tx(each) for key, each in _NAMES.items()}}


@reads("support")
def spread(view: View) -> Exhibit:
    """Show the curve of firms, and of what they are set against, over the population."""
    tx, data = view.tx, view.dataset
    found = curves(data)[view.selection.support]
    ranked = sorted(found, key=lambda c: -c.measures.gini)
    named = names(tx, view.selection.support)
    points = pd.concat(
        [
            c.points.assign(group=f"{_dated(c, named)}: {tx.percent(lower_half(c.points), 0)}")
            for c in found
        ]
    )
    linked = [view.source("population"), *(source for curve in found for source in curve.sources)]
    return Exhibit(
        key="firms_spread",
        title=say.uneven(tx, [named[c.name] for c in ranked]),
        subtitle=tx(
            "Municipalities from the one with least per inhabitant to the one with most. On the diagonal "
            "every inhabitant has as much. The percentage: what the lower half of the population has. "
            "A firm with plants in two municipalities counts in both."
        ),
        sentence=say.half_sentence(tx, [(named[c.name], lower_half(c.points)) for c in ranked]),
        table=pd.DataFrame(
            [{"name": named[c.name], "year": c.year, **vars(c.measures)} for c in found]
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
    noun, known = say.firms_noun(tx, view.selection.support), table["share"].dropna()
    stands = place(float(top["share"]), known, DECIMALS)
    most = {
        "firms": noun, "name": top["label"],
        "share": industrys_share(tx, found.definition), "value": tx.percent(top["share"]),
    }  # fmt: skip
    alone = int((table["value"] == top["value"]).sum()) == 1 and stands is not None
    subtitle = tx(
        "Across: {firms}, each once in a municipality. Up: industry's share of employed residents {year}. {definition}.",
        firms=noun, year=found.year,
        definition=view.label("definitions", found.definition),
    )  # fmt: skip
    title = tx("{firms} beside what else there is", firms=capital(noun))
    sentence = f"{title}."
    if alone and stands is not None:
        most["place"] = placed(tx, stands)
        title = tx("{name} has the most {firms}; {share} is {value} there, {place}", **most)
        sentence = say.compare_sentence(
            tx, most, firms=int(top["value"]), median=float(known.median())
        )
    published = [view.source(each) for each in (MEASURE, "population", "workplaces")]
    return Exhibit(
        key="firms_compare",
        title=title,
        subtitle=f"{subtitle} {told(tx, data, found)}".strip(),
        sentence=sentence,
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
            x_title=capital(noun), y_title=tx("Industry's share of employed residents"),
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
    tx, firms = view.tx, say.firms_noun(view.tx, view.selection.support)
    years = {each.id: each.year for each in concentration.subjects(view.dataset)}
    headings = {
        "workplaces": tx("Workplaces"),
        "industry_workplaces": tx("Industrial workplaces (the source's own group)"),
        "jobs": tx("Jobs (live and work there, and commuters in)"),
    }
    return [
        Column("label", tx("Municipality")),
        Column("value", capital(firms), 0),
        Column("rate", tx("{firms} per 10,000 inhabitants", firms=capital(firms)), 1),
        Column("people", tx("Population {year}", year=people_year), 0),
        Column("share", tx("Industry's share, percent, {year}", year=year), 1),
        *(Column(name, f"{headings[name]} {years[name]}", 0) for name in years),
    ]
