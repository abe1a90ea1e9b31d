"""What is given to start from for others fits the code."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = (ROOT / "deploy" / "requirements.lock").read_text(encoding="utf-8")


BOM = json.loads((ROOT / "deploy" / "bom.cdx.json").read_text(encoding="utf-8"))
LICENCES = (ROOT / "deploy" / "licences.csv").read_text(encoding="utf-8")
#: Parts of the names of licences that a public body can pass on without asking; of the last three
#: a package is used as it is, and not changed.
FREE = [
    "MIT",
    "BSD",
    "Apache",
    "ISC",
    "PSF",
    "Python.Software",
    "Zlib",
    "CC0",
    "Unlicense",
    "MPL",
    "LGPL",
    "Lesser",
    "Artistic",
]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_package_is_locked_with_its_digest() -> None:
    lines = [line for line in LOCK.splitlines() if not line.startswith("#")]
    found = [re.fullmatch(r"([\w.-]+)==(\S+) --hash=sha256:[0-9a-f]{64}", line) for line in lines]
    assert all(found)
    locked = {plain(each[1]): each[2] for each in found if each}
    pinned = re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;]+)", (ROOT / "requirements.txt").read_text(), re.M)  # fmt: skip
    assert pinned
    assert {plain(name): version for name, version in pinned}.items() <= locked.items()


def test_the_server_is_told_what_keeps_it_to_itself() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["client"]["allowedOrigins"] == []
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["browser"] == {"gatherUsageStats": False, "serverAddress": "localhost"}
    assert not settings["server"]["enableStaticServing"]


def test_what_is_copied_into_the_container_exists() -> None:
    text = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
    copied = [name for line in re.findall(r"^COPY (.+) \S+$", text, re.M) for name in line.split()]
    assert {"app.py", "requirements.txt", "data", "pages", "vbdash", ".streamlit"} <= set(copied)
    assert all((ROOT / name).exists() for name in copied)
    assert re.search(r"^USER \d+", text, re.M), "not root"
    assert "/healthz" in text


def locked() -> dict[str, str]:
    lines = [line for line in LOCK.splitlines() if not line.startswith("#")]
    return {
        plain(name): version for name, version in (line.split()[0].split("==") for line in lines)
    }


def test_the_bill_of_materials_lists_what_is_locked() -> None:
    assert BOM["bomFormat"] == "CycloneDX"
    assert {plain(each["name"]): each["version"] for each in BOM["components"]} == locked()


def test_every_package_has_a_free_licence() -> None:
    rows = list(csv.DictReader(LICENCES.splitlines()))
    assert {plain(each["Name"]): each["Version"] for each in rows} == locked()
    strange = [
        each["Name"] for each in rows if not any(re.search(name, each["License"]) for name in FREE)
    ]
    assert not strange


def test_the_forge_runs_the_one_test_command() -> None:
    workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
    assert re.search(r"run: \./test$", workflow, re.M)
    assert "contents: read" in workflow
