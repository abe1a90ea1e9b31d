"""The register as Statistics Sweden writes it: which rows are firms, and what is kept of them.

A row is one of four: a firm, which is kept; a natural person, of whom nothing is kept but a count;
a row of another county than asked for; or a row that cannot be read, which is listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from vbdash.register.numbers import PERSON, masked, sorted_out
from vbdash.register.pieces import Piece
from vbdash.register.places import postal_codes, postal_prefixes

#: What is kept of a firm. The municipality is that of the seat's postal address, not a workplace's.
FIRMS: Final = pa.schema([
    ("org_number", pa.string()), ("name", pa.string()), ("words", pa.string()),
    ("legal_form", pa.string()), ("sni", pa.string()), ("sni_converted", pa.string()),
    ("division", pa.string()), ("status", pa.string()), ("registered", pa.date32()),
    ("registered_year", pa.int16()), ("accepts_advertising", pa.bool_()),
    ("locality", pa.string()), ("municipality_code", pa.string()), ("placed", pa.string()),
    ("county_code", pa.string()),
])  # fmt: skip

_SNI: Final = "CASE WHEN regexp_full_match(Ng1, '[0-9]{5}') AND Ng1 <> '00000' THEN Ng1 END"
_PLACED: Final = """
FROM (SELECT *, replace(PostNr, ' ', '') AS code FROM piece)
LEFT JOIN codes c ON c.postal_code = code
LEFT JOIN prefixes p ON p.prefix = left(code, 3) AND length(code) = 5
"""
_OTHER: Final = "LEFT JOIN others o ON o.own = Ng1"
_FIRMS: Final = f"""
SELECT
    number AS org_number, serial,
    CASE WHEN Foretagsnamn = '' THEN Namn ELSE Foretagsnamn END AS name,
    ' ' || CASE WHEN Foretagsnamn = '' THEN folded_Namn ELSE folded_Foretagsnamn END AS words,
    CASE WHEN regexp_full_match(JurForm, '[0-9]{{2}}') THEN JurForm END AS legal_form,
    {_SNI} AS sni, left(sni, 2) AS division, o.other AS sni_converted,
    CASE WHEN FtgStat IN ('0', '1', '9') THEN FtgStat END AS status,
    TRY_CAST(TRY_STRPTIME(RegDatKtid, '%Y%m%d') AS DATE) AS registered,
    CAST(year(registered) AS SMALLINT) AS registered_year,
    Reklamsparrtyp = '1' AS accepts_advertising, PostOrt AS locality,
    coalesce(c.municipality_code, p.municipality_code) AS municipality_code,
    CASE WHEN c.municipality_code IS NOT NULL THEN 'code'
         WHEN p.municipality_code IS NOT NULL THEN 'prefix' ELSE 'none' END AS placed,
    left(coalesce(c.municipality_code, p.municipality_code), 2) AS county_code, line
{_PLACED} {_OTHER} WHERE $everywhere OR county_code IS NULL OR county_code IN (SELECT code FROM counties)
"""
_TEXTS: Final = ("name", "words", "locality")
_PERSONS: Final = f"""
SELECT coalesce(c.municipality_code, p.municipality_code) AS municipality_code,
    left({_SNI}, 2) AS division, count(*) AS persons
{_PLACED} WHERE FtgStat = '1' GROUP BY ALL
"""


@dataclass(frozen=True)
class Sorted:
    """What a piece of the file held.

    Attributes
    ----------
    done
        Share of the file that is read.
    rows
        Number of rows.
    firms
        Firms of the counties asked for and such as cannot be placed, with ``line``.
    persons
        Number of active natural persons by ``municipality_code`` and ``division``.
    natural
        Number of rows of natural persons, active or not.
    elsewhere
        Number of firms of other counties.
    unreadable
        Number of the row, and what is wrong: ``"number"``, or how many fields it has.
    """

    done: float
    rows: int
    firms: pa.Table
    persons: pa.Table
    natural: int
    elsewhere: int
    unreadable: list[tuple[int, str]]


class Sorter:
    """Sorts the rows of a piece; one a thread.

    Parameters
    ----------
    counties
        Codes of the counties to keep; none means all, and firms that cannot be placed.
    others
        What a code of industry is in the other edition of SNI, where that is one.
    """

    def __init__(
        self, counties: tuple[str, ...] = (), others: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        # No spilling: nothing of a person may reach a disk, a passing file included.
        limits = {"threads": 1, "memory_limit": "256MB", "temp_directory": ""}
        self._engine = duckdb.connect(config=limits)
        for name, rows in (("codes", postal_codes()), ("prefixes", postal_prefixes())):
            self._engine.register("given", rows)
            self._engine.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        self._engine.execute("CREATE TABLE counties AS SELECT unnest($1) AS code", [list(counties)])
        both = "CREATE TABLE others AS SELECT unnest($1) AS own, unnest($2) AS other"
        self._engine.execute(both, [list(others), list(others.values())])
        self._everywhere = not counties

    def sort(self, piece: Piece) -> Sorted:
        """Read and sort a piece."""
        table, uneven = piece.table()
        natural = pc.equal(table["JurForm"], "10").to_numpy()
        kinds, firms, unreadable = sorted_out(table, table["PeOrgNr"], natural, uneven)
        # What goes on about a person: where, in which industry and whether active. No number, no name.
        persons = table.select(["PostNr", "Ng1", "FtgStat"]).filter(pa.array(kinds == PERSON))
        kept = masked(self._run(_FIRMS, firms, everywhere=self._everywhere), _TEXTS)
        return Sorted(
            piece.done, len(table) + len(uneven), kept, self._run(_PERSONS, persons), len(persons),
            len(firms) - len(kept), unreadable,
        )  # fmt: skip

    def _run(self, query: str, piece: pa.Table, **values: bool) -> pa.Table:
        self._engine.register("piece", piece)
        try:
            return self._engine.sql(query, params=values).to_arrow_table()
        finally:
            self._engine.unregister("piece")
