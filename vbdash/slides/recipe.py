"""How an added slide is said in a link: the exhibit by its name, what it is made of, its choices.

``egen..industry.lan..industry.counties.ranking..1..gva.B-E.2024.…`` is read from the left: the page
and the part of it that shows the picture, its maker below :mod:`vbdash.exhibits`, how many arguments
follow, the arguments, and what of the selection the maker reads. Only makers of exhibits are called,
only with arguments of the kinds that they take; whatever else a link says makes no slide.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from vbdash.exhibit import Exhibit, Maker
from vbdash.indicators.shown import Shown
from vbdash.parameters import of_page
from vbdash.selection import FIELDS
from vbdash.view import View

#: Begins a recipe in the order of slides; and how the key of an added slide begins.
FIRST, OWN = "egen..", "egen-"
#: Signs of the longest recipe that stands in a link.
LONGEST: Final = 240
#: Stands between the pieces of a recipe; a single point between the values of a list.
_SIGN: Final = ".."
_ROOM: Final = "vbdash.exhibits."
_WORD: Final = re.compile(r"[A-Za-z0-9_+-]{1,60}")
_NAME: Final = re.compile(r"[a-z_]{1,40}(?:\.[a-z_]{1,40}){1,3}")
_PAGE: Final = re.compile(r"([a-z]{1,20})\.([a-z0-9-]{1,20})")
#: What the start page is called here, whose name in links is empty.
_START: Final = "start"
#: Stands for no value.
_NONE: Final = "-"
#: What of the selection a link may choose for an exhibit.
_FIELDS: Final = {each.name: each for each in FIELDS if each.name not in ("name", "lang")}


def recipe_of(
    make: Maker[..., Any], view: View, args: Sequence[Any], named: Mapping[str, Any]
) -> str:
    """Say what an exhibit is made of.

    Parameters
    ----------
    make
        Its maker.
    view
        What it is made of; only what `make` reads is said.
    args, named
        Its further arguments.

    Returns
    -------
    str
        Empty where it cannot be said in a link: another room's maker, an argument that is no code.
    """
    name = f"{make.__module__}.{make.__qualname__}"
    if not name.startswith(_ROOM):
        return ""
    signature = inspect.signature(make)
    given = list(signature.bind(view, *args, **named).arguments.items())[1:]
    try:
        said = [_write(signature.parameters[key].annotation, value) for key, value in given]
        said = [str(len(said)), *said, *_choices(make, view)]
    except (TypeError, ValueError):
        return ""
    recipe = _SIGN.join((name.removeprefix(_ROOM), *said))
    return recipe if len(recipe) <= LONGEST else ""


def _choices(make: Maker[..., Any], view: View) -> list[str]:
    usual = type(view.selection)()
    chosen = {n: getattr(view.selection, n) for n in make.reads if n in _FIELDS}
    return [
        ".".join(
            (_FIELDS[n].param, *(_word(v) for v in (values if _FIELDS[n].many else (values,))))
        )
        for n, values in chosen.items()
        if values != getattr(usual, n)
    ]


def _word(value: Any) -> str:
    text = str(value)
    if not _WORD.fullmatch(text) or text == _NONE:
        raise ValueError(text)
    return text


def _write(kind: str, value: Any) -> str:
    if isinstance(value, Shown):
        parts = (value.measure, value.definition, value.year, value.series, value.asked)
        asked = _NONE if value.asked_year is None else str(value.asked_year)
        return ".".join([*map(_word, parts), asked])
    if kind == "bool":
        return str(int(value))
    if kind == "tuple[str, ...]":
        return ".".join(map(_word, value)) or _NONE
    if value in (None, ""):
        return _NONE
    return _word(value)


def _shown(text: str) -> Shown:
    measure, definition, year, series, asked, asked_year = text.split(".")
    when = None if asked_year == _NONE else _int(asked_year)
    return Shown(measure, definition, _int(year), series, asked, when)


def _int(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise ValueError(text)
    return int(text)


#: How an argument is read, by the kind that the maker says it is of.
_READ: Final[Mapping[str, Callable[[str], Any]]] = {
    "str": lambda text: "" if text == _NONE else _word(text),
    "int": _int,
    "int | None": lambda text: None if text == _NONE else _int(text),
    "bool": lambda text: text == "1",
    "tuple[str, ...]": lambda text: () if text == _NONE else tuple(map(_word, text.split("."))),
    "Shown": _shown,
}


def _maker(name: str) -> Maker[..., Any]:
    if not _NAME.fullmatch(name):
        raise ValueError(name)
    room, _, function = f"{_ROOM}{name}".rpartition(".")
    found: Any = getattr(importlib.import_module(room), function)
    if found.__module__ != room or not isinstance(found.reads, tuple):
        raise ValueError(name)
    made: Maker[..., Any] = found
    return made


def remade(view: View, text: str) -> Exhibit | None:
    """Make the slide that a link asks for; None where there is no such slide.

    Parameters
    ----------
    view
        The data and the language; what is chosen stands in the recipe.
    text
        As :func:`told` wrote it, or anything.
    """
    if not text.startswith(FIRST) or len(text) > LONGEST + 60:
        return None
    try:
        page, name, count, *rest = text.removeprefix(FIRST).split(_SIGN)
        make, where = _maker(name), _PAGE.fullmatch(page)
        kinds = list(inspect.signature(make).parameters.values())[1:]
        given, choices = rest[: _int(count)], rest[_int(count) :]
        if where is None or len(given) != _int(count) or len(given) > len(kinds):
            return None
        named = {k.name: _READ[k.annotation](each) for k, each in zip(kinds, given, strict=False)}
        looked_at = view.only().choosing(**_chosen(view, make, choices))
        made = make(looked_at, **named)
        link = _link(view, looked_at, *where.groups())
        if not isinstance(made, Exhibit) or not made.is_drawn:
            return None
        return as_slide(made, key_of(text), link).replace(recipe=text)
    except Exception:  # a link is written by anybody, and what makes no slide is told as missing
        return None


def _chosen(view: View, make: Maker[..., Any], choices: Sequence[str]) -> dict[str, Any]:
    by_param = {each.param: each for n, each in _FIELDS.items() if n in make.reads}
    found: dict[str, Any] = {}
    for each in choices:
        param, *texts = each.split(".")
        field = by_param[param]
        values, wrong = view.choices.read(field, texts)
        if wrong or not values:
            raise ValueError(each)
        found[field.name] = tuple(sorted(values)) if field.many else values[-1]
    return found


def _link(view: View, looked_at: View, page: str, part: str) -> str:
    """Return the address of the page that shows a slide."""
    page = "" if page == _START else page
    link = looked_at.selection.link(view.choices, page, view.base)
    choice = of_page("del", page)
    if choice is None or part not in choice.values or part == choice.default:
        return link
    return f"{link}{'&' if '?' in link else '?'}del={part}"


def told(view: View, exhibit: Exhibit) -> str:
    """Say an exhibit of a page as a slide in a link; empty where it cannot be said."""
    part = dict(view.own).get("del", "")
    where = f"{view.page or _START}.{part or _NONE}"
    return f"{FIRST}{where}{_SIGN}{exhibit.recipe}" if exhibit.recipe else ""


def key_of(text: str) -> str:
    """Return the key of an added slide: the same wherever the same link is read."""
    return f"{OWN}{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def as_slide(exhibit: Exhibit, key: str, link: str) -> Exhibit:
    """Return an exhibit as it is kept in a deck: only what a slide and its file need.

    Parameters
    ----------
    exhibit
        As a page shows it.
    key
        Of the slide.
    link
        Address of the view that shows it.
    """
    decimals = [c.decimals for c in exhibit.columns if c.decimals is not None]
    return exhibit.replace(
        key=key,
        title=exhibit.title or exhibit.sentence,
        table=exhibit.table[
            list(dict.fromkeys(c.name for c in (*exhibit.columns, *exhibit.filed)))
        ],
        lines=tuple((label, text) for label, text in exhibit.lines if text),
        decimals=max(decimals, default=0),
        link=link,
        origin=exhibit.origin if not exhibit.sources else "",
    )
