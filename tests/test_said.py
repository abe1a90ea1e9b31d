"""What is said is what the files hold: figures read out of rendered texts and worked out again.

The other code is plain pandas on the CSV files; nothing of the package's arithmetic is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import vbdash
from vbdash import Dataset, Selection
from vbdash.exhibits.firms.places import counts, marks
from vbdash.exhibits.industry import change, claims, counties, municipalities, trend
from vbdash.exhibits.municipality.history import history
from vbdash.exhibits.records.next import where_next
from vbdash.indicators.facts.all import find_facts
from vbdash.indicators.firms.leading import supported
from vbdash.reports.factsheet import _county, _municipality
from vbdash.selection import SUPPORTS
from vbdash.sentences.facts import fact_sentence
from vbdash.slides import Deck, story_keys
from vbdash.text import Text
from vbdash.view import View

DATA = Path(__file__).resolve().parents[1] / "data"
_NUMBER = re.compile(r"[−-]?\d+(?: \d{3})*(?:,\d+)?")


@cache
def table(name: str) -> pd.DataFrame:
    codes = {"region_code": str, "municipality_code": str, "code": str, "sector": str}
    return pd.read_csv(DATA / f"{name}.csv", dtype=codes)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


def numbers(text: str) -> list[float]:
    """Read the numbers out of a Swedish text: ``"ökade med 3 400"`` holds 3400."""
    # A year before a number of three digits is no thousand.
    found = _NUMBER.findall(re.sub(r"(?<=\b(?:19|20)\d\d) (?=\d{3}\b)", "; ", plain(text)))
    return [float(each.replace(" ", "").replace(",", ".")) for each in found]


def published(measure: str, sector: str) -> pd.DataFrame:
    """Return figures as printed: a row a year, a column a region."""
    rows = table("observations")
    rows = rows[(rows["measure"] == measure) & (rows["sector"] == sector)]
    return rows.pivot_table(index="year", columns="region_code", values="value")


def share(measure: str) -> pd.DataFrame:
    return 100 * published(measure, "B-E") / published(measure, "TOTAL")


def county_codes() -> list[str]:
    regions = table("regions")
    return sorted(regions.loc[regions["level"] == "county", "code"])


@pytest.fixture(scope="module")
def view(dataset: Dataset) -> View:
    return View(dataset, Selection())


@pytest.mark.parametrize(
    ("text", "read"),
    [("ökade med 3 400 från 2000 till 2024", [3400, 2000, 2024]),
     ("−0,5 % år 2023 och 12 345 678", [-0.5, 2023, 12345678]),
     ("av 15 kommuner", [15])],
)  # fmt: skip
def test_numbers_are_read_as_they_are_written(text: str, read: list[float]) -> None:
    assert numbers(text) == read


def test_the_trend(view: View) -> None:
    found = trend.decided(view)
    assert found is not None
    made = trend.share(view, found)
    assert made is not None
    text = plain(made.sentence)
    shares = share("gva").round(1)
    pairs = re.findall(r"(\d+,\d) % år (\d{4})", text)
    own, country = pairs[:-2], pairs[-2:]
    for said, year in own:
        assert float(said.replace(",", ".")) == shares.at[int(year), "24"]
    for said, year in country:
        assert float(said.replace(",", ".")) == shares.at[int(year), "00"]
    assert shares["24"].idxmin() == 2000 and "år 2000 (lägst i serien)" in text
    assert shares["24"].idxmax() == 2021 and "år 2021 (högst i serien)" in text
    assert "2024 (sannolikt preliminärt)" in text


@pytest.mark.parametrize("code", ["25", "01", "20", "12"])
def test_the_trend_of_other_counties(code: str) -> None:
    view = View(vbdash.load(county=code), Selection())
    found = trend.decided(view)
    assert found is not None
    made = trend.share(view, found)
    assert made is not None
    text, own = plain(made.sentence), share("gva")[code].round(1)
    for said, year in re.findall(r"(\d+,\d) % år (\d{4})", text)[:-2]:
        assert float(said.replace(",", ".")) == own[int(year)]
    if code == "25":  # up since 2000, but down by a third in three years: that is the news
        assert "sjönk" in text and own.idxmax() == 2021 and "år 2021 (högst i serien)" in text
    peaks = [fact for fact in find_facts(view.dataset) if fact.kind == "peak"]
    assert all(fact.values["peak_year"] > own.index[0] for fact in peaks)
    assert bool(peaks) == (own.index[0] < share("gva")[code].idxmax() < own.index[-1])


def test_the_place_among_the_counties(view: View) -> None:
    found = trend.decided(view)
    assert found is not None
    made = trend.place(view, found)
    assert made is not None
    ranks = share("gva").round(1)[county_codes()].rank(axis=1, ascending=False, method="min")["24"]
    for place, year in re.findall(r"plats (\d+) år (\d{4})", plain(made.sentence)):
        assert int(place) == ranks[int(year)]


@pytest.mark.parametrize("year", [2000, 2010, 2022, 2024])
def test_the_counties(dataset: Dataset, year: int) -> None:
    view = View(dataset, Selection(year=year))
    found = trend.decided(view)
    assert found is not None and found.year == year
    made = counties.ranking(view, found)
    assert made is not None
    now = share("gva").loc[year, county_codes()].sort_values(ascending=False)
    text, names = plain(made.sentence), table("regions").set_index("code")["name_sv"]
    assert names[now.index[0]] in text and names[now.index[-1]] in text
    assert {round(now.iloc[0], 1), round(now.iloc[-1], 1), 21.0} <= set(numbers(text))
    assert ("sannolikt preliminärt" in text) is (year >= 2023)


def test_the_municipalities(view: View) -> None:
    found = municipalities.decided(view)
    assert found is not None
    made = municipalities.swarm(view, found)
    assert made is not None
    rows = table("observations")
    rows = rows[(rows["measure"] == "employed_residence") & (rows["year"] == found.year)]
    wide = rows.pivot_table(index="region_code", columns="sector", values="value")
    shares = 100 * (wide["B+C"] + wide["D+E"]) / wide.sum(axis=1)
    own = shares[shares.index.str.startswith("24")].sort_values()
    names, text = table("regions").set_index("code")["name_sv"], plain(made.sentence)
    assert names[own.index[-1]] in text and names[own.index[0]] in text
    assert {round(own.iloc[-1], 1), round(own.iloc[0], 1), float(len(own))} <= set(numbers(text))


def shifted(start: int, end: int) -> pd.DataFrame:
    """Part the change in industrial jobs in what follows the country and the rest, as textbooks do."""
    jobs, industry = published("employment", "B-E"), published("employment", "B-E")["00"]
    codes = county_codes()
    followed = jobs.loc[start, codes] * (industry[end] / industry[start] - 1)
    moved = jobs.loc[end, codes] - jobs.loc[start, codes]
    return pd.DataFrame({"moved": moved, "followed": followed, "own": moved - followed})


@pytest.mark.parametrize("start", [2000, 2007, 2015, 2021])
def test_shift_share(view: View, start: int) -> None:
    made = change.parts(view, start, 2024)
    said = numbers(made.sentence)
    assert [start, 2024] == said[1:3]
    before, whole = (
        100 * round(10 * shifted(start, end).loc["24", "moved"]) for end in (2022, 2024)
    )
    if before * whole < 0:  # the years that may change turn the sign: the headline says so
        assert numbers(made.title)[3:] == [2022, abs(before)]
        said = [*said[:3], *said[5:8], abs(before), start, 2022, *said[8:]]
    else:
        assert len(numbers(made.title)) == 3
    for end, figures in ((2024, said[:5]), (2022, said[6:11])):
        row = shifted(start, end).loc["24"]
        moved, own = 100 * round(10 * row["moved"]), figures[4]
        assert figures[0] == abs(moved)
        assert figures[3] == abs(100 * round(10 * row["followed"]))
        assert own == abs(moved - 100 * round(10 * row["followed"]))  # of what is shown
    assert said[5] == 2022
    steps = change.parts(view, start, 2024).table["value"].round(1)
    assert steps.iloc[:-1].sum() == pytest.approx(steps.iloc[-1])  # a reader can add them up
    places = numbers(change.counties(view, start, 2024).title)
    ranks = [shifted(start, end)["own"].round(1).rank(ascending=False, method="min")["24"]
             for end in (2024, 2022)]  # fmt: skip
    assert places[:2] == [ranks[0], 21]
    # No place that holds only with the years that may change.
    assert places[4:] == ([] if ranks[0] == ranks[1] else [ranks[1], 2022])


@pytest.mark.parametrize("support", SUPPORTS)
def test_firms_are_counted_once_and_the_same_everywhere(dataset: Dataset, support: str) -> None:
    firms, said = table("companies"), table("leadership_claims")
    if support != "any":
        worldwide = support in ("world", "world_operating", "world_independent")
        said = said[said["scope"] == "world"] if worldwide else said
        said = said[said["made_by"] == "independent"] if support == "world_independent" else said
        firms = firms[firms["id"].isin(said["company_id"])]
    firms = firms[firms["status"] != "closed"]
    if support in ("world_operating", "world_independent"):
        firms = firms[firms["status"] == "operating"]
    count, places = firms["firm_id"].nunique(), firms["municipality_code"].nunique()
    view = View(dataset, Selection(support=support))
    slide = next(e for e in Deck.make(view, story_keys(view)).slides if e.key == "firms")
    assert numbers(slide.title) == [count, places, 15]
    ids = tuple(str(each) for each in supported(dataset, support)["id"])
    placed = firms[firms["lon"].notna()]  # the others stand in the list
    assert numbers(marks(view, ids).title) == [
        placed["firm_id"].nunique(), placed["municipality_code"].nunique(), 15,
    ]  # fmt: skip
    by_place = firms.groupby("municipality_code")["firm_id"].nunique()
    assert numbers(counts(view).title) == [by_place.max()]


def test_where_next(view: View) -> None:
    made = where_next(view)
    assert made is not None
    printed = published("workplaces", "WP_INDUSTRY").loc[2017]
    two = printed[printed.index.str.fullmatch(r"24\d\d")].nlargest(2)
    assert numbers(made.title) == [round(100 * two.sum() / printed["24"]), printed["24"]]
    parts = made.table.set_index("code")["part"].dropna()
    assert np.allclose(parts, 100 * printed[parts.index] / printed["24"])


def test_quoted_shares(view: View) -> None:
    slide = next(e for e in Deck.make(view, story_keys(view)).slides if e.key == "quoted")
    own = table("published_claims").set_index("id")
    own = own.loc[["vasterbotten-41", "vastra-gotaland-44", "vastmanland-45", "dalarna-40",
                   "vasternorrland-33", "sverige-33-indirekt", "stockholm-13"]]  # fmt: skip
    years = share("gva").loc[2015:2019]
    low = (own["value"] / years.max()[own["region_code"]].to_numpy()).min()
    high = (own["value"] / years.min()[own["region_code"]].to_numpy()).max()
    assert numbers(slide.title) == [len(own), round(low, 1), round(high, 1)]
    assert len(own) == len(slide.table)  # as many as the picture shows
    text = claims.ratios(view)
    assert text is not None
    ((_, why),) = text.lines
    assert {2015, 2019, round(share("gva").at[2024, "24"], 1)} <= set(numbers(why))
    assert round(share("gva").at[2024, "24"], 1) not in numbers(text.subtitle + text.title)
    own_share = text.table.set_index("id")["middle"]
    assert own_share["vasterbotten-41"] == pytest.approx(years["24"].median())


@pytest.mark.parametrize(("definition", "sector"), [("B-E", "B-E"), ("C", "C")])
def test_one_basis_stands_beside_the_41(dataset: Dataset, definition: str, sector: str) -> None:
    view = View(dataset, Selection(definition=definition))
    years = 100 * published("gva", sector) / published("gva", "TOTAL")
    middle = years.loc[2015:2019].median().round(1)
    deck = {each.key: each for each in Deck.make(view, story_keys(view)).slides}
    slide = deck["claims"]
    latest, of = years.loc[2024].round(1), years.loc[2024, county_codes()].count()
    assert numbers(slide.tiles[0].figure) == [latest["24"]]
    assert numbers(slide.title)[0] == latest["24"]
    assert set(numbers(claims.beside(view, "24", definition))) >= {middle["24"], middle["00"]}
    ((_, why),) = claims.why_not_latest(view, "24", definition)
    assert {latest["24"], latest["00"], of} <= set(numbers(why))
    assert ("som har uppgift" in why) is bool(of < 21)


@pytest.mark.parametrize("measure", ["unemployment_rate", "employment_rate", "population"])
def test_histories_of_all_municipalities(view: View, measure: str) -> None:
    printed = published(measure, "TOTAL").round(0 if measure == "population" else 1)
    for code in view.dataset.municipality_codes:
        text = plain(history(view, code, measure).sentence)
        own = printed[code].dropna()
        points = re.findall(r"(\d[\d ,]*) (?:%|personer) år (\d{4})( \([^)]*\))?", text)
        assert len(points) >= 2
        for value, year, mark in points:
            figure = float(value.replace(" ", "").replace(",", "."))
            assert figure == own[int(year)]
            alone = int((own == figure).sum()) == 1
            assert ("högst" in mark) == (alone and figure == own.max())
            assert ("lägst" in mark) == (alone and figure == own.min())


def test_the_countys_fact_sheet_and_slides_say_what_is_preliminary(view: View) -> None:
    deck = {each.key: each for each in Deck.make(view, story_keys(view)).slides}
    now = share("gva").loc[2024]
    title = plain(deck["trend"].title)
    assert "sannolikt preliminärt" in title
    assert {round(now["24"], 1), round(now["00"], 1), 2024.0} == set(numbers(deck["trend"].title))
    lead = plain(_county(view)[0])
    assert {round(now["24"], 1), round(now["00"], 1)} <= set(numbers(lead))
    assert "2024 (sannolikt preliminärt)" in lead


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_facts_say_the_differences_of_what_they_show(dataset: Dataset, lang: str) -> None:
    tx, checked = Text(lang), 0
    for fact in find_facts(dataset):
        text = plain(fact_sentence(tx, fact, dataset))
        if fact.kind in ("grew_most", "fell_most") and not fact.values["relative"]:
            first, last = (round(fact.values[name], 1) for name in ("first", "last"))
            assert plain(tx.number(last - first, 1, signed=True)) in text
            checked += 1
        if fact.values.get("preliminary"):
            word = "sannolikt preliminärt" if lang == "sv" else "probably preliminary"
            assert word in text
            checked += 1
    assert checked >= 3


#: Words of a place, and whether the place from above and from below may be called that.
_PLACES: dict[str, Callable[[int, int], bool]] = {
    r"(?<!näst )(?<!tredje )(?<!fjärde )(högst|störst) av": lambda above, below: above == 1,
    r"näst (högst|störst) av": lambda above, below: above == 2,
    r"tredje (högst|störst) av": lambda above, below: above == 3,
    r"fjärde högst av": lambda above, below: above == 4,
    r"fjärde lägst av": lambda above, below: below == 4,
    r"tredje (lägst|minst) av": lambda above, below: below == 3,
    r"näst (lägst|minst) av": lambda above, below: below == 2,
    r"(?<!näst )(?<!tredje )(?<!fjärde )(lägst|minst) av": lambda above, below: below == 1,
}


def right_place(words: str, values: pd.Series, code: str) -> bool:
    """Whether the words give the place of a municipality among the values."""
    above = int(values.rank(ascending=False, method="min")[code])
    below = int(values.rank(method="min")[code])
    number = re.search(r"nummer (\d+) av (\d+) uppifrån", words)
    if number:
        return (int(number[1]), int(number[2])) == (above, len(values))
    (found,) = [allowed for form, allowed in _PLACES.items() if re.search(form, words)]
    return found(above, below) and f"av {len(values)}" in words


def residents() -> pd.DataFrame:
    """Return the employed who live in each municipality, a column a sector."""
    rows = table("observations")
    rows = rows[(rows["measure"] == "employed_residence") & (rows["year"] == 2024)]
    return rows.pivot_table(index="region_code", columns="sector", values="value")


def country() -> pd.Series:
    rows = table("observations")
    rows = rows[(rows["measure"] == "employed_workplace") & (rows["region_code"] == "00")]
    known = rows.set_index("sector")["value"]
    return known.drop(["TOTAL", "US"])


def key_figure(name: str, year: int) -> tuple[pd.Series, int]:
    """Work out a key figure of a fact sheet: of every municipality that has one, and decimals."""
    if "industrin (B–E)" in name:
        people = residents()
        return 100 * (people["B+C"] + people["D+E"]) / people.sum(axis=1), 1
    registry = table("measures").set_index("label_sv")
    measure, decimals = registry.at[name, "id"], int(registry.at[name, "decimals"])
    if measure == "jobs_per_resident":
        into, out, stay = (
            published(m, "TOTAL").loc[year]
            for m in ("commuters_in", "commuters_out", "live_and_work")
        )
        values = (into + stay) / (out + stay)
    else:
        values = published(measure, "TOTAL").loc[year]
    return values[values.index.str.fullmatch(r"\d{4}")].dropna(), decimals


MUNICIPALITIES = sorted(
    code for code in table("regions")["code"] if re.fullmatch(r"24\d\d", str(code))
)


def right_in_country(said: str, every: pd.Series, code: str) -> bool:
    """Whether what is said of a place among all municipalities is what the figures give."""
    assert len(every) == 290
    above, below = int((every > every[code]).sum()), int((every < every[code]).sum())
    if size := re.fullmatch(r"nummer (\d+) av 290 i landet, från den största", said):
        return int(size[1]) == above + 1
    if share := re.fullmatch(r"(högre|lägre) än i (\d+) % av landets kommuner", said):
        passed = below if share[1] == "högre" else above
        return passed >= 145 - (290 - above - below) and int(share[2]) == 100 * passed // 290
    return said in ("högst av landets kommuner", "lägst av landets kommuner") and not min(
        above, below
    )


@pytest.mark.parametrize("code", MUNICIPALITIES)
def test_the_fact_sheets_of_all_municipalities(view: View, code: str) -> None:
    lead, parts, _ = _municipality(view.choosing(municipalities=(code,)), code)
    people, there = residents(), country()
    industry, total = people["B+C"] + people["D+E"], people.sum(axis=1)
    share = 100 * industry / total
    county = 100 * industry.sum() / total.sum()
    sweden = 100 * (there["B+C"] + there["D+E"]) / there.sum()
    said = numbers(lead)
    assert said[:4] == [2024, industry[code], total[code], round(share[code], 1)]
    assert {round(county, 1), round(sweden, 1)} <= set(said)
    assert right_place(plain(lead), share.round(1), code)
    for times in re.findall(r"(\d,\d) gånger så stor andel som i (\w+)", plain(lead)):
        other = county if times[1].startswith("Västerbotten") else sweden
        assert float(times[0].replace(",", ".")) == pytest.approx(share[code] / other, abs=0.051)
    tables = {each["title"]: each for each in parts if each["kind"] == "table"}
    rows = tables["Nyckeltal bredvid länets kommuner"]["rows"]
    assert len(rows) >= 8
    for name, year, own, place, median, _, *in_country in rows:
        every, decimals = key_figure(name, int(year))
        here = every[every.index.str.startswith("24")]
        assert numbers(own)[0] == pytest.approx(round(float(here[code]), decimals), abs=1e-9), name
        middle = here.median()
        assert numbers(median)[0] == pytest.approx(middle, abs=0.51 * 10**-decimals), name
        # Places are of what is shown: two that are written alike share one.
        here, every = here.round(decimals), every.round(decimals)
        assert right_place(plain(place), here, code), (name, place)
        for place_there in filter(None, in_country):
            assert right_in_country(plain(place_there), every, code), (name, place_there)
    _sectors_and_firms(view, code, parts, people, there)


def _sectors_and_firms(
    view: View, code: str, parts: list[dict[str, Any]], people: pd.DataFrame, there: pd.Series
) -> None:
    bars = next(each for each in parts if "utmärker sig" in each["title"])
    share, times = numbers(bars["title"])[-2:]
    own, other = 100 * people.loc[code] / people.loc[code].sum(), 100 * there / there.sum()
    assert any(
        round(own[s], 1) == share and times == pytest.approx(own[s] / other[s], abs=0.051)
        for s in own.index
    )
    firms, claims_ = table("companies"), table("leadership_claims")
    leading = claims_.loc[claims_["scope"] == "world", "company_id"]
    here = firms[firms["id"].isin(leading) & (firms["status"] == "operating")]
    here = here[here["municipality_code"] == code]
    listed = next((e for e in parts if e["title"].startswith("Företag som sägs")), None)
    assert listed is not None
    assert len(listed.get("rows", [])) == min(len(here), 6)
    projects, named = table("support"), table("support_municipalities")
    eu = projects[(projects["kind"] == "eu_project") & (projects["coverage"] != "all_sweden")]
    mine = eu[eu["id"].isin(named.loc[named["municipality_code"] == code, "support_id"])]
    sheet = next(e for e in parts if e["title"].startswith("Projekt med EU-pengar"))
    assert numbers(sheet["about"])[:2] == [min(len(mine), 6), len(mine)]
    titles = set(mine["title"].str.replace("\N{NO-BREAK SPACE}", " "))
    assert {plain(row[0]) for row in sheet["rows"]} <= titles


def test_the_slide_about_support(view: View) -> None:
    slide = next(e for e in Deck.make(view, story_keys(view)).slides if e.key == "support")
    projects, named = table("support"), table("support_municipalities")
    targeted = projects[
        (projects["kind"] == "eu_project") & (projects["coverage"] == "some_municipalities")
    ]
    named = named[named["support_id"].isin(targeted["id"])]
    counts_ = named.groupby("municipality_code")["support_id"].nunique().reindex(MUNICIPALITIES)
    counts_ = counts_.fillna(0)
    names = table("regions").set_index("code")["name_sv"]
    assert numbers(slide.title) == [counts_.max(), counts_.min()]
    assert names[counts_.idxmax()] in slide.title
    shown = slide.table.set_index("code")
    assert (shown["targeted"] == counts_.reindex(shown.index)).all()
    whole = projects[(projects["kind"] == "eu_project") & (projects["coverage"] == "whole_county")]
    assert set(shown["whole_county"]) == {len(whole)}


def test_the_slide_about_those_reached(view: View) -> None:
    slide = next(e for e in Deck.make(view, story_keys(view)).slides if e.key == "reached")
    facts = table("published_facts").set_index("id")
    helped = facts.at["firms_helped", "value"]
    assert numbers(slide.title) == [helped]
    assert numbers(slide.tiles[0].figure) == [helped]
    own = facts.loc["firms_helped"]
    assert numbers(slide.tiles[0].text) == [own["year_from"], own["year_to"]]
    assert pd.isna(facts.at["firms_met", "value"]) and not numbers(slide.tiles[1].figure)
    assert table("interventions").empty and not numbers(slide.tiles[2].figure)


def test_facts_about_a_series_say_what_the_year_they_start_from_is(dataset: Dataset) -> None:
    tx, checked = Text("sv"), set()
    for fact in find_facts(dataset):
        named = "start" if "start" in fact.values else "before"
        if named not in fact.values:
            continue
        sector = "B-E" if fact.subject == "employment" else "TOTAL"
        series = published(fact.subject, sector)[fact.region].dropna()
        year = fact.values["since"] if named == "start" else fact.year - 1
        alone = (series == series[year]).sum() == 1
        text = plain(fact_sentence(tx, fact, dataset))
        assert ("(högst i serien)" in text) == (alone and series[year] == series.max()), text
        assert ("(lägst i serien)" in text) == (alone and series[year] == series.min()), text
        checked.add(fact.kind)
    assert {"record_high", "record_low", "rising_run", "falling_run", "jobs_high"} <= checked
