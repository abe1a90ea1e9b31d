"""What the public figures of the records give away, and what protecting them costs in truth.

    python -m benchmarks.disclosure [--most 30] [--sets 60]

The attack knows the rule: it releases every table of four size classes with at most so many firms
and asks, for each withheld figure, what it is in all tables that look alike. It is tried a second
time by somebody who has the exact total from elsewhere. The truth is measured on made-up records of
the county.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from tests.records.samples import drawn
from tests.records.test_release import DATA, GROUPS, around
from vbdash.records.counts import funnel, progress
from vbdash.records.reach import eligible_from_workplaces, reach
from vbdash.records.release import STEP, release
from vbdash.records.withholding import LIMIT, Sum, withhold

_SUM = Sum("all", tuple("abcd"))


def tables(total: int) -> Iterator[tuple[int, ...]]:
    """Every table of four classes with so many firms."""
    for a in range(total + 1):
        for b in range(total + 1 - a):
            for c in range(total + 1 - a - b):
                yield a, b, c, total - a - b - c


def attack(most: int, *, total_known: bool) -> str:
    """Say how much of the withheld figures one who knows the rule can tell."""
    alike: dict[tuple, list[tuple[int, ...]]] = defaultdict(list)
    for total in range(most + 1):
        for table in tables(total):
            levels = withhold(dict(zip("abcd", table, strict=True)) | {"all": total}, [_SUM])
            alike[*levels.values(), total if total_known else 0].append(table)
    figures = narrowed = excluded = exact = 0
    for look, found in alike.items():
        if look[4] > most - 2 * LIMIT:  # larger tables, which were not listed, look the same
            continue
        for place in range(4):
            if not look[place]:
                values = {table[place] for table in found}
                figures += len(found)
                narrowed += len(found) * (not values >= set(range(LIMIT)))
                excluded += len(found) * (0 not in values)
                exact += len(found) * (len(values) == 1)
    shares = ", ".join(f"{100 * n / figures:.2f} %" for n in (narrowed, excluded, exact))
    return f"{figures} withheld figures; narrowed, none excluded, told exactly: {shares}"


def truth(sets: int) -> None:
    """Print how far the figures shown are from the true ones."""
    for name in ("workplaces", "register"):
        rows_off, total_off, withheld, seconds = [], [], [], []
        for seed in range(sets):
            rows = drawn(seed, 60 + 13 * seed % 400, DATA.municipality_codes)
            base = around(seed, rows) if name == "register" else eligible_from_workplaces(DATA)
            began = time.perf_counter()
            public = release(rows, base, GROUPS)
            seconds.append(time.perf_counter() - began)
            true = reach(progress(rows), base, "municipality_code", STEP, list(GROUPS.index))
            shown = public.tables["municipality_code"]["reached"]
            rows_off += (true["reached"] - shown).dropna().tolist()
            withheld.append(shown.isna().mean())
            level = public.steps["reached"].fillna(0)[STEP]
            total_off.append(funnel(rows)["reached"][STEP] - level)
        print(
            f"{name}: rows shown are {np.mean(rows_off):.1f} below the truth in the mean,"
            f" {max(rows_off):.0f} at most; {100 * np.mean(withheld):.0f} % of municipalities are"
            f" withheld; the total is {np.mean(total_off):.1f} below, at the 9th decile"
            f" {np.percentile(total_off, 90):.0f}, at most {max(total_off):.0f};"
            f" {np.median(seconds):.2f} s a release, {max(seconds):.2f} s at most"
        )


def main() -> None:
    """Print the attack and the price."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--most", type=int, default=30)
    options.add_argument("--sets", type=int, default=60)
    chosen = options.parse_args()
    print("knows the rule:", attack(chosen.most, total_known=False))
    print("and the exact total from elsewhere:", attack(chosen.most, total_known=True))
    truth(chosen.sets)


if __name__ == "__main__":
    main()
