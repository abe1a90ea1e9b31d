"""The fact sheet of a municipality or of the county: two pages that can be printed and sent."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from vbdash.charts.labels import clean
from vbdash.exhibit import Column, Exhibit, publishers
from vbdash.exhibits.coverage import no_firms, no_support
from vbdash.exhibits.industry.municipalities import decided as of_municipalities
from vbdash.exhibits.industry.municipalities import one_on_map
from vbdash.exhibits.industry.trend import decided
from vbdash.exhibits.measured import the_whole
from vbdash.exhibits.municipality.measured import sources
from vbdash.exhibits.municipality.opening import industry
from vbdash.exhibits.municipality.opening import sources as opening_sources
from vbdash.exhibits.municipality.standing import standing
from vbdash.indicators import loaded as coverage
from vbdash.indicators.firms.leading import leading_rows
from vbdash.indicators.industry.standing import county_standing
from vbdash.indicators.municipality.alike import traits
from vbdash.indicators.support import projects_for
from vbdash.parameters import MUNICIPALITY
from vbdash.reports.export import file_name
from vbdash.reports.pdf import column_widths, typeset, written_rows
from vbdash.reports.pictures import picture_svg
from vbdash.reports.qr import qr_svg
from vbdash.reports.stable import EPOCH
from vbdash.sentences import coverage as missing
from vbdash.sentences import industry as said
from vbdash.sentences.change import year_text
from vbdash.sentences.overview import spread_label
from vbdash.slides.deck import slide
from vbdash.view import View

#: Key figures of a municipality at most; its page has all of them.
_FIGURES: Final = 8
#: Rows of each other table, so that all fits on two pages.
_MOST: Final = 6

Part = dict[str, Any]


def factsheet_title(view: View, code: str) -> str:
    """Return the title of a fact sheet, which is also what its file is called."""
    return view.tx("Industry in {region}: fact sheet", region=view.name(code))


def factsheet_pdf(view: View, code: str) -> bytes:
    """Write the fact sheet of a region.

    Parameters
    ----------
    view
        The data, and the year, definition, strength of support and language to write it in.
    code
        A municipality of the county, or the county itself.

    Returns
    -------
    bytes
        PDF/UA-1 of two pages; the same for the same data and choices.

    Raises
    ------
    KeyError
        If the region is neither.
    """
    if code in view.dataset.every_municipality:
        view = view.choosing(county=view.dataset.county_of(code), municipalities=())
    tx, data = view.tx, view.dataset
    if code == data.county:
        view = view.choosing(municipalities=())
        lead, parts, sources = _county(view)
    elif code in data.municipality_codes:
        view = view.choosing(municipalities=(code,))
        lead, parts, sources = _municipality(view, code)
    else:
        raise KeyError(code)
    parts.append(_sources(view, sources))
    return typeset(
        "sheet",
        {
            "title": factsheet_title(view, code),
            "author": view.app_name,
            "description": lead,
            "lang": tx.lang,
            "lead": lead,
            **_way(view, code),
            "foot": f"{view.app_name}. {tx('Data version {version}.', version=data.version)}",
            "parts": parts,
        },
    )


def factsheets_zip(view: View) -> bytes:
    """Write the fact sheets of all the county's municipalities and put them in one archive.

    Returns
    -------
    bytes
        A ZIP of PDF files named by their municipalities; the same for the same data and choices.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for code in sorted(view.dataset.municipality_codes, key=view.name):
            name = file_name(factsheet_title(view, code), "pdf")
            archive.writestr(zipfile.ZipInfo(name, EPOCH), factsheet_pdf(view, code))
    return out.getvalue()


def _way(view: View, code: str) -> dict[str, str]:
    """Say where the sheet's figures can be looked at, in letters and for telephones."""
    link = view.link_to("" if code == view.dataset.county else MUNICIPALITY)
    drawn = qr_svg(link) if link.startswith("http") else ""
    return {
        "code": drawn,
        "code_alt": view.tx("Code that leads to {link}", link=link) if drawn else "",
        "link": link if drawn else "",
        "link_said": view.tx("The page online"),
    }


def _picture(view: View, shown: Exhibit | None, height: float, *, page: bool = False) -> list[Part]:
    if shown is None:
        return []
    svg = picture_svg(shown, view.tx, (1000, round(1000 * height / 17.4)), letters=1.45)
    return [
        {
            "kind": "picture",
            "page": page,
            "title": clean(shown.title),
            "about": clean(shown.subtitle),
            "alt": clean(shown.sentence),
            "svg": svg.decode() if svg else "",
            "height": height,
        }
    ]


def _table(
    view: View, title: str, table: pd.DataFrame, columns: Sequence[Column], about: str = ""
) -> Part:
    tx = view.tx
    rows = written_rows(table, columns, tx)
    head = [clean(c.heading) for c in columns]
    return {
        "kind": "table",
        "page": False,
        "title": title,
        "about": about,
        "head": head,
        "rows": rows,
        "widths": column_widths(head, rows),
        "numbers": [c.decimals is not None for c in columns],
    }


def _words(title: str, *paragraphs: str) -> Part:
    kept = [clean(p) for p in paragraphs if p]
    return {"kind": "words", "page": False, "title": title, "paragraphs": kept}


