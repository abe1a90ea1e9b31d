"""What a child process computes is what would be computed here, and failures say why."""

from __future__ import annotations

import subprocess
import sys

import pytest

from vbdash import child

BREAKS = "vbdash.charts.natural_breaks:natural_breaks"
VALUES = [1.0, 2, 3, 8, 9, 20, 21, 40.5]


def test_child_and_parent_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    import mapclassify

    here = child.call(BREAKS, VALUES, 4, heavy=mapclassify.__name__)
    there = child.call(BREAKS, VALUES, 4, heavy="a library that is not loaded")
    assert here == there
    assert len(here) == 3


def test_failure_is_told() -> None:
    with pytest.raises(RuntimeError, match="natural_breaks failed"):
        child.call(BREAKS, "x", 4, heavy="a library that is not loaded")


def test_the_library_does_not_stay() -> None:
    program = (
        "import sys; from vbdash.charts.map_classes import classes_for;"
        "classes_for([1, 2, 3, 8, 9, 20, 21, 40.5], decimals=1);"
        "sys.exit('sklearn' in sys.modules or 'mapclassify' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
