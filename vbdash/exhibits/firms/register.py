"""Firms and plants in words: the texts of the list, the map, the panel and the downloads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from vbdash.charts.labels import clean
from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.exhibit import Column, cited
from vbdash.indicators.firms.leading import strongest_claims
from vbdash.sentences import companies as say
from vbdash.text import Text

#: What a number of staff may cover that is not the plant alone.
_WIDER: Final = frozenset({"company", "group", "area", "company_or_site"})


@kept
def register(dataset: Dataset, lang: str) -> pd.DataFrame:
    """Write every row of the table ``companies`` in a language.

    Returns
    -------
    DataFrame
        Indexed by id; texts are empty where nothing is known. ``firm``, ``name``, ``kind``,
        ``municipality``, ``locality``, ``product``, ``claim``, ``scope``, ``made_by``,
        ``claim_year``, ``status``, ``size``, ``turnover``, ``owner``, ``seat`` (seat, where it is
        elsewhere), ``division``, ``sni``, ``note``, ``url``, ``source``, ``caution`` (whether size
        or seat belong to more than the plant), ``lon``, ``lat``, ``code``.
    """
    tx = Text(lang)
    companies = dataset.table("companies")
    best = strongest_claims(dataset.table("leadership_claims"))
    claims = dict(zip(best.index, records(best), strict=True))
    divisions = dataset.table("sni_divisions").set_index("code")[f"label_{lang}"]
    rows = []
    for row in records(companies):
        rows.append(
            _who_and_where(dataset, row, tx, divisions)
            | _leads(claims.get(row["id"]), tx)
            | _facts(row, tx)
            | _origin(dataset, tx, row)
        )
    return pd.DataFrame(rows, index=pd.Index(companies["id"].astype(str), name="id"))


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows as mappings, what is missing as None (pandas' own sign cannot be asked for truth)."""
    whole = table.astype("object").where(table.notna(), None)
    names = [str(name) for name in whole.columns]
    return [dict(zip(names, row, strict=True)) for row in whole.itertuples(index=False, name=None)]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _who_and_where(
    dataset: Dataset, row: Mapping[str, Any], tx: Text, divisions: pd.Series
) -> dict[str, Any]:
    return {
        "firm": row["firm_name"],
        "name": tx.named(row, "name"),
        "kind": say.label(tx, say.KINDS, row["kind"]),
        "municipality": dataset.name(row["municipality_code"], tx.lang),
        "code": row["municipality_code"],
        "locality": _text(row["locality"]),
        "product": tx.pick(row, "product"),
        "sni": row["sni_division"],
        "division": f"{row['sni_division']} {divisions[row['sni_division']]}",
        "lon": row["lon"],
        "lat": row["lat"],
    }


def _leads(claim: Mapping[str, Any] | None, tx: Text) -> dict[str, Any]:
    if claim is None:
        return {"claim": "", "scope": "", "made_by": "", "claim_year": None}
    return {
        "claim": tx.pick(claim, "claim"),
        "scope": say.label(tx, say.SCOPES, claim["scope"]),
        "made_by": say.label(tx, say.MADE_BY, claim["made_by"]),
        "claim_year": claim["year"],
    }


def _facts(row: Mapping[str, Any], tx: Text) -> dict[str, Any]:
    seat = tx.pick(row, "head_office")
    cautions = [seat] if seat else []
    if row["employees_basis"] in _WIDER:
        basis = say.label(tx, say.BASIS, row["employees_basis"])
        cautions.append(tx("Size: {basis}, not this place alone", basis=basis))
    return {
        "status": say.status(tx, row),
        "size": say.size(tx, row),
        "turnover": say.turnover(tx, row),
        "owner": _text(row["owner_group"]),
        "seat": seat,
        "note": tx.pick(row, "note"),
        "caution": ". ".join(cautions),
    }


def _origin(dataset: Dataset, tx: Text, row: Mapping[str, Any]) -> dict[str, str]:
    source = dataset.row("sources", row["source_id"])
    return {"url": _text(source["url"]), "source": cited(tx, source)}


@kept
def options(dataset: Dataset, lang: str) -> dict[str, str]:
    """Return the county's firms and plants by id, as they are chosen by name."""
    texts = register(dataset, lang).sort_values("name", kind="stable")
    own = texts[texts["code"].isin(dataset.municipality_codes)]
    return {str(i): f"{clean(r['name'])} · {r['municipality']}" for i, r in own.iterrows()}


def export_columns(tx: Text) -> list[Column]:
    """Return the columns of the downloads, in reading order."""
    return [
        Column("name", tx("Firm or plant")),
        Column("firm", tx("Firm")),
        Column("kind", tx("Kind")),
        Column("municipality", tx("Municipality")),
        Column("locality", tx("Locality")),
        Column("product", tx("Product")),
        Column("claim", tx("Leads in")),
        Column("scope", tx("Scope")),
        Column("made_by", tx("On whose word")),
        Column("claim_year", tx("Year of the claim's source")),
        Column("status", tx("Status")),
        Column("size", tx("Size and what it covers")),
        Column("turnover", tx("Turnover and what it covers")),
        Column("owner", tx("Owner")),
        Column("seat", tx("Seat or owner elsewhere")),
        Column("division", tx("SNI division, assigned by us")),
        Column("lat", tx("Latitude of the place"), 3),
        Column("lon", tx("Longitude of the place"), 3),
        Column("note", tx("Note")),
        Column("source", tx("Source")),
        Column("url", tx("Address")),
    ]
