"""What a table says of itself: names of its regions, unit, definition, publications."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from vbdash.data.large.figures import figures

if TYPE_CHECKING:
    from vbdash.library.data import Data

#: What a table says of a publication.
_SOURCE: Final = ("id", "title", "publisher", "url", "licence", "published")
#: What a table says of its measure.
_MEASURE: Final = ("label", "unit", "basis", "reading", "caveats")
#: What stands first in a table.
_FIRST: Final = ("region_code", "region", "year", "sector")


def text(data: Data, table: str, key: str, field: str) -> str:
    """Return one text of a row in the language of the data, empty where there is none."""
    found = data.row(table, key)[f"{field}_{data.lang}"]
    return found if isinstance(found, str) else ""


def observed(data: Data, measure: str) -> pd.DataFrame:
    """Return the published rows of a measure."""
    return figures(data, measure)


def named(data: Data, table: pd.DataFrame) -> pd.DataFrame:
    """Put code, name and year of the region first."""
    table = table.assign(region=[data.name(str(code), data.lang) for code in table["region_code"]])
    first = [column for column in _FIRST if column in table]
    return table[[*first, *(column for column in table if column not in first)]]


def behind(data: Data, measure: str, table: pd.DataFrame) -> pd.Series:
    """Return the publications of a measure's figures in the regions and years of a table."""
    rows = observed(data, measure)
    regions = set(table["region_code"])
    if data.county in regions:  # the county may be the sum of its municipalities
        regions |= set(data.municipality_codes)
    own = rows["region_code"].isin(regions)
    if "year" in table:
        own &= rows["year"].isin(table["year"])
    return rows.loc[own, "source_id"]


def told(
    data: Data,
    table: pd.DataFrame,
    sources: Iterable[Any],
    measure: str | None = None,
    definition: str | None = None,
    **more: Any,
) -> pd.DataFrame:
    """Write on a table what it is and where it comes from.

    Parameters
    ----------
    data
        Validated tables, and the language of unit and definition.
    table
        Whose ``attrs`` are written.
    sources
        Ids of publications.
    measure, definition
        Ids of what is measured and what counts as industry, where that is asked.
    more
        What else is to be said.
    """
    about: dict[Any, Any] = {"version": data.version, "county": data.county}
    if measure is not None:
        about["measure"] = measure
        about |= {field: text(data, "measures", measure, field) for field in _MEASURE}
    if definition is not None:
        about["definition"] = definition
        about["definition_label"] = text(data, "definitions", definition, "label")
        about["definition_text"] = text(data, "definitions", definition, "description")
    about |= more
    table.attrs = about | {"sources": _publications(data, sources)}
    return table


def _publications(data: Data, ids: Iterable[Any]) -> list[dict[Any, Any]]:
    """Return what is known of publications; a source that is a text of its own is its title."""
    wanted = sorted({each for each in ids if isinstance(each, str)})
    known = data.sources
    found = known.loc[[each for each in wanted if each in known.index], list(_SOURCE)]
    listed = found.astype("object").where(found.notna(), "").astype(str).to_dict("records")
    return listed + [{"title": each} for each in wanted if each not in known.index]
