"""How the API pages are made: ``.venv/bin/sphinx-build -W docs/api dist/api``.

Everything is on the machine: no theme, script, font or inventory is fetched, while building or
while reading. Formulas become MathML, which browsers draw by themselves.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from docutils.nodes import SkipNode
from latex2mathml.converter import convert
from sphinx.application import Sphinx

_ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(_ROOT))

import vbdash  # noqa: E402 - from the checkout

project, author, release = "vbdash", "", vbdash.__version__
project_copyright = "MIT"
extensions = ["sphinx.ext.apidoc", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
apidoc_modules = [
    {
        "path": str(_ROOT / "vbdash"),
        "destination": "rooms",
        "separate_modules": True,
        "module_first": True,
        "exclude_patterns": [str(_ROOT / "vbdash" / "ui"), str(_ROOT / "vbdash" / "__main__.py")],
    }
]
autodoc_default_options = {
    "members": True,
    "show-inheritance": True,
    "member-order": "bysource",
    "ignore-module-all": True,
}
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
napoleon_google_docstring = False
napoleon_use_ivar = True  # attributes are described once, by their class
napoleon_use_rtype = False
nitpicky = True  # a pointer to what is not there is a warning; types from elsewhere are no pointers
nitpick_ignore_regex = [("py:(class|exc)", ".*"), ("py:obj", r".*\.[A-Z]")]  # variables of types
suppress_warnings = ["ref.python"]  # "array of shape" is no pointer to somebody's shape
html_theme = "alabaster"
html_theme_options = {"page_width": "70rem", "description": "The industry of a Swedish county"}
html_show_sphinx = False
html_copy_source = False
html_math_renderer = "mathml"


def _inline(writer: Any, node: Any) -> None:
    writer.body.append(convert(node.astext()))
    raise SkipNode


def _block(writer: Any, node: Any) -> None:
    writer.body.append(f"<p>{convert(node.astext(), display='block')}</p>")
    raise SkipNode


def setup(app: Sphinx) -> None:
    """Draw formulas without a script."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
