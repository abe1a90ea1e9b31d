"""``docs/add-a-measure.md`` walked through literally: its lines run, and the measure is everywhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import vbdash
from vbdash import Dataset, Selection
from vbdash.conditions import Condition
from vbdash.exhibits import fulfilled, measures
from vbdash.exhibits.municipality.compared import compared
from vbdash.exhibits.municipality.history import history
from vbdash.exhibits.municipality.standing import standing
from vbdash.indicators.facts.all import find_facts
from vbdash.indicators.municipality.alike import country_traits, county_traits, nearest
from vbdash.indicators.municipality.figures import gaps_about
from vbdash.indicators.municipality.standing import over_time
from vbdash.indicators.search import entries
from vbdash.view import View

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "add-a-measure.md"
_BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NEW = "fibre_share"


def walked(place: Path) -> list[str]:
    """Run every block of the guide in order, as somebody who reads it would; return what was printed.

    ``place`` looks like a checkout to what is typed. Only the app itself is not started.
    """
    shutil.copytree(ROOT / "data", place / "data")
    (place / ".venv" / "bin").mkdir(parents=True)
    python = place / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    typed: dict[str, Any] = {}
    exported: list[str] = []
    printed = []
    for kind, text in _BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        if kind == "python":
            exec(text, typed)  # noqa: S102 - the guide's own lines
        elif "streamlit run" not in text:
            exported += [line for line in text.splitlines() if line.startswith("export ")]
            env = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(place)}
            script = "\n".join(["set -e", *exported, text])
            done = subprocess.run(
                ["/bin/bash", "-c", script], cwd=place, env=env, capture_output=True, text=True,
                check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout + done.stderr
            printed.append(done.stdout)
    return printed


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> tuple[Dataset, list[str]]:
    place = tmp_path_factory.mktemp("checkout")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        printed = walked(place)
    return vbdash.load(place / "my-data"), printed


@pytest.fixture(scope="module")
def data(guide: tuple[Dataset, list[str]]) -> Dataset:
    return guide[0]


def test_the_check_is_silent_and_says_which_edition_is_used(
    guide: tuple[Dataset, list[str]],
) -> None:
    first, second = (each for each in guide[1] if each)
    assert "no faults" in first and "fibre_share" not in first.partition("which one is in use")[2]
    assert "no faults" in second
    assert "fibre_share 2024: example_2025, not example_2024 (rank in series)" in second


def test_it_is_where_the_guide_says(data: Dataset) -> None:
    view = View(data, Selection())
    stands = standing(view, "2418")
    assert stands is not None and NEW in set(stands.table["measure"])
    beside = compared(view, ("2418", "2480"))
    assert beside is not None and any("fiber" in label for label in beside.table["label"])
    assert NEW in over_time(data, "B-E", "2418")
    assert "fiber" in history(view, "2418", NEW).title
    for traits in (county_traits(data, "B-E"), country_traits(data, "B-E")):
        assert NEW in traits.columns
    assert nearest(data, "B-E", "2418", country=True)
    assert "fibre-other" in set(gaps_about(data, "2418")["id"])
    assert measures.on_map(view, NEW) is not None and measures.older(view, NEW) is not None
    assert measures.faces(view, NEW) == ("varde", "forandring")
    assert any(fact.subject == NEW for fact in find_facts(data))
    assert any("fiber" in str(entry).lower() for entry in entries(data, "sv"))


def test_all_municipalities_have_it_in_the_table(data: Dataset) -> None:
    view, condition = View(data, Selection()), Condition(NEW, "over", 80)
    found = fulfilled.fulfilling(view, (condition,), NEW)
    rows = data.observations
    own = rows[(rows["measure"] == NEW) & (rows["year"] == 2024)].set_index("region_code")["value"]
    assert len(own) == 290 and set(found.codes) == set(own.index[own > 80])
    listed = fulfilled.table(view, (condition,), NEW)
    assert listed is not None and listed.columns[2].name == NEW


def test_editions_are_not_joined(data: Dataset) -> None:
    rows = data.observations
    own = rows[(rows["measure"] == NEW) & (rows["region_code"] == "2418")].sort_values("year")
    assert own["series"].tolist() == ["example_2024"] * 2 + ["example_2025"] * 2
    drawn = measures.history(View(data, Selection()), NEW, "forandring")
    assert drawn is not None
    changed = drawn.table[drawn.table["code"] == "2418"]
    assert sorted(changed["year"]) == [2023, 2025]  # nothing from 2023 to 2024
