"""A sheet as a table for a spreadsheet, which may save it with other separators than it was given."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from scripts.correspondence.open_questions import letters
from scripts.reading.findings import MOST_IN_A_FILE, Finding, Position
from scripts.sampling.claims_in_words import CitedSource
from scripts.sampling.filled_rows import FilledRow, in_every_language, mark_in, tag_in, unknown_mark
from scripts.sampling.sheet import NOTE, Sheet
from scripts.words.escapers import spreadsheet
from scripts.words.languages import message

_MARK = message("Right, wrong or cannot tell?")
_COLUMNS = (
    message("About"),
    message("Claim"),
    message("Sources"),
    message("In the records"),
    _MARK,
    NOTE,
    message("Leave this as it is"),
)
_SEPARATORS = (",", ";", "\t")
"""What a spreadsheet puts between two cells: it depends on the machine of whoever saves."""
_HEAD_WITHIN, _LONGEST_HEAD = 10, 1_000
"""Within how many lines the names of the columns stand, and how many characters of that line are looked at."""


def written(sheet: Sheet) -> str:
    """The sheet as text. It starts with the sign by which spreadsheets know UTF-8."""
    language = sheet.language
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")  # RFC 4180
    table.writerow([str(language.gettext(column)) for column in _COLUMNS])
    for row in sheet.rows:
        sources = "\n".join(map(_source, row.said.sources))
        cells = (row.said.about, row.said.says, sources, row.place, "", "", row.tag)
        table.writerow(map(spreadsheet.harmless, cells))
    return f"\ufeff{text.getvalue()}"


def _source(source: CitedSource) -> str:
    named = f"{source.name}, {source.address}" if source.address else source.name
    return " ".join([f"{named}.", f"{source.read}.", *source.says])


def read(path: str, text: str, findings: list[Finding]) -> list[FilledRow]:
    """The rows of a filled sheet, however it was saved. What cannot be understood is a finding."""
    table = _Table(path, text, findings)
    if table.mark is None:
        message_ = (
            "this is no sheet of `registry sample`: the line with the names of its columns is missing; put it back"
        )
        findings.append(Finding(Position(path), "unreadable-sheet", message_))
        return []
    return list(table.rows())


class _Table:
    """A filled table."""

    def __init__(self, path: str, text: str, findings: list[Finding]) -> None:
        """Find out what stands between two cells, and in which columns people write."""
        self.path, self.findings = path, findings
        lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
        self.first_line = 0
        self.separator = ","
        self.mark: int | None = None
        self.note: int | None = None
        self.text = lines.getvalue()
        for number, line in enumerate(islice(lines, _HEAD_WITHIN), 1):
            if line.strip() and not line.startswith("sep="):  # that one is for spreadsheets alone
                self._take_head(line)
                self.first_line = number
                break

    def _take_head(self, line: str) -> None:
        for separator in _SEPARATORS:
            names = [letters(name) for name in next(csv.reader([line[:_LONGEST_HEAD]], delimiter=separator), [])]
            mark, note = _column(names, _MARK), _column(names, NOTE)
            if mark is not None:
                self.separator, self.mark, self.note = separator, mark, note
                return

    def rows(self) -> Iterator[FilledRow]:
        """Each row with a tag."""
        rest = io.StringIO(self.text, newline="")
        for _ in range(self.first_line):
            next(rest)
        table = csv.reader(rest, delimiter=self.separator, strict=True)
        while True:
            line = self.first_line + table.line_num + 1
            try:
                cells = next(table, None)
            except csv.Error as error:
                message_ = f"from here on this is no table ({error}); mend the quotes, or save the sheet again"
                self.findings.append(Finding(Position(self.path, line), "unreadable-sheet", message_))
                return
            if cells is None:
                return
            if row := self._row(cells, Position(self.path, line)):
                yield row

    def _row(self, cells: Sequence[str], at: Position) -> FilledRow | None:
        tag = next((tag for cell in cells if (tag := tag_in(cell.strip()))), None)
        mark, note = self._cell(cells, self.mark), self._cell(cells, self.note)
        if tag is None:
            if any(cell.strip() for cell in cells) and len(self.findings) <= MOST_IN_A_FILE:  # no more are told
                message_ = "this row has lost the sign in its last cell; copy it from the sheet as it was drawn"
                self.findings.append(Finding(at, "lost-claim", message_))
            return None
        understood = mark_in(mark)
        if mark and understood is None:
            self.findings.append(unknown_mark(at, mark))
        return FilledRow(tag, understood, note, at)

    @staticmethod
    def _cell(cells: Sequence[str], column: int | None) -> str:
        return " ".join(cells[column].split()) if column is not None and column < len(cells) else ""


def _column(names: Sequence[str], title: str) -> int | None:
    return next((number for number, name in enumerate(names) if name in _titles(title)), None)


@cache
def _titles(title: str) -> frozenset[str]:
    return frozenset(map(letters, in_every_language(title)))
