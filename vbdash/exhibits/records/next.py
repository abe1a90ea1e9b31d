"""Where to go next, for anybody: the region's protected records, its target group, or workplaces."""

from __future__ import annotations

from functools import partial

import pandas as pd

from vbdash.data.large.figures import figures
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.ranked import ranked, rows_shown
from vbdash.exhibits.records.public import release_table
from vbdash.exhibits.records.words import base_heading
from vbdash.indicators.industry.shares import industry_share
from vbdash.records.public import public_release, region_base, region_records
from vbdash.records.reach import Eligible, eligible_from_workplaces
from vbdash.sentences import interventions as say
from vbdash.sentences import slides as titles
from vbdash.view import View


@reads("municipalities")
def where_next(view: View) -> Exhibit | None:
    """Show the firms left to reach; without records the target group, or what stands in for it."""
    base = region_base(view.dataset)
    if len(region_records(view.dataset)) or base.basis != "workplaces":
        base = public_release(view.dataset).base
    if len(region_records(view.dataset)):
        return _left(view, base) or _workplaces(view)
    return _workplaces(view) if base.basis == "workplaces" else _target_group(view, base)


def _sorted(table: pd.DataFrame) -> pd.DataFrame:
    """Put the highest first, those without a figure last."""
    return table.sort_values(["value", "code"], ascending=[False, True], ignore_index=True)


def _public(view: View) -> pd.DataFrame:
    """Return what anybody may see of each municipality: the target group, who was helped."""
    return release_table(view, public_release(view.dataset), "municipality_code")


def _left(view: View, base: Eligible) -> Exhibit | None:
    """Show the target group less the firms helped.

    That is the difference of two figures that are shown; where one is withheld, so is it.
    """
    tx, table = view.tx, _public(view)
    table = _sorted(table.assign(value=(table["eligible"] - table["reached"]).clip(lower=0)))
    known = table[table["value"].notna()]
    if known.empty:
        return None
    title = titles.left_title(
        tx,
        most=tx.listing(known["label"].iloc[:2]),
        left=float(known["value"].iloc[:2].sum()),
        stand_in=base.basis == "workplaces",
    )
    about = tx(
        "The target group less the firms helped in the region's records, number. Base: {base}. Counts are rounded down to whole fives, small ones are withheld.",
        base=_base(view, base),
    )
    columns = [
        Column("eligible", base_heading(view, stand_in=base.basis == "workplaces"), 0),
        Column("reached", tx("Firms helped"), 0),
        Column("value", tx("Not helped"), 0),
        Column("missing", tx("Withheld")),
    ]
    return _of_records(view, base, title, about, table, columns)


def _target_group(view: View, base: Eligible) -> Exhibit | None:
    """Show the target group alone: nobody has been recorded as met."""
    tx, table = view.tx, _public(view)
    table = _sorted(table.assign(value=table["eligible"]))
    known = table[table["value"].notna()]
    if known.empty:
        return None
    table["missing"] = table["missing"].where(table["value"].isna(), "")
    title = titles.target_title(
        tx,
        most=tx.listing(known["label"].iloc[:2]),
        firms=float(known["value"].iloc[:2].sum()),
    )
    about = tx(
        "Firms in the target group, number. Base: {base}. Counts are rounded down to whole fives, small ones are withheld.",
        base=_base(view, base),
    )
    columns = [
        Column("value", tx("Firms in the target group"), 0),
        Column("missing", tx("Withheld")),
    ]
    return _of_records(view, base, title, about, table, columns)


def _base(view: View, base: Eligible) -> str:
    return say.base_text(view.tx, base.basis, base.year, base.source, uploaded=False)


def _of_records(
    view: View,
    base: Eligible,
    title: str,
    about: str,
    table: pd.DataFrame,
    columns: list[Column],
) -> Exhibit:
    tx = view.tx
    published = base.basis == "workplaces"
    return Exhibit(
        key="next",
        title=title,
        subtitle=f"{about} {rows_shown(table, tx)}".strip(),
        sentence=f"{title}.",
        table=table,
        columns=[Column("label", tx("Municipality")), *columns],
        sources=(view.source("workplaces"),) if published else (),
        origin=tx("Source: the region's records."),
        lines=(
            (
                tx("Caveats"),
                tx("Reach is not effect: the figures say how many were met, not what came of it."),
            ),
        ),
        chart=partial(ranked, table[["code", "label", "value", "missing"]], view),
    )


def _printed(view: View, year: int | None) -> float | None:
    """Return the county's workplaces of a year as the source prints them; None where it does not."""
    found = industry_share(view.dataset, "workplaces", "own")
    own = found[(found["region_code"] == view.dataset.county) & ~found["summed"].astype(bool)]
    own = own[own["amount"].notna() & (own["status"] != "derived") & (own["year"] == year)]
    return float(own["amount"].iloc[-1]) if len(own) else None


def _workplaces(view: View) -> Exhibit | None:
    """Show where industry's workplaces are, as a stand-in for the firms that could be reached."""
    tx, data = view.tx, view.dataset
    base = eligible_from_workplaces(data)
    table = base.cells.rename(columns={"municipality_code": "code", "firms": "value"})
    if not table["value"].notna().any():
        return None
    table["missing"] = tx("no figure: misprint in the source")
    table = _sorted(table.assign(label=view.names(list(table["code"]))))
    known, printed = int(table["value"].notna().sum()), _printed(view, base.year)
    total = float(table["value"].sum()) if printed is None else printed
    table["part"] = 100 * table["value"] / total
    title = titles.next_title(
        tx,
        most=tx.listing(table["label"].iloc[:2]),
        part=float(table["part"].iloc[:2].sum()),
        workplaces=total,
        known=known if printed is None and known < len(table) else None,
    )
    years = figures(data, "workplaces")["year"]
    about = tx(
        "Workplaces in the source's own group of industrial businesses, number, {year}. Workplaces are not firms; they stand in for the firms that could be reached.",
        year=int(years.max()),
    )
    some = printed is None and known < len(table)
    whole = (
        tx("Part of the {known} with a figure, percent", known=known)
        if some
        else tx("Part of the county, percent")
    )
    return Exhibit(
        key="next",
        title=title,
        subtitle=f"{about} {rows_shown(table, tx)}".strip(),
        sentence=f"{title}.",
        table=table,
        columns=[
            Column("label", tx("Municipality")),
            Column("value", tx("Industrial workplaces"), 0),
            Column("part", whole, 1),
        ],
        sources=(view.source("workplaces"),),
        lines=((tx("Caveats"), view.label("measures", "workplaces", "caveats")),),
        chart=partial(ranked, table, view),
    )
