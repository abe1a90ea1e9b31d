"""The command line: ``python -m vbdash check``, ``import``, ``template``, ``report``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vbdash.commands.template import NAMES, write_templates
from vbdash.data.dataset import Dataset, data_directory, load, read_package
from vbdash.data.faults import DataError
from vbdash.records.importing import KINDS, Told, import_table
from vbdash.text import Text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m vbdash", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check a data directory and summarise it")
    check.add_argument("directory", nargs="?", help="default: VBDASH_DATA, else the shipped data")
    check.add_argument("--lang", choices=["sv", "en"], default="en", help="language of the report")
    check.add_argument(
        "--digest", action="store_true", help="print nothing but the digest of what was checked"
    )
    check.add_argument(
        "--tables", action="store_true",
        help="check the tables of any data package, not that it is a whole data directory",
    )  # fmt: skip
    _add_records(commands)
    _add_report(commands)
    chosen = parser.parse_args(arguments)
    tx = Text(chosen.lang)
    if chosen.command == "import":
        told = Told(chosen.year, chosen.source, chosen.skip_faults)
        return import_table(chosen.table, Path(chosen.file), chosen.data, tx, told)
    if chosen.command == "template":
        return write_templates(chosen.table, chosen.format, Path(chosen.output), tx)
    if chosen.command == "report":
        from vbdash.commands.report import report  # its libraries take a second to load

        return report(chosen.municipality, chosen.format, Path(chosen.output), tx, chosen.data)
    return _check(chosen.directory, tx, digest=chosen.digest, whole=not chosen.tables)


def _add_records(commands: Any) -> None:
    """Describe the commands for the region's own records."""
    reads = commands.add_parser("import", help="check a file and put it in place of a table")
    reads.add_argument(
        "table", choices=list(KINDS),
        help="interventions; register (a row a firm) or eligible (counts too): the target group",
    )  # fmt: skip
    reads.add_argument("file", help="CSV or XLSX with the columns of the template")
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


def _check(directory: str | None, tx: Text, *, digest: bool = False, whole: bool = True) -> int:
    try:
        if whole:
            dataset = load(directory)
            done = dataset.digest if digest else summary(dataset, tx)
        else:
            _, tables, done, faults = read_package(data_directory(directory))
            if faults:
                raise DataError(faults)
            if not digest:
                done = "\n".join(f"{name:<24}{len(rows):>8}" for name, rows in tables.items())
    except DataError as error:
        print(error.report(tx), file=sys.stderr)
        return 1
    print(done)
    return 0


def summary(dataset: Dataset, tx: Text) -> str:
    """Describe a data set in one screen: version, county, rows a table, measures and years."""
    observations = dataset.table("observations")
    lines = [
        tx("Data version {version}: no faults.", version=dataset.version),
        tx(
            "County in focus: {county}, {count} municipalities.",
            county=dataset.name(dataset.county, tx.lang),
            count=len(dataset.municipality_codes),
        ),
        "",
    ]
    for name in dataset.tables:
        lines.append(f"  {name:<24}{tx.number(len(dataset.table(name))):>8}")
    lines += ["", tx("Measures and years:")]
    for measure, rows in observations.groupby("measure", observed=True):
        label = tx.pick(dataset.row("measures", str(measure)), "label")
        years = f"{rows['year'].min()}–{rows['year'].max()}"
        lines.append(f"  {years:<11} {tx.number(len(rows)):>7}  {label}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
