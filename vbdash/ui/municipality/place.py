"""Where a municipality stands among the county's, and how it has changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
import streamlit as st

from vbdash.charts.lines import time_lines
from vbdash.charts.profiles import profile_rows
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.municipality.alike import LOGARITHMS
from vbdash.indicators.municipality.figures import SIZES, histories, unbroken
from vbdash.selection import Selection
from vbdash.sentences import municipality as say
from vbdash.sentences.facts import capital, measure_noun, written_value
from vbdash.ui import not_loaded
from vbdash.ui.cached import shared_few
from vbdash.ui.municipality.data import (
    definition_here,
    dots,
    figures,
    measure_source,
    medians,
    standings,
)
from vbdash.ui.session import asked
from vbdash.ui.show import show
from vbdash.view import View

__all__ = ["short_label", "standing", "time"]

#: Measures with a history, in the order they are shown: what people ask for first. Commuting has
#: three years only; it is among the measures to compare.
_HISTORY: Final = ("population", "grp_per_inhabitant", "employment_rate", "unemployment_rate")


def short_label(view: View, measure: str) -> str:
    """Return a measure's name as a heading, with what counts as industry where it matters."""
    definition = definition_here(view.dataset, view.selection.definition)
    if measure in view.dataset.measures.index and not measure.endswith("_share"):
        return view.tx.pick(view.dataset.row("measures", measure), "label")
    return capital(measure_noun(view.tx, view.dataset, measure, definition))


def standing(view: View, code: str) -> None:
    """Draw where the municipality stands on each measure, in words and as beeswarms."""
    if standings(view.dataset, view.selection.definition, code, view.selection.year).empty:
        not_loaded.no_municipal_figures(view)
        return
    show(view, _standing(view.dataset, asked(view), code))


@shared_few
def _standing(data: Dataset, selection: Selection, code: str) -> Exhibit:
    view = View(data, selection)
    tx = view.tx
    found = standings(data, view.selection.definition, code, view.selection.year)
    known = found[found["value"].notna()]
    region = data.name(code, tx.lang)
    counts = known["verdict"].value_counts()
    sentence = say.profile_sentence(
        tx, region=region, higher=int(counts.get("higher", 0)), lower=int(counts.get("lower", 0)),
        similar=int(counts.get("similar", 0)),
    )  # fmt: skip
    table = _standing_table(view, found)
    exhibit = Exhibit(
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
        sources=list(dict.fromkeys(measure_source(data, m) for m in found["measure"])),
        lines=[(tx("Method"), tx("Similar: within one median absolute deviation (times 1.4826) of the median, after the ONS."))],
    )  # fmt: skip
    every = dots(data, view.selection.definition, tx.lang, view.selection.year)
    figure = profile_rows(every, _rows(view, table), tx, highlight=[code, *_beside(view, code)])
    return exhibit.replace(figure=figure)


def _beside(view: View, code: str) -> list[str]:
    """Return what is marked beside the subject: what it is compared with."""
    chosen = [*view.selection.municipalities, *view.selection.compare]
    return [c for c in dict.fromkeys(chosen) if c != code][:3]


def _standing_table(view: View, found: pd.DataFrame) -> pd.DataFrame:
    tx, data, each = view.tx, view.dataset, _each(found)
    return found.assign(
        label=[short_label(view, r["measure"]) for r in each],
        written=[written_value(tx, data, r["measure"], r["value"]) for r in each],
        middle=[written_value(tx, data, r["measure"], r["median"]) for r in each],
        verdict_text=[tx(say.VERDICTS[verdict]) for verdict in found["verdict"]],
        place=[
            tx("{rank} of {of}", rank=tx.number(r["rank"]), of=tx.number(r["of"])) for r in each
        ],
    )


