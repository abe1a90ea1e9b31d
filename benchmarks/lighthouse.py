"""What Lighthouse says of a page, on a slow phone and on a desk, beside an empty Streamlit app.

    python -m benchmarks.lighthouse [--app DIR ...] [--path "municipality?kommun=Malå" ...] [--empty] [--times 3]

Needs Chromium, node and npm; Lighthouse is installed once into a folder of the temporary directory.
Medians of the runs are printed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from benchmarks.serve import empty_app, served

_BOX = Path(tempfile.gettempdir()) / "vbdash-lighthouse"
#: Seconds until what is made ready beside the first visitor is ready.
_LATER = 12
_AUDITS = {
    "first": ("first-contentful-paint", 1000),
    "largest": ("largest-contentful-paint", 1000),
    "blocked": ("total-blocking-time", 1000),
    "shift": ("cumulative-layout-shift", 1),
}
_SCORES = ("performance", "accessibility", "best-practices", "seo")


def installed() -> Path:
    """Return Lighthouse's command; installs it where it is not there."""
    command = _BOX / "node_modules/.bin/lighthouse"
    if not command.exists():
        _BOX.mkdir(exist_ok=True)
        environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
        for step in (["npm", "init", "-y"], ["npm", "install", "--silent", "lighthouse"]):
            subprocess.run(step, cwd=_BOX, env=environment, check=True, capture_output=True)
    return command


def measured(address: str, *, desk: bool) -> dict[str, float]:
    """Return what one run of Lighthouse finds: seconds, shift, scores, kB."""
    out = _BOX / f"out-{os.getpid()}.json"
    command = [
        str(installed()), address, "--quiet", "--output=json", f"--output-path={out}",
        "--chrome-flags=--headless=new --no-sandbox", *(["--preset=desktop"] if desk else []),
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": "/usr/bin/chromium"}
    subprocess.run(command, env=environment, capture_output=True, timeout=300, check=False)
    told = json.loads(out.read_text())
    found = {
        name: told["audits"][audit].get("numericValue", float("nan")) / by
        for name, (audit, by) in _AUDITS.items()
    }
    found["kB"] = told["audits"]["total-byte-weight"].get("numericValue", 0) / 1024
    for name in _SCORES:
        found[name] = told["categories"][name]["score"] or 0.0
    failed = [
        audit["id"]
        for name in ("accessibility", "seo")
        for ref in told["categories"][name]["auditRefs"]
        if (audit := told["audits"][ref["id"]])["score"] == 0
    ]
    if failed:
        print("    fails:", ", ".join(failed))
    return found


def main() -> None:
    """Print a line a page and kind of screen."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--app", nargs="*", type=Path, default=[Path.cwd()])
    parser.add_argument("--path", nargs="*", default=["", "municipality?kommun=Malå"])
    parser.add_argument("--empty", action="store_true")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--screen", nargs="*", default=["phone", "desk"])
    asked = parser.parse_args()
    installed()
    jobs = [(folder / "app.py", asked.path) for folder in asked.app]
    with empty_app() as empty:
        jobs += [(empty, [""])] if asked.empty else []
        for app, paths in jobs:
            with served(app) as (base, _, _):
                time.sleep(_LATER)
                for path in paths:
                    address = f"{base}/{quote(path, safe='/?=&')}"
                    for screen in asked.screen:
                        runs = [
                            measured(address, desk=screen == "desk") for _ in range(asked.times)
                        ]
                        middle = {k: statistics.median(r[k] for r in runs) for k in runs[0]}
                        said = "  ".join(f"{k} {v:.2f}" for k, v in middle.items())
                        print(f"{app.parent.name} /{path} {screen}: {said}", flush=True)


if __name__ == "__main__":
    main()
