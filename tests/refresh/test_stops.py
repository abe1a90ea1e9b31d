"""Whatever looks wrong stops before anything is published, says what, and leaves what is served."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.refresh.agencies import Agencies, changed
from tests.refresh.conftest import NOW, hasty, job, quick, run
from vbdash.data import atomic
from vbdash.data.refreshed import served_edition
from vbdash.refresh.problems import AGENCY, MACHINE, SUSPICIOUS, Stopped
from vbdash.text import Text

TABLE = "/tables/TAB3204/data"
OUTLINE = "/tables/TAB3204/metadata"


def rename_code(raw: dict[str, Any]) -> None:
    category = raw["dimension"]["SNI2007"]["category"]
    category["index"]["BC"] = category["index"].pop("B+C")
    category["label"]["BC"] = category["label"].pop("B+C")


def rename_content(raw: dict[str, Any]) -> None:
    category = raw["dimension"]["ContentsCode"]["category"]
    category["index"]["000009ZZ"] = category["index"].pop("000002XH")


def rename_variable(raw: dict[str, Any]) -> None:
    raw["dimension"]["Naringsgren"] = raw["dimension"].pop("SNI2007")
    raw["id"][raw["id"].index("SNI2007")] = "Naringsgren"


def new_variable(raw: dict[str, Any]) -> None:
    raw["id"].append("Alder")
    raw["size"].append(2)
    raw["dimension"]["Alder"] = {"category": {"index": {"15-74": 0, "20-64": 1}}}


def drop_municipality(raw: dict[str, Any]) -> None:
    category = raw["dimension"]["Region"]["category"]
    codes = sorted(set(category["index"]) - {"2418"}, key=category["index"].get)
    category["index"] = {code: place for place, code in enumerate(codes)}
    raw["size"][raw["id"].index("Region")] = len(codes)


def cells(raw: dict[str, Any], **asked: str) -> list[int]:
    """Return the places of cells that have these codes."""
    found = []
    strides = [1]
    for size in reversed(raw["size"][1:]):
        strides.insert(0, strides[0] * size)
    for place in range(len(raw["value"])):
        at = {d: place // s % n for d, s, n in zip(raw["id"], strides, raw["size"], strict=True)}
        index = {d: raw["dimension"][d]["category"]["index"] for d in asked}
        if all(index[d][code] == at[d] for d, code in asked.items()):
            found.append(place)
    return found


def set_cells(value: Callable[[Any], Any], **asked: str) -> Callable[[dict[str, Any]], None]:
    def change(raw: dict[str, Any]) -> None:
        for place in cells(raw, **asked):
            raw["value"][place] = value(raw["value"][place])

    return change


def tomorrow(raw: dict[str, Any]) -> None:
    raw["updated"] = (NOW + timedelta(days=40)).isoformat()


def text_for_figure(raw: dict[str, Any]) -> None:
    raw["value"][3] = "12"


def fewer_figures(raw: dict[str, Any]) -> None:
    raw["value"] = raw["value"][:-1]


THOUSAND = changed(set_cells(lambda v: v * 1000, Region="2482", Tid="2023"))
ONE = changed(set_cells(lambda v: v + 900, Region="2482", Tid="2024", SNI2007="B+C"))
NOTHING = changed(set_cells(lambda _: None, Region="2418"))
NEGATIVE = changed(set_cells(lambda _: -5, Region="2418", SNI2007="K"))
FAULTS: dict[str, tuple[dict[str, Any], int, str]] = {
    "agency down": ({"/scb": "down"}, AGENCY, "could not be reached"),
    "time-out mid-table": ({TABLE: "slow"}, AGENCY, "did not answer within"),
    "too often": ({TABLE: "429"}, AGENCY, "429"),
    "agency broken": ({OUTLINE: "500"}, AGENCY, "503"),
    "body cut": ({TABLE: "cut"}, AGENCY, "could not be reached"),
    "half a body": ({TABLE: "short"}, AGENCY, "cut off or is not JSON"),
    "a web page": ({TABLE: "html"}, AGENCY, "not a web page"),
    "table gone": ({OUTLINE: "gone"}, SUSPICIOUS, "does not exist"),
    "clock": ({"clock": True}, MACHINE, "set the clock"),
    "published tomorrow": ({TABLE: changed(tomorrow)}, MACHINE, "set the clock"),
    "code renamed": ({OUTLINE: changed(rename_code)}, SUSPICIOUS, "the code B+C"),
    "content renamed": ({OUTLINE: changed(rename_content)}, SUSPICIOUS, "the code 000002XH"),
    "variable renamed": ({OUTLINE: changed(rename_variable)}, SUSPICIOUS, "the variable SNI2007"),
    "new variable": ({OUTLINE: changed(new_variable)}, SUSPICIOUS, "Alder"),
    "municipality gone": ({OUTLINE: changed(drop_municipality)}, SUSPICIOUS, "missing: 2418"),
    "municipality silent": ({TABLE: NOTHING}, SUSPICIOUS, "2418"),
    "thousand times": ({TABLE: THOUSAND}, SUSPICIOUS, "2482"),
    "total off": ({TABLE: ONE}, SUSPICIOUS, "as the total says"),
    "below zero": ({TABLE: NEGATIVE}, SUSPICIOUS, "between 0 and"),
    "text for a figure": ({TABLE: changed(text_for_figure)}, SUSPICIOUS, "JSON-stat 2"),
    "too few figures": ({TABLE: changed(fewer_figures)}, SUSPICIOUS, "JSON-stat 2"),
    "no figures": ({TABLE: changed(lambda raw: raw.pop("value"))}, SUSPICIOUS, "no figures"),
    "no answer of ours": ({TABLE: lambda _: {"hello": 1}}, SUSPICIOUS, "JSON-stat 2"),
}  # fmt: skip


def everything(data: Path) -> dict[str, bytes]:
    """What a running app reads: the tables, the pointer and the edition it names."""
    served = data / "editions" / (served_edition(data) or "none")
    paths = [*data.glob("*.csv"), *data.glob("*.json"), *served.glob("*")]
    return {str(path.relative_to(data)): path.read_bytes() for path in paths}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_stops_the_refresh_and_leaves_what_is_served(
    name: str, served: Path, agencies: Agencies
) -> None:
    before = everything(served)
    faults, code, words = FAULTS[name]
    agencies.faults = dict(faults)
    with pytest.raises(Stopped) as stopped:
        run(job(served, sessions=hasty if "slow" in faults.values() else quick))
    assert stopped.value.code == code
    assert words in str(stopped.value)
    assert stopped.value.report(Text("sv")) != str(stopped.value)
    assert everything(served) == before
    agencies.faults = {}
    run(job(served), "fetch", "freeze", "check")  # nothing of the fault has stuck


def test_a_figure_that_is_served_and_has_gone_stops(served: Path, agencies: Agencies) -> None:
    def protect(raw: dict[str, Any]) -> None:
        gone = cells(raw, Region="2418")
        raw["status"] = {str(place): ".." for place in gone}
        for place in gone:
            raw["value"][place] = None

    agencies.faults = {TABLE: changed(protect)}
    with pytest.raises(Stopped, match="served now are missing"):
        run(job(served))


def test_a_revision_out_of_proportion_stops_even_where_totals_move_along(
    data: Path, agencies: Agencies
) -> None:
    run(job(data, "TAB628"))
    agencies.faults = {"/data": changed(set_cells(lambda v: v * 100, Region="2482"))}
    with pytest.raises(Stopped, match="as served now"):
        run(job(data, "TAB628"))


@pytest.mark.parametrize("step", ["fetch", "freeze", "compile", "publish"])
def test_a_full_disk_leaves_what_is_served(
    step: str, served: Path, agencies: Agencies, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(served)
    agencies.faults = {TABLE: changed(set_cells(lambda v: v + 1, Region="2482", SNI2007="K"))}
    fresh = job(served)
    steps = ["fetch", "freeze", "check", "compile", "publish"]
    run(fresh, *steps[: steps.index(step)]) if step != "fetch" else None

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        getattr(fresh, step)()
    monkeypatch.undo()
    assert everything(served) == before
    assert not list(served.rglob("*.new"))


@pytest.mark.parametrize("spoil", [
    lambda content: content[:-20], lambda content: b"", lambda content: b"x" + content,
    lambda content: content[:60] + b"\x00!\x07" + content[60:],
])  # fmt: skip
def test_a_frozen_answer_that_somebody_touched_is_refused_and_can_be_fetched_again(
    spoil: Callable[[bytes], bytes], served: Path, agencies: Agencies
) -> None:
    answer = next((served / "frozen" / "scb-tab3204").glob("*/0001.gz"))
    answer.write_bytes(spoil(answer.read_bytes()))
    with pytest.raises(Stopped, match=r"damaged|not as it was"):
        run(job(served), "check")
    run(job(served), "fetch", "freeze", "check")


def test_an_edition_that_somebody_touched_is_not_published(data: Path, agencies: Agencies) -> None:
    run(job(data, "TAB3200"), "fetch", "freeze", "compile")
    path = next((data / "editions").glob("*/observations.csv"))
    path.write_bytes(path.read_bytes().replace(b",2024,", b",2021,", 1))
    with pytest.raises(Stopped, match="not as it was"):
        run(job(data), "publish")
    assert served_edition(data) == ""


@pytest.mark.parametrize(("step", "words"), [
    ("freeze", "nothing has been fetched"), ("check", "no frozen answers"),
    ("compile", "no frozen answers"), ("publish", "nothing has been compiled"),
])  # fmt: skip
def test_a_step_without_the_one_before_says_which(step: str, words: str, data: Path) -> None:
    with pytest.raises(Stopped, match=words):
        run(job(data), step)
