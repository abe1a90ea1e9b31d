"""What of Sweden a map shows: the county in focus, a labour-market area, all of it, or the counties."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from vbdash.charts.maps.geometry import MapGeometry, geometry_of, map_geometry
from vbdash.data.common import county_boundaries
from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept_everywhere
from vbdash.groups import group_of, ready_made

#: As a link says them; beside these the key of a labour-market area (:mod:`vbdash.groups`).
COUNTY, SWEDEN, COUNTIES = "lan", "riket", "lanen"
_LABOUR: Final = "labour"


def codes_in(dataset: Dataset, scope: str) -> tuple[str, ...]:
    """Return the regions that a map of it shows, in ascending order; the county's by default."""
    if scope == SWEDEN:
        return tuple(dataset.every_municipality)
    if scope == COUNTIES:
        return tuple(dataset.counties)
    group = group_of(dataset, scope) if scope != COUNTY else None
    return (
        group.codes if group is not None and group.kind == _LABOUR else dataset.municipality_codes
    )


def geometry_in(dataset: Dataset, scope: str) -> MapGeometry:
    """Return its regions, ready to be drawn; made once, whichever county is in focus."""
    if scope == SWEDEN:
        return _sweden(dataset)
    if scope == COUNTIES:
        return _counties(dataset)
    return geometry_of(dataset) if scope == COUNTY else _area(dataset, scope)


def geometry_of_regions(dataset: Dataset, regions: Iterable[str]) -> MapGeometry | None:
    """Return the map that shows these regions and no others; None where none that is offered does."""
    wanted = frozenset(regions)
    labour = [key for key, each in ready_made(dataset).items() if each.kind == _LABOUR]
    for scope in (COUNTY, SWEDEN, COUNTIES, *labour):
        if wanted == frozenset(codes_in(dataset, scope)):
            return geometry_in(dataset, scope)
    return None


@kept_everywhere
def _sweden(dataset: Dataset) -> MapGeometry:
    return map_geometry(dataset.boundaries)


@kept_everywhere
def _counties(dataset: Dataset) -> MapGeometry:
    return map_geometry(county_boundaries(dataset.counties))


@kept_everywhere
def _area(dataset: Dataset, scope: str) -> MapGeometry:
    codes = codes_in(dataset, scope)
    every = dataset.boundaries
    own = every["code"].isin(codes)
    return map_geometry(every[own], every[~own])
