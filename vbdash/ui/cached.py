"""Pictures, drawn once for all visitors who look at the same.

What follows from the tables alone is kept with the data set (:mod:`vbdash.data.kept`); this is the
memory for what is made of it for a language, a theme and a choice. Results are shared, not copied:
a caller must not change them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import streamlit as st

from vbdash.exhibit import Exhibit, Maker
from vbdash.slides.recipe import recipe_of
from vbdash.view import View

P = ParamSpec("P")
R = TypeVar("R")


def picture(make: Maker[P, R], view: View, *args: P.args, **kwargs: P.kwargs) -> R:
    """Make an exhibit, or take the one that was made for the same choices.

    Parameters
    ----------
    make
        Makes it of a view, and says which choices it reads (:func:`vbdash.exhibit.reads`).
    view
        The view that is shown; only what `make` reads tells pictures apart.
    args, kwargs
        What else it is made from; values that a visitor cannot write freely.
    """
    seen = view.only(*make.reads)
    data = seen.dataset
    what = (make.__module__, make.__qualname__, data.digest, data.county, seen.selection,
            seen.theme, args, sorted(kwargs.items()))  # fmt: skip
    return remembered(repr(what), lambda: _told(make, view, args, kwargs))


def _told(make: Maker[..., R], view: View, args: tuple[Any, ...], named: dict[str, Any]) -> R:
    """Make it, and note how a link says it."""
    made = make(view, *args, **named)
    if isinstance(made, Exhibit):
        return cast("R", made.replace(recipe=recipe_of(make, view, args, named)))
    return made


def remembered(what: str, make: Callable[[], R]) -> R:
    """Take what has been made under a name, or make it.

    Parameters
    ----------
    what
        Says all that it is made from; nothing that a visitor can write freely.
    make
        Makes it.
    """
    made: R = _made(what, make)
    return made


# A picture weighs 20 to 200 kB once it is drawn, and what tells them apart is chosen from lists. With
# 256 of them a quarter of what 60 visitors asked for had been there and gone.
@st.cache_resource(show_spinner=False, max_entries=512)
def _made(what: str, _make: Callable[[], Any]) -> Any:
    assert what  # noqa: S101 - what it is remembered by
    return _make()


def written(what: str, make: Callable[[], R]) -> R:
    """Take what the server has written or drawn for a link, or make it; as :func:`remembered`.

    Apart from the pictures of pages: whoever asks for many links takes none of theirs away.
    """
    found: R = _written(what, make)
    return found


# A page's first answer is 96 kB at the most, a preview's picture 100 kB: 13 MB at the most.
@st.cache_resource(show_spinner=False, max_entries=128)
def _written(what: str, _make: Callable[[], Any]) -> Any:
    assert what  # noqa: S101 - what it is remembered by
    return _make()
