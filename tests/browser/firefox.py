"""Firefox without a graphics card, driven over WebDriver BiDi: what its own automation speaks."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from websockets.sync.client import connect

#: Firefox calls home when it starts; nothing may leave the machine.
_QUIET = (
    'user_pref("app.normandy.enabled", false);\n'
    'user_pref("browser.startup.homepage", "about:blank");\n'
    'user_pref("datareporting.policy.dataSubmissionEnabled", false);\n'
    'user_pref("network.captive-portal-service.enabled", false);\n'
    'user_pref("network.connectivity-service.enabled", false);\n'
    'user_pref("services.settings.server", "");\n'
    'user_pref("webgl.disabled", true);\n'
)


class Firefox:
    """One window of Firefox, for the time of a ``with``."""

    def __init__(self, path: str) -> None:
        self._path, self._number = path, 0

    def __enter__(self) -> Self:
        """Start it, with a profile of its own."""
        self._profile = tempfile.TemporaryDirectory()
        Path(self._profile.name, "user.js").write_text(_QUIET, encoding="utf-8")
        command = [self._path, "--headless", "--no-remote", "--profile", self._profile.name]
        self._process = subprocess.Popen(
            [*command, "--remote-debugging-port", "0"], stderr=subprocess.PIPE, text=True
        )
        assert self._process.stderr is not None
        for line in self._process.stderr:
            found = re.search(r"WebDriver BiDi listening on (ws://\S+)", line)
            if found:
                break
        else:
            raise RuntimeError("Firefox ended at once")
        self._socket = connect(f"{found[1]}/session", max_size=None)
        self.say("session.new", capabilities={})
        self._window = self.say("browsingContext.getTree")["contexts"][0]["context"]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it and forget its profile."""
        self._socket.close()
        self._process.terminate()
        self._process.wait(timeout=20)
        self._profile.cleanup()

    def say(self, method: str, **parameters: Any) -> Any:
        """Send a command and return its result."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv(timeout=60))
            if answer.get("id") == self._number:
                if answer["type"] == "error":
                    raise RuntimeError(answer["message"])
                return answer["result"]

    def open(self, url: str) -> None:
        """Go to an address."""
        self.say("browsingContext.navigate", context=self._window, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """Return what an expression of JavaScript, or the promise that it is, comes to."""
        found = self.say(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self._window},
            awaitPromise=True,
        )
        if found["type"] == "exception":
            raise RuntimeError(found["exceptionDetails"]["text"])
        return json.loads(found["result"].get("value", "null"))

    def press(self, x: float, y: float) -> None:
        """Press a point of the window."""
        at = {"type": "pointerMove", "x": round(x), "y": round(y)}
        actions = [at, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        source = {"type": "pointer", "id": "mouse", "actions": actions}
        self.say("input.performActions", context=self._window, actions=[source])
