"""Longer texts: how figures are made, how accessible the app is, what it keeps of its visitors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import streamlit as st

from vbdash.address import CONTACT, PUBLISHER, contact, publisher
from vbdash.text import Text
from vbdash.ui.safe import quiet

#: What three engines found, written by ``benchmarks/accessibility.py``.
ASSESSED: Final = Path(__file__).with_name("assessed.json")
#: Where whoever is not content with the answer reports it, by law.
_SUPERVISION: Final = "https://www.digg.se/tdosanmalan"


def method(tx: Text) -> None:
    """Say how the figures on the pages are made from the published ones."""
    sections = {
        tx("What is computed, and what is only quoted"): tx(
            "Published figures are stored as the source printed them. Shares, ranks, location quotients and "
            "sums are computed when a page is shown. What somebody has said about the weight of industry is "
            "quoted with its source; it is never drawn as a point in a series of official figures, and nothing "
            "in the app computes the figure 41."
        ),
        tx("Industry's share"): tx(
            "The sectors that make up the chosen definition of industry are added and divided by the printed "
            "total. Where the source prints no total, all its groups are added instead, and the figure is marked "
            "as summed here. If one sector is missing, the share is missing. A definition that a source is not "
            "broken down by is not offered for it."
        ),
        tx("Bases that are never mixed"): tx(
            "The regional accounts and counts of jobs follow the workplace; employed by residence follows where "
            "people live. Value added and gross regional product differ by taxes and subsidies on products. "
            "Editions that differ are drawn as separate lines with a break between them."
        ),
        tx("Places and comparisons"): tx(
            "The figures count everybody, so even a small difference is real: we say the value, its place and what it "
            "is compared with. A share is called about the same as another only when they differ by at most a tenth "
            "and at most one percentage point, and never when it lies in the highest or lowest quarter. What sets a "
            "municipality apart are the measures in which it lies in an outer quarter and furthest from the median, "
            "counted in distances between the quartiles; measures of size are left out."
        ),
        tx("Leading firms"): tx(
            "A firm counts as leading when at least one claim that it leads is on record. How well supported the "
            "claim must be is your choice. A firm with several plants counts once. Closed plants are history and "
            "never counted. The list is made from open sources and is not complete."
        ),
    }
    _draw(sections)


def accessibility(tx: Text) -> None:
    """Show the accessibility statement, in the order of the form that the law's authority gives.

    What was tried, when, and what was found come from the last run of the three engines.
    """
    found: dict[str, Any] = json.loads(ASSESSED.read_text(encoding="utf-8"))
    when = tx.date(date.fromisoformat(found["date"]))
    broken = sum(each["violations"] for each in found["engines"].values())
    st.markdown(_publisher(tx))
    sections = {
        tx("How accessible is the app?"): tx(
            "The app partly complies with the law on accessibility to digital public service (2018:1937), whose requirements are "
            "those of the standard EN 301 549 with WCAG 2.1 level AA. What does not meet them is listed below."
        ),
        tx("What can you do if a part does not work for you?"): _contact(tx),
        tx("Supervision"): tx(
            "The Agency for Digital Government (Digg) supervises the law. If you are not satisfied with how we answer what you "
            "have reported, you can report it to the agency: {link}",
            link=f"[digg.se/tdosanmalan]({_SUPERVISION})",
        ),
        tx("Content that is not accessible"): tx(
            "- Long tables are drawn as a grid that a screen reader reads cell by cell; the menu of its column headings cannot be "
            "reached by keyboard (WCAG 2.1.1). The same table can be downloaded.\n"
            "- Maps and charts are pictures (WCAG 1.1.1 is met by a sentence and a table beside each); what is pressed on a map can "
            "also be chosen in a list.\n"
            "- The editable PowerPoint file is as accessible as what you make of it; the PDF files are tagged (PDF/UA)."
        ),
        tx("How the app has been tested"): tx(
            "The developers' own assessment, {date}: {views} views (every page and part, in Swedish on a wide screen in the light theme and in "
            "English on a phone in the dark one) read by three engines, {engines}; {violations}. Beside that, tests by keyboard alone, at 200 percent "
            "and at 320 pixels' width.",
            date=when,
            views=tx.number(found["views"]),
            engines=", ".join(f"{name} {each['version']}" for name, each in found["engines"].items()),
            violations=tx.plural("{n} violation was found", "{n} violations were found", broken)
            if broken
            else tx("no violation was found"),
        ),
        tx("What has not been checked"): tx(
            "The app has not been tried with users of screen readers, nor with voice control or switch devices, nor by anybody outside the "
            "project."
        ),
        tx("When this was written"): tx("Assessed and last updated {date}.", date=when),
    }
    _draw(sections)


def privacy(tx: Text) -> None:
    """Say what is kept of a visitor: in the browser, on the server, in the log, and for how long."""
    st.markdown(_publisher(tx))
    sections = {
        tx("In your browser"): tx(
            "What you choose stands in the address, so that a link shows the same view; it holds no name of yours. One cookie "
            "(_streamlit_xsrf) protects files that you send; it is needed and says nothing about you. Colleagues who sign in have one more "
            "until they sign out. Nothing else is stored unless you ask for it yourself, and then it is said beside the button. There are no "
            "visitor statistics, no advertisements and nothing from other sites."
        ),
        tx("On the server"): tx(
            "Your choices and files that you try are kept in memory while the page is open, seen by nobody else, and are gone when you leave or "
            "after some minutes without a connection. No file that a visitor tries is stored on disk."
        ),
        tx("In the log"): tx(
            "One line per request can be kept: time, page, how it ended, how long it took. No address, no link, no name of a file. When a "
            "signed-in colleague looks at firms in the region's own records, who and when is noted, but not which firms."
        ),
        tx("About firms and persons"): tx(
            "The open part names firms from published sources. Personal identity numbers are never stored, shown or logged: "
            "they are refused, covered over or replaced by a pseudonym. The region's own records of firms are shown only as counts in which small ones are withheld."
        ),
        tx("Your rights"): _contact(tx),
    }
    _draw(sections)


def _draw(sections: Mapping[str, str]) -> None:
    for heading, text in sections.items():
        st.header(heading, anchor=False)
        st.markdown(text)


def _publisher(tx: Text) -> str:
    """Say who is answerable for the app where it runs."""
    name = publisher()
    if not name:
        return tx("Whoever publishes the app has not said who they are (the setting {setting}).", setting=PUBLISHER)  # fmt: skip
    return tx("{name} is responsible for this app.", name=f"**{quiet(name)}**")


def _contact(tx: Text) -> str:
    """Say where somebody turns, as whoever publishes the app has set it."""
    if not contact():
        return tx("Turn to whoever publishes the app; no address has been stated here (the setting {setting}).", setting=CONTACT)  # fmt: skip
    return tx("Write to {address}: say what you wanted to do, where, and what you used. You can have the figures in another form.", address=quiet(contact()))  # fmt: skip
