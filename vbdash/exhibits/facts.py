"""What the data says by itself: the facts most worth saying."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.indicators.facts.all import kept_facts
from vbdash.indicators.facts.fact import Fact, choose
from vbdash.sentences.facts import fact_sentence
from vbdash.view import View

#: More sentences than this cannot be read from the back row.
_COUNT: Final = 4
#: What facts that are worked out here are worked out from.
_BY_SECTOR: Final = ("employed_residence", "employed_workplace")
#: Sources of claims named at most; the page of firms has each with its firm.
_NAMED: Final = 6


@reads("municipalities", "definition")
def picked(view: View, count: int, said: tuple[str, ...] = ()) -> list[Fact]:
    """Pick the facts most worth saying, about the chosen municipalities where some are chosen.

    Parameters
    ----------
    count
        How many.
    said
        Kinds of fact that are said already beside these.
    """
    every = kept_facts(view.dataset, view.selection.definition)
    left = [fact for fact in every if fact.kind not in said]
    return choose(left, count, view.chosen, home=view.dataset.county)


@reads("municipalities", "definition")
def found(view: View) -> Exhibit | None:
    """Show the facts most worth saying, each with the place it is about; None where there are none."""
    tx, data, facts = view.tx, view.dataset, picked(view, _COUNT)
    if not facts:
        return None
    names = view.names([fact.region for fact in facts])
    table = pd.DataFrame(
        {"place": names, "fact": [fact_sentence(tx, fact, data) for fact in facts]}
    )
    return Exhibit(
        key="facts",
        title=tx.plural(
            "{n} thing that the figures show by themselves",
            "{n} things that the figures show by themselves",
            len(facts),
        ),
        subtitle=tx(
            "Found by searching the data for extremes, records, turns and gaps. The same data gives the same facts."
        ),
        sentence=tx("Facts found in the data, each with the place it is about"),
        table=table,
        columns=[Column("place", tx("Where")), Column("fact", tx("What the figures say"))],
        sources=_sources(data, facts),
    )


def _sources(data: Dataset, facts: Sequence[Fact]) -> tuple[str, ...]:
    """Return the publications behind facts: of the measure, or of the table they are found in."""
    return tuple(dict.fromkeys(source for fact in facts for source in _behind(data, fact)))


def _behind(data: Dataset, fact: Fact) -> list[str]:
    if fact.subject in set(data.measures["id"]):
        return [str(data.row("measures", fact.subject)["source_id"])]
    if fact.kind == "sector":
        return [str(data.row("measures", m)["source_id"]) for m in _BY_SECTOR]
    if fact.kind == "claim_ratio":
        claim = str(data.row("published_claims", fact.subject)["source_id"])
        return [claim, str(data.row("measures", "gva")["source_id"])]
    if fact.subject == "leading_firms":
        claims = data.table("leadership_claims").merge(
            data.table("companies")[["id", "municipality_code"]],
            left_on="company_id",
            right_on="id",
        )
        here = (
            claims[claims["municipality_code"] == fact.region] if len(fact.region) == 4 else claims
        )
        rows = here if len(here) else claims
        return sorted({str(source) for source in rows["source_id"]})[:_NAMED]
    support = data.table("support")
    return sorted({str(s) for s in support.loc[support["kind"] == "eu_project", "source_id"]})
