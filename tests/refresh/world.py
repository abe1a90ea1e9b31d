"""Made-up figures for every table that a refresh asks for, shaped as the agencies shape theirs.

Nothing here is real: numbers follow from the codes. Codes and variables are those that the
agencies document; tables have codes, too, that nobody asks for.
"""

from __future__ import annotations

import csv
import zlib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

REGIONS = Path(__file__).resolve().parents[2] / "data" / "regions.csv"
SNI = ["A", "B+C", "D+E", "F", "G", "H", "I", "J", "K", "L", "M+N", "O", "P", "Q", "R+S+T+U", "US"]
LETTERS = list("ABCDEFGHIJLMNPQRS")
NACE = ["A", "B-E", "F", "G-J", "K", "L", "M_N", "O-Q", "R-U"]
NUTS = dict(
    zip(
        [
            "00",
            "01",
            "03",
            "04",
            "05",
            "18",
            "19",
            "06",
            "07",
            "08",
            "09",
            "10",
            "12",
            "13",
            "14",
            "17",
            "20",
            "21",
            "22",
            "23",
            "24",
            "25",
        ],
        [
            "SE",
            "SE110",
            "SE121",
            "SE122",
            "SE123",
            "SE124",
            "SE125",
            "SE211",
            "SE212",
            "SE213",
            "SE214",
            "SE221",
            "SE224",
            "SE231",
            "SE232",
            "SE311",
            "SE312",
            "SE313",
            "SE321",
            "SE322",
            "SE331",
            "SE332",
        ],
        strict=True,
    )
)


@cache
def municipalities() -> dict[str, str]:
    with REGIONS.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return {row["code"]: row["name_sv"] for row in rows if row["level"] == "municipality"}


@cache
def counties() -> tuple[str, ...]:
    return tuple(sorted({code[:2] for code in municipalities()}))


def weight(*codes: str) -> float:
    return 0.5 + (zlib.crc32("/".join(codes).encode()) % 1000) / 1000


def years(first: int, last: int) -> list[str]:
    return [str(year) for year in range(first, last + 1)]


def places(*, country: bool = True) -> list[str]:
    return [*(["00"] if country else []), *counties(), *municipalities()]


#: Variables and codes of each table, and what a municipality's cell is about as large as.
TABLES: dict[str, dict[str, Any]] = {
    "TAB3204": {
        "dims": {"Region": places(), "Kon": ["1", "2", "1+2"], "SNI2007": [*SNI, "A-U+US"],
                 "Fodelseregion": ["20", "30", "tot"], "ContentsCode": ["000002XH", "000002XI"],
                 "Tid": years(2020, 2024)}, "size": 400, "noise": 2},
    "TAB3785": {
        "dims": {"Region": places(), "Kon": ["1", "2", "1+2"], "SNI2007": [*SNI, "A-U+US"],
                 "Fodelseregion": ["20", "30", "tot"], "ContentsCode": ["000005FG", "000005FH"],
                 "Tid": years(2020, 2025)}, "size": 400, "noise": 2},
    "TAB5837": {
        "dims": {"Region": places(), "SNI2007": [*SNI[:-1], "00"], "Kon": ["1", "2"],
                 "ContentsCode": ["0000054A"], "Tid": years(2019, 2021)}, "size": 380},
    "TAB900": {
        "dims": {"Region": places(), "SNI2007": [*SNI[:-1], "00"], "Kon": ["1", "2"],
                 "ContentsCode": ["AM0207B1"], "Tid": years(2008, 2018)}, "size": 370},
    "TAB3143": {
        "dims": {"Region": [*places(country=False), "9900"],
                 "ContentsCode": ["NR0105AW", "NR0105AX", "NR0105AY"], "Tid": years(2012, 2023)},
        "size": 9000},
    "TAB3138": {
        "dims": {"Region": ["00", *counties(), "RIKS1"], "ContentsCode": ["NR0105AH", "NR0105AI"],
                 "Tid": years(1993, 2024)}, "size": 9000},
    "TAB6329": {
        "dims": {"Region": ["00", *counties()], "SNI2007": [*LETTERS, "A-SexklK-O"],
                 "ContentsCode": ["S1", "S2", "S3", "S4", "S5", "S6"], "Tid": years(2022, 2024)},
        "size": 900,
        "labels": {"S1": "Antal arbetsställen (lokala verksamheter)", "S2": "Antal anställda",
                   "S3": "Nettoomsättning, mnkr", "S4": "Produktionsvärde, mnkr",
                   "S5": "Förädlingsvärde, mnkr", "S6": "Totala intäkter, mnkr"}},
    "TAB638": {
        "dims": {"Region": [*places(), "0115x"], "Civilstand": ["OG", "G", "ÄNKL", "SK"],
                 "Alder": ["0-19", "20-64", "65+", "tot"], "Kon": ["1", "2"],
                 "ContentsCode": ["BE0101N1", "BE0101N2"], "Tid": years(1968, 2024)}, "size": 3000},
    "TAB3200": {
        "dims": {"Region": places(), "Kon": ["1", "2", "1+2"], "Alder": ["15-74", "20-64"],
                 "Fodelseregion": ["20", "tot"],
                 "ContentsCode": ["000002NK", "000002NN", "000002NS", "000002NT"],
                 "Tid": years(2020, 2024)}, "size": 0},
    "TAB5839": {
        "dims": {"Region": places(country=False), "Kon": ["1", "2", "4"],
                 "ContentsCode": ["00000546", "00000547", "00000548"], "Tid": years(2019, 2021)},
        "size": 2000},
    "TAB628": {
        "dims": {"Region": places(), "Kon": ["1", "2", "1+2"],
                 "ContentsCode": ["BE0101U1", "BE0101U2", "BE0101U3"], "Tid": years(1991, 2025)},
        "size": 0},
    "TAB1830": {
        "dims": {"Bostadskommun": list(municipalities()), "Arbetsstallekommun": list(municipalities()),
                 "Kon": ["1", "2", "1+2"], "ContentsCode": ["000000SA"], "Tid": years(2023, 2024)},
        "size": 30},
}  # fmt: skip

