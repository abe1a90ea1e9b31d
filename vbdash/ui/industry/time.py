"""Industry over time: the county, Sweden and the other counties."""

from __future__ import annotations

from typing import Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from vbdash.charts.lines import rank_lines, time_lines
from vbdash.charts.panels import small_multiples
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.industry.compare import COUNTRY
from vbdash.indicators.missing import reason
from vbdash.indicators.municipality.figures import unbroken
from vbdash.indicators.ranks import ranked_by_year
from vbdash.sentences import industry as say
from vbdash.text import Text
from vbdash.ui import cached
from vbdash.ui.choice import choose
from vbdash.ui.industry.page import STATUS, Subject, axis_title, switch_to
from vbdash.ui.show import show
from vbdash.ui.view import View

__all__ = ["draw"]


def draw(view: View, subject: Subject) -> None:
    """Draw the part of the page about years."""
    tx, data = view.tx, view.dataset
    table = _counties(data, subject.measure, subject.definition, tx.lang)
    own = table[(table["code"] == data.county) & table["value"].notna()]
    if own["year"].nunique() < 3:
        _only_one(view, subject)
        return
    faces = {"andel": tx("Share"), "plats": tx("Place among counties"), "alla": tx("All counties")}
    several = table.loc[table["value"].notna(), "code"].nunique() > 5
    face = "andel"
    if several:
        face = choose(
            "visa", tx("Show"), faces, "andel", widget=st.segmented_control,
            label_visibility="collapsed",
        )  # fmt: skip
    drawn = _DRAWN[face](data, subject.measure, subject.definition, tx.lang)
    show(view, _exhibit(view, subject, face, drawn), drawn.figure)
    if face == "andel" and subject.measure == "grp_by_group":
        st.caption(
            tx(
                "The figures come from editions that must not be joined; the gaps between them are left open."
            )
        )


class _Drawn(NamedTuple):
    """A figure with what is said of it; the same for everybody who looks at the same."""

    sentence: str
    years: tuple[int, int]
    twin: tuple[pd.DataFrame, list[Column]]
    figure: go.Figure


@cached.shared
def _counties(data: Dataset, measure: str, definition: str, lang: str) -> pd.DataFrame:
    """Return the shares of the counties and the country, as the charts want them."""
    shares = cached.industry_share(data, measure, definition)
    levels = data.regions["level"].reindex(shares["region_code"]).to_numpy()
    table: pd.DataFrame = shares[levels != "municipality"].rename(
        columns={"region_code": "code", "share": "value"}
    )
    names = data.regions[f"name_{lang}"].reindex(table["code"])
    return table.assign(group=names.to_numpy())


def _only_one(view: View, subject: Subject) -> None:
    tx, data = view.tx, view.dataset
    st.info(
        tx(
            "There is no series over time for this measure: only {year} is loaded.",
            year=subject.year,
        ),
        icon=":material/info:",
    )
    gap = reason(data.table("gaps"), subject.measure, year=subject.year - 1)
    if gap is not None:
        st.markdown(tx.pick(gap, "text"))
    switch_to(view, "gva", "_time_to_gva")


def _long(tx: Text, table: pd.DataFrame) -> tuple[pd.DataFrame, list[Column]]:
    """Return the table twin of few regions: one row a region and year."""
    status = table["status"].astype(object).map(lambda s: tx(STATUS[s]))
    rows = table.assign(status=status).sort_values(["year", "code"], ascending=[False, True])
    return rows, [
        Column("year", tx("Year")),
        Column("group", tx("Region")),
        Column("value", tx("Share, percent"), 1),
        Column("status", tx("Status")),
    ]


def _wide(tx: Text, table: pd.DataFrame, decimals: int) -> tuple[pd.DataFrame, list[Column]]:
    """Return the table twin of many regions: one row a year, one column a region."""
    wide = table.pivot_table("value", "year", "code", sort=False).sort_index(ascending=False)
    names = table.drop_duplicates("code").set_index("code")["group"]
    status = table.drop_duplicates("year").set_index("year")["status"].astype(object)
    said = [tx(STATUS[status[year]]) for year in wide.index]
    rows = wide.assign(status=said).reset_index()
    regions = [Column(str(code), str(names[code]), decimals) for code in wide.columns]
    return rows, [Column("year", tx("Year")), *regions, Column("status", tx("Status"))]


