"""Files hold figures: in no file of any page is a text a number with its unit, and names are whole words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest

from tests.app.conftest import Open
from tests.app.test_take_along import VIEWS
from vbdash.reports.export import file_name
from vbdash.slides import Deck
from vbdash.ui import downloads

#: A number with something after it that it is counted in, or a number as people write it.
_QUANTITY = re.compile(
    r"[-−+]?\d[\d\u00a0\u202f ]*(?:[.,]\d+)?[\u00a0\u202f ]?"
    r"(?:%|‰|percent|procent(?:enheter)?|percentage points|kr|mnkr|tkr|SEK.*|personer|persons|people|"
    r"inv\.?.*|km²?|år|years?|företag|firms|kommuner|municipalities|anställda|jobb|jobs|gånger|times)"
    r"|[-−+]?\d{1,3}(?:\u00a0\d{3})+(?:,\d+)?|[-−+]?\d+,\d+"
)
#: More parts that give files, beside those that :mod:`tests.app.test_take_along` opens.
PARTS = [
    ("municipality", {"kommun": "Malå", "del": part})
    for part in ("utveckling", "naringsliv", "foretag", "stod", "jamfor", "lika", "saknas")
]

Made = list[tuple[str, bytes]]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[Made]:
    """Collect what every strip of a page would give as CSV, by the name of the file."""
    files: Made = []
    strip = downloads._strip

    def collecting(key: str, kinds: dict[str, tuple], title: str, *more: object) -> None:  # type: ignore[type-arg]
        files.append((file_name(title, "csv"), kinds["CSV"][1]()))
        strip(key, kinds, title, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(downloads, "_strip", collecting)
    yield files


def rows_of(content: bytes) -> list[list[str]]:
    lines = content.decode("utf-8-sig").splitlines(keepends=True)
    body = "".join(line for line in lines if not line.startswith("# "))
    return list(csv.reader(io.StringIO(body), delimiter=";"))


@pytest.mark.parametrize(
    ("page", "query"),
    [*VIEWS, *PARTS],
    ids=lambda v: v if isinstance(v, str) else "-".join(map(str, v.values())),
)
def test_no_text_in_a_file_is_a_number_with_its_unit(
    open_page: Open, made: Made, page: str, query: dict[str, str | list[str]]
) -> None:
    assert not open_page(page, **query).exception
    for name, content in made:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.csv", name)
        head, *rows = rows_of(content)
        for row in rows:
            for heading, cell in zip(head, row, strict=True):
                number = re.fullmatch(r"-?\d+(,\d+)?", cell)  # as a file in Swedish holds it
                assert number or not _QUANTITY.fullmatch(cell), f"{name}, {heading}: {cell}"


def test_a_municipalitys_files_are_named_after_it(open_page: Open, made: Made) -> None:
    open_page("municipality", kommun="Malå")
    open_page("municipality", kommun="Malå", **{"del": "jamfor"})
    names = [name for name, _ in made]
    assert "mala-laget.csv" in names and "mala-jamfor.csv" in names
    head, *rows = rows_of(dict(made)["mala-laget.csv"])
    share = next(row for row in rows if "industri" in row[0].lower())
    assert head[:4] == ["Mått", "Enhet", "År", "Värde"] and share[1] == "%"
    assert float(share[3].replace(",", ".")) == 24.2


def test_no_sheet_of_a_decks_workbook_holds_a_number_with_its_unit(deck: Deck) -> None:
    for slide in deck.slides:
        for column in slide.for_files:
            for cell in slide.table[column.name]:
                assert not (isinstance(cell, str) and _QUANTITY.fullmatch(cell)), (slide.key, cell)


@pytest.mark.parametrize("title", ["a" * 200, "ett ord " * 30, "", "…", "Malå: läget"])
def test_a_files_name_ends_at_a_word(title: str) -> None:
    stem = file_name(title, "csv").removesuffix(".csv")
    assert stem and len(stem) <= 60 and not stem.endswith("-")
    assert " " not in title or set(stem.split("-")) <= {"ett", "ord", "mala", "laget"}
