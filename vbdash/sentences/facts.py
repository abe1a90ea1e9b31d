"""Facts found in the data, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from vbdash.data.dataset import Dataset
from vbdash.indicators.change import Point
from vbdash.indicators.facts.fact import Fact
from vbdash.sentences.change import marked
from vbdash.sentences.facts_county import COUNTY
from vbdash.sentences.industry import industry_noun
from vbdash.text import Text, msg


def inside(label: str) -> str:
    """Return a label as it stands inside a sentence; an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def capital(sentence: str) -> str:
    """Begin a sentence with a capital letter."""
    return sentence[:1].upper() + sentence[1:]


def measure_noun(
    tx: Text, dataset: Dataset, measure: str, definition: str = "B-E", *, bare: bool = False
) -> str:
    """Return a measure as a sentence needs it, from the registry.

    Parameters
    ----------
    tx
        The visitor's language.
    dataset
        Holds the registry of measures.
    measure
        A row of the registry.
    definition
        What counts as industry, named where the measure is about that.
    bare
        In the indefinite form, as in a heading: not as the subject of a sentence.

    Returns
    -------
    str
        The noun; the label where the registry has none.
    """
    row = dataset.row("measures", measure)
    noun = row.get(f"noun_bare_{tx.lang}" if bare else f"noun_{tx.lang}")
    if isinstance(noun, str):
        return noun.replace("{industry}", industry_noun(tx, definition))
    return inside(tx.pick(row, "label"))


def sector_noun(tx: Text, dataset: Dataset, sector: str) -> str:
    """Return a sector as the subject of a sentence: the first part of its official name."""
    label = tx.pick(dataset.row("sectors", sector), "label").partition(";")[0].strip()
    return label[:1].lower() + label[1:]


def written_value(tx: Text, dataset: Dataset, measure: str, value: float) -> str:
    """Write a value of a measure with its unit, as the registry says."""
    row = dataset.row("measures", measure)
    return tx.quantity(value, tx.pick(row, "unit_short"), int(row["decimals"]))


def fact_sentence(tx: Text, fact: Fact, dataset: Dataset) -> str:
    """Word a fact.

    Parameters
    ----------
    tx
        The visitor's language.
    fact
        Found by :func:`vbdash.indicators.facts.all.find_facts`.
    dataset
        Says what regions, measures and sectors are called.

    Returns
    -------
    str
        One or two sentences.
    """
    return capital(_TEMPLATES[fact.kind](tx, fact, dataset))


def _common(tx: Text, fact: Fact, dataset: Dataset) -> dict[str, Any]:
    return {"region": dataset.name(fact.region, tx.lang), "year": fact.year}


#: Values of a fact that are values of its measure, and are written with its unit.
_FIGURES: Final = ("value", "median", "first", "last", "start", "before")
#: Facts about one measure: what is said, for a size in other words.
_MEASURED: Final = {
    "largest": msg(
        "{measure} is largest in {region} of {group}: {value} in {year}, against {median} in the middle one."
    ),
    "smallest": msg(
        "{measure} is smallest in {region} of {group}: {value} in {year}, against {median} in the middle one."
    ),
    "highest": msg(
        "{measure} is highest in {region} of {group}: {value} in {year}, against {median} in the middle one."
    ),
    "lowest": msg(
        "{measure} is lowest in {region} of {group}: {value} in {year}, against {median} in the middle one."
    ),
    "grew_most": msg(
        "{measure} has risen most in {region} of {group} since {since}: from {first} to {last} in {year}, {change}."
    ),
    "fell_most": msg(
        "{measure} has fallen most in {region} of {group} since {since}: from {first} to {last} in {year}, {change}."
    ),
    "record_high": msg(
        "{measure} in {region} was higher in {year} than in any year since {begun}: {value}, against {start} in {since}."
    ),
    "record_low": msg(
        "{measure} in {region} was lower in {year} than in any year since {begun}: {value}, against {start} in {since}."
    ),
    "rising_run": msg(
        "{measure} in {region} has risen {years} years in a row, from {start} in {since} to {value} in {year}."
    ),
    "falling_run": msg(
        "{measure} in {region} has fallen {years} years in a row, from {start} in {since} to {value} in {year}."
    ),
    "turned_up": msg(
        "{measure} in {region} rose from {before} to {value} in {year}, after falling {years} years in a row."
    ),
    "turned_down": msg(
        "{measure} in {region} fell from {before} to {value} in {year}, after rising {years} years in a row."
    ),
}
_SIZE: Final = {"highest": "largest", "lowest": "smallest"}


