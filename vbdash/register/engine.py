"""Where the queries run: DuckDB in this process, or the engine that ``VBDASH_ENGINE`` names."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import ibis
from ibis import Table

#: An Ibis connection address: DuckDB in memory, which reads the Parquet files where they lie.
DEFAULT_ENGINE: Final = "duckdb://?memory_limit=512MB&threads=2"
#: Names of the tables in an engine that does not read the files itself.
TABLES: Final = ("register_firms", "register_details", "register_sole_traders")
#: Engines that read Parquet files by their path; the others have the tables already.
_READ_FILES: Final = ("duckdb", "pyspark", "datafusion", "polars")


@dataclass(frozen=True)
class Tables:
    """The register's tables in an engine.

    Attributes
    ----------
    engine
        The Ibis connection.
    firms, details, sole_traders
        Ibis tables; `details` is None where only one of the two files was imported.
    """

    engine: Any
    firms: Table
    details: Table | None
    sole_traders: Table


def connect(address: str | None = None) -> Any:
    """Connect to an engine.

    Parameters
    ----------
    address
        An Ibis connection address such as ``"pyspark://"`` or ``"trino://user@host/catalog/schema"``;
        by default ``VBDASH_ENGINE``, else :data:`DEFAULT_ENGINE`.
    """
    engine = ibis.connect(address or os.environ.get("VBDASH_ENGINE") or DEFAULT_ENGINE)
    if engine.name == "duckdb":  # the files of an edition never change
        engine.raw_sql("SET parquet_metadata_cache = true")
    return engine


def open_tables(engine: Any, edition: Path) -> Tables:
    """Open the tables of an edition.

    Parameters
    ----------
    engine
        From :func:`connect`.
    edition
        Folder of the edition, on a disk that the engine reaches.
    """
    if engine.name not in _READ_FILES:
        there = set(engine.list_tables())
        firms, details, sole = (engine.table(name) if name in there else None for name in TABLES)
        return Tables(engine, firms, details, sole)
    names = [f"{name}_{edition.name.replace('-', '_')}" for name in TABLES]
    details = edition / "details"
    return Tables(
        engine,
        _read(engine, edition / "firms", names[0]),
        _read(engine, details, names[1]) if details.is_dir() else None,
        engine.read_parquet(str(edition / "sole_traders.parquet"), table_name=names[2]),
    )


def _read(engine: Any, folder: Path, name: str) -> Table:
    """Read the counties' files of a table."""
    if engine.name == "duckdb":
        files = str(folder / "*" / "*.parquet")
        return engine.read_parquet(files, table_name=name, hive_partitioning=False)
    return engine.read_parquet(str(folder), table_name=name)
