"""Curves: breaks, gaps, preliminary figures, labels at the ends."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from tests.charts.samples import NAMES, SV, series
from vbdash.charts import rank_lines, small_multiples, time_lines
from vbdash.charts.figure import NARROW
from vbdash.charts.labels import text_size
from vbdash.charts.palette import ACCENT, CONTEXT, CONTEXT_PALE


def _years(trace) -> dict[int, float]:
    return {trace.x0 + i: v for i, v in enumerate(trace.y) if v is not None}


def test_no_trace_joins_two_editions() -> None:
    figure = time_lines(series(), SV, highlight=["14"])
    for trace in figure.data:
        years = _years(trace)
        assert max(years) < 2012 or min(years) >= 2012


def test_a_year_without_a_figure_is_a_gap_and_not_bridged() -> None:
    figure = time_lines(series(), SV, highlight=["14"])
    old = next(t for t in figure.data if t.line.color == ACCENT and t.x0 == 2000)
    assert old.y[5] is None
    assert old.connectgaps is None


def test_a_break_is_marked_in_words_once() -> None:
    figure = time_lines(series(), SV, highlight=["14", "13"])
    words = [a for a in figure.layout.annotations if a.text == "brott i tidsserien"]
    assert [a.x for a in words] == [2011.5]


def test_preliminary_figures_are_hollow_on_a_dotted_line_and_said() -> None:
    figure = time_lines(series(), SV, highlight=["14"], y_title="Andel")
    hollow = [t for t in figure.data if t.mode == "markers"]
    assert [sorted(_years(t)) for t in hollow] == [[2023, 2024]]
    assert hollow[0].marker.symbol.endswith("-open")
    assert "preliminärt" in hollow[0].hovertemplate
    dotted = next(t for t in figure.data if t.line.dash == "dot")
    assert sorted(_years(dotted)) == [2022, 2023, 2024]
    solid = [t for t in figure.data if t.line.color == ACCENT and t.line.dash is None]
    assert all(2023 not in _years(t) for t in solid if t.mode != "markers")
    assert figure.layout.annotations[0].text.startswith("Andel")
    assert "preliminärt" in figure.layout.annotations[0].text


def _four() -> pd.DataFrame:
    ends = {"me": (20, 20), "high": (25, 40), "low": (15, 5), "peak": (90, 30)}
    return pd.DataFrame(
        [(y, f"{k} <län>", k, v) for k, pair in ends.items() for y, v in zip((2000, 2020), pair, strict=True)],
        columns=["year", "group", "code", "value"],
    )  # fmt: skip


@pytest.mark.parametrize("make", [time_lines, rank_lines, small_multiples])
def test_marks_in_the_last_year_are_whole_where_the_plane_is_narrow(make: Any) -> None:
    drawn = make(series(), SV, highlight=["14"]).data
    marked = [t for t in drawn if t.marker.color in (ACCENT, CONTEXT)]
    assert any(trace.mode == "markers" for trace in marked), "none of them is hollow"
    assert all(trace.cliponaxis is False for trace in marked)


def test_the_extreme_curves_are_named_and_darker() -> None:
    figure = time_lines(_four(), SV, unit="%", highlight=["me"], extremes=True)
    texts = [a.text for a in figure.layout.annotations]
    assert sum(t.startswith("high &lt;län&gt;") for t in texts) == 1
    assert sum(t.startswith("low &lt;län&gt;") for t in texts) == 1
    assert "peak &lt;län&gt; 2000: 90\N{NO-BREAK SPACE}%" in texts
    colours = [t.line.color for t in figure.data]
    assert colours.count(CONTEXT) == 2
    assert colours.count(CONTEXT_PALE) == 1


@pytest.mark.parametrize("year", [2000, 2004, 2010, 2016, 2021, 2023])
def test_the_name_of_the_highest_point_is_whole_on_the_narrowest_phone(year: int) -> None:
    rows = [(y, name, name, value) for y in range(2000, 2025) for name, value in
            (("me", 20.0), ("high", 30.0), ("low", 5.0), ("Norrbotten County", 90.0 if y == year else 25.0))]  # fmt: skip
    table = pd.DataFrame(rows, columns=["year", "group", "code", "value"])
    figure = time_lines(table, SV, unit="%", decimals=1, highlight=["me"], extremes=True)
    (peak,) = [a for a in figure.layout.annotations if f"{year}: 90" in a.text]
    width = text_size(peak.text, peak.font.size)[0]
    spot = (NARROW - figure.layout.margin.r) * (year - 2000) / 24
    left = spot - {"left": 0, "center": width / 2, "right": width}[peak.xanchor]
    assert left >= 0 and left + width <= NARROW


def test_extremes_are_not_named_twice_nor_unasked() -> None:
    plain = time_lines(_four(), SV, unit="%", highlight=["me"])
    assert not any("high" in a.text for a in plain.layout.annotations)
    chosen = time_lines(_four(), SV, unit="%", highlight=["high", "peak"], extremes=True)
    texts = [a.text for a in chosen.layout.annotations]
    assert sum("high" in t for t in texts) == 1
    assert sum("peak" in t for t in texts) == 1


def test_a_lonely_figure_between_gaps_is_seen() -> None:
    table = pd.DataFrame(
        {"year": [2000, 2002, 2003], "group": "A", "code": "a", "value": [1.0, 2.0, 3.0]}
    )
    others = pd.concat([table, table.assign(group="B", code="b")])
    grey = time_lines(others, SV, highlight=["a"]).data[0]
    assert grey.mode == "lines+markers"


def test_the_chosen_are_coloured_and_named_and_the_rest_are_pale() -> None:
    figure = time_lines(series(), SV, highlight=["14", "12"])
    assert sum(t.line.color == CONTEXT_PALE for t in figure.data) == 2 * 13
    labels = [a.text for a in figure.layout.annotations if a.xanchor == "left" and a.xref == "x"]
    assert any("Skellefteå" in t for t in labels)
    assert any("Umeå" in t for t in labels)
    assert not any("Malå" in t for t in labels)
    markers = {t.marker.symbol for t in figure.data if t.line.color != CONTEXT_PALE}
    assert {"circle", "square"} <= markers  # told apart by shape too


@pytest.mark.parametrize(("names", "colour"), [(NAMES[:2], CONTEXT), (NAMES, CONTEXT_PALE)])
def test_a_line_that_is_compared_with_is_seen_on_both_pages(
    names: tuple[str, ...], colour: str
) -> None:
    """Only a crowd is paler than a mark may be: it is read as a whole."""
    figure = time_lines(series(names), SV, highlight=["01"])
    assert {t.line.color for t in figure.data if t.mode == "lines"} == {colour, ACCENT}


@pytest.mark.parametrize("large", [False, True])
def test_labels_at_the_ends_do_not_overlap(large: bool) -> None:
    table = series(NAMES[:7])
    table["value"] = 10 + table["value"] / 100  # all ends within a few pixels
    figure = time_lines(table, SV, large=large)
    low, high = figure.layout.yaxis.range
    margin = figure.layout.margin
    room = figure.layout.height - margin.t - margin.b
    size = figure.layout.font.size
    boxes = sorted(
        ((a.y - low) / (high - low) * room, text_size(a.text, size)[1])
        for a in figure.layout.annotations
        if a.xshift == 8
    )
    assert len(boxes) == 7
    assert all(b[0] - a[0] >= (a[1] + b[1]) / 2 - 0.5 for a, b in pairwise(boxes))


def test_the_axis_starts_at_zero_unless_the_measure_lets_it_be_cut() -> None:
    assert time_lines(series(), SV).layout.yaxis.range[0] == 0
    assert time_lines(series(), SV, from_zero=False).layout.yaxis.range[0] > 5


def test_negative_figures_are_written_with_a_minus_in_hover_texts() -> None:
    table = pd.DataFrame({"year": [2020, 2021], "group": "A", "value": [-1.5, 2.0]})
    trace = time_lines(table, SV, unit="%", decimals=1).data[0]
    assert trace.hovertext == ("−1,5\u00a0%", "2,0\u00a0%")


def test_first_rank_is_on_top_and_every_place_is_named() -> None:
    table = series().assign(value=lambda t: t.groupby("year")["value"].rank(ascending=False))
    figure = rank_lines(table, SV, highlight=["14"])
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]
    texts = [a.text for a in figure.layout.annotations]
    last = table[(table["year"] == 2024) & (table["code"] == "14")]["value"].iloc[0]
    assert f"<b>{last:.0f}. Skellefteå</b>" in texts
    assert len([t for t in texts if ". " in t]) == 15


def test_small_multiples_share_their_axes_and_show_the_context_in_each() -> None:
    table = series().drop(columns="series")
    figure = small_multiples(table, SV, context=["00"], columns=3)
    layout = figure.layout.to_plotly_json()
    ranges = {tuple(v["range"]) for k, v in layout.items() if k.startswith("yaxis")}
    assert len(ranges) == 1
    grey = [t for t in figure.data if t.line.color == CONTEXT and t.hoverinfo == "skip"]
    assert len({t.xaxis for t in grey}) == 14
    assert any("Nordmaling" in a.text for a in figure.layout.annotations)  # named once, above
    domains = [v["domain"] for k, v in layout.items() if k.startswith("yaxis")]
    assert all(0 <= low < high <= 1 for low, high in domains)


def test_a_panels_title_stands_clear_of_the_years_above_it() -> None:
    names = tuple(f"Västra Götalands län {i}" for i in range(9))  # titles of two lines
    layout = small_multiples(series(names).drop(columns="series"), SV).layout
    assert any("<br>" in note.text for note in layout.annotations)
    room = layout.height - layout.margin.t - layout.margin.b
    above, below = layout.yaxis.domain, layout.yaxis4.domain  # the same column, one row down
    gap = (above[0] - below[1]) * room
    title = max(text_size(note.text, note.font.size)[1] for note in layout.annotations)
    years = text_size("2000", layout.xaxis.tickfont.size)[1] + 4  # and their distance to the axis
    assert gap >= title + years + 0.5 * layout.font.size


def test_names_of_panels_keep_apart_on_the_narrowest_phone() -> None:
    names = ("Västernorrlands län", "Västra Götalands län", "Södermanlands län", "Dalarnas län")
    table = series(names).drop(columns="series")
    notes = [n for n in small_multiples(table, SV).layout.annotations if "län" in n.text]
    assert len(notes) == 4
    assert all("…" not in note.text for note in notes)
    assert max(text_size(note.text, note.font.size)[0] for note in notes) <= NARROW / 3 + 1e-6
    assert all(note.font.size > 12 for note in notes)


def test_the_panel_a_figure_is_about_is_marked_by_colour_and_weight() -> None:
    figure = small_multiples(series().drop(columns="series"), SV, highlight=["14"])
    bold = [n.text for n in figure.layout.annotations if n.text.startswith("<b>")]
    assert bold == ["<b>Skellefteå</b>"]
    colours = {trace.line.color for trace in figure.data if trace.line.color}
    assert colours == {ACCENT, CONTEXT}


def test_breaks_next_to_each_other_are_named_once_and_drawn_both() -> None:
    """The register of employment breaks between 2018 and 2019 and again at 2020."""
    parts = [("a", range(2008, 2019)), ("b", range(2019, 2020)), ("c", range(2020, 2025))]
    rows = [(y, "Länet", "24", 10.0, name) for name, years in parts for y in years]
    table = pd.DataFrame(rows, columns=["year", "group", "code", "value", "series"])
    figure = time_lines(table, SV, highlight=["24"])
    words = [a.x for a in figure.layout.annotations if a.text == "brott i tidsserien"]
    seams = [s.x0 for s in figure.layout.shapes if s.line.dash == "dot"]
    assert words == [2018.5] and {2018.5, 2019.5} <= set(seams)
