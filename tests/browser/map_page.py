"""A page with nothing but the list of municipalities and a map, for test_map.py.

Like the app it is served with its shapes on file, unless the environment says ``MAP_INLINE``.
"""

from __future__ import annotations

import os

import streamlit as st


def page() -> None:
    import pandas as pd

    import vbdash
    from vbdash.charts.maps import choropleth
    from vbdash.charts.maps.geometry import map_geometry
    from vbdash.exhibit import Column, Exhibit
    from vbdash.selection import Selection
    from vbdash.text import Text
    from vbdash.ui.map import show_map
    from vbdash.ui.show import table_twin
    from vbdash.view import View

    measure = {
        "label_sv": "Industrins andel",
        "label_en": "Share of industry",
        "unit_short_sv": "%",
        "unit_short_en": "%",
        "decimals": 1,
    }
    st.set_page_config(layout="wide")
    dataset = st.cache_resource(vbdash.load)()
    own = dataset.municipalities.copy()
    if st.query_params.get("hostile"):
        own["name"] = [f"<img src=x onerror=document.title='hit'>{name}" for name in own["name"]]
    geometry = map_geometry(own, dataset.neighbours)
    names = dict(geometry.names)
    st.multiselect("Kommuner", sorted(names.values()), key="kommun", bind="query-params")
    later = st.toggle("Senare år")
    chosen = [code for code, name in names.items() if name in st.session_state["kommun"]]
    values = [float("nan"), *range(5, 19)]
    if later:
        values = [float("nan"), *range(18, 4, -1)]
    table = pd.DataFrame({"code": list(names), "value": values})
    draw = choropleth.dorling if st.query_params.get("face") == "circles" else choropleth.choropleth
    view = draw(geometry, table, measure, Text("sv"), selected=chosen, source="SCB, 2022")
    show_map(view, Text("sv"), key="map")
    columns = [Column("name", "Kommun"), Column("value", "Andel")]
    shown = Exhibit("map", "", "", view.alt, view.rows, columns, map=view)
    table_twin(View(dataset, Selection(lang="sv")), shown)
    st.write("last line")


if __name__ == "__main__":
    page()
else:
    from vbdash.ui.server.app import MIDDLEWARE

    app = st.App(__file__, middleware=[] if os.environ.get("MAP_INLINE") else MIDDLEWARE)
