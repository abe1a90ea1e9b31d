"""What the parser of the command line says is in the language of the command."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from vbdash.__main__ import main
from vbdash.commands.options import parser
from vbdash.text import Text

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


def helps(of: argparse.ArgumentParser, place: str = "") -> Iterator[tuple[str, str | None]]:
    """Yield every text that the help of a parser and of all below it shows, with its place."""
    yield f"{place} description", of.description if not place else ""
    for each in of._actions:
        if isinstance(each, argparse._SubParsersAction):
            for command in each._choices_actions:
                yield f"{place} {command.dest}", command.help
            for name, below in each.choices.items():
                yield from helps(below, f"{place} {name}")
        elif not isinstance(each, argparse._HelpAction):
            yield f"{place} {each.dest}", each.help


def test_every_help_of_every_command_is_in_the_language() -> None:
    swedish, english = (dict(helps(parser(Text(lang)))) for lang in ("sv", "en"))
    assert len(swedish) > 60
    assert not [place for place, text in english.items() if text is None]
    assert not [place for place, text in swedish.items() if text and text == english[place]]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--help"], ["Industrin i siffror", "kontrollera en fil och låt den ersätta en tabell"]),
        (["import", "--help"], ["målgruppens år, om filen inte anger något"]),
        (["editions", "compare", "--help"], ["--municipality KOD", "rapportens språk"]),
        (["check", "--help"], ["check", "language of the report"]),
        (["check", "--help", "--lang", "sv"], ["rapportens språk"]),
    ],
)
def test_help_is_printed_in_the_language(
    given: list[str], said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(given)
    assert ended.value.code == 0
    told = " ".join(capsys.readouterr().out.split())
    assert not [each for each in said if each not in told]
