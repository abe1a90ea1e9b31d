"""Counting firms in intervention records: how far each came, how much help, which needs.

A record is one firm × one step (table ``interventions``). Everything is counted in unique
firms, as the ERDF rules prescribe for their common indicator CO01 (enterprises receiving support):
a firm with five rows is one firm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from vbdash.records.codes import ANSWERS, AREAS, FORMS, NEEDS, STEPS

#: Money is met by money, whatever the area.
_MONEY: Final = ("cheque", "investment_aid")
_HELP: Final = ("helped", "followed_up")


def _rank(rows: pd.DataFrame) -> pd.Series:
    order = {step: i for i, step in enumerate(STEPS)}
    return rows["step"].astype("object").map(order).astype("int64")


def progress(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a firm and municipality: how far it came and what kind of firm it is.

    Parameters
    ----------
    rows
        Table ``interventions``: ``firm_id``, ``municipality_code``, ``sni2``, ``size_class``,
        ``step``, ``date``.

    Returns
    -------
    DataFrame
        ``firm_id``, ``municipality_code``, ``sni2``, ``size_class`` (both as the firm's latest row
        has them), ``furthest`` (place in ``STEPS``, counted from 0) and ``year`` of the first
        help (missing where there was none). A firm met in two municipalities has two rows.
    """
    table = rows[["firm_id", "municipality_code", "sni2", "size_class", "date"]].copy()
    table["rank"] = _rank(rows)
    table = table.sort_values(["date", "rank"], kind="stable", na_position="first")
    keys = ["firm_id", "municipality_code"]
    grouped = table.groupby(keys, observed=True, sort=True)
    result = grouped.agg(
        sni2=("sni2", "last"), size_class=("size_class", "last"), furthest=("rank", "max")
    ).reset_index()
    help_rows = table[table["rank"] >= STEPS.index("helped")]
    first = pd.to_datetime(help_rows["date"]).dt.year.groupby(
        [help_rows[key] for key in keys], observed=True
    )
    years = first.min().rename("year").reset_index()
    return result.merge(years, on=keys, how="left")


def firms_at(firms: pd.DataFrame, step: str) -> pd.DataFrame:
    """Return the rows of :func:`progress` that came to `step` or further."""
    return firms[firms["furthest"] >= STEPS.index(step)]


def firm_counts(firms: pd.DataFrame, by: str) -> pd.Series:
    """Count unique firms in each group of the column `by`; missing groups are left out."""
    return firms.groupby(by, observed=True)["firm_id"].nunique()


def funnel(rows: pd.DataFrame) -> pd.DataFrame:
    """Count firms along the steps.

    Parameters
    ----------
    rows
        Table ``interventions``.

    Returns
    -------
    DataFrame
        Indexed by step, all six in order: ``reached`` (unique firms that came to the step or
        further), ``recorded`` (unique firms with a row for just that step: fewer where a step was
        not written down), ``kept`` (percent of those at the step before; missing at the first).
    """
    furthest = _rank(rows).groupby(rows["firm_id"], observed=True).max()
    recorded = rows.groupby(rows["step"].astype("object"))["firm_id"].nunique()
    table = pd.DataFrame(
        {"reached": [int((furthest >= i).sum()) for i in range(len(STEPS))]},
        index=pd.Index(STEPS, name="step"),
    )
    table["recorded"] = recorded.reindex(STEPS, fill_value=0).astype("int64")
    before = table["reached"].shift()
    table["kept"] = 100 * table["reached"] / before.where(before > 0)
    return table


