"""The workbook behind a chart, where text is text: no formula, no link, no number out of words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter
from pptx.util import lazyproperty
from xlsxwriter import Workbook

_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _Plain:
    """Opens the workbook with every text taken as it stands."""

    @contextmanager
    def _open_worksheet(self, file: Any) -> Iterator[tuple[Any, Any]]:
        with Workbook(file, _OPTIONS) as book:
            yield book, book.add_worksheet()


class _Categories(_Plain, CategoryWorkbookWriter):  # type: ignore[misc]
    pass


class _Points(_Plain, XyWorkbookWriter):  # type: ignore[misc]
    pass


class PlainCategories(CategoryChartData):  # type: ignore[misc]
    """Data of bars and lines."""

    @lazyproperty
    def _workbook_writer(self) -> Any:
        return _Categories(self)


class PlainPoints(XyChartData):  # type: ignore[misc]
    """Data of points."""

    @lazyproperty
    def _workbook_writer(self) -> Any:
        return _Points(self)
