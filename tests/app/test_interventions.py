"""The page about interventions run whole: three parts, both languages, an upload, protection."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import plain_tables
from tests.records.files.bad_files import BAD, HEADER, HELP, ROW, changed, csv

PAGE = "pages/interventions.py"


def page(**query: str) -> AppTest:
    app = AppTest.from_file("../../app.py", default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(PAGE)
    return app.run()


def words(app: AppTest) -> str:
    kinds = (
        app.markdown,
        app.header,
        app.caption,
        app.info,
        app.warning,
        app.error,
        app.success,
    )
    tables = [*(each.value.to_string() for each in app.table), *plain_tables(app)]
    return " ".join([*(each.value for kind in kinds for each in kind), *tables])


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("part", ["publicerat", "stod", "egna"])
def test_every_part_runs_in_both_languages(part: str, lang: str) -> None:
    app = page(**{"del": part, "lang": lang})
    assert not app.exception
    assert "74" in words(app)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("shown", ["allt", "offentligt"])
@pytest.mark.parametrize("measure", ["rackvidd", "djup", "behov", "vita"])
def test_the_made_up_example_is_marked_everywhere(measure: str, shown: str, lang: str) -> None:
    app = page(**{"del": "egna", "poster": "exempel", "visning": shown, "avsnitt": measure,
                  "lang": lang})  # fmt: skip
    assert not app.exception
    mark = "PÅHITTAT EXEMPEL" if lang == "sv" else "MADE-UP EXAMPLE"
    marks = [each for each in app.warning if mark in each.value]
    assert len(marks) >= 2  # at the top, and at every figure


@pytest.mark.parametrize("split", ["kommun", "bransch", "storlek", "omrade", "form", "ar"])
def test_every_split_runs(split: str) -> None:
    app = page(**{"del": "egna", "poster": "exempel", "delning": split})
    assert not app.exception
    app = page(**{"del": "egna", "poster": "exempel", "visning": "offentligt", "delning": split})
    assert not app.exception


@pytest.mark.parametrize("split", ["alla", "kommun", "bransch", "storlek"])
def test_needs_in_every_split(split: str) -> None:
    app = page(**{"del": "egna", "poster": "exempel", "avsnitt": "behov", "behov": split})
    assert not app.exception


@pytest.mark.parametrize("aim", ["even", "few_journeys", "inland_first"])
def test_every_aim_gives_a_plan(aim: str) -> None:
    app = page(**{"del": "egna", "poster": "exempel", "avsnitt": "vita", "mal": aim})
    assert not app.exception
    assert "Besökslista" in words(app)


def test_a_choice_of_municipality_runs_in_every_part() -> None:
    for query in ({"del": "stod"}, {"del": "egna", "poster": "exempel"},
                  {"del": "egna", "poster": "exempel", "avsnitt": "vita"}):  # fmt: skip
        app = page(kommun="Malå", **query)
        assert not app.exception


def upload(name: str, content: bytes, **query: str) -> AppTest:
    app = page(**{"del": "egna", "poster": "fil", **query})
    app.file_uploader[0].upload(name, content)
    return app.run()


def test_a_good_file_is_shown_to_its_owner() -> None:
    app = upload("insatser.csv", csv([HEADER, ROW, HELP]))
    assert not app.exception
    assert not app.error
    assert "2 rader är lästa" in words(app)
    assert "2 företag finns i uppgifterna" in words(app)


@pytest.mark.parametrize("name", ["two header rows", "merged header cells", "password-protected",
                                  "another county", "an image renamed"])  # fmt: skip
def test_a_bad_file_is_refused_in_plain_words_and_nothing_is_shown(name: str) -> None:
    file, content, message, _ = BAD[name]
    app = upload(file, content)
    assert not app.exception
    assert app.error
    assert message.replace(":", "") in words(app).replace("\\", "").replace(":", "")
    assert "företag finns i uppgifterna" not in words(app)


def press(app: AppTest, key: str) -> AppTest:
    next(b for b in app.button if b.key == key).click()
    return app.run()


def test_rows_at_fault_are_left_out_when_the_visitor_asks() -> None:
    wrong = changed("Kommun", "Luleå", changed("Företags-id", "f-9", HELP))
    app = upload("insatser.csv", csv([HEADER, ROW, wrong]))
    assert "företag finns i uppgifterna" not in words(app)
    app = press(app, "own_records_without")
    assert not app.exception
    assert "1 rad med fel är utelämnad" in words(app)
    assert "1 företag finns i uppgifterna" in words(app)
    app.file_uploader[0].upload("nasta.csv", csv([HEADER, ROW, wrong]))
    app.run()
    assert "1 fel hittades" in words(app)


def test_what_was_matched_by_hand_serves_the_next_file() -> None:
    header = ["Kolumn A", *HEADER[1:]]
    app = upload("insatser.csv", csv([header, ROW]))
    assert "kolumnen ”Företags-id” saknas" in words(app)
    box = next(each for each in app.selectbox if each.key == "own_records_column_firm_id")
    box.select("Kolumn A")
    app.run()
    assert "1 rad är läst" in words(app)
    app.file_uploader[0].upload("nasta.csv", csv([header, ROW, ["f-2", *HELP[1:]]]))
    app.run()
    assert "2 rader är lästa" in words(app)


def test_removing_the_file_forgets_it() -> None:
    app = upload("insatser.csv", csv([HEADER, ROW, HELP]))
    assert "own_records" in app.session_state
    next(b for b in app.button if b.key == "own_records_remove").click()
    app.run()
    assert "own_records" not in app.session_state
    assert "rader är lästa" not in words(app)


def test_the_public_view_of_a_small_file_shows_no_figure() -> None:
    app = upload("insatser.csv", csv([HEADER, ROW, HELP]), visning="offentligt")
    assert not app.exception
    shown = words(app)
    assert "Beta AB" not in shown
    assert "5560004615" not in shown
