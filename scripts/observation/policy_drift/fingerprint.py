"""Words → a fingerprint of them: the same for every copy of a text, and nothing can be read from it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

WAY = "v1"
"""How the fingerprint is made. Whoever changes anything below gives it a new name: old ones then count as unknown."""
DIGITS = 16
"""How many digits of the SHA-256 are kept: 64 bits, which two texts share once in 18 million million million times."""

# As code points, since nobody can tell the letters apart: quotes, primes and accents; hyphens, dashes and minus.
_ALIKE = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032`\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-")
)
_BULLETS = "*+-•◦▪▫‣\u2043·∙●○■□►▸✓✔"
_NUMBER = r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxl]{1,6})[.)]"
_MARKS = re.compile(rf"^(?:(?:[{re.escape(_BULLETS)}]|{_NUMBER})(?:\s+|$))+", re.IGNORECASE)


def unmarked(line: str) -> str:
    """One line without the bullet or number in front of it: a browser shows it, but it may be no text of the page."""
    return _MARKS.sub("", line)


def normalised(line: str) -> str:
    """One line of a text without what differs between two copies of it.

    White space, capitals, the shape of quotes and dashes, and the bullet or number in front of it.
    """
    text = unicodedata.normalize("NFKC", line.translate(_ALIKE)).translate(_ALIKE).casefold()
    if not text.isprintable():
        text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")  # such as a soft hyphen
    return unmarked(" ".join(unicodedata.normalize("NFKC", text).split()))


def measured(line: str) -> tuple[int, int]:
    """How many letters a line has once Unicode has taken each apart, and how many marks stand in a row at most.

    `normalised` takes letters apart: one of them becomes up to eighteen. Then it puts the marks on each letter in
    order, which takes a time that grows with the square of their number.
    """
    if line.isascii():
        return len(line), 0
    letters = most = marks = 0
    for letter in line:
        parts, is_mark = _apart(letter)
        letters += parts
        marks = marks + parts if is_mark else 0
        most = max(most, marks)
    return letters, most


@lru_cache(maxsize=10_000)
def _apart(letter: str) -> tuple[int, bool]:
    """Into how many letters Unicode takes one apart, and whether these are marks on the letter before."""
    parts = unicodedata.normalize("NFKD", letter)
    return len(parts), unicodedata.combining(parts[0]) != 0


class Words:
    """The words of a stretch of text, line by line."""

    def __init__(self) -> None:
        """Begin with none."""
        self.count = 0
        self._hash = hashlib.sha256()

    def add(self, line: str) -> None:
        """Go on with a line that is normalised: single spaces stand between its words."""
        if line:
            self.count += line.count(" ") + 1
            self._hash.update(f"{line} ".encode())

    @property
    def fingerprint(self) -> str:
        """The fingerprint of all words so far."""
        return f"{WAY}-{self._hash.hexdigest()[:DIGITS]}"


def of(lines: Iterable[str]) -> Words:
    """The words of some lines that are normalised."""
    words = Words()
    for line in lines:
        words.add(line)
    return words
