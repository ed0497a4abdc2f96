"""The one way to say what is wrong, and where."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

MOST_IN_A_FILE = 200
"""How many mistakes of one file are told: more than anybody mends at a time, and a bound to the work of telling."""
MOST_COMPARED = 40
"""Among so many known words, a misspelt one is compared with each; among more, with those that begin or end alike."""
MOST_ALIKE = 10
"""How many of these on each side: before and behind the word in an alphabet, read from the front and from the back."""


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
    """Tell the first mistakes of each file, in the order of the file, and how many more there are in it."""
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
        message = f"there are {len(rest):,} more mistakes from here on; mend those above first, and check again"
        yield Finding(rest[0].position, "more-mistakes", message, Severity.ERROR if is_error else Severity.WARNING)


def shortened(value: object, most: int = 60) -> str:
    """A value as text on one line, short enough for a message: it cannot pass for a line of its own in a log."""
    text = " ".join(str(value).split())
    return text if len(text) <= most else text[: most - 1] + "…"


def listed(words: Sequence[str], most: int | None = None) -> str:
    """Words in a message. Of more than `most`, the first are named and the others counted."""
    named = ", ".join(f"`{word}`" for word in words[:most])
    return f"{named} and {len(words) - most:,} more" if most is not None and len(words) > most else named


class Words:
    """Known words, laid out once, so that finding the one nearest to a misspelt word takes no look at each of them."""

    def __init__(self, known: Iterable[str]) -> None:
        """Take the words."""
        self._known = {_letters(one): one for one in sorted(known)}
        self._by_beginning = sorted(self._known)
        self._by_ending = sorted(letters[::-1] for letters in self._known)

    def nearest(self, word: str) -> str | None:
        """The known word that is most likely meant, or None if none is near."""
        letters = _letters(word)
        alike = self._alike(letters)
        slips = [one for one in alike if _is_slip(letters, one)]
        near = get_close_matches(letters, slips or alike, n=1, cutoff=0 if slips else 0.7)
        return self._known[near[0]] if near else None

    def _alike(self, letters: str) -> list[str]:
        """The words to compare with."""
        if len(self._known) <= MOST_COMPARED:
            return self._by_beginning
        beginning = _around(letters, self._by_beginning)
        return [*beginning, *(one[::-1] for one in _around(letters[::-1], self._by_ending))]


def did_you_mean(word: str, known: Words | Iterable[str], otherwise: str = "") -> str:
    """End a message with the nearest known word, or with `otherwise` if none is near."""
    nearest = (known if isinstance(known, Words) else Words(known)).nearest(word)
    return otherwise if nearest is None else f"did you mean `{nearest}`?"


def _around(word: str, words: list[str]) -> list[str]:
    """What stands around the place of a word in a sorted list."""
    at = bisect(words, word)
    return words[max(0, at - MOST_ALIKE) : at + MOST_ALIKE]


def _letters(word: str) -> str:
    """A word without what people mix up when they write names: capitals, spaces, hyphens and underscores."""
    return word.lower().replace(" ", "-").replace("_", "-")


def _is_slip(one: str, other: str) -> bool:
    """Whether one letter is left out, added or another one, or two neighbours are swapped."""
    same = next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), None)
    at = min(len(one), len(other)) if same is None else same
    left, right = one[at:], other[at:]
    swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return swapped or left == right[1:] or left[1:] in {right, right[1:]}
