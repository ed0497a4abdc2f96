"""Changes to a text at places that the loader knows. Everything else stays as it was, letter by letter."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple


class Edit(NamedTuple):
    """What is to stand between two offsets of a text."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits. Where two begin at one place, only the first is made."""
    first: dict[int, Edit] = {}
    for edit in edits:
        first.setdefault(edit.start, edit)
    for edit in sorted(first.values(), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


class Lines:
    """A text with its lines, so that the loader's places can be found in it."""

    def __init__(self, text: str) -> None:
        """Take the text in which places count."""
        self.text = text
        self.starts = [0, *accumulate(map(len, text.splitlines(keepends=True)))]

    def offset(self, place: tuple[int, int]) -> int:
        """Where a line and column, both counted from 0, stand in the text."""
        return min(self.starts[min(place[0], len(self.starts) - 1)] + place[1], len(self.text))

    def over(self, start: tuple[int, int], end: tuple[int, int], new: str) -> Edit:
        """Write over what stands between two places. The line ends after a block of text stay."""
        first, last = self.offset(start), self.offset(end)
        return Edit(first, first + len(self.text[first:last].rstrip()), new)
