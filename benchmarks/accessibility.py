"""Three engines over every page, part, language, theme and size: axe, IBM's and HTML_CodeSniffer.

They read what the browser has drawn, best practices included. The last two come from npm::

    npm install --prefix FOLDER accessibility-checker-engine html_codesniffer
    python -m benchmarks.accessibility --engines FOLDER [--ways light,desktop,sv dark,phone,en] [--write]

Each line is a view with the number of violations each engine finds; below it what they are.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, start_app
from tests.browser.steps import at_rest
from vbdash.parameters import OWN, PAGES
from vbdash.ui.data.statements import ASSESSED

#: The engines by name, with their package of npm.
_ENGINES: Final = {
    "axe": "", "IBM": "accessibility-checker-engine", "HTML_CodeSniffer": "html_codesniffer",
}  # fmt: skip
_SIZES: Final = {"desktop": (1440, 900), "phone": (390, 844), "reflow": (320, 800)}
_IBM: Final = """async () => {
  const checker = new ace.Checker();
  const report = await checker.check(document, ["WCAG_2_1", "IBM_Accessibility"]);
  return report.results.filter(r => r.value[0] === "VIOLATION" && r.value[1] === "FAIL")
    .map(r => [r.ruleId, (r.snippet || "").slice(0, 200)]);
}"""
_SNIFFER: Final = """() => new Promise(done => HTMLCS.process("WCAG2AA", document, () => done(
  HTMLCS.getMessages().filter(m => m.type === HTMLCS.ERROR)
    .map(m => [m.code, (m.element.outerHTML || "").slice(0, 200)]))))"""


@dataclass(frozen=True)
class Found:
    """What one engine finds wrong in one view: rule and the beginning of the element."""

    engine: str
    rule: str
    where: str


def addresses(pages: list[str] | None = None) -> Iterator[str]:
    """Address of every page and each of its parts, and of a municipality's page."""
    for name in sorted(PAGES if pages is None else set(pages)):
        parts = next((p for p in OWN if p.name == "del" and name in p.pages), None)
        about = "?kommun=Malå" if name == "municipality" else ""
        yield f"/{name}{about}"
        for part in [] if parts is None else parts.values:
            if part != parts.default:
                yield f"/{name}{about}{'&' if about else '?'}del={part}"


def violations(page: Page, engines: Path) -> Iterator[Found]:
    """Ask the three engines about what is drawn now."""
    for each in Axe().run(page).response["violations"]:
        for node in each["nodes"]:
            yield Found("axe", each["id"], str(node["html"])[:200])
    for engine, file, script in (
        ("IBM", "accessibility-checker-engine/ace.js", _IBM),
        ("HTML_CodeSniffer", "html_codesniffer/build/HTMLCS.js", _SNIFFER),
    ):
        page.add_script_tag(path=engines / "node_modules" / file)
        found: list[list[Any]] = page.evaluate(script)
        yield from (Found(engine, str(rule), str(where)) for rule, where in found)


def _write(engines: Path, views: int, told: Counter[Found]) -> None:
    """Keep what was found for the statement of accessibility."""
    found = Counter[str]()
    for each, count in told.items():
        found[each.engine] += count
    folder = engines / "node_modules"
    versions = {
        name: json.loads((folder / package / "package.json").read_text(encoding="utf-8"))["version"]
        for name, package in _ENGINES.items() if package
    }  # fmt: skip
    versions["axe"] = re.search(r"axe v([\d.]+)", Axe().axe_script)[1]  # type: ignore[index]
    assessed = {
        "date": datetime.now(UTC).date().isoformat(), "views": views,
        "engines": {n: {"version": versions[n], "violations": found[n]} for n in _ENGINES},
    }  # fmt: skip
    ASSESSED.write_text(json.dumps(assessed) + "\n", encoding="utf-8")


def main() -> int:
    """Print a line a view; return 1 where anything is wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--engines", type=Path, required=True)
    asked.add_argument(
        "--ways", nargs="+", default=["light,desktop,sv", "dark,phone,en"],
        help="theme, size and language together",
    )  # fmt: skip
    asked.add_argument("--write", action="store_true", help="for the statement in the app")
    asked.add_argument("--pages", nargs="*")
    asked.add_argument("--chromium", default="/usr/bin/chromium")
    options = asked.parse_args()
    server, url = start_app()
    told: Counter[Found] = Counter()
    views = 0
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=options.chromium, args=FLAGS)
            for theme, size, lang in (each.split(",") for each in options.ways):
                width, height = _SIZES[size]
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=theme,
                    bypass_csp=True,
                )
                for address in addresses(options.pages):
                    page = context.new_page()
                    page.goto(f"{url}{address}{'&' if '?' in address else '?'}lang={lang}")
                    page.set_default_timeout(60_000)
                    at_rest(page)
                    found = list(violations(page, options.engines))
                    page.close()
                    views += 1
                    per = Counter(each.engine for each in found)
                    counts = "  ".join(f"{name} {per[name]}" for name in _ENGINES)
                    print(f"{theme:<6}{size:<9}{lang}  {address:<45}{counts}", flush=True)
                    for each in sorted(set(found) - set(told), key=str):
                        print(f"    {each.engine}: {each.rule}: {each.where}", flush=True)
                    told.update(found)
                context.close()
            browser.close()
    finally:
        server.terminate()
        server.wait(timeout=20)
    if options.write:
        _write(options.engines, views, told)
    print(f"{views} views, {sum(told.values())} violations of {len(told)} kinds and places")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
