"""Options of the commands for fresh figures, apart from what runs them: that takes a second to load."""

from __future__ import annotations

from typing import Any


def add_refresh(commands: Any) -> None:
    """Describe the command that brings fresh figures."""
    fresh = commands.add_parser(
        "refresh", help="fetch, freeze, check, compile and publish figures of the agencies"
    )
    fresh.add_argument(
        "what",
        nargs="?",
        default="all",
        help="scb, eurostat, kolada, all, or a table such as TAB3204",
    )
    where = fresh.add_mutually_exclusive_group()
    where.add_argument(
        "--county", action="append", default=[], metavar="CODE",
        help="only the municipalities of this county; may be given several times",
    )  # fmt: skip
    where.add_argument("--all", action="store_true", help="all municipalities (the default)")
    fresh.add_argument(
        "--step", choices=["fetch", "freeze", "check", "compile", "publish"], help="one step only"
    )
    fresh.add_argument(
        "--dry-run", action="store_true", help="all steps but the last; say what would change"
    )
    fresh.add_argument(
        "--from", dest="file", metavar="FILE", help="a saved table in the place of the network"
    )
    fresh.add_argument("--undo", action="store_true", help="serve again what was served before")
    fresh.add_argument("--data", help="data directory; default: VBDASH_DATA, else the shipped data")
    fresh.add_argument("--lang", choices=["sv", "en"], default="sv", help="language of the report")


def add_editions(commands: Any) -> None:
    """Describe the command for editions of figures."""
    top = commands.add_parser(
        "editions", help="editions of refreshed figures: list, compare, restore"
    )
    parts = top.add_subparsers(dest="part", required=True)
    parts.add_parser("list", help="what is in place")
    differs = parts.add_parser("compare", help="what differs between two editions")
    differs.add_argument("before", help="name of an edition, or “shipped”")
    differs.add_argument("after", nargs="?", help="default: what is served")
    differs.add_argument("--municipality", metavar="CODE", help="only what changed for this region")
    back = parts.add_parser("restore", help="serve an edition that is in place")
    back.add_argument("edition", help="its name, or “shipped” for the shipped tables alone")
    news = parts.add_parser("changes", help="what has changed so far")
    news.add_argument("--format", choices=["text", "atom", "json"], default="text")
    news.add_argument(
        "--address", default="https://localhost/", help="where the app is, for the feed"
    )
    parts.add_parser("status", help="one line for a monitor: is anything older than its rhythm?")
    for part in parts.choices.values():
        part.add_argument(
            "--data", help="data directory; default: VBDASH_DATA, else the shipped data"
        )
        part.add_argument(
            "--lang", choices=["sv", "en"], default="sv", help="language of the report"
        )
