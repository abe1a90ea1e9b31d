"""The page about the data: every part opens in both languages, nothing raw on the Swedish page."""

from __future__ import annotations

import pandas as pd
import pytest

import vbdash
from tests.app.conftest import Open, said
from vbdash.exhibits import news
from vbdash.indicators.sources import rests_on
from vbdash.refresh.changes import Changes
from vbdash.refresh.feed import Entry
from vbdash.ui import facts

PARTS = ["measures", "tables", "sources", "gaps", "news", "method", "accessibility", "privacy"]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens(open_page: Open, part: str, lang: str) -> None:
    app = open_page("data", lang=lang, **{"del": part})
    assert not app.exception
    assert said(app)


def test_every_measure_opens(open_page: Open, dataset: vbdash.Dataset) -> None:
    app = open_page("data", lang="sv")
    for measure in dataset.measures["id"]:
        app.query_params["matt"] = measure
        app.run()
        assert not app.exception, measure
        assert dataset.measures.loc[measure, "definition_sv"] in said(app)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_source_opens(open_page: Open, dataset: vbdash.Dataset, lang: str) -> None:
    app = open_page("data", lang=lang, **{"del": "sources"})
    observations = dataset.table("observations")
    for source, row in list(dataset.sources.iterrows())[::9]:
        app.query_params["kalla"] = source
        app.run()
        assert not app.exception, source
        assert row["publisher"].split()[0] in said(app) and not app.dataframe
        behind = set(observations.loc[observations["source_id"] == source, "measure"])
        shown = {b.key.removeprefix("rests_") for b in app.button if b.key.startswith("rests_")}
        assert shown <= behind and len(shown) == min(len(behind), 12)
    app.button(key="all_sources").click().run()
    assert "kalla" not in app.query_params and app.dataframe


@pytest.mark.parametrize("source", ["", "no-such-source", "<script>", "x" * 500])
def test_an_unknown_source_shows_all(open_page: Open, source: str) -> None:
    app = open_page("data", kalla=source, **{"del": "sources"})
    assert not app.exception and app.dataframe


def test_rows_that_rest_on_a_source_are_counted(dataset: vbdash.Dataset) -> None:
    firms = dataset.table("companies")
    source = str(firms["source_id"].mode()[0])
    second = firms["source_id_2"].astype("object") == source
    expected = int(((firms["source_id"] == source) | second).sum())
    assert rests_on(dataset, source).rows["companies"] == expected
    assert rests_on(dataset, "no-such-source").rows == {}


def test_every_table_is_shown_in_words(open_page: Open, dataset: vbdash.Dataset) -> None:
    app = open_page("data", lang="sv", **{"del": "tables"})
    for name in dataset.tables:
        app.query_params["tabell"] = name
        app.run()
        assert not app.exception, name
    app.query_params["tabell"] = "observations"
    app.run()
    shown = app.dataframe[0].value
    assert {"Mått", "Region", "Värde", "Status"} <= set(shown.columns)
    assert set(shown["Status"]) <= {"slutlig", "sannolikt preliminär", "summerad"}


def test_unknown_part_falls_back(open_page: Open) -> None:
    app = open_page("data", **{"del": "<script>"})
    assert not app.exception


def test_without_a_refresh_nothing_is_called_new(
    open_page: Open, dataset: vbdash.Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("data", **{"del": "news"})
    assert "följde med appen" in said(app)
    (table,) = app.dataframe
    assert not (table.value == "Hämtad hit").to_numpy().any()
    start = open_page("overview")
    assert "Nytt sedan" not in said(start)
    known = dataset.table("observations")[["measure", "year"]].astype({"measure": str})
    fresh = frozenset(known.itertuples(index=False, name=None))
    monkeypatch.setattr(facts, "new_figures", lambda _: fresh)
    start.run()
    assert "Nytt sedan" in said(start)


def test_what_a_refresh_changed_is_told_for_a_municipality(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = pd.DataFrame(
        {
            "measure": ["population"] * 2, "series": ["scb_tab638"] * 2, "sector": ["TOTAL"] * 2,
            "region_code": ["2418"] * 2, "year": [2024, 2025], "before": [3000.0, float("nan")],
            "after": [3001.0, 2990.0], "kind": ["revised", "new"], "percent": [0.03, float("nan")],
        }
    )  # fmt: skip
    changes = Changes("", "made-up", rows, pd.DataFrame())
    event = Entry("made-up", "2026-11-01T10:00:00Z", "Nya siffror: made-up", ("Folkmängd: 1 ny.",))
    monkeypatch.setattr(news, "latest", lambda _: changes)
    monkeypatch.setattr(news, "entries", lambda *_: [event])
    app = open_page("data", **{"del": "news"}, omrade="2418")
    assert "3 000 is now" not in said(app) and "3\xa0001" in said(app)
    assert "Nya siffror: made-up" in said(app)


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ({"del": "measures", "matt": "population", "kommun": "Malå"}, "measures/population"),
        ({"del": "tables", "tabell": "companies"}, "tables/companies"),
    ],
)
def test_the_page_says_where_a_program_finds_it(
    open_page: Open, query: dict[str, str], path: str
) -> None:
    app = open_page("data", **query)
    app.session_state[f"addresses_{path.replace('/', '_')}"] = True
    app.run()
    assert not app.exception
    lines = [str(each.value) for each in app.code]
    assert len(lines) == 5 and all(f"/data/{path}." in line for line in lines)
    assert ("kommun=Mal%C3%A5" in lines[0]) == ("kommun" in query)
    assert lines[3].startswith("read.csv2(") and lines[4].startswith("pandas.read_csv(")


def test_all_municipalities_by_all_measures(open_page: Open) -> None:
    app = open_page("data", **{"del": "municipalities"})
    assert not app.exception
    (grid,) = [each.value for each in app.dataframe if len(each.value.columns) > 10]
    assert len(grid) == 290 and grid.iloc[:, 1:].dtypes.map(pd.api.types.is_numeric_dtype).all()
