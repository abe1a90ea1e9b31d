"""Streamlit's own scripts and styles, compressed once and served so."""

from __future__ import annotations

import gzip
import os
import shutil
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Final

import streamlit
from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from vbdash.ui.server.reached import gate

_STATIC: Final = (Path(streamlit.__file__).parent / "static").resolve()
_COMPRESSED: Final = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
#: A year; Streamlit's own files carry a hash of their content in the name.
_FOREVER: Final = "public, max-age=31536000, immutable"
_PREFIX: Final = "vbdash-static-"
#: Seconds until a folder whose process has left no other sign of life is taken away.
_OLD: Final = 86_400


class CompressedStatic:
    """Serve Streamlit's own scripts and styles compressed, each compressed once."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the compressed copy where the browser takes one."""
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
            file = _static_file(scope["path"])
            query: bytes = scope["query_string"]
            before = await to_thread.run_sync(gate, file, query) if file is not None else None
            if before:
                kept = {"Cache-Control": "no-cache"}  # a small file of ours under Streamlit's name
                await Response(before, 200, kept, "text/javascript")(scope, receive, send)
                return
            if file is not None and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
                copy = await to_thread.run_sync(_compressed, file)
                headers = {
                    "Content-Encoding": "gzip",
                    "Vary": "Accept-Encoding",
                    "Cache-Control": _FOREVER,
                }
                answer = FileResponse(copy, headers=headers, media_type=_COMPRESSED[file.suffix])
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _static_file(path: str) -> Path | None:
    """Return the file of Streamlit's that a path means, if it is one that compresses."""
    if not path.startswith("/static/"):
        return None
    try:
        file = (_STATIC / path.removeprefix("/")).resolve()
        inside = file.is_relative_to(_STATIC / "static")
        return file if inside and file.suffix in _COMPRESSED and file.is_file() else None
    except (OSError, ValueError):  # too long for a name, or no name at all
        return None


@cache
def _cellar() -> Path:
    return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))


@cache
def _compressed(file: Path) -> Path:
    copy = _cellar() / f"{file.name}.gz"
    copy.write_bytes(gzip.compress(file.read_bytes(), 6, mtime=0))
    return copy


def clear() -> None:
    """Take the copies away when the server stops; whoever asks again gets new ones."""
    if _cellar.cache_info().currsize:
        shutil.rmtree(_cellar(), ignore_errors=True)
    _cellar.cache_clear()
    _compressed.cache_clear()


def sweep() -> None:
    """Take away what processes of ours that were killed have left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if _left(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _left(folder: Path) -> bool:
    """Whether a folder is our own user's and its process is gone."""
    try:
        told = folder.lstat()
    except OSError:
        return False
    if folder.is_symlink() or (hasattr(os, "getuid") and told.st_uid != os.getuid()):
        return False
    process = folder.name.removeprefix(_PREFIX).partition("-")[0]
    if os.name == "posix" and process.isdecimal():
        try:
            os.kill(int(process), 0)
        except ProcessLookupError:
            return True
        except (OSError, OverflowError):
            return False
        return False
    return time.time() - told.st_mtime > _OLD
