"""The counties of Sweden side by side in one year."""

from __future__ import annotations

from functools import partial
from typing import Final

from vbdash.charts.bars import ranked_bars
from vbdash.charts.strips import beeswarm
from vbdash.data.editions import doubt
from vbdash.exhibit import Exhibit, reads
from vbdash.exhibits.industry.compared import exhibit, held_against, references, written
from vbdash.indicators.industry.compare import Comparison, comparison
from vbdash.indicators.shown import Shown
from vbdash.sentences import industry as say
from vbdash.sentences.change import year_text
from vbdash.view import View

#: Rows of a ranking that can be read from the back row.
_READABLE: Final = 10


def compared(view: View, shown: Shown) -> Comparison | None:
    """Return the counties side by side; None where there are too few figures to compare."""
    found = comparison(view.dataset, shown.measure, shown.definition, "county", shown.year)
    own = found is not None and (found.table["code"] == view.dataset.county).any()
    return found if own and found is not None and found.counted >= 2 else None


@reads()
def swarm(view: View, shown: Shown) -> Exhibit | None:
    """Show every county as a dot on one axis, the county in focus marked."""
    tx, county, found = view.tx, view.dataset.county, compared(view, shown)
    if found is None:
        return None
    table = written(view, found)
    known = table[table["share"].notna()]
    own = table[table["code"] == county].iloc[0]
    sentence = say.verdict_sentence(
        tx, region=view.county_name, share=own["share"], place=found.place(county),
        others=held_against(view, found, own, county=False),
    )  # fmt: skip
    figure = partial(beeswarm,
        table, tx, unit="%", decimals=1, highlight=[county],
        named=[str(known["code"].iloc[i]) for i in (0, -1)],
        references=references(view, found), middle=found.usual.half,
        x_title=tx("Percent"),
    )  # fmt: skip
    return exhibit(view, shown, found, table, "counties", sentence).replace(chart=figure)


@reads()
def ranking(view: View, shown: Shown, *, large: bool = False) -> Exhibit | None:
    """Rank the counties by share.

    Parameters
    ----------
    shown
        Measure, definition and year.
    large
        As many rows as can be read from the back row, and the county in focus.
    """
    tx, county, found = view.tx, view.dataset.county, compared(view, shown)
    if found is None:
        return None
    table = written(view, found)
    known = table[table["share"].notna()]
    own = table[table["code"] == county].iloc[0]
    place = say.place_sentence(
        tx, region=view.county_name, rank=int(own["rank"]), of=found.counted, unit="county",
        every=found.counted == len(found.table),
    )  # fmt: skip
    ends = say.swarm_sentence(
        tx, highest=known["label"].iloc[0], high=known["share"].iloc[0],
        lowest=known["label"].iloc[-1], low=known["share"].iloc[-1], of=found.counted,
        year=year_text(tx, found.year, preliminary=doubt(known["status"])),
        unit="county", every=found.counted == len(found.table),
    )  # fmt: skip
    rows = table[(table.index < _READABLE) | (table["code"] == county)] if large else table
    figure = partial(ranked_bars,
        rows, tx, unit="%", decimals=1, highlight=[county], references=references(view, found),
        above=False if large else None,
    )  # fmt: skip
    made = exhibit(view, shown, found, table, "counties_ranked", place)
    about = made.subtitle
    if len(rows) < len(table):
        about += " " + tx("{shown} of {of} counties are shown.", shown=len(rows), of=len(table))
    # What is said of both ends says it of the county, too, where it is one of them.
    end = county in (known["code"].iloc[0], known["code"].iloc[-1])
    return made.replace(chart=figure, sentence=ends if end else f"{place} {ends}", subtitle=about)
