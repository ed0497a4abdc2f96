"""What a table is made of: columns, each with its meaning. All files and all descriptions are made from them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

Cell = str | int | bool | None
"""What stands in one column of one row. A day is a text such as `2026-11-23`."""
Row = dict[str, Cell]
"""The cells of a row by the names of their columns."""


class Type(StrEnum):
    """What a column holds, by the names that data packages have for it."""

    TEXT = "string"
    NUMBER = "integer"
    TRUTH = "boolean"
    DAY = "date"


STATED = "stated"
NOT_APPLICABLE = "not-applicable"
BY_SCHEDULE = "by-schedule"
LINE_NOT_STATED = "schedule-line-not-stated"
AFTER = "after-something-else"
STATES = {
    STATED: "The value stands beside it.",
    "not-stated": "No source that we read gives the answer. It is not a no.",
    "none": "Somebody looked, and there is none.",
    "any": "It holds for every record of its kind.",
    "visit": "Until the browser is closed.",
    BY_SCHEDULE: "A records schedule says how long, and the time stands beside it.",
    LINE_NOT_STATED: "A records schedule says how long. What its line says is not stated.",
    AFTER: "It is kept until something else is over, and then for a time. Both stand beside it.",
    NOT_APPLICABLE: "The record does not say it, and it need not. Or there is nothing of which it could be said.",
}
"""What can be said of a fact, in a column that ends with `_state`."""
FOLLOWS = frozenset({STATED, NOT_APPLICABLE})
"""The states that are seen from what stands beside them."""
DERIVED = "derived_"
"""How the name of a column begins that we worked out ourselves."""


class Column(NamedTuple):
    """One column of a table."""

    name: str
    text: str
    """What it holds, in words."""
    type: Type = Type.TEXT
    words: tuple[str, ...] = ()
    """The only words that may stand there; nothing if any value may."""
    of: str = ""
    """The table whose ids stand there, if they are those of one table."""
    required: bool = False

    @property
    def is_state(self) -> bool:
        """Whether it says of a fact whether it is known."""
        return self.name.endswith("_state")

    @property
    def blank(self) -> Cell:
        """What stands there if there is nothing to say."""
        return NOT_APPLICABLE if self.is_state else None


class Table(NamedTuple):
    """A table: what its rows are, and its columns."""

    name: str
    text: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """The columns that tell its rows apart."""
