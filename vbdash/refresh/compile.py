"""The fourth step: frozen answers become the rows of an edition, the same bytes every time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.editions import PROVISIONAL
from vbdash.data.faults import as_list
from vbdash.refresh.answers import Frozen, read_answers
from vbdash.refresh.description import TABLES, Description
from vbdash.refresh.figures import COLUMNS, KEY, figures_of, written
from vbdash.refresh.gaps import closed_gaps, gap_rows

MANIFEST: Final = "manifest.json"


@dataclass(frozen=True)
class Compiled:
    """An edition that is ready to be written.

    Attributes
    ----------
    name
        The day of its newest answer and a digest of its files.
    files
        Their names and bytes, the manifest among them.
    rows
        How many figures it has.
    """

    name: str
    files: Mapping[str, bytes] = field(repr=False)
    rows: int


def state_figures(description: Description, states: Sequence[Frozen]) -> pd.DataFrame:
    """Return the figures of a table from its frozen states; where two overlap, the later counts."""
    tables = []
    for state in states:
        cubes = read_answers(description, state.data)
        table, _ = figures_of(description, cubes, state.scope)
        tables.append(table)
    together = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=COLUMNS)
    return together.drop_duplicates(KEY, keep="last").sort_values(KEY, ignore_index=True)


def compile_edition(
    described: Sequence[Description], states: Mapping[str, Sequence[Frozen]], dataset: Dataset
) -> Compiled:
    """Make an edition of every table that has been frozen and checked.

    Parameters
    ----------
    described
        Descriptions of the tables.
    states
        By table: its frozen states, the earliest first.
    dataset
        The shipped tables, without an edition: what measures and industries there are.
    """
    known = {name: _registry(dataset, name) for name in ("measures", "sectors")}
    observations, commuting, gaps, sources = [], [], [], []
    for description in sorted(described, key=lambda each: each.id):
        if not states.get(description.id):
            continue
        figures = state_figures(description, states[description.id])
        sources.append(_source(description, states[description.id][-1], dataset))
        if description.kind == "commuting":
            commuting += _commuting_rows(description, figures)
        else:
            observations += _observation_rows(description, figures, known["measures"])
            gaps += gap_rows(description, figures)
    gaps += closed_gaps(dataset, observations)
    tables: dict[str, list[dict[str, Any]]] = {
        "series": _series(described, observations),
        "observations": observations, "commuting": commuting, "gaps": gaps, "sources": sources,
    }  # fmt: skip
    for table, column in (("measures", "measure"), ("sectors", "sector")):  # those of ours in use
        used = _own(table).keys() & {row[column] for row in observations}
        tables[table] = [dict(known[table][key]) for key in sorted(used)]
    return _edition(tables, states, dataset)


def _edition(
    tables: Mapping[str, list[dict[str, Any]]],
    states: Mapping[str, Sequence[Frozen]],
    dataset: Dataset,
) -> Compiled:
    files = {
        f"{name}.csv": _csv(dataset, name, rows)
        for name, rows in tables.items()
        if rows and name in dataset.tables
    }
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    used = {table: [state.name for state in some] for table, some in sorted(states.items()) if some}
    made = max((state.time for some in states.values() for state in some), default="")
    digest = hashlib.sha256(json.dumps([digests, used]).encode()).hexdigest()[:10]
    name = f"{made[:10].replace('-', '') or '0'}-{digest}"
    count = len(tables["observations"]) + len(tables["commuting"])
    manifest = {"edition": name, "made": made, "rows": count, "states": used, "files": digests}
    files[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    return Compiled(name, files, count)


def _observation_rows(
    description: Description, figures: pd.DataFrame, measures: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    units = {measure: row["unit"] for measure, row in measures.items()}
    known = figures[figures["value"].notna()]
    return [
        {
            "measure": row.measure, "series": description.series, "sector": row.sector,
            "region_code": row.region_code, "year": row.year, "value": written(row.value),
            "unit": units[str(row.measure)], "status": _status(description, str(row.sign)),
            "source_id": description.id,
        }
        for row in known.itertuples(index=False)
    ]  # fmt: skip


def _series(
    described: Sequence[Description], rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Name the series of each measure, and say which is in use where several hold the same year."""
    by_id = {each.id: each for each in described}
    used = {(row["measure"], row["source_id"]) for row in rows}
    return [
        {
            "measure": measure, "series": by_id[source].series, "rank": by_id[source].rank or "",
            "label_sv": f"{by_id[source].short}, tabell {by_id[source].table}",
            "label_en": f"{by_id[source].short}, table {by_id[source].table}",
        }
        for measure, source in sorted(used)
    ]  # fmt: skip


def _commuting_rows(description: Description, figures: pd.DataFrame) -> list[dict[str, Any]]:
    """Keep the pairs between which somebody commutes: most of 84 100 are empty."""
    known = figures[figures["value"] > 0]
    return [
        {
            "residence": row.other, "workplace": row.region_code, "year": row.year,
            "value": written(row.value), "status": _status(description, str(row.sign)),
            "source_id": description.id,
        }
        for row in known.itertuples(index=False)
    ]  # fmt: skip


def _status(description: Description, sign: str) -> str:
    """Return the status of a row; Eurostat marks provisional and estimated figures one by one."""
    return PROVISIONAL if {"p", "e"} & set(sign) else description.status


def _source(description: Description, state: Frozen, dataset: Dataset) -> dict[str, Any]:
    """Return the publication: as the shipped table of sources has it, else as described."""
    cubes = read_answers(description, state.data)
    known = dataset.sources.astype("object").to_dict("index").get(description.id, {})
    row = {
        "title": description.title, "publisher": description.publisher,
        "url": description.url, "licence": description.licence,
    }  # fmt: skip
    row |= {name: known[name] for name in row if isinstance(known.get(name), str)}
    return row | {
        "id": description.id, "published": cubes[0].updated[:10], "retrieved": state.time[:10],
        "note_sv": description.note_sv, "note_en": description.note_en,
    }  # fmt: skip


def _own(table: str) -> dict[str, dict[str, str]]:
    """Return rows of a registry that come with the descriptions, by their key."""
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return {next(iter(row.values())): row for row in csv.DictReader(handle)}


def _registry(dataset: Dataset, table: str) -> dict[str, Mapping[str, Any]]:
    key = "id" if table == "measures" else "code"
    known: dict[str, Mapping[str, Any]] = {
        str(row[key]): {str(name): value for name, value in row.items()}
        for row in dataset.table(table).to_dict("records")
    }
    return known | _own(table)


def _csv(dataset: Dataset, table: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    schema = dataset.resource(table)["schema"]
    names = [each["name"] for each in schema["fields"]]
    keys = as_list(schema["primaryKey"])
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: [str(row[name]) for name in keys]))
    return out.getvalue().encode()
