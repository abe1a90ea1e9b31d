"""The register from a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.register.files import (
    firm_number,
    hunted,
    person_number,
    row,
    second,
    sole,
    zipped,
    zipped_second,
)
from vbdash.__main__ import main
from vbdash.register import fetch
from vbdash.register.editions import current


@pytest.fixture
def scb(tmp_path: Path) -> Path:
    lines = [row(firm_number(n)) for n in range(3)] + [row(firm_number(5), PostNr="11122")]
    lines += [sole(person_number(n)) for n in range(6)]
    lines += [row("12345"), row(person_number(9)).replace("\t", "", 1), row(firm_number(1))]
    return zipped(tmp_path / "scb.zip", lines)


def test_it_says_what_was_read(
    tmp_path: Path, scb: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = zipped_second(tmp_path / "more.zip", [second(firm_number(1))])
    given = [
        "register",
        str(scb),
        "--bolagsverket",
        str(more),
        "--data",
        str(tmp_path),
        "--lang",
        "en",
    ]
    assert main(given) == 0
    said = capsys.readouterr()
    for words in (
        "edition 2026-06-29", "3 firms kept", "6 rows of natural persons were passed over",
        "1 firm lies in other counties", "3 by their postal code, 0 guessed", "0 not placed",
        "use --sni", "1 firm has more", "3 rows were not used", "row 12: no valid organisation number",
        "row 13: 34 fields", "row 14: the number stands in an earlier row",
    ):  # fmt: skip
        assert words in said.out
    assert said.err == "", "no bar where nobody looks"
    assert not any(hunted(said.out, person_number(n)) for n in range(10))


@pytest.mark.parametrize(
    ("given", "kept"), [([], 3), (["--county", "01"], 1), (["--county", "01", "--county", "24"], 4), (["--all"], 4)]
)  # fmt: skip
def test_which_counties(tmp_path: Path, scb: Path, given: list[str], kept: int) -> None:
    assert main(["register", str(scb), "--data", str(tmp_path), *given]) == 0
    _, told = current(tmp_path / "register") or pytest.fail("no edition")
    assert told["rows"]["firms"] == kept


def test_a_bar_for_a_person(
    tmp_path: Path, scb: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vbdash.commands.register.sys.stderr.isatty", lambda: True, raising=False)
    assert main(["register", str(scb), "--data", str(tmp_path), "--lang", "sv"]) == 0
    assert "100\xa0% Läser registret" in capsys.readouterr().err


def test_where_it_goes(tmp_path: Path, scb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VBDASH_REGISTER", str(tmp_path / "elsewhere"))
    assert main(["register", str(scb), "--sni", "2025"]) == 0
    _, told = current(tmp_path / "elsewhere") or pytest.fail("no edition")
    assert told["sni"] == "2025"


@pytest.mark.parametrize(
    "given",
    [
        [],
        ["no.zip"],
        ["SCB", "--bolagsverket"],
        ["SCB", "--county", "Malå"],
        ["SCB", "--county", "25"],
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    tmp_path: Path, scb: Path, given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    words = [str(scb) if each == "SCB" else each for each in given]
    assert main(["register", *words, "--data", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "1 fel i data" in said
    assert "Traceback" not in said
    assert current(tmp_path / "register") is None


def test_fetched_and_not_kept(tmp_path: Path, scb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetched(kind: str, folder: Path, progress: object) -> Path:
        assert kind == "scb"
        folder.mkdir(parents=True)
        return scb.rename(folder / "scb_bulkfil.zip")

    monkeypatch.setattr(fetch, "fetch", fetched)
    assert main(["register", "--fetch", "--data", str(tmp_path)]) == 0
    assert not list(tmp_path.rglob("*.zip")), "the file holds persons' numbers"
    assert current(tmp_path / "register")
