"""What is said first about a municipality, and what those sentences rest on."""

from __future__ import annotations

from typing import Final

from vbdash.exhibits.coverage import no_firms, no_support
from vbdash.exhibits.industry.compared import held_against
from vbdash.indicators import loaded
from vbdash.indicators.industry.shares import definition_sectors
from vbdash.indicators.missing import reason
from vbdash.indicators.municipality.portrait import Portrait, portrait
from vbdash.sentences import municipality as sectors
from vbdash.sentences import portrait as say
from vbdash.sentences.facts import measure_noun, sector_noun, written_value
from vbdash.sentences.industry import industry_noun
from vbdash.sentences.places import placed
from vbdash.view import View

_MEASURE: Final = "employed_residence"


def portrayed(view: View, code: str) -> Portrait:
    """Return what is known of a municipality by the view's definition and demand on support."""
    return portrait(view.dataset, view.selection.definition, code, view.selection.support)


def sentences(view: View, code: str) -> list[str]:
    """Return what is said first about a municipality, a sentence each.

    Industry; what it stands out by (may be missing); leading firms; public support.
    """
    tx, found, region = view.tx, portrayed(view, code), view.name(code)
    firms = found.firms
    said = [
        industry(view, code),
        say.stands_out_sentence(
            tx, region=region, sector=_speciality(view, found), outlier=_outlier(view, found)
        ),
        say.firms_sentence(
            tx, region=region, strength=view.selection.support, independent=firms.independent,
            own=firms.own, on_file=firms.on_file,
        ) if loaded.firms(view.dataset).here else no_firms(view),
        say.support_sentence(tx, region=region, **found.support)
        if loaded.support(view.dataset).here else no_support(view),
    ]  # fmt: skip
    return [sentence for sentence in said if sentence]


def industry(view: View, code: str) -> str:
    """Say how many of the residents work in industry, beside the county and the country."""
    tx, found, region = view.tx, portrayed(view, code), view.name(code)
    row = found.row
    if row is None or found.industry is None or not _counted(found):
        return say.no_industry_sentence(tx, region=region)
    return say.industry_sentence(
        tx, region=region, industry=industry_noun(tx, found.definition), year=found.industry.year,
        amount=row["amount"], total=row["total"], share=row["share"],
        place=found.industry.place(code), others=held_against(view, found.industry, row),
    )  # fmt: skip


def industrial_sector(view: View, code: str) -> str:
    """Say which part of industry weighs more than in the country, too; nothing where none does."""
    row = portrayed(view, code).industrial
    if row is None:
        return ""
    return sectors.industrial_sector_sentence(
        view.tx, sector=sector_noun(view.tx, view.dataset, row["sector"]), times=row["lq"],
        share=row["share"], country=row["country"],
    )  # fmt: skip


def sources(view: View, code: str) -> list[str]:
    """Return the ids of the publications behind the sentences about industry and figures."""
    found, used = portrayed(view, code), []
    if found.industry is not None:
        used += [view.source(_MEASURE), view.source(found.industry.country_measure)]
    if found.standout is not None:
        used.append(view.source(str(found.standout["measure"])))
    return used


def why_no_industry(view: View, code: str) -> str:
    """Return why there is no figure for industry, where there is none and the reason is known."""
    found = portrayed(view, code)
    if _counted(found):
        return ""
    parts = definition_sectors(view.dataset, _MEASURE, found.definition)
    gap = reason(view.dataset.table("gaps"), _MEASURE, region=code, sectors=parts)
    return "" if gap is None else view.tx.pick(gap, "text")


def _counted(found: Portrait) -> bool:
    return found.row is not None and found.row["share"] == found.row["share"]


def _speciality(view: View, found: Portrait) -> say.Speciality | None:
    row = found.sector
    if row is None:
        return None
    noun = sector_noun(view.tx, view.dataset, row["sector"])
    return say.Speciality(noun, float(row["share"]), float(row["country"]))


def _outlier(view: View, found: Portrait) -> say.Outlier | None:
    row, tx, data = found.standout, view.tx, view.dataset
    if row is None:
        return None
    return say.Outlier(
        measure=measure_noun(tx, data, row["measure"], found.definition),
        value=written_value(tx, data, row["measure"], row["value"]),
        median=written_value(tx, data, row["measure"], row["median"]),
        year=int(row["year"]),
        place=placed(tx, row["place"]),
    )
