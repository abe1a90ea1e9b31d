"""The industry page run whole: every part, both languages, and what cannot be shown."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from tests.app.conftest import Open, plain_tables, said

PARTS = ("tid", "lan", "kommuner", "branscher", "forandring", "steg", "41")
#: What parts are about, where that is not value added, and how the headline says it.
MEASURES = {"kommuner": "residence", "branscher": "residence", "forandring": "work"}
ABOUT = {
    "sv": {
        "gva": "förädlingsvärdet",
        "residence": "de sysselsatta invånarna",
        "work": "sysselsättningen",
    },
    "en": {"gva": "value added", "residence": "employed residents", "work": "of employment"},
}


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_every_part_in_both_languages(open_page, part, lang):
    app = open_page("industry", lang=lang, **{"del": part})
    assert not app.exception
    assert ABOUT[lang][MEASURES.get(part, "gva")] in app.header[0].value
    assert len(app.header) > 1 or app.info


@pytest.mark.parametrize(
    "measure", ["gva", "employment", "employed_residence", "grp_by_group", "workplaces"]
)
@pytest.mark.parametrize("part", ["tid", "lan", "kommuner"])
def test_every_measure_has_an_answer_or_a_reason(open_page, measure, part):
    app = open_page("industry", matt=measure, **{"del": part})
    assert not app.exception
    assert re.search(r"svarade för \d+,\d", app.header[0].value)
    shown = len(app.header) > 1
    why = [each.value for each in app.info]
    assert shown or why


def test_the_answer_names_definition_measure_year_and_the_country(open_page):
    headline = open_page("industry").header[0].value.replace("\N{NO-BREAK SPACE}", " ")
    assert headline == (
        "Industrin (B–E) svarade för 26,1 % av förädlingsvärdet i Västerbottens län 2024, mot 18,0 % i Sverige."
    )


def test_an_older_year_in_the_link(open_page):
    headline = (
        open_page("industry", ar="2000", **{"del": "lan"})
        .header[0]
        .value.replace("\N{NO-BREAK SPACE}", " ")
    )
    assert "21,3 %" in headline
    assert "2000" in headline


def test_a_definition_that_does_not_exist_says_why_and_shows_the_nearest(open_page):
    app = open_page("industry", definition="B-F")
    assert not app.exception
    assert "Industri och bygg (B–F)" in app.info[0].value
    assert "(B–E)" in app.header[0].value


def test_only_definitions_that_exist_are_offered(open_page):
    app = open_page("industry", matt="employed_residence")
    offered = next(box for box in app.selectbox if box.key == "_definition_here")
    assert [label[-6:].strip(" ()") for label in offered.options] == ["B+C", "B–E", "B–F", "A–F"]


def test_switching_the_definition_on_the_page_switches_it_everywhere(open_page):
    app = open_page("industry", matt="employed_residence")
    box = next(each for each in app.selectbox if each.key == "_definition_here")
    box.set_value("A-F").run()
    assert not app.exception
    assert app.session_state["definition"] == "A-F"
    assert "26,1" in app.header[0].value


def test_chosen_municipalities_are_compared_in_words(open_page):
    app = open_page("industry", matt="employed_residence", kommun="Malå", **{"del": "kommuner"})
    found = app.header[1].value.replace("\\", "")
    assert found.startswith("Malå: 24,2")
    assert "2,0 gånger så stor andel som i Sverige (11,9" in found


def test_the_misprinted_municipality_says_so(open_page):
    app = open_page("industry", matt="workplaces", definition="own", **{"del": "kommuner"})
    assert "feltryckt" in said(app)


def test_the_claim_is_quoted_and_never_an_official_figure(open_page):
    app = open_page("industry", **{"del": "41"})
    text = said(app)
    assert "> 41 procent av den regionala ekonomin" in text
    assert "utan definition" in text
    for part in ("tid", "lan"):
        charts = open_page("industry", **{"del": part}).get("plotly_chart")
        assert charts
        for chart in charts:
            spec = str(chart.proto.spec)
            assert "citat" not in spec
            assert not re.search(r"[\[,]41(\.0)?[,\]]", spec)


def test_the_start_of_the_change_can_be_chosen(open_page):
    app = open_page("industry", fran="2010", **{"del": "forandring"})
    assert not app.exception
    assert "från 2010 till 2024" in app.header[1].value


def test_a_link_with_nonsense_opens_the_page(open_page):
    app = open_page(
        "industry", matt="nonsense", omrade="9999", visa="x", fran="1066", **{"del": "zzz"}
    )
    assert not app.exception
    assert "26,1" in app.header[0].value


def test_all_steps_from_c_to_a_f_come_from_another_county_and_say_so(open_page):
    app = open_page("industry", exempel="06", **{"del": "steg"})
    assert not app.exception
    (title,) = [s.value for s in app.header if s.value.startswith("Exempel från")]
    title = title.replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")
    assert title == (
        "Exempel från Jönköpings län, inte Västerbottens län: av näringslivets förädlingsvärde 2020 "
        "står tillverkningen (C) för 38,5 % och varuproduktionen (A–F) för 52,9 %"
    )
    offered = next(box for box in app.selectbox if box.key == "_exempel").options
    assert len(offered) == 15
    assert "Västerbottens län" not in offered
    assert "Västerbottens rad låg utanför" in said(app)


def test_workplaces_by_the_sources_groups_follow_the_area(open_page):
    app = open_page("industry", **{"del": "steg"})
    assert "industrinäringarna 10,1" in said(app).replace("\N{NO-BREAK SPACE}", " ")
    app = open_page("industry", omrade="2403", **{"del": "steg"})  # misprinted by the source
    assert "Bjurholms rad är feltryckt" in said(app)


@pytest.mark.parametrize("part", ["lan", "branscher", "forandring", "steg"])
def test_every_value_at_a_bar_stands_in_a_table_too(open_page, part):
    app = open_page("industry", **{"del": part})
    cells = set(re.findall(r">([^<>]+)</td>", unescape(" ".join(plain_tables(app)))))
    checked = 0
    for chart in app.get("plotly_chart"):
        for trace in json.loads(chart.proto.spec)["data"]:
            if trace["type"] == "bar":
                for text in filter(None, trace["text"]):
                    assert unescape(text).removesuffix("\N{NO-BREAK SPACE}%").lstrip("+") in cells
                    checked += 1
    assert checked > 4


def test_municipalities_are_never_a_dead_end(open_page):
    app = open_page("industry", **{"del": "kommuner"})
    assert not app.exception
    note = app.info[0].value
    assert "har inte hittats publicerat" in note
    assert "sysselsatta efter bostadens läge, ”Industri (B–E)”, 2024" in note
    titles = " ".join(s.value for s in app.header).replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"Av 15 kommuner har .+ den högsta andelen 2024", titles)
    assert "Industrins andel av de sysselsatta" in said(app)


@pytest.mark.parametrize("part", ["tid", "lan"])
def test_a_link_that_asks_for_something_else_is_answered(open_page, part):
    app = open_page("industry", definition="A-F", **{"del": part})
    notes = [each.value for each in app.info]
    assert sum("Varuproducenter (A–F)" in note and "(B–E)" in note for note in notes) == 1
    assert "B–E" in app.header[0].value


def test_each_claim_says_how_many_times_the_official_share_it_is(open_page):
    app = open_page("industry", **{"del": "41"})
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)
    names = {n["text"] for n in spec["layout"]["annotations"]}
    assert {"Västerbottens län: 1,6–1,7 gånger", "Sverige: 1,7–1,8 gånger"} <= names
    said_by = [s.value for s in app.header if "gånger industrins egen andel" in s.value]
    assert said_by
    assert "Samma organisation" not in said_by[0]  # the 41 percent are another organisation's words


def test_words_are_not_quoted_as_numbers(open_page):
    charts = open_page("industry", **{"del": "41"}).get("plotly_chart")
    drawn = [json.dumps(json.loads(chart.proto.spec), ensure_ascii=False) for chart in charts]
    text = " ".join(drawn).replace("\N{NO-BREAK SPACE}", " ")
    assert "”41 %” · 25 %" in text
    assert "≈ 33 % · 22 %" in text
    assert "”33 %”" not in text
    assert "”40 %”" not in text


def test_each_hypothesis_says_what_speaks_against_it_and_what_it_needs(open_page):
    text = said(open_page("industry", **{"del": "41"}))
    assert text.count("Det som talar emot:") == text.count("Det som behövs:") == 3


def test_who_said_what_is_spelled_out(open_page):
    app = open_page("industry", **{"del": "41"})
    text = " ".join(each.proto.body for each in app.get("html"))
    assert "Industri betyder: ej angivet. Andel av: ej angivet. Indirekta led inräknade" in text


def test_one_year_has_many_answers(open_page):
    app = open_page("industry", **{"del": "steg"})
    assert not app.exception
    title = app.header[1].value.replace("\N{NO-BREAK SPACE}", " ")
    assert title == (
        "Hur stor är industrin i Västerbottens län 2022? Från 13,7 % till 50,6 %, beroende på vad "
        "som räknas och vad det är en andel av: 6 olika svar"
    )
    app = open_page("industry", svarsar="2024", **{"del": "steg"})
    assert "13,2 % till 26,1 %" in app.header[1].value.replace("\N{NO-BREAK SPACE}", " ")


def test_an_unknown_year_of_the_question_is_passed_over(open_page):
    app = open_page("industry", svarsar="1066", lang="en", **{"del": "steg"})
    assert "2022? From 13.7% to 50.6%" in app.header[1].value


@pytest.mark.parametrize(
    ("part", "measure", "definition", "basis"),
    [
        ("tid", "gva", "C", "Regionräkenskaper"),
        ("lan", "gva", "C", "Regionräkenskaper"),
        ("kommuner", "employed_residence", "B+C", "nattbefolkning"),
    ],
)
def test_what_is_measured_is_said_below_the_headline_and_not_again_on_the_axis(
    open_page, part: str, measure: str, definition: str, basis: str
) -> None:
    app = open_page("industry", **{"del": part, "matt": measure, "definition": definition})
    chart = app.get("plotly_chart")[0].proto
    assert "ndel av" not in chart.spec
    assert "Procent" in chart.spec
    for said_too in (f"({definition})", "Industrins andel av", basis, "2024"):
        assert said_too in chart.alt


def test_another_countys_line_is_raised_by_the_list_and_by_the_link(open_page: Open) -> None:
    app = open_page("industry", **{"del": "tid"})
    box = next(each for each in app.selectbox if each.key == "_linje")
    assert "25" in box.options or "Norrbottens län" in box.options
    before = app.get("plotly_chart")[0].proto.spec
    box.select("25").run()
    assert not app.exception and app.query_params["linje"] in ("25", ["25"])
    after = app.get("plotly_chart")[0].proto.spec
    assert after != before and "<b>Norrbottens" in after.encode().decode("unicode_escape", "ignore")
    for face in ("andel", "plats"):
        linked = open_page("industry", linje="25", visa=face, **{"del": "tid"})
        plain = open_page("industry", visa=face, **{"del": "tid"})
        assert linked.get("plotly_chart")[0].proto.spec != plain.get("plotly_chart")[0].proto.spec
    unknown = open_page("industry", linje="0000", **{"del": "tid"})
    assert not unknown.exception


@pytest.mark.parametrize("part", ["tid", "kommuner"])
def test_that_other_counties_lack_a_figure_is_not_told_of_this_one(
    open_page: Open, part: str
) -> None:
    """Workplaces are known of one county: beside its share no line says that it has none."""
    words = said(open_page("industry", matt="workplaces", **{"del": part}))
    assert "10,1" in words
    assert "Här finns inga uppgifter för Västerbottens län" not in words
    assert "För det här måttet finns inga uppgifter för de andra länen" in words
