"""Two editions: whoever sees both, and knows the rule, learns nothing of single firms."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.records.samples import drawn, record, table
from tests.records.test_release import DATA, GROUPS, around
from vbdash.data.faults import DataError
from vbdash.records.codes import SIZES
from vbdash.records.published import PUBLISHED, Policy, current, marks, policy
from vbdash.records.reach import Eligible, eligible_from_workplaces
from vbdash.records.release import Release, release

WORKPLACES = eligible_from_workplaces(DATA)
FIRST, LATER = date(2026, 1, 10), date(2026, 6, 1)
Publish = Callable[..., Release]


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Return what is public when these records are the region's."""

    def at(rows: pd.DataFrame, today: date = LATER, base: Eligible = WORKPLACES) -> Release:
        made = lambda: release(rows, base, GROUPS)  # noqa: E731
        return current(tmp_path, "24", rows, base, made, today)

    return at


def figures(public: Release) -> list[pd.DataFrame]:
    return [public.steps, *(public.tables[name] for name in sorted(public.tables)), public.needs]


def same(one: Release, other: Release) -> bool:
    pairs = zip(figures(one), figures(other), strict=True)
    return all(a.equals(b) for a, b in pairs)


def firm(i: int, code: str = "2418", sni2: str = "16", size: str = "50-249") -> list[dict]:
    """A firm that changes every figure it is in."""
    kind = {"municipality_code": code, "sni2": sni2, "size_class": size}
    return [
        record(f"new-{i}", "visited", "2021-02-02", needs="skills", **kind),
        record(f"new-{i}", "helped", "2021-03-02", area="skills", form="training", **kind),
    ]


def with_more(rows: pd.DataFrame, *more: dict) -> pd.DataFrame:
    return pd.concat([rows, table(*more)], ignore_index=True)


def test_one_firm_more_changes_nothing_that_is_public(publish: Publish) -> None:
    """Whatever its municipality, division and size: the difference is none."""
    rows = drawn(4, 130, DATA.municipality_codes)
    before = publish(rows, FIRST)
    for code, size in zip(DATA.municipality_codes[::4], SIZES, strict=True):
        assert same(before, publish(with_more(rows, *firm(1, code, "28", size))))
    assert not same(before, release(rows.iloc[:40], WORKPLACES, GROUPS))


def test_firms_that_come_one_by_one_are_published_ten_at_a_time(publish: Publish) -> None:
    rows = drawn(4, 130, DATA.municipality_codes)
    public = publish(rows, FIRST)
    rows = with_more(rows, *(each for i in range(9) for each in firm(i)))
    editions = [public]
    for i in range(9, 21):
        rows = with_more(rows, *firm(i))
        public = publish(rows)
        if not same(public, editions[-1]) or public.day != editions[-1].day:
            editions.append(public)
            assert i % 10 == 9
    assert len(editions) == 3


def test_one_correction_among_many_new_firms_waits(publish: Publish) -> None:
    """Nine have moved on in the funnel, one is new among the helped: it would be told by itself."""
    rows = drawn(4, 130, DATA.municipality_codes)
    before = publish(rows, FIRST)
    steps = [record(f"known-{i}", "identified", "2021-01-01") for i in range(30)]
    assert same(before, publish(with_more(rows, *steps, *firm(1))))
    after = publish(with_more(rows, *steps))
    assert not same(before, after)
    assert after.steps.at["identified", "reached"] > before.steps.at["identified", "reached"]
    assert before.tables["municipality_code"].equals(after.tables["municipality_code"])


def test_a_firm_that_moved_waits_for_others(publish: Publish) -> None:
    rows = drawn(4, 130, DATA.municipality_codes)
    before = publish(rows, FIRST)
    moved = rows.assign(
        municipality_code=rows["municipality_code"].where(rows["firm_id"] != "firm-001", "2403")
    )
    assert same(before, publish(moved))


