"""Open files: each visitor takes a few, and the system's limit is low where nobody has raised it."""

from __future__ import annotations

import logging
from typing import Any, Final

from streamlit import runtime

#: As many as the process asks for, where the system lets it have them.
_WANTED: Final = 16_384
#: What one visitor takes, and what the process itself needs.
_EACH, _OWN = 4, 200
_log = logging.getLogger("vbdash")


def raise_limit() -> None:
    """Ask for as many open files as the system allows; said in the log where they are few."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _WANTED if hard == resource.RLIM_INFINITY else min(_WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (OSError, ValueError):
            wanted = soft
    if wanted < _WANTED:
        _log.warning("open files: at most %d, which is %d visitors at once", wanted, _most(wanted))


def _most(files: int) -> int:
    return max((files - _OWN) // _EACH, 1)


def has_room() -> bool:
    """Whether one more visitor can be let in without running out of open files."""
    try:
        import resource
    except ImportError:
        return True
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or not runtime.exists():
        return True
    manager: Any = getattr(runtime.get_instance(), "_session_mgr", None)
    return manager is None or int(manager.num_active_sessions()) < _most(soft)
