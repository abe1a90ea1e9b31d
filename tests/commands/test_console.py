"""Whatever is done to a command at a terminal, it ends with words and a status, never a trace."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

from vbdash import Dataset
from vbdash import __main__ as command_line
from vbdash.__main__ import main
from vbdash.commands import template
from vbdash.records import importing
from vbdash.text import Text


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [(KeyboardInterrupt(), 130, "Interrupted."), (BrokenPipeError(errno.EPIPE, "gone"), 141, ""),
     (OSError(errno.ENOSPC, "No space left on device"), 1, "cannot be written")],
)  # fmt: skip
def test_a_command_that_is_stopped_leaves_no_trace(
    error: BaseException, status: int, words: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def stopped(*_: object) -> int:
        raise error

    monkeypatch.setitem(command_line._COMMANDS, "check", stopped)
    assert main(["check"]) == status
    said = capsys.readouterr().err
    assert said.strip() == "" if not words else words in said


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_template_that_cannot_be_written_is_told(
    lang: str, dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (tmp_path / "file").write_text("x")
    read = template.load
    monkeypatch.setattr(template, "load", lambda: dataset)
    for folder in (tmp_path / "file", tmp_path / "file" / "in"):
        assert main(["template", "--lang", lang, "-o", str(folder)]) == 1
        said = capsys.readouterr().err
        assert ("Det går inte att skriva till" if lang == "sv" else "Cannot write to") in said
    assert (tmp_path / "file").read_text() == "x"
    monkeypatch.setattr(template, "load", read)
    monkeypatch.setenv("VBDASH_DATA", str(tmp_path / "nowhere"))
    assert main(["template", "--lang", lang, "-o", str(tmp_path / "new")]) == 1
    assert "datapackage.json" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("part", ["list", "status", "changes"])
def test_editions_of_a_folder_without_data_are_not_said_to_be_served(
    part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in (tmp_path / "nowhere", tmp_path):
        assert main(["editions", part, "--data", str(folder)]) == 1
        assert "datapackage.json: filen saknas" in capsys.readouterr().err


def test_the_operator_reads_what_is_wrong_with_a_register(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("duckdb")
    for given, words in (([], "--fetch"), (["no.zip", "--county", "Malå"], "två siffror")):
        assert main(["register", *given, "--data", str(tmp_path)]) == 1
        said = capsys.readouterr().err
        assert words in said
        assert "visas inte" not in said


def test_a_question_that_nobody_answers_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: str) -> str:
        raise EOFError

    monkeypatch.setattr(sys, "stdin", type("Terminal", (), {"isatty": lambda _: True})())
    monkeypatch.setattr("builtins.input", closed)
    assert not importing._agreed(3, 4, Text("sv"))


def test_a_file_for_a_refresh_that_is_not_there_is_no_full_disk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file, words in (("none.csv", "filen saknas"), ("", "går inte att läsa")):
        given = ["refresh", "scb", "--from", str(tmp_path / file), "--data", "data"]
        assert main(given) == 1
        assert words in capsys.readouterr().err
