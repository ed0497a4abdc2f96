"""The one way to say what is wrong, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


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


def shortened(value: object, most: int = 60) -> str:
    """A value as text on one line, short enough for a message: it cannot pass for a line of its own in a log."""
    text = " ".join(str(value).split())
    return text if len(text) <= most else text[: most - 1] + "…"


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """End a message with the nearest known word, or with `otherwise` if none is near."""
    words = {_letters(one): one for one in sorted(known)}
    slips = [one for one in words if _is_slip(_letters(word), one)]
    near = get_close_matches(_letters(word), slips or words, n=1, cutoff=0 if slips else 0.7)
    return f"did you mean `{words[near[0]]}`?" if near else otherwise


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