def _measured(tx: Text, fact: Fact, dataset: Dataset) -> str:
    """Word a fact about one measure."""
    kind = _SIZE.get(fact.kind, fact.kind) if fact.subject == "population" else fact.kind
    said = tx(_MEASURED[kind], **_values(tx, fact, dataset))
    return f"{said} {_turned(tx, fact, dataset)}".strip()


def _turned(tx: Text, fact: Fact, dataset: Dataset) -> str:
    """Say since when a measure has gone the other way, where the last years have."""
    if "turn" not in fact.values:
        return ""
    known = {
        "turn": fact.values["turn"],
        "value": written_value(tx, dataset, fact.subject, fact.values["turned_at"]),
    }
    if fact.kind == "grew_most":
        return tx("Since {turn}, when it was {value}, it has fallen.", **known)
    return tx("Since {turn}, when it was {value}, it has risen.", **known)


def _values(tx: Text, fact: Fact, dataset: Dataset) -> dict[str, Any]:
    """Write out everything that a fact about one measure holds."""
    given = fact.values
    known = _common(tx, fact, dataset) | {k: given[k] for k in ("since", "years") if k in given}
    definition = str(given.get("definition", "B-E"))
    known["measure"] = measure_noun(tx, dataset, fact.subject, definition)
    for name in _FIGURES:
        if name in given:
            known[name] = written_value(tx, dataset, fact.subject, given[name])
    if "of" in given:
        known["group"] = _group(tx, fact, dataset)
    if "change" in given:
        known["change"] = _change(tx, fact, dataset)
    known["begun"] = known.get("since")
    # A mark stands after what it is about: the year where that follows the value.
    for name, after in (
        ("first", "first"),
        ("last", "last"),
        ("start", "since"),
        ("before", "before"),
    ):
        point = Point(0, 0.0, given.get(f"{name}_extreme", 0))
        if name in known:
            known[after] = f"{known[after]}{marked(tx, point, preliminary='')}"
    return known


def _change(tx: Text, fact: Fact, dataset: Dataset) -> str:
    given = fact.values
    if given.get("relative", True):
        return tx("{n} percent", n=tx.number(given["change"], 1, signed=True))
    # Of the figures as they are shown, so that anybody can work it out again.
    decimals = int(dataset.row("measures", fact.subject)["decimals"])
    change = round(given["last"], decimals) - round(given["first"], decimals)
    return tx("{n} percentage points", n=tx.number(change, max(decimals, 1), signed=True))


def _group(tx: Text, fact: Fact, dataset: Dataset) -> str:
    of = int(fact.values["of"])
    if of == len(dataset.municipality_codes):
        return tx("the county’s {of} municipalities", of=tx.number(of))
    return tx("the {of} municipalities with a figure", of=tx.number(of))


def _rank(tx: Text, fact: Fact, dataset: Dataset) -> str:
    values, beyond = _values(tx, fact, dataset), int(fact.values["beyond"])
    if fact.kind == "few_higher":
        return tx.plural(
            "In {region}, {measure} is {value} ({year}). It is higher in only one of {group}; the middle one has {median}.",
            "In {region}, {measure} is {value} ({year}). It is higher in only {n} of {group}; the middle one has {median}.",
            beyond,
            **values,
        )
    return tx.plural(
        "In {region}, {measure} is {value} ({year}). It is lower in only one of {group}; the middle one has {median}.",
        "In {region}, {measure} is {value} ({year}). It is lower in only {n} of {group}; the middle one has {median}.",
        beyond,
        **values,
    )


def _sector(tx: Text, fact: Fact, dataset: Dataset) -> str:
    return tx(
        "{sector} is {times} times as common in {region} as in Sweden: {share} of the employed residents in {year}, against {country} of those employed in Sweden.",
        sector=sector_noun(tx, dataset, fact.subject),
        times=tx.number(fact.values["lq"], 1),
        share=tx.percent(fact.values["share"]),
        country=tx.percent(fact.values["country"]),
        **_common(tx, fact, dataset),
    )


def _net_in(tx: Text, fact: Fact, dataset: Dataset) -> str:
    return tx(
        "More people commute into {region} than out of it: {into} against {out} in {year}. So it is in {count} of the county’s {of} municipalities.",
        into=tx.number(fact.values["into"]),
        out=tx.number(fact.values["out"]),
        count=tx.number(fact.values["count"]),
        of=tx.number(fact.values["of"]),
        **_common(tx, fact, dataset),
    )


