"""The public support on record that names a municipality in particular."""

from __future__ import annotations

import pandas as pd

from vbdash.exhibit import Column, Exhibit, reads
from vbdash.sentences.readable import value_labels
from vbdash.view import View


@reads()
def support(view: View, code: str) -> Exhibit | None:
    """Show the support that names a municipality; None where nothing on record does."""
    tx, data = view.tx, view.dataset
    records, places = data.table("support"), data.table("support_municipalities")
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
    title = tx("Support that names {region}", region=view.name(code))
    return Exhibit(
        key="municipality_support",
        title=title,
        subtitle=tx(
            "Granted is not paid, and an area covered is not a firm helped. A project that names several municipalities "
            "does not say how much went to each, so the amounts are the whole project’s."
        ),
        sentence=title,
        table=table,
        columns=[
            Column("title", tx("Project")),
            Column("owner", tx("Owner")),
            Column("kind", tx("Kind")),
            Column("year", tx("Year")),
            Column("amount", tx("Amount, SEK"), 0),
            Column("what", tx("Amount is")),
            Column("named", tx("Municipalities of the county named"), 0),
        ],
        sources=[str(s) for s in own["source_id"]],
    )
