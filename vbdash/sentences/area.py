"""What is said of industry by workplace in the area around the county."""

from __future__ import annotations

from vbdash.data.dataset import Dataset
from vbdash.indicators.industry.area import AreaFigure
from vbdash.sentences.industry import industry_noun
from vbdash.text import Text


def workplace_sentence(tx: Text, dataset: Dataset, found: AreaFigure) -> str:
    """Say how many work in industry in the area, what the area is, and that the basis is another."""
    counties = tx.listing(dataset.name(code, tx.lang) for code in found.counties)
    named = f"{dataset.name(found.area, tx.lang)} ({counties})"
    known = {
        # An area that is one county is told by the county's own name.
        "area": counties if len(found.counties) == 1 else named,
        "industry": industry_noun(tx, found.definition),
        "year": found.year,
        "amount": tx.number(found.amount),
        "share": tx.percent(found.share),
        "country": tx.percent(found.country),
    }
    if found.share == found.share and found.country == found.country:
        return tx(
            "Counted where the jobs are, the nearest that is published is {area}: {amount} "
            "worked in {industry} there in {year}, {share} of all who work there, against {country} in Sweden. "
            "That is another register and another basis than the residents’ figures.",
            **known,
        )
    return tx(
        "Counted where the jobs are, the nearest that is published is {area}: {amount} "
        "worked in {industry} there in {year}. That is another register and another basis than the residents’ figures.",
        **known,
    )
