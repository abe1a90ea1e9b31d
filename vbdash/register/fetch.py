"""The bulk files fetched from the agency, or from where ``VBDASH_REGISTER_URL`` says.

A download that breaks off goes on where it stopped, as long as the file there is the same; what is
half fetched never has the name of a whole file.
"""

from __future__ import annotations

import http.client
import os
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from vbdash.data.faults import DataError, fault
from vbdash.text import msg

ADDRESS: Final = "https://vardefulla-datamangder.bolagsverket.se"
#: Where the files lie under the address.
BULK_FILES: Final = {
    "scb": "scb/scb_bulkfil.zip",
    "bolagsverket": "bolagsverket/bolagsverket_bulkfil.zip",
}
WEB_ADDRESS: Final = msg("an address that begins with https:// or http://")
ANSWER: Final = msg("a file from {address} ({detail})")
#: No bulk file is this large; a server that never stops is not listened to for ever.
_MOST: Final = 8 << 30
_BLOCK: Final = 1 << 20
_TIMES: Final = 5
_SECONDS: Final = 60.0
#: Seconds that a fetched file is used again; a new one comes every week.
_FRESH: Final = 24 * 3600
_PASSING: Final = {408, 425, 429, 500, 502, 503, 504}


class _Broken(Exception):
    """Something that may go better at the next attempt."""


def fetch(
    kind: str,
    folder: Path,
    *,
    address: str | None = None,
    progress: Callable[[str, float], None] = lambda _step, _done: None,
    pause: float = 1.0,
) -> Path:
    """Fetch a bulk file.

    Parameters
    ----------
    kind
        A key of :data:`BULK_FILES`.
    folder
        Where to put it.
    address
        Server and path; by default ``VBDASH_REGISTER_URL``, else ``ADDRESS``.
    progress
        Called with the step and how much of it is done.
    pause
        Seconds before the second attempt; doubled every time.

    Returns
    -------
    Path
        The whole file.

    Raises
    ------
    DataError
        When it cannot be had, in words. What was fetched is gone on with the next time.
    """
    base = (address or os.environ.get("VBDASH_REGISTER_URL") or ADDRESS).rstrip("/")
    if not base.startswith(("https://", "http://")):
        raise DataError([fault("VBDASH_REGISTER_URL", WEB_ADDRESS, found=base)])
    url = f"{base}/{BULK_FILES[kind]}"
    # The file holds persons' numbers: for nobody but who imports, and who imports removes it.
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    whole = folder / Path(url).name
    if whole.exists() and time.time() - whole.stat().st_mtime < _FRESH:
        return whole  # the import after it was interrupted
    part = folder / f"{Path(url).name}.part"
    said = ""
    for attempt in range(_TIMES):
        if attempt:
            time.sleep(pause * 2 ** (attempt - 1))
        try:
            _go_on(url, part, lambda done: progress(f"fetch-{kind}", done))
            break
        except (_Broken, OSError, http.client.HTTPException) as error:
            if isinstance(error, urllib.error.HTTPError) and error.code not in _PASSING:
                raise DataError([_no(url, f"HTTP {error.code}")]) from error
            said = str(error) or type(error).__name__
    else:
        raise DataError([_no(url, said)])
    if not zipfile.is_zipfile(part):
        part.unlink()
        raise DataError([_no(url, "no zip file")])
    part.replace(whole)
    _tag(part).unlink(missing_ok=True)
    return whole


def _no(url: str, detail: str) -> Any:
    return fault(Path(url).name, ANSWER, address=url, detail=detail)


def _tag(part: Path) -> Path:
    """Return the file that notes which version of the file on the server this is a part of."""
    return part.with_suffix(".tag")


def _go_on(url: str, part: Path, progress: Callable[[float], None]) -> None:
    """Fetch what is missing of a file; raise where it breaks off."""
    tag = _tag(part)
    have = part.stat().st_size if part.exists() and tag.exists() else 0
    headers = {"User-Agent": "vbdash", "Accept-Encoding": "identity"}
    if have:
        headers |= {"Range": f"bytes={have}-", "If-Range": tag.read_text("utf-8")}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - http or https, checked
    try:
        answer = urllib.request.urlopen(request, timeout=_SECONDS)  # noqa: S310
    except urllib.error.HTTPError as error:
        if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            tag.unlink(missing_ok=True)
            raise _Broken("HTTP 416") from error
        raise
    with answer:
        goes_on = answer.status == http.HTTPStatus.PARTIAL_CONTENT
        if goes_on and not str(answer.headers.get("Content-Range")).startswith(f"bytes {have}-"):
            tag.unlink(missing_ok=True)
            raise _Broken("Content-Range")
        done = have if goes_on else 0
        if not goes_on:
            _note(tag, answer.headers.get("ETag") or answer.headers.get("Last-Modified"))
        stated = answer.headers.get("Content-Length")
        total = done + int(stated) if stated and stated.isdigit() else None
        with part.open("ab" if goes_on else "wb") as out:
            while block := answer.read(_BLOCK):
                out.write(block)
                done += len(block)
                if done > _MOST:
                    raise DataError([_no(url, f"> {_MOST} B")])
                progress(done / total if total else 0.0)
    if total is not None and done != total:
        raise _Broken(f"{done} / {total} B")


def _note(tag: Path, version: str | None) -> None:
    """Note the version; a weak tag, or none, does not say that two parts fit together."""
    if version and not version.startswith("W/"):
        tag.write_text(version, "utf-8")
    else:
        tag.unlink(missing_ok=True)
