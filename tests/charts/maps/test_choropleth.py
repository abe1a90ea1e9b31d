"""Maps: classes, colours, circles, payload, hostile names."""

from __future__ import annotations

import json
import math
from functools import partial
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
import shapely

import vbdash
from vbdash.charts.maps import choropleth, points
from vbdash.charts.maps import deck as map_deck
from vbdash.charts.maps.classes import classes_for
from vbdash.charts.maps.dorling import radii, separate
from vbdash.charts.maps.geometry import WIDEST, MapGeometry, geometry_of, hatch, map_geometry
from vbdash.charts.maps.view import THEMES, MapView
from vbdash.charts.palette import MISSING, SEQUENTIAL, contrast, lightness, text_on
from vbdash.text import Text

TX = Text("sv")
SHARE = {"label_sv": "Industrins andel", "label_en": "", "unit_short_sv": "%", "decimals": 1}
COUNT = {"label_sv": "Sysselsatta", "label_en": "", "unit_short_sv": "personer", "decimals": 0}
HOSTILE = "<img src=x onerror=alert(1)>{tip}\u202e\x00[a](javascript:1)"


@pytest.fixture(scope="session")
def geometry(dataset: vbdash.Dataset) -> MapGeometry:
    return map_geometry(dataset.municipalities, dataset.neighbours)


@pytest.fixture
def table(geometry: MapGeometry) -> pd.DataFrame:
    codes = list(geometry.names)
    values = np.linspace(4.2, 33.3, len(codes))
    values[3] = np.nan
    frame = pd.DataFrame({"code": codes, "value": values})
    frame["rank"] = frame["value"].rank(ascending=False)
    frame["missing"] = np.where(frame["value"].isna(), "Uppgiften är skyddad", "")
    return frame


def spec(view: MapView) -> dict:
    return json.loads(map_deck.deck(view).to_json())


def layer(description: dict, name: str) -> dict:
    return next(each for each in description["layers"] if each["id"] == name)


def test_the_frame_has_the_proportions_of_the_projection(
    dataset: vbdash.Dataset, geometry: MapGeometry
) -> None:
    projected = dataset.municipalities.to_crs(3006)
    left, low, right, high = projected.total_bounds
    margin = 2 * 0.025 * (right - left)
    assert geometry.width * geometry.metres == pytest.approx(right - left + margin, rel=0.005)
    assert geometry.height * geometry.metres == pytest.approx(high - low + margin, rel=0.005)
    area = sum(shape.area for shape in geometry.shapes.values()) * geometry.metres**2
    assert area == pytest.approx(projected.area.sum(), rel=0.005)


def test_the_land_is_prepared_once_and_keeps_the_latest_of_what_is_drawn_on_it(
    dataset: vbdash.Dataset,
) -> None:
    land = geometry_of(dataset)
    assert geometry_of(dataset) is land
    drawn = [land.once(("drawn", n % 300), partial(str, n)) for n in range(302)]
    assert drawn[:2] + drawn[-2:] == ["0", "1", "300", "301"]
    assert land.once(("drawn", 1), lambda: "anew") == "301"


def test_neighbouring_areas_share_their_border(geometry: MapGeometry) -> None:
    shapes = list(geometry.shapes.values())
    total = sum(shape.area for shape in shapes)
    overlap = sum(a.intersection(b).area for i, a in enumerate(shapes) for b in shapes[i + 1 :])
    assert overlap < 0.001 * total


def test_projection_of_a_known_place(geometry: MapGeometry) -> None:
    (umea,) = geometry.project([20.263], [63.826])
    assert geometry.shapes["2480"].buffer(20).contains(shapely.Point(umea))


