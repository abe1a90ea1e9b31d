"""Register files written by hand, and a hunt for what must not be kept of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.register_files import BOLAGSVERKET, HEADER

INSIDE = "scb_bulkfil_JE_20260629T055245_80.txt"
HEADING = "\t".join(HEADER) + "\t\r\n"
#: Birth numbers 980-999 are set aside for tests: nobody's.
PERSON = "196506159803"


def control(nine: str) -> str:
    """Return a number of nine digits with its control digit."""
    total = 0
    for place, digit in enumerate(nine):
        product = int(digit) * (2 - place % 2)
        total += product - 9 * (product > 9)
    return nine + str(-total % 10)


def firm_number(serial: int) -> str:
    return control(f"5590{serial:05}")


def person_number(serial: int, century: str = "19") -> str:
    return century + control(f"65{1 + serial % 12:02}{1 + serial // 12 % 28:02}98{serial % 10}")


def row(number: str, **fields: str) -> str:
    """Return a line of the SCB file."""
    given = {
        "PeOrgNr": number, "Foretagsnamn": "Påhittad AB", "Namn": "Påhittad AB", "JurForm": "49",
        "FtgStat": "1", "JEStat": "1", "Ng1": "25110", "PostNr": "93131", "PostOrt": "SKELLEFTEÅ",
        "RegDatKtid": "20200131", "Reklamsparrtyp": "1", **fields,
    }  # fmt: skip
    return "\t".join(given.get(name, "") for name in HEADER) + "\t\r\n"


def sole(number: str, **fields: str) -> str:
    given = {"JurForm": "10", "Foretagsnamn": "", "Namn": "Påhittad Enskilda", **fields}
    return row(number, **given)


def zipped(path: Path, lines: Iterable[str] | bytes, inside: str = INSIDE) -> Path:
    """Write a bulk file; text lines get the heading and are Latin-1."""
    data = lines if isinstance(lines, bytes) else (HEADING + "".join(lines)).encode("latin-1")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(inside, data)
    return path


def second(number: str, **fields: str) -> str:
    """Return a line of the Bolagsverket file."""
    given = {
        "organisationsidentitet": f"{number}$ORGNR-IDORG", "registreringsland": "SE-LAND",
        "organisationsnamn": "Påhittad AB$FORETAGSNAMN-ORGNAM$2020-01-02",
        "organisationsform": "AB-ORGFO", "registreringsdatum": "2020-01-02",
        "verksamhetsbeskrivning": "Påhittad verksamhet.",
        "postadress": "Box 1$$STOCKHOLM$11122$SE-LAND", **fields,
    }  # fmt: skip
    return ";".join(f'"{given.get(name, "")}"' for name in BOLAGSVERKET) + "\n"


def zipped_second(path: Path, lines: Iterable[str]) -> Path:
    heading = ";".join(f'"{name}"' for name in BOLAGSVERKET) + "\n"
    return zipped(path, (heading + "".join(lines)).encode(), "bolagsverket_bulkfil.txt")


def everything(folder: Path) -> str:
    """Return all that lies in a folder as one text: names, bytes, and Parquet unpacked."""
    said = io.StringIO()
    for path in sorted(folder.rglob("*")):
        said.write(f"{path}\n")
        if path.is_file():
            said.write(path.read_bytes().decode("latin-1"))
            if path.suffix == ".parquet":
                file = pq.ParquetFile(path)
                said.write(
                    f"{file.metadata.to_dict()}\n{file.schema_arrow}\n{file.read().to_pylist()}\n"
                )
    return said.getvalue()


def hunted(text: str, number: str) -> list[str]:
    """Return where a person's number stands in a text, in whatever dress."""
    digits = number[-10:]
    dress = r"[ \-+.\u2010-\u2015]?".join(digits)
    return [text[max(m.start() - 30, 0) : m.end() + 30] for m in re.finditer(dress, text)]
