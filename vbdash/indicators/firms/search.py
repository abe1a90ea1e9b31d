"""Finding firms: by words, and by what they have in common."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from vbdash.text import fold


@dataclass(frozen=True)
class Wanted:
    """What firms are looked for by; what is empty asks for nothing.

    Attributes
    ----------
    words
        Words that all must stand somewhere in the name, product, place, owner or claim, however
        accented.
    municipalities, divisions, scopes, made_by, statuses
        Codes, of which a firm must have one: municipality, SNI division, scope of a claim, who
        made a claim, status.
    """

    words: str = ""
    municipalities: Collection[str] = ()
    divisions: Collection[str] = ()
    scopes: Collection[str] = ()
    made_by: Collection[str] = ()
    statuses: Collection[str] = ()


#: Where words are looked for. Both languages: a name of a product is known in either.
_COMPANY = ("name", "name_sv", "firm_name", "product_sv", "product_en", "locality", "owner_group")
_CLAIM = ("claim_sv", "claim_en")


def find(companies: pd.DataFrame, claims: pd.DataFrame, wanted: Wanted) -> pd.DataFrame:
    """Return the rows of `companies` that fit.

    Parameters
    ----------
    companies
        Rows of the table ``companies``.
    claims
        Table ``leadership_claims``.
    wanted
        What to look for. A scope and a maker asked for together must be those of one claim.

    Returns
    -------
    DataFrame
        In the order of `companies`.
    """
    fits = pd.Series(True, index=companies.index)
    for column, values in (
        ("municipality_code", wanted.municipalities),
        ("sni_division", wanted.divisions),
        ("status", wanted.statuses),
    ):
        if values:
            fits &= companies[column].isin(list(values))
    if wanted.scopes or wanted.made_by:
        known = claims
        if wanted.scopes:
            known = known[known["scope"].isin(list(wanted.scopes))]
        if wanted.made_by:
            known = known[known["made_by"].isin(list(wanted.made_by))]
        fits &= companies["id"].isin(known["company_id"])
    words = fold(wanted.words).split()
    if words:
        texts = _texts(companies, claims)
        fits &= pd.Series([all(w in text for w in words) for text in texts], index=companies.index)
    return companies[fits]


def _texts(companies: pd.DataFrame, claims: pd.DataFrame) -> list[str]:
    said: dict[str, str] = {}
    for row in claims[["company_id", *_CLAIM]].to_dict("records"):
        said[row["company_id"]] = " ".join(
            [said.get(row["company_id"], ""), *(str(row[c]) for c in _CLAIM)]
        )
    return [
        fold(
            " ".join(
                [*(str(row[c]) for c in _COMPANY if row[c] == row[c]), said.get(row["id"], "")]
            )
        )
        for row in companies[["id", *_COMPANY]].astype("object").to_dict("records")
    ]
