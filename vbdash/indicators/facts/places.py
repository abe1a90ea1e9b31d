"""Facts about where municipalities stand: extremes and outliers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

import numpy as np
import pandas as pd

from vbdash.data.editions import usual_year
from vbdash.indicators.facts.fact import Fact, known_figures, squash, worth_comparing
from vbdash.indicators.municipality.figures import wide_table
from vbdash.indicators.similar import usual

_PROOF: Final = {"del": "laget"}
#: How many places from either end are worth saying, and what those after the first are worth.
_LISTED: Final = 3
_NEXT: Final = 0.5
#: As many in as out, give or take one in twenty, is no finding.
_CLEARLY: Final = 1.05


def extremes(
    figures: pd.DataFrame,
    codes: tuple[str, ...],
    amounts: Collection[str] = (),
    factors: Collection[str] = (),
    decimals: Mapping[str, int] | None = None,
) -> Iterator[Fact]:
    """Find who has the highest and the lowest value of each measure.

    Parameters
    ----------
    figures
        Rows of :func:`vbdash.indicators.municipality.figures.municipal_figures`.
    codes
        The group.
    amounts
        Measures of mere size: of these only the two ends are told.
    factors
        Measures that differ by factors: their logarithms are compared.
    decimals
        That each measure is shown with: what a reader sees as the same is a shared place.

    Yields
    ------
    Fact
        Kinds ``"highest"`` and ``"lowest"``, with ``value``, ``median`` and ``of``; and
        ``"few_higher"`` and ``"few_lower"`` for the next two, with ``beyond`` (how many are further
        out). A shared place is no fact, nor is one in the middle half.
        The score grows with the distance from the median and from the runner-up, both in distances
        between the quartiles (of the logarithm for measures that differ by factors).
    """
    for measure, rows in worth_comparing(figures, codes):
        year = usual_year(rows)
        now = rows[rows["year"] == year].set_index("code")["value"].sort_index()
        places = (decimals or {}).get(str(measure))
        shown = now if places is None else now.round(places)
        scale = np.log(shown.where(shown > 0)) if measure in factors else shown
        middle = usual(scale.to_numpy())
        if not middle.spread > 0 or scale.isna().any():
            continue
        known = {"median": float(np.median(now)), "of": len(now)}
        for kinds, ordered in (
            (("highest", "few_higher"), scale.sort_values(ascending=False, kind="stable")),
            (("lowest", "few_lower"), scale.sort_values(kind="stable")),
        ):
            for beyond in range(min(1 if measure in amounts else _LISTED, len(ordered) - 1)):
                code = str(ordered.index[beyond])
                gap = abs(float(ordered.iloc[beyond] - ordered.iloc[beyond + 1])) / middle.spread
                away = abs(float(ordered.iloc[beyond]) - middle.median) / middle.spread
                tied = beyond > 0 and ordered.iloc[beyond] == ordered.iloc[beyond - 1]
                if gap <= 0 or not middle.side(ordered.iloc[beyond]) or tied:
                    continue
                score = squash(away + gap) * (1 if beyond == 0 else _NEXT)
                values = known | {"value": float(now[code]), "beyond": beyond}
                yield Fact(kinds[beyond > 0], code, measure, year, score, values, query=_PROOF)


def more_in_than_out(figures: pd.DataFrame, codes: tuple[str, ...]) -> Iterator[Fact]:
    """Find the municipalities that clearly more people commute into than out of.

    Yields
    ------
    Fact
        Kind ``"net_in"``, with ``into``, ``out``, ``count`` (how many municipalities are like
        that) and ``of``.
    """
    own = known_figures(figures, codes)
    both = own[own["measure"].isin(["commuters_in", "commuters_out"])]
    if both.empty:
        return
    year = int(both["year"].max())
    wide = wide_table(both[both["year"] == year], "code", "measure").dropna()
    if wide.shape[1] < 2:
        return
    more = wide[wide["commuters_in"] > _CLEARLY * wide["commuters_out"]].sort_index()
    for code, row in more.iterrows():
        yield Fact(
            "net_in", str(code), "commuters_in", year, 0.8 * (1 - len(more) / len(wide)) ** 2,
            {"into": float(row["commuters_in"]), "out": float(row["commuters_out"]),
             "count": len(more), "of": len(wide)},
            query=_PROOF,
        )  # fmt: skip
