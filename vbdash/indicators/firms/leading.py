"""Leading firms: who counts under which strength of support, and where they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept, kept_everywhere
from vbdash.selection import SUPPORTS

#: Where somebody is said to lead, widest first; last, where it is not said.
SCOPES: Final = ("world", "europe", "nordic", "national", "unspecified")


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
    today = companies[companies["status"] != "closed"]
    if _level(support) >= SUPPORTS.index("world_operating"):
        today = today[today["status"] == "operating"]
    return _claimed(today, claims, support)


def history_rows(companies: pd.DataFrame, claims: pd.DataFrame, support: str) -> pd.DataFrame:
    """Return the closed plants that a strength of support speaks of: history, never counted.

    Parameters
    ----------
    companies, claims, support
        As for :func:`leading_rows`.

    Returns
    -------
    DataFrame
        Rows of `companies` that are closed and have the claim asked for; none where the strength
        asks for something in operation.
    """
    closed = companies[companies["status"] == "closed"]
    if _level(support) >= SUPPORTS.index("world_operating"):
        return closed.iloc[:0]
    return _claimed(closed, claims, support)


def _level(support: str) -> int:
    if support not in SUPPORTS:
        raise ValueError(f"unknown strength of support {support!r}, expected one of {SUPPORTS}")
    return SUPPORTS.index(support)


def _claimed(companies: pd.DataFrame, claims: pd.DataFrame, support: str) -> pd.DataFrame:
    """Keep the rows with a claim as strong as asked for; every row where none is asked for."""
    level = _level(support)
    if level == 0:
        return companies
    if level >= SUPPORTS.index("world"):
        claims = claims[claims["scope"] == "world"]
    if level >= SUPPORTS.index("world_independent"):
        claims = claims[claims["made_by"] == "independent"]
    return companies[companies["id"].isin(claims["company_id"])]


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


@kept
def spread_of(dataset: Dataset, support: str) -> SpreadOfFirms:
    """Count the county's leading firms by municipality (:func:`spread`)."""
    firms, claims = dataset.table("companies"), dataset.table("leadership_claims")
    return spread(firms, claims, support, dataset.municipality_codes)


@dataclass(frozen=True)
class Counted:
    """How many firms some rows of the table ``companies`` are, by the one rule of counting.

    Attributes
    ----------
    firms
        Distinct firms; closed plants are history and not counted.
    plants, closed
        Rows that are in operation or may be, and rows of closed plants.
    municipalities
        With at least one firm.
    """

    firms: int
    plants: int
    closed: int
    municipalities: int


def counted(dataset: Dataset, ids: Collection[str]) -> Counted:
    """Count the firms that rows of ``companies`` are."""
    places = _by_id(dataset).index.get_indexer(pd.Index(list(ids)))
    rows = _by_id(dataset).take(places[places >= 0])
    today = rows[rows["status"] != "closed"]
    return Counted(
        int(today["firm_id"].nunique()),
        len(today),
        len(rows) - len(today),
        int(today["municipality_code"].nunique()),
    )


@kept_everywhere
def _by_id(dataset: Dataset) -> pd.DataFrame:
    """Return what firms are counted by, found by the id of the row."""
    rows = dataset.table("companies").set_index("id")
    return rows[["firm_id", "status", "municipality_code"]].astype("category")


@kept_everywhere
def _claimed_in(dataset: Dataset) -> dict[str, list[str]]:
    """Return the publications of the claims about each row of ``companies``."""
    claims = dataset.table("leadership_claims")
    found: dict[str, list[str]] = {}
    for firm, source in zip(claims["company_id"], claims["source_id"], strict=True):
        found.setdefault(str(firm), []).append(str(source))
    return found


def strength_table(
    companies: pd.DataFrame, claims: pd.DataFrame, municipalities: tuple[str, ...]
) -> pd.DataFrame:
    """Count leading firms by municipality under every strength of support.

    Parameters
    ----------
    companies, claims, municipalities
        As for :func:`spread`.

    Returns
    -------
    DataFrame
        Indexed by municipality code, one column a strength, weakest first: firms, each once in a
        municipality. The strengths are nested, so that a row never rises from left to right.
    """
    counts = {
        support: spread(companies, claims, support, municipalities).by_municipality["firms"]
        for support in SUPPORTS
    }
    return pd.DataFrame(counts)


def strongest_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Return one claim a firm or plant: the widest in scope, an independent one first.

    Parameters
    ----------
    claims
        Table ``leadership_claims``.

    Returns
    -------
    DataFrame
        Rows of `claims`, indexed by ``company_id``.
    """
    order = pd.DataFrame(
        {
            "scope": claims["scope"].astype("object").map(SCOPES.index),
            "own": claims["made_by"] != "independent",
            "id": claims["id"].astype("object"),
        }
    ).sort_values(["scope", "own", "id"])
    return claims.loc[order.index].drop_duplicates("company_id").set_index("company_id")


@kept
def strengths(dataset: Dataset) -> pd.DataFrame:
    """Count the county's leading firms under every strength of support (:func:`strength_table`)."""
    firms, claims = dataset.table("companies"), dataset.table("leadership_claims")
    return strength_table(firms, claims, dataset.municipality_codes)


@kept
def supported(dataset: Dataset, support: str) -> pd.DataFrame:
    """Return the county's rows that lead today under a strength of support, then those of history."""
    firms, claims = dataset.table("companies"), dataset.table("leadership_claims")
    own = firms[firms["municipality_code"].isin(dataset.municipality_codes)]
    return pd.concat([leading_rows(own, claims, support), history_rows(own, claims, support)])


def sources_of(dataset: Dataset, ids: Collection[str]) -> list[str]:
    """Return the publications behind rows of ``companies`` and their claims, in the order of the rows."""
    companies = dataset.table("companies").set_index("id").loc[list(ids)]
    claims = _claimed_in(dataset)
    found = [*companies["source_id"], *companies["source_id_2"].dropna()]
    found += [source for each in ids for source in claims.get(str(each), ())]
    return list(dict.fromkeys(str(each) for each in found))


@kept
def sources(dataset: Dataset) -> tuple[str, ...]:
    """Return the publications behind all firms on file and their claims."""
    return tuple(sources_of(dataset, tuple(dataset.table("companies")["id"])))
