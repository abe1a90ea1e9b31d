"""The claim: who said what, measured how, and what 41 percent may and may not mean."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from vbdash.charts.dots import dumbbell
from vbdash.charts.quotes import quotes
from vbdash.indicators.claims import YEARS, claim_kinds
from vbdash.reports.export import Column
from vbdash.text import msg
from vbdash.text.sentences import industry as say
from vbdash.ui import not_loaded
from vbdash.ui.choice import choose
from vbdash.ui.downloads import source_line
from vbdash.ui.industry import Subject, business_shares, claim_ratios, denominators, named
from vbdash.ui.show import Exhibit, show
from vbdash.ui.view import View

__all__ = ["draw"]

_SEED: Final = "vasterbotten-41"
#: Published by others about their own production only, and so not comparable with the rest.
_DIRECT: Final = "stockholm-13"
#: Years in which the same edition has the county and Sweden.
_GOODS_YEARS: Final = (2017, 2022)
_KINDS: Final = {
    "economy": msg("Value added"),
    "gdp": msg("GDP or GRP"),
    "business": msg("Business sector"),
    "work": msg("Jobs"),
}
_INDIRECT: Final = {"yes": msg("yes"), "no": msg("no"), "not_stated": msg("not stated")}


def draw(view: View, _subject: Subject) -> None:
    """Draw the part of the page about the claim."""
    not_loaded.article_elsewhere(view)
    _verdict(view)
    _ratios(view)
    _hypotheses(view)
    _business(view)
    _said(view)


def _verdict(view: View) -> None:
    tx, claims = view.tx, view.dataset.table("published_claims").set_index("id")
    if _SEED not in claims.index:
        return
    seed = claims.loc[_SEED]
    st.subheader(
        tx("The figure is quoted without definition, year, denominator or source"), anchor=False
    )
    st.markdown(f"> {tx.pick(seed, 'wording')}")
    st.markdown(
        tx(
            "It is not industry's own share of value added: that is about a quarter by the usual definition "
            "(SNI B–E). No official series for the county here shows it, by any definition. It can only be understood as "
            "something else, and what that is has not been published."
        )
    )
    source_line(view, [str(seed["source_id"])])


def _ratios(view: View) -> None:
    tx, data = view.tx, view.dataset
    table = claim_ratios(data)
    own = table[table["id"] == _SEED]
    others = table[~table["id"].isin([_SEED, _DIRECT])]
    if own.empty or others.empty:
        return
    sentence = say.ratio_sentence(
        tx, region=view.dataset.name(own["code"].iloc[0], tx.lang),
        own=(own["ratio_low"].iloc[0], own["ratio_high"].iloc[0]),
        others=[*others["ratio_low"], *others["ratio_high"]],
    )  # fmt: skip
    claims = data.table("published_claims").set_index("id")
    table = table.assign(
        label=named(view, table["code"]), first=table["value"], second=table["middle"],
        indirect=[tx(_INDIRECT[i]) for i in table["indirect"]],
        wording=[tx.pick(claims.loc[i], "wording") for i in table["id"]],
    )  # fmt: skip
    exhibit = Exhibit(
        key="industry_ratios",
        title=sentence.rstrip("."),
        subtitle=tx(
            "Quoted claims beside industry's own share of value added (SNI B–E, regional accounts), the middle of "
            "the years {first}–{last}, since the claims state no year. Stockholm's claim is said to be industry's "
            "own production only.",
            first=YEARS[0],
            last=YEARS[-1],
        ),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("Area")),
            Column("wording", tx("As quoted")),
            Column("indirect", tx("Indirect links included")),
            Column("middle", tx("Own share, percent (SNI B–E)"), 1),
            Column("ratio_low", tx("Claim / share, lowest"), 2),
            Column("ratio_high", tx("Claim / share, highest"), 2),
        ],
        sources=[*table["source_id"], str(data.measures.loc["gva", "source_id"])],
        lines=[],
    )
    figure = dumbbell(
        table, tx, names=(tx("Quoted claim"), tx("Own share of value added")), unit="%", quoted=True
    )
    show(view, exhibit, figure)
    st.markdown(
        tx(
            "**Direct** is what industry itself produces. **Direct and indirect** also counts what others produce "
            "for it: transport, services, materials. The second can be one and a half or two times the first, "
            "and the two must not be set beside each other as if they were the same."
        )
    )


def _hypotheses(view: View) -> None:
    tx = view.tx
    st.subheader(tx("Three things it may measure, and what each would need"), anchor=False)
    first, second, third = st.columns(3, border=True)
    with first:
        st.markdown("**" + tx("Most likely: industry with its suppliers") + "**")
        st.markdown(
            tx(
                "A series of county reports from 2019 by Teknikföretagen uses the same words and gives other "
                "counties figures as far above the official share. A report on Västerbotten exists but has not been "
                "read. *Needed:* that report, or the input–output calculation behind it, with its year."
            )
        )
    with second:
        st.markdown("**" + tx("Possible: share of the business sector") + "**")
        st.markdown(
            tx(
                "Statistics Sweden publishes industry's share of the business sector, without finance and public "
                "administration. It is higher than the share of the whole economy. *Needed:* the row for "
                "Västerbotten, sections B, C, D and E, for each of the years 2016–2020."
            )
        )
    with third:
        st.markdown("**" + tx("Ruled out by what is on record: goods producers") + "**")
        st.markdown(
            tx(
                "With construction, farming and forestry counted in, the share of gross regional product was "
                "{shares}. Without what is not split by industry it was {allocated}, and of the production of "
                "goods and services only {business}. No year on record gives the quoted figure. *Needed:* nothing "
                "more, unless years that are missing here differ.",
                **_goods(view),
            )
        )


def _goods(view: View) -> dict[str, str]:
    """Return goods producers' shares of three wholes, each year with its own, as people say it.

    They are those of the county that the claim is about, whichever county is in focus.
    """
    tx, data = view.tx, view.dataset
    claims = data.table("published_claims").set_index("id")["region_code"]
    county = str(claims.get(_SEED, data.county))
    found = {}
    for key, kind in (("shares", "grp"), ("allocated", "allocated"), ("business", "business")):
        said = []
        for year in _GOODS_YEARS:
            rows = denominators(data, county, year)
            share = rows.loc[rows["denominator"] == kind, "share"]
            if len(share):
                said.append(tx("{share} in {year}", share=tx.percent(share.iloc[0]), year=year))
        found[key] = tx.listing(said)
    return found


def _business(view: View) -> None:
    tx, data = view.tx, view.dataset
    table = business_shares(data)
    table = table.assign(
        label=named(view, table["code"]), first=table["economy"], second=table["business"],
        note=table[f"missing_{tx.lang}"],
    )  # fmt: skip
    known = table[table["business"].notna()]
    if known.empty:
        return
    own = table[table["code"] == data.county].iloc[0]
    sentence = tx(
        "In {count} counties the same industry weighs {low}–{high} times as much in the business sector as in "
        "the whole economy.",
        count=len(known), low=tx.number(known["ratio"].min(), 1), high=tx.number(known["ratio"].max(), 1),
    )  # fmt: skip
    exhibit = Exhibit(
        key="industry_business",
        title=sentence.rstrip("."),
        subtitle=tx(
            "Industry (SNI B–E) in 2020 as a share of all value added (regional accounts) and of the business "
            "sector's (SNI A–S without K and O; the four sections are added here)."
        ),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("County")),
            Column("economy", tx("Of all value added, percent"), 1),
            Column("business", tx("Of the business sector, percent"), 1),
            Column("ratio", tx("Ratio"), 2),
            Column("note", tx("Note")),
        ],
        sources=[str(data.measures.loc[m, "source_id"]) for m in ("business_gva_share", "gva")],
        lines=[(tx("Caveats"), tx.pick(data.measures.loc["business_gva_share"], "caveats"))],
    )
    names = (tx("Of all value added"), tx("Of the business sector"))
    show(view, exhibit, dumbbell(known, tx, names=names, unit="%", decimals=1))
    if own["note"]:
        st.caption(own["note"])


def _said(view: View) -> None:
    tx, data = view.tx, view.dataset
    claims = data.table("published_claims")
    claims = claims.assign(kind=claim_kinds(claims))
    claims = claims.sort_values(["value", "id"], ascending=[False, True])
    st.subheader(tx("Who said what, measured how"), anchor=False)
    kind = choose(
        "slag", tx("Share of"), {k: tx(name) for k, name in _KINDS.items()}, "economy",
        widget=st.segmented_control,
    )  # fmt: skip
    table = claims[claims["kind"] == kind].reset_index(drop=True)
    table = table.assign(
        code=table["id"], label=[_speaker(view, row) for _, row in table.iterrows()],
        publisher=[str(data.sources.loc[s, "publisher"]) for s in table["source_id"]],
        indirect=[tx(_INDIRECT[i]) for i in table["indirect"]],
        wording=table[f"wording_{tx.lang}"], industry=table[f"industry_{tx.lang}"],
        denominator=table[f"denominator_{tx.lang}"], note=table[f"note_{tx.lang}"].fillna(""),
        area=table[f"area_{tx.lang}"],
    )  # fmt: skip
    sentence = tx.plural(
        "{n} published figure that is a share of this, as quoted.",
        "{n} published figures that are shares of this, as quoted: from {low} to {high} percent.",
        len(table), low=tx.number(table["value"].min()), high=tx.number(table["value"].max()),
    )  # fmt: skip
    exhibit = Exhibit(
        key=f"industry_claims_{kind}",
        title="",
        subtitle=sentence,
        sentence=sentence,
        table=table,
        columns=[
            Column("area", tx("Area")),
            Column("value", tx("Percent, as quoted"), 1),
            Column("wording", tx("As quoted")),
            Column("publisher", tx("Published by")),
            Column("industry", tx("Industry means")),
            Column("denominator", tx("Share of")),
            Column("indirect", tx("Indirect links included")),
            Column("note", tx("Note")),
        ],
        sources=list(table["source_id"]),
        lines=[],
    )
    show(view, exhibit, quotes(table, tx, highlight=[_SEED]))


def _speaker(view: View, row: pd.Series) -> str:
    """Say of what area a figure is, who published it and when."""
    tx = view.tx
    publisher = str(view.dataset.sources.loc[row["source_id"], "publisher"])
    area = tx.pick(row, "area")
    if not pd.isna(row["ref_year"]):
        area = f"{area} {int(row['ref_year'])}"
    said = "" if pd.isna(row["published_year"]) else f" {int(row['published_year'])}"
    return f"{area} · {publisher}{said}"
