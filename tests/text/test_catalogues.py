"""Every text that the code shows has a Swedish translation, and none is left over."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted((ROOT / "vbdash" / "text" / "sv").glob("*.po"))
KEYWORDS = {"tx": None, "plural": (1, 2), "msg": None}


def used() -> dict[str | tuple[str, str], list[str]]:
    """Return every message in the code and where it stands."""
    found: dict[str | tuple[str, str], list[str]] = {}
    files = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "vbdash").rglob("*.py")]
    for file in files:
        for line, message, _, _ in extract_from_file("python", str(file), KEYWORDS):
            key = tuple(message) if isinstance(message, (list, tuple)) else message
            found.setdefault(key, []).append(f"{file.relative_to(ROOT)}:{line}")
    return found


def translated() -> dict[str | tuple[str, str], tuple[str, object]]:
    """Return every message of the catalogues with its translation and catalogue."""
    result = {}
    for path in CATALOGUES:
        with path.open("rb") as handle:
            for message in read_po(handle, locale="sv_SE"):
                if message.id:
                    assert message.id not in result or result[message.id][1] == message.string, (
                        f"{message.id!r} is translated in two ways: {result[message.id][0]}, {path.name}"
                    )
                    result[message.id] = (path.name, message.string)
    return result


def test_every_text_is_translated() -> None:
    known = translated()
    missing = {key: places for key, places in used().items() if key not in known}
    assert not missing, "\n".join(f"{places[0]}: {key!r}" for key, places in missing.items())


def test_no_translation_is_left_over() -> None:
    code = used()
    assert not [f"{where}: {key!r}" for key, (where, _) in translated().items() if key not in code]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: p.name)
def test_translations_are_complete_and_fill_the_same_names(path: Path) -> None:
    with path.open("rb") as handle:
        for message in read_po(handle, locale="sv_SE"):
            if not message.id:
                continue
            assert not message.fuzzy, message.id
            english = message.id if isinstance(message.id, tuple) else (message.id,)
            swedish = message.string if isinstance(message.string, tuple) else (message.string,)
            assert all(swedish), f"{path.name}: {message.id!r} is empty"
            names = {name for text in english for _, name, _, _ in Formatter().parse(text) if name}
            for text in swedish:
                assert {n for _, n, _, _ in Formatter().parse(text) if n} <= names | {"n"}, text