def _exhibit(view: View, subject: Subject, face: str, drawn: _Drawn) -> Exhibit:
    return Exhibit(
        key=f"industry_{face}",
        title=drawn.sentence.rstrip("."),
        subtitle=subject.subtitle(view, f"{drawn.years[0]}–{drawn.years[1]}"),
        sentence=drawn.sentence,
        table=drawn.twin[0],
        columns=drawn.twin[1],
        sources=subject.sources(view.dataset),
        lines=subject.lines(view),
    )


def _span(table: pd.DataFrame) -> tuple[int, int]:
    return int(table["year"].min()), int(table["year"].max())


def _ends(table: pd.DataFrame, code: str) -> tuple[pd.Series, pd.Series] | None:
    """Return the first and last row with a figure, of one edition."""
    own = table[(table["code"] == code) & table["value"].notna()].sort_values("year")
    own = unbroken(own)
    return (own.iloc[0], own.iloc[-1]) if len(own) else None


@cached.shared_few
def _share(data: Dataset, measure: str, definition: str, lang: str) -> _Drawn:
    tx, table = Text(lang), _counties(data, measure, definition, lang)
    first, last = _ends(table, data.county)  # type: ignore[misc]  # there is a series
    country = table[table["code"] == COUNTRY].set_index("year")["value"]
    sentence = say.trend(
        tx, definition=definition, region=data.name(data.county, lang), first=int(first["year"]),
        last=int(last["year"]), own=(first["value"], last["value"]),
        country=(country.get(first["year"], float("nan")), country.get(last["year"], float("nan"))),
    )  # fmt: skip
    figure = time_lines(
        table, tx, unit="%", decimals=1, highlight=[data.county, COUNTRY], extremes=True,
        y_title=". ".join([axis_title(data, tx, measure, definition), tx("Percent")]),
    )  # fmt: skip
    both = table[table["code"].isin([data.county, COUNTRY])]
    return _Drawn(sentence, _span(both), _long(tx, both), figure)


@cached.shared_few
def _place(data: Dataset, measure: str, definition: str, lang: str) -> _Drawn:
    tx, table = Text(lang), _counties(data, measure, definition, lang)
    ranked = ranked_by_year(table[table["code"] != COUNTRY])
    first, last = _ends(ranked, data.county)  # type: ignore[misc]  # there is a series
    sentence = say.spread_sentence(
        tx, region=data.name(data.county, lang), first=int(first["year"]), last=int(last["year"]),
        then=int(first["value"]), now=int(last["value"]), of=int(last["of"]),
    )  # fmt: skip
    figure = rank_lines(
        ranked,
        tx,
        highlight=[data.county],
        y_title=". ".join(
            [
                axis_title(data, tx, measure, definition),
                tx("Place among the counties; 1 is the highest share"),
            ]
        ),
    )
    return _Drawn(sentence, _span(ranked), _wide(tx, ranked, 0), figure)


@cached.shared_few
def _all(data: Dataset, measure: str, definition: str, lang: str) -> _Drawn:
    tx, table = Text(lang), _counties(data, measure, definition, lang)
    table = table[table["value"].notna()]
    latest = table[table["year"] == table["year"].max()].sort_values("value", ascending=False)
    order = {code: place for place, code in enumerate(latest["code"])}
    ordered = table.sort_values("code", key=lambda c: c.map(order), kind="stable")
    counties = latest[latest["code"] != COUNTRY]
    sentence = say.swarm_sentence(
        tx, highest=counties["group"].iloc[0], high=counties["value"].iloc[0],
        lowest=counties["group"].iloc[-1], low=counties["value"].iloc[-1],
        of=len(counties), year=int(counties["year"].iloc[0]), unit="county",
    )  # fmt: skip
    figure = small_multiples(
        ordered, tx, unit="%", decimals=1, highlight=[data.county], context=[COUNTRY],
        y_title=". ".join([axis_title(data, tx, measure, definition), tx("Percent")]),
    )  # fmt: skip
    return _Drawn(sentence, _span(table), _wide(tx, ordered, 1), figure)


#: What each face draws.
_DRAWN: Final = {"andel": _share, "plats": _place, "alla": _all}
