"""The page of a municipality, run whole: every part, both languages, comparison, search, title."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import Open, said
from tests.sentences.test_places import OUTER
from vbdash import Dataset
from vbdash.exhibits.municipality.ways_in import ways_in

PARTS = {
    "laget": ("Det som mest skiljer Malå", "What sets Malå apart most"),
    "utveckling": ("Folkmängden", "the population"),
    "naringsliv": ("2,3 gånger så stor andel", "2.3 times the share"),
    "foretag": ("företag", "firm"),
    "stod": ("projekt", "project"),
    "jamfor": ("bredvid länets mediankommun", "beside the county’s middle municipality"),
    "lika": ("Mest lika", "Most like"),
    "saknas": ("luckor i den statistik", "gaps in the statistics"),
}


def errors(app: AppTest) -> list[str]:
    return [each.value for each in app.exception]


def about(app: AppTest) -> str:
    """Return the municipality that the page is about: what its fold says (the frame has its h1)."""
    labels = [
        re.fullmatch(r"(?:Mer om|More about) (.+), (?:och|and).*", each.label)
        for each in app.expander
    ]
    return next((found[1] for found in labels if found), "")


def open_part(app: AppTest, part: str) -> AppTest:
    app.segmented_control(key="_del").set_value(part).run()
    return app


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_part_is_drawn(open_page: Open, lang: str) -> None:
    app = open_page("municipality", lang=lang, kommun="Malå")
    assert not errors(app)
    assert about(app) == "Malå"
    for part in PARTS:
        open_part(app, part)
        assert not errors(app), part
        assert PARTS[part][lang == "en"].lower() in said(app).lower()


@pytest.mark.parametrize(
    "code", ["2401", "2403", "2404", "2409", "2417", "2418", "2421", "2422",
             "2425", "2460", "2462", "2463", "2480", "2481", "2482"]
)  # fmt: skip
def test_every_municipality_has_its_page(open_page: Open, code: str) -> None:
    app = open_page("municipality", kommun=code)
    assert not errors(app) and about(app)
    like = re.search(r"ungefär (som|samma|lika)|liknande", said(app))
    assert not like or code not in OUTER
    open_part(app, "saknas")
    assert not errors(app)


def test_without_a_municipality_one_is_chosen_by_name(open_page: Open) -> None:
    app = open_page("municipality")
    assert not errors(app) and not about(app)
    app.button(key="take_Åsele").click().run()
    assert about(app) == "Åsele" and app.session_state["kommun"] == ["Åsele"]


def test_the_list_says_where_its_counts_of_firms_come_from(open_page: Open) -> None:
    found = said(open_page("municipality"))
    assert "De ledande företagen har vi räknat ur öppna källor" in found


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_list_says_what_is_known_of_each(open_page: Open, lang: str) -> None:
    text = said(open_page("municipality", lang=lang)).replace("\N{NO-BREAK SPACE}", " ")
    malå = {"sv": "**24,2 %** · 2 902 inv. · 1 företag",
            "en": "**24.2%** · 2,902 inh. · 1 firm"}[lang]  # fmt: skip
    assert malå in text
    assert {"sv": "0 företag", "en": "0 firms"}[lang] in text
    assert {"sv": "industrin (B–E) (2024)", "en": "industry (B–E) (2024)"}[lang] in text
    assert "nan" not in text


def test_what_is_not_known_of_a_municipality_is_said_in_the_list(dataset: Dataset) -> None:
    rows = dataset.table("observations")
    without = rows[~((rows["region_code"] == "2418") & rows["measure"].isin(["population", "employed_residence"]))]  # fmt: skip
    tables = {name: dataset.table(name) for name in dataset.tables} | {"observations": without}
    changed = replace(dataset, _tables=MappingProxyType(tables), digest="start-without-2418")
    said_of = dict(ways_in(changed, "B-E", "world_operating", "sv").rows)
    assert said_of["Malå"] == "industri: uppgift saknas · invånare: uppgift saknas · 1 företag"


def test_the_page_is_about_the_first_and_compares_with_the_rest(open_page: Open) -> None:
    app = open_page("municipality", kommun=["Norsjö", "Malå", "Åsele"])
    assert about(app) == "Norsjö"
    open_part(app, "jamfor")
    assert "Norsjö, Malå och Åsele bredvid" in said(app)
    app.button(key="to_2463").click().run()
    assert about(app) == "Åsele"


def test_comparison_with_others(open_page: Open) -> None:
    app = open_part(open_page("municipality", kommun="Malå"), "jamfor")
    app.multiselect(key="jamfor").set_value(["Norsjö", "Storuman"]).run()
    assert not errors(app)
    assert "Malå, Norsjö och Storuman bredvid länets mediankommun" in said(app)


def test_a_definition_without_figures_is_said(open_page: Open) -> None:
    app = open_page("municipality", kommun="Malå", definition="C")
    assert not errors(app)
    assert any("gruvor och tillverkning" in each.value.lower() for each in app.info)


def test_a_fact_leads_to_its_proof(open_page: Open) -> None:
    app = open_page("overview")
    button = next(b for b in app.button if b.key == "overview_facts_sector_2421_D+E")
    button.click().run()
    assert not errors(app)
    assert about(app) == "Storuman"
    assert app.segmented_control(key="_del").value == "naringsliv"


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_facts_link_says_what_it_opens(open_page: Open, lang: str) -> None:
    labels = [b.label for b in open_page("overview", lang=lang).button if str(b.key).startswith("overview_facts")]  # fmt: skip
    assert len(labels) == 6 and len(set(labels)) >= 4
    assert {"sv": "Vad Storuman lever på", "en": "What Storuman lives on"}[lang] in labels


@pytest.mark.parametrize("query", [{"kommun": "Atlantis"}, {"jamfor": "x" * 300}, {"del": "?"}])
def test_odd_links_do_no_harm(open_page: Open, query: dict[str, str]) -> None:
    assert not errors(open_page("municipality", **query))


def test_two_measures_against_each_other_are_chosen_in_the_link(open_page: Open) -> None:
    app = open_page("municipality", kommun="Malå", **{"del": "jamfor"})
    assert not app.exception
    before = said(app)
    assert "Två mått mot varandra" in before
    linked = open_page(
        "municipality",
        kommun="Malå",
        vagratt="population",
        lodratt="unemployment_rate",
        **{"del": "jamfor"},
    )
    assert not linked.exception and said(linked) != before
    box = next(each for each in app.selectbox if each.key == "_vagratt")
    box.select("population").run()
    assert not app.exception and app.query_params["vagratt"] in ("population", ["population"])
    assert said(app) != before
