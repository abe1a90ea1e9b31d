"""How fast something has grown, in words."""

from __future__ import annotations

from collections.abc import Mapping

from vbdash.text import Text


def grown_sentence(
    tx: Text,
    face: str,
    *,
    measure: str,
    region: str,
    figures: Mapping[int, float],
    medians: Mapping[int, float],
    unit: str,
    decimals: int,
    first: int,
) -> str:
    """Say the latest growth of a measure in a municipality, beside the middle one.

    Parameters
    ----------
    face
        ``"forandring"``, ``"index"`` or ``"person"`` (:mod:`vbdash.indicators.growth`).
    measure, region
        As headings.
    figures, medians
        By year: the municipality's, and those of the middle one, which may lack any.
    unit, decimals
        How the figures are written.
    first
        The year in which an index is 100.

    Examples
    --------
    >>> grown_sentence(Text("en"), "index", measure="Population", region="Malå",
    ...     figures={2024: 93.4}, medians={2024: 97.0}, unit="", decimals=0, first=2011)
    'Population in Malå: index 93 in 2024 (2011 is 100). The middle municipality: 97.'
    """
    year = max(figures)
    signed = face == "forandring"

    def written(value: float) -> str:
        number = tx.number(value, decimals, signed=signed)
        return number if face == "index" else f"{number} {unit}"

    known = {"measure": measure, "region": region, "year": year, "value": written(figures[year])}
    if face == "index":
        said = tx(
            "{measure} in {region}: index {value} in {year} ({first} is 100).", first=first, **known
        )
    else:
        said = tx("{measure} in {region} in {year}: {value}.", **known)
    if year in medians:
        said += " " + tx("The middle municipality: {value}.", value=written(medians[year]))
    up = sum(round(each, decimals) > 0 for each in figures.values())
    if signed and len(figures) > 2:
        # Times, not years: between two figures may lie several.
        said += " " + tx.plural(
            "It rose {n} time of {of}.",
            "It rose {n} times of {of}.",
            up,
            of=tx.number(len(figures)),
        )
    return said
