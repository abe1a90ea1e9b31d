"""White spots and where to go next; only for those who may see all records."""

from __future__ import annotations

from functools import partial

import pandas as pd

from vbdash.charts.bars import ranked_bars
from vbdash.exhibit import Column, Exhibit
from vbdash.exhibits.records.words import base_heading, base_text, behind, label_of, labelled
from vbdash.indicators.firms import leading
from vbdash.records import white_spots
from vbdash.records.own import Own
from vbdash.sentences import interventions as say
from vbdash.view import View


def spots(view: View, own: Own, left: pd.DataFrame) -> Exhibit:
    """Show the firms not reached.

    Parameters
    ----------
    left
        Cells with firms left (:func:`vbdash.records.white_spots.white_spots`), at least one.
    """
    tx = view.tx
    table, columns = labelled(view, left)
    by_place = left.groupby("municipality_code")["left"].sum().sort_values(ascending=False)
    labels = [label_of(view, "municipality_code", code) for code in by_place.index]
    sentence = say.white_spots_sentence(
        tx, left=int(by_place.sum()), most=int(by_place.iloc[0]), name=labels[0],
        stand_in=own.stand_in,
    )  # fmt: skip
    bars = pd.DataFrame(
        {
            "code": by_place.index,
            "label": labels,
            "value": by_place.astype("float64").to_numpy(),
        }
    )
    return Exhibit(
        key="white_spots",
        title=sentence,
        subtitle=tx(
            "The target group less unique firms reached. Base: {base}.",
            base=base_text(view, own),
        ),
        sentence=sentence,
        table=table,
        columns=[
            *columns,
            Column("eligible", base_heading(view, stand_in=own.stand_in), 0),
            Column("reached", tx("Firms reached"), 0),
            Column("left", tx("Not reached"), 0),
        ],
        chart=partial(ranked_bars, bars, tx, highlight=view.chosen),
        **behind(view, own),
    )


def never_met(view: View, own: Own) -> Exhibit | None:
    """List the leading firms never met; None where the records cannot tell."""
    tx, data = view.tx, view.dataset
    rows = leading.leading_rows(
        data.table("companies"), data.table("leadership_claims"), view.selection.support
    )
    rows = rows[rows["municipality_code"].isin(view.municipalities)]
    rows = rows.drop_duplicates("firm_id")
    names = own.rows.drop_duplicates("firm_id").set_index("firm_id")["firm_name"]
    found = white_spots.never_met(rows, own.progress(), names)
    if found is None:
        return None
    table = found.assign(
        place=[label_of(view, "municipality_code", c) for c in found["municipality_code"]]
    )
    sentence = tx.plural(
        "{n} leading firm is not among those met.", "{n} leading firms are not among those met.",
        len(table),
    )  # fmt: skip
    return Exhibit(
        key="never_met",
        title=sentence,
        subtitle=tx("Matched by organisation number, else by name; check before you call."),
        sentence=sentence,
        table=table,
        columns=[Column("firm_name", tx("Firm")), Column("place", tx("Municipality"))],
        sources=list(dict.fromkeys(table["source_id"].astype(str))),
        watermark=own.watermark,
    )


def visits(view: View, own: Own, chosen: pd.DataFrame, aim: str) -> Exhibit:
    """Show a plan of more visits.

    Parameters
    ----------
    chosen
        The plan (:func:`vbdash.records.white_spots.plan`), at least one row.
    aim
        What it was made for, by its name in ``AIMS``.
    """
    tx = view.tx
    table, columns = labelled(view, chosen)
    sentence = say.plan_sentence(
        tx, int(chosen["visits"].sum()), len(chosen), int(chosen["journeys"].sum())
    )
    bars = pd.DataFrame(
        {
            "code": table["municipality_code"],
            "label": table["municipality_code_text"],
            "value": table["visits"].astype("float64"),
        }
    )
    return Exhibit(
        key="plan",
        title=sentence,
        subtitle=tx(
            "Aim: {aim}. Each visit reaches one firm not reached before. Solved exactly, not by "
            "rule of thumb.",
            aim=tx(say.AIMS[aim]).casefold(),
        ),
        sentence=sentence,
        table=table,
        columns=[
            *columns,
            Column("visits", tx("Visits"), 0),
            Column("journeys", tx("Journeys"), 0),
            Column("rate_before", tx("Share reached now, percent"), 1),
            Column("rate_after", tx("Share reached after, percent"), 1),
        ],
        chart=partial(ranked_bars, bars, tx),
        **behind(view, own),
    )


def visit_list(
    view: View, own: Own, left: pd.DataFrame, chosen: pd.DataFrame, step: str
) -> Exhibit:
    """List the visits of a plan, row by row; arguments as for :func:`spots` and :func:`visits`."""
    tx = view.tx
    table, columns = labelled(view, white_spots.visit_list(left, chosen))
    columns += [Column("left", tx("Not reached"), 0), Column("visits", tx("Visits"), 0)]
    if own.eligible.basis == "register":
        table["firms"] = white_spots.firms_to_visit(table, own.eligible, own.progress(), step)
        columns.append(Column("firms", tx("Firms to choose from")))
    return Exhibit(
        key="visits",
        title=tx("Visit list"),
        subtitle=tx("The visits of the plan, spread evenly over industries and sizes."),
        sentence=tx("The visits of the plan, row by row."),
        table=table,
        columns=columns,
        **behind(view, own),
    )
