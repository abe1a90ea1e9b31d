"""The data page's map of all of Sweden, and growth on a municipality's page, as links and presses."""

from __future__ import annotations

from tests.app.conftest import Open, maps, press, said


def test_the_map_of_a_measure_shows_sweden_its_counties_and_a_labour_market(
    open_page: Open,
) -> None:
    app = open_page("data", matt="unemployment_rate", omfang="riket")
    assert not app.exception
    assert "Alla 290 värden" in maps(app)[0]["html"]
    offered = app.selectbox(key="_omfang").options
    assert offered[0] == "Kommunerna i Västerbottens län" and "Alla Sveriges kommuner" in offered
    assert any("arbetsmarknad" in each for each in offered)
    press(app, "1280")
    assert not app.exception
    assert app.session_state["lan"] == "12" and "riket" in app.query_params["omfang"]
    assert app.session_state["kommun"] == ["Malmö"]


def test_a_measure_of_counties_alone_is_mapped_by_counties(open_page: Open) -> None:
    app = open_page("data", matt="gva_share")
    assert not app.exception and maps(app)[0]["html"].count("data-k=") >= 21


def test_growth_on_a_municipalitys_page_is_in_the_link(open_page: Open) -> None:
    app = open_page("municipality", kommun="Malå", **{"del": "utveckling"})
    app.segmented_control(key="_tillvaxt").set_value("index").run()
    assert "index" in app.query_params["tillvaxt"] and not app.exception
    text = said(app)
    assert "index" in text and "Kan inte visas så här:" in text
    app = open_page("municipality", kommun="Svalöv", **{"del": "utveckling"}, tillvaxt="forandring")
    assert not app.exception and "gånger av" in said(app)
    assert "Finns inte här:" in said(app)
