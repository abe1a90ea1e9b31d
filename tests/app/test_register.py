"""The page of firms with a register (made up): all firms beside the leading ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import vbdash
from tests.app.conftest import Open, said
from tests.register.files import firm_number, person_number, row, sole, zipped
from tests.register.test_sni_key import book
from vbdash import Selection
from vbdash.charts.maps.scope import SWEDEN
from vbdash.exhibits.firms import national
from vbdash.records.reach import eligible_from_national
from vbdash.register.importing import import_register
from vbdash.register.register import open_register
from vbdash.view import View


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("national")
    lines = [
        *(row(firm_number(n), Foretagsnamn=f"Påhittade Svets {n} AB") for n in range(1, 8)),
        row(firm_number(20), Foretagsnamn="Påhittade Såg AB", PostNr="90325", Ng1="16101"),
        row(firm_number(21), Foretagsnamn="Påhittade Konsult AB", Ng1="70220"),
        row(firm_number(22), Foretagsnamn="Påhittade Nedlagda AB", FtgStat="9"),
        *(sole(person_number(n)) for n in range(5)),
    ]
    import_register(zipped(where / "scb.zip", lines), where / "register")
    return where / "register"


@pytest.fixture
def imported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("VBDASH_REGISTER", str(folder))
    yield folder


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_all_firms_are_counted_and_dated(open_page: Open, imported: Path, lang: str) -> None:
    app = open_page("companies", lang=lang, **{"del": "alla"})
    assert not app.exception
    words = said(app)
    assert {"sv": "8 verksamma företag", "en": "8 active firms"}[lang] in words
    assert "2026" in words and "Konsult" not in words
    app.text_input(key="register_words").set_value("såg").run()
    (found,) = [
        each.value for each in app.dataframe if "Påhittade Såg AB" in each.value.to_string()
    ]
    assert len(found) == 1 and "Umeå" in found.to_string()


def test_without_a_register_there_is_no_such_part(open_page: Open) -> None:
    app = open_page("companies")
    assert not app.exception and "Alla företag" not in said(app)
    assert "Alla företag" not in str([each.options for each in app.button_group])


def test_it_is_the_base_that_reach_is_set_against(imported: Path, dataset: vbdash.Dataset) -> None:
    base = eligible_from_national(dataset)
    assert base is not None and (base.basis, base.total) == ("national", 8)
    assert base.by("municipality_code").to_dict() == {"2480": 1, "2482": 7}
    assert base.by("sni2").to_dict() == {"16": 1, "25": 7}


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_map_of_all_of_sweden(open_page: Open, imported: Path, lang: str) -> None:
    app = open_page("companies", lang=lang, **{"del": "alla", "omfang": "riket"})
    assert not app.exception
    words = said(app)
    assert {"sv": "sitt säte i Sverige", "en": "seat in Sweden"}[lang] in words
    assert {"sv": "finns flest företag inom", "en": "Most firms in"}[lang] in words


def test_sweden_has_all_its_municipalities_on_the_map(
    imported: Path, dataset: vbdash.Dataset
) -> None:
    found = national.register_of()
    assert found is not None and national.whole_country(found)
    made = national.density(View(dataset, Selection()), found, SWEDEN)
    assert made.map is not None
    assert len(made.table) == len(made.map.rows) == 290
    assert made.table["firms"].sum() == 8
    assert made.table.loc[made.table["municipality_code"] == "0180", "per_1000"].item() == 0
    industry = national.by_industry(View(dataset, Selection()), found)
    assert industry is not None and dict(zip(industry.table["division"], industry.table["value"], strict=True)) == {"25": 7, "16": 1}  # fmt: skip


def test_a_firms_code_is_shown_in_both_editions_where_there_is_a_key(
    tmp_path: Path, dataset: vbdash.Dataset
) -> None:
    key = book(tmp_path / "nyckel.xlsx", [["SNI 2007", "SNI 2025"], ["25620", "25530"]])
    lines = [row(firm_number(1), Ng1="25620"), row(firm_number(2), Ng1="25610")]
    scb = zipped(tmp_path / "scb.zip", lines)
    for more, codes in (({"key": key}, {"SNI 2007", "SNI 2025"}), ({}, {"SNI 2007"})):
        import_register(scb, tmp_path / "register", sni="2007", **more)
        found = open_register(tmp_path / "register")
        assert found is not None
        made = national.named(View(dataset, Selection()), found, firm_number(1))
        assert {name for name in made if name.startswith("SNI")} == codes
        assert made["SNI 2007"].tolist() == ["25620"]
    assert found.numbered([firm_number(1)])["sni_converted"].isna().all()


def test_a_register_of_one_county_is_not_drawn_as_all_of_sweden(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [row(firm_number(n), Foretagsnamn=f"Påhittade Svets {n} AB") for n in range(1, 8)]
    import_register(zipped(tmp_path / "scb.zip", lines), tmp_path / "register", counties=("24",))
    monkeypatch.setenv("VBDASH_REGISTER", str(tmp_path / "register"))
    app = open_page("companies", **{"del": "alla", "omfang": "riket"})
    assert not app.exception
    assert "gäller bara vissa län" in said(app) and "säte i Sverige" not in said(app)