def _claim(tx: Text, fact: Fact, dataset: Dataset) -> str:
    values = fact.values
    some = msg(
        "The quoted {quoted} percent is {least}–{most} times industry’s official share of value added in {region} (SNI B–E, {since}–{until}). In {others} of {of} other counties with a claim of the same kind, that too is larger than the official share."
    )
    every = msg(
        "The quoted {quoted} percent is {least}–{most} times industry’s official share of value added in {region} (SNI B–E, {since}–{until}). In all {of} other counties with a claim of the same kind, that too is larger than the official share."
    )
    said = every if values["others"] == values["of"] > 1 else some
    return tx(
        said,
        quoted=tx.number(values["quoted"]),
        least=tx.number(values["least"], 1),
        most=tx.number(values["most"], 1),
        since=values["since"],
        until=values["until"],
        others=tx.number(values["others"]),
        of=tx.number(values["of"]),
        region=dataset.name(fact.region, tx.lang),
    )


def _spread(tx: Text, fact: Fact, dataset: Dataset) -> str:
    del dataset
    return tx(
        "In {said} of {of} municipalities a firm in operation is said to lead the world. In {independent} somebody other than the firm or its owner says so.",
        **{name: tx.number(fact.values[name]) for name in ("said", "of", "independent")},
    )


def _firms(tx: Text, fact: Fact, dataset: Dataset) -> str:
    count = int(fact.values["firms"])
    region = dataset.name(fact.region, tx.lang)
    if fact.kind == "own_word":
        return tx.plural(
            "In {region} only the firm itself or its owner says that it leads the world.",
            "In {region} only the {n} firms themselves or their owners say that they lead the world.",
            count,
            region=region,
        )
    return tx.plural(
        "No firm in operation in {region} is called world-leading in the sources that we have read. The list has one firm there.",
        "No firm in operation in {region} is called world-leading in the sources that we have read. The list has {n} firms there.",
        count,
        region=region,
    )


def _projects(tx: Text, fact: Fact, dataset: Dataset) -> str:
    known = {"region": dataset.name(fact.region, tx.lang), "of": tx.number(fact.values["of"])}
    count = int(fact.values["projects"])
    if fact.kind == "most_projects":
        return tx.plural(
            "{region} is the one of the county’s {of} municipalities that most regional fund projects name: one project. That is area covered, not firms helped.",
            "{region} is the one of the county’s {of} municipalities that most regional fund projects name: {n} projects. That is area covered, not firms helped.",
            count,
            **known,
        )
    return tx.plural(
        "{region} is the one of the county’s {of} municipalities that fewest regional fund projects name: one project. That is area covered, not firms helped.",
        "{region} is the one of the county’s {of} municipalities that fewest regional fund projects name: {n} projects. That is area covered, not firms helped.",
        count,
        **known,
    )


_TEMPLATES: Final[Mapping[str, Callable[[Text, Fact, Dataset], str]]] = {
    **dict.fromkeys((kind for kind in _MEASURED if kind not in _SIZE.values()), _measured),
    "few_higher": _rank,
    "few_lower": _rank,
    "sector": _sector,
    "net_in": _net_in,
    "claim_ratio": _claim,
    "claim_spread": _spread,
    "own_word": _firms,
    "no_leading": _firms,
    "most_projects": _projects,
    "fewest_projects": _projects,
    **COUNTY,
}

#: What a fact's link opens, by page and part; a part that is not here by its page.
_PROOFS: Final = {
    ("industry", ""): msg("Industry’s share in {region}"),
    ("industry", "41"): msg("The 41 percent beside the figures"),
    ("industry", "kommuner"): msg("Industry in the municipalities"),
    ("companies", ""): msg("Firms in {region}"),
    ("municipality", "laget"): msg("Where {region} stands"),
    ("municipality", "utveckling"): msg("{region} over time"),
    ("municipality", "naringsliv"): msg("What {region} lives on"),
    ("municipality", "stod"): msg("Public support that names {region}"),
}


def proof_label(tx: Text, fact: Fact, dataset: Dataset) -> str:
    """Name the view that proves a fact, as the label of the link to it."""
    part = (fact.page, fact.query.get("del", ""))
    label = _PROOFS[part if part in _PROOFS else (fact.page, "")]
    return tx(label, region=dataset.name(fact.region, tx.lang))