def helps(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that record help: one a firm, date, area and form."""
    given = rows[rows["step"] == "helped"]
    return given.drop_duplicates(["firm_id", "date", "area", "form"])


def helped_by_kind(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Count unique firms helped (``reached``) by every ``"area"`` or ``"form"`` that help can have."""
    given = helps(rows)
    firms = given.groupby(given[kind].astype("object"))["firm_id"].nunique()
    every = firms.reindex(AREAS if kind == "area" else FORMS, fill_value=0).astype("int64")
    return every.rename("reached").rename_axis(kind).to_frame()


@dataclass(frozen=True)
class Depth:
    """How much help each helped firm got.

    Attributes
    ----------
    firms, helps
        Unique firms helped, and helps given to them.
    mean, median, most
        Helps per helped firm; missing when no firm was helped.
    firms_by_helps
        Number of firms with one, two, three … helps.
    hours, granted, paid
        Sums of what is recorded; missing where nothing is. Granted is not paid.
    """

    firms: int
    helps: int
    mean: float
    median: float
    most: int
    firms_by_helps: pd.Series
    hours: float
    granted: float
    paid: float


def depth(rows: pd.DataFrame) -> Depth:
    """Count helps per helped firm (one help = one firm, date, area and form)."""
    given = helps(rows)
    per_firm = given.groupby("firm_id", observed=True).size()
    sums = (
        float(pd.to_numeric(given[column]).astype("float64").sum(min_count=1))
        for column in ("hours", "amount_granted", "amount_paid")
    )
    return Depth(
        len(per_firm), len(given), float(per_firm.mean()), float(per_firm.median()),
        int(per_firm.max()) if len(per_firm) else 0, per_firm.value_counts().sort_index(), *sums,
    )  # fmt: skip


def _named_needs(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a firm and need, with the day it was first named."""
    named = rows.loc[rows["needs"].notna(), ["firm_id", "date", "needs"]]
    needs_of = named["needs"].astype("object").str.split(";")
    named = named.assign(need=needs_of).explode("need")
    named["need"] = named["need"].str.strip()
    named = named[named["need"].isin(NEEDS)]
    return named.groupby(["firm_id", "need"], observed=True)["date"].min().reset_index()


def _met(rows: pd.DataFrame, named: pd.DataFrame) -> pd.Series:
    """Whether each firm's need was answered by help on the day it was named or later."""
    given = rows[rows["step"].isin(_HELP)]
    given = given[["firm_id", "date", "area", "form", "needs"]].rename(
        columns={"date": "help_date", "needs": "help_needs"}
    )
    pairs = named.reset_index(names="which").merge(given, on="firm_id", how="inner")
    answered = [
        area in ANSWERS[need]
        or (need == "finance" and form in _MONEY)
        or (isinstance(own, str) and need in (part.strip() for part in own.split(";")))
        for need, area, form, own in zip(
            pairs["need"], pairs["area"], pairs["form"], pairs["help_needs"], strict=True
        )
    ]
    in_time = ~(pairs["help_date"] < pairs["date"])
    met = set(pairs.loc[pd.Series(answered, index=pairs.index, dtype=bool) & in_time, "which"])
    return pd.Series([i in met for i in range(len(named))], index=named.index, dtype=bool)


def needs_by_firm(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a firm and need it named: ``firm_id``, ``need``, ``date`` and ``met``."""
    named = _named_needs(rows)
    return named.assign(met=_met(rows, named))


def needs(rows: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """Count the needs that firms named, and how many of them help has met.

    Parameters
    ----------
    rows
        Table ``interventions``; ``needs`` holds codes parted by semicolons.
    by
        ``"municipality_code"``, ``"sni2"`` or ``"size_class"`` to split by; None for all together.

    Returns
    -------
    DataFrame
        ``need``, the column `by` if one is given, ``firms`` (unique firms that named it), ``met``,
        ``unmet``, ``share_met`` (percent). A need is met where the firm got help on the same day or
        later, in an area that answers it (``ANSWERS``), by money where the need is money, or by
        a help whose own row names the need. Commonest first.
    """
    named = needs_by_firm(rows)
    keys = ["need"]
    if by is not None:
        kinds = progress(rows).drop_duplicates("firm_id" if by != "municipality_code" else None)
        named = named.merge(kinds[["firm_id", by]].drop_duplicates(), on="firm_id", how="left")
        keys.append(by)
    table = named.groupby(keys, observed=True).agg(firms=("firm_id", "nunique"), met=("met", "sum"))
    table = table.reset_index().astype({"met": "int64"})
    table["unmet"] = table["firms"] - table["met"]
    table["share_met"] = 100 * table["met"] / table["firms"]
    order = [False, *[True] * len(keys)]
    return table.sort_values(["firms", *keys], ascending=order, ignore_index=True)
