"""The opening of every municipality's page, re-derived from the tables in both languages.

The figures are worked out here with plain arithmetic over the CSV files, not with the indicators
that the page uses.
"""

from __future__ import annotations

import csv
import math
import re
import statistics
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

import vbdash
from vbdash.exhibits.municipality.opening import sentences
from vbdash.indicators.facts.all import kept_facts as facts
from vbdash.selection import Choices, Selection
from vbdash.sentences import portrait as say
from vbdash.text import Text
from vbdash.view import View

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


def view(dataset: vbdash.Dataset, lang: str, **choices: str) -> View:
    selection = Selection(lang=lang, **choices)
    return View(dataset, selection, Choices.of(dataset), Text(lang), "light")


EVERY = [(lang, code) for lang in LANGS for code in CODES]
#: The end of a sentence: a sign, and then another sentence or nothing.
END = re.compile(r"[.!?](?=\s+[A-ZÅÄÖ0-9]|$)")


@pytest.mark.parametrize("strength", vbdash.selection.SUPPORTS)
@pytest.mark.parametrize(("lang", "code"), EVERY)
def test_three_or_four_sentences(
    dataset: vbdash.Dataset, lang: str, code: str, strength: str
) -> None:
    for definition in ("C", "B-E", "A-F"):
        said = sentences(view(dataset, lang, support=strength, definition=definition), code)
        assert 3 <= len(END.findall(" ".join(said))) <= 4, said
        assert all(len(END.findall(each)) == 1 for each in said), said
        assert max(len(each) for each in said) <= 340, said


@pytest.mark.parametrize(("lang", "code"), EVERY)
def test_industry_is_as_the_tables_say(dataset: vbdash.Dataset, lang: str, code: str) -> None:
    tx, own = Text(lang), BY_CODE[code]
    first = sentences(view(dataset, lang), code)[0]
    for expected in (
        tx.number(sum(own[s] for s in INDUSTRY)),
        tx.number(sum(own.values())),
        tx.percent(SHARES[code]),
        REGIONS[code][f"name_{lang}"],
        "2024",
        "B–E",
    ):
        assert expected in first
    rank = 1 + sum(other > SHARES[code] for other in SHARES.values())
    words = {1: ("högst av 15", "highest of 15"), 14: ("näst lägst av 15", "second lowest of 15"),
             7: ("nummer 7 av 15 uppifrån", "number 7 of 15 from the top")}  # fmt: skip
    assert rank not in words or words[rank][lang == "en"] in first
    for other, place in ((COUNTY, "24"), (COUNTRY, "00")):
        ratio, name = SHARES[code] / other, REGIONS[place][f"name_{lang}"]
        if ratio >= 1.5:
            word = {"sv": "{} gånger så stor andel som i", "en": "{} times as large a share as in"}
        elif ratio <= 0.5:
            word = {"sv": "hälften så stor andel som i", "en": "half as large a share as in"}
        elif 5 <= rank <= 11 and abs(ratio - 1) <= 0.1 and abs(SHARES[code] - other) <= 1:
            word = {"sv": "ungefär samma andel som i", "en": "about the same share as in"}
        elif ratio > 1:
            word = {"sv": "större andel än i", "en": "a larger share than in"}
        else:
            word = {"sv": "mindre andel än i", "en": "a smaller share than in"}
        before = first.partition(f"{name} ({tx.percent(other)})")[0]
        assert before != first
        assert word[lang].format(tx.number(ratio, 1)) in before


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
    assert quotients[best] > 1
    second = sentences(view(dataset, lang), code)[1]
    sector = SECTORS[best][f"label_{lang}"].lower()
    here, there = tx.percent(100 * own[best] / total), tx.percent(100 * SWEDEN[best] / national)
    expected = {
        "sv": f"genom {sector}, med {here} av de sysselsatta invånarna mot {there} i sverige",
        "en": f"for {sector}, with {here} of the employed residents against {there} there",
    }[lang]
    assert expected in second.lower()


MEASURES = {row["id"]: row for row in rows("measures")}
INDUSTRY_SHARE = "employed_residence_share"


def noun(measure: str, lang: str) -> str:
    words = {"sv": "industrin (B–E)", "en": "industry (B–E)"}[lang]
    return MEASURES[measure][f"noun_{lang}"].replace("{industry}", words)


def printed(measure: str) -> tuple[int, dict[str, float]]:
    """Return a measure's latest year and the county's values, as they are printed."""
    own = [
        r
        for r in OBSERVATIONS
        if (r["measure"], r["sector"]) == (measure, "TOTAL") and r["region_code"] in BY_CODE
    ]
    year = max((row["year"] for row in own), default="0")
    return int(year), {r["region_code"]: float(r["value"]) for r in own if r["year"] == year}


