"""The opening of every municipality's page, re-derived from the tables in both languages.

The figures are worked out here with plain arithmetic over the CSV files, not with the indicators
that the page uses.
"""

from __future__ import annotations

import csv
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

import vbdash
from vbdash.selection import Choices, Selection
from vbdash.text import Text
from vbdash.text.sentences import municipality as say
from vbdash.ui.municipality import sentences
from vbdash.ui.municipality_data import facts
from vbdash.ui.view import View

DATA = Path(__file__).resolve().parents[2] / "data"
INDUSTRY = {"B+C", "D+E"}
LANGS = ["sv", "en"]


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


REGIONS = {row["code"]: row for row in rows("regions")}
CODES = sorted(code for code, row in REGIONS.items() if row["parent"] == "24")
OBSERVATIONS = rows("observations")
SECTORS = {row["code"]: row for row in rows("sectors")}


def amounts(code: str, measure: str = "employed_residence") -> dict[str, float]:
    return {
        row["sector"]: float(row["value"])
        for row in OBSERVATIONS
        if (row["measure"], row["region_code"], row["year"]) == (measure, code, "2024")
    }


BY_CODE = {code: amounts(code) for code in CODES}
SWEDEN = {s: v for s, v in amounts("00", "employed_workplace").items() if s not in {"TOTAL", "US"}}


def share(sectors: dict[str, float], wanted: set[str]) -> float:
    return 100 * sum(sectors[s] for s in wanted) / sum(sectors.values())


SHARES = {code: share(own, INDUSTRY) for code, own in BY_CODE.items()}
COUNTY = (
    100
    * sum(own[s] for own in BY_CODE.values() for s in INDUSTRY)
    / sum(sum(own.values()) for own in BY_CODE.values())
)
COUNTRY = share(SWEDEN, INDUSTRY)


def mad(values: list[float]) -> float:
    middle = statistics.median(values)
    return 1.4826022185056018 * statistics.median(abs(v - middle) for v in values)


def view(dataset: vbdash.Dataset, lang: str, **choices: str) -> View:
    selection = Selection(lang=lang, **choices)
    return View(dataset, selection, Choices.of(dataset), Text(lang), "light")


EVERY = [(lang, code) for lang in LANGS for code in CODES]


@pytest.mark.parametrize(("lang", "code"), EVERY)
def test_industry_is_as_the_tables_say(dataset: vbdash.Dataset, lang: str, code: str) -> None:
    tx, own = Text(lang), BY_CODE[code]
    first = sentences(view(dataset, lang), code)[0]
    for expected in (
        tx.number(sum(own[s] for s in INDUSTRY)),
        tx.number(sum(own.values())),
        tx.percent(SHARES[code]),
        tx.percent(COUNTY),
        tx.percent(COUNTRY),
        REGIONS[code][f"name_{lang}"],
        "2024",
        "B–E",
    ):
        assert expected in first
    usual = mad(list(SHARES.values()))
    words = {
        "sv": ("mer än i", "mindre än i", "Skillnaden mot"),
        "en": ("more than in", "less than in", "The difference from"),
    }[lang]
    for other in (COUNTY, COUNTRY):
        difference = SHARES[code] - other
        word = words[2] if abs(difference) <= usual else words[0] if difference > 0 else words[1]
        sentence = next(s for s in re.split(r"(?<=[^0-9])\. ", first) if tx.percent(other) in s)
        assert word in sentence


@pytest.mark.parametrize(("lang", "code"), EVERY)
def test_the_sector_that_stands_out(dataset: vbdash.Dataset, lang: str, code: str) -> None:
    tx, own = Text(lang), BY_CODE[code]
    total, national = sum(own.values()), sum(SWEDEN.values())
    quotients = {
        s: (v / total) / (SWEDEN[s] / national)
        for s, v in own.items()
        if v >= 50 and 100 * v / total >= 2
    }
    best = max(quotients, key=lambda s: quotients[s])
    second = sentences(view(dataset, lang), code)[1]
    assert SECTORS[best][f"label_{lang}"].lower() in second.lower()
    assert tx.number(quotients[best], 1) in second
    assert tx.percent(100 * own[best] / total) in second
    assert tx.percent(100 * SWEDEN[best] / national) in second


def leading(code: str) -> tuple[set[str], set[str], set[str]]:
    """Return the firms that somebody else, and only they themselves, call world-leading; on file."""
    claims = [c for c in rows("leadership_claims") if c["scope"] == "world"]
    here = [c for c in rows("companies") if c["municipality_code"] == code]
    open_today = {c["firm_id"]: c["firm_name"] for c in here if c["status"] != "closed"}
    others, own = set(), set()
    for company in here:
        if company["status"] != "operating":
            continue
        words = {c["made_by"] for c in claims if c["company_id"] == company["id"]}
        if "independent" in words:
            others.add(company["firm_name"])
        elif words:
            own.add(company["firm_name"])
    return others, own - others, set(open_today.values())


