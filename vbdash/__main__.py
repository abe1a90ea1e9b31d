"""The command line: one command a module (:mod:`vbdash.commands`)."""

from __future__ import annotations

import argparse
import errno
import io
import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from vbdash.commands import register
from vbdash.commands.bar import Bar
from vbdash.commands.check import check
from vbdash.commands.doctor import doctor
from vbdash.commands.earlier import list_versions, undo
from vbdash.commands.options import parser
from vbdash.commands.spoken import language, speaking
from vbdash.commands.template import write_templates
from vbdash.data.dataset import data_directory, shipped_directory
from vbdash.data.faults import reason
from vbdash.records.importing import Told, import_table
from vbdash.text import Text, msg

#: Exit statuses of a command that was interrupted, and of one whose reader has gone.
_INTERRUPTED, _PIPE_CLOSED = 130, 141
READING: Final = msg("Reading the file")
CHECKING: Final = msg("Read; now checking it as a whole")
#: Commands that change what is served; each leaves a line in a log for machines.
_CHANGES: Final = ("import", "register", "refresh", "editions")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # one that cannot write "å" must not end a command
            stream.reconfigure(errors="backslashreplace")
    given = sys.argv[1:] if arguments is None else arguments
    tx = Text(language(given))
    with speaking(tx):
        chosen = parser(tx).parse_args(given)
    begun = time.monotonic()
    status = _run(chosen, Text(chosen.lang))
    if chosen.command in _CHANGES and os.environ.get("VBDASH_LOG") == "json":
        moment = datetime.now(UTC).isoformat(timespec="milliseconds")
        told = {"time": moment, "event": chosen.command}
        if table := getattr(chosen, "table", None):
            told["table"] = table
        ms = round((time.monotonic() - begun) * 1000)
        print(json.dumps(told | {"status": status, "ms": ms}), file=sys.stderr)
    return status


def _run(chosen: argparse.Namespace, tx: Text) -> int:
    """Run a command to the end of what it prints; whoever stops it, or reads no more, sees no trace."""
    try:
        status = _COMMANDS[chosen.command](chosen, tx)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print(tx("Interrupted."), file=sys.stderr)
        return _INTERRUPTED
    except OSError as error:
        if error.filename is not None:
            print(f"{error.filename}: {reason(error, tx)}", file=sys.stderr)
            return 1
        if error.errno not in (errno.EPIPE, errno.ENOSPC):
            raise
        with suppress(OSError, ValueError):  # what is left in the buffer has nowhere to go
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno == errno.EPIPE:  # as ``| head`` does
            return _PIPE_CLOSED
        said = tx("What is printed cannot be written: {reason}", reason=error.strerror)
        print(said, file=sys.stderr)
        return 1
    return status


def _check(chosen: argparse.Namespace, tx: Text) -> int:
    return check(chosen.directory, tx, ship=chosen.shipped)


def _doctor(chosen: argparse.Namespace, tx: Text) -> int:
    return doctor(tx, chosen.data)


def _template(chosen: argparse.Namespace, tx: Text) -> int:
    return write_templates(chosen.table, chosen.format, Path(chosen.output), tx)


def _report(chosen: argparse.Namespace, tx: Text) -> int:
    from vbdash.commands.report import report  # its libraries take a second to load

    return report(chosen.municipality, chosen.format, Path(chosen.output), tx, chosen.data)


def _refresh(chosen: argparse.Namespace, tx: Text) -> int:
    from vbdash.commands.refresh import refresh

    return refresh(chosen, tx)


def _editions(chosen: argparse.Namespace, tx: Text) -> int:
    from vbdash.commands.editions import run

    return run(chosen, tx)


def _import(chosen: argparse.Namespace, tx: Text) -> int:
    if _is_replaced_by_updates(data_directory(chosen.data)):
        print(tx("The data inside an installed package are replaced when it is updated. Copy them, and say where with --data or VBDASH_DATA: {folder}", folder=data_directory()), file=sys.stderr)  # fmt: skip
        return 1
    if chosen.list:
        return list_versions(chosen.table, chosen.data, tx)
    if chosen.undo is not None:
        return undo(chosen.table, chosen.undo, chosen.data, tx)
    if chosen.file is None:
        with speaking(tx):
            parser(tx).error(tx("import: a file is needed, or --list, or --undo"))
    told = Told(chosen.year, chosen.source, chosen.skip_faults)
    bar = Bar(tx, {"read": READING, "check": CHECKING})

    def tell(done: float) -> None:
        bar("read" if done < 1 else "check", done)
        if done == 1:
            bar.end()

    return import_table(
        chosen.table, Path(chosen.file), chosen.data, tx, told, sure=chosen.yes, progress=tell
    )


def _is_replaced_by_updates(directory: Path) -> bool:
    shipped = shipped_directory()
    return shipped.name == "shipped" and directory.resolve() == shipped


_COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace, Text], int]]] = {
    "check": _check,
    "doctor": _doctor,
    "import": _import,
    "template": _template,
    "report": _report,
    "register": register.register,
    "refresh": _refresh,
    "editions": _editions,
}


if __name__ == "__main__":
    sys.exit(main())
