"""Why a refresh stops, said so that a person can act on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from vbdash.data.faults import FORBIDDEN, DataError, Fault, fault, opened
from vbdash.text import msg

#: Exit codes: the figures or codes look wrong; the agency does not answer as it should (worth
#: another try later); this machine is at fault (disk, clock, permissions).
SUSPICIOUS: Final = 1
AGENCY: Final = 3
MACHINE: Final = 4


def machine(place: str, error: OSError) -> Fault:
    """Return why this machine stops a refresh, as a fault of a file or folder."""
    if isinstance(error, PermissionError):
        return fault(place, FORBIDDEN)
    return fault(place, DISK, detail=error.strerror or error)


class Stopped(DataError):
    """A step did not finish; what is served has not changed.

    Attributes
    ----------
    code
        :data:`SUSPICIOUS`, ``AGENCY`` or ``MACHINE``: the exit code of the command.
    """

    def __init__(self, faults: Iterable[Fault], code: int = SUSPICIOUS) -> None:
        # What agencies answer is public; so is every step on the way to what is shown.
        super().__init__(opened(each) for each in faults)
        self.code = code


#: Expected things, kept together so that the catalogue and the tests can name them.
ANSWERS: Final = msg("could not be reached ({detail})")
ANSWERS_IN_TIME: Final = msg("did not answer within {seconds} seconds")
CALLS_ALLOWED: Final = msg("an answer; the agency says that we ask too often (429)")
AGENCY_WORKS: Final = msg("an answer; the agency says that it has a fault of its own")
TABLE_EXISTS: Final = msg("the table; the agency says that it does not exist (any longer)")
QUESTION_UNDERSTOOD: Final = msg("an answer; the agency does not accept the question ({detail})")
BODY_WHOLE: Final = msg("the answer is cut off or is not JSON ({detail})")
BODY_JSON: Final = msg("figures as JSON, not a web page")
BODY_SMALLER: Final = msg("larger than {most} MB")
SHAPE: Final = msg("no table as JSON-stat 2 ({detail})")
CLOCK: Final = msg("the time {theirs} that the agency states; set the clock of this machine")
CLOCK_OLDER: Final = msg(
    "a time after {theirs}, when the agency published; set the clock of this machine"
)
DISK: Final = msg("could not be read or written; is the disk full or closed to us? ({detail})")
CODE_THERE: Final = msg("the code {code} ({means})")
LABEL_THERE: Final = msg("one code whose name begins with “{label}” ({means})")
CODE_KNOWN: Final = msg("only codes that the description of the table names")
VARIABLE_THERE: Final = msg("the variable {variable}")
VARIABLE_CHOSEN: Final = msg("a variable that the description of the table names")
REGION_THERE: Final = msg("municipalities or counties are missing: {regions}")
YEARS_THERE: Final = msg("no year from {first} on")
REGION_FILLED: Final = msg("neither a figure nor a sign for why there is none, {year}: {regions}")
PARTS_ADD: Final = msg("{total} as the total says, give or take {noise} ({where})")
REGIONS_ADD: Final = msg("{total} as {region} has, give or take {noise} ({where})")
IN_RANGE: Final = msg("between {least} and {most} ({where})")
NO_JUMP: Final = msg(
    "about {before}, as the year before; at most {factor} times up or down ({where})"
)
NO_REVISION: Final = msg(
    "about {before}, as served now; at most {factor} times up or down ({where})"
)
STILL_THERE: Final = msg("{count} figures that are served now are missing ({where})")
ONE_STATE: Final = msg(
    "all parts from {updated}: the table was changed while it was fetched; run again"
)
COMPLETE: Final = msg("all {count} answers; run “fetch” again, it goes on where it was cut off")
UNTOUCHED: Final = msg("not as it was frozen or compiled (digest {digest})")
FETCHED: Final = msg("nothing has been fetched; run “fetch” first")
FROZEN: Final = msg("no frozen answers, or damaged ones; run “fetch” and “freeze” first")
COMPILED: Final = msg("nothing has been compiled; run “compile” first")
DESCRIBED: Final = msg("no description of a table ({detail})")
KNOWN_AGENCY: Final = msg("one of {choices}")
KNOWN_EDITION: Final = msg("no such edition; “editions list” shows them")
SERVED_STILL: Final = msg("the edition that was served when the file was read; take the file again")
NOTHING_BEFORE: Final = msg("there is no edition before this one")
FILE_KNOWN: Final = msg("no table that we know, as ZIP, CSV, Excel, JSON-stat 2 or PX ({detail})")
FILE_ONE: Final = msg("several tables fit: {choices}; name it: refresh TABLE --from FILE")
