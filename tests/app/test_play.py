"""Years of a long municipal series on a slider, and played through: one control, in the link."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.app.conftest import Open
from vbdash import Dataset
from vbdash.parameters import DATA
from vbdash.taken import LONG, slider_years, taken


def slider(app: AppTest) -> object:
    return next(each for each in app.select_slider if each.key == "_ar_slider")


def press(app: AppTest) -> None:
    next(b for b in app.button if b.key == "_ar_play").click()
    app.run()
    assert not app.exception


def test_a_long_series_has_a_slider_and_a_short_one_the_list(
    open_page: Open, dataset: Dataset
) -> None:
    long = [str(m) for m in dataset.measures.index if slider_years(dataset, str(m))]
    assert "population" in long and "unemployment_rate" not in long
    app = open_page("data", matt="population", **{"del": "measures"})
    assert slider(app).value == 2024
    assert "year" not in taken(dataset, DATA, "measures", "population").sidebar
    other = open_page("data", matt="unemployment_rate", **{"del": "measures"})
    assert not other.select_slider
    assert "year" in taken(dataset, DATA, "measures", "unemployment_rate").sidebar


def test_the_slider_changes_the_map_and_the_link(open_page: Open) -> None:
    app = open_page("data", matt="population", **{"del": "measures"})
    before = [each.value for each in app.header]
    slider(app).set_value(2015).run()
    assert not app.exception and app.query_params["ar"] in ("2015", ["2015"])
    after = [each.value for each in app.header]
    assert after != before and any("2015" in each for each in after)
    linked = open_page("data", matt="population", ar="2015", **{"del": "measures"})
    assert slider(linked).value == 2015
    assert [each.value for each in linked.header] == after


def test_playing_goes_through_every_year_and_ends_at_the_last(
    open_page: Open, dataset: Dataset
) -> None:
    years = slider_years(dataset, "population")
    assert len(years) >= LONG
    app = open_page("data", matt="population", **{"del": "measures"})
    press(app)
    seen = [slider(app).value]
    while "_played_measure" in app.session_state:
        app.run()
        seen.append(slider(app).value)
        assert len(seen) < 40
    assert tuple(dict.fromkeys(seen)) == years
    assert not app.exception and "ar" not in app.query_params


def test_it_can_be_stopped_where_it_is(open_page: Open) -> None:
    app = open_page("data", matt="population", **{"del": "measures"})
    press(app)
    app.run()
    shown = slider(app).value
    press(app)
    assert "_played_measure" not in app.session_state
    assert slider(app).value == shown and app.query_params["ar"] in (str(shown), [str(shown)])


def test_what_a_slow_browser_had_before_stops_nothing(open_page: Open) -> None:
    app = open_page("data", matt="population", ar="2010", **{"del": "measures"})
    press(app)
    for _ in range(2):
        app.run()
    shown = slider(app).value
    slider(app).set_value(shown - 1).run()  # what was shown before this year
    assert not app.exception and "_played_measure" in app.session_state
    slider(app).set_value(2000).run()  # a hand has moved it
    assert "_played_measure" not in app.session_state and slider(app).value == 2000
