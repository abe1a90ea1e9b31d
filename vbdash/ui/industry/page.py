"""The industry page: what it is about now, the answer in a sentence, the way to its parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from vbdash.exhibits.measured import country_basis
from vbdash.indicators import missing
from vbdash.indicators.industry.compare import Comparison, comparison, years
from vbdash.indicators.industry.shares import (
    available_definitions,
    definition_sectors,
    whole_sectors,
)
from vbdash.indicators.shown import Shown, shared_measures, shown
from vbdash.sentences import industry as say
from vbdash.sentences.shown import told
from vbdash.text import msg
from vbdash.ui import not_loaded, parts
from vbdash.ui.choice import choose
from vbdash.view import View

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


def subject_of(view: View) -> Shown | None:
    """Return what the page is about: what the link asks for, or what stands in for it.

    None where nothing is loaded for the county or its municipalities.
    """
    data, asked = view.dataset, view.selection
    measures = shared_measures(data)
    base = data.row("measures", asked.measure)["base"]
    wanted = base if isinstance(base, str) else asked.measure
    measure = wanted if wanted in measures else measures[0]
    here = (data.county, *data.municipality_codes)
    found = shown(data, measure, asked.definition, asked.year, here)
    return found or shown(data, measure, asked.definition, asked.year)


def switches(view: View, subject: Shown) -> None:
    """Draw the switches for measure, definition and year.

    Only what is published is offered; why the rest is not can be opened.
    """
    tx, data = view.tx, view.dataset
    measure, definition = subject.measure, subject.definition
    first, second, third = st.columns([5, 6, 2], vertical_alignment="bottom")
    labels = {m: view.label("measures", m) for m in shared_measures(data)}
    choose("matt", tx("Measure"), labels, next(iter(labels)), place=first)
    offered = available_definitions(data, measure)
    names = {d: tx.pick(data.row("definitions", d), "label") for d in offered}
    _mirror(second, "definition", tx("What counts as industry"), names, definition)
    published = {str(y): str(y) for y in years(data, measure, definition)}
    _mirror(third, "ar", tx("Year"), published, str(subject.year))
    _what_exists(view, measure)


def _not_as_asked(view: View, subject: Shown) -> None:
    """Say where the page cannot show what the link and the sidebar ask for, on every part of it."""
    text = told(view.tx, view.dataset, subject)
    if subject.other_definition:
        text += f" {_reason(view, subject.measure, subject.asked)}"
    if text:
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
            for d in available_definitions(data, measure)
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
    offered = available_definitions(data, measure)
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


def answer(view: View, subject: Shown) -> None:
    """Answer the page's question in a sentence, and say what the answer is not."""
    tx, data = view.tx, view.dataset
    found = comparison(data, subject.measure, subject.definition, "county", subject.year)
    if found is None or found.county != found.county:
        found = comparison(data, subject.measure, subject.definition, "municipality", subject.year)
    if found is None:
        st.info(tx("Here are no figures for {county}.", county=view.county_name))
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


def _more(view: View, subject: Shown, found: Comparison) -> list[str]:
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
        said.append(tx("The figure is probably preliminary; that is our inference."))
    basis = country_basis(tx, subject.measure, found.country_measure)
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
