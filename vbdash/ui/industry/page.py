"""The industry page: what it is about now, the answer in a sentence, the way to its parts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

import streamlit as st

from vbdash.data.editions import PRELIMINARY, PROVISIONAL
from vbdash.exhibits.industry import claims, headline, offered
from vbdash.exhibits.industry.offered import why_not
from vbdash.exhibits.measured import country_basis
from vbdash.indicators.industry.compare import Comparison
from vbdash.indicators.shown import Shown
from vbdash.parameters import INDUSTRY
from vbdash.sentences import industry as say
from vbdash.sentences.shown import told
from vbdash.taken import part_of
from vbdash.text import msg
from vbdash.ui import not_loaded, parts, session
from vbdash.ui.choice import switch, why
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


def shown_part() -> str:
    """Return the part that the link asks for, before the way to the parts is drawn."""
    return part_of(INDUSTRY, st.query_params.get("del", ""))


def _not_as_asked(view: View, found: Shown) -> None:
    """Say where the part cannot show what the link asks for."""
    text = told(view.tx, view.dataset, found)
    if found.other_definition:
        text += f" {why_not(view, found.measure, found.asked)}"
    if text:
        st.info(text, icon=":material/info:")


def change_measure(measure: str) -> None:
    """Turn the page to another measure; call it in a callback."""
    st.query_params["matt"] = measure
    if measure == "gva":
        st.query_params.pop("matt", None)


def switch_to(view: View, measure: str, key: str) -> None:
    """Draw a button that turns the page to a measure that has what is missing here."""
    label = view.tx.pick(view.dataset.row("measures", measure), "label")
    st.button(
        view.tx("Show {measure} instead", measure=label.lower()), key=key,
        on_click=change_measure, args=(measure,), icon=":material/swap_horiz:",
    )  # fmt: skip


def answer(view: View, found: Shown | None, region: str) -> None:
    """Answer the page's question in a sentence, and say what the answer is not.

    Parameters
    ----------
    found
        What the part is about.
    region
        Code of the region that it shows, where that is not the county.
    """
    tx = view.tx
    if shown_part() == "41":
        _beside_the_claim(view)
        return
    beside = None if found is None else headline.among(view, found, region)
    if found is None or beside is None:
        st.info(tx("There are no figures here for {county}.", county=view.name(region)))
        return
    st.header(headline.sentence(view, found, beside, region), anchor=False)
    st.markdown(" ".join(_more(view, found, beside, region)))
    _not_as_asked(view, found)


def _beside_the_claim(view: View) -> None:
    """Say what stands beside the claim: one figure; the latest, and why not that, is a press away."""
    county = view.dataset.county
    text = claims.beside(view, county)
    if not text:
        st.info(view.tx("There are no figures here for {county}.", county=view.county_name))
        return
    st.header(text, anchor=False)
    for question, answer in claims.why_not_latest(view, county):
        st.popover(question, type="tertiary", icon=":material/help:").markdown(answer)


def _more(view: View, subject: Shown, found: Comparison, region: str) -> list[str]:
    tx, county = view.tx, region == view.dataset.county
    said = []
    own = found.table[found.table["code"] == region]
    status = str(own["status"].iloc[0]) if len(own) else "derived"
    if len(own) and found.counted > 1:
        said.append(
            say.place_sentence(
                tx, region=view.name(region), rank=int(own["rank"].iloc[0]), of=found.counted,
                unit="county" if county else "municipality",
                every=found.counted == len(found.table),
            )
        )  # fmt: skip
    if county and status == "derived":
        said.append(tx("The county's figure is summed here from its municipalities."))
    elif status == PROVISIONAL:
        said.append(tx("The figure is preliminary: its publisher says so."))
    elif status == PRELIMINARY:
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


def choose_part(view: View) -> None:
    """Draw the way to the parts of the page; the chosen one is in the link."""
    parts.choose_part(view.tx, view.tx("Part of the page"), _PARTS)


def other_parts(view: View, part: str, answers: Mapping[str, str]) -> None:
    """List what else the page holds, with its answers."""
    parts.others(view.tx, _PARTS, part, answers)


def switches(view: View, part: str, found: Shown) -> None:
    """Draw the switches that the part takes; why some choices are left out can be opened."""
    here = session.taken_here(INDUSTRY).page
    if "measure" not in here:
        return
    tx, data = view.tx, view.dataset
    widths = [4, 4, 2, 4] if "year" in here else [4, 4, 4]
    first, second, *third, last = st.columns(widths, vertical_alignment="bottom")
    measures = dict.fromkeys((*offered.measures(data, part), found.measure))
    labels = {each: view.label("measures", each) for each in measures}
    switch(first, "matt", tx("Measure"), labels, found.measure, change_measure)
    cut = offered.definitions(data, part, found.measure)
    names = {each: view.label("definitions", each) for each in cut or (found.definition,)}
    switch(
        second, "definition", tx("What counts as industry"), names, found.definition,
        partial(session.remember, "definition"),
    )  # fmt: skip
    if third:
        published = {str(each): str(each) for each in offered.years(data, part, found)}
        switch(
            third[0], "ar", tx("Year"), published, str(found.year),
            partial(session.remember, "year"),
        )  # fmt: skip
    with last:
        why(tx, offered.left_out(view, part, found))
