"""How large industry is: over time, among the counties, and against what has been claimed."""

from __future__ import annotations

from vbdash.exhibit import Exhibit, reads
from vbdash.exhibits.industry import claims, trend
from vbdash.exhibits.industry.counties import ranking
from vbdash.indicators.industry.standing import Standing, county_standing
from vbdash.sentences import slides as titles
from vbdash.sentences.change import year_text
from vbdash.view import View


def _place(view: View) -> Standing | None:
    """Return where the county stands; None where it has no figure."""
    found = trend.decided(view)
    return None if found is None else county_standing(view.dataset, found)


@reads("definition", "year")
def share_over_time(view: View) -> Exhibit | None:
    """Show industry's share since 2000, the county beside Sweden and the other counties."""
    found, now = trend.decided(view), _place(view)
    made = None if found is None else trend.share(view, found, large=True)
    if found is None or made is None or now is None:
        return None
    year = year_text(view.tx, now.year, preliminary=now.preliminary)
    title = titles.share_title(
        view.tx, region=view.county_name, share=now.share, country=now.country, year=year,
        definition=found.definition,
    )  # fmt: skip
    return made.replace(key="trend", title=title)


@reads("definition", "year")
def counties(view: View) -> Exhibit | None:
    """Show industry's share in all counties in one year."""
    found, now = trend.decided(view), _place(view)
    made = None if found is None else ranking(view, found, large=True)
    if found is None or made is None or now is None:
        return None
    title = titles.place_title(
        view.tx, region=view.county_name, rank=now.rank, of=now.of, every=now.every,
        definition=found.definition,
    )  # fmt: skip
    return made.replace(key="counties", title=title)


@reads()
def quoted(view: View) -> Exhibit | None:
    """Show claims about industry's share, each beside the official share of the same area."""
    made = claims.ratios(view, large=True)
    if made is None:
        return None
    # All that are drawn: a title that counts some of them would not be the picture's.
    known = made.table.dropna(subset=["ratio_low"])
    title = titles.quoted_title(
        view.tx,
        count=len(known),
        low=float(known["ratio_low"].min()),
        high=float(known["ratio_high"].max()),
        above=int((known["ratio_low"] > 1).sum()),
    )
    meaning = view.tx(
        "A ratio well above one means that the claim counts more than industry's own value added, most likely also what industry buys from others."
    )
    lines = [(view.tx("How to read it"), meaning)]
    return made.replace(key="quoted", title=title, lines=lines, unit="%", decimals=1)
