"""Every choice that stands in a link: what it chooses, its values, its default, on which pages.

The one registry of what a link may say. A name that is not here, or a value that cannot be chosen
on the page, is left out of a link and told (:func:`tidy`); ``docs/house.md`` lists what is here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from vbdash.conditions import conditions_of
from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.groups import group_of
from vbdash.links import Notice, Query, foreign
from vbdash.selection import FIELDS, Selection
from vbdash.text import msg

#: Longest value of what is written freely, by its kind.
_LONGEST: Final[Mapping[Any, int]] = {"text": 80, "keys": 6000}
#: The pages as links name them; the start has no name.
START, INDUSTRY, FIRMS, REACHED = "", "industry", "companies", "interventions"
MUNICIPALITY, PRESENT, DATA = "municipality", "present", "data"
#: Name of the one picture that a frame on another site shows.
ALONE: Final = "figur"
#: What each page is called, and what it is for (messages of the catalogue), in the menu's order.
PAGES: Final[Mapping[str, tuple[str, str]]] = {
    START: (
        msg("Overview"),
        msg("The article's three claims, each beside what the open figures say."),
    ),
    INDUSTRY: (
        msg("How large is industry?"),
        msg(
            "Industry's share of the economy, in the county and the country, by the definition you choose."
        ),
    ),
    FIRMS: (
        msg("Where are the leading firms?"),
        msg("Firms and plants on the map, with what they lead in and on whose word."),
    ),
    REACHED: (
        msg("Which firms got help?"),
        msg("Published results, public support on open record, and the region's own records."),
    ),
    MUNICIPALITY: (
        msg("Municipality"),
        msg(
            "One municipality: in a few sentences, against the others, over time, and what it lives on."
        ),
    ),
    PRESENT: (
        msg("Present"),
        msg("Slides for the room, and the deck as PowerPoint, PDF and Excel."),
    ),
    DATA: (
        msg("Data and method"),
        msg("Every table, source and definition, with downloads."),
    ),
}
#: What a map can show beside measures: leading firms, public support.
_RECORDS: Final = ("foretag", "stod")
#: What Streamlit itself reads from a link.
_STREAMLIT: Final = frozenset({"embed", "embed_options"})


@dataclass(frozen=True)
class Parameter:
    """One choice of a page.

    Parameters
    ----------
    name
        As the link says it.
    label
        What it chooses (message of the catalogue).
    pages
        Where it can be chosen; none means everywhere.
    values
        Codes that can be chosen; or what kind they are of: ``"text"``, ``"number"``, ``"year"``,
        ``"keys"`` of slides, ``"tables"`` (names of tables), ``"subjects"`` (measures, and what is
        counted from records), ``"conditions"`` on measures, the name of a table whose keys they
        are, or a column of one (``"support.kind"``) whose list of values the data package gives.
    default
        What a link leaves out; empty where nothing is chosen.
    many
        Whether several can be chosen.
    """

    name: str
    label: str
    pages: tuple[str, ...] = ()
    values: tuple[str, ...] | str = "text"
    default: str = ""
    many: bool = False

    def allows(self, dataset: Dataset, value: str) -> bool:
        """Whether a value of a link can be chosen."""
        if self.values in _LONGEST:
            return len(value) <= _LONGEST[self.values]
        if self.values in ("number", "year"):
            return value.isascii() and value.isdigit() and len(value) <= 4
        if self.values == "conditions":
            return bool(conditions_of([value], dataset.measures.index))
        found = group_of(dataset, value) if self.values in ("groups", "against", "scopes") else None
        if self.values == "scopes":
            return value in _SCOPES or (found is not None and found.kind == "labour")
        here = self.values == "against" and value in dataset.every_municipality
        return here or found is not None or value in _listed(dataset, self.values)


@kept
def _listed(dataset: Dataset, kind: str | tuple[str, ...]) -> frozenset[str]:
    """Return the codes of a kind: given ones, names of tables, a table's keys, a column's values."""
    if isinstance(kind, tuple):
        return frozenset(kind)
    if kind == "tables":
        return frozenset(dataset.tables)
    if kind in ("groups", "against"):
        return frozenset(_AGAINST if kind == "against" else ())
    if kind == "subjects":
        return frozenset({*dataset.measures.index.astype(str), *_RECORDS})
    table, _, column = kind.partition(".")
    if not column:
        return frozenset(dataset.table(table).iloc[:, 0].astype(str))
    fields = dataset.resource(table)["schema"]["fields"]
    found = next(each for each in fields if each["name"] == column)
    return frozenset(found["constraints"]["enum"])


def _parts(page: str, *codes: str) -> Parameter:
    return Parameter("del", msg("part of the page"), (page,), codes, codes[0])


#: Whom a municipality can be compared with, beside areas and other municipalities.
_AGAINST: Final = ("median", "riket", "lan", "lika")
#: What of Sweden a map can show, beside labour-market areas.
_SCOPES: Final = ("lan", "riket", "lanen")
_SPLITS: Final = ("kommun", "del", "bransch", "storlek", "omrade", "form", "ar")
_STEPS: Final = ("contacted", "visited", "mapped", "helped")
_AIMS: Final = ("even", "few_journeys", "inland_first")
_HELP: Final = (
    "advice", "finance", "incubation", "research", "digitalisation", "skills", "network",
)  # fmt: skip
_SPLIT: Final = msg("split")
#: What pages choose beside the selection, in the order of the pages.
OWN: Final = (
    Parameter("visar", msg("what the map shows"), (START,), "subjects"),
    Parameter("karta", msg("kind of map"), (START,), ("yta", "cirklar", "foretag")),
    Parameter("kartar", msg("year of the map"), (START,), "year"),
    Parameter("omfang", msg("part of Sweden on the map"), (START, DATA), "scopes", "lan"),
    Parameter("utsnitt", msg("part of the map"), (START,), ("tatt",)),
    _parts(INDUSTRY, "tid", "lan", "kommuner", "branscher", "forandring", "steg", "41"),
    Parameter("visa", msg("way to show"), (INDUSTRY,), ("andel", "plats", "alla"), "andel"),
    Parameter("karta", msg("kind of map"), (INDUSTRY,), ("yta", "cirklar"), "yta"),
    Parameter("linje", msg("line that is raised"), (INDUSTRY,), "regions"),
    Parameter("omrade", msg("area"), (INDUSTRY, DATA), "regions"),
    Parameter("fran", msg("first year"), (INDUSTRY,), "year"),
    Parameter("svarsar", msg("year of the question"), (INDUSTRY,), "year"),
    Parameter("andelav", msg("what the share is of"), (INDUSTRY,), "measures"),
    Parameter("exempel", msg("county in the example"), (INDUSTRY,), "regions"),
    Parameter(
        "slag",
        msg("kind of quoted share"),
        (INDUSTRY,),
        ("economy", "gdp", "business", "work"),
        "economy",
    ),
    _parts(FIRMS, "lista", "storlek", "spridning", "jamfor", "alla"),
    Parameter("karta", msg("kind of map"), (FIRMS,), ("foretag", "yta", "cirklar"), "foretag"),
    Parameter("omfang", msg("part of Sweden on the map"), (FIRMS,), ("lan", "riket"), "lan"),
    Parameter("foretag", msg("firm"), (FIRMS,), "companies"),
    Parameter("sok", msg("search"), (FIRMS, REACHED)),
    Parameter("bransch", msg("SNI division"), (FIRMS,), "sni_divisions", many=True),
    Parameter("rackvidd", msg("scope"), (FIRMS,), "leadership_claims.scope", many=True),
    Parameter("enligt", msg("on whose word"), (FIRMS,), "leadership_claims.made_by", many=True),
    Parameter("status", msg("status"), (FIRMS,), "companies.status", many=True),
    _parts(REACHED, "publicerat", "stod", "egna"),
    Parameter("fond", msg("fund"), (REACHED,), "support.kind", many=True),
    Parameter("hjalp", msg("kind of help"), (REACHED,), _HELP),
    Parameter("poster", msg("whose records"), (REACHED,), ("server", "fil", "exempel")),
    Parameter("visning", msg("who sees it"), (REACHED,), ("allt", "offentligt"), "allt"),
    Parameter(
        "avsnitt",
        msg("part of the records"),
        (REACHED,),
        ("rackvidd", "djup", "behov", "vita"),
        "rackvidd",
    ),
    Parameter("steg", msg("step that counts as reached"), (REACHED,), _STEPS, "helped"),
    Parameter("delning", _SPLIT, (REACHED,), _SPLITS, "kommun"),
    Parameter("behov", _SPLIT, (REACHED,), ("alla", "kommun", "bransch", "storlek"), "alla"),
    Parameter("besok", msg("more visits"), (REACHED,), "number", "20"),
    Parameter("resa", msg("visits in one journey"), (REACHED,), "number", "4"),
    Parameter("mal", msg("aim of the plan"), (REACHED,), _AIMS, "even"),
    _parts(
        MUNICIPALITY,
        "laget",
        "utveckling",
        "naringsliv",
        "foretag",
        "stod",
        "jamfor",
        "lika",
        "omraden",
        "saknas",
    ),
    Parameter("grupp", msg("area"), (MUNICIPALITY,), "groups", many=True),
    Parameter("mot", msg("compared with"), (MUNICIPALITY,), "against", "median"),
    Parameter("utan", msg("measure that does not count"), (MUNICIPALITY,), "measures", many=True),
    Parameter("dubbelt", msg("measure that counts twice"), (MUNICIPALITY,), "measures", many=True),
    Parameter("bland", msg("among whom"), (MUNICIPALITY,), ("lan", "riket"), "lan"),
    Parameter(
        "likai", msg("among whom the most alike are"), (MUNICIPALITY,), ("riket", "lan"), "riket"
    ),
    Parameter("vagratt", msg("measure across"), (MUNICIPALITY,), "measures"),
    Parameter("lodratt", msg("measure upwards"), (MUNICIPALITY,), "measures"),
    Parameter("bilder", msg("slides in order"), (PRESENT,), "keys"),
    Parameter("bild", msg("slide that is shown"), (PRESENT,), "number"),
    Parameter("sekunder", msg("seconds per slide"), (PRESENT,), "number"),
    Parameter("blad", msg("fact sheet"), (PRESENT,), "regions"),
    Parameter(ALONE, msg("one picture, in a frame")),
    _parts(
        DATA,
        "measures",
        "municipalities",
        "tables",
        "own",
        "sources",
        "gaps",
        "news",
        "method",
        "accessibility",
        "privacy",
    ),
    Parameter(
        "tillvaxt",
        msg("growth"),
        (MUNICIPALITY, DATA),
        ("varde", "forandring", "index", "person"),
        "varde",
    ),
    Parameter("villkor", msg("conditions"), (DATA,), "conditions", many=True),
    Parameter("tabell", msg("table"), (DATA,), "tables", "observations"),
    Parameter("kalla", msg("source"), (DATA,), "sources"),
)
#: Names of the choices that every page shares.
SHARED: Final = frozenset(each.param for each in FIELDS)
_BY_NAME: Final[Mapping[str, tuple[Parameter, ...]]] = {
    name: tuple(each for each in OWN if each.name == name)
    for name in dict.fromkeys(each.name for each in OWN)
}
#: Every name that a link may say on some page.
NAMES: Final = (*SHARED, *_BY_NAME)


def known(name: str) -> bool:
    """Whether a link may say this name on any page."""
    return name in SHARED or name in _BY_NAME or name in _STREAMLIT


def of_page(name: str, page: str) -> Parameter | None:
    """Return the choice of this name on a page; None where the page has none."""
    found = _BY_NAME.get(name, ())
    return next((each for each in found if not each.pages or page in each.pages), None)


def tidy(query: Query, page: str, dataset: Dataset) -> tuple[dict[str, list[str]], list[Notice]]:
    """Keep of a link what can be chosen on a page, beside what all pages share.

    Parameters
    ----------
    query
        Names and values, in today's form (:func:`vbdash.selection.migrate`).
    page
        Name of the page, as links say it.
    dataset
        Says what exists.

    Returns
    -------
    kept, notices
        Names with the values that can be chosen; one notice for each name that has lost values,
        and one for all names that are left out, but for those that advertisers add.
    """
    kept: dict[str, list[str]] = {}
    notices: list[Notice] = []
    strange: list[str] = []
    for name, values in query.items():
        if name in SHARED:
            continue
        if name in _STREAMLIT:
            kept[name] = list(values)
            continue
        choice = of_page(name, page)
        if choice is None:
            strange += [] if foreign(name) else [name]
            continue
        good = [value for value in values if choice.allows(dataset, value)]
        notices += Notice.of(choice.label, [each for each in values if each and each not in good])
        if good:
            kept[name] = good if choice.many else good[-1:]
    return kept, [*notices, *Notice.of("", strange)]


def described() -> list[Sequence[str]]:
    """Return a row a choice for the documentation: name, what, pages, values, default."""
    defaults = Selection()
    shared = [
        (each.param, each.label, "all", "see the data", str(getattr(defaults, each.name) or ""))
        for each in FIELDS
    ]
    own = [
        (
            each.name,
            each.label,
            ", ".join(page or "the start" for page in each.pages) or "all",
            ", ".join(each.values) if isinstance(each.values, tuple) else each.values,
            each.default,
        )
        for each in OWN
    ]
    return [*shared, *own]
