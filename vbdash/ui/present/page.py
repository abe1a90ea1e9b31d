"""The page about presenting: put the deck in order, take it with you, start the show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from vbdash.exhibit import Exhibit
from vbdash.reports.export import file_name
from vbdash.selection import Selection
from vbdash.slides import CHAPTERS, Deck
from vbdash.slides.deck import chapter_name
from vbdash.slides.snapshot import DeckFileError, opened, saved
from vbdash.text import Text, msg
from vbdash.ui import my_slides
from vbdash.ui.away import hands
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose
from vbdash.ui.downloads import file_button
from vbdash.ui.present import show as present_show
from vbdash.ui.safe import quiet
from vbdash.ui.take_along import fact_sheet
from vbdash.view import View

_NO_DECK: Final = msg("The file is not a deck of this app.")

#: Seconds a slide is shown on a screen that nobody stands at.
_FOYER: Final = 20


def deck_of(view: View) -> Deck:
    """Return the visitor's deck for this view, and say what of the link is not at hand.

    Its slides are remembered for everybody, the added ones in the visit.
    """
    view = paper(view)
    keys, dropped = my_slides.keys(view)
    if dropped:
        st.toast(
            view.tx.plural(
                "{n} slide of the link is not here: ask for the deck as a file.",
                "{n} slides of the link are not here: ask for the deck as a file.",
                len(dropped),
            ),
            icon=":material/info:",
        )
    return Deck.make(view, keys, my_slides.own(), picture)


def paper(view: View) -> View:
    """Return the view as slides and files show it: in the light theme, without this page's choices."""
    return replace(view, theme="light", page="", own=())


