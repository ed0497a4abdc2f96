"""Values → cells of a table: text that no spreadsheet runs, and several values in one cell.

Both ways can be undone, so a program that reads the tables gets exactly what the records say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# A spreadsheet runs a cell that starts with one of these, and some read full-width signs alike. A program that is
# set to another separator starts a cell after it, so the same holds after each sign that may separate cells.
# An apostrophe in such a place gets one more, so that it can be told from ours.
_RUNS = "=+\\-@＝＋－＠'"  # noqa: RUF001 - these are the signs
_START = r"(?:^|[,;|\t])[\s\"]*"
_BARE = re.compile(rf"({_START})(?=[{_RUNS}])")


def harmless(text: str) -> str:
    """Mark what a spreadsheet would run with an apostrophe, which makes it text."""
    return _BARE.sub(r"\1'", text)


def joined(values: Iterable[str]) -> str:
    """Put several values into one cell: a semicolon between them, a backslash before one that belongs to a value."""
    return "; ".join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def printable(text: str) -> str:
    """Put a sign in the place of each character that nobody sees. No record can hold one; tables and XML must not."""
    return text if text.isprintable() else "".join(letter if letter.isprintable() else "�" for letter in text)
