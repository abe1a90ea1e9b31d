"""What a step in the slide show costs the server: processor time and bytes, over the websocket.

    python -m benchmarks.slides [--rounds 4]

A visitor opens the show and presses "next" and "first" through the whole deck, as a browser would.
Processor time is that of the server's process for each press, and includes its own threads; an
empty app is pressed as often. The first round draws the pictures; the following ones are counted.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.serve import ROOT, empty_app, served

_TICK = os.sysconf("SC_CLK_TCK")


class Presenter:
    """One session that presses buttons by their key."""

    def __init__(self, socket: Any, query: str) -> None:
        self.socket, self.query = socket, query
        self.page = ""
        self.buttons: dict[str, tuple[str, str, bool]] = {}
        self.sliders: list[str] = []

    async def run(self, key: str = "", value: int | None = None) -> int:
        """Press a button, move the slider, or run the page; return the bytes that came back."""
        message, size = BackMsg(), 0
        message.rerun_script.query_string = self.query
        message.rerun_script.page_script_hash = self.page
        if key:
            widget = message.rerun_script.widget_states.widgets.add()
            widget.id, message.rerun_script.fragment_id, _ = self.buttons[key]
            widget.trigger_value = True
        elif value is not None and self.sliders:
            widget = message.rerun_script.widget_states.widgets.add()
            widget.id = self.sliders[0]
            widget.double_array_value.data.append(value)
        await self.socket.send(message.SerializeToString())
        while True:
            raw = await asyncio.wait_for(self.socket.recv(), 120)
            size += len(raw)
            answer = ForwardMsg()
            answer.ParseFromString(raw)
            kind = answer.WhichOneof("type")
            if kind == "script_finished":
                return size
            self._remember(answer, kind)

    def _remember(self, answer: ForwardMsg, kind: str | None) -> None:
        if kind == "navigation":
            found = [p for p in answer.navigation.app_pages if p.url_pathname == "present"]
            self.wanted = found[0].page_script_hash if found else ""
        elif kind == "page_info_changed":
            self.query = answer.page_info_changed.query_string
        elif kind == "delta":
            element = answer.delta.new_element
            if element.WhichOneof("type") == "button":
                key = element.button.id.rpartition("-")[2]
                self.buttons[key] = (
                    element.button.id, answer.delta.fragment_id, element.button.disabled,
                )  # fmt: skip
            elif element.WhichOneof("type") == "slider":
                self.sliders = [element.slider.id]


def spent(pid: int) -> float:
    """Return the processor time of a process in ms."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / _TICK


async def empty(url: str, pid: int, presses: int) -> tuple[float, float]:
    """Return processor time and bytes for each press in the empty app."""
    async with websockets.connect(url, subprotocols=["streamlit"], max_size=None) as socket:
        presenter = Presenter(socket, "")
        await presenter.run()
        await presenter.run(value=1)
        began = spent(pid)
        sizes = [await presenter.run(value=2 + i % 50) for i in range(presses)]
        return (spent(pid) - began) / presses, sum(sizes) / presses


async def show(url: str, pid: int, query: str, rounds: int) -> tuple[int, float, float]:
    """Return presses, processor time and bytes for each press in the slide show."""
    async with websockets.connect(url, subprotocols=["streamlit"], max_size=None) as socket:
        presenter = Presenter(socket, query)
        await presenter.run()
        presenter.page, presenter.query = presenter.wanted, query
        await presenter.run()
        sizes: list[int] = []
        began = 0.0
        for turn in range(rounds + 1):
            if turn == 1:
                began, sizes = spent(pid), []
            while not presenter.buttons["slide_next"][2]:
                sizes.append(await presenter.run("slide_next"))
            sizes.append(await presenter.run("slide_first"))
        return len(sizes), (spent(pid) - began) / len(sizes), sum(sizes) / len(sizes)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=4)
    rounds = parser.parse_args().rounds
    stream = "/_stcore/stream"
    print(f"{'':<28}{'presses':>9}{'cpu ms':>9}{'kB':>8}")
    with empty_app() as app, served(app) as (url, pid, _):
        spent_ms, size = asyncio.run(empty(url.replace("http", "ws") + stream, pid, 13 * rounds))
        print(f"{'empty app':<28}{13 * rounds:>9}{spent_ms:>9.1f}{size / 1000:>8.1f}")
    for name, query in (("slides", "bild=1"), ("slides, Skellefteå", "bild=1&kommun=Skellefteå")):
        with served(ROOT / "app.py") as (url, pid, _):
            count, spent_ms, size = asyncio.run(
                show(url.replace("http", "ws") + stream, pid, query, rounds)
            )
            print(f"{name:<28}{count:>9}{spent_ms:>9.1f}{size / 1000:>8.1f}")


if __name__ == "__main__":
    main()
