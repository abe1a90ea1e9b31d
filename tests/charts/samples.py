"""Tables like those the pages draw, and one figure of each kind made from them."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from vbdash import charts
from vbdash.charts import Reference
from vbdash.text import Text

SV = Text("sv")
NAMES = (
    "Nordmaling", "Bjurholm", "Vindeln", "Robertsfors", "Norsjö", "Malå", "Storuman", "Sorsele",
    "Dorotea", "Vännäs", "Vilhelmina", "Åsele", "Umeå", "Lycksele", "Skellefteå",
)  # fmt: skip
LONG = (
    "Tillverkning av fabricerade metallvaror utom maskiner och apparater",
    "Trävaruindustri (sågverk, hyvlerier) utom möbler",
    "Utvinning av mineral",
    "Försörjning av el, gas, värme och kyla",
)


def areas(count: int = 15) -> pd.DataFrame:
    """Return areas with a value each, in no order; several share the same value."""
    return pd.DataFrame(
        {
            "label": [NAMES[i] if i < 15 else f"Kommun {i}" for i in range(count)],
            "code": [f"{2400 + i}" for i in range(count)],
            "value": [round(16 + 9 * math.sin(2.4 * i) * math.cos(i / 7), 1) for i in range(count)],
        }
    )


def series(names: tuple[str, ...] = NAMES) -> pd.DataFrame:
    """Return curves of two editions (a break after 2011), a gap in 2005 and a preliminary end."""
    rows = [
        (year, name, f"{i:02d}", 15 + i / 2 + 3 * math.sin(year / 3 + i))
        for i, name in enumerate(names)
        for year in range(2000, 2025)
        if year != 2005
    ]
    table = pd.DataFrame(rows, columns=["year", "group", "code", "value"])
    table["series"] = ["2002 års SNI" if year < 2012 else "SNI 2007" for year in table["year"]]
    table["status"] = ["preliminary" if year >= 2023 else "final" for year in table["year"]]
    return table


def parts() -> pd.DataFrame:
    """Return bars of five parts each."""
    names = ("Tillverkning", "Handel", "Vård och omsorg", "Byggverksamhet", "Övrigt")
    rows = [(n, p, 5 + 7 * ((i * 5 + j * 3) % 8)) for i, n in enumerate(NAMES[:6])
            for j, p in enumerate(names)]  # fmt: skip
    return pd.DataFrame(rows, columns=["label", "part", "value"])


def _ranked() -> go.Figure:
    table = areas()
    table.loc[3, "value"] = None
    lines = [Reference(17, "Sverige"), Reference(18.5, "Länets median")]
    return charts.ranked_bars(table, SV, unit="%", decimals=1, highlight=["2414"], references=lines)


def _long() -> go.Figure:
    table = pd.DataFrame({"label": LONG, "value": [12345, 8000.4, 310, -500]})
    return charts.ranked_bars(table, SV, unit="mnkr", highlight=[LONG[1]], note="Miljoner kronor")


def _paired() -> go.Figure:
    table = pd.DataFrame({"label": LONG, "value": [12.3, 8, 3, None], "other": [5.0, 6, 7, 2]})
    return charts.paired_bars(table, SV, names=("Skellefteå", "Sverige"), unit="%", decimals=1)


def _waterfall() -> go.Figure:
    table = pd.DataFrame(
        {
            "label": ["Sysselsatta 2015", "Rikets tillväxt", "Branschmix", "Sysselsatta 2024"],
            "value": [4200, 300, -420, 4080],
            "kind": ["total", "step", "step", "total"],
        }
    )
    return charts.waterfall(table, SV)


def _dumbbell() -> go.Figure:
    table = pd.DataFrame(
        {
            "label": ["Tillväxtverket 2021, ”Nytt ljus på Västerbotten”", "Region Västerbotten"],
            "first": [41, None],
            "second": [22.3, 20.1],
        }
    )
    names = ("Påstående", "Officiell statistik")
    return charts.dumbbell(table, SV, names=names, unit="%", decimals=1, quoted=True)


def _swarm() -> go.Figure:
    lines = [Reference(17, "Sverige 17,0 %"), Reference(18, "Länets median 18,0 %")]
    return charts.beeswarm(
        areas(), SV, unit="%", decimals=1, highlight=["2414", "2412"], references=lines,
        middle=(15, 18), x_title="Industrins andel av sysselsatta 2024, procent",
    )  # fmt: skip


def _lorenz() -> go.Figure:
    shares = [100 * (i / 15) ** 2.5 for i in range(16)]
    table = pd.DataFrame({"x": [100 * i / 15 for i in range(16)], "y": shares})
    table["group"] = "Arbetsställen i industrin (Gini 0,43)"
    return charts.lorenz(table, SV, x_title="Andel av kommunerna", y_title="Andel av allt")


def _funnel() -> go.Figure:
    n = [20 + 11 * i * i for i in range(15)]
    table = areas().assign(n=n, verdict=["lower", "similar", "somewhat_higher"] * 5)
    limits = pd.DataFrame({"n": [10, 100, 2500], "low_95": [2, 9, 14], "high_95": [45, 25, 18]})
    return charts.funnel_plot(
        table, limits, SV, centre=Reference(16, "Länet 16 %"), highlight=["2414"],
        x_title="Företag i målgruppen", y_title="Andel nådda, procent",
    )  # fmt: skip


def _scatter() -> go.Figure:
    table = areas().assign(x=lambda t: (t["value"] * 37) % 400, y=lambda t: t["value"])
    return charts.scatter_labelled(
        table, SV, x_title="Företag", y_title="Andel, procent", highlight=["2414", "2412"]
    )


#: One of each kind, as its caller would make it.
FIGURES: dict[str, Callable[[], go.Figure]] = {
    "time_lines": lambda: charts.time_lines(
        series(), SV, unit="%", decimals=1, highlight=["14", "12"], y_title="Andel, procent",
    ),
    "small_multiples": lambda: charts.small_multiples(
        series().drop(columns="series"), SV, unit="%", decimals=1, context=["00", "01"]
    ),
    "rank_lines": lambda: charts.rank_lines(
        series().assign(value=lambda t: t.groupby("year")["value"].rank(ascending=False)),
        SV, highlight=["14"], y_title="Plats bland länets kommuner",
    ),
    "ranked_bars": _ranked,
    "ranked_bars, long names": _long,
    "paired_bars": _paired,
    "stacked_bars": lambda: charts.stacked_bars(parts(), SV, note="Arbetsställen"),
    "stacked_bars, upright": lambda: charts.stacked_bars(
        parts().assign(label=lambda t: t["label"].str[:4]), SV, upright=True
    ),
    "waterfall": _waterfall,
    "quotes": lambda: charts.quotes(areas(6), SV, highlight=["2402"]),
    "dumbbell": _dumbbell,
    "beeswarm": _swarm,
    "lorenz": _lorenz,
    "funnel_plot": _funnel,
    "scatter_labelled": _scatter,
}  # fmt: skip