def _rows(view: View, found: pd.DataFrame) -> pd.DataFrame:
    """Return what is said of each row of dots; `found` is what :func:`_standing_table` returns."""
    each = _each(found)
    return pd.DataFrame(
        {
            "row": found["measure"],
            "title": [f"{r['label']} {r['year']}" for r in each],
            "text": [_row_text(view, r) for r in each],
            "middle": found["median"],
            "low": found["median"] - found["mad"],
            "high": found["median"] + found["mad"],
            "log": found["measure"].isin([*LOGARITHMS, *SIZES]),
        }
    )


def _each(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _row_text(view: View, row: Mapping[str, Any]) -> str:
    tx = view.tx
    against = _TO_MIDDLE[row["verdict"]]
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


_TO_MIDDLE: Final = {
    "higher": say.HIGHER,
    "lower": say.LOWER,
    "similar": say.SIMILAR,
    "": say.SIMILAR,
}


def time(view: View, code: str) -> None:
    """Draw how the municipality has changed, two figures abreast."""
    drawn = _histories(view.dataset, asked(view), code)
    if not drawn:
        not_loaded.no_municipal_figures(view)
    for start in range(0, len(drawn), 2):
        places = st.columns(2, gap="medium")
        for place, exhibit in zip(places, drawn[start : start + 2], strict=False):
            with place:
                show(view, exhibit)


@shared_few
def _histories(data: Dataset, selection: Selection, code: str) -> list[Exhibit]:
    view = View(data, selection)
    table = figures(data, selection.definition)
    known = histories(table[table["code"] == code], data.municipality_codes)
    return [_history(view, code, measure) for measure in _HISTORY if measure in known]


def _history(view: View, code: str, measure: str) -> Exhibit:
    tx, data = view.tx, view.dataset
    every = figures(data, view.selection.definition)
    own = every[(every["measure"] == measure) & (every["code"] == code)]
    middle = medians(data, view.selection.definition)
    middle = middle[
        (middle["measure"] == measure)
        & middle["year"].between(own["year"].min(), own["year"].max())
    ]
    region, median = data.name(code, tx.lang), tx("Middle municipality")
    table = pd.concat(
        [own.assign(group=region), middle.assign(group=median, code="median", status="derived")]
    )
    # Amounts of a large and a small municipality have no middle worth drawing beside them.
    if measure == "population" or len(middle) < 2:
        table = table[table["code"] == code]
    row = data.row("measures", measure) if measure in data.measures.index else None
    unit = tx.pick(row, "unit_short") if row is not None else "%"
    decimals = int(row["decimals"]) if row is not None else 1
    figure = time_lines(
        table, tx, unit=unit, decimals=decimals, highlight=[code], height=260,
        from_zero=row is None or bool(row["zero_baseline"]),
        y_title=tx("grey: the middle municipality") if len(set(table["code"])) > 1 else "",
    )  # fmt: skip
    one = unbroken(own)
    first, last = one.iloc[0], one.iloc[-1]
    sentence = say.history_sentence(
        tx, measure=measure_noun(tx, data, measure), region=region,
        first=written_value(tx, data, measure, first["value"]), since=int(first["year"]),
        last=written_value(tx, data, measure, last["value"]), year=int(last["year"]),
        direction=int(np.sign(last["value"] - first["value"])),
    )  # fmt: skip
    about = (
        tx.pick(row, "basis")
        if row is not None
        else tx("Worked out here from the numbers of commuters.")
    )
    exhibit = Exhibit(
        key=f"municipality_{measure}", title=sentence.rstrip("."), subtitle=f"{short_label(view, measure)}. {about}.".replace("..", "."),
        sentence=sentence, table=table.sort_values(["year", "group"]),
        columns=[Column("year", tx("Year")), Column("group", tx("Region")),
                 Column("value", f"{short_label(view, measure)} ({unit})", decimals)],
        sources=[measure_source(data, measure)],
        lines=[(tx("Caveats"), tx.pick(row, "caveats"))] if row is not None else [],
    )  # fmt: skip
    return exhibit.replace(figure=figure)
