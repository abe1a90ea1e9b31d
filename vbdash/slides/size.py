"""How large industry is: over time, among the counties, and against what has been claimed."""

from __future__ import annotations

import pandas as pd

from vbdash.charts import Reference, dumbbell, ranked_bars, time_lines
from vbdash.exhibit import Column
from vbdash.indicators.industry.claims import DIRECT, YEARS, claim_ratios
from vbdash.indicators.industry.shares import industry_share
from vbdash.indicators.industry.standing import Standing, standing
from vbdash.indicators.municipality.figures import unbroken
from vbdash.sentences import industry as say
from vbdash.sentences import slides as titles
from vbdash.slides.slide import Slide, Stage
from vbdash.text import Text, msg

__all__ = ["counties", "quoted", "trend"]

_MEASURE = "gva"
#: Rows of a ranking that can be read from the back row.
_SHOWN = 10
_STATUS = {"final": msg("final"), "preliminary": msg("preliminary"), "derived": msg("summed here")}


def _shares(stage: Stage) -> tuple[str, pd.DataFrame, Standing | None]:
    data = stage.dataset
    definition = stage.definition(_MEASURE)
    shares = industry_share(data, _MEASURE, definition)
    return definition, shares, standing(data, shares, data.county, stage.selection.year)


def _measured(stage: Stage, definition: str, year: int | None = None) -> str:
    """Say what is measured: measure, definition, basis, year."""
    tx = stage.tx
    measure = stage.dataset.row("measures", f"{_MEASURE}_share")
    parts = [tx.pick(measure, "label"), tx.pick(stage.definition_row(definition), "label")]
    text = ". ".join([*parts, tx.pick(measure, "basis")])
    return f"{text}, {year}." if year else f"{text}."


def _lines(stage: Stage, definition: str) -> tuple[tuple[str, str], ...]:
    tx, measure = stage.tx, stage.dataset.row("measures", f"{_MEASURE}_share")
    return (
        (tx("Definition"), tx.pick(stage.definition_row(definition), "description")),
        (tx("Caveats"), tx.pick(measure, "caveats")),
    )


def trend(stage: Stage) -> Slide | None:
    """Industry's share since 2000, the county beside Sweden and the other counties."""
    tx, data = stage.tx, stage.dataset
    definition, shares, place = _shares(stage)
    if place is None:
        return None
    levels = data.regions["level"].reindex(shares["region_code"]).to_numpy()
    table = shares[(levels != "municipality") & shares["share"].notna()].copy()
    table = table.rename(columns={"region_code": "code", "share": "value"})
    table["group"] = stage.names(list(table["code"]))
    # The chosen ones last, so that they lie on top.
    table["front"] = table["code"].isin([data.county, "00"])
    table = table.sort_values(["front", "code", "year"], kind="stable")
    both = table[table["front"]].sort_values(["year", "code"])
    own = unbroken(both[both["code"] == data.county])
    first, last = int(own["year"].min()), int(own["year"].max())
    ends = {(row.code, row.year): float(row.value) for row in both.itertuples()}
    nothing = float("nan")
    sentence = say.trend(
        tx,
        definition=definition,
        region=stage.county,
        first=first,
        last=last,
        own=(ends.get((data.county, first), nothing), ends.get((data.county, last), nothing)),
        country=(ends.get(("00", first), nothing), ends.get(("00", last), nothing)),
    )
    figure = time_lines(
        table, tx, unit="%", decimals=1, highlight=[data.county, "00"],
        y_title=tx("Percent of value added"), height=285, large=True,
    )  # fmt: skip
    return Slide(
        key="trend",
        title=titles.share_title(
            tx, region=stage.county, share=place.share, country=place.country, year=place.year
        ),
        subtitle=" ".join([_measured(stage, definition), tx("Hollow marks are preliminary.")]),
        sentence=sentence,
        table=both.assign(status=both["status"].map(lambda s: tx(_STATUS[s]))),
        columns=[
            Column("year", tx("Year")),
            Column("group", tx("Region")),
            Column("value", tx("Share, percent"), 1),
            Column("status", tx("Status")),
        ],
        sources=(stage.source(_MEASURE),),
        lines=_lines(stage, definition),
        figure=figure,
        unit="%",
        decimals=1,
        link=stage.link("industry"),
    )


