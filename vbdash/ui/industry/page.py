"""The industry page: what it is about now, the answer in a sentence, the way to its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from vbdash.data.dataset import Dataset
from vbdash.indicators import missing
from vbdash.indicators.industry import claims, compare, definitions, shift_share, structure
from vbdash.indicators.industry.shares import definition_sectors, whole_sectors
from vbdash.sentences import industry as say
from vbdash.text import Text, msg
from vbdash.ui import cached, not_loaded, parts
from vbdash.ui.cached import shared
from vbdash.ui.choice import choose
from vbdash.ui.view import View

__all__ = [
    "MEASURES",
    "STATUS",
    "Subject",
    "answer",
    "axis_title",
    "change_measure",
    "choose_part",
    "country_basis",
    "named",
    "subject_of",
    "switch_to",
    "switches",
]

#: Measures with a split by industry, in the order they are offered.
MEASURES: Final = ("gva", "employment", "employed_residence", "grp_by_group", "workplaces")
#: Where a chosen definition is not published, the nearest to it that is.
_NEAREST: Final = ("B-E", "B+C", "C", "B-F", "A-F", "own")
#: The parts of the page: code in the link and name.
_PARTS: Final = {
    "tid": msg("Over time"),
    "lan": msg("Counties"),
    "kommuner": msg("Municipalities"),
    "branscher": msg("Sectors"),
    "forandring": msg("Change"),
    "steg": msg("What is counted?"),
    "41": msg("41 percent"),
}
#: How a figure's status is said.
STATUS: Final = {
    "final": msg("final"),
    "preliminary": msg("preliminary"),
    "derived": msg("summed here"),
}

comparison = shared(compare.comparison)
years = shared(compare.years)
profiles = structure.profiles
ladder = shared(definitions.ladder)
section_ladder = shared(definitions.section_ladder)
section_counties = shared(definitions.section_counties)
denominators = shared(definitions.denominators)
group_shares = shared(definitions.group_shares)
county_shifts = shared(shift_share.county_shifts)
claim_ratios = shared(claims.claim_ratios)
business_shares = shared(claims.business_shares)


@shared
def _publications(data: Dataset, measure: str) -> list[str]:
    """Return the publications that figures of a measure are from, in order."""
    observations = data.observations
    used = observations.loc[observations["measure"] == measure, "source_id"]
    return sorted(str(each) for each in used.unique())


@dataclass(frozen=True)
class Subject:
    """What the page is about: always a combination that exists.

    Attributes
    ----------
    measure
        Published measure, one of :data:`MEASURES`.
    definition
        Definition of industry that the measure can be cut by.
    year
        Year with figures.
    """

    measure: str
    definition: str
    year: int

    @property
    def share(self) -> str:
        """Id of the measure's share in the registry."""
        return f"{self.measure}_share"

    def source(self, data: Dataset) -> str:
        """Id of the publication."""
        return str(data.row("measures", self.measure)["source_id"])

    def sources(self, data: Dataset) -> list[str]:
        """Ids of all publications behind the measure, the main one first."""
        main = self.source(data)
        return [main, *(each for each in _publications(data, self.measure) if each != main)]

    def subtitle(self, view: View, *more: str) -> str:
        """Say what is measured: measure, definition, basis, year and anything more."""
        tx, row = view.tx, view.dataset.row("measures", self.share)
        parts = [tx.pick(row, "label"), definition_label(view, self.definition), *more]
        return ". ".join([*parts, tx.pick(row, "basis")]) + "."

    def lines(self, view: View) -> list[tuple[str, str]]:
        """Say in a file what the figures are."""
        tx, row = view.tx, view.dataset.row("measures", self.share)
        definition = view.dataset.row("definitions", self.definition)
        return [
            (tx("Definition"), tx.pick(definition, "description")),
            (tx("How it is computed"), tx.pick(row, "definition")),
            (tx("Caveats"), tx.pick(row, "caveats")),
        ]


def axis_title(data: Dataset, tx: Text, measure: str, definition: str) -> str:
    """Name a measure's share and the definition of industry, as an axis does."""
    share = tx.pick(data.row("measures", f"{measure}_share"), "label")
    return f"{share}. {tx.pick(data.row('definitions', definition), 'label')}"


