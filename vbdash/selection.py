"""The view as a value: what somebody has chosen to look at.

Pages, exports and slides all take a :class:`Selection`. It can be written into a link and read
back; defaults are left out of the link, unknown values are dropped with a :class:`Notice`, and
links in older forms are rewritten by ordered migrations, so that a link never dies.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlencode

from vbdash.data.across import county_code
from vbdash.data.dataset import Dataset
from vbdash.data.large.figures import holdings
from vbdash.links import LONGEST, MOST, Notice, Query, mended, parts, readings, spelling
from vbdash.text import DEFAULT_LANGUAGE, LANGUAGES, msg

#: Version of the form of links; a link may state its own as ``v``.
VERSION: Final = 3
#: Longest name of a selection that is kept.
LONGEST_NAME: Final = 60

#: How well supported a claim of leadership must be, weakest first.
SUPPORTS: Final = ("any", "claim", "world", "world_operating", "world_independent")


@dataclass(frozen=True)
class Field:
    """One thing that can be chosen.

    Parameters
    ----------
    name
        Attribute of :class:`Selection`.
    param
        Name in the link.
    label
        What it is called in a notice (message of the catalogue).
    many
        Whether several values may be chosen.
    convert
        Turns the text of a link into the value.
    """

    name: str
    param: str
    label: str
    many: bool = False
    convert: Callable[[str], Any] = str


FIELDS: Final = (
    Field("county", "lan", msg("county")),
    Field("municipalities", "kommun", msg("municipality"), many=True),
    Field("year", "ar", msg("year"), convert=int),
    Field("definition", "definition", msg("definition of industry")),
    Field("measure", "matt", msg("measure")),
    Field("support", "styrka", msg("strength of support")),
    Field("compare", "jamfor", msg("municipality to compare with"), many=True),
    Field("name", "namn", msg("name of the selection")),
    Field("lang", "lang", msg("language")),
)


@dataclass(frozen=True)
class Choices:
    """What can be chosen: for each field, the values and how a link writes them.

    Attributes
    ----------
    values
        ``{field name: {value: text in the link}}``.
    counties
        Names of the counties by their codes.
    """

    values: Mapping[str, Mapping[Any, str]]
    counties: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, dataset: Dataset) -> Choices:
        """Return what a data set offers; collected once a data set."""
        return dataset.once(("choices",), lambda: cls._collect(dataset))

    @classmethod
    def of_country(cls, dataset: Dataset) -> Choices:
        """Return all municipalities of the country."""

        def make() -> Choices:
            return cls(MappingProxyType({"municipalities": dataset.every_municipality}))

        return dataset.everywhere(("choices",), make)

    @classmethod
    def _collect(cls, dataset: Dataset) -> Choices:
        measures = dataset.table("measures")
        shares = set(measures["base"].dropna())
        held = holdings(dataset)
        measured = held.loc[held["measure"].isin(shares), "year"]
        years = sorted({int(year) for year in measured.unique()}, reverse=True)
        definitions = dataset.table("definitions").sort_values("sort_order")
        # A definition that one source made for itself goes with the measure, it is not chosen.
        definitions = definitions[definitions["sector_code"].isna()]
        return cls(
            MappingProxyType(
                {
                    "county": {code: code for code in dataset.counties},
                    "municipalities": {c: dataset.name(c) for c in dataset.municipality_codes},
                    "year": {year: str(year) for year in years},
                    "definition": {str(each): str(each) for each in definitions["id"]},
                    "measure": {str(each): str(each) for each in measures["id"]},
                    "support": {each: each for each in SUPPORTS},
                    "compare": dataset.every_municipality,
                    "lang": {each: each for each in LANGUAGES},
                }
            ),
            dataset.counties,
        )

    def find(self, name: str, text: str) -> Any | None:
        """Return the value that `text` means: its code or its name, however it is spelt."""
        if name == "name":
            return _name(text)
        if name == "county":
            found = (county_code(each, self.counties) for each in readings(text))
            return next((each for each in found if each), None)
        known = self._spelt[name]
        # As it is written before without its dots: Habo and Håbo are two.
        asked = ((r.casefold(), spelling(r)) for r in readings(text))
        return next((known[each] for pair in asked for each in pair if each in known), None)

    @cached_property
    def _spelt(self) -> dict[str, dict[str, Any]]:
        return {
            name: {
                **{spelling(f"{each} ({value})"): value for value, each in values.items()},
                **{spelling(f"{value} {each}"): value for value, each in values.items()},
                **{spelling(each): value for value, each in values.items()},
                **{spelling(str(value)): value for value in values},
                **{each.casefold(): value for value, each in values.items()},
            }
            for name, values in self.values.items()
        }

    def read(self, each: Field, texts: Iterable[str]) -> tuple[list[Any], list[str]]:
        """Return the values that texts of a link mean, each once, and what of them means none."""
        found: dict[Any, None] = {}
        wrong: list[str] = []
        for part in self._parted(each, texts)[:MOST]:
            value = self.find(each.name, part) if len(part) <= LONGEST else None
            if value is not None:
                found[value] = None
            elif part.strip():
                wrong.append(part)
        return list(found), wrong

    def _parted(self, each: Field, texts: Iterable[str]) -> list[str]:
        """Take lists apart, where several may be chosen and the whole is no value."""
        found: list[str] = []
        for text in texts:
            whole = not each.many or (len(text) <= LONGEST and self.find(each.name, text))
            found += [text] if whole else parts(text)
        return found


@dataclass(frozen=True)
class Selection:
    """What is looked at.

    Attributes
    ----------
    county
        Code of the county in focus; empty for the one that was in focus at the start.
    municipalities
        Codes; none chosen means all of the county.
    year
        None means the latest year of the measure.
    definition
        What counts as industry: an id of the table ``definitions``.
    measure
        An id of the table ``measures``.
    support
        How well supported a claim of leadership must be, one of :data:`SUPPORTS`.
    compare
        Codes of municipalities to set beside the first.
    name
        What the visitor calls the selection; free text, at most :data:`LONGEST_NAME` signs.
    lang
        ``"sv"`` or ``"en"``.
    """

    county: str = ""
    municipalities: tuple[str, ...] = ()
    year: int | None = None
    definition: str = "B-E"
    measure: str = "gva"
    support: str = "world_operating"
    compare: tuple[str, ...] = ()
    name: str = ""
    lang: str = DEFAULT_LANGUAGE

    @classmethod
    def parse(cls, query: Query, choices: Choices) -> tuple[Selection, tuple[Notice, ...]]:
        """Read a link; never raises.

        Parameters
        ----------
        query
            Names and values as they stand in the link, in any version of its form.
        choices
            What exists; anything else is dropped.

        Returns
        -------
        selection, notices
            The view, and one notice for each choice of which a value was dropped.
        """
        query = migrate(mended(query, _NAMES))
        chosen: dict[str, Any] = {}
        notices: list[Notice] = []
        for each in FIELDS:
            found, wrong = choices.read(each, query.get(each.param, ()))
            notices += Notice.of(each.label, wrong)
            if found:
                chosen[each.name] = tuple(sorted(found)) if each.many else found[-1]
        return cls(**chosen), tuple(notices)

    def query(self, choices: Choices, keep: Iterable[str] = ()) -> dict[str, list[str]]:
        """Write the view as names and values of a link.

        Parameters
        ----------
        choices
            How a link writes each value.
        keep
            Names that are written also where they hold the default, which is else left out.
        """
        keep = set(keep)
        written: dict[str, list[str]] = {}
        defaults = {each.name: each.default for each in fields(self)}
        for each in FIELDS:
            value = getattr(self, each.name)
            if value is None or (value == defaults[each.name] and each.param not in keep):
                continue
            values: Iterable[Any] = value if each.many else (value,)
            written[each.param] = [choices.values.get(each.name, {}).get(v, str(v)) for v in values]
        return written

    def link(self, choices: Choices, page: str = "", base: str = "") -> str:
        """Write the view as a link to a page."""
        query = urlencode(self.query(choices), doseq=True)
        return f"{base}/{page}" + (f"?{query}" if query else "")

    def replace(self, **changes: Any) -> Selection:
        """Return the view with some choices changed."""
        return replace(self, **changes)


def _name(text: str) -> str | None:
    """Return a name without control signs and marks that turn the direction of writing."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return " ".join(kept.split())[:LONGEST_NAME].rstrip() or None


