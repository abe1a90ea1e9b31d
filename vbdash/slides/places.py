"""Where industry is: the municipalities on a map, each chosen one, and the leading firms."""

from __future__ import annotations

from vbdash.charts import paired_bars
from vbdash.charts.maps.choropleth import choropleth, dorling
from vbdash.data.dataset import Dataset
from vbdash.exhibit import Column
from vbdash.indicators import loaded
from vbdash.indicators.firms.leading import leading_rows
from vbdash.indicators.industry.shares import industry_share
from vbdash.indicators.industry.structure import composition, profiles
from vbdash.sentences import companies as companies_said
from vbdash.sentences import municipality as say
from vbdash.sentences import overview
from vbdash.sentences import slides as titles
from vbdash.slides.slide import Slide, Stage
from vbdash.text import msg

__all__ = ["firms", "municipalities", "municipality"]

_MEASURE = "employed_residence"
#: A sector that employs less than this part is no finding, however rare it is elsewhere.
_LEAST_SHARE = 5.0
#: Sectors in the picture; the table has all.
_SHOWN = 7
#: What a map of firms shows, told as the registry tells a measure.
_FIRMS = {
    "label_sv": "Ledande företag",
    "label_en": "Leading firms",
    "unit_short_sv": "företag",
    "unit_short_en": "firms",
    "decimals": 0,
}
_COUNTED = msg("counted here from the records")


def municipalities(stage: Stage) -> Slide | None:
    """Industry's share of the residents at work, on the map; the chosen ones marked."""
    tx, data = stage.tx, stage.dataset
    definition = stage.definition(_MEASURE)
    shares = industry_share(data, _MEASURE, definition)
    table = shares[shares["region_code"].isin(data.municipality_codes) & shares["share"].notna()]
    if table.empty:
        return None
    year = int(table["year"].max())
    table = table[table["year"] == year].rename(columns={"region_code": "code", "share": "value"})
    table = table.sort_values(["value", "code"], ascending=[False, True], ignore_index=True)
    table["name"] = stage.names(list(table["code"]))
    table["rank"] = table["value"].rank(ascending=False, method="min").astype(int)
    measure = data.row("measures", f"{_MEASURE}_share")
    source = stage.source(_MEASURE)
    publisher = str(data.sources["publisher"].astype("object").loc[source])
    view = choropleth(
        stage.geometry,
        table[["code", "value", "rank"]],
        measure,
        tx,
        selected=stage.chosen,
        source=f"{publisher}, {year}",
    )
    first, last = table.iloc[0], table.iloc[-1]
    row = stage.definition_row(definition)
    return Slide(
        key="municipalities",
        title=titles.spread_title(
            tx,
            highest=first["name"],
            high=first["value"],
            lowest=last["name"],
            low=last["value"],
            year=year,
        ),
        subtitle=f"{tx.pick(measure, 'label')}. {tx.pick(row, 'label')}. {tx.pick(measure, 'basis')}, {year}.",
        sentence=view.alt,
        table=table,
        columns=[
            Column("rank", tx("Rank"), 0),
            Column("name", tx("Municipality")),
            Column("value", tx("Share, percent"), 1),
            Column("amount", tx("Employed in industry"), 0),
            Column("total", tx("All employed"), 0),
        ],
        sources=(source,),
        lines=(
            (tx("Definition"), tx.pick(row, "description")),
            (tx("Caveats"), tx.pick(measure, "caveats")),
        ),
        map=view,
        unit="%",
        decimals=1,
        link=stage.link(),
    )


def municipality(stage: Stage, code: str) -> Slide | None:
    """Show what the residents of one municipality work with, beside Sweden."""
    tx, data = stage.tx, stage.dataset
    years = data.observations.loc[lambda t: t["measure"] == _MEASURE, "year"]
    if code not in data.municipality_codes or years.empty:
        return None
    year = int(years.max())
    found = composition(profiles(data, _MEASURE, year), code).dropna(subset=["share"])
    if found.empty:
        return None
    sectors = data.table("sectors").set_index("code")
    table = found.assign(
        label=[tx.pick(sectors.loc[s], "short") for s in found["sector"]],
        value=found["share"],
        other=found["country"],
    ).sort_values(["value", "sector"], ascending=[False, True], ignore_index=True)
    marked = table[table["share"] >= _LEAST_SHARE].sort_values("lq", ascending=False).iloc[0]
    long = tx.pick(sectors.loc[marked["sector"]], "label")
    sentence = say.sector_sentence(
        tx,
        region=stage.name(code),
        sector=long.lower(),
        times=float(marked["lq"]),
        share=float(marked["share"]),
        country=float(marked["country"]),
    )
    figure = paired_bars(
        table.head(_SHOWN),
        tx,
        names=(stage.name(code), stage.name("00")),
        unit="%",
        decimals=1,
        above=False,
    )
    return Slide(
        key=f"kommun-{code}",
        title=titles.sector_title(
            tx,
            region=stage.name(code),
            sector=long.lower(),
            times=float(marked["lq"]),
            share=float(marked["share"]),
        ),
        subtitle=tx(
            "The {shown} largest sectors of the residents at work, percent, {year}. Sweden is counted by workplace; for the country the difference is small.",
            shown=min(_SHOWN, len(table)),
            year=year,
        ),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("Sector")),
            Column("amount", tx("Employed residents"), 0),
            Column("share", tx("Share, percent"), 1),
            Column("country", tx("Sweden, percent"), 1),
            Column("lq", tx("Times Sweden's share"), 1),
        ],
        sources=(stage.source(_MEASURE), stage.source("employed_workplace")),
        lines=((tx("Caveats"), tx.pick(data.row("measures", _MEASURE), "caveats")),),
        figure=figure,
        unit="%",
        decimals=1,
        link=stage.link("municipality"),
    )


def firms(stage: Stage) -> Slide | None:
    """Leading firms by municipality, as circles sized by their number; None where none are loaded."""
    tx, data = stage.tx, stage.dataset
    if not loaded.firms(data).here:
        return None
    strength = stage.selection.support
    found = stage.spread()
    table = found.by_municipality.rename_axis("code").reset_index()
    table["value"] = table["firms"].astype(float)
    table["name"] = stage.names(list(table["code"]))
    table = table.sort_values(["firms", "code"], ascending=[False, True], ignore_index=True)
    view = dorling(
        stage.geometry,
        table[["code", "value"]],
        _FIRMS,
        tx,
        selected=stage.chosen,
        source=tx(_COUNTED),
    )
    of = len(data.municipality_codes)
    sources = data.once(("firms_sources", strength), lambda: _firms_sources(data, strength))
    return Slide(
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
        sentence=view.alt,
        table=table,
        columns=[
            Column("name", tx("Municipality")),
            Column("firms", tx("Firms"), 0),
            Column("plants", tx("Plants"), 0),
        ],
        sources=sources,
        origin=companies_said.origin(tx, len(data.table("companies"))),
        map=view,
        link=stage.link("companies"),
    )


def _firms_sources(data: Dataset, strength: str) -> tuple[str, ...]:
    """Return the publications behind the claims that make the counted firms leading."""
    claims = data.table("leadership_claims")
    leading = leading_rows(data.table("companies"), claims, strength)
    leading = leading[leading["municipality_code"].isin(data.municipality_codes)]
    sources = claims.loc[claims["company_id"].isin(leading["id"]), "source_id"].dropna()
    return tuple(dict.fromkeys(map(str, sources)))
