"""The register as the app sees it: an edition, its date, and answers as tables."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pandas as pd
from ibis import Table

from vbdash.data.dataset import Dataset
from vbdash.data.large.figures import figures
from vbdash.records.files.orgnr import Number, parse_number
from vbdash.register import queries
from vbdash.register.editions import current
from vbdash.register.engine import Tables, connect, open_tables
from vbdash.register.names import SHOWN, Names, open_names

#: Answers that an edition keeps, and organisation numbers that are asked for at a time.
_KEPT: Final = 256
_AT_ONCE: Final = 2_000
#: What the whole register is counted by, and whether only active firms are.
_WHOLE: Final = {
    "legal_form": (("municipality_code", "division", "legal_form"), True),
    "registered_year": (("municipality_code", "division", "registered_year", "status"), False),
}


class Register:
    """An edition of the national company register.

    Parameters
    ----------
    tables
        Its tables in an engine.
    told
        Its description: edition, sources, counties, rows, how firms were placed, edition of SNI.
    names
        Its file of names, which is searched where there is one; else the tables are.

    Notes
    -----
    One query at a time: an engine in this process uses all its cores for each. Counts of the whole
    register are asked for once and then filtered here, which takes a tenth of a query. An answer is
    kept as long as the edition is in force; a caller must not change it.
    """

    def __init__(self, tables: Tables, told: Mapping[str, Any], names: Names | None = None) -> None:
        self._tables, self._names = tables, names
        self.told: Final = MappingProxyType(dict(told))
        self._lock = threading.RLock()
        self._answers: OrderedDict[tuple[Any, ...], pd.DataFrame] = OrderedDict()

    def _answer(self, key: tuple[Any, ...], ask: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        with self._lock:
            found = self._answers.pop(key, None)
            if found is None:
                found = ask()
            self._answers[key] = found
            while len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
            return found.copy(deep=False)

    def _asked(self, key: tuple[Any, ...], ask: Callable[[], Table]) -> pd.DataFrame:
        return self._answer(key, lambda: ask().to_pandas())

    def _counted(
        self, by: tuple[str, ...], whole: str, kept: Mapping[str, Collection[str]], since: int = 0
    ) -> pd.DataFrame:
        """Add up what is kept of the counts of the whole register by `whole` and by `by`."""
        kept = {column: tuple(sorted(values)) for column, values in kept.items() if values}

        def ask() -> pd.DataFrame:
            rows = self._answer(
                (whole,), lambda: _packed(queries.count(self._tables, *_WHOLE[whole]))
            )
            for column, values in kept.items():
                rows = rows[rows[column].isin(values)]
            if since:
                rows = rows[rows["registered_year"] >= since]
            found = rows.groupby(list(by), observed=True, dropna=False)["firms"].sum().reset_index()
            texts = found.columns[found.dtypes == "category"]
            return found.astype(dict.fromkeys(texts, "str"))

        return self._answer((by, whole, *kept.items(), since), ask)

    def forget(self) -> None:
        """Let go of the answers that are kept."""
        with self._lock:
            self._answers.clear()

    def count(
        self, *by: str, divisions: Collection[str] = (), municipalities: Collection[str] = ()
    ) -> pd.DataFrame:
        """Count active firms.

        Parameters
        ----------
        by
            Of ``municipality_code`` (of the seat), ``division`` and one of ``legal_form`` and
            ``registered_year``.
        divisions, municipalities
            Codes of those that count; none for all.

        Returns
        -------
        DataFrame
            Columns `by` and ``firms``, in the order of `by`.
        """
        whole = "registered_year" if "registered_year" in by else "legal_form"
        kept = {"division": divisions, "municipality_code": municipalities}
        if whole == "registered_year":
            kept["status"] = (queries.ACTIVE,)
        return self._counted(by, whole, kept)

    def eligible(
        self, divisions: Collection[str], municipalities: Collection[str] = ()
    ) -> pd.DataFrame:
        """Count firms that could be reached, by municipality, division and legal form."""
        by = ("municipality_code", "division", "legal_form")
        return self.count(*by, divisions=divisions, municipalities=municipalities)

    def registrations(
        self, since: int, divisions: Collection[str] = (), municipalities: Collection[str] = ()
    ) -> pd.DataFrame:
        """Count firms, active or not, by municipality and year of registration.

        Firms that have left the register are not in it, so that early years are counted too low.
        """
        by = ("municipality_code", "registered_year")
        kept = {"division": divisions, "municipality_code": municipalities}
        return self._counted(by, "registered_year", kept, since)

    def sole_traders(self, divisions: Collection[str] = ()) -> pd.DataFrame:
        """Return the sums of active sole traders, five or more each."""
        chosen = tuple(sorted(divisions))
        return self._asked(
            ("sole_traders", chosen), partial(queries.sole_traders, self._tables, chosen)
        )

    def numbered(self, numbers: Iterable[str]) -> pd.DataFrame:
        """Return the firms with these organisation numbers; persons' numbers are not asked for."""
        parsed = {parse_number(number) for number in numbers if isinstance(number, str)}
        asked = sorted(p.digits for p in parsed if isinstance(p, Number) and not p.person)
        parts = [
            self._asked(("numbered", *some), partial(queries.numbered, self._tables, some))
            for start in range(0, max(len(asked), 1), _AT_ONCE)
            for some in [tuple(asked[start : start + _AT_ONCE])]
        ]
        return pd.concat(parts, ignore_index=True)

    def beside(self, rows: pd.DataFrame, column: str) -> pd.DataFrame:
        """Put what the register says beside rows that carry an organisation number.

        Parameters
        ----------
        rows
            For instance ``companies`` or the region's own records.
        column
            Where the number stands; other texts in it (pseudonyms) find nothing.

        Returns
        -------
        DataFrame
            `rows` in their order with ``register_name``, ``register_division``,
            ``register_seat_municipality_code`` and so on, missing where nothing was found. The seat
            stands beside the rows' own municipality and never takes its place.
        """
        found = self.numbered(rows[column].dropna().astype(str))
        found = found.add_prefix("register_").set_index("register_org_number")
        digits = rows[column].map(_digits)
        return rows.join(found.reindex(digits).set_axis(rows.index))

    def named(self, text: str, most: int = 20) -> pd.DataFrame:
        """Find firms by name, the columns of :data:`~vbdash.register.names.SHOWN`; a number finds its firm."""
        number = parse_number(text.strip())
        if isinstance(number, Number):
            return self.numbered([text])[list(SHOWN)]
        if self._names is not None:
            return self._names.find(text, most)
        asked = queries.named(self._tables, text, most)
        found = [] if asked is None else asked.to_pandas()["org_number"].tolist()
        rows = self.numbered(found).set_index("org_number").loc[found]
        return rows.reset_index()[list(SHOWN)]


