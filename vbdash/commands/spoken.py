"""What Python's parser of the command line says, in the language of the command.

It takes its words by gettext, from two names in its module; there ours are put while it works.
Whatever is not in the catalogue, as a later Python may have it, stays English.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, Final

from vbdash.text import DEFAULT_LANGUAGE, LANGUAGES, Text, msg

#: What it may say to somebody at a terminal.
_SAID: Final = (
    msg("usage: "),
    msg("positional arguments"),
    msg("options"),
    msg("show this help message and exit"),
    msg("%(prog)s: error: %(message)s\n"),
    msg("argument %(argument_name)s: %(message)s"),
    msg("unrecognized arguments: %s"),
    msg("the following arguments are required: %s"),
    msg("one of the arguments %s is required"),
    msg("not allowed with argument %s"),
    msg("ignored explicit argument %r"),
    msg("expected one argument"),
    msg("expected at most one argument"),
    msg("expected at least one argument"),
    msg("ambiguous option: %(option)s could match %(matches)s"),
    msg("invalid %(type)s value: %(value)r"),
    msg("invalid choice: %(value)r (choose from %(choices)s)"),
)
#: Commands whose language is another where none is asked for.
_ENGLISH: Final = ("check",)
_ASKED: Final = re.compile(r"--l(?:a(?:n(?:g)?)?)?=(.*)")


def language(arguments: Sequence[str]) -> str:
    """Return the language of a command line, before anything has taken it apart.

    Examples
    --------
    >>> language(["import", "--lang", "en"]), language(["chek"]), language(["check", "--lang=sv"])
    ('en', 'sv', 'sv')
    """
    usual = "en" if arguments and arguments[0] in _ENGLISH else DEFAULT_LANGUAGE
    named = [match[1] for each in arguments if (match := _ASKED.fullmatch(each))]
    named += [b for a, b in pairwise(arguments) if _ASKED.fullmatch(f"{a}=")]
    return next((each for each in named if each in LANGUAGES), usual)


@contextmanager
def speaking(tx: Text) -> Iterator[None]:
    """Let the parser speak a language while it works."""
    module: Any = argparse
    before = {name: getattr(module, name, None) for name in ("_", "ngettext")}
    module._ = tx
    module.ngettext = lambda one, more, n: tx(one if n == 1 else more)
    try:
        yield
    finally:
        for name, each in before.items():
            setattr(module, name, each)