def counties(stage: Stage) -> Slide | None:
    """Industry's share in all counties in one year."""
    tx, data = stage.tx, stage.dataset
    definition, shares, place = _shares(stage)
    if place is None:
        return None
    levels = data.regions["level"].reindex(shares["region_code"]).to_numpy()
    now = shares[(levels == "county") & (shares["year"] == place.year) & shares["share"].notna()]
    table = now.rename(columns={"region_code": "code", "share": "value"})
    table = table.sort_values(["value", "code"], ascending=[False, True], ignore_index=True)
    table["label"] = stage.names(list(table["code"]))
    table["rank"] = table["value"].rank(ascending=False, method="min").astype(int)
    country = (
        [Reference(place.country, f"{stage.name('00')} {tx.percent(place.country)}")]
        if place.country == place.country
        else []
    )
    shown = table[(table.index < _SHOWN) | (table["code"] == data.county)]
    figure = ranked_bars(
        shown, tx, unit="%", decimals=1, highlight=[data.county], references=country, above=False
    )
    return Slide(
        key="counties",
        title=titles.place_title(tx, region=stage.county, rank=place.rank, of=place.of),
        subtitle=f"{_measured(stage, definition, place.year)} {_part(tx, len(shown), place.of)}",
        sentence=say.place_sentence(
            tx, region=stage.county, rank=place.rank, of=place.of, unit="county"
        ),
        table=table,
        columns=[
            Column("rank", tx("Rank"), 0),
            Column("label", tx("County")),
            Column("value", tx("Share, percent"), 1),
        ],
        sources=(stage.source(_MEASURE),),
        lines=_lines(stage, definition),
        figure=figure,
        unit="%",
        decimals=1,
        link=stage.link("industry"),
    )


def _part(tx: Text, shown: int, of: int) -> str:
    """Say that a picture does not show all rows of its table."""
    if shown >= of:
        return ""
    return tx("{shown} of {of} counties are shown.", shown=shown, of=of)


def quoted(stage: Stage) -> Slide | None:
    """Claims about industry's share, each beside the official share of the same area."""
    tx, data = stage.tx, stage.dataset
    table = claim_ratios(data).dropna(subset=["high"])
    if len(table) < 2:
        return None
    table = table.rename(columns={"value": "first", "high": "second"})
    table = table.sort_values("ratio_low", ascending=False, ignore_index=True)
    table["label"] = stage.names(list(table["code"]))
    own = table[table["code"] == data.county]
    others = table[(table["code"] != data.county) & (table["id"] != DIRECT)]
    sentence = (
        say.ratio_sentence(
            tx,
            region=stage.county,
            own=(float(own["ratio_low"].iloc[0]), float(own["ratio_high"].iloc[0])),
            others=[*others["ratio_low"], *others["ratio_high"]],
        )
        if len(own) and len(others)
        else titles.quoted_title(
            tx, count=len(table), low=table["ratio_low"].min(), high=table["ratio_high"].max(),
            above=int((table["ratio_low"] > 1).sum()),
        )
    )  # fmt: skip
    figure = dumbbell(
        table, tx, names=(tx("Claim, quoted"), tx("Official share")), unit="%", quoted=True,
        above=False, large=True,
    )  # fmt: skip
    return Slide(
        key="quoted",
        title=titles.quoted_title(
            tx,
            count=len(table),
            low=float(table["ratio_low"].min()),
            high=float(table["ratio_high"].max()),
            above=int((table["ratio_low"] > 1).sum()),
        ),
        subtitle=tx(
            "Claims that state neither year nor what is counted, beside industry's own share of value added (SNI B–E), the highest of {first}–{last}.",
            first=YEARS[0],
            last=YEARS[-1],
        ),
        sentence=sentence,
        table=table,
        columns=[
            Column("label", tx("Region")),
            Column("first", tx("Claim, percent (quoted)"), 0),
            Column("low", tx("Official share, lowest, percent"), 1),
            Column("second", tx("Official share, highest, percent"), 1),
            Column("ratio_low", tx("Times, lowest"), 1),
            Column("ratio_high", tx("Times, highest"), 1),
        ],
        sources=(stage.source(_MEASURE), *dict.fromkeys(map(str, table["source_id"]))),
        lines=(
            (
                tx("How to read it"),
                tx(
                    "A ratio well above one means that the claim counts more than industry's own value added, most likely also what industry buys from others."
                ),
            ),
        ),
        figure=figure,
        unit="%",
        decimals=1,
        link=stage.link("industry"),
    )
