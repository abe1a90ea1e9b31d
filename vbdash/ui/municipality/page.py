"""The page of one municipality: what is said first, and the parts of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import streamlit as st

from vbdash.exhibits.industry.municipalities import decided
from vbdash.exhibits.municipality import on_file
from vbdash.exhibits.municipality import opening as said
from vbdash.indicators.municipality.portrait import facts_about
from vbdash.sentences.shown import told
from vbdash.text import msg
from vbdash.ui import parts, take_along
from vbdash.ui.cached import picture
from vbdash.ui.choice import choice
from vbdash.ui.downloads import source_line
from vbdash.ui.facts import show_facts
from vbdash.ui.not_loaded import firms_loaded, support_loaded
from vbdash.ui.safe import quiet
from vbdash.view import View

#: Ways to other chosen municipalities that are offered beside the name.
_MOST_WAYS: Final = 5
#: The part that is shown where a link asks for none.
FIRST: Final = "laget"
_PARTS: Final = {
    "laget": msg("Where it stands"),
    "utveckling": msg("Over time"),
    "naringsliv": msg("What it lives on"),
    "foretag": msg("Firms"),
    "stod": msg("Public support"),
    "jamfor": msg("Compare"),
    "lika": msg("Most alike"),
    "omraden": msg("Several as one"),
    "saknas": msg("What is missing"),
}


def ways(view: View, code: str) -> None:
    """Draw the ways to the other chosen municipalities."""
    tx, data = view.tx, view.dataset
    others = [each for each in view.selection.municipalities if each != code][:_MOST_WAYS]
    if others:
        with st.container(horizontal=True, vertical_alignment="center"):
            for other in others:
                name = data.name(other)
                st.button(
                    tx("To {name}", name=name), key=f"to_{other}", type="tertiary",
                    on_click=_first, args=(name,),
                )  # fmt: skip
    take_along.row(view, code)


def _first(name: str) -> None:
    """Put a municipality first in the list: the page is about the first one."""
    chosen = [each for each in st.session_state.get("kommun") or [] if each != name]
    st.session_state["kommun"] = [name, *chosen]


def more(view: View, code: str) -> None:
    """Fold away what else is said first, how it is counted, and the sources."""
    tx = view.tx
    if not (firms_loaded(view) and support_loaded(view)):
        st.caption(quiet(picture(on_file.on_file, view, code).sentence))
    why = said.why_no_industry(view, code)
    if why:
        st.caption(quiet(why))
    found = decided(view.only("definition"))
    if found is not None and found.other_definition:
        st.info(told(tx, view.dataset, found), icon=":material/info:")
    label = tx("More about {name}, and the sources", name=view.name(code))
    with st.expander(label, icon=":material/menu_book:"):
        _, *rest = said.sentences(view, code)
        st.markdown(quiet(" ".join(rest)))
        st.markdown(" ".join(_counted(view, industry=not why)))
        source_line(view, said.sources(view, code))


def _counted(view: View, *, industry: bool) -> list[str]:
    """Say how what is told of a municipality is counted: of that which is told, and nothing else."""
    tx, told_of = view.tx, [firms_loaded(view), support_loaded(view)]
    apart = tx(
        "What sets the municipality apart lies in the highest or lowest quarter, furthest from the middle municipality."
    )
    county = tx(
        "The county is the sum of its municipalities, made here. Sweden is counted by place of work."
    )
    records = tx(
        "Firms and support are counted from records that each have their source on their page."
    )
    return [*([county] if industry else []), apart, *([records] if any(told_of) else [])]


def surprises(view: View, code: str) -> None:
    """Draw the facts that the data holds about the municipality, but for what was just said."""
    found = facts_about(view.dataset, view.selection.definition, code)
    if found:
        show_facts(view, found, f"facts_{code}")


@contextmanager
def parts_here() -> Iterator[None]:
    """Draw what is drawn in it where a link to a part of the page leads to."""
    with st.container(key="part_here"):
        yield


def asked() -> str:
    """Return the part of the page that the link asks for."""
    return choice("del", _PARTS, FIRST)


def choose_part(view: View) -> str:
    """Draw the choice of a part of the page."""
    return parts.choose_part(view.tx, view.tx("Part of the page"), _PARTS)


def other_parts(view: View, part: str, answers: Mapping[str, str]) -> None:
    """List what else the page holds, with its answers."""
    parts.others(view.tx, _PARTS, part, answers)
