"""What has changed, for machines: an Atom feed and JSON, as bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from xml.etree import ElementTree

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """One time that figures changed.

    Attributes
    ----------
    edition
        What is served since.
    time
        When, in UTC.
    title
        What happened, in a line.
    lines
        What has changed, a sentence each.
    """

    edition: str
    time: str
    title: str
    lines: tuple[str, ...]


def atom(entries: Sequence[Entry], title: str, address: str, lang: str) -> bytes:
    """Write an Atom feed (RFC 4287), the newest entry first.

    Parameters
    ----------
    entries
        In the order of time.
    title
        Name of the feed.
    address
        Where the app is; identifies the feed and its entries.
    lang
        Language of the texts.
    """
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed", {"xml:lang": lang})
    newest = entries[-1].time if entries else "1970-01-01T00:00:00Z"
    _add(feed, title=title, id=address, updated=newest)
    _link(feed, address)
    _add(ElementTree.SubElement(feed, f"{{{_ATOM}}}author"), name=title)
    for each in reversed(entries):
        entry = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
        name = f"{address.rstrip('/')}/#{each.edition or 'shipped'}-{each.time}"
        _add(entry, title=each.title, id=name, updated=each.time, content="\n".join(each.lines))
        _link(entry, address)
    body: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body


def as_json(entries: Sequence[Entry], rows: Sequence[Mapping[str, Any]] = ()) -> bytes:
    """Write the same as JSON, with the figures that changed last, if they are given."""
    whole = {"entries": [asdict(each) for each in reversed(entries)], "figures": list(rows)}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _add(parent: ElementTree.Element, **texts: str) -> None:
    for name, text in texts.items():
        ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}").text = _clean(text)


def _link(parent: ElementTree.Element, address: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}link", {"href": address})


def _clean(text: str) -> str:
    """Leave out signs that XML cannot hold."""
    return "".join(sign for sign in text if sign in "\n\t" or sign >= " ")
