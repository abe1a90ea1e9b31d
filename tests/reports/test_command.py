"""The same files in batch, from a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from vbdash.__main__ import main


@pytest.mark.parametrize(
    ("form", "ending", "magic"),
    [("pdf", "pdf", b"%PDF"), ("pdf-slides", "pdf", b"%PDF"), ("pptx", "pptx", b"PK"), ("xlsx", "xlsx", b"PK")],
)  # fmt: skip
def test_a_report(tmp_path: Path, form: str, ending: str, magic: bytes) -> None:
    given = ["report", "--municipality", "2482", "--format", form, "--lang", "sv"]
    assert main([*given, "-o", str(tmp_path / "a")]) == 0
    [file] = (tmp_path / "a").iterdir()
    assert file.name.startswith("industrin-i-skelleftea")
    assert file.suffix == f".{ending}"
    assert file.read_bytes().startswith(magic)
    assert main([*given, "-o", str(tmp_path / "b")]) == 0
    assert (tmp_path / "b" / file.name).read_bytes() == file.read_bytes()


def test_an_unknown_municipality(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["report", "--municipality", "Stockholm", "--lang", "en", "-o", str(tmp_path / "x")]
    assert main(given) == 1
    assert "Stockholm" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
