"""The one way to say what is wrong, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

MOST_IN_A_FILE = 200
"""How many mistakes of one file are told: more than anybody mends at a time, and a bound to the work of telling."""


class Severity(StrEnum):
    """An error is wrong in the record and stops the site; a warning may be right in the world."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A stretch of one line in one file. Line and column count from 1, in characters."""

    path: str
    line: int = 1
    column: int = 1
    width: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One mistake: where it is, which rule it breaks, and what to do about it."""

    position: Position
    rule: str
    message: str
    severity: Severity = Severity.ERROR
    stands_for: int = field(default=1, compare=False)
    """How many mistakes it counts: one, but for the finding that only says how many more there are."""

    def __str__(self) -> str:
        """In the form that terminals and editors make clickable."""
        at = self.position
        return f"{at.path}:{at.line}:{at.column}: {self.severity}[{self.rule}] {self.message}"


class Untold(NamedTuple):
    """A mistake before it is put into words. To know its place is cheap; most of the work is in the message."""

    position: Position
    tell: Callable[[], Finding]
    severity: Severity = Severity.ERROR


def told(mistakes: Iterable[Finding | Untold]) -> list[Finding]:
    """Tell the first mistakes of each file, in the order of the file, and how many more there are in it.

    Among them may be those that have been told before: of each file, no more are told of all together.
    """
    of_files: dict[str, list[Finding | Untold]] = defaultdict(list)
    for mistake in mistakes:
        of_files[mistake.position.path].append(mistake)
    return [finding for some in of_files.values() for finding in _told(some)]


def _told(mistakes: list[Finding | Untold]) -> Iterator[Finding]:
    mistakes.sort(key=lambda mistake: (mistake.position.line, mistake.position.column))
    for mistake in mistakes[:MOST_IN_A_FILE]:
        yield mistake if isinstance(mistake, Finding) else mistake.tell()
    if rest := mistakes[MOST_IN_A_FILE:]:
        is_error = any(mistake.severity == Severity.ERROR for mistake in rest)
        more = sum(mistake.stands_for if isinstance(mistake, Finding) else 1 for mistake in rest)
        message = f"there are {more:,} more mistakes from here on; mend those above first, and check again"
        severity = Severity.ERROR if is_error else Severity.WARNING
        yield Finding(rest[0].position, "more-mistakes", message, severity, more)


def shortened(value: object, most: int = 60) -> str:
    """A value as text on one line, short enough for a message: it cannot pass for a line of its own in a log."""
    text = " ".join(str(value).split())
    return text if len(text) <= most else text[: most - 1] + "…"


def listed(words: Sequence[str], most: int | None = None) -> str:
    """Words in a message. Of more than `most`, the first are named and the others counted."""
    named = ", ".join(f"`{word}`" for word in words[:most])
    return f"{named} and {len(words) - most:,} more" if most is not None and len(words) > most else named
