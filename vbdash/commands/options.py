"""What can be said on the command line, apart from what runs the commands: that takes seconds to load."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from vbdash.commands.template import NAMES
from vbdash.records.importing import KINDS
from vbdash.text import DEFAULT_LANGUAGE, LANGUAGES, Text


def parser(tx: Text) -> ArgumentParser:
    """Describe all commands and their options, in the language of the command."""
    called = Path(sys.argv[0]).stem
    prog = called if called == "vbdash" else "python -m vbdash"
    about = tx("Industry in figures: check the data, bring in records and figures, write reports.")
    whole = ArgumentParser(prog=prog, description=about)
    commands = whole.add_subparsers(dest="command", required=True)
    for add in (_check, _doctor, _import, _template, _report, _register, _refresh, _editions):
        add(commands, tx)
    return whole


def _check(commands: Any, tx: Text) -> None:
    it = commands.add_parser("check", help=tx("check a data directory and summarise it"))
    where = tx("default: VBDASH_DATA, else the shipped data")
    it.add_argument("directory", nargs="?", help=where)
    _language(it, tx, usual="en")
    it.add_argument(
        "--shipped", action="store_true",
        help=tx("write into the code that these are the data it ships with, and that they have passed"),
    )  # fmt: skip


def _doctor(commands: Any, tx: Text) -> None:
    it = commands.add_parser("doctor", help=tx("look over an installation, and say what to do"))
    _data(it, tx)
    _language(it, tx)


def _import(commands: Any, tx: Text) -> None:
    it = commands.add_parser("import", help=tx("check a file and put it in place of a table"))
    tables = tx("interventions; register (a row a firm) or eligible (counts too): the target group")
    it.add_argument("table", choices=list(KINDS), help=tables)
    content = tx("CSV or XLSX with the columns of the template")
    it.add_argument("file", nargs="?", help=content)
    sure = tx("replace the table even if it loses most of its firms")
    it.add_argument("--yes", action="store_true", help=sure)
    it.add_argument("--list", action="store_true", help=tx("list the earlier versions"))
    back = tx("bring an earlier version back: the latest, or one that --list names")
    it.add_argument("--undo", nargs="?", const="", metavar=tx("VERSION"), help=back)
    it.add_argument("--year", type=int, help=tx("year of the target group, if the file says none"))
    it.add_argument("--source", help=tx("source of the target group, if the file says none"))
    skip = tx("leave out rows at fault, use the others, and give the rows left out back as a file")
    it.add_argument("--skip-faults", action="store_true", help=skip)
    _data(it, tx)
    _language(it, tx)


def _template(commands: Any, tx: Text) -> None:
    it = commands.add_parser("template", help=tx("write a template to fill in"))
    tables = tx("interventions (the default), or eligible: the target group")
    it.add_argument("table", nargs="?", choices=list(NAMES), default="interventions", help=tables)
    it.add_argument(
        "--format", choices=["xlsx", "csv"], default="xlsx", help=tx("kind of file; default: xlsx")
    )
    it.add_argument("--lang", choices=list(LANGUAGES), default=DEFAULT_LANGUAGE,
                    help=tx("language of the template"))  # fmt: skip
    it.add_argument("-o", "--output", default=".", help=tx("folder to write to"))


def _report(commands: Any, tx: Text) -> None:
    it = commands.add_parser("report", help=tx("write fact sheets, slides or tables"))
    whose = tx("code or name, may be given several times; default: all, and the county")
    it.add_argument("--municipality", action="append", default=[], metavar=tx("CODE"), help=whose)
    forms = tx("pdf: a fact sheet of two pages; the others: the slides and their tables")
    it.add_argument(
        "--format", choices=["pdf", "pdf-slides", "pptx", "xlsx"], default="pdf", help=forms
    )
    it.add_argument("--lang", choices=list(LANGUAGES), default=DEFAULT_LANGUAGE,
                    help=tx("language of the reports"))  # fmt: skip
    _data(it, tx)
    it.add_argument("-o", "--output", default=".", help=tx("folder to write to"))


def _register(commands: Any, tx: Text) -> None:
    it = commands.add_parser("register", help=tx("import the national company register"))
    it.add_argument("file", nargs="?", help=tx("scb_bulkfil.zip; not needed with --fetch"))
    second = tx("bolagsverket_bulkfil.zip too; without a file with --fetch: fetch it")
    it.add_argument("--bolagsverket", nargs="?", const="", metavar=tx("FILE"), help=second)
    where = it.add_mutually_exclusive_group()
    kept = tx("county to keep, may be given several times; default: VBDASH_COUNTY, else 24")
    where.add_argument("--county", action="append", metavar=tx("CODE"), help=kept)
    where.add_argument("--all", action="store_true", help=tx("keep the whole country"))
    it.add_argument("--sni", choices=["2007", "2025"], help=tx("edition of SNI, if it is known"))
    key = tx("Statistics Sweden's key between SNI 2007 and 2025 (nyckel-sni2007---sni2025.xlsx)")
    it.add_argument("--sni-key", metavar=tx("FILE"), help=key)
    it.add_argument(
        "--fetch", action="store_true", help=tx("fetch the files (VBDASH_REGISTER_URL)")
    )
    data = tx("data directory; default: VBDASH_REGISTER, VBDASH_DATA, the shipped data")
    it.add_argument("--data", help=data)
    _language(it, tx)


def _refresh(commands: Any, tx: Text) -> None:
    does = tx("fetch, freeze, check, compile and publish figures of the agencies")
    it = commands.add_parser("refresh", help=does)
    tables = tx("scb, eurostat, kolada, all, or a table such as TAB3204")
    it.add_argument("what", nargs="?", default="all", help=tables)
    where = it.add_mutually_exclusive_group()
    county = tx("only the municipalities of this county; may be given several times")
    where.add_argument("--county", action="append", default=[], metavar=tx("CODE"), help=county)
    where.add_argument("--all", action="store_true", help=tx("all municipalities (the default)"))
    steps = ["fetch", "freeze", "check", "compile", "publish"]
    it.add_argument("--step", choices=steps, help=tx("one step only"))
    dry = tx("all steps but the last; say what would change")
    it.add_argument("--dry-run", action="store_true", help=dry)
    saved = tx("a saved table in the place of the network")
    it.add_argument("--from", dest="file", metavar=tx("FILE"), help=saved)
    it.add_argument("--undo", action="store_true", help=tx("serve again what was served before"))
    _data(it, tx)
    _language(it, tx)


def _editions(commands: Any, tx: Text) -> None:
    does = tx("editions of refreshed figures: list, compare, restore")
    parts = commands.add_parser("editions", help=does).add_subparsers(dest="part", required=True)
    parts.add_parser("list", help=tx("what is in place"))
    it = parts.add_parser("compare", help=tx("what differs between two editions"))
    it.add_argument("before", help=tx("name of an edition, or “shipped”"))
    it.add_argument("after", nargs="?", help=tx("default: what is served"))
    region = tx("only what changed for this region")
    it.add_argument("--municipality", metavar=tx("CODE"), help=region)
    it = parts.add_parser("restore", help=tx("serve an edition that is in place"))
    it.add_argument("edition", help=tx("its name, or “shipped” for the shipped tables alone"))
    it = parts.add_parser("changes", help=tx("what has changed so far"))
    form = tx("text, or a feed for programs: atom or json; default: text")
    it.add_argument("--format", choices=["text", "atom", "json"], default="text", help=form)
    app = tx("where the app is, for the feed")
    it.add_argument("--address", default="https://localhost/", help=app)
    monitor = tx("one line for a monitor: is anything older than its rhythm?")
    parts.add_parser("status", help=monitor)
    for part in parts.choices.values():
        _data(part, tx)
        _language(part, tx)


def _data(command: ArgumentParser, tx: Text) -> None:
    told = tx("data directory; default: VBDASH_DATA, else the shipped data")
    command.add_argument("--data", help=told)


def _language(command: ArgumentParser, tx: Text, usual: str = DEFAULT_LANGUAGE) -> None:
    told = tx("language of the report")
    command.add_argument("--lang", choices=list(LANGUAGES), default=usual, help=told)
