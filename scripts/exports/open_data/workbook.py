"""Tables → one workbook for spreadsheets."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from scripts.exports.open_data.table_columns import Cell
from scripts.words.escapers.spreadsheet import printable

_MADE_ON = datetime(1980, 1, 1, tzinfo=UTC)
"""A workbook says when it was made. That may not differ between two machines."""
_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets count days from 1900, and take that for a leap year. What lies before is a text."""
_WIDTH = 20
"""How wide a column is, in letters."""
_MOST_LETTERS = 32_767
"""Spreadsheets read no more of one cell."""


def as_workbook(sheets: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Cell | date]]]]) -> bytes:
    """Tables as the sheets of one workbook. A text stays a text: no cell is a formula or a link."""
    found = io.BytesIO()
    book = xlsxwriter.Workbook(found, {"in_memory": True})
    book.set_properties({"created": _MADE_ON})
    heading, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for name, (columns, rows) in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, _WIDTH)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column, heading)
        last = 0
        for last, row in enumerate(rows, start=1):
            for at, cell in enumerate(row):
                match cell:
                    case str():
                        sheet.write_string(last, at, printable(cell)[:_MOST_LETTERS])
                    case bool():
                        sheet.write_boolean(last, at, cell)
                    case int():
                        sheet.write_number(last, at, cell)
                    case date() if cell < _FIRST_DAY:
                        sheet.write_string(last, at, cell.isoformat())
                    case date():
                        sheet.write_datetime(last, at, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
        sheet.autofilter(0, 0, last, len(columns) - 1)
    book.close()
    return found.getvalue()
