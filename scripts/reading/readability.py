"""How hard a text is to read."""

from __future__ import annotations

import re
from functools import lru_cache

LONG = 3
"""A word of so many syllables is a long one."""


def words(text: str) -> list[str]:
    """The words of a text, without numbers and signs."""
    return re.findall(r"[A-Za-zÀ-ɏ]+(?:['’-][A-Za-zÀ-ɏ]+)*", text)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: about how many years of school a reader needs.

    Formula: Kincaid, Fishburne, Rogers and Chissom, Research Branch Report 8-75 (1975). Syllables are
    counted as groups of vowels, which libraries with a dictionary do better but none does offline.
    """
    found = words(text)
    if not found:
        return 0.0
    sentences = max(1, len(re.findall(r"[.!?:](?=\s|$)", text.strip())))
    return 0.39 * len(found) / sentences + 11.8 * sum(map(_syllables, found)) / len(found) - 15.59


def long_words(text: str) -> list[str]:
    """The words of three syllables and more, each once."""
    return list(dict.fromkeys(word for word in words(text) if _syllables(word) >= LONG))


@lru_cache(maxsize=10_000)  # the same words come again and again
def _syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouyà-ɏ]+", word.lower()))
    silent = re.search(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouydt]ed$", word.lower())  # `while`, but `table`
    return max(1, groups - bool(silent and groups > 1))
