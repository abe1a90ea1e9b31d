"""What is said where nothing is loaded about the county in focus."""

from __future__ import annotations

from vbdash.indicators import loaded
from vbdash.sentences import coverage as say
from vbdash.view import View


def no_firms(view: View) -> str:
    """Return the sentence that no firms are loaded for the county."""
    names = view.names(loaded.firms(view.dataset).counties)
    return say.no_firms(view.tx, county=view.county_name, covered=names)


def no_support(view: View) -> str:
    """Return the sentence that no public support is loaded for the county."""
    names = view.names(loaded.support(view.dataset).counties)
    return say.no_support(view.tx, county=view.county_name, covered=names)
