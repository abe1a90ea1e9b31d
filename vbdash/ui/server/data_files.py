"""Data at addresses of their own, for Excel, R, pandas and other people's pages.

``/data/tables/NAME.csv``, ``/data/measures/ID.json`` and ``/data/municipalities.xlsx`` take the same
choices as a link to a page does. Anybody may read them, from any page; a table of the region's own
is at no address. A file is made once for a version of the data and kept while there is room.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from vbdash.address import DataPath, data_path
from vbdash.data.dataset import Dataset
from vbdash.data.faults import DataError
from vbdash.exhibits.matrix import with_figures
from vbdash.reports import datafile
from vbdash.reports.export import file_name
from vbdash.reports.workbook import matrix_xlsx
from vbdash.selection import FIELDS, Choices, Selection, county_meant
from vbdash.text import LANGUAGES, Text
from vbdash.ui.server.doors import READING
from vbdash.view import View

#: Bytes of the files that are kept, compressed.
_ROOM: Final = 24 * 2**20
#: Files that are made at the same time, and that may wait for it: pages go before them.
_HANDS, _QUEUE = 1, 16
_MEDIA: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: What may be at an address without a kind, and in which forms.
_ALONE: Final = {"municipalities": ("csv", "json", "xlsx"), "index": ("json",)}
_CORS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, Link",
}
_ASKED_BEFORE: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class _Refused(Exception):
    """There is no such file; its texts say why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


@dataclass(frozen=True)
class _Made:
    """A file as it is kept: compressed, with what its content is told apart by."""

    body: bytes
    tag: str
    name: str


class _Shelf:
    """Files that have been made, those asked for last, up to a number of bytes."""

    def __init__(self, room: int) -> None:
        self._room, self._taken = room, 0
        self._files: OrderedDict[tuple[object, ...], _Made] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[object, ...]) -> _Made | None:
        """Return a file; None where it is not kept."""
        with self._lock:
            if key in self._files:
                self._files.move_to_end(key)
            return self._files.get(key)

    def put(self, key: tuple[object, ...], made: _Made) -> None:
        """Keep a file, and let go of those that nobody has asked for the longest."""
        if len(made.body) > self._room:
            return
        with self._lock:
            before = self._files.pop(key, None)
            self._taken += len(made.body) - (len(before.body) if before else 0)
            self._files[key] = made
            while self._taken > self._room:
                self._taken -= len(self._files.popitem(last=False)[1].body)


class DataFiles:
    """Answer for the addresses of data; pass everything else on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._shelf = _Shelf(_ROOM)
        self._hands: CapacityLimiter | None = None
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file or with why there is none, or pass the request on."""
        asked = data_path(scope["path"]) if scope["type"] == "http" else None
        if asked is None:
            await self.app(scope, receive, send)
            return
        answer = await self._answer(scope, asked)
        if scope["method"] == "HEAD":
            answer.body = b""  # its length is told all the same
        await answer(scope, receive, send)

    async def _answer(self, scope: Scope, asked: DataPath) -> Response:
        if scope["method"] not in READING:
            return _said(405, "Method not allowed", {"Allow": ", ".join(sorted(READING))})
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers=_CORS | _ASKED_BEFORE)
        # Made on the loop that runs: a limiter belongs to one.
        self._hands = self._hands or CapacityLimiter(_HANDS)
        query = scope.get("query_string", b"").decode("latin-1")
        if self._waiting >= _QUEUE:
            return _said(503, "Busy", {"Retry-After": "5"})
        self._waiting += 1
        try:
            made = await to_thread.run_sync(self._file, asked, query, limiter=self._hands)
        except _Refused as refused:
            return _said(refused.status, refused.reason)
        finally:
            self._waiting -= 1
        return _sent(made, asked, Headers(scope=scope))

    def _file(self, asked: DataPath, query: str) -> _Made:
        from vbdash.ui import session  # the page's modules come with the warm start

        try:
            data = session.everybodys()
        except DataError:
            raise _Refused(503, Text()("The data cannot be used")) from None
        wanted = _wanted(data, session.base(), asked, query)
        found = self._shelf.get(wanted.key)
        if found is None:
            found = _made(wanted)
            self._shelf.put(wanted.key, found)
        return found


@dataclass(frozen=True)
class _Wanted:
    """What an address asks for, every part of it known to the data.

    Attributes
    ----------
    path
        Kind, name and form.
    view
        The choices that change the file.
    places
        Codes of the regions to keep; none means all.
    measure
        What a table is cut by; empty where it is not.
    county
        Whether the address names the county.
    """

    path: DataPath
    view: View
    places: tuple[str, ...] = ()
    measure: str = ""
    county: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """All that the file is made from."""
        data = self.view.dataset
        return (data.digest, data.county, self.view.base, self.path, self.view.selection,
                self.places, self.measure, self.county)  # fmt: skip


