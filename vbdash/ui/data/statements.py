"""Longer texts: how figures are made, and how accessible the app is."""

from __future__ import annotations

import streamlit as st

from vbdash.text import Text


def method(tx: Text) -> None:
    """Say how the figures on the pages are made from the published ones."""
    sections = [
        (
            tx("What is computed, and what is only quoted"),
            tx(
                "Published figures are stored as the source printed them. Shares, ranks, location quotients and "
                "sums are computed when a page is shown. What somebody has said about the weight of industry is "
                "quoted with its source; it is never drawn as a point in a series of official figures, and nothing "
                "in the app computes the figure 41."
            ),
        ),
        (
            tx("Industry's share"),
            tx(
                "The sectors that make up the chosen definition of industry are added and divided by the printed "
                "total. Where the source prints no total, all its groups are added instead, and the figure is marked "
                "as summed here. If one sector is missing, the share is missing. A definition that a source cannot be "
                "cut by is not offered for it."
            ),
        ),
        (
            tx("Bases that are never mixed"),
            tx(
                "The regional accounts and counts of jobs follow the workplace; employed by residence follows where "
                "people live. Value added and gross regional product differ by taxes and subsidies on products. "
                "Editions that differ are drawn as separate lines with a break between them."
            ),
        ),
        (
            tx("Places and comparisons"),
            tx(
                "The figures count everybody, so even a small difference is real: we say the value, its place and what it "
                "is compared with. A share is called about the same as another only when they differ by at most a tenth "
                "and at most one percentage point, and never when it lies in the highest or lowest quarter. What sets a "
                "municipality apart are the measures in which it lies in an outer quarter and furthest from the median, "
                "counted in distances between the quartiles; measures of size are left out."
            ),
        ),
        (
            tx("Leading firms"),
            tx(
                "A firm counts as leading when at least one claim that it leads is on record. How well supported the "
                "claim must be is your choice. A firm with several plants counts once. Closed plants are history and "
                "never counted. The list is made from open sources and is not complete."
            ),
        ),
    ]
    for heading, text in sections:
        st.subheader(heading, anchor=False)
        st.markdown(text)


def accessibility(tx: Text) -> None:
    """Show the accessibility statement: what is met, what is not, and what has not been checked."""
    st.markdown(
        tx(
            "The app is built to meet WCAG 2.1 level AA, which Swedish law (2018:1937) and the standard EN 301 549 ask of "
            "public bodies. This is the developers' own assessment, not an audit."
        )
    )
    st.subheader(tx("What has been done"), anchor=False)
    st.markdown(
        tx(
            "- Every chart and map has a sentence that says what it shows and a table with the same figures.\n"
            "- Everything can be reached by keyboard; what is chosen on a map can also be chosen in a list.\n"
            "- Colour is never the only carrier. Text has a contrast of at least 4.5:1, marks at least 3:1, in light and dark.\n"
            "- The language of the page is stated and follows the switch. The pages work at 320 pixels' width.\n"
            "- Each page is tested with axe-core, in Swedish and English in four sizes, and in the dark theme; no violations of level A or AA are known."
        )
    )
    st.subheader(tx("Known shortcomings"), anchor=False)
    st.markdown(
        tx(
            "- Long tables are drawn as a grid that a screen reader reads cell by cell; the menu of its column headings cannot be "
            "reached by keyboard. The same table can be downloaded.\n"
            "- Some hints of the framework Streamlit (the buttons on a table, the menu at the top right) are in English only.\n"
            "- Maps are pictures; their content is in the list and the table beside them."
        )
    )
    st.subheader(tx("What has not been checked"), anchor=False)
    st.markdown(
        tx(
            "The app has not been tried with users of screen readers, nor with voice control or switch devices. "
            "If you publish it as a public body you need a statement of your own, with your contact details."
        )
    )
