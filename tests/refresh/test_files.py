"""Files that people save from the statistics database: the same figures as over the network."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest

from tests.refresh.conftest import job, run, short
from tests.refresh.saved import SAVED, chosen, text
from vbdash.data.dataset import load
from vbdash.refresh.description import descriptions
from vbdash.refresh.figures import figures_of
from vbdash.refresh.files import described_by, read_file
from vbdash.refresh.problems import Stopped
from vbdash.refresh.scope import Scope

SCB = [each for each in descriptions() if each.agency == "scb"]
SCOPE = Scope(tuple(chosen()[0]["Region"]))


@pytest.mark.parametrize("name", SAVED)
def test_a_saved_file_is_recognised_by_what_is_in_it(name: str) -> None:
    if name in {"saved.json", "saved.px", "TAB3204_sv.zip"}:  # codes or a name tell which table
        assert described_by(SCB, "utan namn.bin", SAVED[name], SCOPE).table == "TAB3204"
        return
    with pytest.raises(Stopped, match="TAB3204, TAB3785"):  # words alone fit both editions
        described_by(SCB, "utan namn.bin", SAVED[name], SCOPE)
    assert described_by(short("TAB3204"), "utan namn.bin", SAVED[name], SCOPE).table == "TAB3204"
    assert described_by(SCB, f"TAB3204_{name}", SAVED[name], SCOPE).table == "TAB3204"


@pytest.mark.parametrize("name", SAVED)
def test_a_saved_file_has_the_figures_of_the_table(name: str) -> None:
    description = short("TAB3204")[0]
    table, wrong = figures_of(description, [read_file(description, name, SAVED[name])], SCOPE)
    assert not wrong
    picked, values = chosen()
    assert len(table) == values.size
    sectors = ["TOTAL" if code == "A-U+US" else code for code in picked["SNI2007"]]
    wide = table.set_index(["region_code", "sector", "measure", "year"])["value"]
    for content, measure in enumerate(["employed_workplace", "employed_residence"]):
        for i, region in enumerate(picked["Region"]):
            own = [wide[region, sector, measure, 2024] for sector in sectors]
            assert np.array_equal(own, values[i, :, 0, 0, content, 1])


@pytest.mark.parametrize("name", ["TAB3204_sv.zip", "book.xlsx", "saved.px"])
def test_a_file_goes_through_the_same_steps(name: str, data: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(SAVED[name])
    fresh = job(data, "TAB3204")
    assert fresh.take(path.name, path.read_bytes()).table == "scb-tab3204"
    run(fresh, "check", "compile", "publish")
    rows = load(data).table("observations")
    assert rows["region_code"].nunique() == 17
    assert set(rows["source_id"]) == {"scb-tab3204"}
    assert (
        b"/"
        not in next((data / "frozen" / "scb-tab3204").glob("*/index.json"))
        .read_bytes()
        .split(b'"url"')[1][:30]
    )


def test_a_file_with_a_wrong_total_is_stopped(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = SAVED["a.csv"].decode("utf-8-sig").splitlines()
    place = next(i for i, line in enumerate(lines) if line.startswith('"2482') and '"B+C' in line)
    lines[place] = lines[place].rsplit(",", 1)[0] + ",99999"
    path.write_text("\n".join(lines), encoding="utf-8")
    fresh = job(data)
    fresh.take(path.name, path.read_bytes())
    with pytest.raises(Stopped, match="99999"):
        run(fresh, "check")


def test_a_file_that_lacks_a_municipality_is_stopped(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        b"\r\n".join(x for x in text(",").split(b"\r\n") if not x.startswith(b'"2418'))
    )
    fresh = job(data)
    fresh.take(path.name, path.read_bytes())
    with pytest.raises(Stopped, match="missing: 2418"):
        run(fresh, "check")


def zipped(*parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for place, part in enumerate(parts):
            file.writestr(f"{place}.txt", part)
    return out.getvalue()


@pytest.mark.parametrize("content", [
    b"", b"<html></html>", b"PK\x03\x04broken", zipped(), zipped(zipped(b"x")), b"a,b\n1,2\n",
    b"\xd0\xcf\x11\xe0not a sheet", b'{"class": "dataset"}', b'{"a"', b"hello", b"\x00" * 500,
    SAVED["saved.px"][:-400], SAVED["book.xlsx"][:-300], SAVED["TAB3204_sv.zip"][:2000],
    text(",").replace(b",822,", b",hundra,"), b'CHARSET="ANSI";DATA=1 2 3;', b"[" * 5000,
], ids=range(17))  # fmt: skip
def test_what_is_no_table_is_refused_in_words(content: bytes, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(Stopped):
        fresh = job(data, "scb")
        fresh.take(path.name, path.read_bytes())
        run(fresh, "check")


def test_two_tables_of_the_same_shape_are_told_apart_by_years() -> None:
    lines = ["region;näringsgren SNI 2007;kön;Förvärvsarbetande 2009"]
    lines += [
        f"{r} x;{s} y;{k};12"
        for r in SCOPE.regions
        for s in ["A", "B+C", "00"]
        for k in ("män", "kvinnor")
    ]
    content = "\n".join(lines).encode()
    with pytest.raises(Stopped):  # some industries are missing
        described_by(SCB, "x", content, SCOPE)
    sni = [*next(d for d in SCB if d.table == "TAB900").sectors.codes]
    lines = lines[:1] + [
        f"{r} x;{s} y;{k};12" for r in SCOPE.regions for s in sni for k in ("män", "kvinnor")
    ]
    assert described_by(SCB, "x", "\n".join(lines).encode(), SCOPE).table == "TAB900"
    later = "\n".join(lines).replace("2009", "2020").encode()
    assert described_by(SCB, "x", later, SCOPE).table == "TAB5837"
