"""``python -m vbdash check``: check a data directory, summarise it, and keep that it has passed."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from vbdash.data import shipped, stamp
from vbdash.data.dataset import Dataset, data_directory, load, read_package
from vbdash.data.editions import Overlap, overlaps
from vbdash.data.faults import DataError
from vbdash.records.pseudonym import check_key
from vbdash.records.published import policy
from vbdash.records.store import retention
from vbdash.text import Text

_LIST: Final = re.compile(
    r"(?<=^PASSED: Final\[tuple\[str, \.\.\.\]\] = ).*", re.MULTILINE | re.DOTALL
)


def check(directory: str | None, tx: Text, *, ship: bool = False) -> int:
    """Check every cell, whatever has passed before, and print a summary or every fault.

    Parameters
    ----------
    directory
        Without it ``VBDASH_DATA``, else the shipped data.
    tx
        Language of the report.
    ship
        Whether to write into the package's code that the data it ships with have passed.

    Returns
    -------
    int
        Exit status: 0 where there is no fault.
    """
    try:
        dataset = load(data_directory(directory))
        for setting in (policy, retention, check_key):  # one that cannot be read is a fault, too
            setting()
    except DataError as error:
        print(error.report(tx, whole=True), file=sys.stderr)
        return 1
    digests = [dataset.digest]
    _, _, samples, faults = read_package(dataset.directory / "samples")
    if samples and not faults:
        digests.append(samples)
    for digest in digests:
        stamp.remember(digest)
    if ship:
        _ship([stamp.mark(digest) for digest in digests])
    print(summary(dataset, tx))
    return 0


def _ship(marks: list[str]) -> None:
    """Write stamps into the module that is published with the data."""
    file = Path(shipped.__file__)
    rows = "".join(f'    "{mark}",\n' for mark in marks)
    file.write_text(_LIST.sub(f"(\n{rows})\n", file.read_text("utf-8")), "utf-8", newline="\n")


def summary(dataset: Dataset, tx: Text) -> str:
    """Describe a data set in one screen: version, county, rows a table, measures and years."""
    observations = dataset.table("observations")
    county, own = dataset.name(dataset.county, tx.lang), len(dataset.municipality_codes)
    count = tx.plural("{n} municipality", "{n} municipalities", own)
    lines = [
        tx("Data version {version}: no faults.", version=dataset.version),
        tx("County in focus: {county}, {municipalities}.", county=county, municipalities=count),
        "",
    ]
    for name in dataset.tables:
        lines.append(f"  {name:<24}{tx.number(len(dataset.table(name))):>8}")
    lines += ["", tx("Measures and years:")]
    for measure, rows in observations.groupby("measure", observed=True):
        label = tx.pick(dataset.row("measures", str(measure)), "label")
        years = f"{rows['year'].min()}–{rows['year'].max()}"
        lines.append(f"  {years:<11} {tx.number(len(rows)):>7}  {label}")
    shared = overlaps({name: dataset.table(name) for name in dataset.tables})
    if shared:
        lines += ["", tx("Years that two editions hold, and which one is in use:")]
        lines += [f"  {_shared(each, tx)}" for each in shared]
    return "\n".join(lines)


def _shared(overlap: Overlap, tx: Text) -> str:
    """Say which of two editions is in use, and on whose word."""
    years = f"{overlap.first}–{overlap.last}" if overlap.first < overlap.last else overlap.first
    values = {
        "measure": overlap.measure, "years": years, "used": overlap.used, "other": overlap.other,
    }  # fmt: skip
    if overlap.ranked:
        return tx("{measure} {years}: {used}, not {other} (rank in series)", **values)
    return tx(
        "{measure} {years}: {used}, not {other} (published last or reaching furthest; "
        "a rank in series says otherwise)",
        **values,
    )
