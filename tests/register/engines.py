"""Engines that can be had here: DuckDB always, Spark and Postgres where they are installed."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from vbdash.register.engine import TABLES, Tables, connect, open_tables

ENGINES = ("duckdb", "pyspark", "postgres")
SPARK = (
    "--master local[1] --driver-memory 512m --conf spark.ui.enabled=false "
    "--conf spark.driver.bindAddress=127.0.0.1 --conf spark.driver.host=127.0.0.1 "
    "--conf spark.sql.shuffle.partitions=1 --conf spark.log.level=ERROR "
    "--conf spark.sql.codegen.wholeStage=false "  # a few rows are not worth compiling for
    "--driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' pyspark-shell"
)


@contextmanager
def tables_in(engine: str, edition: Path, folder: Path) -> Iterator[Tables]:
    """Open an edition in an engine; skip with the reason where there is none."""
    if engine == "duckdb":
        yield open_tables(connect(), edition)
    elif engine == "pyspark":
        with _spark(folder) as address:
            yield open_tables(connect(address), edition)
    else:
        with _postgres(folder) as address:
            yield open_tables(_filled(connect(address), edition), edition)


def _wanted(*modules: str, programs: tuple[str, ...]) -> None:
    for module in modules:
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed (requirements-spark.txt)")
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")


@contextmanager
def _spark(folder: Path) -> Iterator[str]:
    _wanted("pyspark", programs=("java",))
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_SUBMIT_ARGS", f"--conf spark.sql.warehouse.dir={folder} {SPARK}")
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("SPARK_LOCAL_DIRS", str(folder))
        yield "pyspark://"
        if session := SparkSession.getActiveSession():
            session.stop()


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    """Start a server of our own on a socket in the folder, reached from this machine alone."""
    _wanted("psycopg", programs=())
    programs = [*Path("/usr/lib/postgresql").glob("*/bin")]
    if not programs:
        pytest.skip("postgresql is not installed")
    found = str(programs[-1])
    runs: dict[str, Any] = {}
    if os.geteuid() == 0:
        # Postgres refuses to run as root.
        try:
            shutil.chown(folder, "postgres")
            runs = {"user": "postgres"}
        except (LookupError, PermissionError):
            pytest.skip("postgresql does not run as root, and there is no user for it")
        for parent in folder.parents:  # pytest's folders are for their owner alone
            if parent.name.startswith(("pytest-", "popen-", "test_")):
                parent.chmod(0o711)
    data, socket = folder / "data", folder / "s"
    subprocess.run([f"{found}/initdb", "-D", data, "-A", "trust", "-E", "UTF8", "--locale=C", "-U", "vbdash"], check=True, capture_output=True, cwd=folder, **runs)  # fmt: skip
    subprocess.run(["mkdir", socket], check=True, **runs)
    options = f"-c listen_addresses='' -c unix_socket_directories={socket} -c fsync=off"
    subprocess.run([f"{found}/pg_ctl", "-D", data, "-o", options, "-w", "start"], check=True, stdout=subprocess.DEVNULL, cwd=folder, **runs)  # fmt: skip
    try:
        yield f"postgres://vbdash@/postgres?host={socket}"
    finally:
        subprocess.run([f"{found}/pg_ctl", "-D", data, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL, cwd=folder, **runs)  # fmt: skip


def _filled(engine: Any, edition: Path) -> Any:
    """Put the tables into an engine that does not read Parquet, as whoever runs it would."""
    for name in TABLES:
        part = name.removeprefix("register_")
        path = edition / part if (edition / part).is_dir() else edition / f"{part}.parquet"
        engine.create_table(name, pq.read_table(path, partitioning=None))
    return engine
