"""Facts about the gap between what is claimed and what is on record.

A claim is quoted beside the figure, never mixed with it: the figures here are counts of records,
official shares, and how many times larger a quoted number is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from vbdash.data.dataset import Dataset
from vbdash.indicators import loaded
from vbdash.indicators.facts.fact import Fact
from vbdash.indicators.firms.leading import SpreadOfFirms, leading_rows, spread
from vbdash.indicators.industry.claims import DIRECT, YEARS, claim_ratios
from vbdash.indicators.support import projects_by_municipality

#: What it is worth when no other municipality is like that.
_SCORES: Final = {"own_word": 0.45, "no_leading": 0.45}


def claimed_shares(dataset: Dataset) -> Iterator[Fact]:
    """Set the share that is claimed for the county beside the official one.

    Yields
    ------
    Fact
        Kind ``"claim_ratio"`` with ``quoted``, ``low`` and ``high`` (official, percent),
        ``least`` and ``most`` (how many times larger the quoted share is) and ``others``: in how
        many other counties, of ``of``, a claim that can be compared is larger than the official
        share.
    """
    ratios = claim_ratios(dataset)
    ratios = ratios[ratios["id"] != DIRECT]  # industry's own production: another kind of claim
    own = ratios[ratios["code"] == dataset.county]
    if own.empty:
        return
    row = own.sort_values("id").iloc[0]
    levels = dataset.regions["level"].reindex(ratios["code"]).to_numpy()
    others = ratios[(levels == "county") & (ratios["code"] != dataset.county)]
    yield Fact(
        "claim_ratio", dataset.county, str(row["id"]), 0, 0.85,
        {"quoted": float(row["value"]), "low": float(row["low"]), "high": float(row["high"]),
         "least": float(row["ratio_low"]), "most": float(row["ratio_high"]),
         "others": int((others["ratio_low"] > 1).sum()), "of": len(others),
         "since": min(YEARS), "until": max(YEARS)},
        page="industry", query={"del": "41"},
    )  # fmt: skip


def leading_firms(dataset: Dataset) -> Iterator[Fact]:
    """Try "world-leading firms in nearly all municipalities" against the records.

    Yields
    ------
    Fact
        Kind ``"claim_spread"`` about the county (``said`` and ``independent``: municipalities with
        a firm in operation that anybody, or an independent source, calls world-leading; ``of``);
        ``"own_word"`` about a municipality whose claims all are the firms' own (``firms``); and
        ``"no_leading"`` about one with firms on file of which none is called world-leading
        (``firms``). None where no firms are loaded for the county: that says nothing of it.
    """
    if not loaded.firms(dataset).here:
        return
    companies, claims = dataset.table("companies"), dataset.table("leadership_claims")
    if claims.empty:  # a list of firms without any claim says nothing of who leads
        return
    codes = dataset.municipality_codes
    said = spread(companies, claims, "world_operating", codes)
    independent = spread(companies, claims, "world_independent", codes)
    on_file = spread(companies, claims, "any", codes)
    year = int(claims["year"].max())
    yield Fact(
        "claim_spread", dataset.county, "leading_firms", year,
        0.5 + 0.4 * (1 - independent.municipalities / len(codes)),
        {"said": said.municipalities, "independent": independent.municipalities, "of": len(codes)},
        page="companies",
    )  # fmt: skip
    rows = leading_rows(companies, claims, "world_operating")
    # The more municipalities are in the same position, the less it is worth saying of one.
    filed = on_file.by_municipality["firms"].astype(int).to_dict()
    positions = _positions(said, independent, on_file)
    rarity = {kind: 1 - list(positions.values()).count(kind) / len(codes) for kind in _SCORES}
    for code, kind in positions.items():
        own = rows[rows["municipality_code"] == code]
        count = int(own["firm_id"].nunique()) if kind == "own_word" else filed[code]
        query = {} if kind == "own_word" else {"styrka": "any"}
        yield Fact(kind, code, "leading_firms", year, _SCORES[kind] * rarity[kind],
                   {"firms": count}, page="companies", query=query)  # fmt: skip


def _positions(
    said: SpreadOfFirms, independent: SpreadOfFirms, on_file: SpreadOfFirms
) -> dict[str, str]:
    """Return the municipalities where the claim has only the firms' word, or nothing, behind it."""
    found = {}
    for code, firms in said.by_municipality["firms"].items():
        if firms and not independent.by_municipality.at[code, "firms"]:
            found[str(code)] = "own_word"
        elif not firms and on_file.by_municipality.at[code, "firms"]:
            found[str(code)] = "no_leading"
    return found


def named_by_projects(dataset: Dataset) -> Iterator[Fact]:
    """Find the municipality that most regional fund projects name, and the one that fewest name.

    Yields
    ------
    Fact
        Kinds ``"most_projects"`` and ``"fewest_projects"`` with ``projects``, ``of`` and ``wide``
        (projects that cover the whole county or country). A shared place is no fact, a county
        of a single municipality has none, nor one that no record is loaded for.
    """
    if len(dataset.municipality_codes) < 2 or not loaded.support(dataset).here:
        return
    table = projects_by_municipality(
        dataset.table("support"),
        dataset.table("support_municipalities"),
        dataset.municipality_codes,
    )
    ordered = table["targeted"].sort_values(ascending=False)
    year = int(dataset.table("support")["year"].max())
    for kind, code, next_one in (
        ("most_projects", ordered.index[0], ordered.iloc[1]),
        ("fewest_projects", ordered.index[-1], ordered.iloc[-2]),
    ):
        if ordered[code] == next_one:
            continue
        wide = int((table["total"] - table["targeted"])[code])
        yield Fact(kind, str(code), "projects", year, 0.35,
                   {"projects": int(ordered[code]), "of": len(ordered), "wide": wide},
                   query={"del": "stod"})  # fmt: skip
