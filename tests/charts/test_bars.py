"""Bars start at zero, say their values, and tell what is missing."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.charts.samples import LONG, SV, areas, parts
from vbdash.charts import (
    Reference,
    dumbbell,
    paired_bars,
    quotes,
    ranked_bars,
    stacked_bars,
    waterfall,
)
from vbdash.charts.palette import ACCENT, CONTEXT
from vbdash.text import Text


@pytest.mark.parametrize("values", [[40.0, 41.0], [-3.0, 5.0], [-3.0, -4.0], [0.0, 0.0]])
def test_bars_start_at_zero(values: list[float]) -> None:
    figure = ranked_bars(pd.DataFrame({"label": ["A", "B"], "value": values}), SV)
    low, high = figure.layout.xaxis.range
    assert low <= 0 <= high
    assert low == 0 or min(values) < 0
    assert figure.data[0].base is None


def test_bars_are_ranked_written_and_the_chosen_one_is_accented_and_bold() -> None:
    figure = ranked_bars(areas(), SV, unit="%", decimals=1, highlight=["2414"])
    bars = figure.data[0]
    assert list(bars.x) == sorted(bars.x, reverse=True)
    assert bars.text[0].endswith("\u00a0%")
    at = bars.customdata.index("2414")
    assert bars.marker.color[at] == ACCENT
    assert set(bars.marker.color) == {ACCENT, CONTEXT}
    assert figure.layout.yaxis.ticktext[at] == "<b>Skellefteå</b>"


def test_a_missing_value_is_said_to_be_missing_and_comes_last() -> None:
    table = areas(3).assign(missing=["", "skyddas av sekretess", ""])
    table.loc[1, "value"] = None
    figure = ranked_bars(table, SV)
    assert figure.data[0].x[-1] is None
    assert figure.data[0].text[-1] == ""
    assert [a.text for a in figure.layout.annotations] == ["<i>skyddas av sekretess</i>"]
    unsaid = ranked_bars(table.drop(columns="missing"), SV)
    assert [a.text for a in unsaid.layout.annotations] == ["<i>uppgift saknas</i>"]


def test_the_height_follows_the_rows() -> None:
    heights = [ranked_bars(areas(n), SV).layout.height for n in (5, 10, 20)]
    assert heights[2] - heights[1] == pytest.approx(2 * (heights[1] - heights[0]), abs=2)


def test_long_names_stand_above_their_bars_and_leave_the_width_to_them() -> None:
    table = pd.DataFrame({"label": LONG, "value": [1, 2, 3, 4]})
    figure = ranked_bars(table, SV)
    assert figure.layout.yaxis.showticklabels is False
    assert sum("<br>" in a.text for a in figure.layout.annotations) >= 1
    assert ranked_bars(areas(), SV).layout.yaxis.showticklabels is None


def test_two_rows_of_the_same_name_stay_two_rows() -> None:
    figure = ranked_bars(pd.DataFrame({"label": ["AB", "AB"], "value": [1, 2]}), SV)
    assert len(set(figure.data[0].y)) == 2


def test_values_make_way_for_reference_lines() -> None:
    figure = ranked_bars(areas(), SV, references=[Reference(17, "Sverige")])
    assert figure.data[0].textposition == "none"
    assert set(figure.data[1].x) == {figure.layout.xaxis.range[1]}
    assert any(s.x0 == s.x1 == 17 for s in figure.layout.shapes)


def test_a_reference_line_is_seen_where_it_crosses_a_bar() -> None:
    table = pd.DataFrame({"label": ["Malå", "Umeå", "Åsele"], "value": [24.0, 8.0, None]})
    figure = ranked_bars(table, SV, references=[Reference(15, "Länet")])
    crossing = [shape for shape in figure.layout.shapes if shape.layer == "above"]
    assert [(shape.x0, shape.line.color) for shape in crossing] == [(15, "#ffffff")]
    assert crossing[0].y0 < figure.data[0].y[0] < crossing[0].y1  # Malå, the only longer one


def test_the_value_of_the_thin_bar_keeps_off_the_thick_one() -> None:
    table = pd.DataFrame({"label": ["Malå"] * 4, "value": [3] * 4, "other": [2] * 4})
    figure = paired_bars(table, SV, names=("Malå", "Sverige"), above=True)
    own, other = figure.data
    size = other.textfont.size
    pitch = (figure.layout.height - figure.layout.margin.t - figure.layout.margin.b) / 4
    gap = (other.y[0] - own.y[0] - own.width / 2) * pitch  # from the thick bar to the words
    assert gap >= 0.6 * size  # half the height of letters with descenders, and some air


def test_pairs_differ_in_thickness_too() -> None:
    table = pd.DataFrame({"label": ["A", "B"], "value": [3, None], "other": [1, 2]})
    figure = paired_bars(table, SV, names=("Malå", "Sverige"))
    own, other = figure.data
    assert own.width > 1.5 * other.width
    gap = other.y[0] - own.y[0]
    assert gap >= (own.width + other.width) / 2  # they do not lie on each other
    assert figure.layout.showlegend


def test_parts_add_up_to_their_bar() -> None:
    figure = stacked_bars(parts(), SV)
    sums = parts().groupby("label", sort=False)["value"].sum()
    assert [sum(t.x[i] for t in figure.data) for i in range(6)] == list(sums)


def test_parts_are_named_directly_where_the_names_fit() -> None:
    table = pd.DataFrame(
        {"label": ["A", "A", "B", "B"], "part": ["Ny", "Gammal"] * 2, "value": [50, 50, 20, 80]}
    )
    direct = stacked_bars(table, SV)
    assert not direct.layout.showlegend
    assert {"<b>Ny</b>", "<b>Gammal</b>"} <= {a.text for a in direct.layout.annotations}
    assert stacked_bars(parts(), SV).layout.showlegend


def test_the_note_is_the_title_of_the_legend_where_there_is_one() -> None:
    figure = stacked_bars(parts(), SV, note="Arbetsställen")
    assert figure.layout.legend.title.text == "Arbetsställen"
    assert "Arbetsställen" not in [a.text for a in figure.layout.annotations]


def test_a_bar_without_figures_stays_and_says_so() -> None:
    table = parts()
    table.loc[table["label"] == "Vindeln", "value"] = None
    figure = stacked_bars(table, SV)
    assert figure.layout.yaxis.ticktext[2] == "Vindeln"
    assert "<i>uppgift saknas</i>" in [a.text for a in figure.layout.annotations]


def test_eight_parts_and_negative_parts_are_refused() -> None:
    many = pd.DataFrame({"label": "A", "part": [f"p{i}" for i in range(8)], "value": 1})
    with pytest.raises(ValueError, match="at most 7"):
        stacked_bars(many, SV)
    with pytest.raises(ValueError, match="negative"):
        stacked_bars(many.iloc[:2].assign(value=[-1, 2]), SV)


def test_a_waterfall_step_starts_where_the_one_before_ended() -> None:
    table = pd.DataFrame(
        {"label": list("abcd"), "value": [10, 5, -8, 7], "kind": ["total", "step", "step", "total"]}
    )
    bars = waterfall(table, SV).data[0]
    assert list(bars.base) == [0, 10, 15, 0]
    assert list(bars.text) == ["10", "+5", "−8", "7"]
    assert len(set(bars.marker.color)) == 3


def test_quotes_are_open_diamonds_with_their_note() -> None:
    table = pd.DataFrame({"code": ["a", "b"], "label": ["A", "<b>B"], "value": [41.0, 33.0]})
    figure = quotes(table, Text("en"), highlight=["a"])
    assert figure.data[0].marker.symbol == "diamond-open"
    texts = [note.text for note in figure.layout.annotations]
    assert any("as quoted" in text for text in texts)
    assert not any("<b>B" in text for text in texts)
    assert len(figure.to_json()) < 15_000


def test_a_quoted_claim_is_never_drawn_as_a_figure() -> None:
    table = pd.DataFrame({"label": ["Tillväxtverket 2021"], "first": [41], "second": [22.3]})
    figure = dumbbell(table, SV, names=("Påstående", "Statistik"), unit="%", quoted=True)
    claim, official, column = figure.data
    assert claim.marker.symbol == "diamond-open"
    assert official.marker.symbol == "circle"
    assert claim.hovertext == ("”41\u00a0%”",)
    assert column.text[0].strip() == "”41\u00a0%” · 22\u00a0%"
