"""The data with its questions as methods; every answer is a table that says what it is."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from vbdash.data import dataset as reader
from vbdash.data.dataset import Dataset, read_package
from vbdash.data.faults import UnknownName
from vbdash.data.large.figures import holdings
from vbdash.library import notes
from vbdash.library.names import (
    Regions,
    Years,
    codes_of,
    cut,
    divided,
    known_measure,
    known_years,
    listed,
)

if TYPE_CHECKING:
    import plotly.graph_objects as go
    import pydeck

    from vbdash.exhibit import Exhibit


def load(path: str | Path | None = None, county: str | None = None, lang: str = "en") -> Data:
    """Read and check a data directory.

    Parameters
    ----------
    path
        The directory; without it ``VBDASH_DATA``, else the shipped data.
    county
        Code of the county in focus; without it ``VBDASH_COUNTY``, else Västerbotten (``"24"``).
    lang
        Language of names, units and definitions, ``"en"`` or ``"sv"``.

    Returns
    -------
    Data
        Complete and valid.

    Raises
    ------
    DataError
        With every fault in every file, at once.

    Examples
    --------
    >>> load().shares("gva", "B-E", region="24", year=2024)["share"].round(1).tolist()
    [26.1]
    """
    if lang not in ("en", "sv"):
        raise UnknownName("language", lang, ("en", "sv"))
    return Data.of(reader.load(path, county), lang)


@dataclass(frozen=True, repr=False)
class Data(Dataset):
    """Validated tables that answer questions.

    Attributes
    ----------
    lang
        Language of names, units and definitions.

    Notes
    -----
    A region is given by its code or its name, a year as a number; both also as a list, and
    without them all are meant. ``attrs`` of an answer hold ``measure``, ``unit``, ``basis``,
    ``reading``, ``caveats``, ``definition`` and its texts, ``columns`` (units that differ),
    ``sources`` and ``version``, as far as they apply.
    """

    lang: str = "en"

    @classmethod
    def of(cls, dataset: Dataset, lang: str = "en") -> Data:
        """Return the answers of a data set that has been loaded."""
        return cls(**{f.name: getattr(dataset, f.name) for f in fields(Dataset)}, lang=lang)

    def figures(self, measure: str, *, region: Regions = None, year: Years = None) -> pd.DataFrame:
        """Return a measure as it was published: the rows of ``observations``, with names.

        Parameters
        ----------
        measure
            Id of a published measure, an index of ``data.measures``.
        region, year
            Which of them.
        """
        known = holdings(self)["measure"].unique()
        if measure not in known:
            raise UnknownName("published measure", measure, sorted(known))
        rows = notes.observed(self, measure)
        note = rows[f"note_{self.lang}"]
        rows = rows.drop(columns=["measure", "note_sv", "note_en"]).assign(note=note)
        table = notes.named(self, cut(self, rows, region, year))
        return notes.told(self, table, table["source_id"], measure)

    def shares(
        self,
        measure: str = "gva",
        definition: str = "B-E",
        *,
        region: Regions = None,
        year: Years = None,
    ) -> pd.DataFrame:
        """Return industry's amount and share, a row a region and year.

        Parameters
        ----------
        measure
            Id of a measure that is split by industry, or of the share that is made of it.
        definition
            Id of a definition of industry, of the table ``definitions``.
        region, year
            Which of them.

        Returns
        -------
        DataFrame
            As :func:`vbdash.indicators.industry.shares.industry_share` returns it, with names.

        Raises
        ------
        ValueError
            Where the measure is not published so that it can be cut by the definition.
        """
        from vbdash.indicators.industry.shares import industry_share

        measure = divided(self, measure, definition)
        shares = cut(self, industry_share(self, measure, definition), region, year)
        table = notes.named(self, shares)
        sources = notes.behind(self, measure, table)
        columns = {"share": "percent of total"}
        return notes.told(self, table, sources, measure, definition, columns=columns)

    def compare(
        self,
        measure: str = "employed_residence",
        definition: str = "B-E",
        level: Literal["municipality", "county"] = "municipality",
        year: int | None = None,
    ) -> pd.DataFrame:
        """Set the regions of one level side by side: share, location quotient, rank.

        Parameters
        ----------
        measure, definition
            As for :meth:`shares`.
        level
            ``"municipality"``: those of the county in focus; ``"county"``: all counties.
        year
            The latest without one.

        Returns
        -------
        DataFrame
            One row a region, highest share first, also those without a figure, which say why
            (``missing``); ``compared`` in ``attrs`` holds the shares of country and county.
        """
        from vbdash.indicators.industry.compare import comparison, years

        measure = divided(self, measure, definition)
        if level not in ("municipality", "county"):
            raise UnknownName("level", level, ("municipality", "county"))
        known_years(year, years(self, measure, definition))
        found = comparison(self, measure, definition, level, year)
        if found is None:
            raise ValueError(f"{measure!r} by {definition!r} is published for no {level}")
        table = found.table.rename(columns={"code": "region_code"})
        table = table.assign(year=found.year, missing=table[f"missing_{self.lang}"])
        table = notes.named(self, table.drop(columns=["missing_sv", "missing_en"]))
        about = {name: getattr(found, name) for name in ("country", "county", "country_measure")}
        sources = self._beside_country(measure, found.country_measure, table)
        return notes.told(
            self, table, sources, measure, definition,
            columns={"share": "percent of total"}, compared=about,
        )  # fmt: skip

    def location_quotients(
        self,
        measure: str = "employed_residence",
        *,
        region: Regions = None,
        year: int | None = None,
    ) -> pd.DataFrame:
        """Return how much more weight each sector has in a municipality than in the country.

        Parameters
        ----------
        measure
            Id of a measure that is published for a full set of sectors.
        region
            Municipalities of the county, or the county itself.
        year
            The latest without one.

        Returns
        -------
        DataFrame
            One row a region and sector: ``amount``, ``share`` and ``country`` (percent), ``lq``.
        """
        from vbdash.indicators.industry.shares import TOTAL, whole_sectors
        from vbdash.indicators.industry.structure import composition, profiles

        known_measure(self, measure)
        whole = {str(m): whole_sectors(self, str(m)) for m in self.measures.index}
        split = [m for m, sectors in whole.items() if sectors and TOTAL not in sectors]
        if measure not in split:
            raise ValueError(f"{measure!r} has no full set of sectors; these do: {listed(split)}")
        published = notes.observed(self, measure)["year"]
        known_years(year, published)
        found = profiles(self, measure, int(published.max()) if year is None else int(year))
        parts = [
            composition(found, code).assign(region_code=code)
            for code in codes_of(self, region, found.codes)
        ]
        table = notes.named(self, pd.concat(parts, ignore_index=True).assign(year=found.year))
        labels = {s: notes.text(self, "sectors", s, "label") for s in found.sectors}
        table.insert(4, "sector_name", table["sector"].map(labels))
        return notes.told(
            self, table, self._beside_country(measure, found.country_measure, table), measure,
            columns={"share": "percent", "country": "percent"},
            country_measure=found.country_measure,
        )  # fmt: skip

    def shift_share(
        self,
        measure: str = "employment",
        definition: str = "B-E",
        start: int | None = None,
        end: int | None = None,
    ) -> pd.DataFrame:
        """Part the change of industry in every county into the country's, the industry's, its own.

        Parameters
        ----------
        measure, definition
            As for :meth:`shares`.
        start, end
            Without them the first and the last year with a figure for the country.

        Returns
        -------
        DataFrame
            One row a county: ``start``, ``end``, ``change`` and its parts ``national``, ``trend``,
            ``own``, in the unit of the measure.
        """
        from vbdash.indicators.industry.compare import COUNTRY
        from vbdash.indicators.industry.shift_share import county_shifts

        whole = self.shares(measure, definition, region=COUNTRY).dropna(subset=["amount"])
        years = sorted({int(year) for year in whole["year"]})
        if len(years) < 2:
            raise ValueError(f"{measure!r} by {definition!r} has no two years for the country")
        asked = (years[0] if start is None else start, years[-1] if end is None else end)
        first, last = known_years(asked, years)
        measure = divided(self, measure, definition)
        found = county_shifts(self, measure, definition, first, last)
        table = notes.named(self, found.rename(columns={"code": "region_code"}))
        own = notes.observed(self, measure)
        own = own[own["year"].isin([first, last])]
        sources = own.loc[own["region_code"].isin([*table["region_code"], COUNTRY]), "source_id"]
        return notes.told(self, table, sources, measure, definition, years=(first, last))

    def firms(self, support: str = "world_operating", *, region: Regions = None) -> pd.DataFrame:
        """Return the leading firms and plants, each with its strongest claim.

        Parameters
        ----------
        support
            How well supported a claim must be: ``"any"``, ``"claim"``, ``"world"``,
            ``"world_operating"`` or ``"world_independent"``.
        region
            Municipalities of the county.

        Returns
        -------
        DataFrame
            Rows of ``companies`` with ``municipality`` and ``claim_scope``, ``claim_made_by``,
            ``claim_text``, ``claim_year``, ``claim_source_id``.
        """
        from vbdash.indicators.firms.leading import leading_rows, strongest_claims
        from vbdash.selection import SUPPORTS

        if support not in SUPPORTS:
            raise UnknownName("strength of support", support, SUPPORTS)
        claims = self.table("leadership_claims")
        rows = leading_rows(self.table("companies"), claims, support)
        rows = rows[rows["municipality_code"].isin(codes_of(self, region, self.municipality_codes))]
        best = strongest_claims(claims).rename(columns={f"claim_{self.lang}": "text"})
        best = best[["scope", "made_by", "text", "year", "source_id"]].add_prefix("claim_")
        table = rows.join(best, on="id").reset_index(drop=True)
        names = [self.name(str(code), self.lang) for code in table["municipality_code"]]
        table.insert(4, "municipality", names)
        columns = ("source_id", "source_id_2", "claim_source_id")
        sources = [each for column in columns for each in table[column]]
        return notes.told(self, table, sources, support=support)

    def reach(
        self,
        by: str = "municipality_code",
        *,
        records: pd.DataFrame | None = None,
        public: bool = True,
    ) -> pd.DataFrame:
        """Set firms helped against the firms that could have been; reach is not effect.

        Parameters
        ----------
        by
            ``"municipality_code"``, ``"sni2"``, ``"size_class"`` or ``"year"``.
        records
            Rows in the form of ``interventions``, such as :meth:`sample_records`; without them
            the region's own.
        public
            With small counts withheld, fit to be shown. Without, every count: not to be handed on.

        Returns
        -------
        DataFrame
            One row a group: ``reached``, ``eligible``, ``rate`` (percent). Where no records are
            loaded nobody knows: ``reached`` and ``rate`` are missing, and ``attrs`` say so.
        """
        from vbdash.records.counts import progress
        from vbdash.records.public import groups_of, region_base, region_records
        from vbdash.records.reach import eligible_from_workplaces, reach
        from vbdash.records.release import STEP, release

        known = ("municipality_code", "sni2", "size_class", "year")
        if by not in known:
            raise UnknownName("column", by, known)
        rows = region_records(self) if records is None else records
        made_up = bool(rows["sample"].fillna(False).astype(bool).any())
        # Made-up records are never set against real firms.
        base = eligible_from_workplaces(self) if made_up else region_base(self)
        if public and len(rows):
            table = release(rows, base, groups_of(self)).tables[by].copy()
        else:
            listed_codes = list(self.municipality_codes) if by == "municipality_code" else None
            table = reach(progress(rows), base, by, STEP, listed_codes)
        if not len(rows):
            table[["reached", "rate", "representation"]] = float("nan")
        if by == "municipality_code":
            table.insert(0, "municipality", [self.name(str(c), self.lang) for c in table.index])
        sources = list(rows["source"].dropna().unique())
        if base.basis == "workplaces":
            sources += list(notes.observed(self, "workplaces")["source_id"])
        return notes.told(
            self, table, sources,
            base=base.basis, base_year=base.year, base_source=base.source, public=public,
            note="" if len(rows) else "no records are loaded",
            watermark="made-up records" if made_up else "",
        )  # fmt: skip

    def sample_records(self) -> pd.DataFrame:
        """Return the made-up records that are shipped to try things with."""
        return read_package(self.directory / "samples")[1]["interventions_sample"]

    def _beside_country(self, measure: str, other: str, table: pd.DataFrame) -> list[str]:
        """Return the publications of a table's figures and of the country's that they are set against."""
        from vbdash.indicators.industry.compare import COUNTRY

        country = table.assign(region_code=COUNTRY)
        return [*notes.behind(self, measure, table), *notes.behind(self, other, country)]

    def exhibit(self, name: str, **asked: Any) -> Exhibit:
        """Return one of the app's exhibits (:func:`vbdash.library.pictures.exhibit`)."""
        from vbdash.library.pictures import exhibit

        return exhibit(self, name, **{"lang": self.lang, **asked})

    def figure(self, name: str, **asked: Any) -> go.Figure:
        """Return one of the app's charts; arguments as for :meth:`exhibit`."""
        from vbdash.library.pictures import figure

        return figure(self.exhibit(name, **asked))

    def deck(self, name: str, **asked: Any) -> pydeck.Deck:
        """Return one of the app's maps; arguments as for :meth:`exhibit`."""
        from vbdash.library.pictures import deck

        return deck(self.exhibit(name, **asked))
