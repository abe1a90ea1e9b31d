"""From a postal code to the municipality of the seat."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd

#: Described in ``datapackage.json`` beside it.
POSTAL_CODES: Final = Path(__file__).parent / "postal" / "postal_to_municipality.csv"


def postal_codes() -> pd.DataFrame:
    """Return every known postal code and its municipality.

    Returns
    -------
    DataFrame
        ``postal_code`` and ``municipality_code``, both text.
    """
    codes: pd.DataFrame = pd.read_csv(
        POSTAL_CODES, dtype=str, usecols=["postal_code", "municipality_code"]
    )
    return codes


def postal_prefixes() -> pd.DataFrame:
    """Return the main municipality of every three first digits: a guess for a code not known.

    Returns
    -------
    DataFrame
        ``prefix`` and ``municipality_code``: the municipality that most known codes with these
        digits lie in; of several, the one with the lowest code.
    """
    codes = postal_codes()
    counted = (
        codes.assign(prefix=codes["postal_code"].str[:3])
        .groupby(["prefix", "municipality_code"], as_index=False)
        .size()
        .sort_values(["prefix", "size", "municipality_code"], ascending=[True, False, True])
    )
    return counted.drop_duplicates("prefix")[["prefix", "municipality_code"]]
