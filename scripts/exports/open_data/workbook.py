"""Tables → one workbook for spreadsheets, as Office Open XML has it (ECMA-376).

Written here, since it is half of all the work if a library does it cell by cell, and only four kinds of cells occur.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import product
from string import ascii_uppercase
from xml.sax.saxutils import escape

from scripts.exports.open_data.bundles import as_zip
from scripts.exports.open_data.table_columns import Cell
from scripts.words.escapers.spreadsheet import printable

_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets count days from 1900, and take that for a leap year. What lies before is a text."""
_DAY_0 = date(1899, 12, 30)
_WIDTH = 20
"""How wide a column is, in letters."""
_MOST_LETTERS = 32_767
"""Spreadsheets read no more of one cell."""
_LETTERS = ["".join(pair) for pair in product(("", *ascii_uppercase), ascii_uppercase)]
"""What spreadsheets call the columns."""
_SPELT = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""How a character begins that is spelt by its number. What is only written so has this sign itself spelt."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD, _DAY = 's="1" ', 's="2"'
_PLAIN = 'numFmtId="0" fontId="0" fillId="0" borderId="0"'
_STYLES = f"""\
<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf {_PLAIN}/></cellStyleXfs>
<cellXfs count="3"><xf {_PLAIN} xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
"""How cells look: as they are, as the head of a column, as a day."""


def as_workbook(sheets: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Cell | date]]]]) -> bytes:
    """Tables as the sheets of one workbook. A text stays a text: no cell is a formula or a link."""
    texts: dict[str, int] = {}

    @lru_cache(maxsize=None, typed=True)  # most cells hold what others hold
    def cell(value: Cell | date) -> str:
        """What stands behind the address of a cell."""
        match value:
            case bool():
                return f't="b"><v>{value:d}</v></c>'
            case int():
                return f"><v>{value}</v></c>"
            case date() if value >= _FIRST_DAY:
                return f"{_DAY}><v>{(value - _DAY_0).days}</v></c>"
        return f't="s"><v>{texts.setdefault(str(value), len(texts))}</v></c>'

    def row(number: int, values: Sequence[Cell | date], style: str = "") -> str:
        cells = [
            f'<c r="{letters}{number}" {style}{cell(value)}'
            for letters, value in zip(_LETTERS, values, strict=False)
            if value is not None
        ]
        return f'<row r="{number}">{"".join(cells)}</row>'

    def sheet(columns: Sequence[str], rows: Iterable[Sequence[Cell | date]]) -> str:
        written = [row(1, columns, _HEAD), *(row(number, values) for number, values in enumerate(rows, 2))]
        whole = f"A1:{_LETTERS[len(columns) - 1]}{len(written)}"
        return (
            f'<worksheet xmlns="{_MAIN}"><dimension ref="{whole}"/><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f'<cols><col min="1" max="{len(columns)}" width="{_WIDTH}" customWidth="1"/></cols>'
            f'<sheetData>{"".join(written)}</sheetData><autoFilter ref="{whole}"/></worksheet>'
        )

    parts = {f"worksheets/sheet{number}": ("worksheet", sheet(*one)) for number, one in enumerate(sheets.values(), 1)}
    items = "".join(map(_item, texts))
    parts["sharedStrings"] = "sharedStrings", f'<sst xmlns="{_MAIN}">{items}</sst>'
    parts["styles"] = "styles", _STYLES
    return as_zip({path: f"{_XML}{text}".encode() for path, text in _package([*sheets], parts).items()})


def _item(text: str) -> str:
    space = ' xml:space="preserve"' if text.strip() != text else ""
    return f"<si><t{space}>{escape(_SPELT.sub('_x005F_', printable(text)[:_MOST_LETTERS]))}</t></si>"


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _package(names: Sequence[str], parts: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """The files of a workbook: its parts, each with its kind, and what says which there are."""
    types = "".join(
        f'<Override PartName="/xl/{path}.xml" ContentType="{_MEDIA_TYPE}.{kind}+xml"/>'
        for path, (kind, _) in {"workbook": ("sheet.main", ""), **parts}.items()
    )
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1))
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": _relations({"xl/workbook": "officeDocument"}),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/>'
        f"</bookViews><sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations({path: kind for path, (kind, _) in parts.items()}),
        **{f"xl/{path}.xml": text for path, (_, text) in parts.items()},
    }


def _relations(kinds: Mapping[str, str]) -> str:
    """Which other files belong to one, each by its path without its ending."""
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{path}.xml"/>'
        for number, (path, kind) in enumerate(kinds.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