def arrange(view: View, deck: Deck) -> None:
    """Draw the page: what the deck holds, its order, its files."""
    tx = view.tx
    st.markdown(
        tx.plural(
            "**The deck has {n} slide.** It follows what you have chosen: {where}. The link holds the slides and their order.",
            "**The deck has {n} slides.** It follows what you have chosen: {where}. The link holds the slides and their order.",
            len(deck.slides),
            where=view.where(),
        )
    )
    with st.container(horizontal=True, gap="small"):
        st.button(
            tx("Start the show"),
            key="present_start",
            type="primary",
            icon=":material/play_arrow:",
            on_click=_start,
            disabled=not deck.slides,
        )
        _files(view, deck)
    _link(view, deck)
    st.caption(
        tx(
            "In the show: arrow keys, Home and End, a presenter's remote or a finger turn the pages; F fills the screen; Esc leaves."
        )
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        _order(view, deck)
    # Ways to change the deck: a screen's, not the paper's.
    with right, st.container(key="vb_screen_present"):
        _add(view, deck)
        _open(view)
        _sheet(view)
        _foyer(view, deck)


def _link(view: View, deck: Deck) -> None:
    """Offer the link of the deck, and say first whether it holds all of it."""
    tx = view.tx
    left = my_slides.only_here([each.key for each in deck.slides])
    if left:
        st.warning(
            tx.plural(
                "{n} added slide does not fit in a link, since it shows records or a file of your own: {titles}. Send the deck as a file instead (“The deck as a file”).",
                "{n} added slides do not fit in a link, since they show records or a file of your own: {titles}. Send the deck as a file instead (“The deck as a file”).",
                len(left),
                titles="; ".join(quiet(each.title) for each in left),
            ),
            icon=":material/link_off:",
        )
    hands.page_buttons(tx, "deck", link=link_of(view, deck), printing=False)


def link_of(view: View, deck: Deck) -> str:
    """Return the address that opens the deck: its order and the slides that were added."""
    return my_slides.link([each.key for each in deck.slides], view)


def _foyer(view: View, deck: Deck) -> None:
    """Offer the show as a screen shows it that nobody stands at."""
    tx = view.tx
    if not deck.slides:
        return
    st.header(tx("On a screen in a foyer"), anchor=False)
    whole = link_of(view, deck)
    sign = "&" if "?" in whole else "?"
    link = f"{whole}{sign}embed=true&{present_show.PARAM}=1&{present_show.SECONDS}={_FOYER}"
    st.markdown(
        tx(
            "[The show that goes on by itself]({link}), {seconds} seconds per slide. P or a button pauses it. The number of seconds is in the link and can be changed.",
            link=link.replace("(", "%28").replace(")", "%29"),
            seconds=_FOYER,
        )
    )


def _start() -> None:
    st.query_params[present_show.PARAM] = "1"


def _files(view: View, deck: Deck) -> None:
    tx = view.tx
    title = tx("Industry in {region}", region=view.county_name)
    kinds: dict[str, tuple[str, Callable[[], bytes]]] = {
        "PowerPoint": ("pptx", partial(_pptx, deck, paper(view))),
        "PDF": ("pdf", partial(_pdf, deck, paper(view))),
        "Excel": ("xlsx", partial(_xlsx, deck, paper(view))),
        tx("The deck as a file"): ("json", partial(_saved, view, deck)),
    }
    for label, (ending, make) in kinds.items():
        file_button(label, file_name(title, ending), make, f"present_{ending}")


def _pptx(deck: Deck, view: View) -> bytes:
    from vbdash.reports.pptx import deck_pptx

    return deck_pptx(deck, view)


def _pdf(deck: Deck, view: View) -> bytes:
    from vbdash.reports.pdf import deck_pdf

    return deck_pdf(deck, view)


def _xlsx(deck: Deck, view: View) -> bytes:
    from vbdash.reports.workbook import deck_xlsx

    return deck_xlsx(deck, view)


def _saved(view: View, deck: Deck) -> bytes:
    keys = [each.key for each in deck.slides]
    return saved(keys, my_slides.own(), view.selection.query(view.choices))


def _order(view: View, deck: Deck) -> None:
    tx = view.tx
    st.header(tx("The slides in order"), anchor=False)
    keys = [each.key for each in deck.slides]
    for i, each in enumerate(deck.slides):
        title, moves = st.columns([5, 3], vertical_alignment="center")
        title.markdown(f"**{i + 1}** · {quiet(each.title)}")
        with moves.container(horizontal=True, gap="small"):
            rest = [key for key in keys if key != each.key]
            last = len(keys) - 1
            _move(f"up_{each.key}", tx("Up"), view, _swapped(keys, i, i - 1), idle=i == 0)
            _move(f"down_{each.key}", tx("Down"), view, _swapped(keys, i, i + 1), idle=i == last)
            _move(f"drop_{each.key}", tx("Remove"), view, rest, idle=last == 0)


def _swapped(keys: list[str], a: int, b: int) -> list[str]:
    order = list(keys)
    if 0 <= b < len(order):
        order[a], order[b] = order[b], order[a]
    return order


def _move(key: str, label: str, view: View, order: list[str], *, idle: bool) -> None:
    st.button(
        label,
        key=f"present_{key}",
        type="tertiary",
        disabled=idle,
        on_click=my_slides.keep,
        args=(view, order),
    )


def _add(view: View, deck: Deck) -> None:
    tx, data = view.tx, view.dataset
    st.header(tx("Add slides"), anchor=False)
    there = {each.key for each in deck.slides}
    names = {code: data.name(code, tx.lang) for code in data.municipality_codes}
    offered = [key for key in CHAPTERS if key not in there]
    offered += [key for code in names if (key := f"kommun-{code}") not in there]
    offered += [key for key in my_slides.own() if key not in there]

    def put() -> None:
        chosen = st.session_state.get("present_add")
        if chosen:
            order, _ = my_slides.keys(view)
            place = order.index("sources") if "sources" in order else len(order)
            my_slides.keep(view, [*order[:place], chosen, *order[place:]])
            st.session_state["present_add"] = None

    own = my_slides.own()
    st.selectbox(
        tx("A slide of the story, or a municipality's"),
        offered,
        index=None,
        format_func=lambda key: own[key].title if key in own else chapter_name(key, tx, names),
        key="present_add",
        on_change=put,
        placeholder=tx("Choose a slide"),
    )
    st.caption(tx("Every chart and map in the app has a button “Add to my slides” under it."))
    st.button(
        tx("Back to the ready story"),
        key="present_reset",
        type="tertiary",
        icon=":material/restart_alt:",
        on_click=my_slides.keep,
        args=(view, ()),
    )


def _sheet(view: View) -> None:
    tx, data = view.tx, view.dataset
    st.header(tx("Fact sheet"), anchor=False)
    names = {code: view.name(code) for code in (data.county, *data.municipality_codes)}
    first = view.chosen[0] if view.chosen else data.county
    code = choose("blad", tx("Two pages about the county or a municipality, as PDF"), names, first)
    sheet = file_name(tx("Industry in {region}: fact sheet", region=view.name(code)), "pdf")
    make = partial(fact_sheet, paper(view), code)
    file_button(tx("Fact sheet (PDF)"), sheet, make, "present_sheet_pdf")
    count = len(data.municipality_codes)
    file_button(
        tx.plural(
            "The fact sheet of {n} municipality (ZIP)",
            "All fact sheets, of {n} municipalities (ZIP)",
            count,
        ),
        file_name(tx("Industry in {region}: fact sheets", region=view.county_name), "zip"),
        partial(_sheets, paper(view)),
        "present_sheets_zip",
        icon=":material/folder_zip:",
    )


def _sheets(view: View) -> bytes:
    from vbdash.reports.factsheet import factsheets_zip

    return factsheets_zip(view)


def _open(view: View) -> None:
    tx = view.tx
    st.header(tx("Open a saved deck"), anchor=False)

    def read() -> None:
        file = st.session_state.get("present_file")
        if file is None:
            return
        try:
            keys, own, query = opened(file.getvalue(), view.dataset)
            _drawable(own, tx)
        except DeckFileError as error:
            st.session_state["_present_fault"] = str(error)
            return
        st.session_state["_present_fault"] = ""
        _take(view, keys, own, query)

    st.file_uploader(tx("A file saved on this page"), key="present_file", on_change=read)
    fault = st.session_state.get("_present_fault")
    if fault:
        st.error(tx(fault))


def _drawable(slides: dict[str, Exhibit], tx: Text) -> None:
    """Refuse a file whose pictures cannot be drawn, before any of it is taken."""
    from vbdash.reports.pictures import picture_svg

    try:
        for each in slides.values():
            picture_svg(each, tx)
    except Exception as error:  # what is drawn comes from a file and may be anything
        raise DeckFileError(_NO_DECK) from error


def _take(
    view: View, keys: tuple[str, ...], own: dict[str, Exhibit], query: dict[str, list[str]]
) -> None:
    """Make an opened deck the visitor's: its slides, their order, what was looked at."""
    st.session_state["_own_slides"] = own
    found, _ = Deck.parse(Deck.write(keys), own)
    selection, _ = Selection.parse(query, view.choices)
    names = view.choices.values["municipalities"]
    st.session_state["kommun"] = [names[code] for code in selection.municipalities]
    st.session_state["definition"] = selection.definition
    if selection.year is not None:
        st.session_state["ar"] = str(selection.year)
    my_slides.keep(view, found)
