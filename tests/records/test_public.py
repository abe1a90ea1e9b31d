"""Slides and files where the region has loaded its own records: what anybody may see, no more."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from pypdf import PdfReader

import vbdash
from tests.records.files.bad_files import HEADER, HELP, changed, csv
from vbdash import Dataset, Selection
from vbdash.__main__ import main
from vbdash.data.dataset import data_directory
from vbdash.exhibit import source_text
from vbdash.records.public import groups_of, public_release
from vbdash.reports.factsheet import factsheet_pdf
from vbdash.reports.pdf import deck_pdf
from vbdash.reports.pptx import deck_pptx
from vbdash.reports.workbook import deck_xlsx
from vbdash.slides import Deck, slide, story_keys
from vbdash.slides.snapshot import saved
from vbdash.view import View

#: Firms helped in each municipality, by name, and the firms that could have been.
HELPED = {"Skellefteå": 9, "Umeå": 12, "Lycksele": 6, "Malå": 2, "Sorsele": 1, "Robertsfors": 3,
          "Vännäs": 8, "Vindeln": 7, "Åsele": 10}  # fmt: skip
TARGET = {"Skellefteå": 60, "Umeå": 40, "Lycksele": 20, "Malå": 11, "Sorsele": 3, "Robertsfors": 15,
          "Vännäs": 18, "Vindeln": 22, "Åsele": 25}  # fmt: skip


def records() -> list[list[str]]:
    rows = [HEADER]
    for at, (place, count) in enumerate(HELPED.items()):
        for i in range(count):
            row = changed("Kommun", place, HELP)
            row[0], row[1] = f"hemlig-{at}-{i}", f"Hemliga {place} {i} AB"
            rows.append(row)
    return rows


def counts() -> list[list[str]]:
    head = ["Kommun", "SNI", "Storlek", "Antal företag", "År", "Källa"]
    return [head, *([p, "28", "1-9", str(n), "2024", "Registret"] for p, n in TARGET.items())]


Load = Callable[..., Dataset]


@pytest.fixture
def loaded(tmp_path: Path) -> Load:
    """Return a function that imports tables into a copy of the data, as the terminal does."""
    data = Path(shutil.copytree(data_directory(), tmp_path / "data"))

    def load(**tables: list[list[str]]) -> Dataset:
        for name, rows in tables.items():
            file = tmp_path / f"{name}.csv"
            file.write_bytes(csv(rows))
            assert main(["import", name, str(file), "--data", str(data), "--yes"]) == 0
        return vbdash.load(str(data))

    return load


def shown(data: Dataset, lang: str = "sv") -> tuple[View, pd.DataFrame]:
    view = View(data, Selection(lang=lang))
    made = slide(view, "next")
    assert made is not None
    return view, made.table.set_index("code")


def test_as_shipped_workplaces_stand_in_and_are_named_so(dataset: Dataset) -> None:
    made = slide(View(dataset, Selection(lang="en")), "next")
    assert made is not None
    assert "Workplaces are not firms; they stand in" in made.subtitle
    assert made.sources


def test_records_and_target_group_say_where_next(loaded: Load) -> None:
    data = loaded(interventions=records(), eligible=counts())
    view, table = shown(data)
    made = slide(view, "next")
    assert made is not None
    places = {data.name(code): code for code in data.municipality_codes}
    known = {name for name in TARGET if table.loc[places[name], "value"] >= 0}
    assert len(known) >= 2
    for name in known:
        left = table.loc[places[name], "value"]
        assert abs(left - (TARGET[name] - HELPED[name])) < 5
        assert left % 5 == 0
    most = sorted((table.loc[places[name], "value"] for name in known), reverse=True)[:2]
    assert f"Omkring {sum(most):.0f} företag i målgruppen" in made.title
    assert "Registret, 2024" in made.subtitle
    assert source_text(view, made) == "Källa: regionens egna uppgifter."
    assert made.note(view).sources


def test_what_is_withheld_on_the_page_is_withheld_on_the_slide(loaded: Load) -> None:
    data = loaded(interventions=records(), eligible=counts())
    _, table = shown(data)
    public = public_release(data).tables["municipality_code"]
    gone = public["withheld"] | public["base_withheld"]
    assert {"2418", "2422"} <= set(gone[gone].index)  # Malå, Sorsele: fewer than five helped
    for code in gone[gone].index:
        assert table.loc[code, "value"] != table.loc[code, "value"]
        assert table.loc[code, "missing"]
        known = table.loc[code, ["eligible", "reached"]].notna()
        assert not known.all(), "the difference would be known"


def test_a_target_group_alone_takes_the_place_of_workplaces(loaded: Load) -> None:
    data = loaded(eligible=counts())
    view, table = shown(data)
    made = slide(view, "next")
    assert made is not None
    assert table.loc["2482", "value"] == 60
    assert pd.isna(table.loc["2422", "value"])  # three firms: too few to show
    assert "inga besök är antecknade" in made.title
    assert not made.sources


def test_records_without_a_target_group_are_set_against_workplaces(loaded: Load) -> None:
    data = loaded(interventions=records())
    view, table = shown(data, "en")
    made = slide(view, "next")
    assert made is not None
    assert "Set against published workplaces" in made.title
    assert made.sources == (view.source("workplaces"),)
    known = table[table["value"].notna()]
    assert len(known)
    for code, row in known.iterrows():
        assert 0 <= row["value"] - (row["eligible"] - HELPED[data.name(code)]) < 5


def test_the_slide_on_who_was_reached_counts_the_records(loaded: Load) -> None:
    made = slide(View(loaded(interventions=records()), Selection(lang="sv")), "reached")
    assert made is not None
    helped = sum(HELPED.values())
    assert int(made.tiles[2].figure) in range(helped - 9, helped, 1)
    assert int(made.tiles[2].figure) % 5 == 0
    assert "nedåt till ett helt femtal" in made.tiles[2].text
    few = slide(View(loaded(interventions=records()[:4]), Selection(lang="sv")), "reached")
    assert few is not None
    assert few.tiles[2].figure == "skyddas"
    assert "3" not in few.tiles[2].text


def words(content: bytes) -> str:
    """Everything a file says."""
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        inner = [
            words(parts.read(n)) if n.endswith(".xlsx") else parts.read(n).decode("utf-8", "ignore")
            for n in parts.namelist()
            if not n.endswith((".jpeg", ".png"))
        ]
    return "\n".join(inner)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_no_file_names_a_firm_or_gives_a_small_number(loaded: Load, lang: str) -> None:
    data = loaded(interventions=records(), eligible=counts())
    view = View(data, Selection(lang=lang, municipalities=("2418",)))
    deck = Deck.make(view, story_keys(view))
    files = {
        "pptx": deck_pptx(deck, view),
        "pdf": deck_pdf(deck, view),
        "xlsx": deck_xlsx(deck, view),
        "json": saved([s.key for s in deck.slides], {s.key: s for s in deck.slides}, {}),
        "sheet": factsheet_pdf(view, "2418"),
    }
    for name, content in files.items():
        text = words(content)
        assert "Hemliga" not in text, name
        assert "hemlig-" not in text, name
    written = json.loads(files["json"])
    where = next(each for each in written["added"] if each["key"] == "next")
    malå = next(row for row in where["table"] if row[0] == "Malå")
    assert [each for each in malå[1:4] if each is not None] in ([], [10.0], [10])


def test_groups_cover_the_county(dataset: Dataset) -> None:
    assert list(groups_of(dataset).index) == list(dataset.municipality_codes)
