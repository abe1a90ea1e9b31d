"""A handful of faults drawn at random; ``python -m benchmarks.refresh --faults`` draws a thousand."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

from tests.refresh.agencies import Agencies, changed
from tests.refresh.conftest import job, run
from tests.refresh.injected import attack
from tests.refresh.test_stops import set_cells
from vbdash.data.dataset import load
from vbdash.data.keeper import Keeper
from vbdash.refresh.publish import undo


def test_faults_in_any_step_leave_the_served_figures(
    published: Path, tmp_path: Path, agencies: Agencies
) -> None:
    outcomes = set()
    for seed in range(8):
        data = Path(shutil.copytree(published, tmp_path / str(seed)))
        outcomes.add(attack(seed, data, agencies))
    assert len(outcomes) > 3
    assert "held" in outcomes  # and without harm a refresh goes through


def test_visitors_are_on_one_edition_at_a_time_while_others_are_published(
    data: Path, agencies: Agencies
) -> None:
    """All figures of an edition are off by the same; a mixture would show."""
    for step in range(3):
        agencies.faults = {"/data": changed(set_cells(lambda v, s=step: v + s, Tid="2024"))}
        run(job(data, "TAB3200"))
    keeper = Keeper(lambda: load(data), data, interval=0)
    fresh = job(data, "TAB3200")
    done, mixed, seen = threading.Event(), [], set()

    def visit() -> None:
        while not done.is_set():
            dataset = keeper.dataset()
            rows = dataset.table("observations")
            late = rows[(rows["year"] == 2024) & (rows["measure"] == "employment_rate")]["value"]
            seen.add((dataset.digest, round(float(late.sum()), 3)))
            if len({digest for digest, _ in seen}) != len(seen):
                mixed.append(dataset.digest)
            time.sleep(0.01)

    visitors = [threading.Thread(target=visit) for _ in range(25)]
    for each in visitors:
        each.start()
    undo(data, fresh.now())
    undo(data, fresh.now())
    fresh.publish()
    keeper.dataset()
    keeper.wait()
    done.set()
    for each in visitors:
        each.join()
    assert not mixed
    assert seen
