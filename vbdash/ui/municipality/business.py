"""What a municipality lives on: its sectors, its firms on the map, and support that names it."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from vbdash.charts.maps.geometry import geometry_of
from vbdash.charts.maps.points import Status, points
from vbdash.charts.maps.view import MapView
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column, Exhibit
from vbdash.indicators.firms.leading import leading_rows
from vbdash.indicators.firms.names import called
from vbdash.indicators.municipality.portrait import support_of
from vbdash.sentences import municipality as say
from vbdash.sentences import portrait
from vbdash.sentences.facts import sector_noun
from vbdash.sentences.readable import value_labels
from vbdash.text import Text
from vbdash.ui import not_loaded
from vbdash.ui.cached import shared_few
from vbdash.ui.composition import show_composition
from vbdash.ui.go import go_button
from vbdash.ui.map import show_map
from vbdash.ui.municipality.data import portraits
from vbdash.ui.safe import quiet
from vbdash.ui.table import show_table
from vbdash.view import View

__all__ = ["business", "firms", "support"]

_MEASURE: Final = "employed_residence"
#: The sign of each status on the map; only firms in operation are filled.
_LOOKS: Final = {
    "operating": "",
    "unverified": "?",
    "planned": "+",
    "bankrupt": "×",
    "closed": "×",
}


def business(view: View, code: str) -> None:
    """Draw the sectors of the municipality beside Sweden's."""
    found = portraits(view.dataset, view.selection.definition, code, view.selection.support)
    if found.industry is None:
        st.info(view.tx("No figures by sector are loaded."), icon=":material/info:")
        return
    row = found.industrial
    if row is not None:
        sentence = say.industrial_sector_sentence(
            view.tx, sector=sector_noun(view.tx, view.dataset, row["sector"]), times=row["lq"],
            share=row["share"], country=row["country"],
        )  # fmt: skip
        st.markdown(quiet(sentence))
    show_composition(view, code, found.industry.year)


def firms(view: View, code: str) -> None:
    """Draw the municipality's firms on the map and in a list, with what they lead in."""
    if not not_loaded.firms_loaded(view):
        st.info(quiet(not_loaded.no_firms(view)), icon=":material/info:")
        return
    tx, data, strength = view.tx, view.dataset, view.selection.support
    found = portraits(data, view.selection.definition, code, strength).firms
    region = data.name(code, tx.lang)
    count = len(found.independent) + len(found.own)
    heading = portrait.firms_heading(
        tx, region=region, strength=strength, count=count, on_file=found.on_file
    )
    st.subheader(quiet(heading), anchor=False)
    if not (data.table("companies")["municipality_code"] == code).any():
        return
    left, right = st.columns([2, 3], gap="medium")
    with left:
        shown = _firm_map(data, tx.lang, view.theme, code)
        show_map(shown, tx, key="municipality_firms_map", table=False)
    with right:
        exhibit = _firm_list(data, tx.lang, strength, code).replace(map=shown)
        show_table(view, exhibit, level="none")
    go_button(
        tx("All leading firms of the county"), "companies", None, key="municipality_to_firms",
        icon=":material/arrow_forward:",
    )  # fmt: skip


def _firms_here(data: Dataset, code: str) -> pd.DataFrame:
    companies = data.table("companies")
    return companies[companies["municipality_code"] == code]


@shared_few
def _firm_map(data: Dataset, lang: str, theme: str, code: str) -> MapView:
    tx, here = Text(lang), _firms_here(data, code)
    labels = value_labels(data, "companies", "status", tx)
    table = pd.DataFrame(
        {
            "id": here["id"],
            "name": [called(row, lang) for _, row in here.iterrows()],
            "lon": here["lon"],
            "lat": here["lat"],
            "code": here["municipality_code"],
            "status": here["status"].astype(str),
            "detail": here[f"product_{lang}"].fillna(""),
        }
    )
    looks = {
        status: Status(labels.get(status, status), glyph=sign, filled=not sign)
        for status, sign in _LOOKS.items()
        if status in set(table["status"])
    }
    return points(
        geometry_of(data), table, looks, tx, selected=[code], theme=theme, height=420,
        note=tx("Most firms are placed at the middle of their locality, not at their address."),
    )  # fmt: skip


def _claims_in_words(data: Dataset, tx: Text) -> dict[str, str]:
    """Return what each firm or plant is said to lead in, and by whom, all claims after another."""
    words = value_labels(data, "leadership_claims", "made_by", tx)
    said: dict[str, list[str]] = {}
    for claim in data.table("leadership_claims").astype("object").to_dict("records"):
        by = words.get(str(claim["made_by"]), claim["made_by"])
        said.setdefault(claim["company_id"], []).append(f"{tx.pick(claim, 'claim')} ({by})")
    return {company: "; ".join(parts) for company, parts in said.items()}


