"""The whole way from manufacturing to all goods producers, and workplaces by the source's groups.

What the county's own figures cannot show is shown by a county whose figures can, named as such.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from vbdash.charts.bars import paired_bars, waterfall
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.industry.definitions import SECTION_MEASURE
from vbdash.indicators.missing import reason
from vbdash.sentences import industry as say
from vbdash.ui.choice import choose
from vbdash.ui.industry.page import (
    definition_label,
    group_shares,
    section_counties,
    section_ladder,
    years,
)
from vbdash.ui.show import show
from vbdash.ui.view import View

__all__ = ["draw_example", "draw_workplaces", "ladder_columns", "ladder_figure"]

_WORKPLACES, _OWN = "workplaces", "own"


def ladder_columns(view: View, *amount: Column) -> list[Column]:
    """Return the columns of a ladder of definitions, with its amount where there is one."""
    tx = view.tx
    return [
        Column("label", tx("Definition")),
        *amount,
        Column("share", tx("Share, percent"), 1),
        Column("step", tx("Added, percentage points"), 1),
    ]


def ladder_figure(view: View, table: pd.DataFrame) -> go.Figure:
    """Draw how a share grows from the narrowest definition of a ladder to the widest."""
    tx = view.tx
    sectors = view.dataset.table("sectors").set_index("code")
    rows = [(definition_label(view, table["definition"].iloc[0]), table["share"].iloc[0], "total")]
    for added, step in zip(table["added"][1:], table["step"][1:], strict=True):
        names = [tx.pick(sectors.loc[s], "short") for s in added.split()]
        said = ", ".join([names[0], *(name[:1].lower() + name[1:] for name in names[1:])])
        rows.append((f"+ {said} ({'+'.join(added.split())})", step, "step"))
    rows.append(
        (definition_label(view, table["definition"].iloc[-1]), table["share"].iloc[-1], "total")
    )
    return waterfall(
        pd.DataFrame(rows, columns=["label", "value", "kind"]),
        tx,
        decimals=1,
        above=True,
        note=tx("Percent; the steps in percentage points"),
    )


def draw_example(view: View) -> None:
    """Draw all steps from C to A–F for a county in which every section is printed."""
    tx, data = view.tx, view.dataset
    counties = section_counties(data)
    if not counties:
        return
    names = {code: data.name(code, tx.lang) for code in counties}
    ordered = dict(sorted(names.items(), key=lambda each: each[1]))
    own = data.county in counties
    st.subheader(tx("All the way from C to A–F"), anchor=False)
    if not own:
        st.markdown(
            tx(
                "No single source on record has every step for {county}. One has them for {count} other counties: "
                "each section's share of the business sector's value added. Choose one to see how the share moves; "
                "it says nothing about {county}.",
                county=view.county_name,
                count=len(counties),
            )
        )
    default = data.county if own else next(iter(ordered))
    region = choose("exempel", tx("County in the example"), ordered, default)
    _example(view, region, counties[region])
    gap = reason(data.table("gaps"), SECTION_MEASURE, region=data.county)
    if gap is not None and not own:
        st.caption(tx.pick(gap, "text"))


def _example(view: View, region: str, year: int) -> None:
    tx, data = view.tx, view.dataset
    name, table = data.name(region, tx.lang), section_ladder(data, region, year)
    ends = {"narrow": table["share"].iloc[0], "wide": table["share"].iloc[-1]}
    if region == data.county:
        sentence = say.ladder_sentence(
            tx, measure=SECTION_MEASURE, region=name, year=year,
            narrow=("C", ends["narrow"]), wide=("A-F", ends["wide"]),
        )  # fmt: skip
    else:
        sentence = say.example_sentence(tx, region=name, county=view.county_name, year=year, **ends)
    row = data.row("measures", SECTION_MEASURE)
    exhibit = Exhibit(
        key="industry_example",
        title=sentence.rstrip("."),
        subtitle=f"{tx.pick(row, 'label')}, {name}, {year}. {tx.pick(row, 'basis')}. "
        + tx("The sections' printed shares are added here."),
        sentence=sentence,
        table=table.assign(label=[definition_label(view, d) for d in table["definition"]]),
        columns=ladder_columns(view),
        sources=[str(row["source_id"])],
        lines=[(tx("Caveats"), tx.pick(row, "caveats"))],
    )
    show(view, exhibit, ladder_figure(view, table))


def draw_workplaces(view: View, region: str) -> None:
    """Draw the workplaces of an area by the groups that the source itself has made."""
    tx, data = view.tx, view.dataset
    published = years(data, _WORKPLACES, _OWN)
    if not published:
        return
    year, name = published[0], data.name(region, tx.lang)
    table = group_shares(data, _WORKPLACES, region, year)
    row = data.row("measures", _WORKPLACES)
    if table.empty:
        gap = reason(data.table("gaps"), _WORKPLACES, region=region, year=year)
        st.subheader(tx.pick(row, "label"), anchor=False)
        said = tx("No figures by sector are loaded for {county}.", county=name)
        st.info(said if gap is None else tx.pick(gap, "text"), icon=":material/info:")
        return
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
    figure = paired_bars(table, tx, names=(name, tx("Sweden")), unit="%", decimals=1, above=True)
    show(view, exhibit, figure)
    st.caption(tx.pick(row, "caveats"))
