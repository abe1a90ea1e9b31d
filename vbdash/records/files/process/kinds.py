"""The kinds of files that people bring: their columns, and what must hold between their rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from vbdash.records.between import check_eligible, check_figures, check_records
from vbdash.records.files.fields import ELIGIBLE, FIGURES, RECORDS, Field
from vbdash.records.files.reading import Check

KINDS: Final[Mapping[str, tuple[tuple[Field, ...], Check]]] = {
    "records": (RECORDS, check_records),
    "eligible": (ELIGIBLE, check_eligible),
    "figures": (FIGURES, check_figures),
}
