"""Why a figure is missing: the most telling row of the table ``gaps``."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd


def reason(
    gaps: pd.DataFrame,
    measure: str,
    *,
    region: str | None = None,
    sectors: Collection[str] = (),
    year: int | None = None,
) -> pd.Series | None:
    """Find why a figure is missing.

    Parameters
    ----------
    gaps
        Table ``gaps``: a row without region, sector or year speaks of all of them.
    measure
        Id of the published measure.
    region
        Code of the region; None asks about the measure as a whole.
    sectors
        Sector codes or section letters that are needed.
    year
        Year asked for.

    Returns
    -------
    Series or None
        The row that fits most closely (region before sector before year), with ``reason``,
        ``text_sv`` and ``text_en``; None when nothing is on record.

    Examples
    --------
    >>> gaps = pd.DataFrame({
    ...     "measure": ["gva", "gva"], "sector": [None, "C"], "region_code": [None, "01"],
    ...     "year_from": [None, 2000], "year_to": [None, 2024], "text_en": ["all", "this"]})
    >>> reason(gaps, "gva", region="01", sectors=["C"], year=2020)["text_en"]
    'this'
    >>> reason(gaps, "gva", region="03", sectors=["C"], year=2020)["text_en"]
    'all'
    """
    own = gaps[gaps["measure"] == measure]
    anywhere = own["region_code"].isna()
    here = own["region_code"] == region if region is not None else anywhere & False
    whole = own["sector"].isna()
    sector = own["sector"].isin(list(sectors))
    fits = (anywhere | here) & (whole | sector)
    now = pd.Series(False, index=own.index)
    if year is not None:
        after = own["year_from"].isna() | (own["year_from"].fillna(year) <= year)
        before = own["year_to"].isna() | (own["year_to"].fillna(year) >= year)
        fits &= after & before
        now = own["year_from"].notna()
    if not fits.any():
        return None
    score = 4 * here.astype(int) + 2 * sector.astype(int) + now.astype(int)
    best: pd.Series = own.iloc[int(score.where(fits, -1).to_numpy().argmax())]
    return best
