"""Where industry is: the municipalities on a map, each chosen one, and the leading firms."""

from __future__ import annotations

from vbdash.charts.maps.choropleth import dorling
from vbdash.data.dataset import Dataset
from vbdash.data.kept import kept
from vbdash.exhibit import Column, Exhibit, reads
from vbdash.exhibits.industry import municipalities as on_map
from vbdash.exhibits.industry.sectors import beside_country
from vbdash.indicators import loaded
from vbdash.indicators.firms.leading import leading_rows, spread_of
from vbdash.sentences import companies as companies_said
from vbdash.sentences import municipality as say
from vbdash.sentences import overview
from vbdash.sentences import slides as titles
from vbdash.text import msg
from vbdash.view import View

#: A sector that employs less than this part is no finding, however rare it is elsewhere.
_LEAST_SHARE = 5.0
#: What a map of firms shows, told as the registry tells a measure.
_FIRMS = {
    "label_sv": "Ledande företag",
    "label_en": "Leading firms",
    "unit_short_sv": "företag",
    "unit_short_en": "firms",
    "decimals": 0,
}
_COUNTED = msg("counted here from the records")


@reads("municipalities", "definition", "year")
def municipalities(view: View) -> Exhibit | None:
    """Show industry's share of the residents at work, on the map; the chosen ones marked."""
    found = on_map.decided(view)
    made = None if found is None else on_map.on_map(view, found)
    if made is None or made.map is None:
        return None
    known = made.table[made.table["share"].notna()]
    title = titles.spread_title(
        view.tx,
        highest=known["label"].iloc[0],
        high=known["share"].iloc[0],
        lowest=known["label"].iloc[-1],
        low=known["share"].iloc[-1],
        year=found.year if found else 0,
    )
    return made.replace(key="municipalities", title=title, sentence=made.map.alt)


@reads()
def municipality(view: View, code: str) -> Exhibit | None:
    """Show what the residents of one municipality work with, beside Sweden."""
    tx, data = view.tx, view.dataset
    made = beside_country(view, code, large=True) if code in data.municipality_codes else None
    if made is None:
        return None
    large = made.table[made.table["share"] >= _LEAST_SHARE]
    marked = large.sort_values("lq", ascending=False).iloc[0]
    said = {
        "region": view.name(code),
        "sector": marked["label"].lower(),
        "times": float(marked["lq"]),
        "share": float(marked["share"]),
    }
    return made.replace(
        key=f"kommun-{code}",
        title=titles.sector_title(tx, **said),
        sentence=say.sector_sentence(tx, **said, country=float(marked["country"])),
    )


@reads("municipalities", "support")
def firms(view: View) -> Exhibit | None:
    """Leading firms by municipality, as circles sized by their number; None where none are loaded."""
    tx, data = view.tx, view.dataset
    if not loaded.firms(data).here:
        return None
    strength = view.selection.support
    found = spread_of(data, strength)
    table = found.by_municipality.rename_axis("code").reset_index()
    table["value"] = table["firms"].astype(float)
    table["name"] = view.names(list(table["code"]))
    table = table.sort_values(["firms", "code"], ascending=[False, True], ignore_index=True)
    picture = dorling(
        view.geometry,
        table[["code", "value"]],
        _FIRMS,
        tx,
        selected=view.chosen,
        source=tx(_COUNTED),
    )
    of = len(data.municipality_codes)
    sources = _firms_sources(data, strength)
    return Exhibit(
        key="firms",
        title=titles.firms_title(
            tx,
            firms=found.firms,
            municipalities=found.municipalities,
            of=of,
            strength=strength,
        ),
        subtitle=tx(
            "Firms {kind}, by municipality. A firm with several plants counts once in each municipality. The list is made from open sources and is not complete.",
            kind=overview.spread_label(tx, strength),
        ),
        sentence=picture.alt,
        table=table,
        columns=[
            Column("name", tx("Municipality")),
            Column("firms", tx("Firms"), 0),
            Column("plants", tx("Plants"), 0),
        ],
        sources=sources,
        origin=companies_said.origin(tx, len(data.table("companies"))),
        map=picture,
    )


@kept
def _firms_sources(data: Dataset, strength: str) -> tuple[str, ...]:
    """Return the publications behind the claims that make the counted firms leading."""
    claims = data.table("leadership_claims")
    leading = leading_rows(data.table("companies"), claims, strength)
    leading = leading[leading["municipality_code"].isin(data.municipality_codes)]
    sources = claims.loc[claims["company_id"].isin(leading["id"]), "source_id"].dropna()
    return tuple(dict.fromkeys(map(str, sources)))
