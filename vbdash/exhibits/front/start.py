"""The start: the article's three claims, each beside what is on open record."""

from __future__ import annotations

from vbdash.exhibit import Exhibit, reads
from vbdash.exhibits.coverage import no_firms
from vbdash.exhibits.front.value import Figure, Front
from vbdash.exhibits.industry import municipalities, trend
from vbdash.indicators import loaded
from vbdash.indicators.firms.leading import spread_of
from vbdash.indicators.industry.standing import Standing, county_standing
from vbdash.parameters import (
    FIRMS,
    INDUSTRY,
    REACHED,
)
from vbdash.sentences import coverage as missing
from vbdash.sentences import overview as say
from vbdash.sentences import slides as titles
from vbdash.sentences.change import year_text
from vbdash.sentences.facts import capital
from vbdash.sentences.industry import industry_noun
from vbdash.sentences.shown import told
from vbdash.view import View


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


def _standing(view: View) -> Standing | None:
    found = trend.decided(view)
    return None if found is None else county_standing(view.dataset, found)


def _definition(view: View) -> str:
    """Return the definition that the county's share is by: the one asked for, or the nearest."""
    found = trend.decided(view)
    return view.selection.definition if found is None else found.definition


@reads("year", "definition", "support")
def summary(view: View) -> str:
    """Say in a sentence what open figures say beside the article's claims."""
    tx, stands = view.tx, _standing(view)
    if stands is None:
        return missing.no_county_share(tx, county=view.county_name)
    year = year_text(tx, stands.year, preliminary=stands.preliminary, bracketed=True)
    if not loaded.firms(view.dataset).here:
        return titles.share_claim_title(
            tx, region=view.county_name, share=stands.share, year=year, definition=_definition(view)
        )
    found = spread_of(view.dataset, view.selection.support)
    of = len(view.dataset.municipality_codes)
    return titles.claims_title(
        tx, share=stands.share, year=year, municipalities=found.municipalities, of=of,
        definition=_definition(view),
    )  # fmt: skip


@reads("year", "definition", "support")
def claims(view: View) -> tuple[Figure, ...]:
    """Set the article's three claims beside what is on open record: three figures."""
    return (_claimed_share(view), _claimed_firms(view), *_claimed_help(view))


def article(view: View) -> tuple[str, ...]:
    """Return the id of the publication that the claims are quoted from."""
    row = view.fact("firms_helped")
    return () if row is None else (str(row["source_id"]),)


def _claimed_share(view: View) -> Figure:
    tx, found, stands = view.tx, trend.decided(view), _standing(view)
    quoted = _quoted(view, tx("“41 percent of the regional economy”"))
    more = tx("Try the claim")
    if found is None or stands is None:
        label = missing.no_county_share(tx, county=view.county_name)
        return Figure("–", label, quoted, INDUSTRY, more, sources=article(view))
    label = tx(
        "{industry}, share of value added {year}",
        industry=capital(industry_noun(tx, found.definition)),
        year=year_text(tx, stands.year, preliminary=stands.preliminary),
    )
    used = (*article(view), view.source(found.measure))
    return Figure(tx.percent(stands.share), label, quoted, INDUSTRY, more, sources=used)


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