def definition_label(view: View, definition: str) -> str:
    """Name a definition of industry as the data does."""
    return view.tx.pick(view.dataset.row("definitions", definition), "label")


def named(view: View, codes: pd.Series) -> pd.Series:
    """Return the names of regions in the visitor's language."""
    names = view.dataset.regions[f"name_{view.tx.lang}"].reindex(codes)
    return pd.Series(names.to_numpy(), index=codes.index)


def country_basis(view: View, found: compare.Comparison, measure: str) -> str:
    """Say what the country's figure is from where it is not from the same measure."""
    if found.country_measure == measure:
        return ""
    return view.tx(
        "Sweden's share is counted by place of work, the municipalities' by place of residence. For a "
        "whole country the two differ only by people who work abroad or whose workplace is not known."
    )


def subject_of(view: View, measure: str = "") -> Subject:
    """Return what the link asks about, or what exists nearest to it; `measure` goes before the link."""
    data, asked = view.dataset, view.selection
    measure = measure or asked.measure
    measure = measure if measure in MEASURES else MEASURES[0]
    offered = cached.available_definitions(data, measure)
    nearest = next(d for d in _NEAREST if d in offered)
    definition = asked.definition if asked.definition in offered else nearest
    published = years(data, measure, definition)
    year = asked.year if asked.year in published else published[0]
    return Subject(measure, definition, year)


def switches(view: View, subject: Subject) -> None:
    """Draw the switches for measure, definition and year.

    Only what is published is offered; why the rest is not can be opened.
    """
    tx, data = view.tx, view.dataset
    measure, definition = subject.measure, subject.definition
    first, second, third = st.columns([5, 6, 2], vertical_alignment="bottom")
    labels = {m: tx.pick(data.row("measures", m), "label") for m in MEASURES}
    choose("matt", tx("Measure"), labels, MEASURES[0], place=first)
    offered = cached.available_definitions(data, measure)
    names = {d: tx.pick(data.row("definitions", d), "label") for d in offered}
    _mirror(second, "definition", tx("What counts as industry"), names, definition)
    published = {str(y): str(y) for y in years(data, measure, definition)}
    _mirror(third, "ar", tx("Year"), published, str(subject.year))
    _what_exists(view, measure)


def _not_as_asked(view: View, subject: Subject) -> None:
    """Say where the page cannot show what the link and the sidebar ask for, on every part of it."""
    tx, asked = view.tx, view.selection
    if asked.definition != subject.definition:
        text = _why_not(view, subject.measure, asked.definition, subject.definition)
        st.info(text, icon=":material/info:")
    if asked.year not in (None, subject.year):
        text = tx(
            "There are no figures for {asked}; the page shows {year}.",
            asked=asked.year,
            year=subject.year,
        )
        st.info(text, icon=":material/info:")


def _mirror(
    place: st.delta_generator.DeltaGenerator,
    key: str,
    label: str,
    options: Mapping[str, str],
    current: str,
) -> None:
    """Draw a choice of the sidebar once more, with what exists here; both stay the same."""
    own = f"_{key}_here"
    if st.session_state.get(own) != current:
        st.session_state[own] = current

    def follow() -> None:
        st.session_state[key] = st.session_state[own]

    place.selectbox(
        label, list(options), format_func=lambda code: options.get(code, code), key=own,
        on_change=follow,
    )  # fmt: skip


def _why_not(view: View, measure: str, asked: str, shown: str) -> str:
    tx, data = view.tx, view.dataset
    text = tx(
        "“{asked}” cannot be shown for {measure}; the page shows {shown}.",
        asked=tx.pick(data.row("definitions", asked), "label"),
        measure=tx.pick(data.row("measures", measure), "label").lower(),
        shown=tx.pick(data.row("definitions", shown), "label"),
    )
    return f"{text} {_reason(view, measure, asked)}"


