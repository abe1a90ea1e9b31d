"""The pieces of the page about the data itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from vbdash.reports.export import Column
from vbdash.text import Text
from vbdash.ui.choice import choose
from vbdash.ui.downloads import downloads, note
from vbdash.ui.statements import accessibility, method
from vbdash.ui.view import View

__all__ = ["draw", "opening", "parts"]

#: A table is shown this far; the download holds all of it.
_SHOWN: Final = 1000


def parts(tx: Text) -> dict[str, str]:
    """Return the parts of the page."""
    return {
        "tables": tx("Tables"),
        "measures": tx("Measures"),
        "sources": tx("Sources"),
        "gaps": tx("What is missing"),
        "method": tx("Method"),
        "accessibility": tx("Accessibility"),
    }


def opening(view: View) -> None:
    """Say how much there is and which version it is."""
    tx, data = view.tx, view.dataset
    stored = data.measures["base"].isna()
    st.markdown(
        tx(
            "**{figures} published figures on {measures} measures from {sources} sources.** Each row keeps "
            "its source. Shares and ranks are computed from them when a page is shown and never stored. "
            "Data version {version}.",
            figures=tx.number(len(data.table("observations"))),
            measures=tx.number(int(stored.sum())),
            sources=tx.number(len(data.sources)),
            version=data.version,
        )
    )


def draw(view: View, part: str) -> None:
    """Draw one part of the page."""
    drawers: Mapping[str, Callable[[View], None]] = {
        "tables": _tables,
        "measures": _measures,
        "sources": _sources,
        "gaps": _gaps,
        "method": lambda v: method(v.tx),
        "accessibility": lambda v: accessibility(v.tx),
    }
    drawers[part](view)


def _title(described: Mapping[str, Any], tx: Text, field: str = "title") -> str:
    swedish = described.get(f"{field}_sv")
    text = swedish if tx.lang == "sv" and swedish else described.get(field, "")
    return str(text or described.get("name", ""))


def _tables(view: View) -> None:
    tx, data = view.tx, view.dataset
    names = {each["name"]: _title(each, tx) for each in data.package["resources"]}
    chosen = choose("tabell", tx("Table"), names, "observations")
    resource, table = data.resource(chosen), data.table(chosen)
    st.markdown(_title(resource, tx, "description"))
    fields = resource["schema"]["fields"]
    shown = table.head(_SHOWN)
    st.dataframe(
        shown.rename(columns={each["name"]: _title(each, tx) for each in fields}),
        hide_index=True,
        height=420,
        alt=tx("The table {name}, {count} rows", name=names[chosen], count=tx.number(len(table))),
    )
    if len(table) > _SHOWN:
        st.caption(
            tx(
                "The first {shown} of {count} rows are shown; the download holds all of them.",
                shown=tx.number(_SHOWN),
                count=tx.number(len(table)),
            )
        )
    used = [
        s
        for s in table.get("source_id", pd.Series(dtype=str)).dropna().unique()
        if isinstance(s, str)
    ]
    about = note(view, names[chosen], used, [(tx("Contents"), _title(resource, tx, "description"))])
    downloads(view, f"table_{chosen}", table, [Column(f["name"], f["name"]) for f in fields], about)
    with st.expander(tx("Every column explained"), icon=":material/menu_book:"):
        st.table(_dictionary(fields, tx))


def _dictionary(fields: list[Mapping[str, Any]], tx: Text) -> pd.DataFrame:
    kinds = {
        "string": tx("text"),
        "integer": tx("whole number"),
        "number": tx("number"),
        "boolean": tx("yes or no"),
        "date": tx("date"),
    }
    rows = [
        {
            tx("Column"): each["name"],
            tx("Name"): _title(each, tx),
            tx("Kind"): kinds[each["type"]],
            tx("Unit"): each.get("unit", ""),
            tx("Meaning"): _title(each, tx, "description"),
        }
        for each in fields
    ]
    return pd.DataFrame(rows).set_index(tx("Column"))


def _measures(view: View) -> None:
    tx, data = view.tx, view.dataset
    measures = data.measures.sort_values("sort_order")
    chosen = choose(
        "visa", tx("Measure"), {m: tx.pick(row, "label") for m, row in measures.iterrows()}, "gva"
    )
    row = measures.loc[chosen]
    pairs = [
        (tx("Definition"), tx.pick(row, "definition")),
        (tx("Unit"), tx.pick(row, "unit")),
        (tx("Basis"), tx.pick(row, "basis")),
        (tx("How to read it"), tx.pick(row, "reading")),
        (tx("Caveats"), tx.pick(row, "caveats")),
        (tx("Source"), _source_text(view, str(row["source_id"]))),
        (tx("Years"), _years(view, row)),
    ]
    st.subheader(tx.pick(row, "label"), anchor=False)
    for label, text in pairs:
        if text:
            st.markdown(f"**{label}.** {text}")


def _years(view: View, measure: pd.Series) -> str:
    base = measure["base"] if isinstance(measure["base"], str) else measure["id"]
    observations = view.dataset.table("observations")
    years = observations.loc[observations["measure"] == base, "year"]
    if years.empty:
        return ""
    first, last = int(years.min()), int(years.max())
    return str(first) if first == last else f"{first}–{last}"


def _source_text(view: View, source: str) -> str:
    row = view.dataset.sources.loc[source]
    return ", ".join(
        str(row[k]) for k in ("publisher", "title", "licence") if isinstance(row[k], str)
    )


def _sources(view: View) -> None:
    tx = view.tx
    sources = view.dataset.sources.reset_index(drop=True).sort_values(["publisher", "title"])
    shown = sources[["publisher", "title", "published", "licence", "url"]]
    headings = dict(
        zip(
            shown.columns,
            (tx("Publisher"), tx("Title"), tx("Published"), tx("Licence"), tx("Address")),
            strict=True,
        )
    )
    st.dataframe(
        shown.rename(columns=headings),
        hide_index=True,
        height=560,
        column_config={headings["url"]: st.column_config.LinkColumn(headings["url"])},
        alt=tx("All sources with publisher, title, licence and address"),
    )
    about = note(view, tx("Sources"), [])
    downloads(
        view, "sources", shown, [Column(name, heading) for name, heading in headings.items()], about
    )


def _gaps(view: View) -> None:
    tx, data = view.tx, view.dataset
    st.markdown(
        tx(
            "A figure that is missing is shown as missing, never as zero and never guessed. This is why:"
        )
    )
    reasons = {
        "misprint": tx("misprint in the source"),
        "not_read": tx("could not be read"),
        "not_published": tx("not published"),
        "protected": tx("protected"),
        "not_applicable": tx("cannot occur"),
        "not_loaded": tx("not loaded yet"),
    }
    gaps = data.table("gaps")
    table = pd.DataFrame(
        {
            "measure": [tx.pick(data.measures.loc[m], "label") for m in gaps["measure"]],
            "region": [
                data.name(r, tx.lang) if isinstance(r, str) else "" for r in gaps["region_code"]
            ],
            "years": [_span(a, b) for a, b in zip(gaps["year_from"], gaps["year_to"], strict=True)],
            "reason": [reasons[str(r)] for r in gaps["reason"]],
            "text": [tx.pick(row, "text") for _, row in gaps.iterrows()],
        }
    ).sort_values(["measure", "region", "years"])
    columns = [
        Column("measure", tx("Measure")),
        Column("region", tx("Region")),
        Column("years", tx("Years")),
        Column("reason", tx("Reason")),
        Column("text", tx("Explanation")),
    ]
    st.dataframe(
        table.rename(columns={c.name: c.heading for c in columns}),
        hide_index=True,
        height=560,
        alt=tx("What is missing, and why"),
    )
    downloads(view, "gaps", table, columns, note(view, tx("What is missing"), []))


def _span(first: Any, last: Any) -> str:
    ends = [str(int(each)) for each in (first, last) if pd.notna(each)]
    return "–".join(dict.fromkeys(ends))
