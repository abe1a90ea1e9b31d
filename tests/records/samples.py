"""Intervention records for tests: written by hand, or drawn at random from a seed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from vbdash.records.codes import AREAS, FORMS, NEEDS, SIZES, STEPS

COLUMNS = [
    "firm_id", "municipality_code", "sni2", "size_class", "step", "date", "area", "form", "actor",
    "hours", "amount_granted", "amount_paid", "de_minimis", "needs", "result", "source", "verified",
    "sample",
]  # fmt: skip


def record(firm: str, step: str, day: str, **more: object) -> dict[str, object]:
    """One row with everything filled in that counting needs."""
    base = dict.fromkeys(COLUMNS) | {
        "firm_id": firm,
        "municipality_code": "2480",
        "sni2": "25",
        "size_class": "10-49",
        "step": step,
        "date": day,
        "sample": False,
    }
    return base | more


def table(*rows: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=COLUMNS)
    return frame.assign(date=pd.to_datetime(frame["date"]))


def drawn(seed: int, firms: int, codes: tuple[str, ...]) -> pd.DataFrame:
    """A plausible set: uneven over municipalities, fewer firms at each step."""
    rng = np.random.default_rng(seed)
    weights = rng.pareto(1.2, len(codes)) + 0.05
    rows = []
    for i in range(firms):
        kind = {
            "municipality_code": str(rng.choice(codes, p=weights / weights.sum())),
            "sni2": str(rng.choice(["10", "16", "25", "28", "33"], p=[0.1, 0.3, 0.3, 0.2, 0.1])),
            "size_class": str(rng.choice(SIZES, p=[0.4, 0.4, 0.15, 0.05])),
        }
        last = int(rng.choice(len(STEPS), p=[0.1, 0.2, 0.2, 0.1, 0.3, 0.1]))
        for k in range(last + 1):
            day = f"{2019 + int(rng.integers(3))}-{1 + int(rng.integers(12)):02}-15"
            more: dict[str, object] = {}
            if STEPS[k] in ("visited", "mapped"):
                more["needs"] = ";".join(sorted(set(rng.choice(NEEDS, 2))))
            if STEPS[k] == "helped":
                more |= {"area": str(rng.choice(AREAS)), "form": str(rng.choice(FORMS))}
            rows.append(record(f"firm-{i:03}", STEPS[k], day, **kind, **more))
    return table(*rows)
