"""The way to the parts of a page, of which one is drawn at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from vbdash.text import Text
from vbdash.ui.choice import choose
from vbdash.ui.safe import quiet

#: Key of how often a part was turned to from the list, which stands far down the page.
_TURNED: Final = "_parts_turned"
#: Name and sentence beside each other.
_WIDTHS: Final = (2, 9)
#: Begins the part that was turned to at its top; once for each press.
_TOP: Final = """
export default ({ data }) => {
  if (window.vbdashTurned === data.turned) return;
  window.vbdashTurned = data.turned;
  document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
};
"""


class Below:
    """Draws what stands under a part's main picture: once, though it is called again at the end.

    Parameters
    ----------
    draw
        Draws it.
    """

    def __init__(self, draw: Callable[[], None]) -> None:
        self._draw: Callable[[], None] | None = draw

    def __call__(self) -> None:
        """Draw it, if it has not been drawn."""
        draw, self._draw = self._draw, None
        if draw is not None:
            draw()


def choose_part(tx: Text, label: str, parts: Mapping[str, str]) -> str:
    """Draw the way to the parts and return the chosen one; the link says ``del``.

    Parameters
    ----------
    label
        What is chosen, for a screen reader.
    parts
        Code and name of each part, to be translated; the first is shown where none is asked for.
    """
    return choose(
        "del",
        label,
        {code: tx(name) for code, name in parts.items()},
        next(iter(parts)),
        widget=st.segmented_control,
        label_visibility="collapsed",
    )


def others(tx: Text, parts: Mapping[str, str], shown: str, answers: Mapping[str, str]) -> None:
    """List the parts that are not shown, each with its answer in a sentence; a press turns to it.

    Parameters
    ----------
    parts
        As for :func:`choose_part`.
    shown
        Code of the part that is drawn.
    answers
        Code and sentence; a part without one is listed by its name.
    """
    with st.container(key="more_parts"):
        _list(tx, parts, shown, answers)


def _list(tx: Text, parts: Mapping[str, str], shown: str, answers: Mapping[str, str]) -> None:
    st.header(tx("More on this page"), anchor=False)
    first = next(iter(parts))
    for code, name in parts.items():
        if code != shown:
            way, answer = st.columns(_WIDTHS, vertical_alignment="center", gap="small")
            way.button(
                tx(name), key=f"part_{code}", type="tertiary", icon=":material/arrow_forward:",
                on_click=_turn, args=(code, first),
            )  # fmt: skip
            answer.markdown(quiet(answers.get(code, "")))
    turned = st.session_state.get(_TURNED, 0)
    if turned:
        component = st.components.v2.component("vbdash_parts_top", js=_TOP)
        component(data={"turned": turned}, key="_parts_top")


def _turn(code: str, first: str) -> None:
    st.session_state[_TURNED] = st.session_state.get(_TURNED, 0) + 1
    if code == first:
        st.query_params.pop("del", None)
    else:
        st.query_params["del"] = code
