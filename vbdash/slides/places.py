"""Where industry is: the municipalities on a map, each chosen one, and the leading firms."""

from __future__ import annotations

from vbdash.exhibit import Exhibit, reads
from vbdash.exhibits.firms.places import counts
from vbdash.exhibits.industry import municipalities as on_map
from vbdash.exhibits.industry.sectors import beside_country
from vbdash.indicators import loaded
from vbdash.indicators.firms.leading import spread_of
from vbdash.sentences import municipality as say
from vbdash.sentences import slides as titles
from vbdash.view import View

#: A sector that employs less than this part is no finding, however rare it is elsewhere.
_LEAST_SHARE = 5.0


@reads("municipalities", "definition", "year")
def municipalities(view: View) -> Exhibit | None:
    """Show industry's share of the residents at work, on the map; the chosen ones marked."""
    found = on_map.decided(view)
    made = None if found is None else on_map.on_map(view, found)
    if made is None or made.map is None:
        return None
    known = made.table[made.table["share"].notna()]
    title = titles.spread_title(
        view.tx,
        highest=known["label"].iloc[0],
        high=known["share"].iloc[0],
        lowest=known["label"].iloc[-1],
        low=known["share"].iloc[-1],
        year=found.year if found else 0,
        definition=found.definition if found else view.selection.definition,
    )
    return made.replace(key="municipalities", title=title, sentence=made.map.alt)


@reads()
def municipality(view: View, code: str) -> Exhibit | None:
    """Show what the residents of one municipality work with, beside Sweden."""
    tx, data = view.tx, view.dataset
    made = beside_country(view, code, large=True) if code in data.municipality_codes else None
    if made is None:
        return None
    large = made.table[made.table["share"] >= _LEAST_SHARE]
    marked = large.sort_values("lq", ascending=False).iloc[0]
    said = {
        "region": view.name(code),
        "sector": marked["label"].lower(),
        "times": float(marked["lq"]),
        "share": float(marked["share"]),
    }
    return made.replace(
        key=f"kommun-{code}",
        title=titles.sector_title(tx, **said),
        sentence=say.sector_sentence(tx, **said, country=float(marked["country"])),
    )


@reads("municipalities", "support")
def firms(view: View) -> Exhibit | None:
    """Leading firms by municipality, as circles sized by their number; None where none are loaded."""
    tx, data = view.tx, view.dataset
    if not loaded.firms(data).here:
        return None
    support = view.selection.support
    found, made = spread_of(data, support), counts(view)
    title = titles.firms_title(
        tx,
        firms=found.firms,
        municipalities=found.municipalities,
        of=len(data.municipality_codes),
        strength=support,
    )
    return made.replace(key="firms", title=title)
