"""Where a municipality stands among the county's on each measure, in words and as dots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from vbdash.charts.profiles import profile_rows
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.municipality.measured import short_label, sources
from vbdash.indicators.municipality import standing as found
from vbdash.indicators.municipality.alike import LOGARITHMS
from vbdash.indicators.municipality.figures import sizes
from vbdash.sentences import municipality as say
from vbdash.sentences.facts import written_value
from vbdash.view import View

#: More marked dots beside the subject than this cannot be told apart.
_MARKED: Final = 3
_TO_MIDDLE: Final = {
    "higher": say.HIGHER,
    "lower": say.LOWER,
    "similar": say.SIMILAR,
    "": say.SIMILAR,
}


@reads("definition", "year", "municipalities", "compare")
def standing(view: View, code: str) -> Exhibit | None:
    """Show where a municipality stands; None where the county's municipalities have no figures."""
    tx, asked = view.tx, view.selection
    rows = found.standing(view.dataset, asked.definition, code, asked.year)
    if rows.empty:
        return None
    region, counts = view.name(code), rows.loc[rows["value"].notna(), "verdict"].value_counts()
    sentence = say.profile_sentence(
        tx, region=region, higher=int(counts.get("higher", 0)), lower=int(counts.get("lower", 0)),
        similar=int(counts.get("similar", 0)),
    )  # fmt: skip
    table = _written(view, rows)
    beside = dict.fromkeys([*asked.municipalities, *asked.compare])
    marked = [code, *[each for each in beside if each != code][:_MARKED]]
    return Exhibit(
        key="municipality_standing",
        title=sentence,
        subtitle=tx(
            "Each dot is one of the county’s municipalities, lowest to the left. The line is the middle municipality "
            "(the median), the shaded range is called similar to it: within one median absolute deviation."
        ),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("Measure")),
            Column("year", tx("Year")),
            Column("written", region),
            Column("middle", tx("Middle municipality")),
            Column("verdict_text", tx("Against the middle")),
            Column("place", tx("Number from the highest")),
        ],
        sources=sources(view, rows["measure"]),
        lines=[(tx("Method"), tx("Similar: within one median absolute deviation (times 1.4826) of the median, after the ONS."))],
        figure=profile_rows(_dots(view), _rows(view, table), tx, highlight=marked),
    )  # fmt: skip


def _written(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    tx, data, each = view.tx, view.dataset, _each(rows)
    return rows.assign(
        label=[short_label(view, r["measure"]) for r in each],
        written=[written_value(tx, data, r["measure"], r["value"]) for r in each],
        middle=[written_value(tx, data, r["measure"], r["median"]) for r in each],
        verdict_text=[tx(say.VERDICTS[verdict]) for verdict in rows["verdict"]],
        place=[
            tx("{rank} of {of}", rank=tx.number(r["rank"]), of=tx.number(r["of"])) for r in each
        ],
    )


def _dots(view: View) -> pd.DataFrame:
    """Return every municipality's value on each measure, with its name and the value in words."""
    data, asked = view.dataset, view.selection
    every = found.compared_figures(data, asked.definition, asked.year)
    said = zip(every["measure"], every["value"], strict=True)
    return every.assign(
        row=every["measure"],
        label=view.names(list(every["code"])),
        said=[written_value(view.tx, data, measure, value) for measure, value in said],
    )


def _rows(view: View, table: pd.DataFrame) -> pd.DataFrame:
    """Return what is said of each row of dots; `table` is what :func:`_written` returns."""
    each = _each(table)
    return pd.DataFrame(
        {
            "row": table["measure"],
            "title": [f"{r['label']} {r['year']}" for r in each],
            "text": [_row_text(view, r) for r in each],
            "middle": table["median"],
            "low": table["median"] - table["mad"],
            "high": table["median"] + table["mad"],
            "log": table["measure"].isin(LOGARITHMS | sizes(view.dataset)),
        }
    )


def _each(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _row_text(view: View, row: Mapping[str, Any]) -> str:
    tx, against = view.tx, _TO_MIDDLE[row["verdict"]]
    if row["value"] != row["value"]:
        return tx("No figure")
    return tx(
        "{value}: {verdict} ({median}), number {rank} of {of}",
        value=row["written"],
        verdict=tx(against),
        median=row["middle"],
        rank=tx.number(row["rank"]),
        of=tx.number(row["of"]),
    )
