"""What the parser of the command line says is in the language of the command."""

from __future__ import annotations

import argparse

import pytest

from vbdash.__main__ import main

ASKED = {
    "det här måste anges: command": [],
    "det här måste anges: table": ["import"],
    "det här är inget som kommandot känner till: --nej": ["doctor", "--nej"],
    "command: 'chek' går inte att välja (välj bland ": ["chek"],
    "--year: fel slags värde: 'i fjol'": ["import", "eligible", "a.csv", "--year", "i fjol"],
    "--data: ett värde måste följa": ["doctor", "--data"],
    "--all: får inte anges tillsammans med --county": ["refresh", "--county", "24", "--all"],
    "--yes: tar inget värde: 'ja'": ["import", "eligible", "a.csv", "--yes=ja"],
    "import: en fil behövs, eller --list eller --undo": ["import", "eligible"],
    "--s kan betyda flera flaggor: --source, --skip-faults": ["import", "eligible", "--s", "x"],
}


@pytest.mark.parametrize("said", ASKED)
def test_the_parser_speaks_swedish_where_the_command_does(
    said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(ASKED[said])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert f": fel: {said}" in told
    assert told.startswith("användning: ")
    assert "error" not in told


@pytest.mark.parametrize(
    "given",
    [["check", "--nej"], ["doctor", "--lang", "en", "--nej"], ["doctor", "--lang=en", "--nej"]],
)
def test_it_speaks_english_where_the_command_does(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(given)
    told = capsys.readouterr().err
    assert "error: unrecognized arguments: --nej" in told
    assert told.startswith("usage: ")


def test_help_has_its_headings_in_the_language_and_leaves_python_as_it_was(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = argparse._, argparse.ngettext  # type: ignore[attr-defined]
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    told = capsys.readouterr().out
    for heading in ("användning: ", "\nargument:", "\nflaggor:", "visa den här hjälpen och sluta"):
        assert heading in told
    assert (argparse._, argparse.ngettext) == before  # type: ignore[attr-defined]
