"""A description held against the codes that a table has: what to ask for, or why it cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vbdash.data.faults import Fault, fault
from vbdash.refresh import problems as say
from vbdash.refresh.cube import Cube
from vbdash.refresh.description import Codes, Description
from vbdash.refresh.scope import Scope, few


@dataclass(frozen=True)
class Selection:
    """The codes that are wanted of a table.

    Attributes
    ----------
    codes
        By variable, theirs.
    ours
        What the codes of measures, industries and regions are with us.
    """

    codes: Mapping[str, tuple[str, ...]]
    ours: Mapping[str, Mapping[str, str]]


def select(description: Description, outline: Cube, scope: Scope) -> tuple[Selection, list[Fault]]:
    """Find a description's codes in a table.

    Parameters
    ----------
    description
        What is wanted.
    outline
        Variables and codes of the table; one that it does not list cannot be checked here.
    scope
        The regions wanted.

    Returns
    -------
    selection, faults
        With a fault the selection is of no use: a code has been renamed or is gone.
    """
    found: list[Fault] = []
    codes: dict[str, tuple[str, ...]] = {}
    ours: dict[str, Mapping[str, str]] = {}
    for each in filter(None, (description.measures, description.sectors)):
        ours[each.variable], wrong = _mapped(description, each, outline)
        codes[each.variable] = tuple(ours[each.variable])
        found += wrong
    for variable in filter(None, (description.regions, description.other)):
        ours[variable], wrong = _regions(description, variable, outline, scope)
        codes[variable] = tuple(ours[variable])
        found += wrong
    for variable, single in description.fixed.items():
        codes[variable] = (single,)
        found += _there(description, variable, codes[variable], outline)
    for variable, several in description.add.items():
        codes[variable] = several
        found += _there(description, variable, several, outline)
    if description.time in outline.codes:
        codes[description.time] = _years(description, outline.codes[description.time])
        if not codes[description.time]:
            place = description.place(description.time)
            found.append(fault(place, say.YEARS_THERE, first=description.first))
    found += _all_known(description, outline)
    return Selection(codes, ours), found


def _mapped(
    description: Description, wanted: Codes, outline: Cube
) -> tuple[dict[str, str], list[Fault]]:
    """Match codes and labels of one variable; list what is missing and what is unknown."""
    variable = wanted.variable
    place = description.place(variable)
    if variable not in outline.codes:
        listed = ", ".join(outline.codes)
        return {}, [fault(place, say.VARIABLE_THERE, found=listed, variable=variable)]
    there, labels = outline.codes[variable], outline.labels.get(variable, {})
    result = {code: ours for code, ours in wanted.codes.items() if code in there}
    ignored = set(wanted.others)
    unknown = [code for code in there if code not in wanted.codes and code not in ignored]
    found: list[Fault] = []
    for begins, ours in wanted.labels.items():
        start = begins.casefold()
        fits = [each for each in unknown if labels.get(each, "").casefold().startswith(start)]
        if len(fits) == 1:
            result[fits[0]] = ours
            unknown.remove(fits[0])
        else:
            listed = ", ".join(fits) or "–"
            found.append(fault(place, say.LABEL_THERE, found=listed, label=begins, means=ours))
    listed = ", ".join(f"{code} ({labels.get(code, '')})" for code in unknown[:8])
    for code, ours in wanted.codes.items():
        if code not in there and code not in wanted.optional:
            found.append(fault(place, say.CODE_THERE, found=listed or "–", code=code, means=ours))
    if not found and unknown and "*" not in ignored:
        found.append(fault(place, say.CODE_KNOWN, found=listed))
    return result, found


def _regions(
    description: Description, variable: str, outline: Cube, scope: Scope
) -> tuple[dict[str, str], list[Fault]]:
    """Match regions of the levels that the table is said to have; every one must be there."""
    theirs = {ours: code for code, ours in description.region_codes.items()}
    wanted = {theirs.get(code, code): code for code in scope.at(description.levels)}
    if variable not in outline.codes or len(outline.codes[variable]) == 1:
        return wanted, []  # an outline that does not list them; the figures will tell
    there = set(outline.codes[variable])
    missing = [ours for code, ours in wanted.items() if code not in there]
    wrong = [fault(description.place(variable), say.REGION_THERE, regions=few(missing))]
    return {code: ours for code, ours in wanted.items() if code in there}, wrong if missing else []


def _there(
    description: Description, variable: str, codes: tuple[str, ...], outline: Cube
) -> Iterator[Fault]:
    """Find codes of a variable; one that is left out stands for its total."""
    for code in codes:
        if variable in outline.codes and code not in outline.codes[variable]:
            listed = ", ".join(outline.codes[variable][:8])
            place = description.place(variable)
            yield fault(place, say.CODE_THERE, found=listed, code=code, means=variable)


def _all_known(description: Description, outline: Cube) -> Iterator[Fault]:
    """Refuse a variable with several codes that the description does not choose from."""
    for variable, codes in outline.codes.items():
        if variable not in description.variables and len(codes) > 1:
            yield fault(description.place(), say.VARIABLE_CHOSEN, found=variable)


def _years(description: Description, there: tuple[str, ...]) -> tuple[str, ...]:
    first, last = description.first, description.last
    years = sorted(code for code in there if code.isdigit() and first <= int(code) <= last)
    return tuple(years[-description.last_years :] if description.last_years else years)
