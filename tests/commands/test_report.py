"""The same files in batch, from a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from vbdash.__main__ import main


@pytest.mark.parametrize(
    ("form", "ending", "magic"),
    [("pdf", "pdf", b"%PDF"), ("pdf-slides", "pdf", b"%PDF"), ("pptx", "pptx", b"PK"), ("xlsx", "xlsx", b"PK")],
)  # fmt: skip
def test_a_report(tmp_path: Path, form: str, ending: str, magic: bytes) -> None:
    given = ["report", "--municipality", "2482", "--format", form, "--lang", "sv"]
    assert main([*given, "-o", str(tmp_path / "a")]) == 0
    [file] = (tmp_path / "a").iterdir()
    assert file.name.startswith("industrin-i-skelleftea")
    assert file.suffix == f".{ending}"
    assert file.read_bytes().startswith(magic)
    assert main([*given, "-o", str(tmp_path / "b")]) == 0
    assert (tmp_path / "b" / file.name).read_bytes() == file.read_bytes()


def test_an_unknown_municipality(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["report", "--municipality", "Stockholm", "--lang", "en", "-o", str(tmp_path / "x")]
    assert main(given) == 1
    said = capsys.readouterr().err
    assert "Stockholm" in said
    assert "Malå (2418)" in said, "what could have been meant"
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    "written", ["Skelleftea", "Skellefteå kommun", "“Skellefteå”", "Skellefteå (2482)", "2482 "]
)
def test_a_municipality_in_every_spelling(tmp_path: Path, written: str) -> None:
    given = ["report", "--municipality", written, "--format", "xlsx", "--lang", "sv"]
    assert main([*given, "-o", str(tmp_path)]) == 0
    [file] = tmp_path.iterdir()
    assert "skelleftea" in file.name


def test_of_several_municipalities_the_unknown_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("Skelleftea", "Vännäs kommun", "2482.0")
    given = [word for each in asked for word in ("--municipality", each)]
    assert main(["report", *given, "--format", "xlsx", "--lang", "sv", "-o", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "2482.0" in said and "Malå (2418)" in said
    assert "Vännäs kommun" not in said
    assert not list(tmp_path.iterdir())


def test_all_in_one_go_with_a_bar(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vbdash.commands.report.sys.stderr.isatty", lambda: True, raising=False)
    assert main(["report", "--format", "xlsx", "--lang", "en", "-o", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert len(list(tmp_path.iterdir())) == 16  # the county and its fifteen municipalities
    assert "16 files written" in said.out
    assert "\r" in said.err
    assert "3/16" in said.err
    assert "16/16" in said.err


def test_no_bar_where_nobody_looks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["report", "--municipality", "Malå", "--format", "xlsx", "-o", str(tmp_path)]
    assert main(given) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_folder_that_cannot_be_written_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    (tmp_path / "file").write_text("x")
    given = ["report", "--municipality", "2418", "--format", "xlsx", "--lang", lang]
    assert main([*given, "-o", str(tmp_path / "file" / "in")]) == 1
    said = capsys.readouterr().err
    assert ("Det går inte att skriva till" if lang == "sv" else "Cannot write to") in said
    assert "Traceback" not in said
    assert (tmp_path / "file").read_text() == "x"


def test_an_unknown_format_is_named_with_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["report", "--format", "docx", "-o", str(tmp_path)])
    assert end.value.code == 2
    said = capsys.readouterr().err
    assert "docx" in said
    assert "pptx" in said


def test_data_that_cannot_be_used_is_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["report", "--data", str(tmp_path / "nowhere"), "--lang", "sv", "-o", str(tmp_path)]
    assert main(given) == 1
    assert "filen saknas" in capsys.readouterr().err
