"""The notebook in docs runs, and shows what it gives today.

To run it anew and keep what it shows: ``python tests/test_notebook.py``.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


def executed() -> nbformat.NotebookNode:
    """Run all cells in a kernel of their own, in the folder of the code."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with tempfile.TemporaryDirectory() as home:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("VBDASH_")}
        own = {"IPYTHONDIR": home, "JUPYTER_RUNTIME_DIR": home, "PYTHONPATH": str(ROOT)}
        client = NotebookClient(
            notebook, timeout=60, resources={"metadata": {"path": str(ROOT)}}, record_timing=False
        )
        client.execute(env=kept | own)
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "name": "python3"}, "language_info": {"name": "python"}}  # fmt: skip
    return notebook


def shown(notebook: nbformat.NotebookNode) -> list[Any]:
    """Return what each cell shows as text; of pictures only that they are there."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [[text_of(output) for output in cell.outputs] for cell in cells]


def text_of(output: nbformat.NotebookNode) -> Any:
    if output.output_type == "stream":
        return without_version(output.text)
    data = output.get("data", {})
    return sorted(data), without_version(data.get("text/plain", ""))


def without_version(text: str) -> str:
    """Pass over what changes with every byte of the data, and over addresses in memory."""
    return re.sub(r"\([0-9a-f]{8}\)|0x[0-9a-f]+", "", text)


def test_it_runs_and_shows_what_is_kept_in_it() -> None:
    kept = nbformat.read(NOTEBOOK, as_version=4)
    assert shown(executed()) == shown(kept), f"run {Path(__file__).name} to make it anew"


def test_it_carries_nothing_of_the_machine_that_it_was_made_on() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert "outputs" in text
    assert not re.search(r"site-packages|\"/(tmp|home|root|work|usr)|/\.venv", text)
    assert str(ROOT) not in text
    assert str(Path.home()) + "/" not in text


if __name__ == "__main__":
    nbformat.write(executed(), NOTEBOOK)
