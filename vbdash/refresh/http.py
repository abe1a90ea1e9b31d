"""Asking an agency: limits kept, waits and new tries, and nothing accepted that is half an answer.

``requests`` is here because Streamlit brings it. ``pxwebpy``, the client for Statistics Sweden's
API, was looked at and left: it has no time-out, retries nothing but 429, and hands out labelled
figures without their signs and without the raw answer, which we freeze.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final

import requests

from vbdash.data.faults import fault
from vbdash.refresh import problems as say
from vbdash.refresh.problems import AGENCY, MACHINE, Stopped

_AGENT: Final = "vbdash (open source; industrial statistics of Swedish regions)"
#: Codes after which another try may help.
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_MOST: Final = 256 * 2**20
_APART: Final = timedelta(hours=26)
_LONGEST_WAIT: Final = 120.0
_STEP: Final = 2**16


@dataclass(frozen=True)
class Request:
    """One question to an agency.

    Attributes
    ----------
    url
        The whole address.
    body
        What is sent along as JSON; nothing where the address says all.
    kind
        ``"outline"`` for the codes of a table, ``"data"`` for its figures.
    """

    url: str
    body: str = ""
    kind: str = "data"

    @property
    def key(self) -> str:
        """Tell this question from others, also tomorrow."""
        return hashlib.sha256(f"{self.kind}\n{self.url}\n{self.body}".encode()).hexdigest()[:20]


@dataclass(frozen=True)
class Answer:
    """What an agency answered, as it came.

    Attributes
    ----------
    request
        The question.
    body
        The bytes.
    time
        When it came, in UTC, to the second.
    """

    request: Request
    body: bytes = field(repr=False)
    time: str

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass
class Session:
    """Asks one agency, at most so often, again when it is worth it, never for ever.

    Attributes
    ----------
    name
        What the agency is called in a fault.
    calls, window
        So many calls in so many seconds.
    patience
        Seconds for connecting, between two parts of an answer, and for a whole answer.
    tries
        How often a question is asked before giving up.
    sleep, clock, now
        Waiting and time; tests put their own in place.
    asked
        How many calls were made.
    """

    name: str
    calls: int = 30
    window: float = 10.0
    patience: tuple[float, float, float] = (10.0, 60.0, 300.0)
    tries: int = 6
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    asked: int = 0
    _made: deque[float] = field(default_factory=deque)
    _http: requests.Session = field(default_factory=requests.Session)

    def ask(self, request: Request) -> Answer:
        """Ask until there is a whole answer in JSON.

        Raises
        ------
        Stopped
            When there is none; with exit code 3 where another day may help.
        """
        for attempt in range(self.tries):
            try:
                return self._once(request)
            except _Passing as passing:
                if attempt == self.tries - 1:
                    raise Stopped([passing.fault], AGENCY) from passing
                self.sleep(min(max(passing.wait, 2.0**attempt), _LONGEST_WAIT))
        raise AssertionError("unreachable")

    def _once(self, request: Request) -> Answer:
        self._keep_to_the_limit()
        where = f"{self.name}, {request.url}"
        headers = {"User-Agent": _AGENT, "Accept": "application/json"}
        headers |= {"Content-Type": "application/json"} if request.body else {}
        try:
            with self._http.request(
                "POST" if request.body else "GET", request.url, data=request.body.encode() or None,
                headers=headers, timeout=self.patience[:2], stream=True,
            ) as reply:  # fmt: skip
                self._right_time(where, reply)
                _accepted(where, reply)
                body = b"".join(self._parts(where, reply))
        except requests.Timeout as error:
            late = fault(where, say.ANSWERS_IN_TIME, seconds=round(self.patience[1]))
            raise _Passing(late) from error
        except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError) as error:
            cut = fault(where, say.ANSWERS, detail=_short(error))
            raise _Passing(cut) from error
        except requests.RequestException as error:
            raise Stopped([fault(where, say.ANSWERS, detail=_short(error))], AGENCY) from error
        _is_json(where, body)
        return Answer(request, body, self.now().strftime("%Y-%m-%dT%H:%M:%SZ"))

    def _keep_to_the_limit(self) -> None:
        while True:
            now = self.clock()
            while self._made and now - self._made[0] >= self.window:
                self._made.popleft()
            if len(self._made) < self.calls:
                break
            self.sleep(max(self.window - (now - self._made[0]), 0.001))
        self._made.append(now)
        self.asked += 1

    def _parts(self, where: str, reply: requests.Response) -> Iterator[bytes]:
        """Read an answer bit by bit: neither without end in size nor in time."""
        begun, size = self.clock(), 0
        for part in reply.iter_content(_STEP):
            size += len(part)
            if size > _MOST:
                raise Stopped([fault(where, say.BODY_SMALLER, most=_MOST >> 20)], AGENCY)
            if self.clock() - begun > self.patience[2]:
                raise _Passing(fault(where, say.ANSWERS_IN_TIME, seconds=round(self.patience[2])))
            yield part

    def _right_time(self, where: str, reply: requests.Response) -> None:
        with suppress(ValueError, TypeError):
            theirs = parsedate_to_datetime(reply.headers.get("Date", ""))
            theirs = theirs if theirs.tzinfo else theirs.replace(tzinfo=UTC)
            if abs(theirs - self.now()) > _APART:
                ours = f"{self.now():%Y-%m-%d %H:%M}"
                wrong = fault(where, say.CLOCK, found=ours, theirs=f"{theirs:%Y-%m-%d %H:%M}")
                raise Stopped([wrong], MACHINE)


class _Passing(Exception):
    """A fault that may be over in a moment."""

    def __init__(self, what: Any, wait: float = 0.0) -> None:
        super().__init__(str(what))
        self.fault, self.wait = what, wait


def _accepted(where: str, reply: requests.Response) -> None:
    code = reply.status_code
    if code in _PASSING:
        text = say.CALLS_ALLOWED if code == 429 else say.AGENCY_WORKS
        raise _Passing(fault(where, text, found=code), _retry_after(reply))
    if code in {404, 410}:
        raise Stopped([fault(where, say.TABLE_EXISTS, found=code)])
    if code >= 400:
        detail = reply.raw.read(300, decode_content=True).decode("utf-8", "replace")
        raise Stopped([fault(where, say.QUESTION_UNDERSTOOD, found=code, detail=detail)])


def _retry_after(reply: requests.Response) -> float:
    said = reply.headers.get("Retry-After", "")
    with suppress(ValueError):
        return max(float(said), 0.0)
    with suppress(ValueError, TypeError):
        return max((parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds(), 0.0)
    return 0.0


def _is_json(where: str, body: bytes) -> None:
    if body.lstrip()[:1] == b"<":
        raise _Passing(fault(where, say.BODY_JSON, found=body[:40].decode("utf-8", "replace")))
    try:
        json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _Passing(fault(where, say.BODY_WHOLE, detail=_short(error))) from error


def _short(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:160]
