"""Every municipality with what is known of it in a line: the way in where none is chosen."""

from __future__ import annotations

from typing import Final, NamedTuple

import pandas as pd

from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.indicators.firms.leading import spread_of
from vbdash.indicators.loaded import firms as firms_here
from vbdash.indicators.municipality.figures import definition_here, municipal_figures
from vbdash.sentences import overview as say
from vbdash.sentences.facts import capital
from vbdash.sentences.industry import industry_noun
from vbdash.text import Text

_SHARE: Final = "employed_residence_share"
_PEOPLE: Final = "population"


class WaysIn(NamedTuple):
    """The list of municipalities.

    Attributes
    ----------
    rows
        Name, and the figures in words.
    about
        What the figures are; nothing where there are none.
    sources
        Ids of the publications behind them.
    """

    rows: list[tuple[str, str]]
    about: str
    sources: list[str]


@kept
def ways_in(dataset: Dataset, definition: str, strength: str, lang: str) -> WaysIn:
    """Return each municipality with its figures in words, what they are, and their sources."""
    tx, table = Text(lang), municipal_figures(dataset, definition)
    codes = sorted(dataset.municipality_codes, key=dataset.name)
    people, people_year = _latest(table, codes, _PEOPLE)
    share, share_year = _latest(table, codes, _SHARE)
    firms: dict[str, int] = {}
    if firms_here(dataset).here:
        counts = spread_of(dataset, strength).by_municipality["firms"]
        firms = {str(code): int(count) for code, count in counts.items()}
    rows = []
    for code in codes:
        parts = [
            _share(tx, share.get(code)) if share else "",
            _people(tx, people.get(code)) if people else "",
            tx.plural("{n} firm", "{n} firms", firms[code]) if firms else "",
        ]
        rows.append((dataset.name(code), " · ".join(part for part in parts if part)))
    industry = industry_noun(tx, definition_here(dataset, definition))
    about = [
        tx("share of the employed residents who work in {industry} ({year})", industry=industry, year=share_year)
        if share else "",
        tx("inhabitants ({year})", year=people_year) if people else "",
        tx("number of firms {kind}", kind=say.spread_label(tx, strength)) if firms else "",
    ]  # fmt: skip
    said = tx.listing(part for part in about if part)
    used = [measure for measure, known in ((_SHARE, share), (_PEOPLE, people)) if known]
    return WaysIn(
        rows,
        capital(said) + "." if said else "",
        [str(dataset.row("measures", m)["source_id"]) for m in used],
    )


def _latest(table: pd.DataFrame, codes: list[str], measure: str) -> tuple[dict[str, float], int]:
    """Return a measure's values in its latest year, and the year; none where there are none."""
    own = table[(table["measure"] == measure) & table["code"].isin(codes) & table["value"].notna()]
    if own.empty:
        return {}, 0
    year = int(own["year"].max())
    now = own[own["year"] == year]
    return dict(zip(now["code"].tolist(), now["value"].tolist(), strict=True)), year


def _share(tx: Text, value: float | None) -> str:
    return tx("industry: no figure") if value is None else f"**{tx.percent(value)}**"


def _people(tx: Text, value: float | None) -> str:
    if value is None:
        return tx("inhabitants: no figure")
    return tx("{n} inh.", n=tx.number(value))