def _packed(counted: Table) -> pd.DataFrame:
    """Return counts with their texts as categories: a tenth of the memory, and quick to filter."""
    found: pd.DataFrame = counted.to_pandas()
    texts = [name for name in found if not pd.api.types.is_numeric_dtype(found[name])]
    return found.astype(dict.fromkeys(texts, "category"))


def _digits(value: object) -> str | None:
    number = parse_number(value) if isinstance(value, str) else None
    return number.digits if isinstance(number, Number) and not number.person else None


_OPEN: dict[Path, tuple[str, Register]] = {}
_OPENING = threading.Lock()


def open_register(folder: Path) -> Register | None:
    """Open the edition in force; the same one is opened once.

    Parameters
    ----------
    folder
        Directory of the register, see :func:`vbdash.register.editions.register_directory`.

    Returns
    -------
    Register or None
        None where no register is imported.
    """
    found = current(folder)
    if found is None:
        return None
    edition, told = found
    with _OPENING:
        name, register = _OPEN.get(folder, ("", None))
        if register is None or name != edition.name:
            register = Register(open_tables(connect(), edition), told, open_names(edition))
            _OPEN[folder] = (edition.name, register)
        return register


def population(dataset: Dataset) -> pd.DataFrame:
    """Return the latest number of inhabitants of each municipality that one is loaded for.

    Returns
    -------
    DataFrame
        ``municipality_code``, ``year``, ``inhabitants``.
    """
    rows = figures(dataset, "population")
    rows = rows[rows["region_code"].str.len() == 4]
    rows = rows.sort_values(["region_code", "year"]).drop_duplicates("region_code", keep="last")
    names = {"region_code": "municipality_code", "value": "inhabitants"}
    return rows[["region_code", "year", "value"]].rename(columns=names).reset_index(drop=True)


def density(counted: pd.DataFrame, inhabitants: pd.DataFrame) -> pd.DataFrame:
    """Work out firms per 1 000 inhabitants.

    Parameters
    ----------
    counted
        ``municipality_code`` and ``firms``; a municipality without a row has none.
    inhabitants
        From :func:`population`.

    Returns
    -------
    DataFrame
        A row a municipality of `inhabitants`: ``firms``, ``inhabitants``, ``year``, ``per_1000``.
    """
    firms = counted.groupby("municipality_code", as_index=False)["firms"].sum()
    joined = inhabitants.merge(firms, how="left", on="municipality_code")
    joined["firms"] = joined["firms"].fillna(0).astype("int64")
    joined["per_1000"] = 1000 * joined["firms"] / joined["inhabitants"].where(lambda n: n > 0)
    return joined
