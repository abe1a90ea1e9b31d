"""The register as the Swedish Companies Registration Office writes it: what it adds to a firm.

Firms are those of the other file; a row about anybody else is passed over, one about a natural
person is dropped before anything else is read of it.
"""

from __future__ import annotations

from typing import Final

import duckdb
import pyarrow as pa

from vbdash.register.numbers import masked, number_kind
from vbdash.register.pieces import Piece

__all__ = ["DETAILS", "Details"]

DETAILS: Final = pa.schema(
    [
        ("org_number", pa.string()),
        ("form", pa.string()),
        ("registered", pa.date32()),
        ("deregistered", pa.date32()),
        ("reason", pa.string()),
        ("proceeding", pa.string()),
        ("activity", pa.string()),
        ("county_code", pa.string()),
    ]
)


def _first(column: str) -> str:
    """Return an SQL expression: the first sub-field without the name of its list of codes."""
    return f"nullif(regexp_replace(split_part({column}, '$', 1), '-[A-Z]{{3,}}$', ''), '')"


_SORTED: Final = f"""
CREATE OR REPLACE TEMP TABLE sorted AS SELECT *, CASE
    WHEN ends_with(organisationsidentitet, '$PERSON-IDORG') THEN 'person'
    ELSE {number_kind("number", "false")} END AS kind
FROM (SELECT *, split_part(organisationsidentitet, '$', 1) AS number FROM piece)
"""
_DETAILS: Final = f"""
SELECT
    org_number, {masked(_first("organisationsform"))} AS form,
    TRY_CAST(registreringsdatum AS DATE) AS registered,
    TRY_CAST(avregistreringsdatum AS DATE) AS deregistered,
    {masked(_first("avregistreringsorsak"))} AS reason,
    {masked(_first("pagandeAvvecklingsEllerOmstruktureringsforfarande"))} AS proceeding,
    {masked("nullif(trim(verksamhetsbeskrivning), '')")} AS activity, county_code
FROM sorted JOIN firms ON org_number = right(number, 10)
WHERE kind = 'firm' ORDER BY county_code, line
"""


class Details:
    """Sorts the rows of a piece; one a thread.

    Parameters
    ----------
    firms
        ``org_number`` and ``county_code`` of the firms that are kept.
    """

    def __init__(self, firms: pa.Table) -> None:
        self._engine = duckdb.connect(
            config={"threads": 1, "memory_limit": "512MB", "temp_directory": ""}
        )
        self._engine.register("given", firms)
        self._engine.execute("CREATE TABLE firms AS SELECT org_number, county_code FROM given")

    def sort(self, piece: Piece) -> tuple[float, int, pa.Table, list[tuple[int, str]]]:
        """Read and sort a piece.

        Returns
        -------
        done, rows, details, unreadable
            Share of the file that is read, number of rows, rows of :data:`DETAILS`, and the rows
            that cannot be read with what is wrong.
        """
        table, uneven = piece.table()
        self._engine.register("piece", table)
        self._engine.execute(_SORTED)
        self._engine.unregister("piece")
        details = self._engine.sql(_DETAILS).to_arrow_table()
        unreadable = [(line, str(fields)) for line, fields in uneven]
        unreadable += self._engine.execute(
            "SELECT line, kind FROM sorted WHERE kind = 'number'"
        ).fetchall()
        return piece.done, len(table) + len(uneven), details, sorted(unreadable)
