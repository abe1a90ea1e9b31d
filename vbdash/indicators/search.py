"""Finding by name: municipalities, firms, sectors, measures and sources in one list.

Case, accents and the word "kommun" make no difference: "skelleftea" finds Skellefteå.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept_everywhere
from vbdash.text import Text, fold

#: Kinds of thing, in the order they are listed where they fit equally well.
KINDS: Final = ("municipality", "firm", "sector", "measure", "source")


@dataclass(frozen=True)
class Entry:
    """One thing that can be found.

    Attributes
    ----------
    kind
        One of :data:`KINDS`.
    key
        Code or id.
    label, detail
        Its name in the visitor's language, and what tells it from others.
    words
        Folded texts that it is found by, the name first.
    """

    kind: str
    key: str
    label: str
    detail: str
    words: tuple[str, ...]

    @cached_property
    def every(self) -> str:
        """All that it is found by, as one text."""
        return " ".join(self.words)


def _texts(row: object, *names: str) -> list[str]:
    found = (row[name] for name in names)  # type: ignore[index]
    return [text for text in found if isinstance(text, str) and text]


@kept_everywhere
def entries(dataset: Dataset, lang: str) -> tuple[Entry, ...]:
    """List everything that can be found, in both languages, labelled in one.

    All municipalities of the country are found, whichever county is in focus.

    Parameters
    ----------
    dataset
        Validated tables.
    lang
        Language of the labels; names in the other one are found too.
    """
    listed: list[tuple[str, str, str, str, list[str]]] = []
    for code, name in dataset.every_municipality.items():
        names = [dataset.name(code, lang), name, code]
        county = dataset.name(dataset.county_of(code), lang)
        listed.append(("municipality", code, names[0], county, names))
    columns = ("name", "firm_name", "product_sv", "product_en", "locality", "org_number")
    needed = ["id", "municipality_code", "name_sv", "name_en", *columns]
    firms = dataset.table("companies")
    for row in firms[[each for each in needed if each in firms]].to_dict("records"):
        place = dataset.name(row["municipality_code"], lang)
        words = _texts(row, *columns)
        name = Text(lang).named(row, "name")
        listed.append(("firm", row["id"], name, place, [*words, name]))
    for row in dataset.table("sectors").to_dict("records"):
        words = _texts(row, f"label_{lang}", "label_sv", "label_en", "short_sv", "short_en")
        listed.append(
            ("sector", row["code"], words[0], f"SNI {row['code']}", [*words, row["code"]])
        )
    for key, told in dataset.measures.iterrows():
        words = _texts(told, f"label_{lang}", "label_sv", "label_en", "short_sv", "short_en")
        unit = str(told[f"unit_{lang}"])
        listed.append(("measure", str(key), words[0], unit, [*words, str(key)]))
    for key, told in dataset.sources.iterrows():
        title = Text(lang).named(told, "title")
        words = [title, *_texts(told, "title", "publisher")]
        listed.append(("source", str(key), title, str(told["publisher"]), words))
    return tuple(
        Entry(kind, key, label, detail, tuple(dict.fromkeys(fold(w) for w in words)))
        for kind, key, label, detail, words in listed
    )


def find(listed: tuple[Entry, ...], query: str, most: int = 12) -> list[Entry]:
    """Find entries by what somebody types.

    Parameters
    ----------
    listed
        From :func:`entries`.
    query
        Any text. Each of its words must begin a word of the entry, or stand in its name.
    most
        How many to return at most.

    Returns
    -------
    list of Entry
        Best first: the whole name, then names that begin with the query, then names with a word
        that begins so, then the rest; then by kind, length and name. Nothing for an empty query.

    Examples
    --------
    >>> listed = (Entry("municipality", "2482", "Skellefteå", "", ("skelleftea", "2482")),
    ...           Entry("firm", "k", "Skellefteå Kraft AB", "Skellefteå", ("skelleftea kraft ab",)))
    >>> [entry.key for entry in find(listed, "SKELLEFTEÅ")], [e.key for e in find(listed, "kraft")]
    (['2482', 'k'], ['k'])
    """
    wanted = fold(query)
    if not wanted:
        return []
    ranked = []
    for entry in listed:
        fit = _fit(entry, wanted)
        if fit is not None:
            order = (fit, KINDS.index(entry.kind), len(entry.label), entry.label, entry.key)
            ranked.append((order, entry))
    return [entry for _, entry in sorted(ranked, key=lambda pair: pair[0])[:most]]


def _fit(entry: Entry, wanted: str) -> int | None:
    """Return how well an entry fits, 0 being best; None where it does not."""
    parts, name = wanted.split(), entry.words[0]
    if not all(part in entry.every for part in parts):  # of many entries, nearly all
        return None
    if wanted in entry.words:
        return 0
    if name.startswith(wanted):
        return 1
    if any(word.startswith(wanted) for word in name.split()):
        return 2
    starts = entry.every.replace("-", " ").replace("(", " ").split()
    if all(any(s.startswith(part) for s in starts) for part in parts):
        return 3
    return 4 if wanted in name else None
