"""The other pages: what each answers, with its figures."""

from __future__ import annotations

from vbdash.exhibits import support
from vbdash.exhibits.coverage import no_firms
from vbdash.exhibits.firms import places
from vbdash.exhibits.front.start import article, elsewhere
from vbdash.exhibits.front.value import Figure, Front
from vbdash.exhibits.industry import headline, municipalities
from vbdash.indicators import loaded
from vbdash.indicators.firms.leading import spread_of, supported
from vbdash.indicators.industry.compare import COUNTRY, Comparison
from vbdash.indicators.shown import Shown
from vbdash.parameters import (
    DATA,
    FIRMS,
    INDUSTRY,
    PAGES,
    PRESENT,
    REACHED,
)
from vbdash.selection import Selection
from vbdash.sentences import interventions as published
from vbdash.sentences import overview as say
from vbdash.sentences.facts import capital
from vbdash.sentences.places import placed
from vbdash.sentences.shown import told
from vbdash.view import View


def industry(view: View, part: str) -> Front:
    """Say how large industry is, by the part that is shown."""
    tx, title = view.tx, view.tx(PAGES[INDUSTRY][0])
    found, region = headline.about(view, part), headline.region_of(view, part)
    beside = None if found is None else headline.among(view, found, region)
    if found is None or beside is None:
        return Front(title, tx("There are no figures here for {county}.", county=view.name(region)))
    said = headline.sentence(view, found, beside, region)
    notes = tuple(each for each in (told(tx, view.dataset, found),) if each)
    shown = municipalities.decided(view, found.measure) if part == "kommuner" else None
    picture = None if shown is None else municipalities.on_map(view, shown)
    return Front(title, said, _beside(view, found, beside, region), picture, notes)


def _beside(view: View, found: Shown, beside: Comparison, region: str) -> tuple[Figure, ...]:
    """Return the region's share with its place, and the country's."""
    tx, label = view.tx, view.label("measures", found.share)
    to = (INDUSTRY, tx("Counties"), (("del", "lan"),))
    among = beside.place(region)
    where = "" if among is None else capital(placed(tx, among))
    own = (region, headline.share_in(view, beside, region), where)
    both = (own, (COUNTRY, beside.country, ""))
    return tuple(
        Figure(tx.percent(share), f"{view.name(code)} {beside.year}", said or label, *to)
        for code, share, said in both
        if share == share
    )


def firms(view: View, part: str) -> Front:
    """Say how many firms lead in how many municipalities."""
    del part
    tx, data, strength = view.tx, view.dataset, view.selection.support
    title = tx(PAGES[FIRMS][0])
    if not loaded.firms(data).here:
        return Front(title, no_firms(view))
    found, of = spread_of(data, strength), len(data.municipality_codes)
    said = say.firms_sentence(
        tx, firms=found.firms, municipalities=found.municipalities, of=of, strength=strength
    )
    kinds = tuple(dict.fromkeys((strength, "world_independent")))
    ids = tuple(str(each) for each in supported(data, strength)["id"])
    picture = places.marks(view, ids)
    return Front(title, said, tuple(_counted(view, kind) for kind in kinds), picture)


def _counted(view: View, strength: str) -> Figure:
    """Return in how many municipalities a strength of support finds how many firms."""
    tx = view.tx
    found, of = spread_of(view.dataset, strength), len(view.dataset.municipality_codes)
    return Figure(
        tx("{count} of {of}", count=found.municipalities, of=of),
        tx("Municipalities with a firm {kind}", kind=say.spread_label(tx, strength)),
        tx.plural("{n} firm", "{n} firms", found.firms),
        FIRMS,
        tx("The list"),
        (("styrka", strength),) if strength != Selection().support else (),
    )


def reached(view: View, part: str) -> Front:
    """Say what is published of firms met and helped."""
    tx, row, title = view.tx, view.fact("firms_helped"), view.tx(PAGES[REACHED][0])
    if row is None:
        return Front(title, tx(PAGES[REACHED][1]))
    said = published.headline(tx, float(row["value"]))
    to = (REACHED, tx("What is published"))
    figures = (
        Figure(tx("hundreds"), tx("Firms met, 2016–2021"), "", *to, sources=article(view)),
        Figure(
            tx.number(row["value"]), tx("Firms that got concrete help, 2016–2021"), "", *to,
            sources=article(view),
        ),
    )  # fmt: skip
    shown = part == "stod" and loaded.support(view.dataset).here
    return Front(title, said, figures, support.on_map(view) if shown else None, elsewhere(view))


def holdings(view: View) -> str:
    """Say how much there is and which version it is; what is counted stands between ``**``."""
    figures, measures, sources = _counts(view)
    return view.tx(
        "**{figures} published figures on {measures} measures, and {sources} sources.** Each row keeps "
        "its source. {more} more measures, shares and ranks are computed from them when a page is shown and never stored. "
        "Data version {version}.",
        figures=view.tx.number(figures),
        measures=view.tx.number(measures),
        sources=view.tx.number(sources),
        more=view.tx.number(len(view.dataset.measures) - measures),
        version=view.dataset.version,
    )


def _counts(view: View) -> tuple[int, int, int]:
    data = view.dataset
    rows = data.table("observations")
    return (
        len(rows),
        data.everywhere(("measures with figures",), lambda: int(rows["measure"].nunique())),
        len(data.sources),
    )


def data(view: View, part: str) -> Front:
    """Say how much there is, and which version."""
    del part
    tx = view.tx
    named = (
        (tx("Published figures"), tx("Tables"), "tables"),
        (tx("Measures"), tx("Measures"), "measures"),
        (tx("Sources"), tx("Sources"), "sources"),
    )
    figures = tuple(
        Figure(tx.number(count), label, "", DATA, more, (("del", part),))
        for count, (label, more, part) in zip(_counts(view), named, strict=True)
    )
    return Front(tx(PAGES[DATA][0]), holdings(view).replace("**", ""), figures)


def present(view: View, part: str) -> Front:
    """Say what presenting is."""
    del part
    title, purpose = PAGES[PRESENT]
    return Front(view.tx(title), view.tx(purpose))