def _reason(view: View, measure: str, definition: str) -> str:
    """Say why a measure cannot be cut by a definition: what is on record, else what there is."""
    tx, data = view.tx, view.dataset
    row = data.row("definitions", definition)
    sections = row["sections"].split() if isinstance(row["sections"], str) else []
    gap = missing.reason(data.table("gaps"), measure, sectors=sections)
    if gap is not None and isinstance(gap["sector"], str):
        return tx.pick(gap, "text")
    published = sorted(
        {
            s
            for d in cached.available_definitions(data, measure)
            for s in definition_sectors(data, measure, d)
        }
        | {s for s in whole_sectors(data, measure) if s != "TOTAL"}
    )
    names = [tx.pick(data.row("sectors", s), "short") for s in published]
    if len(names) > 4:
        return tx("The publication cannot be cut that way.")
    return tx("What has been loaded for this measure: {sectors}.", sectors=tx.listing(names))


def _what_exists(view: View, measure: str) -> None:
    """Offer the list of what is published, and why the rest is not."""
    tx, data = view.tx, view.dataset
    offered = cached.available_definitions(data, measure)
    rows = data.table("definitions").set_index("id").sort_values("sort_order")
    label = tx("Why not the other definitions?")
    with st.popover(label, icon=":material/help:", type="tertiary", on_change="rerun") as box:
        if not box.open:
            return
        st.markdown("**" + tx.pick(data.row("measures", measure), "label") + "**")
        for definition, row in rows.iterrows():
            mark = (
                tx("exists") if definition in offered else _reason(view, measure, str(definition))
            )
            st.markdown(f"- {tx.pick(row, 'label')}: {mark}")


def change_measure(measure: str, part: str = "") -> None:
    """Turn the page to another measure (and part); call it in a callback."""
    st.query_params["matt"] = measure
    if measure == "gva":
        st.query_params.pop("matt", None)
    if part:
        st.query_params["del"] = part


def switch_to(view: View, measure: str, key: str) -> None:
    """Draw a button that turns the page to a measure that has what is missing here."""
    label = view.tx.pick(view.dataset.row("measures", measure), "label")
    st.button(
        view.tx("Show {measure} instead", measure=label.lower()), key=key,
        on_click=change_measure, args=(measure,), icon=":material/swap_horiz:",
    )  # fmt: skip


def answer(view: View, subject: Subject) -> None:
    """Answer the page's question in a sentence, and say what the answer is not."""
    tx, data = view.tx, view.dataset
    found = comparison(data, subject.measure, subject.definition, "county", subject.year)
    if found is None or found.county != found.county:
        found = comparison(data, subject.measure, subject.definition, "municipality", subject.year)
    if found is None:
        st.info(tx("No figures are loaded for {county}.", county=view.county_name))
        return
    st.subheader(
        say.headline(
            tx, definition=subject.definition, measure=subject.measure, region=view.county_name,
            year=found.year, share=found.county, country=found.country,
        ),
        anchor=False,
    )  # fmt: skip
    st.markdown(" ".join(_more(view, subject, found)))
    _not_as_asked(view, subject)
    if st.query_params.get("del") != "41":
        st.button(
            tx("Where do “41 percent” come from?"), on_click=change_measure,
            args=(subject.measure, "41"), type="tertiary", icon=":material/format_quote:",
            key="_to_claim",
        )  # fmt: skip


def _more(view: View, subject: Subject, found: compare.Comparison) -> list[str]:
    tx, data = view.tx, view.dataset
    said = []
    own = found.table[found.table["code"] == data.county]
    status = str(own["status"].iloc[0]) if len(own) else "derived"
    if len(own) and found.counted > 1:
        rank = int(own["rank"].iloc[0])
        said.append(
            say.place_sentence(
                tx, region=view.county_name, rank=rank, of=found.counted, unit="county"
            )
        )
    if status == "derived":
        said.append(tx("The county's figure is summed here from its municipalities."))
    elif status == "preliminary":
        said.append(tx("The figures are probably preliminary."))
    basis = country_basis(view, found, subject.measure)
    said += [basis] if basis else []
    if not_loaded.about_article(view):
        said.append(
            tx(
                "“41 percent” is a quotation without a definition: it stands in none of the official series here."
            )
        )
    return said


def choose_part(view: View) -> str:
    """Draw the way to the parts of the page; the chosen one is in the link."""
    return parts.choose_part(view.tx, view.tx("Part of the page"), _PARTS)
