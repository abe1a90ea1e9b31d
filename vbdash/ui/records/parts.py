"""The parts of the records' page: reach, spread, needs, and the plan; and what the public sees."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from vbdash.exhibit import Exhibit
from vbdash.exhibits.records import plan, public, reach, spread
from vbdash.exhibits.records.words import CELLS, SPLITS
from vbdash.records import white_spots
from vbdash.records.files.fields import label
from vbdash.records.own import Own
from vbdash.sentences import interventions as say
from vbdash.text import Text
from vbdash.ui.choice import choose, choose_number
from vbdash.ui.safe import quiet
from vbdash.ui.show import show, show_table
from vbdash.view import View

#: Steps that can count as reached.
_STEPS: Final = ("contacted", "visited", "mapped", "helped")


def _choose_step(tx: Text) -> str:
    """Draw the choice of the step that counts as reached."""
    return choose(
        "steg",
        tx("Counts as reached from the step"),
        {step: label(step, tx) for step in _STEPS},
        "helped",
        widget=st.segmented_control,
    )


def _choose_split(tx: Text, without: str = "") -> str:
    """Draw the choice of how records are parted."""
    names = {key: tx(name) for key, (_, name) in SPLITS.items() if key != without}
    return choose("delning", tx("Split by"), names, "kommun", widget=st.segmented_control)


def reached(view: View, own: Own) -> None:
    """Show the funnel, reach in the chosen split, and which municipalities stand out."""
    tx = view.tx
    show(view, reach.funnel(view, own))
    step = _choose_step(tx)
    made = reach.split(view, own, _choose_split(tx, "del"), step)
    show(view, made)
    if "rate" in made.table and bool((made.table["rate"] > 100).any()):
        st.caption(tx("A share over 100 percent says that the base does not fit the records."))
    _shown(view, reach.outliers(view, own, step))


def spread_out(view: View, own: Own) -> None:
    """Show help per firm, how evenly reach is spread, and coast against inland."""
    tx = view.tx
    _shown(view, spread.depth(view, own), tx("No help is recorded."))
    table = reach.counted(view, own, "municipality_code", _choose_step(tx))
    made = spread.evenness(view, own, table)
    if made is None:
        st.info(tx("Nobody was reached from this step on, so there is no spread to show."))
        return
    st.markdown(quiet(made.sentence))
    show(view, made)
    show_table(view, spread.coast(view, own, table))


def needs_named(view: View, own: Own) -> None:
    """Show the needs that firms named, and how many of them help has met."""
    tx = view.tx
    names = {"alla": tx("All together")} | {key: tx(SPLITS[key][1]) for key in CELLS}
    by = choose("behov", tx("Split by"), names, "alla", widget=st.segmented_control)
    made = reach.needs(view, own, "" if by == "alla" else by)
    _shown(view, made, tx("No needs are recorded."))


def _shown(view: View, made: Exhibit | None, instead: str = "") -> None:
    """Draw a picture, or a table that is one; words in its stead where there is none."""
    if made is None:
        if instead:
            st.info(instead)
    elif made.chart is None:
        show_table(view, made)
    else:
        show(view, made)


def white_spots_and_plan(view: View, own: Own) -> None:
    """Show eligible firms not reached, leading firms never met, and a plan for more visits."""
    tx, step = view.tx, _choose_step(view.tx)
    part = own.only(view.chosen)
    left = part.once(
        ("spots", step), lambda: white_spots.white_spots(part.progress(), part.eligible, step)
    )
    if left.empty:
        st.info(tx("There is no base to tell who has not been reached."))
        return
    show(view, plan.spots(view, part, left))
    _never_met(view, part)
    st.header(tx("Where to go next"), anchor=False)
    first, middle, last = st.columns([1, 1, 2])
    visits = choose_number("besok", tx("More visits"), (1, 2000), 20, first)
    journey = choose_number("resa", tx("Visits in one journey"), (1, 12), 4, middle)
    aim = choose("mal", tx("Aim"), {code: tx(name) for code, name in say.AIMS.items()}, "even",
                 widget=st.selectbox, place=last)  # fmt: skip
    inland = part.groups.index[part.groups == "inland"]
    chosen = part.once(
        ("plan", step, visits, aim, journey),
        lambda: white_spots.plan(left, visits, aim, inland, journey),
    )
    if chosen.empty:
        st.info(tx("Everybody in the target group has been reached."))
        return
    show(view, plan.visits(view, part, chosen, aim))
    show_table(view, plan.visit_list(view, part, left, chosen, step))


def _never_met(view: View, own: Own) -> None:
    made = plan.never_met(view, own)
    if made is None:
        st.caption(
            view.tx(
                "Which leading firms have never been met cannot be told: the records carry neither firm names nor "
                "organisation numbers."
            )
        )
    elif made.table.empty:
        st.success(quiet(made.sentence))
    else:
        show_table(view, made)


def public_view(view: View, own: Own) -> None:
    """Show the protected figures; choices of municipality do not change what is counted."""
    tx, found = view.tx, own.release(view.dataset)
    own = replace(own, eligible=found.base)  # what is published may be older than the base in use
    whole = view.choosing(municipalities=())
    st.info(say.withheld_note(tx, found.limit, found.withheld), icon=":material/visibility_off:")
    if found.day:
        st.caption(tx("Published {date}. The figures change when enough firms have changed.",
                      date=tx.date(found.day)))  # fmt: skip
    show(whole, public.funnel(whole, own))
    show(whole, public.split(view, own, _choose_split(tx)))
    made = public.needs(whole, own)
    if made is None:
        st.caption(tx("No need was named by enough firms to be shown."))
    else:
        show_table(whole, made)
