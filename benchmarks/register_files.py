"""Made-up files in the exact form of the national company register's bulk files, at any size.

    python -m benchmarks.register_files FOLDER [ROWS]

Every firm is called "Påhittad …" (made up) and every sole trader "Påhittad Person …". The numbers
pass the control digit and are nobody's: persons' have the birth numbers 980-999, which are set
aside for tests.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np
import pandas as pd

from vbdash.register.places import POSTAL_CODES

NAMES = [
    "ForAndrTyp",
    "COAdress",
    "Foretagsnamn",
    "FtgStat",
    "Gatuadress",
    "JEStat",
    "JurForm",
    "Namn",
    "Ng1",
    "Ng2",
    "Ng3",
    "Ng4",
    "Ng5",
    "PeOrgNr",
    "PostNr",
    "PostOrt",
    "RegDatKtid",
    "Reklamsparrtyp",
]
#: The same names with an m are marks of what has changed.
HEADER = [*NAMES, *(f"m{n}" for n in NAMES if n not in {"PeOrgNr", "ForAndrTyp"})]
PIECE = 100_000
SOLE = 0.45
_ONSET = [
    "b",
    "br",
    "d",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "sk",
    "sl",
    "st",
    "t",
    "tr",
    "v",
]
_VOWEL = ["a", "e", "i", "o", "u", "y", "å", "ä", "ö"]
_CODA = ["l", "n", "r", "s", "t", "k", "m", "nd", "rg", "ck", "ll"]
_TRADES = [
    "Svets",
    "Mekaniska",
    "Plåt",
    "Bygg",
    "Trä",
    "Kraft",
    "Teknik",
    "Gruv",
    "Maskin",
    "Livs",
    "Form",
    "Verkstad",
    "Konsult",
    "Fastighet",
    "Data",
    "Handel",
    "Vård",
    "Transport",
    "Skog",
    "Energi",
]
_FORMS = {"49": (0.62, " AB"), "31": (0.08, " HB"), "51": (0.04, " ek. för."),
          "53": (0.06, " (bostadsrätt)"), "61": (0.19, " (förening)"), "81": (0.01, " (kommun)")}  # fmt: skip
_GROUPS = {"49": 552000, "31": 969600, "51": 769600, "53": 716400, "61": 802000, "81": 212000}
_DIVISIONS = np.array(
    [
        "01",
        "02",
        "03",
        "05",
        "07",
        "08",
        "10",
        "11",
        "13",
        "14",
        "15",
        "16",
        "17",
        "18",
        "20",
        "21",
        "22",
        "23",
        "24",
        "25",
        "26",
        "27",
        "28",
        "29",
        "30",
        "31",
        "32",
        "33",
        "35",
        "36",
        "38",
        "41",
        "42",
        "43",
        "45",
        "46",
        "47",
        "49",
        "52",
        "55",
        "56",
        "58",
        "62",
        "63",
        "64",
        "68",
        "69",
        "70",
        "71",
        "73",
        "74",
        "77",
        "81",
        "82",
        "85",
        "86",
        "88",
        "90",
        "93",
        "94",
        "95",
        "96",
    ]
)


def luhn(nine: np.ndarray) -> np.ndarray:
    """Return the control digits of numbers of nine digits."""
    total = np.zeros(len(nine), dtype=np.int64)
    for place in range(9):
        digit = nine // 10 ** (8 - place) % 10 * (2 - place % 2)
        total += digit - 9 * (digit > 9)
    return -total % 10


def _words(rng: np.random.Generator, count: int) -> np.ndarray:
    parts = [rng.choice(each, count) for each in (_ONSET, _VOWEL, _CODA, _VOWEL, _CODA)]
    return np.char.capitalize(
        np.array(
            ["".join(p) + "ström" * (i % 3 == 0) for i, p in enumerate(zip(*parts, strict=True))]
        )
    )


def _numbers(rng: np.random.Generator, form: np.ndarray, first: int, shares: dict) -> np.ndarray:
    nine = np.zeros(len(form), dtype=np.int64)
    for name, group in _GROUPS.items():
        mine = form == name
        # A run of its own for every piece, a little longer than it needs.
        nine[mine] = group * 1000 + int(first * shares[name] * 1.15) + np.arange(mine.sum())
    person = form == "10"
    year, month = rng.integers(40, 99, len(form)), rng.integers(1, 13, len(form))
    born = ((year * 100 + month) * 100 + rng.integers(1, 29, len(form))) * 1000
    nine[person] = (born + rng.integers(980, 1000, len(form)))[person]
    return nine * 10 + luhn(nine)


def piece(rng: np.random.Generator, count: int, first: int, sole: float = SOLE) -> pd.DataFrame:
    """Make up `count` rows of the SCB file, numbered from `first`."""
    codes = pd.read_csv(POSTAL_CODES, dtype=str, usecols=["postal_code", "locality"])
    shares = {"10": sole, **{name: share * (1 - sole) for name, (share, _) in _FORMS.items()}}
    form = rng.choice([*shares], count, p=[*shares.values()])
    serial = np.arange(first, first + count)
    number = _numbers(rng, form, first, shares)
    word, trade = rng.choice(_words(rng, 4000), count), rng.choice(_TRADES, count)
    ending = pd.Series(form).map({k: v for k, (_, v) in _FORMS.items()}).fillna("")
    name = "Påhittad " + pd.Series(word) + " " + pd.Series(trade) + ending
    name[rng.random(count) < 0.01] = 'Påhittad "Citat" & Co AB'
    name[form == "10"] = "Påhittad Person " + pd.Series(serial).astype(str)
    place = rng.integers(0, len(codes), count)
    post = codes["postal_code"].to_numpy()[place].astype(object)
    unknown = rng.random(count) < 0.18  # the share of codes in use that the table lacks
    post[unknown] = [
        f"{p[:3]}{n:02}"
        for p, n in zip(post[unknown], rng.integers(0, 100, unknown.sum()), strict=True)
    ]
    division = rng.choice(_DIVISIONS, count)
    born = pd.Timestamp("1975-01-01") + pd.to_timedelta(rng.integers(0, 18_500, count), unit="D")
    frame = pd.DataFrame("", index=range(count), columns=HEADER)
    frame["Foretagsnamn"] = np.where(form == "10", "", name)
    frame["Namn"] = name
    frame["FtgStat"] = rng.choice(["1", "0", "9"], count, p=[0.7, 0.2, 0.1])
    frame["Gatuadress"] = "Påhittade gatan " + pd.Series(serial % 90 + 1).astype(str)
    frame["JEStat"], frame["JurForm"] = "1", form
    frame["Ng1"] = pd.Series(division) + pd.Series(rng.integers(10, 90, count)).astype(str) + "0"
    frame["PeOrgNr"] = np.where(form == "10", "19", "16") + pd.Series(number).astype(str).str.zfill(
        10
    )
    frame["PostNr"], frame["PostOrt"] = post, codes["locality"].to_numpy()[place]
    frame["PostOrt"] = frame["PostOrt"].str.upper()
    frame["RegDatKtid"] = born.strftime("%Y%m%d")
    frame["Reklamsparrtyp"] = rng.choice(["1", "2"], count, p=[0.8, 0.2])
    for mark in HEADER[len(NAMES) :]:
        frame[mark] = "0"
    return frame


def scb_lines(rows: int, sole: float = SOLE, seed: int = 24) -> Iterator[bytes]:
    """Yield the bytes of an SCB file, header first."""
    yield ("\t".join(HEADER) + "\t\r\n").encode("latin-1")
    for first in range(0, rows, PIECE):
        rng = np.random.default_rng([seed, first])
        made = piece(rng, min(PIECE, rows - first), first, sole)
        lines = ["\t".join(row) for row in zip(*(made[c] for c in HEADER), strict=True)]
        yield ("\t\r\n".join(lines) + "\t\r\n").encode("latin-1")


@contextmanager
def _zipped(path: Path, name: str) -> Iterator[IO[bytes]]:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        archive.open(name, "w", force_zip64=True) as out,
    ):
        yield out


def write_scb(path: Path, rows: int, sole: float = SOLE) -> Path:
    """Write a file like ``scb_bulkfil.zip``."""
    with _zipped(path, "scb_bulkfil_JE_20260629T055245_80.txt") as out:
        for lines in scb_lines(rows, sole):
            out.write(lines)
    return path


BOLAGSVERKET = [
    "organisationsidentitet",
    "namnskyddslopnummer",
    "registreringsland",
    "organisationsnamn",
    "organisationsform",
    "avregistreringsdatum",
    "avregistreringsorsak",
    "pagandeAvvecklingsEllerOmstruktureringsforfarande",
    "registreringsdatum",
    "verksamhetsbeskrivning",
    "postadress",
]
_FORM_CODES = {"10": "E", "49": "AB", "31": "HB", "51": "EK", "53": "BRF", "61": "I", "81": "OFB"}


def write_bolagsverket(path: Path, rows: int, sole: float = SOLE) -> Path:
    """Write a file like ``bolagsverket_bulkfil.zip`` about the firms of :func:`write_scb`."""
    with _zipped(path, "bolagsverket_bulkfil.txt") as out:
        out.write((";".join(f'"{c}"' for c in BOLAGSVERKET) + "\n").encode())
        for first in range(0, rows, PIECE):
            rng = np.random.default_rng([24, first])
            out.write(_bolagsverket(piece(rng, min(PIECE, rows - first), first, sole)))
    return path


def _bolagsverket(made: pd.DataFrame) -> bytes:
    lines = []
    for number, name, form, day, post, town in zip(
        made["PeOrgNr"], made["Namn"], made["JurForm"], made["RegDatKtid"], made["PostNr"], made["PostOrt"],
        strict=True,
    ):  # fmt: skip
        kind = "PERSON" if form == "10" else "ORGNR"
        date = f"{day[:4]}-{day[4:6]}-{day[6:]}"
        fields = [
            f"{number[2:]}${kind}-IDORG", "", "SE-LAND", f"{name}$FORETAGSNAMN-ORGNAM${date}",
            f"{_FORM_CODES[form]}-ORGFO", "", "", "", date,
            "Bolaget ska bedriva påhittad verksamhet och därmed förenlig verksamhet.",
            f"Box 1$${town}${post}$SE-LAND",
        ]  # fmt: skip
        lines.append(";".join(f'"{field}"' for field in fields))
    return ("\n".join(lines) + "\n").encode()


if __name__ == "__main__":
    folder, count = Path(sys.argv[1]), int((sys.argv[2:] or ["1800000"])[0])
    folder.mkdir(parents=True, exist_ok=True)
    print(write_scb(folder / "scb_bulkfil.zip", count))
    print(write_bolagsverket(folder / "bolagsverket_bulkfil.zip", count))