class TestClasses:
    def test_breaks_do_not_depend_on_the_year_shown(
        self, geometry: MapGeometry, table: pd.DataFrame
    ) -> None:
        every = np.random.default_rng(1).normal(18, 6, 300)
        other = table.assign(value=table["value"] / 2)
        first = choropleth.choropleth(geometry, table, SHARE, TX, values=every)
        second = choropleth.choropleth(geometry, other, SHARE, TX, values=every)
        strip = [key.label.rpartition(" (")[0] for key in first.legend]
        assert strip == [key.label.rpartition(" (")[0] for key in second.legend]
        assert [k.fill for k in first.legend] == [k.fill for k in second.legend]

    def test_few_rounded_and_none_empty(self) -> None:
        rng = np.random.default_rng(7)
        for decimals in (0, 1):
            for values in (rng.lognormal(3, 1, 300), rng.normal(20, 5, 60), rng.integers(0, 9, 40)):
                known = np.round(values, decimals)
                classes = classes_for(known, decimals=decimals)
                assert 2 <= len(classes.colours) <= 5
                assert list(classes.breaks) == sorted(set(classes.breaks))
                assert all(b == round(b, decimals) for b in classes.breaks)
                counts = np.bincount([classes.of(v) for v in known], minlength=len(classes.colours))
                assert counts.all()

    def test_a_class_of_one_count_says_that_count(self) -> None:
        counts = classes_for([0, 0, 0, 1, 1, 2, 3, 8, 14])
        assert counts.labels(TX, "")[:2] == ("0", "1")
        assert classes_for([-4, 0, 1, 5, 9, 14]).labels(TX, "")[0].startswith("under ")

    def test_a_value_falls_in_the_class_its_number_says(self) -> None:
        classes = classes_for([1, 2, 9.96, 10, 20, 30, 31], decimals=1)
        limit = classes.breaks[0]
        assert classes.of(limit) == 1
        assert classes.of(limit - 0.04) == 1  # is shown as the limit
        assert classes.of(limit - 0.06) == 0

    def test_labels_have_no_gap_and_the_unit(self) -> None:
        labels = classes_for([5, 15, 25, 35, 45], decimals=0).labels(TX, "%")
        assert labels[0].startswith("under ")
        assert labels[-1].endswith("eller mer")
        assert all("%" in label for label in labels)

    @pytest.mark.parametrize("values", [[], [math.nan], [3.0], [3.0, 3.0]])
    def test_too_little_for_classes(self, values: list[float]) -> None:
        assert len(classes_for(values).colours) == 1

    def test_adjacent_classes_differ_in_lightness_and_carry_text(self) -> None:
        steps = [lightness(colour) for colour in SEQUENTIAL]
        assert all(abs(a - b) >= 8 for a, b in pairwise(steps))
        assert all(contrast(text_on(fill), fill) >= 4.5 for fill in (*SEQUENTIAL, MISSING))
        for theme in THEMES.values():
            assert contrast(theme.hatch, MISSING) >= 3
            assert contrast(theme.ink, theme.land) >= 4.5
            assert contrast(theme.ink, theme.own) >= 4.5
            assert abs(lightness(theme.own) - lightness(theme.land)) >= 4


class TestCircles:
    def test_area_is_proportional_to_the_value(self) -> None:
        sizes = radii([1, 4, 9, 0, math.nan], 30)
        assert sizes.tolist() == [10, 20, 30, 0, 0]
        with pytest.raises(ValueError, match="zero or more"):
            radii([-1, 2], 30)

    @pytest.mark.parametrize("count", [1, 2, 15, 49, 120])
    def test_no_overlap_and_always_the_same(self, count: int) -> None:
        rng = np.random.default_rng(count)
        home, sizes = rng.normal(0, 400, (count, 2)), rng.uniform(10, 90, count)
        at = separate(home, sizes, gap=5)
        assert (at == separate(home.copy(), sizes.copy(), gap=5)).all()
        far = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
        np.fill_diagonal(far, np.inf)
        assert (far - sizes[:, None] - sizes[None] >= 5 - 1e-3).all()

    def test_drift_is_bounded(self, geometry: MapGeometry) -> None:
        codes = list(geometry.names)
        view = choropleth.dorling(
            geometry, pd.DataFrame({"code": codes, "value": range(15)}), COUNT, TX
        )
        home = geometry.centres(codes)
        drift = [math.hypot(c.x - x, c.y - y) for c, (x, y) in zip(view.circles, home, strict=True)]
        assert max(drift) < 0.15 * geometry.height
        assert all(abs(c.x) + c.radius <= geometry.width / 2 + 1 for c in view.circles)

    def test_same_place_comes_apart(self) -> None:
        at = separate(np.zeros((12, 2)), np.full(12, 10.0))
        far = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))[np.triu_indices(12, 1)]
        assert far.min() >= 20 - 1e-3
        assert np.hypot(*at.T).max() < 60

    def test_zero_and_missing_are_rings_with_a_sign(self, geometry: MapGeometry) -> None:
        values = [0.0, math.nan, *range(1, 14)]
        frame = pd.DataFrame({"code": list(geometry.names), "value": values})
        view = choropleth.dorling(geometry, frame, COUNT, TX)
        zero, missing, *rest = view.circles
        assert (zero.fill, zero.glyph) == (None, "0")
        assert (missing.fill, missing.glyph) == (None, "?")
        assert all(c.fill and not c.glyph for c in rest)
        assert {"inga (1)", "uppgift saknas (1)"} <= {key.label for key in view.legend}

    def test_a_circle_without_a_shade_is_hatched(
        self, geometry: MapGeometry, table: pd.DataFrame
    ) -> None:
        sizes = table.assign(value=20.0)
        view = choropleth.dorling(
            geometry,
            sizes,
            COUNT,
            TX,
            shade=(table, SHARE, classes_for(table["value"], decimals=1)),
        )
        assert [c.code for c in view.circles if c.fill == MISSING] == [table.loc[3, "code"]]
        assert layer(spec(view), "no-figure")["data"]
        assert "uppgift saknas (1)" in {key.label for key in view.legend}

    def test_all_missing(self, geometry: MapGeometry) -> None:
        empty = pd.DataFrame({"code": ["2480"], "value": [math.nan]})
        view = choropleth.dorling(geometry, empty, COUNT, TX)
        assert {c.glyph for c in view.circles} == {"?"}
        assert "15 kommuner" in view.alt


