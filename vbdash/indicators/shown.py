"""What is shown for what was asked: the one place where a substitute is chosen.

Not every measure is published by every definition of industry, for every year and region. What
stands in for what was asked is decided here and nowhere else, and whoever shows it says so
(:func:`vbdash.sentences.shown.told`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.editions import usual_year
from vbdash.data.kept import kept
from vbdash.indicators.industry.shares import available_definitions, industry_share, known_years


@dataclass(frozen=True)
class Shown:
    """A measure, definition and year that exist, beside what was asked.

    Attributes
    ----------
    measure
        Id of a published measure with a split by sector.
    definition, year
        What is shown: figures exist for the regions in question.
    series
        Edition that the year's figures are from.
    asked, asked_year
        Definition and year that were asked for; no year means the usual one (:func:`vbdash.data.editions.usual_year`).
    """

    measure: str
    definition: str
    year: int
    series: str
    asked: str
    asked_year: int | None = None

    @property
    def share(self) -> str:
        """Id of the measure's share in the registry."""
        return f"{self.measure}_share"

    @property
    def other_definition(self) -> bool:
        """Whether another definition is shown than was asked for."""
        return self.definition != self.asked

    @property
    def other_year(self) -> bool:
        """Whether another year is shown than was asked for."""
        return self.asked_year not in (None, self.year)


@kept
def shared_measures(dataset: Dataset) -> tuple[str, ...]:
    """Return the measures of which industry's share can be told here, in the registry's order.

    Those that the county in focus or one of its municipalities has figures of; where it has none,
    those that any region has.
    """
    registry = dataset.measures.sort_values("sort_order", kind="stable")
    bases = tuple(dict.fromkeys(str(base) for base in registry["base"].dropna()))
    here = (dataset.county, *dataset.municipality_codes)
    own = tuple(each for each in bases if published_definitions(dataset, each, here))
    return own or tuple(each for each in bases if published_definitions(dataset, each))


@kept
def cut_by_several(dataset: Dataset) -> tuple[str, ...]:
    """Return the measures whose share can be cut here by several definitions, the most local first.

    Those of the municipalities come before those of the county, else in the registry's order.
    """
    towns, here = dataset.municipality_codes, (dataset.county, *dataset.municipality_codes)
    found = [each for each in shared_measures(dataset) if len(_ours(dataset, each, here)) > 1]
    return tuple(sorted(found, key=lambda each: not _ours(dataset, each, towns)))


def _ours(dataset: Dataset, measure: str, regions: Sequence[str]) -> list[str]:
    """Return the definitions made of SNI sections in which any of the regions has a share."""
    offered = published_definitions(dataset, measure, regions)
    return [each for each in offered if _sections(dataset, each)]


def nearest_definition(dataset: Dataset, asked: str, offered: Sequence[str]) -> str:
    """Return the definition that stands in for another.

    Parameters
    ----------
    dataset
        Says which SNI sections each definition covers.
    asked
        Id of a definition.
    offered
        Ids of those that exist, at least one.

    Returns
    -------
    str
        `asked` where it is offered; else the narrowest that covers it; else the widest that it
        covers; else, where none can be compared with it, the first offered.
    """
    if asked in offered:
        return asked
    width = {each: _sections(dataset, each) for each in offered}
    wanted = _sections(dataset, asked)
    comparable = [each for each in offered if width[each]]
    wider = [each for each in comparable if wanted and wanted <= width[each]]
    if wider:
        return min(wider, key=lambda each: len(width[each]))
    narrower = [each for each in comparable if width[each] <= wanted]
    return max(narrower, key=lambda each: len(width[each])) if narrower else offered[0]


def _sections(dataset: Dataset, definition: str) -> frozenset[str]:
    letters = dataset.row("definitions", definition)["sections"]
    return frozenset(letters.split()) if isinstance(letters, str) else frozenset()


def published_definitions(
    dataset: Dataset, measure: str, regions: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the definitions in which any of the regions has a share, narrowest first.

    Parameters
    ----------
    dataset
        Validated tables.
    measure
        Id of a published measure.
    regions
        Codes; none means all.
    """
    offered = available_definitions(dataset, measure)
    return tuple(each for each in offered if published_years(dataset, measure, each, regions))


def published_years(
    dataset: Dataset, measure: str, definition: str, regions: Sequence[str] = ()
) -> tuple[int, ...]:
    """Return the years in which any of the regions has a share, newest first."""

    def find() -> tuple[int, ...]:
        return tuple(sorted(known_years(dataset, measure, definition, regions), reverse=True))

    return dataset.once(("published_years", measure, definition, *regions), find)


def _of(shares: pd.DataFrame, regions: Sequence[str]) -> pd.DataFrame:
    known = shares["share"].notna()
    return shares[known & shares["region_code"].isin(regions)] if regions else shares[known]


def shown(
    dataset: Dataset,
    measure: str,
    definition: str,
    year: int | None = None,
    regions: Sequence[str] = (),
) -> Shown | None:
    """Decide what is shown of a measure for what was asked.

    Parameters
    ----------
    dataset
        Validated tables; where two editions hold the same year, it says which is in use.
    measure
        Id of a published measure, or of a share of one.
    definition
        Id of the definition that is asked for.
    year
        Year that is asked for; None means the usual one (:func:`vbdash.data.editions.usual_year`).
    regions
        Codes of which at least one must have a figure; none means any region.

    Returns
    -------
    Shown or None
        The definition by the rule of :func:`nearest_definition`; the year asked for where there
        are figures for it, else the usual one. None where nothing is published for the regions.

    Raises
    ------
    KeyError
        If the measure or the definition is not on record.
    """
    base = dataset.row("measures", measure)["base"]
    measure = base if isinstance(base, str) else measure
    asked = ("shown", measure, definition, str(year), *regions)
    return dataset.once(asked, lambda: _decide(dataset, measure, definition, year, regions))


def _decide(
    dataset: Dataset, measure: str, definition: str, year: int | None, regions: Sequence[str]
) -> Shown | None:
    offered = published_definitions(dataset, measure, regions)
    if not offered:
        return None
    used = nearest_definition(dataset, definition, offered)
    rows = _of(industry_share(dataset, measure, used), regions)
    years = published_years(dataset, measure, used, regions)
    when = year if year in years else usual_year(rows)
    series = str(rows.loc[rows["year"] == when, "series"].max())
    return Shown(measure, used, int(when), series, definition, year)
