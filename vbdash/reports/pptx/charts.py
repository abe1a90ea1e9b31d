"""Native charts: bars, lines and points with their data behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from vbdash.charts.labels import clean
from vbdash.charts.palette import text_on
from vbdash.reports.export import safe_cell
from vbdash.reports.pptx.native import NativeChart, Series
from vbdash.text import Text

#: Languages as number formats name them: Swedish, British English. Programs that heed it write
#: decimals as the file's language does, the others as their own does.
_LANGUAGES: Final = {"sv": "41D", "en": "809"}
_POINTS: Final = 16


def number_format(unit: str, decimals: int, tx: Text) -> str:
    """Return how an office program shall write values; it adds the signs of its own language.

    Examples
    --------
    >>> number_format("%", 1, Text("sv"))
    '[$-41D]#,##0.0" %"'
    """
    digits = f"[$-{_LANGUAGES[tx.lang]}]#,##0" + (f".{'0' * decimals}" if decimals else "")
    if not unit:
        return digits
    space = "" if unit == "%" and tx.lang == "en" else " "
    return f'{digits}"{space}{unit.replace(chr(34), "")}"'


def chart_kind(chart: NativeChart) -> Any:
    """Return the program's name for a kind of chart."""
    from pptx.enum.chart import XL_CHART_TYPE

    if chart.kind == "points":
        joined = any(series.lines for series in chart.series)
        return XL_CHART_TYPE.XY_SCATTER_LINES if joined else XL_CHART_TYPE.XY_SCATTER
    return {
        "bars": XL_CHART_TYPE.BAR_CLUSTERED,
        "stacked": XL_CHART_TYPE.BAR_STACKED,
        "lines": XL_CHART_TYPE.LINE_MARKERS,
    }[chart.kind]


def chart_data(chart: NativeChart, heading: str, pattern: str) -> Any:
    """Return the data behind a chart: what its worksheet will hold."""
    from vbdash.reports.pptx.behind import PlainCategories, PlainPoints

    if chart.kind == "points":
        points = PlainPoints(number_format=pattern)
        for series in chart.series:
            added = points.add_series(written(series.name))
            for x, y in zip(series.across, series.values, strict=True):
                if x is not None and y is not None:
                    added.add_data_point(x, y)
        return points
    data = PlainCategories(number_format=pattern)
    data.categories = [written(each) for each in chart.categories]
    for series in chart.series:
        data.add_series(written(series.name or heading), series.values)
    return data


def written(text: str) -> str:
    """Return a text as a cell of the chart's workbook holds it: no formula, no hidden sign."""
    return str(safe_cell(clean(text)))


def dress(drawn: Any, chart: NativeChart, pattern: str) -> None:
    """Give a native chart our look: direct labels, no clutter, type that can be read."""
    from pptx.util import Pt

    drawn.font.size = Pt(_POINTS)
    drawn.has_title = False
    _number_axes(drawn)
    drawn.has_legend = False
    if chart.kind == "lines":
        _dress_lines(drawn, chart, pattern)
    elif chart.kind == "points":
        _dress_points(drawn, chart, pattern)
    else:
        _dress_bars(drawn, chart, pattern)


def _number_axes(drawn: Any) -> None:
    """Give axes numbers from zero up, as the schema wants; the library goes below."""
    for name in ("axId", "crossAx"):
        for each in drawn._chartSpace.xpath(f".//c:{name}"):
            each.set("val", each.get("val").lstrip("-"))


