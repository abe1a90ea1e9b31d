"""``python -m vbdash report``: fact sheets, decks and workbooks for municipalities, in one go."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from vbdash.address import public_urls
from vbdash.data import stamp
from vbdash.data.dataset import Dataset, load
from vbdash.data.faults import DataError, reason
from vbdash.reports.export import file_name
from vbdash.reports.factsheet import factsheet_pdf, factsheet_title
from vbdash.reports.pdf import deck_pdf
from vbdash.reports.pptx import deck_pptx
from vbdash.reports.workbook import deck_xlsx
from vbdash.selection import Choices, Selection
from vbdash.slides import Deck, story_keys
from vbdash.text import Text, msg
from vbdash.view import View


def _factsheet(view: View, code: str) -> tuple[str, bytes]:
    return file_name(factsheet_title(view, code), "pdf"), factsheet_pdf(view, code)


def _deck(
    write: Callable[[Deck, View], bytes], ending: str
) -> Callable[[View, str], tuple[str, bytes]]:
    def make(view: View, code: str) -> tuple[str, bytes]:
        own = () if code == view.dataset.county else (code,)
        view = view.choosing(municipalities=own)
        title = view.tx("Industry in {region}: slides", region=view.name(code))
        return file_name(title, ending), write(Deck.make(view, story_keys(view)), view)

    return make


#: What can be made, and what makes it.
FORMATS: Final[Mapping[str, Callable[[View, str], tuple[str, bytes]]]] = {
    "pdf": _factsheet,
    "pdf-slides": _deck(deck_pdf, "pdf"),
    "pptx": _deck(deck_pptx, "pptx"),
    "xlsx": _deck(deck_xlsx, "xlsx"),
}


def report(
    municipalities: Sequence[str], form: str, folder: Path, tx: Text, data: str | None = None
) -> int:
    """Write reports into a folder and say how far it has come.

    Parameters
    ----------
    municipalities
        Codes or names; the county's own code means the county; none means all of them and the
        county.
    form
        One of :data:`FORMATS`.
    folder
        Where to write; made if it is not there.
    tx
        Language of reports and messages.
    data
        Data directory; by default ``VBDASH_DATA``, else the shipped data.

    Returns
    -------
    int
        Exit status: 0, or 1 where the data cannot be used, a municipality is unknown or the folder
        cannot be written to.
    """
    try:
        dataset = load(data, trusted=stamp.passed)
    except DataError as error:
        print(error.report(tx), file=sys.stderr)
        return 1
    codes, unknown = _codes(dataset, municipalities)
    if unknown:
        known = tx.listing(f"{dataset.name(c, tx.lang)} ({c})" for c in dataset.municipality_codes)
        said = msg("Not a municipality of the county: {names}. Known: {known}.")
        print(tx(said, names=tx.listing(unknown), known=known), file=sys.stderr)
        return 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _write(codes, form, folder, dataset, tx)
    except OSError as error:
        said = tx("Cannot write to {folder}: {reason}", folder=folder, reason=reason(error, tx))
        print(said, file=sys.stderr)
        return 1


def _write(codes: Sequence[str], form: str, folder: Path, dataset: Dataset, tx: Text) -> int:
    view = View(dataset, Selection(lang=tx.lang), base=next(iter(public_urls()), ""))
    for code in _progress(codes, dataset, tx):
        name, content = FORMATS[form](view, code)
        (folder / name).write_bytes(content)
    print(tx.plural("{n} file written to {folder}", "{n} files written to {folder}", len(codes), folder=folder))  # fmt: skip
    return 0


def _codes(dataset: Dataset, wanted: Sequence[str]) -> tuple[list[str], list[str]]:
    if not wanted:
        return [dataset.county, *dataset.municipality_codes], []
    choices = Choices.of(dataset)
    codes: list[str] = []
    unknown: list[str] = []
    for text in wanted:
        code = dataset.county if text == dataset.county else choices.find("municipalities", text)
        (codes if code else unknown).append(code or text)
    return list(dict.fromkeys(codes)), unknown


def _progress(codes: Sequence[str], dataset: Dataset, tx: Text) -> Iterable[str]:
    """Yield each code, with a bar on the terminal that says how far it is."""
    shown = sys.stderr.isatty()
    for done, code in enumerate(codes):
        if shown:
            filled = round(24 * done / len(codes))
            bar = "█" * filled + "·" * (24 - filled)
            name = dataset.name(code, tx.lang)
            print(f"\r{bar} {done}/{len(codes)} {name:<24}", end="", file=sys.stderr, flush=True)
        yield code
    if shown:
        print(f"\r{'█' * 24} {len(codes)}/{len(codes)} {'':<24}", file=sys.stderr)
