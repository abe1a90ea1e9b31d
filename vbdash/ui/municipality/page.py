"""The page of one municipality: what is said first, and the parts of the page."""

from __future__ import annotations

from typing import Final

import streamlit as st

from vbdash.indicators.industry.shares import definition_sectors
from vbdash.indicators.missing import reason
from vbdash.indicators.municipality.portrait import Portrait
from vbdash.sentences import portrait as say
from vbdash.sentences.facts import measure_noun, sector_noun, written_value
from vbdash.sentences.industry import industry_noun
from vbdash.text import msg
from vbdash.ui import not_loaded, parts
from vbdash.ui.downloads import source_line
from vbdash.ui.facts import show_facts
from vbdash.ui.municipality.data import facts_about, measure_source, portraits
from vbdash.ui.safe import quiet
from vbdash.view import View

__all__ = ["choose_part", "heading", "opening", "subject", "surprises"]

_MEASURE: Final = "employed_residence"
#: Ways to other chosen municipalities that are offered beside the name.
_MOST_WAYS: Final = 5
_PARTS: Final = {
    "laget": msg("Where it stands"),
    "utveckling": msg("Over time"),
    "naringsliv": msg("What it lives on"),
    "foretag": msg("Firms"),
    "stod": msg("Public support"),
    "jamfor": msg("Compare"),
    "lika": msg("Most alike"),
    "saknas": msg("What is missing"),
}


def subject(view: View) -> str | None:
    """Return the municipality the page is about: the first one chosen, as the list shows them."""
    chosen = view.selection.municipalities
    if not chosen:
        return None
    names = {view.dataset.name(code): code for code in chosen}
    listed = [names[name] for name in st.session_state.get("kommun") or [] if name in names]
    return listed[0] if listed else chosen[0]


def heading(view: View, code: str) -> None:
    """Draw the municipality's name and, where several are chosen, a way to the others."""
    tx, data = view.tx, view.dataset
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(data.name(code, tx.lang), anchor=False, width="content")
        for other in view.selection.municipalities[:_MOST_WAYS]:
            if other != code:
                name = data.name(other)
                st.button(
                    tx("To {name}", name=name), key=f"to_{other}", type="tertiary",
                    on_click=_first, args=(name,),
                )  # fmt: skip


def _first(name: str) -> None:
    """Put a municipality first in the list: the page is about the first one."""
    chosen = [each for each in st.session_state.get("kommun") or [] if each != name]
    st.session_state["kommun"] = [name, *chosen]


def opening(view: View, code: str) -> None:
    """Draw the three or four sentences that the page opens with, and their sources."""
    tx, data = view.tx, view.dataset
    first, *rest = sentences(view, code)
    st.markdown(f"**{quiet(first)}**")
    st.markdown(quiet(" ".join(rest)))
    found = portraits(data, view.selection.definition, code, view.selection.support)
    why = _why_no_industry(view, found)
    if why:
        st.caption(quiet(why))
    used = _opening_sources(view, found)
    if used:
        source_line(view, used)
    with st.expander(
        tx("How this is counted"), icon=":material/info:", key="counted", on_change="rerun"
    ) as counted:
        if counted.open:
            st.markdown(
                tx(
                    "The county is the sum of its municipalities, made here. Sweden is counted by place of work. "
                    "Similar means no further apart than is usual among the municipalities (one median absolute deviation). "
                    "Firms and support are counted from records that each have their source on their page."
                )
            )
    if found.definition != view.selection.definition:
        st.info(
            tx(
                "By municipality mining and manufacturing are published together, so that {chosen} cannot be cut out. "
                "This page shows {shown}.",
                chosen=industry_noun(tx, view.selection.definition),
                shown=industry_noun(tx, found.definition),
            ),
            icon=":material/info:",
        )


def _opening_sources(view: View, found: Portrait) -> list[str]:
    data = view.dataset
    used = []
    if found.industry is not None:
        used.append(str(data.row("measures", _MEASURE)["source_id"]))
        used.append(str(data.row("measures", found.industry.country_measure)["source_id"]))
    if found.standout is not None:
        used.append(measure_source(view.dataset, str(found.standout["measure"])))
    return used


def sentences(view: View, code: str) -> list[str]:
    """Return what is said first about a municipality, a sentence each.

    Industry; what it stands out by (may be missing); leading firms; public support.
    """
    tx, data, strength = view.tx, view.dataset, view.selection.support
    found = portraits(data, view.selection.definition, code, strength)
    region, firms = data.name(code, tx.lang), found.firms
    said = [
        _industry(view, found),
        say.stands_out_sentence(
            tx, region=region, sector=_speciality(view, found), outlier=_outlier(view, found)
        ),
        say.firms_sentence(
            tx, region=region, strength=strength, independent=firms.independent, own=firms.own,
            on_file=firms.on_file,
        ) if not_loaded.firms_loaded(view) else not_loaded.no_firms(view),
        say.support_sentence(tx, region=region, **found.support)
        if not_loaded.support_loaded(view) else not_loaded.no_support(view),
    ]  # fmt: skip
    return [sentence for sentence in said if sentence]


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
        higher=bool(row["value"] > row["median"]),
    )


def _counted(found: Portrait) -> bool:
    return found.row is not None and found.row["share"] == found.row["share"]


def _industry(view: View, found: Portrait) -> str:
    tx, data = view.tx, view.dataset
    region, row = data.name(found.code, tx.lang), found.row
    if row is None or found.industry is None or not _counted(found):
        return say.no_industry_sentence(tx, region=region)
    return say.industry_sentence(
        tx, region=region, industry=industry_noun(tx, found.definition), year=found.industry.year,
        amount=row["amount"], total=row["total"], share=row["share"],
        against=[
            (view.county_name, found.industry.county, row["to_county"]),
            (data.name("00", tx.lang), found.industry.country, row["to_country"]),
        ],
    )  # fmt: skip


def _why_no_industry(view: View, found: Portrait) -> str:
    """Return why there is no figure for industry, where there is none and the reason is known."""
    if _counted(found):
        return ""
    parts = definition_sectors(view.dataset, _MEASURE, found.definition)
    gap = reason(view.dataset.table("gaps"), _MEASURE, region=found.code, sectors=parts)
    return "" if gap is None else view.tx.pick(gap, "text")


def surprises(view: View, code: str) -> None:
    """Draw the facts that the data holds about the municipality, but for what was just said."""
    found = facts_about(view.dataset, view.selection.definition, code)
    if found:
        show_facts(view, found, f"facts_{code}")


def choose_part(view: View) -> str:
    """Draw the choice of a part of the page."""
    return parts.choose_part(view.tx, view.tx("Part of the page"), _PARTS)
