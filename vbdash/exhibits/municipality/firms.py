"""A municipality's firms and plants on record: on the map, and in a list with what they lead in."""

from __future__ import annotations

from typing import Final

import pandas as pd

from vbdash.charts.maps.points import Status, points
from vbdash.charts.maps.view import MapView
from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.indicators.firms.leading import leading_rows
from vbdash.sentences.readable import value_labels
from vbdash.text import Text
from vbdash.view import View

#: The sign of each status on the map; only firms in operation are filled.
_LOOKS: Final = {
    "operating": "",
    "unverified": "?",
    "planned": "+",
    "bankrupt": "×",
    "closed": "×",
}


@reads("support", "theme")
def firms(view: View, code: str) -> Exhibit | None:
    """Show the firms and plants on record in a municipality; None where there are none."""
    tx, data = view.tx, view.dataset
    companies, claims = data.table("companies"), data.table("leadership_claims")
    here = companies[companies["municipality_code"] == code]
    if here.empty:
        return None
    used = [str(s) for c in ("source_id", "source_id_2") for s in here[c].dropna()]
    used += [str(s) for s in claims.loc[claims["company_id"].isin(here["id"]), "source_id"]]
    title = tx("Firms and plants on record")
    return Exhibit(
        key="municipality_firms",
        title=title,
        subtitle=tx("✓ is as well supported as is asked for on the page of firms."),
        sentence=title,
        table=_table(view, here),
        columns=[
            Column("name", tx("Firm or plant")),
            Column("product", tx("Makes")),
            Column("claim", tx("Said to lead in (by whom)")),
            Column("status", tx("Status")),
        ],
        sources=list(dict.fromkeys(used)),
        map=_map(view, here, code),
    )


def _table(view: View, here: pd.DataFrame) -> pd.DataFrame:
    tx, data = view.tx, view.dataset
    leading = leading_rows(here, data.table("leadership_claims"), view.selection.support)
    passing, labels = set(leading["id"]), value_labels(data, "companies", "status", tx)
    said, rows = _claims_in_words(data, tx.lang), []
    for row in here.sort_values("name").astype("object").to_dict("records"):
        status = labels.get(str(row["status"]), str(row["status"]))
        year, name = row["status_year"], tx.named(row, "name")
        rows.append(
            {
                "name": f"{name} ✓" if row["id"] in passing else name,
                "product": tx.pick(row, "product"),
                "claim": said.get(row["id"]) or tx("no claim on record"),
                "status": f"{status} ({int(year)})" if pd.notna(year) else status,
                "lon": row["lon"],
                "lat": row["lat"],
            }
        )
    return pd.DataFrame(rows)


@kept
def _claims_in_words(data: Dataset, lang: str) -> dict[str, str]:
    """Return what each firm or plant is said to lead in, and by whom, all claims after another."""
    tx = Text(lang)
    words = value_labels(data, "leadership_claims", "made_by", tx)
    said: dict[str, list[str]] = {}
    for claim in data.table("leadership_claims").astype("object").to_dict("records"):
        by = words.get(str(claim["made_by"]), claim["made_by"])
        said.setdefault(claim["company_id"], []).append(f"{tx.pick(claim, 'claim')} ({by})")
    return {company: "; ".join(parts) for company, parts in said.items()}


def _map(view: View, here: pd.DataFrame, code: str) -> MapView:
    tx = view.tx
    labels = value_labels(view.dataset, "companies", "status", tx)
    table = pd.DataFrame(
        {
            "id": here["id"],
            "name": [tx.named(row, "name") for row in here.to_dict("records")],
            "lon": here["lon"],
            "lat": here["lat"],
            "code": here["municipality_code"],
            "status": here["status"].astype(str),
            "detail": here[f"product_{tx.lang}"].fillna(""),
        }
    )
    looks = {
        status: Status(labels.get(status, status), glyph=sign, filled=not sign)
        for status, sign in _LOOKS.items()
        if status in set(table["status"])
    }
    return points(
        view.geometry, table, looks, tx, selected=[code], theme=view.theme, height=420,
        note=tx("Most firms are placed at the middle of their locality, not at their address."),
    )  # fmt: skip