class TestDeck:
    def test_nothing_is_fetched(self, geometry: MapGeometry, table: pd.DataFrame) -> None:
        deck = map_deck.deck(choropleth.choropleth(geometry, table, SHARE, TX))
        text = deck.to_json()
        assert "http" not in text
        assert "mapStyle" not in text
        # With deck.gl's own map view Streamlit would fetch a background map.
        assert [v["@@type"] for v in json.loads(text)["views"]] == ["OrthographicView"]

    def test_missing_values_are_hatched(self, geometry: MapGeometry, table: pd.DataFrame) -> None:
        description = spec(choropleth.choropleth(geometry, table, SHARE, TX))
        lines = layer(description, "no-figure")["data"]
        missing = geometry.shapes[table.loc[3, "code"]]
        assert len(lines) == len(hatch(missing, 8 / geometry.scale(WIDEST)))
        assert len(lines) >= 5
        full = table.assign(value=1.0)
        names = [
            each["id"] for each in spec(choropleth.choropleth(geometry, full, SHARE, TX))["layers"]
        ]
        assert "no-figure" not in names

    def test_only_what_is_drawn_is_sent(self, geometry: MapGeometry, table: pd.DataFrame) -> None:
        table["other"] = "never"
        text = map_deck.deck(choropleth.choropleth(geometry, table, SHARE, TX)).to_json()
        assert "never" not in text
        rows = layer(json.loads(text), "areas")["data"]
        assert {frozenset(row) for row in rows} == {frozenset({"c", "k", "p", "tip"})}

    def test_payload(self, geometry: MapGeometry, table: pd.DataFrame) -> None:
        faces = [
            choropleth.choropleth(geometry, table, SHARE, TX, selected=["2480"]),
            choropleth.dorling(geometry, table, COUNT, TX),
            points.points(geometry, firms(geometry, 75), STATUSES, TX),
            points.points(geometry, firms(geometry, 20_000), STATUSES, TX),
        ]
        for view in faces:
            assert len(map_deck.deck(view).to_json().encode()) <= 30_000

    def test_each_area_has_the_colour_of_its_class_and_says_its_value(
        self, geometry: MapGeometry, table: pd.DataFrame
    ) -> None:
        view = choropleth.choropleth(geometry, table, SHARE, TX)
        areas = {area.code: area for area in view.areas}
        for row in layer(spec(view), "areas")["data"]:
            area = areas[row["k"]]
            assert row["tip"] == area.tip
            assert "#{:02x}{:02x}{:02x}".format(*row["c"]) == (area.fill or MISSING)

    def test_hostile_names_stay_text(self, dataset: vbdash.Dataset) -> None:
        own = dataset.municipalities.copy()
        own.loc[own.index[0], "name"] = HOSTILE
        hostile = map_geometry(own)
        frame = pd.DataFrame({"code": own["code"].to_list(), "value": 1.0, "missing": HOSTILE})
        view = choropleth.choropleth(hostile, frame, SHARE, TX)
        deck = map_deck.deck(view)
        text = deck.to_json() + view.alt + "".join(view.rows["name"])
        assert deck._tooltip["text"] == "{tip}"  # deck.gl takes it for a text, never for markup
        assert "\u202e" not in text
        assert "\\u202e" not in text
        assert "\x00" not in text
        assert "\\u0000" not in text

    def test_the_chosen_are_outlined(self, geometry: MapGeometry, table: pd.DataFrame) -> None:
        chosen = spec(choropleth.choropleth(geometry, table, SHARE, TX, selected=["2480", "0000"]))
        assert len(layer(chosen, "chosen")["data"]) >= 1
        assert "chosen" not in {
            e["id"] for e in spec(choropleth.dorling(geometry, table, COUNT, TX))["layers"]
        }

    def test_tips_and_sentence(self, geometry: MapGeometry, table: pd.DataFrame) -> None:
        view = choropleth.choropleth(geometry, table, SHARE, TX, source="SCB, 2022")
        tips = {area.code: area.tip.split("\n") for area in view.areas}
        last = table.iloc[-1]["code"]
        assert tips[last] == [
            geometry.names[last],
            "Industrins andel: 33,3\xa0%",
            "Plats 1 av 14",
            "SCB, 2022",
        ]
        assert "Uppgiften är skyddad" in tips[table.loc[3, "code"]][1]
        assert view.alt.startswith(
            "Karta: Industrins andel, SCB, 2022. Högst: Skellefteå (33,3\xa0%)"
        )
        assert list(view.rows["value"])[-1] == "Uppgiften är skyddad"


