"""Links as they arrive: escaped by a mail program, written by hand, or by somebody hostile.

What a link says is taken apart by the browser and Streamlit before it comes here. This module
mends names and values that were damaged on the way, offers the ways in which a value may be meant,
and says in plain text what was left out.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote

from vbdash.text import Text, msg

#: A query string taken apart: every name with all its values.
Query = Mapping[str, Sequence[str]]

#: Longest value of a link that is looked at; anything longer is nobody's choice.
LONGEST: Final = 100
#: More values of a link than this are nobody's choice either.
MOST: Final = 100
#: Values that a notice quotes, and signs of each.
_QUOTED, _SIGNS = 3, 40
#: What mail programs put before a name when they escape the ``&`` in front of it.
_ESCAPED: Final = re.compile(r"^(?:&?(?:amp|#38|#038|#x26);|\?|&|\s)+", re.IGNORECASE)
#: What a sentence or a mail leaves around a value.
_AROUND: Final = " \t\r\n.,;:!?()<>[]{}\"'“”‘’«»"
#: Parameters that advertisements and mailings add to every link: nobody's choice, and not told.
_FOREIGN: Final = re.compile(
    r"(utm_|mc_|mtm_|pk_|hsa_|__hs|_hs|_ga|_gl|vero_|oly_|embed)\w*|[a-z]*clid|gad_source|gbraid|"
    r"wbraid|igsh|si|ref|ref_src|sfnsn|trk|cmpid|v",
    re.IGNORECASE,
)
#: Where a value goes on with another name, because the sign before it was not understood.
_FURTHER: Final = re.compile(
    r"[;&](?:amp;)?(?=(?:kommun|ar|definition|matt|styrka|jamfor|namn|lang|del|visa)=)"
)
_SEPARATORS: Final = re.compile(r"[,;|\n]")
_KINDS: Final = (" kommuns", " kommun", " municipality", " kn")

LEFT_OUT: Final = msg(
    "The link asked for {label} “{value}”, which does not exist here. It was left out."
)
LEFT_OUT_MORE: Final = msg(
    "The link asked for {label} “{value}” and {more} more, which do not exist here. They were left out."
)
NOT_KNOWN: Final = msg("The link says “{value}”, which is no choice on this page. It was left out.")
NOT_KNOWN_MORE: Final = msg(
    "The link says “{value}” and {more} more, which are no choices on this page. They were left out."
)


@dataclass(frozen=True)
class Notice:
    """What of a link was left out, and why.

    Attributes
    ----------
    label
        What was to be chosen, a message of the catalogue; empty for a parameter that is not known.
    value
        What the link said.
    more
        How many values beside it.
    """

    label: str
    value: str
    more: int = 0

    def sentence(self, tx: Text) -> str:
        """Say it to the visitor, in plain text: what the link said cannot become a link."""
        if self.label:
            message = LEFT_OUT_MORE if self.more else LEFT_OUT
        else:
            message = NOT_KNOWN_MORE if self.more else NOT_KNOWN
        value = plain(self.value)
        return tx(
            message,
            label=tx(self.label) if self.label else "",
            value=value,
            more=tx.number(self.more),
        )

    @classmethod
    def of(cls, label: str, values: Sequence[str]) -> tuple[Notice, ...]:
        """Make one notice of all values of a choice; none where there are none."""
        if not values:
            return ()
        quoted = ", ".join(each[:_SIGNS] for each in values[:_QUOTED])
        return (cls(label, quoted, max(len(values) - _QUOTED, 0)),)


def plain(text: str) -> str:
    """Return the words of a text from outside, without a sign that could mark anything up.

    Markdown, HTML, addresses, directions of writing and Streamlit's own marks need signs that are
    taken out; letters of every script stay.

    Examples
    --------
    >>> plain("[Logga in](https://evil.example/x)")
    'Logga in https evil.example x'
    """
    kept = "".join(
        sign if unicodedata.category(sign)[0] in "LMN" or sign in " .,-+–'’%" else " "
        for sign in text[: 4 * _SIGNS]
    )
    words = " ".join(kept.split()).replace("www.", "www ").replace("WWW.", "WWW ")
    return words if len(words) <= 4 * _SIGNS else f"{words[: 4 * _SIGNS]}…"


def mended(query: Query, known: Collection[str]) -> dict[str, list[str]]:
    """Put the names of a link in order.

    Parameters
    ----------
    query
        Names and values as they arrived: ``amp;definition`` for ``definition``, ``KOMMUN`` for
        ``kommun``, a whole query encoded twice as one name.
    known
        Names that mean something.

    Returns
    -------
    dict
        The same with names as they are known; what is not known stays as it is.
    """
    folded = {name.casefold(): name for name in known}

    def proper(name: str) -> str:
        bare = _ESCAPED.sub("", name).strip()
        return folded.get(bare.casefold(), bare)

    result: dict[str, list[str]] = {}
    for name, values in query.items():
        for pair, value in _pairs(name, values):
            result.setdefault(proper(pair), []).append(value)
    return result


def _pairs(name: str, values: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield names and values; a name or value that holds a further query is taken apart."""
    if "=" in unquote(name) and len(name) <= 20 * LONGEST and not any(values):
        yield from parse_qsl(html.unescape(unquote(name)))
        return
    for value in values[:MOST]:
        first, *rest = _FURTHER.split(value[: 20 * LONGEST])
        yield name, first
        for each in rest:
            further, _, its = each.partition("=")
            yield further, its


def readings(text: str) -> Iterator[str]:
    """Yield the ways in which a value may be meant, the nearest to what stands there first.

    Examples
    --------
    >>> "Umeå" in set(readings("Ume%C3%A5.")), "0114" in set(readings("114"))
    (True, True)
    """
    seen: set[str] = set()
    for each in _readings(text):
        if each not in seen and each.strip():
            seen.add(each)
            yield each


def _readings(text: str) -> Iterator[str]:
    waiting = [text, html.unescape(text)]
    for _ in range(3):
        decoded = unquote(waiting[-1])
        if decoded == waiting[-1]:
            break
        waiting.append(decoded)
    for each in [*waiting, *(_rewritten(each) for each in waiting)]:
        yield each
        yield each.strip(_AROUND)
        yield each.replace("+", " ")
        yield each.strip().replace(" ", "+")  # a plus in an address is read as a blank
        yield each.removeprefix("3D")  # what quoted-printable makes of the sign before it
        bare = each.strip()
        if bare.isascii() and bare.isdigit() and len(bare) == 3:
            yield f"0{bare}"


def _rewritten(text: str) -> str:
    """Undo UTF-8 that was read as another encoding: ``UmeÃ¥``."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def parts(text: str) -> list[str]:
    """Return the values of a list with commas, semicolons or bars between them."""
    return [each for each in map(str.strip, _SEPARATORS.split(text)) if each]


def foreign(name: str) -> bool:
    """Tell whether a name is one that advertisements and mailings add: nobody's choice."""
    return not name.strip() or _FOREIGN.fullmatch(name) is not None


def spelling(text: str) -> str:
    """Return a text as it is compared: without case, accents, dashes and the word "kommun".

    Examples
    --------
    >>> spelling("Skellefteå kommun"), spelling("Upplands–Väsby")
    ('skelleftea', 'upplands vasby')
    """
    signs = unicodedata.normalize("NFKD", text.casefold())
    dashes = (" " if unicodedata.category(c) == "Pd" else c for c in signs)
    words = " ".join("".join(c for c in dashes if unicodedata.category(c)[0] not in "MC").split())
    for kind in _KINDS:
        words = words.removesuffix(kind)
    return words.strip()
