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
    # Lists: a page asks this of a short table dozens of times.
    columns = ("measure", "region_code", "sector", "year_from", "year_to")
    best, most = None, -1
    for at, (of, place, sector, first, last) in enumerate(
        zip(*(gaps[name].tolist() for name in columns), strict=True)
    ):
        here, cut, dated = isinstance(place, str), isinstance(sector, str), not pd.isna(first)
        fits = of == measure and (not here or place == region) and (not cut or sector in sectors)
        if year is not None:
            fits = fits and not (dated and first > year) and not (not pd.isna(last) and last < year)
        score = 4 * here + 2 * cut + (dated and year is not None)
        if fits and score > most:
            best, most = at, score
    return None if best is None else gaps.iloc[best]
