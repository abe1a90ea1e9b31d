"""A municipality: industry, leading firms, what else sets it apart; or which there are."""

from __future__ import annotations

from typing import Final

from vbdash.data.editions import doubt
from vbdash.exhibit import reads
from vbdash.exhibits.coverage import no_firms
from vbdash.exhibits.front.start import county_map
from vbdash.exhibits.front.value import Figure, Front
from vbdash.exhibits.industry import municipalities
from vbdash.exhibits.municipality import opening
from vbdash.exhibits.municipality.measured import short_label, sources
from vbdash.indicators import loaded
from vbdash.indicators.firms.leading import spread_of
from vbdash.indicators.municipality.figures import SHARES
from vbdash.indicators.municipality.standing import sets_apart
from vbdash.indicators.similar import place
from vbdash.parameters import (
    MUNICIPALITY,
    PAGES,
)
from vbdash.sentences import overview as say
from vbdash.sentences.change import year_text
from vbdash.sentences.facts import capital, written_value
from vbdash.sentences.industry import industry_noun
from vbdash.sentences.places import placed, placed_count
from vbdash.sentences.shown import told
from vbdash.view import View

_SHARE: Final = "employed_residence_share"
#: So many figures, and what stands for one that is not there.
_COUNT: Final = 3
_NONE: Final = "–"
#: Shares that say again how much industry there is.
_INDUSTRY: Final = frozenset(f"{measure}_share" for measure in SHARES)


@reads("definition", "support", "theme")
def one(view: View, code: str) -> Front:
    """Return what a municipality's page begins with.

    Parameters
    ----------
    view
        Definition of industry and strength of support.
    code
        The municipality.

    Returns
    -------
    Front
        Industry's share, leading firms and what else sets it apart, each with its place among the
        county's municipalities; of what no figure is loaded, the reason stands in the notes, and more
        of what sets it apart in its stead. Where it lies.
    """
    found = municipalities.decided(view.only("definition"))
    here = view.only("definition", "theme").choosing(municipalities=(code,))
    picture = None if found is None else municipalities.one_on_map(here, found, code)
    other = found is not None and found.other_definition
    notes: tuple[str, ...] = (told(view.tx, view.dataset, found),) if found and other else ()
    notes += _by_workplace(view, code)
    both = (_share(view, code), _leading(view, code))
    known = [each for each in both if each.value != _NONE]
    notes += tuple(each.beside for each in both if each.value == _NONE)
    figures = (*known, *_apart(view, code, _COUNT - len(known)))
    return Front(view.name(code), opening.industry(view, code), figures, picture, notes)


def _by_workplace(view: View, code: str) -> tuple[str, ...]:
    """Say how many of the jobs are industry's, where the page about industry compares by that."""
    tx, measure = view.tx, municipalities.usual(view.dataset)
    found = municipalities.decided(view.only("definition"), measure)
    if measure != municipalities.WORKPLACE or found is None:
        return ()
    beside = municipalities.compared(view, found)
    if beside is None:
        return ()
    own = beside.table[(beside.table["code"] == code) & beside.table["share"].notna()]
    if own.empty:
        return ()
    year = year_text(tx, found.year, preliminary=doubt(own["status"]), bracketed=True)
    return (
        tx(
            "Of those who work in {region}, wherever they live, {share} work in {industry} ({year}). So municipalities are compared on the page about the size of industry.",
            region=view.name(code), share=tx.percent(float(own["share"].iloc[0])), year=year,
            industry=industry_noun(tx, found.definition),
        ),
    )  # fmt: skip


def _share(view: View, code: str) -> Figure:
    tx, found = view.tx, opening.portrayed(view, code)
    label, more = short_label(view, _SHARE), tx("What it lives on")
    query = (("del", "naringsliv"),)
    if found.industry is None or found.row is None or found.row["share"] != found.row["share"]:
        why = opening.why_no_industry(view, code)
        return Figure(_NONE, label, why, MUNICIPALITY, more, query, sources=tuple(_sources(view)))
    among = found.industry.place(code)
    return Figure(
        tx.percent(found.row["share"]),
        f"{label} {found.industry.year}",
        "" if among is None else capital(placed(tx, among)),
        MUNICIPALITY, more, query, _SHARE, tuple(_sources(view)),
    )  # fmt: skip


def _sources(view: View) -> list[str]:
    return sources(view, [_SHARE])


def _leading(view: View, code: str) -> Figure:
    tx, data, strength = view.tx, view.dataset, view.selection.support
    label = capital(tx("number of firms {kind}", kind=say.spread_label(tx, strength)))
    where = (MUNICIPALITY, tx("Firms"), (("del", "foretag"),))
    if not loaded.firms(data).here:
        return Figure(_NONE, label, no_firms(view), *where)
    counts = spread_of(data, strength).by_municipality["firms"]
    among = place(float(counts[code]), counts.to_numpy(dtype=float))
    beside = "" if among is None else capital(placed_count(tx, among, float(counts[code])))
    return Figure(tx.number(int(counts[code])), label, beside, *where)


def _apart(view: View, code: str, count: int) -> tuple[Figure, ...]:
    """Return the measures, but for industry's shares, in which a municipality lies furthest out."""
    tx, data = view.tx, view.dataset
    rows = sets_apart(data, view.selection.definition, code)
    rows = rows[~rows["measure"].isin(_INDUSTRY)]
    return tuple(
        Figure(
            written_value(tx, data, str(row["measure"]), row["value"]),
            f"{short_label(view, str(row['measure']))} {int(row['year'])}",
            capital(placed(tx, row["place"])),
            MUNICIPALITY, tx("Where it stands"), (("del", "laget"),), str(row["measure"]),
            tuple(sources(view, [str(row["measure"])])),
        )
        for row in rows.head(count).to_dict("records")
    )  # fmt: skip


def every(view: View) -> Front:
    """Return what the page begins with where no municipality is chosen."""
    tx, picture = view.tx, county_map(view)
    said = (
        tx("Choose a municipality and read what the figures say about it.")
        if picture is None
        else tx(
            "Choose a municipality, by its name or on the map, and read what the figures say about it."
        )
    )
    return Front(tx(PAGES[MUNICIPALITY][0]), said, picture=picture)
