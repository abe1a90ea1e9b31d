"""``python -m vbdash doctor``: look over an installation, and say what to do where it is not well."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Final

from vbdash.address import CONTACT, PUBLISHER, SETTING, contact, public_urls, publisher
from vbdash.data import stamp
from vbdash.data.dataset import data_directory, load
from vbdash.data.faults import DataError
from vbdash.data.refreshed import EDITIONS
from vbdash.records.store import EARLIER
from vbdash.text import Text

_PYTHON: Final = (3, 11)
#: Open files of 250 visitors; fewer are told.
_FILES: Final = 1200
#: When this was written; a clock that is behind it refuses dates that are right.
_WRITTEN: Final = datetime(2026, 1, 1, tzinfo=UTC)
#: What signing in takes, and how long what signs its cookie must be.
_AUTH: Final = (
    "redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url",
)  # fmt: skip
_SECRET: Final = 32
_ROOT: Final = Path(__file__).resolve().parents[2]
_PIN: Final = re.compile(r"([\w.-]+)(?:\[[^\]]*\])?==([\w.]+)")
_TYPEFACES: Final = Path(__file__).resolve().parents[1] / "charts" / "paper" / "typefaces"


@dataclass(frozen=True)
class Finding:
    """What was looked at, and what is to be done about it.

    Attributes
    ----------
    what
        What was looked at, with what was found.
    todo
        What to do; empty where all is well.
    """

    what: str
    todo: str = ""


def doctor(tx: Text, directory: str | None = None) -> int:
    """Print what was looked at, line by line; return 1 where something is to be done."""
    found = list(findings(tx, data_directory(directory)))
    for each in found:
        print(f"{'!' if each.todo else 'ok':>2}  {each.what}")
        if each.todo:
            print(f"    {each.todo}")
    return 1 if any(each.todo for each in found) else 0


def findings(tx: Text, directory: Path) -> Iterator[Finding]:
    """Look over the installation; nothing is changed, nothing is fetched."""
    yield _python(tx)
    yield _packages(tx)
    yield _data(tx, directory)
    yield _typefaces(tx)
    yield _files(tx)
    yield _clock(tx)
    yield _writing(tx, directory)
    yield _proxy(tx)
    yield _address(tx)
    yield _publisher(tx)
    yield _signing_in(tx)
    yield _user(tx)


def _python(tx: Text) -> Finding:
    own = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info[:2] >= _PYTHON
    return Finding(f"Python {own}", "" if good else tx("Install Python 3.11 or newer."))


def _packages(tx: Text) -> Finding:
    file = _ROOT / "requirements.txt"
    try:
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        lines = lines or requires("vbdash") or []
    except PackageNotFoundError:
        lines = []
    pins = [found for line in lines if "extra ==" not in line and (found := _PIN.match(line))]
    wrong = [each[0] for each in pins if _installed(each[1]) != each[2]]
    what = tx.plural("{n} package", "{n} packages", len(pins))
    if not pins:
        todo = tx("The list of packages is missing: put requirements.txt beside app.py.")
        return Finding(what, todo)
    todo = tx("Install what is missing or of another version: {names}", names=", ".join(wrong))
    return Finding(what, todo if wrong else "")


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _data(tx: Text, directory: Path) -> Finding:
    what = tx("Data: {folder}", folder=directory)
    try:
        load(directory)
    except DataError:
        return Finding(what, tx("Run “python -m vbdash check”: it lists every fault."))
    return Finding(what)


def _typefaces(tx: Text) -> Finding:
    there = len(list(_TYPEFACES.glob("*.ttf")))
    todo = tx("Install the program anew: files are missing in {folder}", folder=_TYPEFACES)
    return Finding(tx("Typefaces: {n}", n=there), todo if there < 3 else "")


def _files(tx: Text) -> Finding:
    try:
        import resource
    except ImportError:
        return Finding(tx("Open files: no limit"))
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    few = hard != resource.RLIM_INFINITY and hard < _FILES
    what = tx("Open files: at most {n}", n=tx.number(hard))
    return Finding(what, tx("Raise the limit (LimitNOFILE, ulimit -n): four a visitor.") if few else "")  # fmt: skip


def _clock(tx: Text) -> Finding:
    now = datetime.now(UTC)
    todo = tx("Set the clock: dates that are right would be refused.")
    return Finding(tx("Clock: {date}", date=now.date()), todo if now < _WRITTEN else "")


def _writing(tx: Text, directory: Path) -> Finding:
    folder = stamp.folder()
    inside = (directory / name for name in (EDITIONS, EARLIER))
    looked = [each for each in (directory, *inside, folder) if each and _is_there(each)]
    shut = [str(each) for each in looked if not os.access(each, os.R_OK | os.W_OK | os.X_OK)]
    todo = tx("Imports and checks write here, and may not: {folders}", folders=", ".join(shut))
    return Finding(tx("Write access"), todo if shut else "")


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except PermissionError:  # hidden in one that may not be entered
        return True


def _proxy(tx: Text) -> Finding:
    kept = {name.lower(): value for name, value in os.environ.items() if name.lower().endswith("_proxy")}  # fmt: skip
    used = sorted({"http_proxy", "https_proxy", "all_proxy"} & set(kept))
    around = "localhost" in kept.get("no_proxy", "")
    what = tx("Proxy: {names}", names=", ".join(used)) if used else tx("Proxy: none")
    todo = tx("Put localhost and 127.0.0.1 in no_proxy, or health checks ask the proxy.")
    return Finding(what, todo if used and not around else "")


def _address(tx: Text) -> Finding:
    own, set_to = public_urls(), os.environ.get(SETTING, "").split()
    what = tx("Address: {address}", address=own[0] if own else tx("this machine only"))
    todo = tx("Set {setting} to an address such as https://industri.example.se", setting=SETTING)
    return Finding(what, todo if len(own) < len(set_to) else "")


def _publisher(tx: Text) -> Finding:
    missing = [name for name, said in ((PUBLISHER, publisher()), (CONTACT, contact())) if not said]
    todo = tx("Set {names}: the law wants the publisher and a way to them in the statements.", names=", ".join(missing))  # fmt: skip
    what = tx("Publisher: {name}", name=publisher() or "–")
    published = public_urls()  # on somebody's own machine nobody asks
    return Finding(what, todo if published and missing else "")


def _signing_in(tx: Text) -> Finding:
    """Look at the secrets file as the app does, without the app."""
    file = _ROOT / ".streamlit" / "secrets.toml"
    if not file.is_file():
        return Finding(tx("Sign-in: none"))
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return Finding(tx("Sign-in"), tx("{file} cannot be read as TOML.", file=file.name))
    auth, access = told.get("auth", {}), told.get("access", {})
    missing = [f"[auth] {name}" for name in _AUTH if not auth.get(name)]
    missing += [] if access.get("domains") or access.get("addresses") else ["[access] domains"]
    todo = []
    if missing:
        todo.append(tx("State in {file}: {names}", file=file.name, names=", ".join(missing)))
    if len(str(auth.get("cookie_secret", ""))) < _SECRET and auth.get("cookie_secret"):
        todo.append(tx("Make cookie_secret longer: at least {n} signs.", n=_SECRET))
    if file.stat().st_mode & 0o077 and os.name == "posix":
        todo.append(tx("Let nobody else read {file}: chmod 600.", file=file.name))
    return Finding(tx("Sign-in"), " ".join(todo))


def _user(tx: Text) -> Finding:
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return Finding(tx("User"), tx("Run the app as a user of its own, not as root.") if root else "")
