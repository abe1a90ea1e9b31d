"""What each part of a municipality's page answers, in a sentence each."""

from __future__ import annotations

from vbdash.exhibits.industry import sectors
from vbdash.exhibits.municipality import alike, compared, history, opening, standing
from vbdash.groups import ready_made
from vbdash.indicators.municipality.portrait import support_of
from vbdash.indicators.municipality.standing import over_time
from vbdash.sentences import portrait
from vbdash.ui import not_loaded
from vbdash.ui.cached import picture
from vbdash.view import View


def sentences(view: View, code: str) -> dict[str, str]:
    """Return the parts that have an answer, and it: the title of their first picture."""
    tx, definition = view.tx, view.selection.definition
    industry = opening.portrayed(view, code).industry
    measures = over_time(view.dataset, definition, code)
    found = {
        "laget": picture(standing.standing, view, code),
        "utveckling": picture(history.history, view, code, measures[0]) if measures else None,
        "naringsliv": picture(sectors.beside_country, view, code, industry.year)
        if industry is not None
        else None,
        "lika": picture(alike.alike, view, code, country=alike.country_known(view)),
        "saknas": picture(compared.missing, view, code),
    }
    said = {part: made.title for part, made in found.items() if made is not None}
    said["jamfor"] = tx("Up to three others beside {region}.", region=view.name(code))
    said["omraden"] = (
        tx(
            "The county’s coast and inland, the labour market area, or municipalities that you put together."
        )
        if "coast" in ready_made(view.dataset)
        else tx("The labour market area, or municipalities that you put together.")
    )
    said.setdefault("naringsliv", opening.industry(view, code))
    return said | _on_record(view, code)


def _on_record(view: View, code: str) -> dict[str, str]:
    """Return what there is of firms and public support, as the parts' headings say it."""
    tx, region = view.tx, view.name(code)
    firms = opening.portrayed(view, code).firms
    return {
        "foretag": portrait.firms_heading(
            tx, region=region, strength=view.selection.support,
            count=len(firms.independent) + len(firms.own), on_file=firms.on_file,
        ) if not_loaded.firms_loaded(view) else not_loaded.no_firms(view),
        "stod": portrait.support_heading(
            tx, region=region, targeted=support_of(view.dataset, code)["targeted"]
        ) if not_loaded.support_loaded(view) else not_loaded.no_support(view),
    }  # fmt: skip
