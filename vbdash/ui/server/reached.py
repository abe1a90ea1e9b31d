"""Charts wait until they are reached: the library that draws them is a megabyte and a second's work.

Streamlit fetches the library with the first chart of a page, wherever that stands. Here it gets a
small module in its place, which waits until a chart is on the screen or close to it, and goes on to
the library then. What stands in the place of a chart until then is as high as the chart.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

#: Files that wait, by their names in Streamlit.
_WAITING: Final = re.compile(r"PlotlyChart\.[\w-]+\.js")
#: What a module says it gives; names are letters, digits, ``_`` and ``$``.
_GIVEN: Final = re.compile(r"export\{([\w$ ,]+)\};?\s*$")
#: Bytes at the end of a file that say what it gives.
_END: Final = 500
#: Query of the address that the file itself has.
NOW: Final = b"now"
#: Half a screen ahead; where there is a mouse, or a hand has moved the page and does not ask for few bytes,
#: also when the browser has nothing else to do; before a page is laid out for paper, and, since a browser
#: that prints from its own menu waits for nothing, when that menu or another window is turned to.
_MODULE: Final = """await new Promise(go => {
  const close = each => {
    const at = each.getBoundingClientRect();
    return at.height && at.top < 1.5 * innerHeight && at.bottom > -innerHeight / 2;
  };
  const look = () => {
    const waiting = [...document.querySelectorAll(
      '.stPrintGraphic > [data-testid="stSkeleton"], [class*="_chart"] > [data-testid="stSkeleton"]')];
    for (const each of waiting) each.style.height = each.parentElement.getAttribute("height");
    const paper = document.documentElement.classList.contains("vb-paper");
    if (!document.getElementById("first") && (paper || waiting.some(close))) done();
  };
  const timer = setInterval(look, 200);
  const done = () => { clearInterval(timer); go(); };
  addEventListener("beforeprint", done, { once: true });
  if (!navigator.connection?.saveData) addEventListener("blur", done, { once: true });
  const later = globalThis.requestIdleCallback ?? (todo => setTimeout(todo, 2000));
  const soon = () => setTimeout(() => later(done), 2000);
  if (matchMedia("(hover: hover) and (pointer: fine)").matches) soon();
  else if (!navigator.connection?.saveData) addEventListener("touchmove", soon, { once: true, passive: true });
  look();
});
const found = await import(WHERE);
"""


def gate(file: Path, query: bytes) -> bytes | None:
    """Return the module that stands before a file; None where the file itself is to be sent.

    Parameters
    ----------
    file
        One of Streamlit's own scripts.
    query
        Of the request: ``now`` where the chart is reached.
    """
    if query == NOW or not _WAITING.fullmatch(file.name):
        return None
    with file.open("rb") as whole:
        whole.seek(max(file.stat().st_size - _END, 0))
        given = _GIVEN.search(whole.read().decode(errors="replace"))
    if given is None:
        return None  # another Streamlit, which gives it in another way
    names = [each.split(" as ")[-1].strip() for each in given[1].split(",")]
    said = "".join(
        "export default found.default;\n"
        if name == "default"
        else f"export const {name} = found.{name};\n"
        for name in names
    )
    where = f'new URL("./{file.name}?{NOW.decode()}", import.meta.url).href'
    return (_MODULE.replace("WHERE", where) + said).encode()