@pytest.mark.parametrize("seed", range(3))
def test_a_difference_of_two_editions_is_never_about_few(seed: int, publish: Publish) -> None:
    """Of ten that came, a row's change by a five leaves open how many of them are in it."""
    rng = np.random.default_rng(seed)
    rows = drawn(seed, 200, DATA.municipality_codes)
    before = publish(rows, FIRST)
    codes = rng.choice(DATA.municipality_codes, 12)
    new = [each for i, code in enumerate(codes) for each in firm(i, str(code))]
    after = publish(with_more(rows, *new))
    one, two = (p.tables["municipality_code"]["reached"].fillna(0) for p in (before, after))
    for change in two - one:
        least, most = change - 4, change + 4
        assert most - least >= 8
        assert change % 5 == 0


def test_the_target_group_is_compared_too(publish: Publish) -> None:
    rows = drawn(2, 150, DATA.municipality_codes)
    base = around(2, rows)
    before = publish(rows, FIRST, base)
    one = base.firms.iloc[1:]
    fewer = Eligible("register", base.cells, one)
    assert same(before, publish(rows, LATER, fewer))
    assert publish(rows, LATER, Eligible("register", base.cells, base.firms.iloc[12:])).day == LATER


def test_a_restart_publishes_nothing_new(publish: Publish, tmp_path: Path) -> None:
    rows = drawn(4, 130, DATA.municipality_codes)
    before = publish(rows, FIRST, around(4, rows))
    again = publish(with_more(rows, *firm(1)), LATER, around(4, rows))
    assert again.day == FIRST
    assert (again.basis, again.limit) == ("register", 5)
    for one, other in zip(figures(before), figures(again), strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_what_is_kept_names_no_firm_and_is_for_its_owner(publish: Publish, tmp_path: Path) -> None:
    rows = drawn(4, 130, DATA.municipality_codes)
    publish(rows, FIRST, around(4, rows))
    path = tmp_path / PUBLISHED / "24.json"
    assert path.stat().st_mode & 0o777 == 0o600
    assert "firm-0" not in path.read_text()
    assert len(json.loads(path.read_text())["marks"]["step"]) == 130


def test_where_nothing_can_be_written_a_process_still_tells_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("vbdash.records.published.write_whole", fails)
    rows = drawn(4, 130, DATA.municipality_codes)
    for more in ((), firm(1)):
        now = with_more(rows, *more)
        public = current(
            tmp_path, "24", now, WORKPLACES, lambda now=now: release(now, WORKPLACES, GROUPS), FIRST
        )
    assert same(public, release(rows, WORKPLACES, GROUPS))
    assert "cannot be kept" in caplog.text


def test_as_shipped_nothing_is_written(publish: Publish, tmp_path: Path) -> None:
    publish(DATA.table("interventions"))
    assert not (tmp_path / PUBLISHED).exists()


def test_set_dates(monkeypatch: pytest.MonkeyPatch, publish: Publish) -> None:
    monkeypatch.setenv("VBDASH_RELEASE", "10, 01-15, 08-15")
    assert policy() == Policy(10, ((1, 15), (8, 15)))
    rows = drawn(4, 130, DATA.municipality_codes)
    publish(rows, date(2026, 1, 20))
    more = with_more(rows, *(each for i in range(40) for each in firm(i)))
    assert publish(more, date(2026, 8, 14)).day == date(2026, 1, 20)
    assert publish(more, date(2026, 8, 15)).day == date(2026, 8, 15)
    assert publish(with_more(more, *firm(77)), date(2027, 1, 15)).day == date(2026, 8, 15)


@pytest.mark.parametrize("text", ["4", "0", "often", "13-40", "02-29", "10 5"])
def test_a_setting_that_would_tell_is_refused_and_what_is_published_stays(
    text: str, monkeypatch: pytest.MonkeyPatch, publish: Publish
) -> None:
    rows = drawn(4, 130, DATA.municipality_codes)
    before = publish(rows, FIRST)
    monkeypatch.setenv("VBDASH_RELEASE", text)
    if text == "10 5":
        assert policy().least == 5
        return
    with pytest.raises(DataError, match="VBDASH_RELEASE"):
        policy()
    assert same(before, publish(rows.iloc[:50]))


def test_marks_of_the_same_records_are_the_same() -> None:
    rows = drawn(4, 60, DATA.municipality_codes)
    assert marks(rows, WORKPLACES, "k") == marks(
        rows.sample(frac=1, random_state=1), WORKPLACES, "k"
    )
    assert marks(rows, WORKPLACES, "k") != marks(rows, WORKPLACES, "other")
