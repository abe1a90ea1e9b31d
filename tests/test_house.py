"""``docs/house.md`` says where everything is; the code and that page are held to each other."""

from __future__ import annotations

import argparse
import ast
import re
from pathlib import Path

from tests import thorough
from vbdash.commands.options import parser
from vbdash.parameters import described, known
from vbdash.text import Text

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
CODE = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "vbdash").rglob("*.py")]


def first_cells(heading: str) -> set[str]:
    """Return what is written as code in the first column of a section's table."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("|")]
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def test_every_room_is_described_and_every_description_has_its_room() -> None:
    rooms = {f"{f.parent.relative_to(ROOT).as_posix()}/" for f in CODE if f.parent != ROOT}
    modules = {f"vbdash/{f.name}" for f in (ROOT / "vbdash").glob("*.py") if f.name[0] != "_"}
    told = first_cells("The tree")
    assert rooms | modules <= told, "docs/house.md says nothing of these"
    assert not [each for each in told if not (ROOT / each).exists()]


def test_every_setting_is_described_and_read() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in CODE)
    assert first_cells("Settings") == set(re.findall(r"VBDASH_[A-Z]+(?:_[A-Z]+)*", text))


def test_every_command_is_described() -> None:
    (commands,) = (a for a in parser(Text())._actions if isinstance(a, argparse._SubParsersAction))
    told = {name.removeprefix("vbdash ") for name in first_cells("Commands") if "vbdash " in name}
    assert told - {"python -m vbdash"} == set(commands.choices)


def test_every_link_parameter_is_described() -> None:
    section = PAGE.split("\n## Link parameters\n")[1].split("\n## ")[0]
    for row in described():
        assert "| `{}` | {} | {} | {} | {} |".format(*row) in section
    assert first_cells("Link parameters") == {row[0] for row in described()}


def test_a_link_says_nothing_that_is_in_no_registry() -> None:
    said = set()
    for file in CODE:
        text = file.read_text(encoding="utf-8")
        said |= set(re.findall(r'(?:choose|choice|choose_many|choose_number)\(\s*"(\w+)"', text))
        said |= set(re.findall(r'query_params(?:\.get|\.get_all|\.pop)?[(\[]\s*"(\w+)"', text))
    assert said
    assert not [name for name in said if not known(name)]


def test_no_folder_and_no_module_outgrows_its_reader() -> None:
    folders = {file.parent for file in CODE}
    crowded = {
        f.relative_to(ROOT).as_posix(): n for f in folders if (n := len(list(f.glob("*.py")))) > 20
    }
    long = {
        file.relative_to(ROOT).as_posix(): lines
        for file in CODE
        if (lines := file.read_text(encoding="utf-8").count("\n")) > 400
    }
    assert (crowded, long) == ({}, {})


#: What a function may be asked by to remember what it answered: nothing that holds a table.
PLAIN = {
    "str", "int", "float", "bytes", "Path", "tuple[str, ...]", "tuple[float, ...]", "tuple[Field, ...]",
}  # fmt: skip
#: What is asked by few, so that it needs no bound: constants of the program, languages, columns.
FEW = {"file", "lang", "fields", "choices", "letters"}


def test_what_follows_from_tables_is_remembered_in_one_place() -> None:
    remembering = 0
    for file in CODE:
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            how = [ast.unparse(each) for each in function.decorator_list]
            if not any(re.match(r"(functools\.)?(lru_)?cache\b", each) for each in how):
                continue
            remembering += 1
            asked = {each.arg: ast.unparse(each.annotation or each) for each in function.args.args}
            assert set(asked.values()) <= PLAIN, f"{file}: {function.name} remembers by {asked}"
            assert "cache" not in how or set(asked) <= FEW, f"{file}: {function.name} has no bound"
    assert remembering, "the rule looks at nothing"


def test_what_is_left_to_ci_is_there() -> None:
    for name in thorough.STAY:
        file, test = name.split("::")
        assert f"def {test}(" in (ROOT / "tests" / file).read_text("utf-8"), name
    for file in thorough.JOURNEYS:
        assert (ROOT / "tests" / "browser" / file).is_file(), file
