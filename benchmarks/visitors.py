"""What visitors wait for, over Streamlit's own websocket and without browsers.

    python -m benchmarks.visitors [--visitors 1 25] [--presses 8] [--think 4] [--page industry ...]
        [--county 24 25 01 12 20]

Each visitor opens a page (the pages in turn) and then presses a widget at random, `--presses`
times, with a pause of `--think` seconds (x 0.5 to 1.5) before each. Timed from the sending to the
end of the script's run. An empty app is measured the same way first. With `--county` the visitors
come by links to those counties in turn, stay in them, and only all pages together are measured.
"""

from __future__ import annotations

import argparse
import asyncio
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.serve import ROOT, empty_app, memory, quantile, served

Figures = dict[str, list[float]]


class Visitor:
    """One session: what it has been shown, and what it has pressed."""

    def __init__(
        self, url: str, page: str, figures: Figures, query: str = "", local: str = ""
    ) -> None:
        self.url, self.page, self.figures, self.query = url, page, figures, query
        self.local = (local, 0) if local else None  # the address it comes from
        self.widgets: dict[str, tuple[str, list[Any]]] = {}
        self.pressed: dict[str, tuple[str, Any]] = {}
        self.hashes: dict[str, str] = {}

    async def stay(self, presses: int, think: float) -> None:
        """Open the page and press widgets."""
        address = self.url.replace("http", "ws", 1) + "/_stcore/stream"
        async with websockets.connect(
            address, subprotocols=["streamlit"], max_size=None, local_addr=self.local
        ) as socket:
            await self._run(socket, "load")
            if self.page and self.hashes.get(self.page):
                await self._run(socket, "page")
            for _ in range(presses):
                await asyncio.sleep(think * random.uniform(0.5, 1.5))
                if self.widgets:
                    name, (kind, values) = random.choice(list(self.widgets.items()))
                    self.pressed[name] = (kind, random.choice(values))
                await self._run(socket, "rerun")

    async def _run(self, socket: Any, what: str) -> None:
        clock = asyncio.get_running_loop().time
        began, size = clock(), 0
        await socket.send(self._message())
        while True:
            raw = await asyncio.wait_for(socket.recv(), 120)
            size += len(raw)
            message = ForwardMsg()
            message.ParseFromString(raw)
            if message.WhichOneof("type") == "script_finished":
                break
            self._remember(message)
        self.figures[what].append((clock() - began) * 1000)
        self.figures[f"{what} kB"].append(size / 1000)

    def _message(self) -> bytes:
        message = BackMsg()
        message.rerun_script.page_script_hash = self.hashes.get(self.page, "")
        message.rerun_script.query_string = self.query
        for name, (kind, value) in self.pressed.items():
            widget = message.rerun_script.widget_states.widgets.add()
            widget.id = name
            if kind.endswith("array_value"):
                getattr(widget, kind).data.extend(value)
            else:
                setattr(widget, kind, value)
        return message.SerializeToString()

    def _remember(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") == "navigation":
            for page in message.navigation.app_pages:
                self.hashes[page.url_pathname] = page.page_script_hash
        if message.WhichOneof("type") != "delta":
            return
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.figures["exceptions"].append(1)
        elif kind == "multiselect":
            options = [[each] for each in element.multiselect.options]
            self.widgets[element.multiselect.id] = ("string_array_value", [*options, []])
        elif kind in {"selectbox", "radio"}:
            widget = getattr(element, kind)
            self.widgets[widget.id] = ("string_value", list(widget.options) or [""])
            self.widgets = {  # who came for a county stays in it
                name: each
                for name, each in self.widgets.items()
                if not (self.query and "_county" in name)
            }
        elif kind == "button_group":
            options = [[each.content] for each in element.button_group.options if each.content]
            if options:
                self.widgets[element.button_group.id] = ("string_array_value", options)
        elif kind == "slider" and len(element.slider.default) == 1 and not element.slider.options:
            values = [[element.slider.min], [element.slider.max]]
            self.widgets[element.slider.id] = ("double_array_value", values)


async def crowd(
    url: str,
    visitors: int,
    pages: list[str],
    presses: int,
    think: float,
    counties: list[str] | None = None,
) -> Figures:
    """Let visitors come at once and return what they waited for."""
    figures: Figures = defaultdict(list)
    queries = [f"lan={county}" for county in counties or ()] or [""]
    stays = [
        Visitor(
            url, pages[i // len(queries) % len(pages)], figures, queries[i % len(queries)]
        ).stay(presses, think)
        for i in range(visitors)
    ]
    for outcome in await asyncio.gather(*stays, return_exceptions=True):
        if isinstance(outcome, BaseException):
            figures["failed"].append(1)
    return figures


def measure(name: str, app: Path, options: argparse.Namespace, pages: list[str]) -> None:
    """Measure one app and print a line for each number of visitors."""
    with served(app) as (url, pid, _):
        asyncio.run(crowd(url, 1, pages[:1], 2, 0.1))
        for visitors in options.visitors:
            asked = (visitors, pages, options.presses, options.think, options.county)
            got = asyncio.run(crowd(url, *asked))
            cells = [
                quantile(got["load"], 0.5),
                quantile(got["rerun"], 0.5),
                quantile(got["rerun"], 0.95),
            ]
            cells += [quantile(got["rerun kB"], 0.5), memory(pid)]
            bad = f"{len(got['failed'])}/{len(got['exceptions'])}"
            print(
                f"{name:<14}{visitors:>9}" + "".join(f"{c:>12.1f}" for c in cells) + f"{bad:>12}",
                flush=True,
            )


def main() -> None:
    """Measure the empty app, then each page, then all pages together."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--visitors", nargs="*", type=int, default=[1, 25])
    parser.add_argument("--presses", type=int, default=8)
    parser.add_argument("--think", type=float, default=4)
    parser.add_argument("--page", nargs="*", default=[])
    parser.add_argument("--county", nargs="*", default=[])
    options = parser.parse_args()
    random.seed(1)
    heads = ["load ms", "rerun ms", "p95 ms", "kB/rerun", "memory MB", "failed/exc"]
    print(f"{'':<14}{'visitors':>9}" + "".join(f"{head:>12}" for head in heads))
    with empty_app() as empty:
        measure("empty app", empty, options, [""])
    names = options.page or [file.stem for file in sorted((ROOT / "pages").glob("*.py"))]
    pages = ["" if name == "overview" else name for name in names]
    for page in pages if not options.county else ():
        alone = argparse.Namespace(**{**vars(options), "visitors": [1]})
        measure(page or "overview", ROOT / "app.py", alone, [page])
    measure("all pages", ROOT / "app.py", options, pages)


if __name__ == "__main__":
    main()
