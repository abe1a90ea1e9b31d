"""What a press on the map of the start page costs: milliseconds and bytes, over the websocket.

    python -m benchmarks.press [--times 30] [--query "visar=unemployment_rate"]

A visitor opens the start page and presses municipalities of the map in turn, as a browser would:
each press runs the fragment with the map and its card. Timed from the sending to the end of the
run. An empty app with a slider is run as often beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from typing import Any

import websockets
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

import vbdash
from benchmarks.serve import ROOT, empty_app, quantile, served


class Visitor:
    """One session with a map."""

    def __init__(self, socket: Any, query: str) -> None:
        self.socket, self.query, self.page = socket, query, ""
        self.map = self.fragment = ""
        self.failed = 0

    async def run(self, press: str = "") -> tuple[float, int]:
        """Open the page or press a municipality by its code; return milliseconds and bytes."""
        message, size = BackMsg(), 0
        message.rerun_script.query_string = self.query
        message.rerun_script.page_script_hash = self.page
        if press:
            message.rerun_script.fragment_id = self.fragment
            widget = message.rerun_script.widget_states.widgets.add()
            widget.id = _make_trigger_id(self.map, "events")
            pressed = {"event": "pressed", "value": {"k": press, "m": press}}
            widget.json_trigger_value = json.dumps([pressed])
        clock = asyncio.get_running_loop().time
        began = clock()
        await self.socket.send(message.SerializeToString())
        while True:
            raw = await asyncio.wait_for(self.socket.recv(), 120)
            size += len(raw)
            answer = ForwardMsg()
            answer.ParseFromString(raw)
            kind = answer.WhichOneof("type")
            if kind == "script_finished":
                return 1000 * (clock() - began), size
            self._remember(answer, kind)

    def _remember(self, answer: ForwardMsg, kind: str | None) -> None:
        if kind == "new_session":
            self.page = answer.new_session.page_script_hash
        elif kind == "page_info_changed":
            self.query = answer.page_info_changed.query_string
        elif kind == "delta":
            element = answer.delta.new_element
            if element.WhichOneof("type") == "exception":
                self.failed += 1
            if "explorer_map" in element.bidi_component.id:
                self.map, self.fragment = element.bidi_component.id, answer.delta.fragment_id


async def pressed(url: str, query: str, times: int) -> tuple[list[float], list[int], int]:
    """Press `times` municipalities after all have been pressed once; what each press took."""
    codes = vbdash.load().municipality_codes
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    async with websockets.connect(address, subprotocols=["streamlit"], max_size=None) as socket:
        visitor = Visitor(socket, query)
        await visitor.run()
        if not visitor.map:
            got = [await visitor.run() for _ in range(times)]
        else:
            for code in codes:
                await visitor.run(code)
            if not code_in(visitor.query):
                raise RuntimeError("nothing was chosen")
            for code in codes:
                await visitor.run(code)  # and let go again
            got = [await visitor.run(codes[i % len(codes)]) for i in range(times)]
        return [ms for ms, _ in got], [size for _, size in got], visitor.failed


def code_in(query: str) -> bool:
    """Whether a link says that municipalities are chosen."""
    return "kommun=" in query


def main() -> None:
    """Measure the empty app, then a press on the map."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--query", default="")
    options = parser.parse_args()
    print(f"{'':<12}{'p50 ms':>8}{'p95 ms':>8}{'p50 kB':>8}{'most kB':>8}{'failed':>8}")
    with empty_app() as empty:
        for name, app in (("empty app", empty), ("a press", ROOT / "app.py")):
            with served(app) as (url, _, _):
                ms, sizes, failed = asyncio.run(pressed(url, options.query, options.times))
            line = [quantile(ms, 0.5), quantile(ms, 0.95)]
            line += [quantile([float(each) for each in sizes], 0.5) / 1000, max(sizes) / 1000]
            print(f"{name:<12}" + "".join(f"{each:>8.1f}" for each in line) + f"{failed:>8}")


if __name__ == "__main__":
    main()
