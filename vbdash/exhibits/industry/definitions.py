"""What is counted: how a share moves with the definition, and with what it is a share of."""

from __future__ import annotations

from functools import partial
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.bars import paired_bars, ranked_bars, waterfall
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.industry.answers import WHOLES, edition
from vbdash.exhibits.measured import decimals_of, the_whole
from vbdash.indicators.industry.definitions import (
    SECTION_MEASURE,
    denominators,
    group_shares,
    ladder,
    section_ladder,
)
from vbdash.sentences import industry as say
from vbdash.view import View

_GRP: Final = "grp_by_group"
#: Workplaces are published by groups of the source's own.
WORKPLACES: Final = "workplaces"


def _columns(view: View, *amount: Column) -> list[Column]:
    """Return the columns of a ladder of definitions, with its amount where there is one."""
    tx = view.tx
    return [
        Column("label", tx("Definition")),
        *amount,
        Column("share", tx("Share, percent"), 1),
        Column("step", tx("Added, percentage points"), 1),
    ]


def _as_shown(table: pd.DataFrame) -> pd.DataFrame:
    """Return a ladder with its steps as the differences of the shares that stand beside them."""
    share = table["share"].round(1)
    return table.assign(share=share, step=share.diff().fillna(share))


def _figure(view: View, table: pd.DataFrame) -> go.Figure:
    """Draw how a share grows from the narrowest definition of a ladder to the widest."""
    tx = view.tx
    sectors = view.dataset.table("sectors").set_index("code")
    rows = [
        (view.label("definitions", table["definition"].iloc[0]), table["share"].iloc[0], "total")
    ]
    for added, step in zip(table["added"][1:], table["step"][1:], strict=True):
        names = [tx.pick(sectors.loc[s], "short") for s in added.split()]
        said = ", ".join([names[0], *(name[:1].lower() + name[1:] for name in names[1:])])
        rows.append((f"+ {said} ({'+'.join(added.split())})", step, "step"))
    rows.append(
        (view.label("definitions", table["definition"].iloc[-1]), table["share"].iloc[-1], "total")
    )
    return waterfall(
        pd.DataFrame(rows, columns=["label", "value", "kind"]),
        tx,
        decimals=1,
        above=True,
        note=tx("Percent; the steps in percentage points"),
    )


@reads()
def steps(view: View, measure: str, region: str, year: int) -> Exhibit | None:
    """Show how a share grows with the definition; None where only one can be cut.

    Parameters
    ----------
    measure, region, year
        What is cut: a published measure of one region in one year.
    """
    tx, data = view.tx, view.dataset
    table = ladder(data, measure, region, year)
    if len(table) < 2:
        return None
    table = _as_shown(table)
    name = data.name(region, tx.lang)
    sentence = say.ladder_sentence(
        tx, whole=the_whole(view, measure), region=name, year=year,
        narrow=(table["definition"].iloc[0], table["share"].iloc[0]),
        wide=(table["definition"].iloc[-1], table["share"].iloc[-1]),
    )  # fmt: skip
    row = data.row("measures", f"{measure}_share")
    exhibit = Exhibit(
        key="industry_steps",
        title=sentence.rstrip("."),
        subtitle=f"{tx.pick(row, 'label')}, {name}, {year}. {tx.pick(row, 'basis')}.",
        sentence=sentence,
        table=table.assign(label=[view.label("definitions", d) for d in table["definition"]]),
        columns=_columns(
            view,
            Column(
                "amount",
                tx("Industry, {unit}", unit=tx.pick(data.row("measures", measure), "unit_short")),
                0,
            ),
        ),
        sources=[str(data.row("measures", measure)["source_id"])],
        lines=[(tx("Caveats"), tx.pick(row, "caveats"))],
    )
    return exhibit.replace(chart=partial(_figure, view, table))


