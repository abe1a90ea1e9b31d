"""All answers on record for one year: how the share moves with definition and denominator."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import partial
from typing import Any, Final

from vbdash.charts.bars import ranked_bars
from vbdash.data.large.figures import figures
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.measured import the_whole
from vbdash.indicators.industry.answers import answers
from vbdash.sentences import industry as say
from vbdash.text import msg
from vbdash.view import View

#: What the production of goods is set against, each a whole of one and the same edition.
WHOLES: Final = {
    "grp": msg("all of gross regional product"),
    "allocated": msg("what is split by industry"),
    "business": msg("production of goods and services, without public administration"),
}
#: A whole whose name is too long for a bar's; the part below says it in full.
_SHORT: Final = {"business": msg("goods and services alone")}
_GRP: Final = "grp_by_group"


@reads()
def every(view: View, year: int) -> Exhibit:
    """Show every share of the county on record of one year, smallest first, the usual one marked."""
    tx, data = view.tx, view.dataset
    table = answers(data, data.county, year)
    table = table.assign(
        label=[_label(view, row) for row in table.to_dict("records")],
        value=table["share"], code=table["measure"] + " " + table["definition"],
        unit=[tx.pick(data.row("measures", m), "unit_short") for m in table["measure"]],
        note=[tx("summed here") if s else tx("printed by the source") for s in table["summed"]],
    )  # fmt: skip
    sentence = say.answers_sentence(
        tx, region=view.county_name, year=year, count=len(table),
        low=table["share"].iloc[0], high=table["share"].iloc[-1],
    )  # fmt: skip
    used = list(dict.fromkeys(table["measure"]))
    sources = [str(data.row("measures", m)["source_id"]) for m in used if m != _GRP]
    sources += edition(view, year) if _GRP in used else []
    figure = partial(
        ranked_bars, table, tx, unit="%", decimals=1, sort=False, above=True, highlight=["gva B-E"]
    )
    return Exhibit(
        key="industry_answers",
        title=sentence.rstrip("."),
        subtitle=tx(
            "Every measure, definition and whole on record for {region} in {year}. "
            "Marked: industry (B–E) of value added, the usual one here.",
            region=view.county_name,
            year=year,
        ),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("The question")),
            Column("amount", tx("What is counted"), 1, varied=True),
            Column("total", tx("The whole"), 1, varied=True),
            Column("unit", tx("Unit")),
            Column("share", tx("Share, percent"), 1),
            Column("note", tx("Note")),
        ],
        sources=list(dict.fromkeys(sources)),
        lines=[
            (tx.pick(row, "label"), f"{tx.pick(row, 'basis')}. {tx.pick(row, 'caveats')}")
            for row in (data.row("measures", f"{m}_share") for m in used)
        ],
        chart=figure,
    )


def _label(view: View, row: Mapping[Hashable, Any]) -> str:
    tx = view.tx
    measure, definition, denominator = (row[c] for c in ("measure", "definition", "denominator"))
    whole = tx((WHOLES | _SHORT)[denominator]) if denominator else the_whole(view, measure)
    text = tx("{industry} of {whole}", industry=say.industry_noun(tx, definition), whole=whole)
    return text[:1].upper() + text[1:]


def edition(view: View, year: int) -> list[str]:
    """Return the publications that have the county's gross regional product of a year."""
    data = view.dataset
    rows = figures(data, _GRP)
    own = rows[(rows["year"] == year) & (rows["region_code"] == data.county)]
    return sorted({str(each) for each in own["source_id"]})
