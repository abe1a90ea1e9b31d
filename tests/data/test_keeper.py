"""A running app follows its data: what changed and is valid is shown, what has faults is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

import vbdash
from vbdash.data.dataset import data_directory, load
from vbdash.data.keeper import Keeper, read_sparingly


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_directory(), tmp_path / "data"))


def keeper(directory: Path) -> Keeper:
    return Keeper(lambda: vbdash.load(directory), directory, interval=0)


def settled(kept: Keeper) -> vbdash.Dataset:
    kept.dataset()  # looks, and begins to read
    kept.wait()
    return kept.dataset()


def rename(directory: Path, old: str, new: str) -> None:
    path = directory / "sources.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_changed_data_are_taken_up(copy: Path) -> None:
    kept = keeper(copy)
    before = kept.dataset()
    assert settled(kept) is before
    rename(copy, "Tillväxtverket", "Tillväxtverket i Östersund")
    after = settled(kept)
    assert after.digest != before.digest
    assert after.table("sources")["publisher"].str.contains("Östersund").any()


def test_data_with_faults_are_not(copy: Path, caplog: pytest.LogCaptureFixture) -> None:
    kept = keeper(copy)
    before = kept.dataset()
    path = copy / "sources.csv"
    good = path.read_bytes()
    path.write_bytes(good.replace(b"\n", b",\n", 1))
    assert settled(kept) is before
    assert "sources.csv" in caplog.text
    path.write_bytes(good)
    rename(copy, "Tillväxtverket", "Tillväxtverket i Östersund")
    assert settled(kept).digest != before.digest  # mended: shown without a restart


def test_a_directory_that_disappears_changes_nothing(copy: Path) -> None:
    kept = keeper(copy)
    before = kept.dataset()
    shutil.rmtree(copy)
    assert settled(kept) is before


def test_reading_what_was_checked_gives_the_same_tables(dataset: vbdash.Dataset) -> None:
    again = load(trusted=lambda digest: digest == dataset.digest)
    assert again.digest == dataset.digest
    for name in dataset.tables:
        pd.testing.assert_frame_equal(again.table(name), dataset.table(name))


def test_a_digest_of_other_bytes_is_not_believed(copy: Path, dataset: vbdash.Dataset) -> None:
    path = copy / "regions.csv"
    path.write_bytes(path.read_bytes().replace(b"municipality", b"parish"))
    with pytest.raises(vbdash.DataError):
        load(copy, trusted=lambda digest: digest == dataset.digest)


def test_another_package_with_faults_gives_nothing(copy: Path) -> None:
    samples = copy / "samples"
    assert len(read_sparingly(samples)["interventions_sample"]) > 100
    (samples / "interventions_sample.csv").write_text("firm_id\n1\n")
    assert read_sparingly(samples) == {}
    assert read_sparingly(copy / "nowhere") == {}
