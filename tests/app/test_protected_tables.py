"""Records of single firms on the server: nobody meets them on any page without signing in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import vbdash
from tests.app.conftest import Open, said
from tests.records.files.bad_files import HEADER, HELP, ROW, csv
from vbdash.__main__ import main
from vbdash.data.dataset import data_directory
from vbdash.selection import Selection
from vbdash.slides.reached import reached
from vbdash.view import View

REGISTER = [
    ["Orgnr", "Företagsnamn", "Kommun", "SNI", "Storlek", "År", "Källa"],
    ["5560004615", "Alfa Mekaniska AB", "Skellefteå", "25", "10-49", "2024", "Registret"],
    ["f-7", "Gamma Såg AB", "Malå", "16", "1-9", "2024", "Registret"],
]
SECRET = ("Alfa Mekaniska", "Beta AB", "Gamma Såg", "5560004615", "f-2", "f-7")


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data directory with a region's records and register, read by the app."""
    data = Path(shutil.copytree(data_directory(), tmp_path / "data"))
    for name, rows in (("interventions", [HEADER, ROW, HELP]), ("register", REGISTER)):
        file = tmp_path / f"{name}.csv"
        file.write_bytes(csv(rows))
        assert main(["import", name, str(file), "--data", str(data)]) == 0
    monkeypatch.setenv("VBDASH_DATA", str(data))
    st.cache_resource.clear()
    yield data
    st.cache_resource.clear()


def everything(app: AppTest) -> str:
    """Return all that the page sends, words and tables."""
    frames = [each.value.to_csv() for each in (*app.dataframe, *app.table)]
    sent = [str(each.proto) for each in app.main if getattr(each, "proto", None)]
    return "\n".join([said(app), *frames, *sent])


@pytest.mark.parametrize("table", ["interventions", "eligible"])
def test_the_page_about_data_shows_no_row_and_gives_no_file(
    table: str, loaded: Path, open_page: Open
) -> None:
    app = open_page("data", **{"del": "tables", "tabell": table})
    assert not app.exception
    found = everything(app)
    assert not [each for each in SECRET if each in found]
    assert not app.dataframe
    strips = [str(each.proto.popover.id) for each in app.get("popover")]
    assert [each for each in strips if each.endswith("_files")] == [
        each for each in strips if each.endswith(f"-columns_{table}_files")
    ], "only what the columns mean can be taken along"
    assert not app.get("download_button")
    assert "visas inte här" in found
    assert "Organisationsnummer" in found or "organisationsnummer" in found  # still explained


@pytest.mark.parametrize("part", ["publicerat", "stod", "egna"])
def test_no_part_of_the_page_names_a_firm(part: str, loaded: Path, open_page: Open) -> None:
    app = open_page("interventions", **{"del": part, "visning": "allt", "avsnitt": "vita"})
    assert not app.exception
    found = everything(app)
    assert not [each for each in SECRET if each in found]


@pytest.mark.parametrize("page", ["overview", "present", "municipality", "companies"])
def test_no_other_page_names_a_firm_of_the_records(
    page: str, loaded: Path, open_page: Open
) -> None:
    app = open_page(page, sok="Mekaniska")
    assert not app.exception
    found = everything(app)
    assert not [each for each in SECRET if each in found]


def test_no_slide_says_how_many_records_there_are(loaded: Path) -> None:
    data = vbdash.load(loaded)
    slide = reached(View(data, Selection()))
    assert slide is not None
    assert list(slide.table["figure"])[1:] == ["”hundratals”", "skyddas"]


def with_file(open_page: Open, **query: str) -> AppTest:
    app = open_page("interventions", **{"del": "egna", "poster": "fil"}, **query)
    app.file_uploader[0].upload("insatser.csv", csv([HEADER, ROW, HELP]))
    return app.run()


def test_the_base_in_use_is_named_with_year_and_source(loaded: Path, open_page: Open) -> None:
    found = said(open_page("interventions", **{"del": "egna"}))
    assert "regionens företagsregister (Registret, 2024)" in found


def test_a_colleague_gets_white_spots_and_a_visit_list_from_the_register(
    loaded: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vbdash.ui.records.own.is_colleague", lambda: True)
    app = open_page("interventions", **{"del": "egna", "avsnitt": "vita"})
    assert not app.exception
    found = everything(app)
    # Alfa was visited but not helped, Beta is not in the register, Gamma was never met.
    assert "2 företag i målgruppen har inte nåtts" in found
    assert "2 besök i 2 kommuner" in found
    assert "Gamma Såg AB" in found
    contacted = open_page("interventions", **{"del": "egna", "avsnitt": "vita",
                                              "steg": "visited"})  # fmt: skip
    assert "1 företag i målgruppen har inte nåtts" in everything(contacted).replace("\xa0", " ")
    reach = said(open_page("interventions", **{"del": "egna"}))
    assert "av 2 företag i målgruppen har nåtts" in reach
    assert not open_page("interventions", **{"del": "egna", "avsnitt": "djup"}).exception


@pytest.mark.parametrize("part", ["rackvidd", "vita"])
def test_the_region_s_register_is_not_lent_to_a_stranger_s_file(
    part: str, loaded: Path, open_page: Open
) -> None:
    app = with_file(open_page, avsnitt=part)
    assert not app.exception
    assert "Gamma" not in everything(app)
    assert "Jämförs med: publicerade arbetsställen" in said(app)


def test_a_colleague_s_file_is_set_against_the_region_s_register(
    loaded: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vbdash.ui.records.own.is_colleague", lambda: True)
    assert "Jämförs med: regionens företagsregister" in said(with_file(open_page))


def test_made_up_records_are_never_set_against_real_firms(loaded: Path, open_page: Open) -> None:
    app = open_page("interventions", **{"del": "egna", "poster": "exempel"})
    assert "regionens företagsregister" not in said(app)
    assert "publicerade arbetsställen" in said(app)


@pytest.fixture
def broken(loaded: Path) -> Iterator[Path]:
    """A data directory whose records of firms have faults, read by an app that starts."""
    path = loaded / "interventions.csv"
    path.write_text(path.read_text("utf-8").replace(",25,", ",Alfa Mekaniska AB,"), "utf-8")
    st.cache_resource.clear()
    yield loaded
    st.cache_resource.clear()


def test_faults_of_the_records_are_on_no_page_and_in_no_log(
    broken: Path, open_page: Open, caplog: pytest.LogCaptureFixture, capfd
) -> None:
    app = open_page()
    found = everything(app)
    assert "interventions.csv" in found
    assert "vbdash check" in found
    out, err = capfd.readouterr()
    for text in (found, caplog.text, out, err):
        assert not [each for each in SECRET if each in text]


def test_looking_at_firms_is_logged_without_firms(
    loaded: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    open_page("interventions", **{"del": "egna", "avsnitt": "vita"})
    assert "firms seen" not in caplog.text, "the public sees none"
    monkeypatch.setattr("vbdash.ui.records.own.is_colleague", lambda: True)
    app = open_page("interventions", **{"del": "egna", "avsnitt": "vita"})
    assert "Gamma Såg AB" in everything(app)
    assert caplog.text.count("firms seen") == 1
    assert '"part": "vita"' in caplog.text
    assert not [each for each in SECRET if each in caplog.text]
