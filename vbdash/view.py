"""What is looked at, with the data it is looked at in: what pages, slides and files are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from vbdash.data.dataset import Dataset
from vbdash.selection import Choices, Selection
from vbdash.text import Text

if TYPE_CHECKING:
    from vbdash.charts.maps.geometry import MapGeometry


def app_name(tx: Text, county: str) -> str:
    """Return what the app is called where a county is in focus.

    Parameters
    ----------
    tx
        The language.
    county
        Name of the county in that language, for instance ``"Västerbottens län"``.

    Examples
    --------
    >>> app_name(Text("sv"), "Västerbottens län"), app_name(Text("en"), "Skåne County")
    ('Industrilandskap Västerbotten', 'Industrial landscape Skåne')
    """
    name = county.removesuffix(" County")
    if name.endswith(" län"):
        name = name.removesuffix(" län").removesuffix("s")
    return tx("Industrial landscape {county}", county=name)


@dataclass(frozen=True)
class View:
    """What is looked at, in which language, for whom.

    Attributes
    ----------
    dataset
        Validated tables; seen from the selection's county where that names one.
    selection
        County, municipalities, year, definition, measure, strength of support, language.
    theme
        ``"light"`` or ``"dark"``, as the browser shows it; paper is light.
    base
        Beginning of links into the app, for instance ``https://example.org``.
    page
        Name of the page that is looked at, as links say it; empty for the start.
    own
        Names and values of the page's own choices in its link.
    """

    dataset: Dataset
    selection: Selection
    theme: str = "light"
    base: str = ""
    page: str = ""
    own: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        asked = self.selection.county
        if asked and asked != self.dataset.county:
            object.__setattr__(self, "dataset", self.dataset.seen_from(asked))
        here = "" if self.dataset.county == self.dataset.home else self.dataset.county
        if asked != here:
            object.__setattr__(self, "selection", self.selection.replace(county=here))

    @property
    def tx(self) -> Text:
        """The language of the selection."""
        return Text(self.selection.lang)

    @property
    def choices(self) -> Choices:
        """What could be looked at."""
        return Choices.of(self.dataset)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Codes of the chosen municipalities; none means all."""
        return self.selection.municipalities

    @property
    def municipalities(self) -> tuple[str, ...]:
        """Codes looked at: the chosen ones, or all of the county when none is chosen."""
        return self.chosen or self.dataset.municipality_codes

    @property
    def county_name(self) -> str:
        """Name of the county in focus."""
        return self.name(self.dataset.county)

    @property
    def app_name(self) -> str:
        """What the app is called where this county is in focus."""
        return app_name(self.tx, self.county_name)

    @property
    def geometry(self) -> MapGeometry:
        """The county's municipalities, ready to be drawn; made once a data set."""
        from vbdash.charts.maps.geometry import geometry_of  # not for who draws no map

        return geometry_of(self.dataset)

    def name(self, code: str) -> str:
        """Name of a region in the language of the selection."""
        return self.dataset.name(code, self.selection.lang)

    def names(self, codes: Sequence[str]) -> list[str]:
        """Names of regions."""
        return [self.name(str(code)) for code in codes]

    def where(self) -> str:
        """Say which municipalities are looked at."""
        if self.chosen:
            return self.tx.listing(self.names(self.chosen))
        return self.tx("All of {county}", county=self.county_name)

    def label(self, table: str, key: str, field: str = "label") -> str:
        """Return what the data call one of their rows, such as a measure or a definition."""
        return self.tx.pick(self.dataset.row(table, key), field)

    def fact(self, name: str) -> Mapping[str, Any] | None:
        """Return a row of the table ``published_facts``; None where there is no such fact."""
        try:
            return self.dataset.row("published_facts", name)
        except KeyError:
            return None

    def source(self, measure: str, series: str = "") -> str:
        """Id of the publication behind a measure; behind an edition of it where that is another's."""
        usual = str(self.dataset.row("measures", measure)["source_id"])
        if not series:
            return usual

        def find() -> str:
            rows = self.dataset.table("observations")
            rows = rows[(rows["measure"] == measure) & (rows["series"] == series)]
            known = list(map(str, rows["source_id"].unique()))
            return usual if usual in known or not known else known[-1]

        return self.dataset.everywhere(("source", measure, series), find)

    @property
    def link(self) -> str:
        """Address of this view: complete, and without defaults."""
        own: dict[str, list[str]] = {}
        for name, value in self.own:
            own.setdefault(name, []).append(value)
        written = urlencode(self.selection.query(self.choices) | own, doseq=True)
        return f"{self.base}/{self.page}" + (f"?{written}" if written else "")

    def link_to(self, page: str = "") -> str:
        """Address of another page with the same choices."""
        return self.selection.link(self.choices, page, self.base)

    def choosing(self, **changes: Any) -> View:
        """Return the view with some choices changed."""
        return replace(self, selection=self.selection.replace(**changes))

    def only(self, *choices: str) -> View:
        """Return the view with every choice but these at its default: for whom, not by whom.

        Parameters
        ----------
        choices
            Fields of the selection, and ``"theme"``. The language and the data always stay.
        """
        kept = {name: getattr(self.selection, name) for name in choices if name != "theme"}
        selection = Selection(lang=self.selection.lang, **kept)
        return View(self.dataset, selection, self.theme if "theme" in choices else "light")
