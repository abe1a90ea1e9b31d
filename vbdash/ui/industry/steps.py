"""The part about what is counted: definitions, denominators, groups of the sources' own."""

from __future__ import annotations

from typing import Final

import streamlit as st

from vbdash.exhibits.industry import answers, definitions
from vbdash.indicators.industry.answers import answer_years, widest_year
from vbdash.indicators.industry.compare import years
from vbdash.indicators.industry.definitions import SECTION_MEASURE, denominators, section_counties
from vbdash.indicators.missing import reason
from vbdash.indicators.shown import Shown, cut_by_several, published_definitions
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.ui.choice import choose
from vbdash.ui.industry.sectors import choose_region
from vbdash.ui.parts import Below
from vbdash.ui.show import show
from vbdash.view import View

_GRP: Final = "grp_by_group"
_OWN: Final = "own"


def draw(view: View, subject: Shown, below: Below) -> None:
    """Draw the part of the page about what is counted."""
    _answers(view)
    below()
    region = _definitions(view, subject)
    _example(view)
    _wholes(view, subject)
    _workplaces(view, region)


def _answers(view: View) -> None:
    """Draw every share on record of one year, smallest first, the page's usual one marked."""
    tx, data = view.tx, view.dataset
    years, default = answer_years(data, data.county), widest_year(data, data.county)
    if default is None:
        return
    names = {str(y): tx("{year} ({count} answers)", year=y, count=n) for y, n in years.items()}
    year = int(choose("svarsar", tx("Year of the question"), names, str(default)))
    show(view, picture(answers.every, view, year))
    said = tx("None of the answers is wrong: they answer different questions.")
    if not_loaded.about_article(view):
        said += " " + tx(
            "“41 percent” is not among the bars, since nobody has said which question it answers."
        )
    st.caption(said)


def _definitions(view: View, subject: Shown) -> str:
    """Draw the steps between the definitions that exist here; return the area chosen."""
    tx, data = view.tx, view.dataset
    offered = cut_by_several(data)
    if not offered:
        return data.county
    labels = {m: tx.pick(data.row("measures", m), "label") for m in offered}
    left, right = st.columns(2)
    with left:
        measure = choose("andelav", tx("Share of"), labels, offered[0])
    municipal = bool(published_definitions(data, measure, data.municipality_codes))
    with right:
        region = choose_region(view) if municipal else data.county
        if not municipal:
            st.caption(
                tx("Value added by industry is published for counties, not for municipalities.")
            )
    published = years(data, measure, "B-E")
    year = subject.year if subject.year in published else published[0]
    made = picture(definitions.steps, view, measure, region, year)
    if made is None:
        st.info(
            tx(
                "Here the share can be worked out by one definition only, so there is nothing to compare."
            ),
            icon=":material/info:",
        )
        return region
    show(view, made)
    widest = made.table["definition"].iloc[-1]
    if widest != "A-F":
        st.caption(
            tx(
                "Wider definitions cannot be worked out for this measure: construction (F) and farming and forestry (A) are missing here."
            )
        )
    if made.table["definition"].iloc[0] != "C":
        st.caption(
            tx(
                "Manufacturing (C) alone cannot be worked out: the source gives it together with mining (B)."
            )
        )
    return region


def _example(view: View) -> None:
    """Draw all steps from C to A–F for a county in which every section is printed."""
    tx, data = view.tx, view.dataset
    counties = section_counties(data)
    if not counties:
        return
    names = {code: data.name(code, tx.lang) for code in counties}
    ordered = dict(sorted(names.items(), key=lambda each: each[1]))
    own = data.county in counties
    st.header(tx("All the way from C to A–F"), anchor=False)
    if not own:
        st.markdown(
            tx(
                "No single source on record has every step for {county}. One has them for {count} other counties: "
                "each section's share of the business sector's value added. Choose one to see how the share moves; "
                "it says nothing about {county}.",
                county=view.county_name,
                count=len(counties),
            )
        )
    default = data.county if own else next(iter(ordered))
    region = choose("exempel", tx("County in the example"), ordered, default)
    show(view, picture(definitions.example, view, region, counties[region]))
    gap = reason(data.table("gaps"), SECTION_MEASURE, region=data.county)
    if gap is not None and not own:
        st.caption(tx.pick(gap, "text"))


def _wholes(view: View, subject: Shown) -> None:
    data = view.dataset
    published = [y for y in years(data, _GRP, "A-F") if len(denominators(data, data.county, y))]
    if not published:
        return
    year = subject.year if subject.year in published else published[0]
    show(view, picture(definitions.wholes, view, year))


def _workplaces(view: View, region: str) -> None:
    """Draw the workplaces of an area by the groups that the source itself has made."""
    tx, data, measure = view.tx, view.dataset, definitions.WORKPLACES
    published = years(data, measure, _OWN)
    if not published:
        return
    made = picture(definitions.workplaces, view, region, published[0])
    if made is not None:
        show(view, made)
        st.caption(view.label("measures", measure, "caveats"))
        return
    gap = reason(data.table("gaps"), measure, region=region, year=published[0])
    st.header(view.label("measures", measure), anchor=False)
    said = tx("There are no figures by sector here for {county}.", county=view.name(region))
    st.info(said if gap is None else tx.pick(gap, "text"), icon=":material/info:")
