"""The panel of a firm or plant: everything on record, with its sources, and how to report an error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

import streamlit as st

from vbdash.address import contact
from vbdash.charts.labels import clean
from vbdash.exhibit import cited
from vbdash.exhibits.firms.register import options, records, register
from vbdash.indicators.firms.leading import sources_of
from vbdash.sentences import companies as say
from vbdash.text import Text
from vbdash.ui.choice import choose
from vbdash.ui.firms.page import OPENED, opened
from vbdash.ui.safe import link, quiet
from vbdash.view import View

#: The longest text that mail programs take from a link.
_LONGEST: Final = 1800


def choose_firm(view: View) -> None:
    """Draw the box where any firm or plant can be opened by its name, from the keyboard too."""
    tx = view.tx
    names = {"": tx("Choose a firm or plant")} | options(view.dataset, tx.lang)
    choose(OPENED, tx("Open a firm"), names, "")


def panel(view: View) -> None:
    """Draw the panel of the firm that the link opens, if it opens one."""
    code = opened(view)
    if not code:
        return
    title = quiet(register(view.dataset, view.tx.lang).loc[code, "name"])
    st.dialog(title, width="medium", position="right", on_dismiss=_close)(_content)(view, code)


def _close() -> None:
    st.query_params.pop(OPENED, None)


def _content(view: View, code: str) -> None:
    tx, data = view.tx, view.dataset
    texts = register(data, tx.lang).loc[code].to_dict()
    companies = data.table("companies")
    row = records(companies[companies["id"] == code])[0]
    st.markdown(f"**{quiet(texts['product'])}**")
    place = ", ".join(dict.fromkeys(p for p in (texts["locality"], texts["municipality"]) if p))
    st.markdown(f"{quiet(texts['kind'])} · {quiet(place)} · {quiet(texts['status'])}")
    if row["status"] == "closed":
        st.warning(
            tx("Closed: history, never counted as leading today."), icon=":material/history:"
        )
    note = tx.pick(row, "status_note")
    if note:
        st.markdown(quiet(note))
    _claims(view, code)
    _facts(view, texts, row)
    _siblings(view, code, row)
    st.markdown(f"**{tx('Sources')}**")
    for each in sources_of(data, (code,)):
        source = data.row("sources", each)
        st.markdown("- " + link(cited(tx, source), source["url"]))
    st.caption(tx("Link to this firm"))
    st.code(_link(view, code), language=None, wrap_lines=True)
    _report(view, code)


def _claims(view: View, code: str) -> None:
    tx, data = view.tx, view.dataset
    claims = data.table("leadership_claims")
    claims = claims[claims["company_id"] == code]
    st.markdown(f"**{tx('Leads in')}**")
    if claims.empty:
        st.markdown(tx("No claim that it leads is on record."))
    for claim in records(claims):
        source = data.row("sources", claim["source_id"])
        st.markdown(
            f"> {quiet(tx.pick(claim, 'claim'))}\n\n{quiet(say.who(tx, claim))} "
            + link(str(source["publisher"]), source["url"])
        )


def _facts(view: View, texts: Mapping[Any, Any], row: Mapping[str, Any]) -> None:
    tx = view.tx
    basis = tx("assigned by us") if row["sni_basis"] == "assigned" else tx("from a register")
    facts = {
        tx("Size"): _joined(texts["size"], tx.pick(row, "employees_note")),
        tx("Turnover"): _joined(texts["turnover"], tx.pick(row, "turnover_note")),
        tx("Founded"): "" if row["founded"] is None else str(int(row["founded"])),
        tx("Owner"): texts["owner"],
        tx("Seat or owner elsewhere"): texts["seat"],
        tx("SNI division"): f"{texts['division']} ({basis})",
        tx("Organisation number"): row["org_number"] or "",
        tx("Note"): texts["note"],
    }
    st.markdown("\n".join(f"- {label}: {quiet(text)}" for label, text in facts.items() if text))
    if texts["size"]:
        st.caption(tx("Figures for a place, a company and a group are never added up."))


def _joined(*texts: str) -> str:
    return ". ".join(text.rstrip(".") for text in texts if text)


def _siblings(view: View, code: str, row: Mapping[str, Any]) -> None:
    tx = view.tx
    companies = view.dataset.table("companies")
    ids = companies.loc[(companies["firm_id"] == row["firm_id"]) & (companies["id"] != code), "id"]
    if ids.empty:
        return
    others = register(view.dataset, tx.lang).loc[list(ids)]
    names = tx.listing(
        f"{quiet(r['name'])} ({r['municipality']})" for r in others.to_dict("records")
    )
    st.markdown(
        tx("Counted as the same firm ({firm}): {names}.", firm=quiet(row["firm_name"]), names=names)
    )


def _link(view: View, code: str) -> str:
    others = tuple(pair for pair in view.own if pair[0] != OPENED)
    return replace(view, own=(*others, (OPENED, code))).link


def report_text(view: View, code: str) -> str:
    """Return a text for reporting an error: every field of the record and of its claims.

    Field names are those of the data, so that whoever mends it finds them; nothing is left out.
    """
    tx, data = view.tx, view.dataset
    companies, claims = data.table("companies"), data.table("leadership_claims")
    row = records(companies[companies["id"] == code])[0]
    lines = [
        tx(
            "I think that something is wrong in the record of {name} ({id}).",
            name=clean(tx.named(row, "name")),
            id=code,
        ),
        tx("What is wrong, and where the right thing can be read:"),
        "",
        "",
        tx("The record, data version {version}:", version=data.version),
        *_fields(row),
    ]
    for claim in records(claims[claims["company_id"] == code]):
        lines += ["", *_fields(claim)]
    return "\n".join(lines)


def _fields(row: Mapping[str, Any]) -> list[str]:
    return [
        f"{name}: {'' if value is None else clean(value)}".rstrip() for name, value in row.items()
    ]


def _report(view: View, code: str) -> None:
    tx: Text = view.tx
    text = report_text(view, code)
    with st.expander(tx("Report an error"), icon=":material/flag:"):
        address = contact()
        if address:
            subject = tx("Error in the record {id}", id=code)
            body = text if len(text) <= _LONGEST else text[:_LONGEST] + "\n…"
            st.link_button(
                tx("Write a mail"),
                f"mailto:{quote(address)}?subject={quote(subject)}&body={quote(body)}",
                icon=":material/mail:",
            )
            st.caption(tx("Or copy the text and mail it to {address}.", address=quiet(address)))
        else:
            st.caption(tx("Copy the text and mail it to those who run this app."))
        st.code(text, language=None, wrap_lines=True)