def _wanted(data: Dataset, base: str, asked: DataPath, query: str) -> _Wanted:
    """Read what an address asks for; whatever cannot be had is refused in words."""
    given = _taken_apart(query)
    tx = Text(next((each for each in given.get("lang", ()) if each in LANGUAGES), "sv"))
    _exists(data, asked, tx)
    listed = not asked.kind and asked.name == "index"
    fields = frozenset() if listed else datafile.choices_of(data, asked.kind, asked.name)
    taken = fields | ({"county"} if "municipalities" in fields else set())
    params = {each.param for each in FIELDS if each.name in taken} - {"ar"} | {"lang"}
    told = {name: given[name] for name in params if name in given}
    data = data.seen_from(county_meant(told, data))
    selection, notices = Selection.parse(told, Choices.of(data))
    if notices:
        raise _Refused(400, " ".join(each.sentence(tx) for each in notices))
    year = _year(given.get("ar", ()), tx) if "year" in fields else None
    view = View(data, selection.replace(year=year), base=base)
    seen = View(data, view.only(*fields).selection, base=base)
    county = "lan" in told and not seen.chosen
    places = (data.county, *data.municipality_codes) if county else seen.chosen
    measure = selection.measure if "matt" in told else ""
    return _Wanted(asked, seen, places, measure, county)


def _taken_apart(query: str) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, max_num_fields=400) if query.count("&") < 400 else ():
        found.setdefault(name, []).append(value)
    return found


def _year(given: Sequence[str], tx: Text) -> int | None:
    if not given:
        return None
    text = given[-1]
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise _Refused(400, tx("A year is written with four digits, such as 2024."))
    return int(text)


def _exists(data: Dataset, asked: DataPath, tx: Text) -> None:
    """Refuse what there is not, and say what there is."""
    if not asked.kind:
        if asked.form in _ALONE.get(asked.name, ()):
            return
        raise _Refused(
            404,
            tx("There are no data at this address. What there is, is listed at data/index.json."),
        )
    there = (
        datafile.public_tables(data)
        if asked.kind == "tables"
        else tuple(str(each) for each in data.measures.index)
    )
    if asked.kind == "tables" and asked.name in data.tables and asked.name not in there:
        raise _Refused(
            403, tx("The rows of this table are about single firms and are not given out.")
        )
    if asked.name in there and asked.form != "xlsx":
        return
    words = (
        tx("There is no such table. These can be had, as csv and json: {names}.", names=", ".join(there))
        if asked.kind == "tables"
        else tx("There is no such measure. These can be had, as csv and json: {names}.", names=", ".join(there))
    )  # fmt: skip
    raise _Refused(404, words)


def _made(wanted: _Wanted) -> _Made:
    asked, view = wanted.path, wanted.view
    every = with_figures(view.dataset, view.selection.definition)
    codes = tuple(code for code in every if code in wanted.places) if wanted.places else every
    name, content = file_name(asked.name, asked.form), b""
    if asked.name == "index" and not asked.kind:
        content = datafile.index_json(view)
    elif asked.form == "xlsx":
        content = matrix_xlsx(view, codes)
    else:
        file = _data_file(wanted, codes)
        if file is not None:
            link = address(view, asked, wanted.measure, county=wanted.county)
            as_json = asked.form == "json"
            content = (
                datafile.as_json(file, view, link) if as_json else datafile.as_csv(file, view.tx)
            )
    if not content:
        raise _Refused(404, view.tx("There are no figures for these municipalities."))
    tag = hashlib.sha256(content).hexdigest()[:24]
    return _Made(gzip.compress(content, 6, mtime=0), f'W/"{tag}"', name)


def _data_file(wanted: _Wanted, codes: tuple[str, ...]) -> datafile.DataFile | None:
    path, view = wanted.path, wanted.view
    if path.kind == "tables":
        return datafile.table_file(view, path.name, wanted.places, wanted.measure)
    if path.kind == "measures":
        return datafile.measure_file(view, path.name, wanted.places)
    return datafile.matrix_file(view, codes)


def address(view: View, asked: DataPath, measure: str = "", *, county: bool = False) -> str:
    """Return where data lie, with the view's choices in the address.

    Parameters
    ----------
    view
        Municipalities, year, definition and language.
    asked
        What lies there.
    measure
        What a table is cut by.
    county
        Whether to cut it by the county in focus.
    """
    query = view.selection.query(Choices.of(view.dataset))
    query.pop("lan", None)  # the municipalities' codes and names say where they lie
    if county:
        query["lan"] = [view.dataset.county]
    if asked.kind == "tables" and measure:
        query["matt"] = [measure]
    written = urlencode(query, doseq=True)
    return f"{view.base}/{asked}" + (f"?{written}" if written else "")


def _sent(made: _Made, asked: DataPath, headers: Headers) -> Response:
    known = {each.strip() for each in headers.get("if-none-match", "").split(",")}
    shown = "attachment" if asked.form != "json" else "inline"
    told = _CORS | {
        "Cache-Control": "public, no-cache",
        "ETag": made.tag,
        "Vary": "Accept-Encoding",
        "Content-Disposition": f'{shown}; filename="{made.name}"',
    }
    if asked.form == "csv":
        told["Link"] = f'<{asked.name}.json>; rel="describedby"; type="application/json"'
    if known & {made.tag, made.tag.removeprefix("W/"), "*"}:
        return Response(status_code=304, headers=told)
    if "gzip" in headers.get("accept-encoding", ""):
        told["Content-Encoding"] = "gzip"
        return Response(made.body, headers=told, media_type=_MEDIA[asked.form])
    return Response(gzip.decompress(made.body), headers=told, media_type=_MEDIA[asked.form])


def _said(status: int, reason: str, headers: Mapping[str, str] | None = None) -> Response:
    told = {"Cache-Control": "no-store", **_CORS, **(headers or {})}
    return PlainTextResponse(f"{reason}\n", status, told)
