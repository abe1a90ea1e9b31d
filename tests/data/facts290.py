"""Digests of the fact files that the figures of all municipalities and counties were taken from.

The files lie outside the project; what stands beside this module is one row for each measure,
industry and year, with a digest over every region's code and value as they are in the files.
``python -m tests.data.facts290 DIRECTORY`` writes it anew.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

DIGESTS: Final = Path(__file__).with_name("facts290.csv")
HEADER: Final = ("measure", "sector", "year", "regions", "sum", "digest")
#: Measures of the fact files by the names that they have in the package.
NAMES: Final = {
    "open_unemployment_18_65_of_population": "openly_unemployed",
    "out_commuters": "commuters_out",
    "live_and_work_in_municipality": "live_and_work",
    "in_commuters": "commuters_in",
    "employed_by_workplace_daytime": "employed_daytime",
    "employed_by_residence_nighttime": "employed_nighttime",
    "median_disposable_household_income": "median_income",
    "education_primary_highest": "education_primary",
    "education_secondary_highest": "education_secondary",
    "education_tertiary_highest": "education_tertiary",
    "tax_base_per_inhabitant": "tax_base",
    "C_share_of_gva": "gva_share",
}
#: Files taken over whole, with the measure where the file names none.
FILES: Final = {
    "folkmangd_290_kommuner_21_lan_2011_2024.csv": "",
    "sysselsattningsgrad_290_kommuner_2020_2024.csv": "",
    "arbetsloshet_290_kommuner_2020_2024.csv": "",
    "oppet_arbetslosa_kolada_n03937_290_kommuner_2011_2024.csv": "",
    "pendling_dagbefolkning_290_kommuner_2019_2021.csv": "",
    "befolkningstathet_290_kommuner_2024_2025.csv": "",
    "medianinkomst_hushall_290_kommuner_2011_2024.csv": "",
    "utbildningsniva_skattekraft_290_kommuner_2001_2021.csv": "",
    "industriandel_c_av_gva_21_lan_2000_2024_derived.csv": "",
    "foradlingsvarde_tillverkning_c_21_lan_2000_2024.csv": "gva",
    "forvarvsarbetande_dagbefolkning_sni_nuts2_riket_2016_2021.csv": "employed_workplace_rams",
}
#: One figure: measure, sector, year, region, value.
Figure = tuple[str, str, int, str, float]


def digests(figures: Iterable[Figure]) -> list[tuple[str, ...]]:
    """Return one row for each measure, sector and year, in order."""
    groups: dict[tuple[str, str, int], list[tuple[str, float]]] = {}
    for measure, sector, year, region, value in figures:
        groups.setdefault((measure, sector, year), []).append((region, value))
    return [_row(key, sorted(groups[key])) for key in sorted(groups)]


def _row(key: tuple[str, str, int], values: list[tuple[str, float]]) -> tuple[str, ...]:
    lines = "".join(f"{region} {value!r}\n" for region, value in values)
    total = round(sum(value for _, value in values), 2)
    found = hashlib.sha256(lines.encode()).hexdigest()[:16]
    return (key[0], key[1], str(key[2]), str(len(values)), f"{total:.2f}", found)


def stored() -> list[tuple[str, ...]]:
    """Return the digests of the fact files."""
    with DIGESTS.open(encoding="utf-8", newline="") as file:
        rows = [tuple(row) for row in csv.reader(file)]
    assert rows[0] == HEADER
    return rows[1:]


def read(directory: Path) -> Iterator[Figure]:
    """Read the figures of the fact files.

    Left out is the population of three lone years before 2011, which the package does not hold
    for municipalities outside Västerbotten; later years are in the file of the population.
    """
    for name, measure in FILES.items():
        with (directory / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                told = measure or row["measure"]
                if name.startswith("utbildning") and told == "population":
                    continue
                sector = row.get("nace") or row.get("sector") or "TOTAL"
                sector = "C" if told == "C_share_of_gva" else sector
                where, year = row["region_code"], int(row["year"])
                yield NAMES.get(told, told), sector, year, where, float(row["value"])


def main(directory: Path) -> None:
    """Write the digests of a directory of fact files."""
    with DIGESTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([HEADER, *digests(read(directory))])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
