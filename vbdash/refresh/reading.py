"""Frozen answers back into cubes: what an agency sent, or a file that a person had in hand."""

from __future__ import annotations

from collections.abc import Sequence

from vbdash.refresh.agencies import agency
from vbdash.refresh.cube import Cube
from vbdash.refresh.description import Description
from vbdash.refresh.files import read_file
from vbdash.refresh.http import Answer

__all__ = ["FILE", "read_answers"]

#: Kind of an answer that is a file.
FILE = "file"


def read_answers(description: Description, answers: Sequence[Answer]) -> list[Cube]:
    """Read answers of one kind.

    Raises
    ------
    Stopped
        When they are not what they should be.
    """
    if answers and answers[0].request.kind == FILE:
        return [read_file(description, answer.request.url, answer.body) for answer in answers]
    cubes: list[Cube] = agency(description.agency).cubes(description, answers)
    return cubes
