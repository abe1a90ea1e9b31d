"""Run a function in a process of its own, which ends with it.

Some libraries of the field bring along more than they use: PySAL's classifiers and tests load
scikit-learn and half of SciPy, 140 MB that a server would carry for ever to compute a few numbers
once. The numbers are computed in a child process and kept; the libraries go with the child.

The child reads and writes JSON, so that nothing but plain values crosses.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

__all__ = ["call"]

_SECONDS: Final = 120


def call(function: str, *arguments: Any) -> Any:
    """Call a function of this package in a child process.

    Parameters
    ----------
    function
        ``"package.module:name"``, in ``vbdash``. It takes and returns values that JSON can hold.
    arguments
        What it is called with.

    Returns
    -------
    Any
        What it returned.

    Raises
    ------
    RuntimeError
        With what the child printed, when it failed.
    """
    command = [sys.executable, "-m", "vbdash.child", function]
    done = subprocess.run(
        command,
        input=json.dumps(arguments),
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        cwd=Path(__file__).resolve().parent.parent,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{function} failed in its process:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _answer(function: str) -> None:
    module, _, name = function.partition(":")
    if not module.startswith("vbdash."):
        raise SystemExit(f"not a function of this package: {function}")
    arguments = json.loads(sys.stdin.read())
    print(json.dumps(getattr(importlib.import_module(module), name)(*arguments)))


if __name__ == "__main__":
    _answer(sys.argv[1])