def _colour(text: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(text.lstrip("#").upper())


def _legend(drawn: Any) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION

    drawn.has_legend = True
    drawn.legend.position = XL_LEGEND_POSITION.TOP
    drawn.legend.include_in_layout = False


def _dress_bars(drawn: Any, chart: NativeChart, pattern: str) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK

    many = len(chart.series) > 1
    plot = drawn.plots[0]
    plot.gap_width = 45
    plot.overlap = 100 if chart.kind == "stacked" else 0
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = pattern, False
    if chart.kind == "bars":
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
    axis = drawn.category_axis
    axis.reverse_order = True  # the first row on top, as on the screen
    axis.format.line.color.rgb = _colour("#7d8790")
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    values = drawn.value_axis
    values.visible = False
    values.has_major_gridlines = False
    lowest = min((v for s in chart.series for v in s.values if v is not None), default=0)
    if lowest >= 0:
        values.minimum_scale = 0
    for native, series in zip(plot.series, chart.series, strict=True):
        _paint(native, series)
        if chart.kind == "stacked":
            _inside(native, series)
    if many:
        _legend(drawn)


def _inside(native: Any, series: Series) -> None:
    """Write the values of a part of a stack in black or white, whichever can be read."""
    if isinstance(series.colour, str):
        native.data_labels.font.color.rgb = _colour(text_on(series.colour))
        native.data_labels.show_value = True


def _paint(native: Any, series: Series) -> None:
    from pptx.util import Pt

    native.invert_if_negative = False
    if series.hollow:
        colour = series.colour if isinstance(series.colour, str) else series.colour[0]
        native.format.fill.background()
        native.format.line.color.rgb = _colour(colour)
        native.format.line.width = Pt(1.75)
        return
    native.format.fill.solid()
    if isinstance(series.colour, str):
        native.format.fill.fore_color.rgb = _colour(series.colour)
        return
    usual = _usual(series.colour)
    native.format.fill.fore_color.rgb = _colour(usual)
    for i, colour in enumerate(series.colour):
        if colour != usual:
            point = native.points[i].format.fill
            point.solid()
            point.fore_color.rgb = _colour(colour)


def _usual(colours: Sequence[str]) -> str:
    """Return the colour that most bars have; the first of several, so that bytes are repeatable."""
    return max(dict.fromkeys(colours), key=colours.count)


def _dress_lines(drawn: Any, chart: NativeChart, pattern: str) -> None:
    from pptx.enum.chart import XL_TICK_MARK

    every = drawn.category_axis
    every.major_tick_mark = XL_TICK_MARK.NONE
    every.format.line.color.rgb = _colour("#7d8790")
    _skip_labels(every, max(1, len(chart.categories) // 6))
    values = drawn.value_axis
    values.minimum_scale = 0
    values.major_gridlines.format.line.color.rgb = _colour("#e3e7ea")
    values.format.line.fill.background()
    values.tick_labels.number_format = re.sub(r"\.0+", "", pattern)
    values.tick_labels.number_format_is_linked = False
    for native, series in zip(drawn.plots[0].series, chart.series, strict=True):
        _line(native, series)


def _skip_labels(axis: Any, step: int) -> None:
    """Write every so manieth year only."""
    from pptx.oxml import parse_xml

    space = axis._element.nsmap["c"]
    for name in ("tickLblSkip", "tickMarkSkip"):
        axis._element.append(parse_xml(f'<c:{name} xmlns:c="{space}" val="{step}"/>'))
    # The schema wants the two before this one.
    last = axis._element.find(f"{{{space}}}noMultiLvlLbl")
    if last is not None:
        axis._element.append(last)


def _line(native: Any, series: Series) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.util import Pt

    colour = _colour(str(series.colour))
    native.smooth = False
    native.format.line.color.rgb = colour
    native.format.line.width = Pt(2.75 if series.subject else 1)
    native.marker.style = XL_MARKER_STYLE.CIRCLE if series.subject else XL_MARKER_STYLE.NONE
    if not series.subject:
        return
    native.marker.size = 6
    native.marker.format.fill.solid()
    native.marker.format.fill.fore_color.rgb = colour
    native.marker.format.line.color.rgb = colour
    for i in sorted(series.hollow):
        _preliminary(native.points[i], colour)
    last = max((i for i, v in enumerate(series.values) if v is not None), default=None)
    if last is not None:
        _name_end(native.points[last], series)


def _preliminary(point: Any, colour: Any) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE

    point.format.line.color.rgb = colour
    point.format.line.dash_style = MSO_LINE.ROUND_DOT
    point.marker.style = XL_MARKER_STYLE.CIRCLE
    point.marker.size = 9
    point.marker.format.fill.solid()
    point.marker.format.fill.fore_color.rgb = _colour("#ffffff")
    point.marker.format.line.color.rgb = colour


def _name_end(point: Any, series: Series) -> None:
    """Write the name and value of a curve at its end; both follow the data."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.oxml import parse_xml
    from pptx.util import Pt

    label = point.data_label
    label.font.size = Pt(_POINTS)
    label.font.bold = True
    label.position = (
        XL_LABEL_POSITION.ABOVE if series.colour == "#0b78b8" else XL_LABEL_POSITION.BELOW
    )
    element = label._dLbl
    space = element.nsmap["c"]
    for name, shown in (("showSerName", "1"), ("showVal", "1"), ("showLegendKey", "0")):
        flag = element.find(f"{{{space}}}{name}")
        if flag is not None:
            flag.set("val", shown)
    # On two lines, and never broken inside a word where the typeface is a wider one.
    element.append(parse_xml(f'<c:separator xmlns:c="{space}">\n</c:separator>'))
    for body in element.xpath("c:txPr/a:bodyPr"):
        body.set("wrap", "none")


def _dress_points(drawn: Any, chart: NativeChart, pattern: str) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE

    drawn.value_axis.tick_labels.number_format = pattern
    drawn.value_axis.tick_labels.number_format_is_linked = False
    drawn.value_axis.major_gridlines.format.line.color.rgb = _colour("#e3e7ea")
    for native, series in zip(drawn.plots[0].series, chart.series, strict=True):
        colour = series.colour if isinstance(series.colour, str) else series.colour[0]
        if series.lines:
            native.format.line.color.rgb = _colour(colour)
            native.marker.style = XL_MARKER_STYLE.NONE
            continue
        native.format.line.fill.background()
        native.marker.style = XL_MARKER_STYLE.CIRCLE
        native.marker.size = 9
        native.marker.format.fill.solid()
        native.marker.format.fill.fore_color.rgb = _colour(colour)