def compared() -> dict[str, tuple[int, dict[str, float]]]:
    """Return what municipalities are compared by: year and values of each measure."""
    found = {m: printed(m) for m, row in MEASURES.items() if row["kind"] != "amount"}
    found = {measure: known for measure, known in found.items() if known[1]}
    found[INDUSTRY_SHARE] = (2024, SHARES)
    (year, stay), out, come = (
        printed("live_and_work"), printed("commuters_out")[1], printed("commuters_in")[1]
    )  # fmt: skip
    jobs = {c: stay[c] + come[c] for c in stay}
    residents = {c: stay[c] + out[c] for c in stay}
    found["commuting_out_share"] = (year, {c: 100 * out[c] / residents[c] for c in stay})
    found["commuting_in_share"] = (year, {c: 100 * come[c] / jobs[c] for c in stay})
    found["jobs_per_resident"] = (year, {c: jobs[c] / residents[c] for c in stay})
    return found


@pytest.mark.parametrize(("lang", "code"), EVERY)
def test_the_measure_that_stands_out(dataset: vbdash.Dataset, lang: str, code: str) -> None:
    distances = {}
    for measure, (_, values) in compared().items():
        factors = MEASURES[measure]["unit"] != "percent"
        scale = {c: math.log(v) if factors else v for c, v in values.items()}
        low, _, high = statistics.quantiles(values.values(), n=4, method="inclusive")
        if code in scale and not low <= values[code] <= high:
            gap = abs(scale[code] - statistics.median(scale.values()))
            first, third = (math.log(v) if factors else v for v in (low, high))
            distances[measure] = gap / (third - first)
    tx, second = Text(lang), sentences(view(dataset, lang), code)[1]
    if not distances:
        assert not any(f"{noun(measure, lang)}: " in second for measure in compared())
        return
    best = max(distances, key=lambda m: distances[m])
    year, values = compared()[best]
    middle = statistics.median(values.values())
    above = sum(other > values[code] for other in values.values())
    below = sum(other < values[code] for other in values.values())
    ends = {0: ("", ""), 1: ("näst ", "second "), 2: ("tredje ", "third ")}
    order = ends.get(min(above, below))
    place = order[lang == "en"] if order else ""
    word = {"sv": "högst", "en": "highest"} if above < below else {"sv": "lägst", "en": "lowest"}
    unit, decimals = MEASURES[best][f"unit_short_{lang}"], int(MEASURES[best]["decimals"])

    def written(value: float) -> str:
        return tx.quantity(value, unit, decimals)

    expected = {
        "sv": f", mot {written(middle)} i mediankommunen ({year}).",
        "en": f", against {written(middle)} in the middle municipality ({year}).",
    }[lang]
    assert f"{noun(best, lang)}: {written(values[code])}, " in second
    assert second.endswith(expected)
    said = second.removesuffix(expected).rpartition(f"{written(values[code])}, ")[2]
    assert said.removeprefix({"sv": "delat ", "en": "joint "}[lang]).startswith(
        f"{place}{word[lang]} av" if lang == "sv" else f"{place}{word[lang]} of"
    ) or (order is None and {"sv": "bland de", "en": "among the"}[lang] in said)


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
        none = {
            "sv": f"I {region} finns inget företag",
            "en": "No firm said to lead the world and in operation",
        }[lang]
        one = {"sv": "tar upp ett företag där", "en": "but the list has one firm"}[lang]
        assert none in third
        assert (one if len(on_file) == 1 else f"{len(on_file)} ") in third
    elif count == 1:
        assert {"sv": "ett företag som sägs vara", "en": "one firm said to"}[lang] in third
    else:
        assert {"sv": f"{count} företag", "en": f"{count} firms"}[lang] in third
    before, after = third.partition(": ")[::2]
    assert len(before) > 20 or not count
    words = {
        "sv": ("(?:annan|andra) käll", "egna ord"),
        "en": ("sources? other than", "according to the firms? or"),
    }[lang]
    groups = {re.search("|".join(words), g)[0]: g for g in after.split("; ")} if count else {}
    assert len(groups) == bool(others) + bool(own)
    for said, group in groups.items():
        expected = own if said.startswith(("egna", "according")) else others
        assert {name for name in others | own if name in group} == expected


