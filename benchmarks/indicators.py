"""What the indicators cost beside a plain pandas group-by on the same frame.

    python -m benchmarks.indicators [--rows]    290 municipalities x 15 groups x 20 years, made up
    python -m benchmarks.indicators --page      a rerun of each part of the industry page

Medians of processor time, so that what else the machine does falls on neither; the indicators in
turns with the group-by. What passes on the clock for visitors is in benchmarks/visitors.py.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from vbdash.indicators import ranks, specialisation
from vbdash.indicators.arrays import cube
from vbdash.indicators.industry import shift_share
from vbdash.indicators.industry.shares import sector_shares

ROOT = Path(__file__).resolve().parents[1]
GROUPS = ["A", "B+C", "D+E", "F", "G", "H", "I", "J", "K", "L", "M+N", "O", "P", "Q", "R+S+T+U"]
RUNS = 40
PARTS = [
    {"del": "tid"},
    {"del": "tid", "visa": "plats"},
    {"del": "tid", "visa": "alla"},
    {"del": "lan"},
    {"del": "kommuner", "matt": "employed_residence"},
    {"del": "kommuner", "matt": "employed_residence", "karta": "cirklar"},
    {"del": "branscher"},
    {"del": "forandring"},
    {"del": "steg"},
    {"del": "41"},
]


def frame() -> pd.DataFrame:
    """Make up figures in the shape and with the types of the table ``observations``."""
    rng = np.random.default_rng(290)
    codes = [f"{number:04d}" for number in range(290)]
    index = pd.MultiIndex.from_product(
        [codes, range(2005, 2025), GROUPS], names=["region_code", "year", "sector"]
    )
    table = index.to_frame(index=False).assign(series="x")
    table["status"] = np.where(table["year"] >= 2023, "preliminary", "final")
    table["value"] = rng.integers(0, 5000, len(table)).astype(float)
    return table.astype(
        {"series": "str", "region_code": "str", "sector": "str", "status": "category"}
    )


def beside(task: Callable[[], object], plain: Callable[[], object]) -> tuple[float, float]:
    """Return median milliseconds of two things run in turn."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS):
        for times, run in zip(taken, (task, plain), strict=True):
            began = time.process_time()
            run()
            times.append(1000 * (time.process_time() - began))
    return statistics.median(taken[0]), statistics.median(taken[1])


def rows() -> None:
    table = frame()
    keys = ["region_code", "year", "sector"]
    values, (regions, _, _) = cube(table, keys)
    country = values.sum(axis=0)

    def structure(measure: Callable[..., object]) -> Callable[[], object]:
        """From the long table to the measure, so that the two start from the same."""
        return lambda: measure(cube(table, keys)[0], country)

    tasks = {
        "industry's share": lambda: sector_shares(table, ["B+C", "D+E"], GROUPS),
        "location quotient": structure(specialisation.location_quotient),
        "Krugman's index": structure(specialisation.krugman),
        "Herfindahl's index": structure(lambda a, _: specialisation.herfindahl(a)),
        "ranks": structure(lambda a, _: ranks.places(a[..., 1])),
        "shift-share": structure(
            lambda a, c: shift_share.shift_share(a[:, 0], a[:, -1], c[0], c[-1])
        ),
    }
    by = ["series", "region_code", "year"]

    def grouped(rows: pd.DataFrame, by: list[str]) -> pd.Series:
        return rows.groupby(by, observed=True)["value"].sum()

    def plain_share() -> pd.Series:
        part = grouped(table[table["sector"].isin(["B+C", "D+E"])], by)
        return 100 * part / grouped(table, by)

    print(f"{len(table):,} rows, {len(regions)} regions")
    print(
        f"{'':20} {'ms':>6} {'one group-by':>13} {'ratio':>6} {'share by group-bys':>19} {'ratio':>6}"
    )
    for name, task in tasks.items():
        share = name == "industry's share"
        ours, plain = beside(task, lambda share=share: grouped(table, by if share else keys[:2]))
        line = f"{name:20} {ours:6.1f} {plain:13.1f} {ours / plain:6.2f}"
        if share:
            ours, plain = beside(task, plain_share)
            line += f" {plain:19.1f} {ours / plain:6.2f}"
        print(line)


def page() -> None:
    from streamlit.testing.v1 import AppTest

    print(f"{'part':58} {'ms, p50':>8} {'max':>6} {'bytes':>7}")
    for query in PARTS:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        app.switch_page("pages/industry.py").run()
        gc.collect()
        gc.freeze()
        times = []
        for _ in range(15):
            began = time.process_time()
            app.run()
            times.append(1000 * (time.process_time() - began))
        size = sum(
            each.proto.ByteSize()
            for each in (*app.main, *app.sidebar)
            if getattr(each, "proto", None)
        )
        print(f"{query!s:58} {statistics.median(times):8.0f} {max(times):6.0f} {size:7,}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", action="store_true")
    parser.add_argument("--page", action="store_true")
    asked = parser.parse_args()
    if asked.rows or not asked.page:
        rows()
    if asked.page:
        page()
