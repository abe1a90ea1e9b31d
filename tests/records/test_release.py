"""What the public view gives away beyond single figures: rows taken together, and the target group."""

import numpy as np
import pandas as pd
import pytest

from tests.records.samples import drawn, record, table
from tests.records.test_withholding import DATA, GROUPS, attack, shown
from vbdash.records.counts import SIZES
from vbdash.records.reach import Eligible, eligible_from_register, eligible_from_workplaces
from vbdash.records.release import Release, release
from vbdash.records.withholding import LIMIT, Sum

KIND = {"size_class": "1-9", "area": "skills", "form": "advice"}


def helped(count: int, code: str, **more: object) -> list[dict]:
    return [
        record(f"{code}-{i}", "helped", "2019-03-01", **KIND | {"municipality_code": code} | more)
        for i in range(count)
    ]


def register(**firms: int) -> Eligible:
    """A register of firms of one division and size, so many in each municipality (``m2480=30``)."""
    rows = [
        {"firm_id": f"{code[1:]}-{i}", "municipality_code": code[1:], "sni2": "25",
         "size_class": "1-9"}
        for code, count in firms.items() for i in range(count)
    ]  # fmt: skip
    return eligible_from_register(pd.DataFrame(rows))


def many_divisions(seed: int) -> pd.DataFrame:
    """Records in three common divisions and three with very few firms."""
    rows = drawn(seed, 60 + seed * 13 % 200, DATA.municipality_codes)
    firms = rows["firm_id"].unique()
    of = np.random.default_rng(seed).choice(
        ["25", "28", "16", "11", "12", "13"], len(firms), p=[0.5, 0.2, 0.2, 0.04, 0.03, 0.03]
    )
    return rows.assign(sni2=rows["firm_id"].map(dict(zip(firms, of, strict=True))))


@pytest.mark.parametrize("seed", [5, 13, 18, 20])
def test_divisions_without_a_row_are_safe_together(seed: int) -> None:
    """The total less the rows that are shown is what all the other divisions have together."""
    rows = many_divisions(seed)
    public = release(rows, eligible_from_workplaces(DATA), GROUPS)
    values, gone, sums, _ = shown(public, rows)
    parts = tuple(
        key for key in values if key[0] == "sni2" and key[1] not in public.tables["sni2"].index
    )
    values["together"] = sum(values[part] for part in parts)
    sums.append(Sum("together", parts))
    found = attack(values, gone | {"together"}, sums, ["together"])["together"]
    assert values["together"] >= LIMIT or (found[0] == 0 and found[1] >= LIMIT - 1)


def test_where_nearly_everybody_was_helped_it_is_not_shown_of_whom() -> None:
    """Eight helped of eight: whoever knows a firm there would know that it was helped."""
    rows = table(*helped(20, "2480"), *helped(8, "2460"), *helped(12, "2404"))
    base = register(m2480=40, m2460=8, m2404=14, m2401=9, m2409=9, m2482=60)
    seen = release(rows, base, GROUPS).tables["municipality_code"]
    for code in ("2460", "2404"):
        assert seen.loc[code, ["reached", "eligible"]].isna().any()
        assert pd.isna(seen.at[code, "rate"])


def everything(public: Release, rows: pd.DataFrame, base: Eligible) -> tuple:
    """What is shown of records and target group together, with everybody left in it."""
    values, gone, sums, secret = shown(public, rows)
    gone = set(gone)
    secret = list(secret)
    for name in ("municipality_code", "sni2", "size_class"):
        seen = public.tables[name]["eligible"]
        truth = base.by(name).astype(int)
        for key, n in truth.items():
            values["base", name, key] = int(n)
            values.setdefault((name, key), 0)
            if pd.isna(seen.get(key)):
                gone.add(("base", name, key))
            if pd.isna(public.tables[name]["reached"].get(key)):
                gone.add((name, key))
            if n >= values[name, key]:
                values["left", name, key] = int(n) - values[name, key]
                gone.add(("left", name, key))
                sums.append(Sum(("base", name, key), ((name, key), ("left", name, key))))
        values["base"] = int(truth.sum())
        sums.append(Sum("base", tuple(("base", name, key) for key in truth.index)))
    for group in ("coast", "inland"):
        if pd.notna(public.tables["group"].at[group, "eligible"]):
            parts = tuple(k for k in values if k[:2] == ("base", "municipality_code")
                          and GROUPS[k[2]] == group)  # fmt: skip
            values["base", "group", group] = sum(values[part] for part in parts)
            sums.append(Sum(("base", "group", group), parts))
    secret += [k for k, n in values.items() if k[0] in ("base", "left") and n < LIMIT]
    return values, frozenset(gone), sums, secret


@pytest.mark.parametrize("seed", [2, 5])
def test_helped_and_target_group_do_not_give_each_other_away(seed: int) -> None:
    rng = np.random.default_rng(seed)
    codes = DATA.municipality_codes[:8]
    rows = drawn(seed, 150, codes)
    firms = rows.drop_duplicates("firm_id")[["firm_id", "municipality_code", "sni2", "size_class"]]
    more = pd.DataFrame(
        [
            {"firm_id": f"e{i}", "municipality_code": str(rng.choice(codes)),
             "sni2": str(rng.choice(["10", "16", "25", "28", "33"])),
             "size_class": str(rng.choice(SIZES))}
            for i in range(10)
        ]
    )  # fmt: skip
    base = eligible_from_register(pd.concat([firms, more]))
    public = release(rows, base, GROUPS)
    values, gone, sums, secret = everything(public, rows, base)
    assert set(secret) <= gone
    for key, (low, high) in attack(values, gone, sums, secret).items():
        assert low == 0, key
        assert high >= LIMIT - 1, key


def test_a_group_whose_base_is_not_whole_has_no_rate() -> None:
    """Bjurholm has no published workplaces: its firms helped are over nothing in the inland."""
    rows = table(*helped(20, "2480"), *helped(9, "2403"), *helped(12, "2460"))
    seen = release(rows, eligible_from_workplaces(DATA), GROUPS).tables["group"]
    assert eligible_from_workplaces(DATA).by("municipality_code").isna().sum() == 1
    assert pd.isna(seen.at["inland", "rate"])
    assert pd.isna(seen.at["inland", "eligible"])
