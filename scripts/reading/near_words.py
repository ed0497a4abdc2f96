"""Which known word a misspelt one was meant to be."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from difflib import get_close_matches

MOST_COMPARED = 40
"""Among so many known words, a misspelt one is compared with each; among more, with those that begin or end alike."""
MOST_ALIKE = 10
"""How many of these on each side: before and behind the word in an alphabet, read from the front and from the back."""


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
        slips = [one for one in alike if is_slip(letters, one)]
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


def is_slip(one: str, other: str) -> bool:
    """Whether at most one letter is left out, added or another one, or two neighbours are swapped."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - a check that finds no misspelt word needs it not

    return OSA.distance(one, other, score_cutoff=1) <= 1
