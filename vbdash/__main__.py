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
from typing import Any, Final

from vbdash.commands import register
from vbdash.commands.bar import Bar
from vbdash.commands.check import check
from vbdash.commands.doctor import doctor
from vbdash.commands.earlier import list_versions, undo
from vbdash.commands.options import add_editions, add_refresh
from vbdash.commands.spoken import language, speaking
from vbdash.commands.template import NAMES, write_templates
from vbdash.data.dataset import data_directory, shipped_directory
from vbdash.data.faults import reason
from vbdash.records.importing import KINDS, Told, import_table
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
    with speaking(Text(language(given))):
        chosen = parser().parse_args(given)
    begun = time.monotonic()
    status = _run(chosen, Text(chosen.lang))
    if chosen.command in _CHANGES and os.environ.get("VBDASH_LOG") == "json":
        told = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "event": chosen.command,
        }
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
        print(
            tx("What is printed cannot be written: {reason}", reason=error.strerror),
            file=sys.stderr,
        )
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
            parser().error(tx("import: a file is needed, or --list, or --undo"))
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


def parser() -> argparse.ArgumentParser:
    """Describe all commands and their options."""
    called = Path(sys.argv[0]).stem
    prog = called if called == "vbdash" else "python -m vbdash"
    parser = argparse.ArgumentParser(prog=prog, description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checks = commands.add_parser("check", help="check a data directory and summarise it")
    checks.add_argument("directory", nargs="?", help="default: VBDASH_DATA, else the shipped data")
    checks.add_argument("--lang", choices=["sv", "en"], default="en", help="language of the report")
    checks.add_argument(
        "--shipped", action="store_true",
        help="write into the code that these are the data it ships with, and that they have passed",
    )  # fmt: skip
    looks = commands.add_parser("doctor", help="look over an installation, and say what to do")
    looks.add_argument("--data", help="data directory; default: VBDASH_DATA, else the shipped data")
    looks.add_argument("--lang", choices=["sv", "en"], default="sv", help="language of the report")
    _add_records(commands)
    _add_report(commands)
    register.describe(commands)
    add_refresh(commands)
    add_editions(commands)
    return parser


def _add_records(commands: Any) -> None:
    """Describe the commands for the region's own records."""
    reads = commands.add_parser("import", help="check a file and put it in place of a table")
    reads.add_argument(
        "table", choices=list(KINDS),
        help="interventions; register (a row a firm) or eligible (counts too): the target group",
    )  # fmt: skip
    reads.add_argument("file", nargs="?", help="CSV or XLSX with the columns of the template")
    reads.add_argument(
        "--yes", action="store_true", help="replace the table even if it loses most of its firms"
    )
    reads.add_argument("--list", action="store_true", help="list the earlier versions")
    reads.add_argument(
        "--undo", nargs="?", const="", metavar="VERSION",
        help="bring an earlier version back: the latest, or one that --list names",
    )  # fmt: skip
    reads.add_argument("--year", type=int, help="year of the target group, if the file says none")
    reads.add_argument("--source", help="source of the target group, if the file says none")
    reads.add_argument(
        "--skip-faults", action="store_true",
        help="leave out rows at fault, use the others, and give the rows left out back as a file",
    )  # fmt: skip
    reads.add_argument("--data", help="data directory; default: VBDASH_DATA, else the shipped data")
    reads.add_argument("--lang", choices=["sv", "en"], default="sv", help="language of the report")
    blank = commands.add_parser("template", help="write a template to fill in")
    blank.add_argument("table", nargs="?", choices=list(NAMES), default="interventions")
    blank.add_argument("--format", choices=["xlsx", "csv"], default="xlsx")
    blank.add_argument(
        "--lang", choices=["sv", "en"], default="sv", help="language of the template"
    )
    blank.add_argument("-o", "--output", default=".", help="folder to write to")


def _add_report(commands: Any) -> None:
    """Describe the command that writes fact sheets, decks and workbooks."""
    makes = commands.add_parser("report", help="write fact sheets, slides or tables")
    makes.add_argument(
        "--municipality", action="append", default=[], metavar="CODE",
        help="code or name, may be given several times; default: all, and the county",
    )  # fmt: skip
    makes.add_argument(
        "--format", choices=["pdf", "pdf-slides", "pptx", "xlsx"], default="pdf",
        help="pdf: a fact sheet of two pages; the others: the slides and their tables",
    )  # fmt: skip
    makes.add_argument("--lang", choices=["sv", "en"], default="sv", help="language of the reports")
    makes.add_argument("--data", help="data directory; default: VBDASH_DATA, else the shipped data")
    makes.add_argument("-o", "--output", default=".", help="folder to write to")


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