@pytest.mark.parametrize(("lang", "code"), EVERY)
def test_public_support(dataset: vbdash.Dataset, lang: str, code: str) -> None:
    support = {row["id"]: row for row in rows("support")}
    named = {
        r["support_id"] for r in rows("support_municipalities") if r["municipality_code"] == code
    }
    projects = [
        support[i]
        for i in named
        if support[i]["kind"] == "eu_project" and support[i]["same_as"] not in support
    ]
    targeted = sum(p["coverage"] == "some_municipalities" for p in projects)
    wide = len(projects) - targeted
    other = sum(
        support[i]["kind"] in ("award", "regional_grant")
        and support[i]["coverage"] == "some_municipalities"
        and support[i]["same_as"] not in support
        for i in named
    )
    region, last = REGIONS[code][f"name_{lang}"], sentences(view(dataset, lang), code)[-1]
    expected = {
        "sv": (
            f"{region} nämns i {targeted} projekt",
            f"{wide} projekt omfattar hela länet eller landet",
            "ett annat bidrag som vi" if other == 1 else f"{other} andra bidrag som vi",
        ),
        "en": (
            f"{targeted} projects of the EU regional fund name {region}",
            f"{wide} more cover the whole county or country",
            "one other grant" if other == 1 else f"{other} other grants",
        ),
    }[lang]
    assert last.startswith(expected[0]) and expected[1] in last
    assert (expected[2] in last) == bool(other)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("definition", ["C", "B+C", "B-E", "B-F", "A-F"])
def test_the_definition_is_named(dataset: vbdash.Dataset, lang: str, definition: str) -> None:
    shown = {"C": "B+C"}.get(definition, definition)
    first = sentences(view(dataset, lang, definition=definition), "2418")[0]
    assert shown.replace("-", "–") in first


def texts(dataset: vbdash.Dataset, lang: str) -> Iterator[str]:
    from vbdash.sentences.facts import fact_sentence

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
            assert not re.search(r"\b1 (företag|projekt|ann)", text), text


@pytest.mark.parametrize("lang", LANGS)
def test_a_municipality_without_figures_firms_or_projects(lang: str) -> None:
    tx = Text(lang)
    none = say.firms_sentence(tx, region="X", strength="world", independent=[], own=[], on_file=0)
    assert (
        none
        == {"sv": "I listan finns inget företag i X.", "en": "The list has no firm in X."}[lang]
    )
    support = say.support_sentence(tx, region="X", targeted=0, wide=1, other=1)
    expected = {"sv": ("inte särskilt i något projekt", "ytterligare ett", "ett annat"), "en": ("No project", "one more covers", "one other grant")}[lang]  # fmt: skip
    assert all(part in support for part in expected)
    one = say.support_sentence(tx, region="X", targeted=1, wide=0, other=0)
    assert one.startswith({"sv": "X nämns i ett projekt", "en": "One project"}[lang])
    missing = say.no_industry_sentence(tx, region="X")
    assert "X" in missing and len(END.findall(missing)) == 1
    assert say.stands_out_sentence(tx, region="X", sector=None, outlier=None) == ""
    outlier = say.Outlier("måttet", "1", "2", 2020, "lägst av 15")
    low = say.stands_out_sentence(tx, region="X", sector=None, outlier=outlier)
    assert low.startswith({"sv": "Inom länet sticker X", "en": "Within the county, X"}[lang])
    assert "måttet: 1, lägst av 15, " in low


@pytest.mark.parametrize("lang", LANGS)
def test_many_firms_are_named_as_a_number(lang: str) -> None:
    names = [f"F{i} AB" for i in range(9)]
    said = say.firms_sentence(
        Text(lang), region="X", strength="any", independent=names, own=[], on_file=9
    )
    assert all(name in said for name in names[:5]) and names[5] not in said
    assert {"sv": "F4 AB och 4 till.", "en": "F4 AB and 4 more."}[lang] in said


def test_a_municipality_without_figures_says_why_below(dataset: vbdash.Dataset) -> None:
    observations = dataset.table("observations")
    without = observations[
        ~((observations["measure"] == "employed_residence") & (observations["region_code"] == "2418"))
    ]  # fmt: skip
    tables = {name: dataset.table(name) for name in dataset.tables}
    changed = replace(
        dataset, _tables=MappingProxyType(tables | {"observations": without}), digest="no-2418"
    )
    for lang in LANGS:
        said = sentences(view(changed, lang), "2418")
        assert said[0] == say.no_industry_sentence(Text(lang), region="Malå")
        assert 3 <= len(END.findall(" ".join(said))) <= 4
