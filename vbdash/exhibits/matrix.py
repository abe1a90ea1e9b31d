"""All municipalities by all measures: one table, whatever is loaded."""

from __future__ import annotations

from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.editions import usual_years
from vbdash.data.kept import kept
from vbdash.exhibit import Column, Exhibit, publications, reads
from vbdash.exhibits.municipality.measured import measured, sources
from vbdash.indicators.municipality.figures import municipal_figures
from vbdash.view import View

#: A year in which at least this part of those who ever have a figure have one is as good as any.
_NEARLY_ALL: Final = 0.9


@kept
def with_figures(dataset: Dataset, definition: str) -> tuple[str, ...]:
    """Return the codes of the municipalities that have any figure, of whatever county, in order."""
    return tuple(sorted(municipal_figures(dataset, definition)["code"].unique()))


@reads("definition", "year")
def matrix(view: View, codes: tuple[str, ...]) -> Exhibit | None:
    """Set municipalities beside each other on every measure that they have figures of.

    Parameters
    ----------
    view
        The definition of industry, and the year: a measure that has no figures of that year is
        shown for its latest.
    codes
        The municipalities, in the order of the rows.

    Returns
    -------
    Exhibit or None
        One row a municipality: ``code``, ``name`` and a column a measure (its id), rounded as the
        registry says; the year of each stands in its heading. None where there are no figures.
    """
    tx, now = view.tx, latest(view, codes)
    if now.empty:
        return None
    measures = in_order(view, set(now["measure"]))
    years = now.groupby("measure")["year"].max()
    table = pd.DataFrame({"code": list(codes), "name": view.names(codes)})
    columns = [Column("code", tx("Code")), Column("name", tx("Municipality"))]
    for measure in measures:
        about = measured(view, measure)
        values = now[now["measure"] == measure].set_index("code")["value"].reindex(codes)
        table[measure] = values.round(about.decimals).to_numpy()
        unit = "" if about.unit == about.label.lower() else f", {about.unit}"
        heading = f"{about.label}{unit} ({years[measure]})"
        columns.append(Column(measure, heading, about.decimals))
    title = tx(
        "{municipalities} municipalities by {measures} measures",
        municipalities=tx.number(len(codes)), measures=tx.number(len(measures)),
    )  # fmt: skip
    return Exhibit(
        key="matrix",
        title=title,
        subtitle=tx(
            "The latest figure of each measure; the year stands in the heading. An empty cell: no figure here."
        ),
        sentence=title,
        table=table,
        columns=columns,
        sources=sources(view, measures),
        short=tx("Municipalities and measures"),
    )


def measures_of(view: View, shown: Exhibit) -> tuple[pd.DataFrame, list[Column]]:
    """Return what the columns of :func:`matrix` are, a row a measure, with how files head it."""
    tx, rows = view.tx, []
    for column in shown.columns[2:]:
        about, definition = (
            measured(view, column.name),
            view.label("measures", column.name, "definition"),
        )
        rows.append(
            (column.name, column.heading, about.unit, definition, about.basis, about.caveats,
             "; ".join(publications(view, sources(view, [column.name]))))
        )  # fmt: skip
    heads = {
        "id": tx("Measure"),
        "heading": tx("Heading"),
        "unit": tx("Unit"),
        "definition": tx("Definition"),
        "basis": tx("Basis"),
        "caveats": tx("Caveats"),
        "source": tx("Source"),
    }
    return pd.DataFrame(rows, columns=list(heads)), [Column(n, head) for n, head in heads.items()]


def latest(view: View, codes: tuple[str, ...]) -> pd.DataFrame:
    """Return each measure's figures of one year: the one asked for, or the latest that nearly all have.

    A year that few municipalities have figures of would empty the column of the others.
    """
    every = municipal_figures(view.dataset, view.selection.definition)
    own = every[every["code"].isin(codes) & every["value"].notna()]
    counts = own.groupby(["measure", "year"])["code"].transform("nunique")
    full = own[counts >= _NEARLY_ALL * counts.groupby(own["measure"]).transform("max")]
    when, asked = usual_years(full), view.selection.year
    if asked is not None:
        when[list(full.loc[full["year"] == asked, "measure"].unique())] = asked
    return full[full["year"] == full["measure"].map(when)]


def in_order(view: View, measures: set[str]) -> list[str]:
    """Return measures in the order of the registry."""
    order = view.dataset.measures["sort_order"]
    return sorted(measures, key=lambda m: (float(order[m]), m))