STATUSES = {
    "operating": points.Status("i drift"),
    "bankrupt": points.Status("i konkurs", "×", filled=False),
}


def firms(geometry: MapGeometry, count: int) -> pd.DataFrame:
    rng = np.random.default_rng(count)
    codes = list(geometry.names)
    town = rng.integers(0, len(codes), count)
    places = np.column_stack([rng.uniform(16, 21, len(codes)), rng.uniform(64, 65.5, len(codes))])
    return pd.DataFrame(
        {
            "id": [f"f{i:05}" for i in range(count)],
            "name": [f"Bolag {i}" for i in range(count)],
            "lon": places[town, 0],
            "lat": places[town, 1],
            "code": [codes[i] for i in town],
            "status": np.where(rng.random(count) < 0.8, "operating", "bankrupt"),
            "note": "Siffrorna gäller hela företaget",
        }
    )


class TestPoints:
    def test_firms_in_one_place_stand_side_by_side(self, geometry: MapGeometry) -> None:
        view = points.points(geometry, firms(geometry, 75), STATUSES, TX)
        at = np.array([(c.x, c.y) for c in view.circles])
        far = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))[np.triu_indices(75, 1)]
        assert far.min() >= 2 * view.circles[0].radius
        assert view.links
        again = points.points(geometry, firms(geometry, 75), STATUSES, TX)
        assert again.circles == view.circles

    def test_a_few_are_numbered_and_named(self, geometry: MapGeometry) -> None:
        view = points.points(geometry, firms(geometry, 12), STATUSES, TX)
        numbers = {c.key: c.glyph for c in view.circles if c.fill}
        named = [key.label for key in view.legend if key.kind == "words"]
        names = {f"f{i:05}": f"Bolag {i}" for i in range(12)}
        assert sorted(map(int, numbers.values())) == list(range(1, len(named) + 1))
        assert {f"{at} {names[key]}" for key, at in numbers.items()} == set(named)
        where = [geometry.names[c.code] for at in range(1, len(named) + 1) for c in view.circles
                 if c.glyph == str(at)]  # fmt: skip
        assert where == sorted(where)

    def test_status_shows_without_colour(self, geometry: MapGeometry) -> None:
        view = points.points(geometry, firms(geometry, 40), STATUSES, TX)
        looks = {(c.fill is None, c.glyph) for c in view.circles}
        assert looks == {(False, ""), (True, "×")}

    def test_many_are_counted_and_none_is_lost(self, geometry: MapGeometry) -> None:
        view = points.points(geometry, firms(geometry, 20_000), STATUSES, TX)
        counts = [int(c.glyph.replace("\xa0", "")) for c in view.circles]
        assert sum(counts) == 20_000
        assert len(view.circles) < 200

    def test_what_figures_belong_to_is_said(self, geometry: MapGeometry) -> None:
        view = points.points(geometry, firms(geometry, 5), STATUSES, TX)
        assert all("hela företaget" in c.tip for c in view.circles)
        assert (view.rows["note"] != "").all()

    def test_without_a_place_or_with_an_unknown_status(self, geometry: MapGeometry) -> None:
        frame = firms(geometry, 4)
        frame.loc[0, "lat"] = math.nan
        frame.loc[1, "status"] = "other"
        view = points.points(geometry, frame, STATUSES, TX)
        assert len(view.circles) == 2
        assert len(view.rows) == 3
        assert "1 till saknar känd plats" in view.alt

    def test_none(self, geometry: MapGeometry) -> None:
        view = points.points(geometry, firms(geometry, 0), STATUSES, TX)
        assert view.circles == ()


def test_all_that_share_an_end_are_told_of(geometry: MapGeometry) -> None:
    counts = pd.DataFrame({"code": list(geometry.names), "value": 0.0})
    counts.loc[:1, "value"] = 3.0
    names = [geometry.names[code] for code in counts["code"][:2]]
    alt = choropleth.dorling(geometry, counts, COUNT, TX).alt
    assert f"Högst: {TX.listing(names)} (3" in alt or f"Högst: {TX.listing(names[::-1])} (3" in alt
    assert "Lägst: 13 områden (0" in alt