TOTALS = {
    "Kon": ("1+2", "4"),
    "SNI2007": ("A-U+US", "A-SexklK-O"),
    "Fodelseregion": ("tot",),
    "Alder": ("tot",),
}


@cache
def table(name: str) -> tuple[dict[str, list[str]], np.ndarray]:
    """Return a table whole: totals are sums, regions add up, single cells are off by the noise."""
    spec = TABLES[name]
    dims: dict[str, list[str]] = spec["dims"]
    if not spec["size"] or name == "TAB1830":
        return dims, _plain(name, dims, spec["size"])
    parts = {d: [c for c in codes if c not in TOTALS.get(d, ())] for d, codes in dims.items()}
    parts["Region"] = [c for c in municipalities() if c in dims["Region"]] or list(counties())
    values = _product(name, parts, spec["size"])
    for axis, (dim, codes) in enumerate(dims.items()):
        rows = [_row(values, axis, dim, code, parts[dim]) for code in codes]
        values = np.stack(rows, axis=axis)
    noise = spec.get("noise", 0)
    if noise:
        values = np.maximum(
            values + (np.arange(values.size).reshape(values.shape) % (2 * noise + 1)) - noise, 0
        )
    return dims, values


def _product(name: str, parts: dict[str, list[str]], size: float) -> np.ndarray:
    values = np.array(size, dtype=float)
    for dim, codes in parts.items():
        if dim == "Tid":
            each = np.array([1 + 0.01 * (int(code) - 2000) for code in codes])
        else:
            spread = 6 if dim == "Region" else 1
            each = np.array([weight(name, dim, code) ** spread for code in codes])
            each = each if dim in {"Region", "ContentsCode"} else each / len(codes) ** 0.5
        values = np.multiply.outer(values, each)
    return np.round(values + 30)


def _row(values: np.ndarray, axis: int, dim: str, code: str, parts: list[str]) -> np.ndarray:
    taken = np.moveaxis(values, axis, 0)
    if code in parts:
        return taken[parts.index(code)]
    if dim == "Region":
        inside = [i for i, c in enumerate(parts) if code == "00" or c[:2] == code]
        return taken[inside].sum(axis=0)
    return taken.sum(axis=0)


def _plain(name: str, dims: dict[str, list[str]], size: float) -> np.ndarray:
    """Rates between 4 and 90, or a matrix in which a third of the pairs have nobody."""
    shape = [len(codes) for codes in dims.values()]
    places = np.arange(int(np.prod(shape))).reshape(shape)
    cells = ((places // shape[-1]) * 7919 % 1000) / 1000
    if size:
        return np.where(cells < 0.33, 0, np.round(size * cells**3))
    return np.round(20 + 60 * cells + 0.1 * (places % shape[-1]), 1)
