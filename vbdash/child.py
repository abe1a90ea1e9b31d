"""Run a function in a process of its own, which ends with it.

Some libraries of the field bring along more than they use: PySAL's classifiers and tests load
scikit-learn and half of SciPy, 140 MB that a server would carry for ever to compute a few numbers
once. The numbers are computed in a child process and kept; the libraries go with the child.

The child reads and writes JSON, so that nothing but plain values crosses. It loads the function's
file alone, not this package, so that it starts fast: such a file imports nothing from ``vbdash``.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

__all__ = ["call"]

_SECONDS: Final = 120
_PACKAGE: Final = Path(__file__).resolve().parent


def call(function: str, *arguments: Any, heavy: str) -> Any:
    """Call a function of this package in a child process.

    Parameters
    ----------
    function
        ``"vbdash.module:name"``. It takes and returns values that JSON can hold.
    arguments
        What it is called with.
    heavy
        The library that shall not stay. Where it is loaded already (in tests, in a batch of
        reports) a child would save nothing, and the function is called here.

    Returns
    -------
    Any
        What it returned.

    Raises
    ------
    RuntimeError
        With what the child printed, when it failed.
    """
    module, _, name = function.partition(":")
    if heavy in sys.modules:
        return getattr(importlib.import_module(module), name)(*arguments)
    file = _PACKAGE.joinpath(*module.split(".")[1:]).with_suffix(".py")
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own file
        [sys.executable, "-P", __file__, str(file), name],
        input=json.dumps(arguments),
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{function} failed in its process:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _load(file: str, name: str) -> Callable[..., Any]:
    spec = importlib.util.spec_from_file_location(Path(file).stem, file)
    if spec is None or spec.loader is None:
        raise ImportError(file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[..., Any] = getattr(module, name)
    return found


if __name__ == "__main__":
    print(json.dumps(_load(*sys.argv[1:])(*json.load(sys.stdin))))
