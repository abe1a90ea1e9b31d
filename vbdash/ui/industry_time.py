"""Industry over time: the county, Sweden and the other counties."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from vbdash.charts.lines import rank_lines, time_lines
from vbdash.charts.panels import small_multiples
from vbdash.indicators.compare import COUNTRY
from vbdash.indicators.missing import reason
from vbdash.indicators.ranks import ranked_by_year
from vbdash.reports.export import Column
from vbdash.text.sentences import industry as say
from vbdash.ui import cached
from vbdash.ui.choice import choose
from vbdash.ui.industry import STATUS, Subject, named, switch_to
from vbdash.ui.show import Exhibit, show
from vbdash.ui.view import View

__all__ = ["draw"]


def draw(view: View, subject: Subject) -> None:
    """Draw the part of the page about years."""
    tx, data = view.tx, view.dataset
    table = _counties(view, subject)
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
    {"andel": _share, "plats": _place, "alla": _all}[face](view, subject, table)


def _counties(view: View, subject: Subject) -> pd.DataFrame:
    """Return the shares of the counties and the country, as the charts want them."""
    data = view.dataset
    shares = cached.industry_share(data, subject.measure, subject.definition)
    levels = data.regions["level"].reindex(shares["region_code"]).to_numpy()
    table: pd.DataFrame = shares[levels != "municipality"].rename(
        columns={"region_code": "code", "share": "value"}
    )
    return table.assign(group=named(view, table["code"]))


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


def _long(view: View, table: pd.DataFrame) -> tuple[pd.DataFrame, list[Column]]:
    """Return the table twin of few regions: one row a region and year."""
    tx = view.tx
    status = table["status"].astype(object).map(lambda s: tx(STATUS[s]))
    rows = table.assign(status=status).sort_values(["year", "code"], ascending=[False, True])
    return rows, [
        Column("year", tx("Year")),
        Column("group", tx("Region")),
        Column("value", tx("Share, percent"), 1),
        Column("status", tx("Status")),
    ]


def _wide(view: View, table: pd.DataFrame, decimals: int) -> tuple[pd.DataFrame, list[Column]]:
    """Return the table twin of many regions: one row a year, one column a region."""
    tx = view.tx
    wide = table.pivot_table("value", "year", "code", sort=False).sort_index(ascending=False)
    names = table.drop_duplicates("code").set_index("code")["group"]
    status = table.drop_duplicates("year").set_index("year")["status"].astype(object)
    said = [tx(STATUS[status[year]]) for year in wide.index]
    rows = wide.assign(status=said).reset_index()
    regions = [Column(str(code), str(names[code]), decimals) for code in wide.columns]
    return rows, [Column("year", tx("Year")), *regions, Column("status", tx("Status"))]


def _exhibit(
    view: View,
    subject: Subject,
    key: str,
    sentence: str,
    years: tuple[int, int],
    twin: tuple[pd.DataFrame, list[Column]],
) -> Exhibit:
    return Exhibit(
        key=f"industry_{key}",
        title=sentence.rstrip("."),
        subtitle=subject.subtitle(view, f"{years[0]}–{years[1]}"),
        sentence=sentence,
        table=twin[0],
        columns=twin[1],
        sources=subject.sources(view.dataset),
        lines=subject.lines(view),
    )


def _span(table: pd.DataFrame) -> tuple[int, int]:
    return int(table["year"].min()), int(table["year"].max())


def _ends(table: pd.DataFrame, code: str) -> tuple[pd.Series, pd.Series] | None:
    """Return the first and last row with a figure."""
    own = table[(table["code"] == code) & table["value"].notna()].sort_values("year")
    return (own.iloc[0], own.iloc[-1]) if len(own) else None


def _share(view: View, subject: Subject, table: pd.DataFrame) -> None:
    tx, county = view.tx, view.dataset.county
    first, last = _ends(table, county)  # type: ignore[misc]  # there is a series
    country = table[table["code"] == COUNTRY].set_index("year")["value"]
    sentence = say.trend(
        tx, definition=subject.definition, region=view.county_name, first=int(first["year"]),
        last=int(last["year"]), own=(first["value"], last["value"]),
        country=(country.get(first["year"], float("nan")), country.get(last["year"], float("nan"))),
    )  # fmt: skip
    figure = time_lines(
        table, tx, unit="%", decimals=1, highlight=[county, COUNTRY], extremes=True,
        y_title=tx("Percent"),
    )  # fmt: skip
    both = table[table["code"].isin([county, COUNTRY])]
    show(view, _exhibit(view, subject, "share", sentence, _span(both), _long(view, both)), figure)
    if subject.measure == "grp_by_group":
        st.caption(
            tx(
                "The figures come from editions that must not be joined; the gaps between them are left open."
            )
        )


def _place(view: View, subject: Subject, table: pd.DataFrame) -> None:
    tx, data = view.tx, view.dataset
    ranked = ranked_by_year(table[table["code"] != COUNTRY])
    first, last = _ends(ranked, data.county)  # type: ignore[misc]  # there is a series
    sentence = say.spread_sentence(
        tx, region=view.county_name, first=int(first["year"]), last=int(last["year"]),
        then=int(first["value"]), now=int(last["value"]), of=int(last["of"]),
    )  # fmt: skip
    figure = rank_lines(
        ranked,
        tx,
        highlight=[data.county],
        y_title=tx("Place among the counties; 1 is the highest share"),
    )
    show(
        view,
        _exhibit(view, subject, "place", sentence, _span(ranked), _wide(view, ranked, 0)),
        figure,
    )


def _all(view: View, subject: Subject, table: pd.DataFrame) -> None:
    tx = view.tx
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
        ordered, tx, unit="%", decimals=1, highlight=[view.dataset.county], context=[COUNTRY],
        y_title=tx("Percent"),
    )  # fmt: skip
    show(
        view,
        _exhibit(view, subject, "all", sentence, _span(table), _wide(view, ordered, 1)),
        figure,
    )