def _swedish_names(query: Query) -> Query:
    """Version 1 named the choices in English."""
    renamed = {"municipality": "kommun", "year": "ar", "measure": "matt", "support": "styrka"}
    return _renamed(query, renamed)


#: What the industry page calls its ways to show, the one meaning that ``visa`` has kept.
_WAYS: Final = ("andel", "plats", "alla")


def _one_meaning(query: Query) -> Query:
    """Version 2 said ``visa`` of a measure, too, and had two words for a share's measure."""
    found = {name: list(values) for name, values in query.items()}
    measures = [each for each in found.get("visa", ()) if each not in _WAYS]
    if measures:
        found["visa"] = [each for each in found["visa"] if each in _WAYS]
        found.setdefault("matt", measures)
    found = {name: values for name, values in found.items() if values}
    return _renamed(found, {"matt_insats": "avsnitt", "mattet": "andelav"})


def _renamed(query: Query, names: Mapping[str, str]) -> Query:
    result: dict[str, list[str]] = {}
    for name, values in query.items():
        result.setdefault(names.get(name, name), []).extend(values)
    return result


#: Names that a link may have been written with, today or before.
_NAMES: Final = (
    *(each.param for each in FIELDS),
    "v",
    "municipality",
    "year",
    "measure",
    "support",
)

#: Step ``i`` turns a link of version ``i + 1`` into one of version ``i + 2``. A step leaves newer
#: links as they are, so that a link that does not state its version can pass through all.
MIGRATIONS: Final[tuple[Callable[[Query], Query], ...]] = (_swedish_names, _one_meaning)


def county_meant(query: Query, dataset: Dataset) -> str:
    """Return the county that a link is about: the one it names, or where its municipalities lie.

    Parameters
    ----------
    query
        Names and values as they stand in the link, in any version of its form.
    dataset
        Says which counties and municipalities there are.

    Returns
    -------
    str
        Code of a county: the one that is named last; without one that exists, the one in focus at
        the start if any of the municipalities lies there or none is known, else that of the first.
    """
    query = migrate(mended(query, _NAMES))
    county, places = FIELDS[0], FIELDS[1]
    named, _ = Choices.of(dataset).read(county, query.get(county.param, ()))
    if named:
        return str(named[-1])
    found, _ = Choices.of_country(dataset).read(places, query.get(places.param, ()))
    lie = [dataset.county_of(code) for code in found]
    return dataset.home if not lie or dataset.home in lie else lie[0]


def migrate(query: Query) -> Query:
    """Rewrite a link of any earlier version in today's form."""
    stated = next(iter(query.get("v", ())), "")
    first = int(stated) - 1 if stated.isascii() and stated.isdigit() and len(stated) < 4 else 0
    for step in MIGRATIONS[max(first, 0) :]:
        query = step(query)
    return {name: list(values) for name, values in query.items() if name != "v"}
