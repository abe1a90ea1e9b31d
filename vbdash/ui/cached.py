"""Pictures, drawn once for all visitors who look at the same.

What follows from the tables alone is kept with the data set (:mod:`vbdash.data.kept`); this is the
memory for what is made of it for a language, a theme and a choice. Results are shared, not copied:
a caller must not change them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from vbdash.data.dataset import Dataset
from vbdash.exhibit import Maker
from vbdash.library import Data
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
    made: R = _picture(repr(what), lambda: make(view, *args, **kwargs))
    return made


@st.cache_resource(show_spinner=False, max_entries=512)
def _picture(what: str, _make: Callable[[], Any]) -> Any:
    assert what  # noqa: S101 - what the picture is remembered by
    return _make()


def shared(function: Callable[P, R]) -> Callable[P, R]:
    """Remember the results of a pure function for every visitor of the process."""
    return _remembered(function, 512)


def shared_few(function: Callable[P, R]) -> Callable[P, R]:
    """Remember the latest results only: each of them is large."""
    return _remembered(function, 48)


def _remembered(function: Callable[P, R], most: int) -> Callable[P, R]:
    # Streamlit goes by the very class: a data set that answers questions is one all the same.
    key: dict[str | type[Any], Callable[[Any], Any]] = {
        kind: lambda data: (data.digest, data.county) for kind in (Dataset, Data)
    }
    remember = st.cache_resource(hash_funcs=key, show_spinner=False, max_entries=most)
    return remember(function)
