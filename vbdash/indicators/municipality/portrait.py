"""What is said first about a municipality: industry, what stands out, leading firms, support."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.indicators.facts.all import kept_facts
from vbdash.indicators.facts.fact import Fact, choose
from vbdash.indicators.facts.structure import OUTSTANDING, distinctive, is_industrial
from vbdash.indicators.firms.leading import leading_rows
from vbdash.indicators.industry.compare import Comparison, comparison
from vbdash.indicators.industry.structure import composition, profiles
from vbdash.indicators.municipality.figures import definition_here
from vbdash.indicators.municipality.standing import sets_apart
from vbdash.indicators.support import projects_here, recorded_once

#: The opening of the page says these itself.
_SAID: Final = frozenset({"own_word", "no_leading"})
#: The usual one; what is read from the opening here does not depend on it.
_STRENGTH: Final = "world_operating"
#: Kinds of fact that say where a measure stands, which the opening does of one measure.
_STANDING: Final = ("highest", "lowest", "few_higher", "few_lower")
_MEASURE: Final = "employed_residence"


@dataclass(frozen=True)
class FirmsByWord:
    """Names of the firms that pass a demand on support, by whose word it is.

    Attributes
    ----------
    independent, own
        Firms that somebody other than the firm or its owner calls leading, and the others.
    on_file
        Firms on file, closed ones left out.
    """

    independent: tuple[str, ...]
    own: tuple[str, ...]
    on_file: int


@dataclass(frozen=True)
class Portrait:
    """What the opening of a municipality's page says, as values.

    Attributes
    ----------
    code, definition
        The municipality, and what counts as industry (after
        :func:`vbdash.indicators.municipality.figures.definition_here`).
    industry
        All municipalities' shares of industry among residents; None where there are none.
    row
        The municipality's row of it.
    sector
        The sector it stands out by (:func:`vbdash.indicators.facts.structure.distinctive`).
    industrial
        The part of industry that weighs most against the country, where that is another sector
        and at least half as heavy again.
    standout
        First row of :func:`vbdash.indicators.municipality.standing.sets_apart`: the measure in which it
        lies furthest out; None where it lies far out in none.
    firms
        Leading firms.
    support
        ``targeted``, ``wide`` and ``other`` projects (:func:`support_of`).
    """

    code: str
    definition: str
    industry: Comparison | None
    row: pd.Series | None
    sector: pd.Series | None
    industrial: pd.Series | None
    standout: pd.Series | None
    firms: FirmsByWord
    support: dict[str, int]


@kept
def firms_by_word(dataset: Dataset, code: str, strength: str) -> FirmsByWord:
    """List a municipality's firms under a demand on support, by whose word it is.

    Parameters
    ----------
    dataset
        Validated tables.
    code
        The municipality.
    strength
        One of :data:`vbdash.selection.SUPPORTS`.

    Returns
    -------
    FirmsByWord
        Firms with several plants there count once, by the firm's name.
    """
    companies, claims = dataset.table("companies"), dataset.table("leadership_claims")
    here = companies[companies["municipality_code"] == code]
    rows = leading_rows(here, claims, strength)
    counted = claims if strength == "claim" else claims[claims["scope"] == "world"]
    others = set(counted.loc[counted["made_by"] == "independent", "company_id"])
    names: dict[bool, list[str]] = {True: [], False: []}
    for firm, plants in rows.groupby("firm_id", sort=True):
        del firm
        names[bool(plants["id"].isin(others).any())].append(str(plants["firm_name"].iloc[0]))
    on_file = leading_rows(here, claims, "any")["firm_id"].nunique()
    return FirmsByWord(tuple(sorted(names[True])), tuple(sorted(names[False])), int(on_file))


def support_of(dataset: Dataset, code: str) -> dict[str, int]:
    """Count the support on open record that names a municipality.

    Returns
    -------
    dict
        ``targeted``: regional fund projects that name some municipalities, this one among them;
        ``wide``: those that cover the whole county or country; ``other``: other grants and awards
        that name it. Priorities and second records of the same project are not counted.
    """
    support, places = dataset.table("support"), dataset.table("support_municipalities")
    counts = projects_here(dataset).reindex([code], fill_value=0)
    support = recorded_once(support)
    other = support[
        support["kind"].isin(["award", "regional_grant"])
        & (support["coverage"] == "some_municipalities")
    ]
    named = places[(places["municipality_code"] == code) & places["support_id"].isin(other["id"])]
    targeted = int(counts["targeted"].sum())
    return {
        "targeted": targeted,
        "wide": int(counts["total"].sum()) - targeted,
        "other": int(named["support_id"].nunique()),
    }


@kept
def portrait(dataset: Dataset, definition: str, code: str, strength: str) -> Portrait:
    """Collect what the opening of a municipality's page says.

    Parameters
    ----------
    dataset
        Validated tables.
    definition, strength
        What counts as industry, and how well supported a claim of leadership must be.
    code
        The municipality.
    """
    meant = definition_here(dataset, definition)
    industry = comparison(dataset, _MEASURE, meant, "municipality")
    row = sector = industrial = None
    if industry is not None:
        own = industry.table[industry.table["code"] == code]
        row = own.iloc[0] if len(own) else None
        sectors = distinctive(composition(profiles(dataset, _MEASURE, industry.year), code))
        sector = sectors.iloc[0] if len(sectors) else None
        if sector is not None and not is_industrial(dataset, str(sector["sector"])):
            parts = [s for s in sectors["sector"] if is_industrial(dataset, str(s))]
            weighty = sectors[sectors["sector"].isin(parts) & (sectors["lq"] >= OUTSTANDING)]
            industrial = weighty.iloc[0] if len(weighty) else None
    apart = sets_apart(dataset, definition, code)
    return Portrait(
        code,
        meant,
        industry,
        row,
        sector,
        industrial,
        None if apart.empty else apart.iloc[0],
        firms_by_word(dataset, code, strength),
        support_of(dataset, code),
    )


@kept
def facts_about(dataset: Dataset, definition: str, code: str) -> list[Fact]:
    """Pick the facts most worth saying about a municipality beyond what the opening says."""
    found = portrait(dataset, definition, code, _STRENGTH)
    told = set()
    if found.sector is not None:
        told.add(("sector", str(found.sector["sector"])))
    if found.standout is not None:
        told |= {(kind, str(found.standout["measure"])) for kind in _STANDING}
    every = [
        fact
        for fact in kept_facts(dataset, definition)
        if fact.kind not in _SAID and (fact.kind, fact.subject) not in told
    ]
    return choose(every, 3, (code,))


def prepare(dataset: Dataset, definition: str) -> None:
    """Work out what every municipality's page opens with."""
    for code in dataset.municipality_codes:
        facts_about(dataset, definition, code)
