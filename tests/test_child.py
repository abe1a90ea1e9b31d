"""What a child process computes is what would be computed here, and failures say why."""

from __future__ import annotations

import subprocess
import sys

import pytest

from vbdash import child

BREAKS = "vbdash.charts.maps.natural_breaks:natural_breaks"
VALUES = [1.0, 2, 3, 8, 9, 20, 21, 40.5]


def test_child_and_parent_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    import mapclassify

    here = child.call(BREAKS, [(VALUES, 4)], heavy=mapclassify.__name__)
    there = child.call(BREAKS, [(VALUES, 4)], heavy="a library that is not loaded")
    assert here == there
    assert [len(each) for each in here] == [3]


def test_failure_is_told() -> None:
    with pytest.raises(RuntimeError, match="natural_breaks failed"):
        child.call(BREAKS, ["x"], heavy="a library that is not loaded")


@pytest.mark.parametrize(
    "program",
    [
        "from vbdash.charts.maps.classes import classes_for;"
        "classes_for([1, 2, 3, 8, 9, 20, 21, 40.5], decimals=1)",
        "import vbdash; from vbdash.indicators.firms import concentration, spatial;"
        "data = vbdash.load(); _, people = concentration.population(data);"
        "amount = people.rank();"
        "assert concentration.concentration(amount, people).gini > 0;"
        "assert spatial.moran(amount, data.municipalities)",
    ],
)
def test_the_libraries_do_not_stay(program: str) -> None:
    heavy = ("sklearn", "mapclassify", "inequality", "esda", "matplotlib", "scipy.stats")
    program = f"import sys; {program}; sys.exit(str([m for m in {heavy} if m in sys.modules] or 0))"
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert done.stderr.strip() in {"", "0"}