def _municipality(view: View, code: str) -> tuple[str, list[Part], list[str]]:
    """Write about one municipality: where it stands, what it lives on, its firms, its support."""
    found = of_municipalities(view)
    where = None if found is None else one_on_map(view, found, code)
    sectors = slide(view, f"kommun-{code}")
    figures, behind = _key_figures(view, code)
    parts = [*_picture(view, where, 10.4), figures]
    parts += _picture(view, sectors, 8.2, page=True)
    parts += [_firms(view, code), _projects(view, code)]
    used = [s for each in (where, sectors) if each for s in each.sources]
    return industry(view, code), parts, [*used, *opening_sources(view, code), *behind]


def _key_figures(view: View, code: str) -> tuple[Part, list[str]]:
    """Write where the municipality stands, as its page does; and the publications behind it."""
    tx, data = view.tx, view.dataset
    title = tx("Key figures beside the county's municipalities")
    made = standing(view, code)
    if made is None:
        return _words(title, missing.no_municipal_figures(tx, county=view.county_name)), []
    compared = traits(data, view.selection.definition)
    table = made.table[made.table["measure"].isin(compared) & made.table["value"].notna()]
    table = table.head(_FIGURES)  # the first of the registry: more would not leave room for firms
    return _table(view, title, table, made.columns, made.sentence), sources(view, table["measure"])


def _firms(view: View, code: str) -> Part:
    tx, data = view.tx, view.dataset
    strength = view.selection.support
    rows = leading_rows(data.table("companies"), data.table("leadership_claims"), strength)
    here = rows[rows["municipality_code"] == code].sort_values("name")
    title = tx("Firms {kind}", kind=spread_label(tx, strength))
    if not coverage.firms(data).here:
        return _words(title, no_firms(view))
    if here.empty:
        return _words(title, tx("No firm {kind} is on record in {region}.", kind=spread_label(tx, strength), region=view.name(code)))  # fmt: skip
    table = here.assign(
        product=[tx.pick(row, "product") for _, row in here.iterrows()],
        name=[tx.named(row, "name") for _, row in here.iterrows()],
    )
    columns = [
        Column("name", tx("Firm")),
        Column("locality", tx("Place")),
        Column("product", tx("What it does")),
    ]
    return _table(view, title, table.head(_MOST), columns)


def _projects(view: View, code: str) -> Part:
    """List projects by relevance: those that name few municipalities before the whole county's."""
    tx, data = view.tx, view.dataset
    rows = projects_for(data, code)
    title = tx("Projects with EU money that concern {region}", region=view.name(code))
    if not coverage.support(data).here:
        return _words(title, no_support(view))
    if rows.empty:
        return _words(title, tx("No project on record names the municipality."))
    shown = rows.head(_MOST)
    shown = shown.assign(
        sum=[tx.number(v / 1000) if v == v else "–" for v in shown["amount_sek"].astype(float)],
        when=[str(int(y)) if y == y else "–" for y in shown["year"].astype(float)],
        area=[
            tx.plural("only this one in the county", "{n} in the county", int(n)) if targeted else tx("the whole county")
            for n, targeted in zip(shown["named"], shown["targeted"], strict=True)
        ],
    )  # fmt: skip
    columns = [
        Column("title", tx("Project")),
        Column("owner", tx("Owner")),
        Column("area", tx("Covers")),
        Column("when", tx("Year")),
        Column("sum", tx("Granted, SEK thousand")),
    ]
    about = tx.plural(
        "{shown} of {n} project is shown. An area covered is not a firm helped, and granted is not paid.",
        "{shown} of {n} projects are shown. An area covered is not a firm helped, and granted is not paid.",
        len(rows),
        shown=len(shown),
    )
    return _table(view, title, shown, columns, about)


def _county(view: View) -> tuple[str, list[Part], list[str]]:
    """Write about the county: size over time, among counties, in municipalities; the claims."""
    tx, data = view.tx, view.dataset
    found = decided(view)
    place = None if found is None else county_standing(data, found)
    lead = ""
    if found is not None and place is not None:
        lead = said.headline(
            tx,
            definition=found.definition,
            whole=the_whole(view, found.measure),
            region=view.county_name,
            year=year_text(tx, place.year, preliminary=place.preliminary),
            share=place.share,
            country=place.country,
        )
    made = {key: slide(view, key) for key in ("trend", "counties", "municipalities", "claims")}
    parts = [*_picture(view, made["trend"], 9.3), *_picture(view, made["counties"], 9.3)]
    parts += _picture(view, made["municipalities"], 12.6, page=True)
    if made["claims"] is not None:
        claims = made["claims"]
        parts.append(
            _table(
                view,
                tx("The article's three claims"),
                claims.table,
                claims.columns,
                " ".join([claims.subtitle, *(text for _, text in claims.lines[1:])]),
            )
        )
    used = [s for each in made.values() if each for s in each.sources]
    return lead, parts, used


def _sources(view: View, used: Sequence[str]) -> Part:
    tx = view.tx
    known = [s for s in dict.fromkeys(used) if s in view.dataset.sources.index]
    definition = view.dataset.row("definitions", view.selection.definition)
    chosen = f"{tx.pick(definition, 'label')}. {tx.pick(definition, 'description')}"
    return _words(
        tx("Sources and definition"),
        tx("What counts as industry: {definition}", definition=chosen),
        tx("Source: {sources}.", sources=publishers(view, known, titles=True)) if known else "",
    )
