"""Where those live who work in a municipality: a map with flows, a sentence, a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from vbdash.charts.maps.choropleth import choropleth
from vbdash.charts.maps.geometry import MapGeometry
from vbdash.charts.maps.view import Key, MapView
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.indicators.municipality.commuting import arriving
from vbdash.sentences import municipality as say
from vbdash.view import View

#: Flows that are drawn, and the thickness of the largest and of the thinnest in pixels.
_MOST: Final = 12
_THICK, _THIN = 12.0, 1.5
#: Municipalities that the sentence names.
_NAMED: Final = 3


@reads("theme")
def commuting(view: View, code: str) -> Exhibit | None:
    """Show where those live who work in a municipality; None where no commuting is loaded."""
    tx, data, region = view.tx, view.dataset, view.name(code)
    rows = arriving(data, code)
    if rows.empty or not (rows["code"] != code).any():
        return None
    year, away = int(rows["year"].iloc[0]), rows[rows["code"] != code]
    outside = int(away.loc[~away["code"].isin(data.municipality_codes), "value"].sum())
    every, own = int(rows["value"].sum()), int(rows.loc[rows["code"] == code, "value"].sum())
    names = view.names(list(away["code"][:_NAMED]))
    sentence = say.commuting_sentence(
        tx, region=region, county=view.county_name, year=year, all_here=every, own=own, outside=outside,
        first=list(zip(names, away["value"][:_NAMED], strict=True)),
    )  # fmt: skip
    table = rows.assign(
        label=view.names(list(rows["code"])),
        county=view.names([data.county_of(each) for each in rows["code"]]),
    )
    return Exhibit(
        key="municipality_commuting",
        title=say.commuting_title(tx, region=region, all_here=every, own=own),
        subtitle=tx("Employed people by the municipality they live in and the one they work in, {year}.", year=year),
        sentence=sentence,
        table=table,
        columns=[
            Column("code", tx("Code")),
            Column("label", tx("Lives in")),
            Column("county", tx("County")),
            Column("value", tx("Persons"), 0),
            Column("share", tx("Share of all who work in {region} (%)", region=region), 1),
        ],
        sources=list(dict.fromkeys(rows["source_id"])),
        lines=[(tx("Caveats"), tx("Small numbers are changed by the agency to protect individuals. Pairs of municipalities without commuters are left out."))],
        map=_map(view, rows, code),
        short=tx("{region}: commuting", region=region),
    )  # fmt: skip


def _map(view: View, rows: pd.DataFrame, code: str) -> MapView:
    tx = view.tx
    label = tx("Work in {region}, live here", region=view.name(code))
    measure = {f"label_{tx.lang}": label, f"unit_short_{tx.lang}": "", "decimals": 0}
    inside = rows[rows["code"].isin(view.geometry.names)]
    drawn = choropleth(
        view.geometry, inside[["code", "value"]], measure, tx,
        selected=[code], theme=view.theme, height=460, source=str(int(rows["year"].iloc[0])),
        note=tx("Those who live in other counties stand in the table. Hatched: nobody, or not published."),
    )  # fmt: skip
    flows = _flows(view.geometry, inside[inside["code"] != code], code)
    words = tx("A line from where they live: the thicker, the more commute. At most {n} lines.", n=_MOST)  # fmt: skip
    return replace(drawn, links=flows, legend=(*drawn.legend, Key(words, None, "words")))


def _flows(geometry: MapGeometry, away: pd.DataFrame, code: str) -> tuple[tuple[float, ...], ...]:
    """Return lines to the municipality, as thick as many commute, the thickest last."""
    if away.empty:
        return ()
    away = away.head(_MOST).iloc[::-1]
    at = geometry.centres([*away["code"], code])
    thick = np.maximum(_THICK * away["value"] / away["value"].max(), _THIN)
    (end_x, end_y) = (float(each) for each in at[-1])
    return tuple(
        (float(x), float(y), end_x, end_y, round(float(width), 1))
        for (x, y), width in zip(at[:-1], thick, strict=True)
    )