@pytest.mark.parametrize(("lang", "code"), EVERY)
def test_leading_firms_and_on_whose_word(dataset: vbdash.Dataset, lang: str, code: str) -> None:
    others, own, on_file = leading(code)
    third = sentences(view(dataset, lang), code)[-2]
    for name in others | own:
        assert name in third
    for name in on_file - others - own:
        assert name not in third
    count, region = len(others | own), REGIONS[code][f"name_{lang}"]
    if not count:
        none = {"sv": f"I {region} finns inget företag", "en": "No firm in operation"}[lang]
        one = {"sv": "Ett företag", "en": "One firm there is"}[lang]
        assert none in third
        assert (one if len(on_file) == 1 else f"{len(on_file)} ") in third
    elif count == 1:
        assert {"sv": "ett företag i drift", "en": "one firm in operation"}[lang] in third
    else:
        assert {"sv": f"{count} företag", "en": f"{count} firms"}[lang] in third
    word = {"sv": "egna ord", "en": "own word"}[lang]
    assert (word in third) == bool(own)


@pytest.mark.parametrize(("lang", "code"), EVERY)
def test_public_support(dataset: vbdash.Dataset, lang: str, code: str) -> None:
    support = {row["id"]: row for row in rows("support")}
    named = {
        r["support_id"] for r in rows("support_municipalities") if r["municipality_code"] == code
    }
    projects = [support[i] for i in named if support[i]["kind"] == "eu_project"]
    targeted = sum(p["coverage"] == "some_municipalities" for p in projects)
    last = sentences(view(dataset, lang), code)[-1]
    assert last.startswith(f"{targeted} ")
    assert f"{len(projects) - targeted} " in last


@pytest.mark.parametrize(("lang", "code"), EVERY)
def test_the_measure_that_stands_out_is_one_that_is_not_similar(
    dataset: vbdash.Dataset, lang: str, code: str
) -> None:
    tx, second = Text(lang), sentences(view(dataset, lang), code)[1]
    rate = {
        row["region_code"]: float(row["value"])
        for row in OBSERVATIONS
        if row["measure"] == "unemployment_rate" and row["year"] == "2024"
    }
    noun = {"sv": "arbetslösheten", "en": "unemployment"}[lang]
    if noun in second:
        middle = statistics.median(rate.values())
        assert abs(rate[code] - middle) > mad(list(rate.values()))
        assert tx.percent(rate[code]) in second and tx.percent(middle) in second


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("definition", ["C", "B+C", "B-E", "B-F", "A-F"])
def test_the_definition_is_named(dataset: vbdash.Dataset, lang: str, definition: str) -> None:
    shown = {"C": "B+C"}.get(definition, definition)
    first = sentences(view(dataset, lang, definition=definition), "2418")[0]
    assert shown.replace("-", "–") in first


def texts(dataset: vbdash.Dataset, lang: str) -> Iterator[str]:
    from vbdash.text.sentences.facts import fact_sentence

    for strength in vbdash.selection.SUPPORTS:
        for code in CODES:
            yield from sentences(view(dataset, lang, support=strength), code)
    for fact in facts(dataset, "B-E"):
        yield fact_sentence(Text(lang), fact, dataset)


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_is_well_formed(dataset: vbdash.Dataset, lang: str) -> None:
    english = re.compile(r"\b(the|of|is|firms?|and)\b")
    for text in texts(dataset, lang):
        assert text[0].isupper() or text[0].isdigit(), text
        assert text.endswith("."), text
        assert not re.search(r"\bnan\b|None|[{}]|  |\.\.| ,", text), text
        assert "<NA>" not in text and "–%" not in text
        if lang == "sv":
            plain = text.replace("Group AB and", "")
            assert not english.search(re.sub(r"\([^)]*\)", "", plain)), text
            assert not re.search(r"\b1 (företag|projekt|annat)", text), text


@pytest.mark.parametrize("lang", LANGS)
def test_a_municipality_without_figures_firms_or_projects(lang: str) -> None:
    tx = Text(lang)
    none = say.firms_sentence(tx, region="X", strength="world", independent=[], own=[], on_file=0)
    assert (
        none
        == {"sv": "Inget företag i X finns i registret.", "en": "No firm in X is on file."}[lang]
    )
    support = say.support_sentence(tx, region="X", targeted=0, wide=1, other=1)
    expected = {"sv": ("Inget projekt", "ytterligare ett", "Ett annat"), "en": ("No project", "one more covers", "One other grant")}[lang]  # fmt: skip
    assert all(part in support for part in expected)
    one = say.support_sentence(tx, region="X", targeted=1, wide=0, other=0)
    assert one.startswith({"sv": "Ett projekt", "en": "One project"}[lang])
    missing = say.no_industry_sentence(tx, region="X", reason="R.")
    assert missing.endswith("R.") and "X" in missing