@reads()
def example(view: View, region: str, year: int) -> Exhibit:
    """Show all steps from C to A–F for a county in which every section is printed.

    Parameters
    ----------
    region, year
        The county, and the year in which its row is whole.
    """
    tx, data = view.tx, view.dataset
    name, table = data.name(region, tx.lang), _as_shown(section_ladder(data, region, year))
    ends = {"narrow": table["share"].iloc[0], "wide": table["share"].iloc[-1]}
    if region == data.county:
        sentence = say.ladder_sentence(
            tx, whole=the_whole(view, SECTION_MEASURE), region=name, year=year,
            narrow=("C", ends["narrow"]), wide=("A-F", ends["wide"]),
        )  # fmt: skip
    else:
        sentence = say.example_sentence(
            tx,
            whole=the_whole(view, SECTION_MEASURE),
            region=name,
            county=view.county_name,
            year=year,
            **ends,
        )
    row = data.row("measures", SECTION_MEASURE)
    exhibit = Exhibit(
        key="industry_example",
        title=sentence.rstrip("."),
        subtitle=f"{tx.pick(row, 'label')}, {name}, {year}. {tx.pick(row, 'basis')}. "
        + tx("The sections' printed shares are added here."),
        sentence=sentence,
        table=table.assign(label=[view.label("definitions", d) for d in table["definition"]]),
        columns=_columns(view),
        sources=[str(row["source_id"])],
        lines=[(tx("Caveats"), tx.pick(row, "caveats"))],
    )
    return exhibit.replace(chart=partial(_figure, view, table))


@reads()
def wholes(view: View, year: int) -> Exhibit:
    """Show the same production of goods as a share of three wholes of one edition."""
    tx, data = view.tx, view.dataset
    table = denominators(data, data.county, year)
    names = [tx(WHOLES[d]) for d in table["denominator"]]
    table = table.assign(
        label=[n[:1].upper() + n[1:] for n in names], code=table["denominator"], value=table["share"],
        note=[tx("summed here") if s else tx("printed by the source") for s in table["summed"]],
    )  # fmt: skip
    sentence = tx(
        "One and the same production of goods is {low} or {high} of the economy, depending on what it is a share of.",
        low=tx.percent(table["share"].min()),
        high=tx.percent(table["share"].max()),
    )
    row = data.row("measures", _GRP)
    amount = tx.quantity(
        table["amount"].iloc[0], tx.pick(row, "unit_short"), decimals_of(view, _GRP)
    )
    exhibit = Exhibit(
        key="industry_denominators",
        title=sentence.rstrip("."),
        subtitle=tx(
            "Goods producers (A–F), {amount} in {region} in {year}, as a share of three wholes from the same edition.",
            amount=amount,
            region=view.county_name,
            year=year,
        ),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("Share of")),
            Column("total", tx("The whole, {unit}", unit=tx.pick(row, "unit_short")), 0),
            Column("share", tx("Share, percent"), 1),
            Column("note", tx("Note")),
        ],
        sources=edition(view, year),
        lines=[(tx("Caveats"), tx.pick(row, "caveats"))],
    )
    figure = partial(ranked_bars, table, tx, unit="%", decimals=1, sort=False, above=True)
    return exhibit.replace(chart=figure)


@reads()
def workplaces(view: View, region: str, year: int) -> Exhibit | None:
    """Show the workplaces of an area by the groups that the source itself has made."""
    tx, data = view.tx, view.dataset
    name, row = data.name(region, tx.lang), data.row("measures", WORKPLACES)
    table = group_shares(data, WORKPLACES, region, year)
    if table.empty:
        return None
    sectors = data.table("sectors").set_index("code")
    table = table.assign(
        label=[tx.pick(sectors.loc[s], "short") for s in table["sector"]],
        value=table["share"], other=table["country"],
    )  # fmt: skip
    industry = table[table["sector"] == "WP_INDUSTRY"].iloc[0]
    sentence = say.workplaces_sentence(
        tx, region=name, year=year, share=industry["share"], country=industry["country"]
    )
    exhibit = Exhibit(
        key="industry_workplaces",
        title=sentence.rstrip("."),
        subtitle=f"{tx.pick(row, 'label')}. {tx.pick(row, 'basis')}. {tx.pick(row, 'definition')}",
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("Group")),
            Column("amount", tx.pick(row, "unit").capitalize(), 0),
            Column("share", tx("{region}, percent", region=name), 1),
            Column("country", tx("Sweden, percent"), 1),
        ],
        sources=[str(row["source_id"])],
        lines=[(tx("Caveats"), tx.pick(row, "caveats"))],
    )
    figure = partial(
        paired_bars, table, tx, names=(name, tx("Sweden")), unit="%", decimals=1, above=True
    )
    return exhibit.replace(chart=figure)
