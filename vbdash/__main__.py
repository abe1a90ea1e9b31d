"""The command line: ``python -m vbdash check [DIR]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from vbdash.dataset import Dataset, load
from vbdash.faults import DataError
from vbdash.text import Text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m vbdash", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check a data directory and summarise it")
    check.add_argument("directory", nargs="?", help="default: VBDASH_DATA, else the shipped data")
    check.add_argument("--lang", choices=["sv", "en"], default="en", help="language of the report")
    chosen = parser.parse_args(arguments)
    return _check(chosen.directory, Text(chosen.lang))


def _check(directory: str | None, tx: Text) -> int:
    try:
        dataset = load(directory)
    except DataError as error:
        print(error.report(tx), file=sys.stderr)
        return 1
    print(summary(dataset, tx))
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
        label = tx.pick(dataset.measures.loc[measure], "label")
        years = f"{rows['year'].min()}–{rows['year'].max()}"
        lines.append(f"  {years:<11} {tx.number(len(rows)):>7}  {label}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
