"""The start: the article's three claims, each beside what is on open record."""

from __future__ import annotations

from typing import Final

from vbdash.exhibit import Exhibit, reads
from vbdash.exhibits.coverage import no_firms
from vbdash.exhibits.front.value import Figure, Front
from vbdash.exhibits.industry import municipalities, trend
from vbdash.indicators import loaded
from vbdash.indicators.firms.leading import spread_of
from vbdash.indicators.industry.claims import YEARS, Middle, middle_share
from vbdash.parameters import (
    FIRMS,
    INDUSTRY,
    REACHED,
)
from vbdash.sentences import coverage as missing
from vbdash.sentences import overview as say
from vbdash.sentences import slides as titles
from vbdash.sentences.shown import told
from vbdash.view import View

#: The years that stand beside the claim about industry's share.
_YEARS: Final = f"{YEARS[0]}–{YEARS[-1]}"


def start(view: View) -> Front:
    """Return what the start begins with."""
    found = trend.decided(view)
    other = found is not None and (found.other_definition or found.other_year)
    notes = elsewhere(view) + ((told(view.tx, view.dataset, found),) if found and other else ())
    return Front(view.app_name, summary(view), claims(view), county_map(view), notes)


def elsewhere(view: View) -> tuple[str, ...]:
    """Say that the article is about another county, where it is."""
    about = loaded.article(view.dataset)
    if about.here:
        return ()
    names = view.names(about.counties)
    return (missing.article_elsewhere(view.tx, county=view.county_name, about=names),)


def _quoted(view: View, claim: str) -> str:
    """Return a claim of the article, with the county it is about where that is another one."""
    about = loaded.article(view.dataset)
    if about.here:
        return claim
    counties = view.tx.listing(view.names(about.counties))
    return view.tx("{claim}, about {counties}", claim=claim, counties=counties)


def _then(view: View) -> Middle | None:
    """Return the share that stands beside the claim, of years that those who made it could know."""
    found = trend.decided(view)
    return (
        None if found is None else middle_share(view.dataset, found.definition, view.dataset.county)
    )


@reads("definition", "support")
def summary(view: View) -> str:
    """Say in a sentence what open figures say beside the article's claims."""
    tx, then = view.tx, _then(view)
    if then is None:
        return missing.no_county_share(tx, county=view.county_name)
    if not loaded.firms(view.dataset).here:
        return titles.share_claim_title(tx, region=view.county_name, share=then.share, year=_YEARS)
    found = spread_of(view.dataset, view.selection.support)
    of = len(view.dataset.municipality_codes)
    return titles.claims_title(
        tx, share=then.share, year=_YEARS, municipalities=found.municipalities, of=of
    )


@reads("definition", "support")
def claims(view: View) -> tuple[Figure, ...]:
    """Set the article's three claims beside what is on open record: three figures."""
    return (_claimed_share(view), _claimed_firms(view), *_claimed_help(view))


def article(view: View) -> tuple[str, ...]:
    """Return the id of the publication that the claims are quoted from."""
    row = view.fact("firms_helped")
    return () if row is None else (str(row["source_id"]),)


def _claimed_share(view: View) -> Figure:
    tx, found, then = view.tx, trend.decided(view), _then(view)
    quoted = _quoted(view, tx("“41 percent of the regional economy”"))
    more = tx("Try the claim")
    if found is None or then is None:
        label = missing.no_county_share(tx, county=view.county_name)
        return Figure("–", label, quoted, INDUSTRY, more, sources=article(view))
    label = tx(
        "Industry (SNI {industry}), share of value added {year}",
        industry=found.definition.replace("-", "–"),
        year=_YEARS,
    )
    used = (*article(view), view.source(found.measure))
    return Figure(tx.percent(then.share), label, quoted, INDUSTRY, more, sources=used)


def _claimed_firms(view: View) -> Figure:
    tx, strength = view.tx, view.selection.support
    quoted = _quoted(view, tx("“World-leading firms in nearly all municipalities”"))
    more = tx("Try the claim")
    if not loaded.firms(view.dataset).here:
        return Figure("–", no_firms(view), quoted, FIRMS, more, sources=article(view))
    found, of = spread_of(view.dataset, strength), len(view.dataset.municipality_codes)
    value = tx("{count} of {of}", count=found.municipalities, of=of)
    label = tx("Municipalities with a firm {kind}", kind=say.spread_label(tx, strength))
    return Figure(value, label, quoted, FIRMS, more, sources=article(view))


def _claimed_help(view: View) -> tuple[Figure, ...]:
    tx, row = view.tx, view.fact("firms_helped")
    if row is None:
        return ()
    value = tx.number(row["value"])
    quoted = _quoted(view, tx("“Hundreds met, {count} got concrete help”", count=value))
    label = tx("Firms with concrete interventions, as published")
    return (
        Figure(value, label, quoted, REACHED, tx("See what is on record"), sources=article(view)),
    )


def county_map(view: View) -> Exhibit | None:
    """Show industry's share in the municipalities on the map; None where there are no figures."""
    found = municipalities.decided(view)
    return None if found is None else municipalities.on_map(view, found)
