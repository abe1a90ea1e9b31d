"""The page of firms: what is shown now, the answer in a sentence, and the way to its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from vbdash.exhibits.firms import beside, national, sizes
from vbdash.indicators.firms.leading import SpreadOfFirms, counted, spread_of, supported
from vbdash.indicators.firms.leading import spread as spread_in
from vbdash.indicators.firms.search import Wanted, find
from vbdash.selection import SUPPORTS
from vbdash.sentences import companies as say
from vbdash.text import msg
from vbdash.ui import not_loaded, parts
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose, choose_many
from vbdash.ui.go import go_button
from vbdash.ui.safe import quiet
from vbdash.view import View

#: Name in the link of the firm or plant whose panel is open.
OPENED: Final = "foretag"
#: Names of the filters in the link.
_SEARCH, _DIVISION, _SCOPE, _WORD, _STATUS = "sok", "bransch", "rackvidd", "enligt", "status"
_PARTS: Final = {
    "lista": msg("The list"),
    "storlek": msg("By size"),
    "spridning": msg("Spread"),
    "jamfor": msg("Compare municipalities"),
    "alla": msg("All firms"),
}


def _parts() -> dict[str, str]:
    """Return the parts that there is something for: all firms only where a register is imported."""
    return {k: name for k, name in _PARTS.items() if k != "alla" or national.register_of()}


@dataclass(frozen=True)
class Listed:
    """What the page shows.

    Attributes
    ----------
    rows
        Rows of the table ``companies`` that fit the strength, the filters and the municipalities
        chosen: leading today, then history.
    spread
        The count for the whole county, which filters do not change.
    searched
        Whether the rows are those that words fit, which a visitor writes freely.
    """

    rows: pd.DataFrame
    spread: SpreadOfFirms
    searched: bool = False


def nothing_loaded(view: View) -> None:
    """Say that no firms are loaded for the county, and how they are added."""
    tx = view.tx
    st.header(quiet(not_loaded.no_firms(view)), anchor=False)
    st.markdown(
        tx(
            "That does not mean that there are none. Firms are added as rows of the table of firms, "
            "and what somebody says that they lead in as rows of the table of claims. The page about "
            "the data explains every column."
        )
    )
    go_button(
        tx("See the table of firms and its columns"), "data", None,
        {"del": "tables", "tabell": "companies"}, key="to_table_of_firms",
        icon=":material/table:",
    )  # fmt: skip


def choose_strength(view: View) -> None:
    """Draw the switch that decides everything on the page: how well a claim must be supported."""
    tx = view.tx
    choose(
        "styrka",
        tx("How well supported must the claim be?"),
        {code: tx(say.STRENGTHS[code]) for code in SUPPORTS},
        "world_operating",
        widget=st.segmented_control,
        help=tx(
            "1: any record on file. 2: somebody says that the firm leads. 3: in the world. 4: and it is in "
            "operation on record. 5: and somebody other than the firm or its owner says so. "
            "Each asks for what the ones before it ask for."
        ),
    )


def wanted(view: View) -> Wanted:
    """Draw the search and the filters, and return what is looked for."""
    tx, data = view.tx, view.dataset
    companies = data.table("companies")
    labels = data.table("sni_divisions").set_index("code")[f"label_{tx.lang}"]
    used = sorted(set(companies["sni_division"].astype(str)))
    asked = any(st.query_params.get_all(p) for p in (_SEARCH, _DIVISION, _SCOPE, _WORD, _STATUS))
    with st.expander(tx("Search and filter"), icon=":material/search:", expanded=asked):
        words = st.text_input(
            tx("Name, product or place"), key=_SEARCH, bind="query-params", max_chars=80
        )
        left, right = st.columns(2)
        anything = tx("All")
        with left:
            scopes = choose_many(_SCOPE, tx("Scope"), _labels(view, say.SCOPES), anything)
            statuses = choose_many(_STATUS, tx("Status"), _labels(view, say.STATUSES), anything)
        with right:
            made_by = choose_many(_WORD, tx("On whose word"), _labels(view, say.MADE_BY), anything)
            divisions = choose_many(
                _DIVISION,
                tx("SNI division"),
                {code: f"{code} {labels[code]}" for code in used},
                anything,
            )
    return Wanted(
        words=words or "",
        municipalities=view.selection.municipalities,
        divisions=divisions,
        scopes=scopes,
        made_by=made_by,
        statuses=statuses,
    )


def _labels(view: View, labels: Mapping[str, str]) -> dict[str, str]:
    written = {code: view.tx(text) for code, text in labels.items()}
    return {code: text[:1].upper() + text[1:] for code, text in written.items()}


def select(view: View, asked: Wanted) -> Listed:
    """Find what fits the strength of support and the filters."""
    data, strength = view.dataset, view.selection.support
    rows = supported(data, strength)
    found = find(rows, data.table("leadership_claims"), asked)
    return Listed(found, spread_of(data, strength), bool(asked.words))


def answer(view: View, spread: SpreadOfFirms) -> None:
    """Say what the page is about: how many firms in how many municipalities, and how counted."""
    tx, data = view.tx, view.dataset
    closed = counted(data, list(supported(data, view.selection.support)["id"])).closed
    first, second = say.headline(
        tx,
        firms=spread.firms,
        plants=spread.plants,
        closed=closed,
        municipalities=spread.municipalities,
        of=len(data.municipality_codes),
        strength=view.selection.support,
    )
    st.header(first, anchor=False)
    if view.chosen:
        firms, claims = (data.table(name) for name in ("companies", "leadership_claims"))
        here = spread_in(firms, claims, view.selection.support, view.chosen)
        st.markdown(
            say.chosen_sentence(
                tx, firms=here.firms, municipalities=here.municipalities, of=len(view.chosen)
            )
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(say.counting_rule(tx), width="content")
        if second:
            why = tx("Why does the list have more rows?")
            st.popover(why, icon=":material/help:", type="tertiary").markdown(second)


def choose_part(view: View) -> str:
    """Draw the way to the parts below the map and return the chosen one."""
    return parts.choose_part(view.tx, view.tx("Look closer"), _parts())


def other_parts(view: View, part: str, shown: Listed) -> None:
    """List what else the page holds, with its answers."""
    tx = view.tx
    beside_industry = picture(beside.compared, view)
    found = counted(view.dataset, list(shown.rows["id"]))
    sized = picture(sizes.by_size, view)
    said = {
        "storlek": "" if sized is None else sized.title,
        "lista": say.listed(
            tx, found.firms, found.closed, shown.spread.firms, rows=len(shown.rows)
        ),
        "spridning": picture(beside.spread, view).title,
        "jamfor": "" if beside_industry is None else beside_industry.title,
    }
    register = national.register_of()
    if register is not None:
        said["alla"] = national.density(view, register).title
    parts.others(tx, _parts(), part, said)


def opened(view: View) -> str:
    """Return the id of the firm or plant that the link opens, or an empty string."""
    asked = st.query_params.get(OPENED, "")
    return asked if asked in set(view.dataset.table("companies")["id"]) else ""
