"""The one memory for what follows from the tables alone: it lives as long as the data set does."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from vbdash.data.dataset import Dataset

P = ParamSpec("P")
R = TypeVar("R")


def kept(
    function: Callable[Concatenate[Dataset, P], R],
) -> Callable[Concatenate[Dataset, P], R]:
    """Remember what a function makes of a data set, by what else it is called with.

    Parameters
    ----------
    function
        Takes a data set and hashable values of which the data set allows few: codes, ids of
        measures and definitions, years, a language. Never what a visitor may write freely.

    Returns
    -------
    callable
        The same function. Its results are shared, not copied: a caller must not change them
        (pandas copies on write, so that a changed copy harms nobody).
    """
    return _remembering(function, lambda dataset: dataset.once)


def kept_everywhere(
    function: Callable[Concatenate[Dataset, P], R],
) -> Callable[Concatenate[Dataset, P], R]:
    """Remember what a function makes where the county in focus makes no difference (:func:`kept`)."""
    return _remembering(function, lambda dataset: dataset.everywhere)


def _remembering(
    function: Callable[Concatenate[Dataset, P], R],
    memory: Callable[[Dataset], Callable[[tuple[Hashable, ...], Callable[[], R]], R]],
) -> Callable[Concatenate[Dataset, P], R]:
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def remembered(dataset: Dataset, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (name, *args, *sorted(kwargs.items()))
        return memory(dataset)(key, lambda: function(dataset, *args, **kwargs))

    return cast("Callable[Concatenate[Dataset, P], R]", remembered)
