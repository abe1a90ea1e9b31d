"""Loopback servers that answer as the agencies document, with faults that can be switched on."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np

from tests.refresh import world

UPDATED = "2025-11-28T07:00:00Z"
Raw = dict[str, Any]


@dataclass
class Agencies:
    """What the servers share: limits, calls so far, and faults.

    ``faults`` maps a part of an address to what goes wrong there: a name, or a function that
    changes the answer (a dict) before it is sent. A pair with a number goes wrong so many times.
    """

    limit: int = 30
    window: float = 10.0
    cells: int = 150_000
    page: int = 5000
    faults: dict[str, Any] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    refused: int = 0
    breaks_after: int | None = None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    base: str = ""
    _times: dict[str, deque[float]] = field(default_factory=dict)
    _lock: Any = field(default_factory=threading.Lock)

    def fault(self, path: str) -> Any:
        with self._lock:
            for part, what in self.faults.items():
                if part not in path:
                    continue
                if isinstance(what, tuple):
                    name, left = what
                    if left <= 0:
                        continue
                    self.faults[part] = (name, left - 1)
                    return name
                return what
        return None

    def too_often(self, path: str) -> bool:
        now = time.monotonic()
        with self._lock:
            times = self._times.setdefault(path.split("/")[1], deque())
            while times and now - times[0] > self.window:
                times.popleft()
            times.append(now)
            return len(times) > self.limit


class Handler(BaseHTTPRequestHandler):
    """One question."""

    protocol_version = "HTTP/1.1"
    server: Any

    def log_message(self, *_: object) -> None: ...

    def date_time_string(self, timestamp: float | None = None) -> str:
        agencies: Agencies = self.server.agencies
        off = timedelta(days=400) if agencies.faults.get("clock") else timedelta()
        return format_datetime(agencies.now() + off, usegmt=True)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer({each["variableCode"]: each["valueCodes"] for each in body["selection"]})

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        chosen = {
            k[11:-1]: v[0].split(",") for k, v in asked.items() if k.startswith("valueCodes[")
        }
        self._answer(chosen)

    def _answer(self, chosen: dict[str, list[str]]) -> None:
        agencies: Agencies = self.server.agencies
        agencies.calls.append(self.path)
        fault = agencies.fault(self.path)
        if agencies.breaks_after is not None and len(agencies.calls) > agencies.breaks_after:
            fault = "500"
        if agencies.too_often(self.path) or fault == "429":
            agencies.refused += 1
            return self._send(429, b'{"title": "Too many requests"}', {"Retry-After": "0.05"})
        if isinstance(fault, str):
            return self._goes_wrong(fault, chosen)
        status, raw = self._raw(chosen)
        if callable(fault) and status == 200:
            raw = fault(raw) or raw
        return self._send(status, json.dumps(raw, ensure_ascii=False).encode())

    def _raw(self, chosen: dict[str, list[str]]) -> tuple[int, Raw]:
        parts = urlsplit(self.path).path.strip("/").split("/")
        if parts[0] == "scb":
            return scb(self.server.agencies, parts[1:], chosen)
        if parts[0] == "eurostat":
            return eurostat(parts[1], parse_qs(urlsplit(self.path).query))
        page = int(parse_qs(urlsplit(self.path).query).get("page", ["1"])[0])
        return kolada(self.server.agencies, parts[1:], page)

    def _goes_wrong(self, fault: str, chosen: dict[str, list[str]]) -> None:
        if fault == "down":
            self.close_connection = True
            return None
        if fault == "500":
            return self._send(503, b"Service unavailable")
        if fault == "gone":
            return self._send(404, b'{"title": "Not found"}')
        if fault == "html":
            return self._send(200, b"<!DOCTYPE html><html><body>Underh\xc3\xa5ll</body></html>")
        if fault == "slow":
            time.sleep(0.6)
            self.close_connection = True
            return None
        body = json.dumps(self._raw(chosen)[1]).encode()
        if fault == "short":
            return self._send(200, body[: len(body) // 2])
        if fault == "cut":
            self._send(200, body[: len(body) // 2], {"Content-Length": str(len(body))})
            self.close_connection = True
            return None
        raise AssertionError(fault)

    def _send(self, status: int, body: bytes, extra: dict[str, str] | None = None) -> None:
        self.send_response(status)
        headers = {"Content-Type": "application/json", "Content-Length": str(len(body))}
        for name, value in {**headers, **(extra or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Quiet(ThreadingHTTPServer):
    """Says nothing when a client hangs up: some faults make it do so."""

    def handle_error(self, *_: object) -> None: ...


def scb(agencies: Agencies, parts: list[str], chosen: dict[str, list[str]]) -> tuple[int, Raw]:
    if parts == ["config"]:
        return 200, {"apiVersion": "2.0.0", "maxDataCells": agencies.cells,
                     "maxCallsPerTimeWindow": agencies.limit, "timeWindow": 10}  # fmt: skip
    name = parts[1]
    if name not in world.TABLES:
        return 404, {"type": "Parameter error", "title": "Non-existent table", "status": 404}
    if parts[2] == "metadata":
        dims = world.TABLES[name]["dims"]
        return 200, jsonstat(name, dims, None)
    dims, values = world.table(name)
    for dim, codes in chosen.items():
        if dim not in dims or not set(codes) <= set(dims[dim]):
            return 400, {
                "type": "Parameter error",
                "title": f"Non-existent value {dim}",
                "status": 400,
            }
    if not {"ContentsCode", "Tid"} <= set(chosen):
        return 400, {"title": "Missing selection for mandatory variable", "status": 400}
    picked = {dim: chosen.get(dim, codes) for dim, codes in dims.items()}
    if np.prod([len(codes) for codes in picked.values()], dtype=float) > agencies.cells:
        return 403, {"title": "Too many cells selected", "status": 403}
    at = [[dims[d].index(c) for c in codes] for d, codes in picked.items()]
    return 200, jsonstat(name, picked, values[np.ix_(*at)])


def jsonstat(name: str, dims: dict[str, list[str]], values: np.ndarray | None) -> Raw:
    labels = {**world.municipalities(), **world.TABLES[name].get("labels", {})}
    raw: Raw = {
        "version": "2.0", "class": "dataset", "label": f"PÅHITTADE TAL: {name}", "source": "SCB",
        "updated": UPDATED, "id": list(dims), "size": [len(codes) for codes in dims.values()],
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
        "extension": {"px": {"tableid": name, "language": "sv", "official-statistics": True}},
        "dimension": {
            dim: {"label": dim, "category": {
                "index": {code: place for place, code in enumerate(codes)},
                "label": {code: labels.get(code, f"{dim} {code}") for code in codes}}}
            for dim, codes in dims.items()
        },
    }  # fmt: skip
    if values is not None:
        raw["value"] = [None if v != v else float(v) for v in values.ravel()]
    return raw


def eurostat(name: str, asked: dict[str, list[str]]) -> tuple[int, Raw]:
    unit = {"nama_10r_3gva": ["CP_MEUR", "CP_MNAC"], "nama_10r_3empers": ["THS"]}.get(name)
    if unit is None:
        return 404, {"error": [{"status": 404, "label": "Dataset not found"}]}
    dims = {"freq": ["A"], "unit": unit, "wstatus": ["EMP", "SAL"], "nace_r2": ["TOTAL", *world.NACE, "C"],
            "geo": list(world.NUTS.values()), "time": world.years(2000, 2024)}  # fmt: skip
    if name == "nama_10r_3gva":
        del dims["wstatus"]
    picked = {dim: asked.get(dim, codes) for dim, codes in dims.items()}
    if any(not set(codes) <= set(dims[dim]) for dim, codes in picked.items()):
        return 400, {"error": [{"status": 400, "label": "Invalid dimension value"}]}
    shape = [len(codes) for codes in picked.values()]
    values, statuses = {}, {}
    scale = 1.0 if name == "nama_10r_3gva" else 0.01
    for place, index in enumerate(np.ndindex(*shape)):
        code = {dim: picked[dim][at] for at, dim in zip(index, picked, strict=True)}
        values[str(place)] = round(scale * _gva(code["geo"], code["nace_r2"], code["time"]), 1)
        if code["time"] in {"2023", "2024"}:
            statuses[str(place)] = "p"
    return 200, {
        "version": "2.0", "class": "dataset", "label": f"MADE UP: {name}", "updated": "2026-02-20T23:00:00+0100",
        "value": values, "status": statuses, "id": list(picked), "size": shape,
        "dimension": {d: {"label": d, "category": {
            "index": {c: i for i, c in enumerate(codes)}, "label": {c: c for c in codes}}}
            for d, codes in picked.items()},
    }  # fmt: skip


def _gva(geo: str, nace: str, year: str) -> float:
    if geo == "SE":
        return sum(_gva(each, nace, year) for each in world.NUTS.values() if each != "SE")
    if nace == "TOTAL":
        return sum(_gva(geo, each, year) for each in world.NACE)
    if nace == "C":
        return 0.7 * _gva(geo, "B-E", year)
    return 9000 * world.weight(geo) * world.weight(nace) * (1 + 0.03 * (int(year) - 2000))


def kolada(agencies: Agencies, parts: list[str], page: int) -> tuple[int, Raw]:
    if parts[0] == "kpi":
        known = [each for each in parts[1].split(",") if each == "N03937"]
        values = [
            {"id": each, "title": "Öppet arbetslösa (påhittat)", "is_divided_by_gender": 1}
            for each in known
        ]
        return 200, {"count": len(values), "values": values}
    kpi, years = parts[2], parts[4].split(",")
    areas = ["0000", *(f"00{code}" for code in world.counties()), *world.municipalities()]
    rows = [
        {"kpi": kpi, "municipality": area, "period": int(year), "values": [
            {"gender": g, "count": 1, "status": "", "isdeleted": False,
             "value": round(2 + 6 * world.weight(area) + 0.1 * int(year[-1]), 1)} for g in "KMT"]}
        for year in years if int(year) <= 2024 for area in areas
    ]  # fmt: skip
    begin = (page - 1) * agencies.page
    raw: Raw = {"count": len(rows), "values": rows[begin : begin + agencies.page]}
    if begin + agencies.page < len(rows):
        raw["next_url"] = f"{agencies.base}/kolada/data/kpi/{kpi}/year/{parts[4]}?page={page + 1}"
    return 200, raw


@contextmanager
def serving(**options: Any) -> Iterator[Agencies]:
    """Serve all three agencies on loopback."""
    agencies = Agencies(**options)
    server = Quiet(("127.0.0.1", 0), Handler)
    server.agencies = agencies  # type: ignore[attr-defined]
    server.daemon_threads = True
    agencies.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    try:
        yield agencies
    finally:
        server.shutdown()
        server.server_close()


def changed(change: Callable[[Raw], None]) -> Callable[[Raw], Raw]:
    """Make a fault of something that changes an answer."""

    def fault(raw: Raw) -> Raw:
        raw = json.loads(json.dumps(raw))
        change(raw)
        return raw

    return fault
