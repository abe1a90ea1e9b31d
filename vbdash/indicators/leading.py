"""Leading firms: who counts under which strength of support, and where they are."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from vbdash.selection import SUPPORTS

__all__ = ["SpreadOfFirms", "leading_rows", "spread"]


def leading_rows(companies: pd.DataFrame, claims: pd.DataFrame, support: str) -> pd.DataFrame:
    """Return the firms and plants that count as leading today under a strength of support.

    Parameters
    ----------
    companies
        Table ``companies``: one row a firm or plant.
    claims
        Table ``leadership_claims``: one row a claim by one source.
    support
        ``"any"``: any record on file; ``"claim"``: somebody says that it leads; ``"world"``: on a
        world scale; ``"world_operating"``: and it is in operation on record;
        ``"world_independent"``: and somebody other than the firm or its owner says so.

    Returns
    -------
    DataFrame
        Rows of `companies`. Closed plants are history and never among them.

    Raises
    ------
    ValueError
        When `support` is none of these.
    """
    if support not in SUPPORTS:
        raise ValueError(f"unknown strength of support {support!r}, expected one of {SUPPORTS}")
    level = SUPPORTS.index(support)
    today = companies[companies["status"] != "closed"]
    if level == 0:
        return today
    if level >= SUPPORTS.index("world"):
        claims = claims[claims["scope"] == "world"]
    if level >= SUPPORTS.index("world_operating"):
        today = today[today["status"] == "operating"]
    if level >= SUPPORTS.index("world_independent"):
        claims = claims[claims["made_by"] == "independent"]
    return today[today["id"].isin(claims["company_id"])]


@dataclass(frozen=True)
class SpreadOfFirms:
    """How many firms, in how many municipalities.

    Attributes
    ----------
    firms
        Distinct firms: one with several plants counts once.
    plants
        Rows: each plant counts.
    by_municipality
        Indexed by municipality code, all municipalities asked for: ``firms`` and ``plants``.
        A firm with plants in two municipalities counts once in each.
    """

    firms: int
    plants: int
    by_municipality: pd.DataFrame

    @property
    def municipalities(self) -> int:
        """Municipalities with at least one firm."""
        return int((self.by_municipality["firms"] > 0).sum())


def spread(
    companies: pd.DataFrame, claims: pd.DataFrame, support: str, municipalities: tuple[str, ...]
) -> SpreadOfFirms:
    """Count leading firms by municipality under a strength of support.

    Parameters
    ----------
    companies, claims, support
        As for :func:`leading_rows`.
    municipalities
        Codes to count for; a municipality without a firm is there with zero.

    Returns
    -------
    SpreadOfFirms
        Firms once, plants separately.
    """
    rows = leading_rows(companies, claims, support)
    rows = rows[rows["municipality_code"].isin(municipalities)]
    grouped = rows.groupby("municipality_code", observed=True)
    counts = pd.DataFrame({"firms": grouped["firm_id"].nunique(), "plants": grouped.size()})
    counts = counts.reindex(list(municipalities), fill_value=0).astype(int)
    return SpreadOfFirms(int(rows["firm_id"].nunique()), len(rows), counts)
