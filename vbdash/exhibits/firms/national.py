"""All firms of the national company register: how many, where, since when; one by its name.

Without an imported register there is nothing to show (:func:`register_of`); its engine is loaded
only where there is one.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

import pandas as pd

from vbdash.charts.bars import ranked_bars
from vbdash.charts.lines import time_lines
from vbdash.charts.maps.choropleth import choropleth
from vbdash.charts.maps.scope import COUNTY, SWEDEN, codes_in, geometry_in
from vbdash.exhibit import Column, Exhibit
from vbdash.register.editions import current, register_directory
from vbdash.text import Text, msg
from vbdash.view import View

if TYPE_CHECKING:
    from vbdash.register.register import Register

#: Legal forms by Statistics Sweden's codes; others are shown by their code.
FORMS: Final = {
    "31": msg("trading partnership"),
    "49": msg("limited company"),
    "51": msg("economic association"),
    "53": msg("tenant-owner society"),
    "61": msg("non-profit association"),
}
#: Years of registration that are told of; who has left the register is not in it.
_YEARS: Final = 15
#: Industries that are drawn, those with most firms.
_DRAWN: Final = 10


def register_of() -> Register | None:
    """Return the register that is in force; None where none has been imported."""
    folder = register_directory()
    if current(folder) is None:
        return None
    from vbdash.register.register import open_register

    return open_register(folder)


def divisions(view: View) -> tuple[str, ...]:
    """Return the SNI divisions of the chosen definition, two digits each."""
    sections = str(view.dataset.row("definitions", view.selection.definition)["sections"]).split()
    table = view.dataset.table("sni_divisions")
    return tuple(table.loc[table["section"].isin(sections), "code"].astype(str))


def dated(view: View, register: Register) -> str:
    """Say which register it is, and what its counts are of."""
    tx = view.tx
    return tx(
        "Active firms with their seat in the municipality, {definition}. Statistics Sweden's and the Companies Registration "
        "Office's register, {date}. Sole traders are not counted; a firm's workplaces may lie elsewhere.",
        definition=view.label("definitions", view.selection.definition),
        date=tx.date(date.fromisoformat(str(register.told["edition"]))),
    )


def whole_country(register: Register) -> bool:
    """Say whether the register was imported for all counties, so that Sweden can be mapped."""
    return not register.told.get("counties")


def density(view: View, register: Register, scope: str = COUNTY) -> Exhibit:
    """Map firms per 1 000 inhabitants, with the counts in the table.

    Parameters
    ----------
    view, register
        The definition chosen, and the register that is asked.
    scope
        What of Sweden is shown: the county or all of it (:mod:`vbdash.charts.maps.scope`).
    """
    from vbdash.register.register import density as per_head
    from vbdash.register.register import population

    tx, data = view.tx, view.dataset
    counted = register.count("municipality_code", divisions=divisions(view))
    people = population(data)
    people = people[people["municipality_code"].isin(codes_in(data, scope))]
    table = per_head(counted, people)
    table = table.assign(name=[view.name(code) for code in table["municipality_code"]])
    table = table.sort_values("per_1000", ascending=False, kind="stable", ignore_index=True)
    unit = tx("firms per 1,000 inhabitants")
    measure = {
        f"label_{tx.lang}": tx("Firms per 1,000 inhabitants"), f"unit_{tx.lang}": unit,
        f"short_{tx.lang}": tx("Firms per 1,000 inhabitants"), f"unit_short_{tx.lang}": tx("per 1,000"),
        "decimals": 1, "kind": "rate", "id": "register_density",
    }  # fmt: skip
    points = table.rename(columns={"municipality_code": "code", "per_1000": "value"})
    title = tx(
        "{firms} active firms have their seat in {county}; most per inhabitant in {most} ({high} per 1,000) and fewest in {least} ({low})",
        firms=tx.number(int(table["firms"].sum())),
        county=tx("Sweden") if scope == SWEDEN else view.county_name,
        most=table["name"].iloc[0], high=tx.number(table["per_1000"].iloc[0], 1),
        least=table["name"].iloc[-1], low=tx.number(table["per_1000"].iloc[-1], 1),
    )  # fmt: skip
    return Exhibit(
        key="register_density",
        title=title,
        subtitle=dated(view, register),
        sentence=title,
        map=choropleth(
            geometry_in(data, scope), points[["code", "value"]], measure, tx,
            selected=view.chosen, source=str(register.told["edition"]), theme=view.theme,
        ),
        table=table,
        columns=[
            Column("name", tx("Municipality")),
            Column("firms", tx("Firms"), 0),
            Column("inhabitants", tx("Inhabitants"), 0),
            Column("year", tx("Year of inhabitants")),
            Column("per_1000", tx("Firms per 1,000 inhabitants"), 1),
        ],
        sources=[view.source("population")],
        origin=origin(tx, register),
    )  # fmt: skip


def eligible(view: View, register: Register) -> Exhibit:
    """List firms that could be reached by municipality, division and legal form."""
    tx, data = view.tx, view.dataset
    found = register.eligible(divisions(view), view.municipalities)
    labels = data.table("sni_divisions").set_index("code")[f"label_{tx.lang}"]
    table = pd.DataFrame(
        {
            "name": [view.name(str(code)) for code in found["municipality_code"]],
            "division": found["division"].astype(str),
            "industry": labels.reindex(found["division"]).fillna("").to_numpy(),
            "form": [_form(tx, str(code)) for code in found["legal_form"]],
            "firms": found["firms"].astype(int),
        }
    )
    title = tx(
        "{firms} firms could be reached: by municipality, SNI division and legal form",
        firms=tx.number(int(table["firms"].sum())),
    )
    return Exhibit(
        key="register_eligible",
        title=title,
        subtitle=dated(view, register),
        sentence=title,
        table=table,
        columns=[
            Column("name", tx("Municipality")),
            Column("division", tx("SNI division")),
            Column("industry", tx("Industry")),
            Column("form", tx("Legal form")),
            Column("firms", tx("Firms"), 0),
        ],
        origin=origin(tx, register),
    )


def by_industry(view: View, register: Register) -> Exhibit | None:
    """Count firms by SNI division, with those registered in the last whole year; None without firms."""
    tx = view.tx
    last = date.fromisoformat(str(register.told["edition"])).year - 1
    found = register.count(
        "division", "registered_year", divisions=divisions(view), municipalities=view.municipalities
    )
    if found.empty:
        return None
    new = found[found["registered_year"] == last].groupby("division")["firms"].sum()
    table = found.groupby("division")["firms"].sum().sort_values(ascending=False, kind="stable")
    names = view.dataset.table("sni_divisions").set_index("code")[f"label_{tx.lang}"]
    rows = table.rename("value").reset_index()
    rows = rows.assign(
        label=names.reindex(rows["division"]).fillna(rows["division"]).to_numpy(),
        new=new.reindex(rows["division"]).fillna(0).astype(int).to_numpy(),
    )
    title = tx(
        "Most firms in {place} are in {industry}: {firms} of {all}",
        place=tx.listing(view.names(view.chosen)) if view.chosen else view.county_name,
        industry=_small(str(rows["label"].iloc[0])), firms=tx.number(int(rows["value"].iloc[0])),
        all=tx.number(int(rows["value"].sum())),
    )  # fmt: skip
    return Exhibit(
        key="register_industry",
        title=title,
        subtitle=" ".join(
            [dated(view, register), tx("The ten with most firms are drawn; the table holds all.")]
        ),
        sentence=title,
        chart=partial(ranked_bars, rows.head(_DRAWN), tx),
        table=rows,
        columns=[
            Column("division", tx("SNI division")),
            Column("label", tx("Industry")),
            Column("value", tx("Firms"), 0),
            Column("new", tx("Of them registered in {year}", year=last), 0),
        ],
        origin=origin(tx, register),
    )


def registrations(view: View, register: Register) -> Exhibit | None:
    """Draw registrations a year of the firms that are in the register; None where there are none."""
    tx = view.tx
    last = date.fromisoformat(str(register.told["edition"])).year - 1
    found = register.registrations(last - _YEARS + 1, divisions(view), view.municipalities)
    whole = found[found["registered_year"] <= last].groupby("registered_year")["firms"].sum()
    if whole.empty:
        return None
    table = whole.rename_axis("year").rename("value").reset_index()
    table = table.assign(
        group=tx.listing(view.names(view.chosen)) if view.chosen else view.county_name
    )
    first, newest = table.iloc[0], table.iloc[-1]
    title = tx(
        "Of the firms in the register, {n} were registered in {year} and {before} in {first}",
        n=tx.number(int(newest["value"])), year=int(newest["year"]),
        before=tx.number(int(first["value"])), first=int(first["year"]),
    )  # fmt: skip
    return Exhibit(
        key="register_registrations",
        title=title,
        subtitle=" ".join([dated(view, register), tx("Firms that have left the register are not in it, so that early years are counted too low.")]),
        sentence=title,
        chart=partial(time_lines, table, tx, y_title=tx("Registered firms")),
        table=table,
        columns=[Column("year", tx("Year")), Column("value", tx("Registered firms"), 0)],
        origin=origin(tx, register),
    )  # fmt: skip


def leading(view: View, register: Register) -> Exhibit:
    """Put name, seat and industry of the register beside the leading firms that have a number."""
    tx, data = view.tx, view.dataset
    firms = data.table("companies")
    found = register.beside(firms[firms["org_number"].notna()], "org_number")
    labels = data.table("sni_divisions").set_index("code")[f"label_{tx.lang}"]
    seats = found["register_seat_municipality_code"]
    table = pd.DataFrame(
        {
            "firm": found["name"].astype(str),
            "plant": [view.name(str(code)) for code in found["municipality_code"]],
            "registered": found["register_name"].fillna(""),
            "seat": [_place(view, code) for code in seats],
            "industry": labels.reindex(found["register_division"]).fillna("").to_numpy(),
        }
    ).sort_values("firm", ignore_index=True)
    known = int((table["registered"] != "").sum())
    title = tx(
        "{known} of {of} leading firms with an organisation number are found in the register",
        known=known, of=len(table),
    )  # fmt: skip
    return Exhibit(
        key="register_leading",
        title=title,
        subtitle=tx("The plant is where our list says that the firm works; the seat is where the register says that it is registered."),
        sentence=title,
        table=table,
        columns=[
            Column("firm", tx("Firm")),
            Column("plant", tx("Plant in")),
            Column("registered", tx("Name in the register")),
            Column("seat", tx("Seat")),
            Column("industry", tx("Industry in the register")),
        ],
        origin=origin(tx, register),
    )  # fmt: skip


def named(view: View, register: Register, text: str) -> pd.DataFrame:
    """Find firms by name or number, in the words of the table that is shown."""
    tx = view.tx
    found = register.named(text)
    labels = view.dataset.table("sni_divisions").set_index("code")[f"label_{tx.lang}"]
    codes = {register.told.get("sni") or "": "sni"}
    if key := register.told.get("sni_key"):
        codes |= {key["to"]: "sni_converted"}
    return pd.DataFrame(
        {
            tx("Firm"): found["name"].astype(str),
            tx("Seat"): [_place(view, code) for code in found["seat_municipality_code"]],
            tx("Industry"): labels.reindex(found["division"]).fillna("").to_numpy(),
            **{f"SNI {edition}".strip(): found[name].fillna("") for edition, name in codes.items()},
            tx("Legal form"): [_form(tx, str(code)) for code in found["legal_form"]],
            tx("Active"): [tx("yes") if str(s) == "1" else tx("no") for s in found["status"]],
        }
    )


def origin(tx: Text, register: Register) -> str:
    """Say where the rows come from: the register is no publication with an address of its own."""
    return tx(
        "Source: the national company register (Statistics Sweden, Swedish Companies Registration Office), edition {edition}.",
        edition=str(register.told["edition"]),
    )


def _small(label: str) -> str:
    """Return a label as it stands inside a sentence."""
    return label[:1].lower() + label[1:]


def _form(tx: Text, code: str) -> str:
    if code in FORMS:
        return tx(FORMS[code])
    return tx("public body") if code.startswith("8") else tx("other ({code})", code=code)


def _place(view: View, code: object) -> str:
    return view.name(code) if isinstance(code, str) and code in view.dataset.regions.index else ""
