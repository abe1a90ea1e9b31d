"""What is loaded about a municipality and what is not, as a list."""

from __future__ import annotations

import pandas as pd

from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.coverage import no_firms, no_support
from vbdash.exhibits.matrix import in_order
from vbdash.exhibits.municipality.measured import short_label, sources
from vbdash.indicators import loaded
from vbdash.indicators.missing import reason
from vbdash.indicators.municipality.figures import municipal_figures
from vbdash.sentences.facts import inside
from vbdash.sentences.readable import year_spans
from vbdash.view import View


@reads("definition")
def on_file(view: View, code: str) -> Exhibit:
    """List every measure that any municipality has, and the records, as loaded for one or not."""
    tx, region = view.tx, view.name(code)
    rows = [*_measures(view, code), *_records(view)]
    table = pd.DataFrame(rows, columns=["what", "there", "more"])
    here = table["there"]
    shown = tx("What is available")
    lacking = table.loc[~here, "what"].tolist()
    title = tx(
        "{region}: {n} of {of} kinds of figures and records are available here", region=region,
        n=tx.number(int(here.sum())), of=tx.number(len(table)),
    )  # fmt: skip
    said = [f"{title}."]
    if lacking:
        said.append(
            tx("Not available here: {names}.", names=tx.listing([inside(each) for each in lacking]))
        )
    table = table.assign(loaded=[tx("Available") if each else tx("Not available") for each in here])
    return Exhibit(
        key="municipality_on_file",
        title=title,
        subtitle=tx("What is not available here may well be published elsewhere."),
        sentence=" ".join(said),
        table=table.sort_values("there", ascending=False, kind="stable"),
        columns=[
            Column("what", tx("What")),
            Column("loaded", tx("Here")),
            Column("more", tx("Years, or why not")),
        ],
        sources=sources(view, _known(view, code)),
        short=f"{region}: {shown}",
    )


def _known(view: View, code: str) -> list[str]:
    every = municipal_figures(view.dataset, view.selection.definition)
    own = every[(every["code"] == code) & every["value"].notna()]
    return in_order(view, set(own["measure"]))


def _measures(view: View, code: str) -> list[tuple[str, bool, str]]:
    """Return each measure of municipalities, whether it is loaded, and its years or the reason."""
    every = municipal_figures(view.dataset, view.selection.definition)
    every = every[every["value"].notna()]
    own = every[every["code"] == code].groupby("measure")["year"]
    years = {str(measure): sorted({int(year) for year in each}) for measure, each in own}
    return [
        (short_label(view, measure), measure in years,
         year_spans(years[measure]) if measure in years else _why(view, measure, code))
        for measure in in_order(view, set(every["measure"]))
    ]  # fmt: skip


def _why(view: View, measure: str, code: str) -> str:
    gap = reason(view.dataset.table("gaps"), measure, region=code)
    return "" if gap is None else view.tx.pick(gap, "text")


def _records(view: View) -> list[tuple[str, bool, str]]:
    """Return what is on record of the county's firms and support."""
    tx, data = view.tx, view.dataset
    firms, support = loaded.firms(data).here, loaded.support(data).here
    return [
        (tx("Leading firms"), firms, "" if firms else no_firms(view)),
        (tx("Public support"), support, "" if support else no_support(view)),
    ]
