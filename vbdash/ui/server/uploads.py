"""What visitors send is bounded before it is taken, and given back when they have left.

Streamlit keeps every file that a session has sent until the session ends, and lets a session that
has left lie until another visitor comes.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import time
from typing import Any, Final

import pyarrow as pa
from anyio import fail_after, to_thread
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime

#: Bytes that one session, and all together, may have lying at the server.
PER_SESSION: Final = 45 * 2**20
FOR_ALL: Final = 150 * 2**20
#: What is counted for an upload that does not state its size; the largest that is taken.
_LARGEST: Final = 21 * 2**20
#: Seconds that sending a file may take.
_SLOWEST: Final = 120
_EVERY: Final = 5.0
#: Bytes a second that all uploads are taken at together. Taking them apart is work of the loop that
#: passes everybody's messages on; at this pace it is half of a slow core's.
_PACE: Final = 12 * 2**20
#: Names of settings of GNU's allocator (malloc.h).
_ARENA_MAX: Final = -8
_MMAP_THRESHOLD: Final = -3
_PATH: Final = "/_stcore/upload_file/"


def tight_memory() -> None:
    """Let memory that is given back go to the system, and not lie with the thread that used it.

    GNU's allocator keeps a heap for each of up to eight threads a core, and after the first large
    block keeps all up to 32 MB: after visitors with large files have left, that is what stays. Two
    heaps, and large blocks always from the system. Arrow's own allocator keeps what it once had, too
    (20 MB from reading the tables), so that it takes the system's.
    """
    pa.set_memory_pool(pa.system_memory_pool())
    libc = ctypes.CDLL("libc.so.6")  # another system's allocator does without
    libc.mallopt(_ARENA_MAX, 2)
    libc.mallopt(_MMAP_THRESHOLD, 256 * 1024)


class BoundedUploads:
    """Refuse what is too much, and let a session's older files go when it sends new ones."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._coming: dict[str, int] = {}
        self._until = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass an upload on where there is room for it, and everything else."""
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] != "PUT" or _PATH not in path:
            await self.app(scope, receive, send)
            return
        session = path.partition(_PATH)[2].partition("/")[0]
        stated = Headers(scope=scope).get("content-length", "")
        size = min(int(stated), _LARGEST) if stated.isdecimal() else _LARGEST
        coming = self._coming.get(session, 0)
        if coming + size > PER_SESSION or not self._has_room(session, size):
            await PlainTextResponse("Too many files at once", 503)(scope, receive, send)
            return
        self._coming[session] = coming + size
        try:
            with fail_after(_SLOWEST):
                await self.app(scope, self._paced(receive), send)
        finally:
            left = self._coming.pop(session, 0) - size
            if left > 0:
                self._coming[session] = left

    def _paced(self, receive: Receive) -> Receive:
        """Take the parts of all uploads one after the other, none before its time."""

        async def paced() -> Message:
            message = await receive()
            now = time.monotonic()
            self._until = max(self._until, now) + len(message.get("body", b"")) / _PACE
            await asyncio.sleep(self._until - now)
            return message

        return paced

    def _has_room(self, session: str, size: int) -> bool:
        if not runtime.exists():
            return True
        files: Any = runtime.get_instance().uploaded_file_mgr
        lying = getattr(files, "file_storage", {})
        own = list(lying.get(session, {}).values())
        while own and sum(len(each.data) for each in own) + size > PER_SESSION:
            files.remove_file(session, own.pop(0).file_id)
        held = sum(len(f.data) for kept in list(lying.values()) for f in list(kept.values()))
        return held + sum(self._coming.values()) + size <= FOR_ALL


def release_left() -> bool:
    """Let the sessions go whose time to come back is over; return whether there were any.

    Called in the event loop, where Streamlit itself handles its sessions.
    """
    if not runtime.exists():
        return False
    manager: Any = getattr(runtime.get_instance(), "_session_mgr", None)
    left: Any = getattr(getattr(manager, "_session_storage", None), "_cache", None)
    if left is None:
        return False
    gone = left.expire()
    for _, info in gone:
        # Whatever still holds a session, a collector that was told to leave it alone among them:
        # its files go now.
        with contextlib.suppress(Exception):  # one that cannot be closed must not keep the others
            info.session.shutdown()
            info.session.session_state.clear()
    return bool(gone)


async def release_now_and_then() -> None:
    """Keep releasing; memory that is free goes back to the system."""
    while True:
        await asyncio.sleep(_EVERY)
        if release_left():
            await to_thread.run_sync(_give_back)


def _give_back() -> None:
    """Collect what sessions have left, whose parts hold each other, and give it to the system."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
