"""``python -m vbdash register``: the national company register, from its bulk files."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from typing import Any, Final

from vbdash.commands.bar import Bar
from vbdash.data.dataset import DEFAULT_COUNTY
from vbdash.data.faults import DataError, fault, reason, unreadable
from vbdash.text import Text, msg

FILE_WANTED: Final = msg("a file, or --fetch")
COUNTIES: Final = msg("county codes of two digits, such as 24")
_STEPS: Final = {
    "fetch-scb": msg("Fetching the register"),
    "fetch-bolagsverket": msg("Fetching the second file"),
    "scb": msg("Reading the register"),
    "bolagsverket": msg("Reading the second file"),
}
_REASONS: Final = {
    "number": msg("no valid organisation number"),
    "twice": msg("the number stands in an earlier row"),
}
#: Where files lie between fetching and importing; nothing of them stays.
FETCHED: Final = "fetched"
_LISTED: Final = 10


def register(chosen: Namespace, tx: Text) -> int:
    """Import the register and say what came of it.

    Parameters
    ----------
    chosen
        What was given on the command line.
    tx
        Language of the report.

    Returns
    -------
    int
        Exit status: 0, or 1 where a file cannot be had or used; what was there then stays.
    """
    if find_spec("duckdb") is None or find_spec("ibis") is None:
        needed = tx("The register needs more packages: pip install -r requirements-register.txt")
        print(needed, file=sys.stderr)
        return 1
    from vbdash.register.editions import register_directory  # DuckDB takes its time to load
    from vbdash.register.importing import import_register

    folder = register_directory(chosen.data)
    bar = Bar(tx, _STEPS)
    try:
        counties = _counties(chosen)
        scb, second = _files(chosen, folder, bar)
        key = Path(chosen.sni_key) if chosen.sni_key else None
        for each in (scb, second, key):
            if each is not None and each.is_file():
                each.open("rb").close()  # what we may not read is not called damaged
        told = import_register(
            scb, folder, bolagsverket=second, counties=counties, sni=chosen.sni, key=key,
            progress=bar,
        )  # fmt: skip
    except (DataError, OSError) as error:
        bar.end()
        print(_refused(error, chosen, folder, tx), file=sys.stderr)
        return 1
    bar.end()
    rmtree(folder / FETCHED, ignore_errors=True)
    print("\n".join([*_summary(told, tx), *_unreadable(told, folder, tx)]))
    return 0


def _refused(error: DataError | OSError, chosen: Namespace, folder: Path, tx: Text) -> str:
    """Say what is wrong with a file, or that it cannot be read or the folder not be written to."""
    if isinstance(error, DataError):
        return error.report(tx, whole=True)
    given = [chosen.file, chosen.bolagsverket, chosen.sni_key]
    if error.filename is not None and str(error.filename) in filter(None, given):
        return unreadable(str(error.filename), error).sentence(tx)
    return tx("Cannot write to {folder}: {reason}", folder=folder, reason=reason(error, tx))


def _counties(chosen: Namespace) -> tuple[str, ...]:
    if chosen.all:
        return ()
    codes = chosen.county or [os.environ.get("VBDASH_COUNTY") or DEFAULT_COUNTY]
    for code in codes:
        if not (len(code) == 2 and code.isascii() and code.isdigit()):
            raise DataError([fault("--county", COUNTIES, found=code)])
    return tuple(sorted(set(codes)))


def _files(chosen: Namespace, folder: Path, bar: Bar) -> tuple[Path, Path | None]:
    from vbdash.register.fetch import fetch

    second = chosen.bolagsverket  # an empty name: it is wanted, and is to be fetched
    if not chosen.fetch and (not chosen.file or second == ""):
        raise DataError([fault("register", FILE_WANTED)])

    def had(kind: str, named: str | None) -> Path:
        return Path(named) if named else fetch(kind, folder / FETCHED, progress=bar)

    scb = had("scb", chosen.file)
    return scb, None if second is None else had("bolagsverket", second)


def _summary(told: dict[str, Any], tx: Text) -> list[str]:
    """Say what was read and how firms were placed."""
    rows, placed = told["rows"], told["placed"]
    lines = [
        tx("Company register, edition {day}.", day=told["edition"] or told["sources"][0]),
        tx.plural("{n} firm kept.", "{n} firms kept.", rows["firms"]),
    ]
    if persons := rows["natural_persons"]:
        lines.append(tx.plural(
            "{n} row of natural persons was passed over; nothing of it is kept but sums of five or more.",
            "{n} rows of natural persons were passed over; nothing of them is kept but sums of five or more.",
            persons,
        ))  # fmt: skip
    if told["counties"]:
        lines.append(tx.plural("{n} firm lies in other counties.", "{n} firms lie in other counties.", rows["elsewhere"]))  # fmt: skip
    lines.append(tx(
        "Municipality: {code} by their postal code, {prefix} guessed by its first three digits, {none} not placed.",
        **{how: tx.number(placed[how]) for how in ("code", "prefix", "none")},
    ))  # fmt: skip
    if told["sni"]:
        lines.append(tx("Industries by SNI {edition}.", edition=told["sni"]))
    else:
        lines.append(tx("Which edition of SNI the industries follow could not be told; use --sni."))
    if key := told.get("sni_key"):
        counts = {name: tx.number(key[name]) for name in ("converted", "several", "unknown")}
        lines.append(tx("SNI {edition} by the key {file}: {converted} firms have got a code; {several} have one that is several there, and {unknown} one that the key does not have: they have got none.", edition=key["to"], file=key["file"], **counts))  # fmt: skip
    if second := told.get("bolagsverket"):
        lines.append(tx.plural("{n} firm has more from the second file.", "{n} firms have more from the second file.", second["firms"]))  # fmt: skip
    return lines


def _unreadable(told: dict[str, Any], folder: Path, tx: Text) -> list[str]:
    """List the first of the rows that were not used, and where all are."""
    from vbdash.register.editions import current
    from vbdash.register.importing import UNREADABLE

    second = told.get("bolagsverket", {}).get("unreadable", 0)
    count = told["rows"]["unreadable"] + told["rows"]["twice"] + second
    found = current(folder)
    if not count or found is None:
        return []
    path = found[0] / UNREADABLE
    lines = [tx.plural("{n} row was not used. It is listed in {path}:", "{n} rows were not used. They are listed in {path}:", count, path=path)]  # fmt: skip
    with path.open(encoding="utf-8") as rows:
        next(rows)
        for row, _ in zip(rows, range(_LISTED), strict=False):
            _, number, reason = row.rstrip().split(",")
            said = tx(_REASONS[reason]) if reason in _REASONS else tx.plural("{n} field", "{n} fields", int(reason))  # fmt: skip
            lines.append(f"  {tx('row {row}', row=number)}: {said}")
    return lines