@shared_few
def _firm_list(data: Dataset, lang: str, strength: str, code: str) -> Exhibit:
    tx, here, claims = Text(lang), _firms_here(data, code), data.table("leadership_claims")
    passing = set(leading_rows(here, claims, strength)["id"])
    labels, said = value_labels(data, "companies", "status", tx), _claims_in_words(data, tx)
    rows = []
    for row in here.sort_values("name").astype("object").to_dict("records"):
        status = labels.get(str(row["status"]), str(row["status"]))
        year = row["status_year"]
        name = called(row, lang)
        rows.append(
            {
                "name": f"{name} ✓" if row["id"] in passing else name,
                "product": tx.pick(row, "product"),
                "claim": said.get(row["id"]) or tx("no claim on record"),
                "status": f"{status} ({int(year)})" if pd.notna(year) else status,
                "lon": row["lon"],
                "lat": row["lat"],
            }
        )
    table = pd.DataFrame(rows)
    columns = [
        Column("name", tx("Firm or plant")),
        Column("product", tx("Makes")),
        Column("claim", tx("Said to lead in (by whom)")),
        Column("status", tx("Status")),
    ]
    used = [str(s) for c in ("source_id", "source_id_2") for s in here[c].dropna()]
    used += [str(s) for s in claims.loc[claims["company_id"].isin(here["id"]), "source_id"]]
    title = tx("Firms and plants on record")
    return Exhibit(
        key="municipality_firms",
        title=title,
        subtitle=tx("✓ passes the demand on support that is chosen on the page of firms."),
        sentence=title,
        table=table,
        columns=columns,
        sources=list(dict.fromkeys(used)),
    )


def support(view: View, code: str) -> None:
    """Draw the public support on record that names the municipality."""
    if not not_loaded.support_loaded(view):
        st.info(quiet(not_loaded.no_support(view)), icon=":material/info:")
        return
    tx, data = view.tx, view.dataset
    region, counts = data.name(code, tx.lang), support_of(data, code)
    heading = portrait.support_heading(tx, region=region, targeted=counts["targeted"])
    st.subheader(quiet(heading), anchor=False)
    st.markdown(quiet(portrait.support_sentence(tx, region=region, **counts)))
    exhibit = _support(data, tx.lang, code)
    if exhibit is None:
        st.markdown(tx("Nothing on record names the municipality in particular."))
        return
    show_table(view, exhibit, level="none")


@shared_few
def _support(data: Dataset, lang: str, code: str) -> Exhibit | None:
    tx, records, places = Text(lang), data.table("support"), data.table("support_municipalities")
    region = data.name(code, lang)
    named = places.loc[places["municipality_code"] == code, "support_id"]
    own = records[records["id"].isin(named) & (records["coverage"] == "some_municipalities")]
    if own.empty:
        return None
    kinds = value_labels(data, "support", "kind", tx)
    amounts = value_labels(data, "support", "amount_kind", tx)
    others = places[places["support_id"].isin(own["id"])].groupby("support_id").size()
    own = own.sort_values(["year", "title"], ascending=[False, True], na_position="last")
    table = pd.DataFrame(
        {
            "title": own["title"],
            "owner": own["owner"].fillna("–"),
            "kind": [kinds.get(str(k), str(k)) for k in own["kind"]],
            "year": [str(int(y)) if pd.notna(y) else "–" for y in own["year"]],
            "amount": own["amount_sek"].astype("float"),
            "what": [amounts.get(str(k), "–") if pd.notna(k) else "–" for k in own["amount_kind"]],
            "named": [int(others[i]) for i in own["id"]],
        }
    )
    columns = [
        Column("title", tx("Project")),
        Column("owner", tx("Owner")),
        Column("kind", tx("Kind")),
        Column("year", tx("Year")),
        Column("amount", tx("Amount, SEK"), 0),
        Column("what", tx("Amount is")),
        Column("named", tx("Municipalities of the county named"), 0),
    ]
    return Exhibit(
        key="municipality_support",
        title=tx("Support that names {region}", region=region),
        subtitle=tx(
            "Granted is not paid, and an area covered is not a firm helped. A project that names several municipalities "
            "does not say how much went to each, so the amounts are the whole project’s."
        ),
        sentence=tx("Support that names {region}", region=region),
        table=table,
        columns=columns,
        sources=[str(s) for s in own["source_id"]],
    )
