"""Commands print on any console: what it cannot write becomes something that it can."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-8"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_list_of_faults_is_printed(encoding: str, lang: str, tmp_path: Path) -> None:
    folder = tmp_path / "Västerbotten–中"
    folder.mkdir()
    (folder / "datapackage.json").write_text("{", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "vbdash", "check", str(folder), "--lang", lang],
        check=False, capture_output=True, cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    told = (done.stdout + done.stderr).decode(encoding)
    assert done.returncode == 1, told
    assert "Traceback" not in told
    assert "datapackage.json" in told
