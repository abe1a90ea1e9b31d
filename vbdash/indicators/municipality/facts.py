"""The facts about a municipality that its page has not said already."""

from __future__ import annotations

from typing import Final

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.indicators.facts.all import kept_facts
from vbdash.indicators.facts.fact import Fact, choose
from vbdash.indicators.municipality.portrait import portrait

#: The opening of the page says these itself.
_SAID: Final = frozenset({"own_word", "no_leading"})
#: The usual one; what is read from the opening here does not depend on it.
_STRENGTH: Final = "world_operating"
#: Kinds of fact that say where a measure stands, which the opening does of one measure.
_STANDING: Final = ("highest", "lowest", "few_higher", "few_lower")


@kept
def facts_about(dataset: Dataset, definition: str, code: str) -> list[Fact]:
    """Pick the facts most worth saying about a municipality beyond what the opening says."""
    found = portrait(dataset, definition, code, _STRENGTH)
    told = set()
    if found.sector is not None:
        told.add(("sector", str(found.sector["sector"])))
    if found.standout is not None:
        told |= {(kind, str(found.standout["measure"])) for kind in _STANDING}
    every = [
        fact
        for fact in kept_facts(dataset, definition)
        if fact.kind not in _SAID and (fact.kind, fact.subject) not in told
    ]
    return choose(every, 3, (code,))


def prepare(dataset: Dataset, definition: str) -> None:
    """Work out what every municipality's page opens with."""
    for code in dataset.municipality_codes:
        facts_about(dataset, definition, code)
