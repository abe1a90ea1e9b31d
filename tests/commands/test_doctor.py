"""The command that looks an installation over: each thing that is wrong comes with what to do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from vbdash.__main__ import main
from vbdash.commands import doctor
from vbdash.data.dataset import shipped_directory
from vbdash.text import Text


class Past(datetime):
    @classmethod
    def now(cls, tz: Any = None) -> Past:
        return cls(1970, 1, 1, tzinfo=UTC)


def _no_fonts(patch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    patch.setattr(doctor, "_TYPEFACES", tmp_path)


def _few_files(patch: pytest.MonkeyPatch, _: Path) -> None:
    resource = pytest.importorskip("resource")
    patch.setattr(resource, "getrlimit", lambda _: (256, 1024))


def _signing_in(patch: pytest.MonkeyPatch, tmp_path: Path, text: str, mode: int = 0o600) -> None:
    root = tmp_path / "root"
    (root / ".streamlit").mkdir(parents=True)
    secrets = root / ".streamlit" / "secrets.toml"
    secrets.write_text(text, encoding="utf-8")
    secrets.chmod(mode)
    shutil.copy(doctor._ROOT / "requirements.txt", root)
    patch.setattr(doctor, "_ROOT", root)


_SECRETS = """[auth]
redirect_uri = "https://x.example/oauth2callback"
cookie_secret = "%s"
client_id = "a"
client_secret = "b"
server_metadata_url = "https://y.example/.well-known/openid-configuration"
[access]
domains = ["region.example"]
"""


FAULTS: list[tuple[str, Callable[[pytest.MonkeyPatch, Path], None]]] = [
    ("3.11", lambda patch, _: patch.setattr(doctor.sys, "version_info", (3, 9, 1))),
    ("streamlit", lambda patch, _: patch.setattr(doctor, "_installed", lambda name: "0")),
    ("requirements.txt", lambda patch, path: patch.setattr(doctor, "_ROOT", path)),
    ("no_proxy", lambda patch, _: patch.setenv("HTTPS_PROXY", "http://proxy.example:8080")),
    ("VBDASH_PUBLIC_URL", lambda patch, _: patch.setenv("VBDASH_PUBLIC_URL", "industri.example")),
    ("root", lambda patch, _: patch.setattr(os, "geteuid", lambda: 0, raising=False)),
    ("1970", lambda patch, _: patch.setattr(doctor, "datetime", Past)),
    ("LimitNOFILE", _few_files),
    ("anew", _no_fonts),
    ("VBDASH_PUBLISHER", lambda patch, _: patch.setenv("VBDASH_PUBLIC_URL", "https://x.example")),
    ("TOML", lambda patch, path: _signing_in(patch, path, "[auth")),
    ("[auth] client_id", lambda patch, path: _signing_in(patch, path, "[auth]\n")),
    ("longer", lambda patch, path: _signing_in(patch, path, _SECRETS % "short")),
    ("600", lambda patch, path: _signing_in(patch, path, _SECRETS % ("x" * 40), 0o644)),
    ("may not", lambda patch, _: patch.setattr(os, "access", lambda *_: False)),
]


@pytest.fixture
def well(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("no_proxy", "NO_PROXY", "VBDASH_PUBLIC_URL", "VBDASH_PUBLISHER", "VBDASH_CONTACT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    return monkeypatch


def test_a_good_installation(well: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "!" not in told
    assert len(told.splitlines()) == 12


@pytest.mark.parametrize(("said", "break_it"), FAULTS, ids=[each for each, _ in FAULTS])
def test_each_fault_is_told(
    said: str,
    break_it: Callable[[pytest.MonkeyPatch, Path], None],
    well: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    well.setattr(doctor, "load", lambda _: None)
    break_it(well, tmp_path)
    told = [each for each in doctor.findings(Text("en"), shipped_directory()) if each.todo]
    assert len(told) == 1
    assert said in f"{told[0].what} {told[0].todo}"


def test_faulty_data(well: pytest.MonkeyPatch, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(shipped_directory(), tmp_path / "data"))
    (copy / "regions.csv").unlink()
    (told,) = [each for each in doctor.findings(Text("en"), copy) if each.todo]
    assert "vbdash check" in told.todo


def test_a_good_sign_in(well: pytest.MonkeyPatch, tmp_path: Path) -> None:
    well.setattr(doctor, "load", lambda _: None)
    _signing_in(well, tmp_path, _SECRETS % ("x" * 40))
    assert not [each for each in doctor.findings(Text("en"), shipped_directory()) if each.todo]
