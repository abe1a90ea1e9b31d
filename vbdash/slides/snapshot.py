"""Slides that somebody added, and a whole deck, as a small file that can be saved and opened.

The file is JSON and comes from outside: everything in it is checked, nothing in it is run, and a
file that does not fit is refused as a whole.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from vbdash.charts.maps.labels import Label, Spot
from vbdash.charts.maps.scope import geometry_of_regions
from vbdash.charts.maps.view import Area, Circle, Key, MapView
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit
from vbdash.slides.recipe import OWN
from vbdash.text import msg

#: Bytes of the largest file that is read.
LARGEST: Final = 4_000_000
_FORM: Final = "vbdash-deck"
_VERSION: Final = 1
#: The only markup our own figures use.
_MARKUP: Final = re.compile(r"</?(?:b|i)>|<br>")
_MOST_ROWS, _MOST_SLIDES = 2000, 60


class DeckFileError(ValueError):
    """The file is not a deck that can be shown; its text says why (a message of the catalogue)."""


def own_key(title: str, subtitle: str, link: str) -> str:
    """Return the key of an added slide: the same for the same picture of the same view."""
    digest = hashlib.sha256("\n".join([title, subtitle, link]).encode()).hexdigest()
    return f"{OWN}{digest[:8]}"


def saved(keys: Sequence[str], own: Mapping[str, Exhibit], query: Mapping[str, Any]) -> bytes:
    """Write a deck as a file.

    Parameters
    ----------
    keys
        Its slides in order.
    own
        The added slides among them, by key.
    query
        The selection, as a link says it.

    Returns
    -------
    bytes
        UTF-8 JSON; the same deck gives the same bytes.
    """
    content = {
        "form": _FORM,
        "version": _VERSION,
        "slides": list(keys),
        "view": {name: list(values) for name, values in query.items()},
        "added": [_written(own[key]) for key in keys if key in own],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _written(slide: Exhibit) -> dict[str, Any]:
    names = list(dict.fromkeys(column.name for column in (*slide.columns, *slide.filed)))
    table = json.loads(slide.table[names].to_json(orient="values", date_format="iso"))
    plain = ("key", "title", "subtitle", "sentence", "sources", "lines", "unit", "decimals",
             "link", "watermark", "origin", "recipe")  # fmt: skip
    return {
        **{name: getattr(slide, name) for name in plain},
        "columns": [asdict(column) for column in slide.columns],
        "filed": [asdict(column) for column in slide.filed],
        "table": table,
        "figure": None if slide.figure is None else json.loads(slide.figure.to_json()),
        "map": None if slide.map is None else _map_written(slide.map),
    }


def _map_written(view: MapView) -> dict[str, Any]:
    shown = ("areas", "circles", "labels", "legend")
    return {
        **{name: [asdict(each) for each in getattr(view, name)] for name in shown},
        "regions": list(view.geometry.names),
        "links": view.links,
        "selected": sorted(view.selected),
        "legend_title": view.legend_title,
        "alt": view.alt,
        "note": view.note,
    }


def opened(
    content: bytes, dataset: Dataset
) -> tuple[tuple[str, ...], dict[str, Exhibit], dict[str, list[str]]]:
    """Read a deck from a file.

    Parameters
    ----------
    content
        The bytes of the file.
    dataset
        What added maps are drawn on: its county, all of Sweden, its counties, a labour market.

    Returns
    -------
    keys, own, query
        As :func:`saved` takes them; keys and query still have to be checked against what exists.

    Raises
    ------
    DeckFileError
        If anything in the file does not fit.
    """
    if len(content) > LARGEST:
        raise DeckFileError(msg("The file is too large to be a deck."))
    try:
        data = json.loads(content)
        if data["form"] != _FORM or data["version"] != _VERSION:
            raise DeckFileError(msg("The file is not a deck of this app."))
        keys = tuple(_text(key, 40) for key in data["slides"][:_MOST_SLIDES])
        own = [_read(each, dataset) for each in data["added"][:_MOST_SLIDES]]
        query = {
            _text(name, 40): [_text(value, 100) for value in values]
            for name, values in data["view"].items()
        }
    except DeckFileError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DeckFileError(msg("The file is not a deck of this app.")) from error
    return keys, {slide.key: slide for slide in own}, query


def _text(value: Any, longest: int = 2000) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise TypeError
    return value


def _read(each: Mapping[str, Any], dataset: Dataset) -> Exhibit:
    columns, filed = _columns(each["columns"]), _columns(each.get("filed", ()))
    names = list(dict.fromkeys(column.name for column in (*columns, *filed)))
    rows = each["table"]
    if len(rows) > _MOST_ROWS or any(len(row) != len(names) for row in rows):
        raise ValueError
    if not _text(each["key"], 40).startswith(OWN):
        raise ValueError
    return Exhibit(
        key=each["key"],
        title=_text(each["title"], 400),
        subtitle=_text(each["subtitle"]),
        sentence=_text(each["sentence"]),
        table=pd.DataFrame(rows, columns=names),
        columns=columns,
        filed=filed,
        sources=tuple(_text(s, 100) for s in each["sources"]),
        lines=tuple((_text(label, 200), _text(text, 5000)) for label, text in each["lines"]),
        chart=None if each["figure"] is None else _figure(each["figure"]),
        map=None if each["map"] is None else _map(each["map"], dataset),
        unit=_text(each["unit"], 40),
        decimals=_whole(each["decimals"]) or 0,
        link=_text(each["link"]),
        watermark=_text(each["watermark"]),
        origin=_text(each.get("origin", "")),
        recipe=_text(each.get("recipe", ""), 400),
    )


def _columns(listed: Sequence[Mapping[str, Any]]) -> list[Column]:
    return [
        Column(_text(c["name"], 80), _text(c["heading"], 200), _whole(c["decimals"]),
               varied=c.get("varied") is True)
        for c in listed
    ]  # fmt: skip


def _whole(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or not 0 <= value <= 6:
        raise TypeError
    return value


def _figure(data: Mapping[str, Any]) -> go.Figure:
    """Read a chart: bars and scatters only, words without links or scripts."""
    if any(trace["type"] not in ("bar", "scatter") for trace in data["data"]):
        raise ValueError
    if {"images", "updatemenus", "sliders"} & set(data["layout"]):
        raise ValueError
    if any("<" in _MARKUP.sub("", text) for text in _strings(data)):
        raise ValueError
    # Plotly packs long lists of numbers as base64; our own figures hold plain lists.
    return go.Figure(data["data"], layout=data["layout"])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.replace("<extra></extra>", "")
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _line(a: float, b: float, c: float, d: float, *thick: float) -> tuple[float, ...]:
    if len(thick) > 1 or any(not 0 < width < 100 for width in thick):
        raise ValueError
    return tuple(float(each) for each in (a, b, c, d, *thick))


def _map(data: Mapping[str, Any], dataset: Dataset) -> MapView:
    areas = tuple(Area(**each) for each in data["areas"])
    # Files from before maps of more than a county do not say which regions they show.
    regions = data.get("regions") or dataset.municipality_codes
    geometry = geometry_of_regions(dataset, [_text(code, 8) for code in regions])
    if geometry is None or any(area.code not in geometry.shapes for area in areas):
        raise DeckFileError(msg("The deck was made for another county."))
    labels = tuple(Label(**{**each, "spot": Spot(**each["spot"])}) for each in data["labels"])
    return MapView(
        geometry=geometry,
        areas=areas,
        circles=tuple(Circle(**each) for each in data["circles"]),
        links=tuple(_line(*each) for each in data["links"]),
        labels=labels,
        selected=frozenset(_text(code, 8) for code in data["selected"]),
        legend_title=_text(data["legend_title"]),
        legend=tuple(Key(**each) for each in data["legend"]),
        alt=_text(data["alt"]),
        rows=pd.DataFrame(),
        note=_text(data["note"]),
    )
