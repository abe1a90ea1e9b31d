"""The register as the Swedish Companies Registration Office writes it: what it adds to a firm.

Firms are those of the other file; a row about anybody else is passed over, one about a natural
person is dropped before anything else is read of it.
"""

from __future__ import annotations

from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from vbdash.register.numbers import masked, sorted_out
from vbdash.register.pieces import Piece

DETAILS: Final = pa.schema([
    ("org_number", pa.string()), ("form", pa.string()), ("registered", pa.date32()),
    ("deregistered", pa.date32()), ("reason", pa.string()), ("proceeding", pa.string()),
    ("activity", pa.string()), ("county_code", pa.string()),
])  # fmt: skip


def _first(column: str) -> str:
    """Return an SQL expression: the first sub-field without the name of its list of codes."""
    return f"nullif(regexp_replace(split_part({column}, '$', 1), '-[A-Z]{{3,}}$', ''), '')"


_DETAILS: Final = f"""
SELECT
    org_number, serial, {_first("organisationsform")} AS form,
    TRY_CAST(registreringsdatum AS DATE) AS registered,
    TRY_CAST(avregistreringsdatum AS DATE) AS deregistered,
    {_first("avregistreringsorsak")} AS reason,
    {_first("pagandeAvvecklingsEllerOmstruktureringsforfarande")} AS proceeding,
    nullif(trim(verksamhetsbeskrivning), '') AS activity, county_code
FROM piece JOIN firms ON org_number = number
"""
_TEXTS: Final = ("form", "reason", "proceeding", "activity")


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
            Share of the file that is read, number of rows, rows of ``DETAILS``, and the rows
            that cannot be read with what is wrong.
        """
        table, uneven = piece.table()
        identity = table["organisationsidentitet"]
        natural = pc.ends_with(identity, "$PERSON-IDORG").to_numpy()
        written = pc.list_element(pc.split_pattern(identity, "$", max_splits=1), 0)
        table = table.drop_columns("organisationsidentitet")
        _, firms, unreadable = sorted_out(table, written, natural, uneven)
        self._engine.register("piece", firms)
        details = masked(self._engine.sql(_DETAILS).to_arrow_table(), _TEXTS)
        self._engine.unregister("piece")
        return piece.done, len(table) + len(uneven), details, unreadable
