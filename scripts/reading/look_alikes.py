"""Names that people take for another one: what a name looks like, and from which alphabets its words are."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SIGNS = {"So", "Lm"}
"""Symbols, and letters that only change how another one is read."""
_LATIN_WORD = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]+")
ALIKE = {"0": "O", "1": "l", "I": "l", "|": "l", "m": "rn"}
"""Signs of ASCII that look like others: part of a table of thousands, which few names need."""
_PLAIN = {sign: "".join(filter(str.isalnum, ALIKE.get(chr(sign), chr(sign)).casefold())) for sign in range(128)}
"""What counts of each sign of ASCII. Most names of most languages in Latin letters have no others but for marks."""
_RARE = re.compile("[\u1d00-\u1dbf\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f]")
"""Letters of phonetics and of old prints, by their blocks in Unicode. Many look just like others of the alphabet."""
_WRITTEN_TOGETHER = (
    {"HAN", "HIRAGANA", "KATAKANA"},  # Japanese
    {"HAN", "HANGUL"},  # Korean
    {"HAN", "BOPOMOFO"},  # Chinese
)
"""Alphabets that one word of one language may have (Unicode Technical Standard #39, section 5.1)."""


def skeletons(name: str) -> frozenset[str]:
    """What a name looks like, in the letters that stand for all that look the same. Twins share one.

    Signs are dropped first: a mark of trade would become letters.

    Unicode Technical Standard #39, section 4; capitals, spaces and signs count for nothing here. Capitals do make
    a difference to the eye, so a name has two: `I` looks like `l`, and `i` does not.
    """
    plain = name
    if not name.isascii():
        said = "".join(sign for sign in name if unicodedata.category(sign) not in _SIGNS)
        plain = unicodedata.normalize("NFKC", said)
    return frozenset((_skeleton(plain), _skeleton(plain.casefold())))


def _skeleton(text: str) -> str:
    letters = text
    if not text.isascii():
        letters = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    if letters.isascii():
        return letters.translate(_PLAIN)
    alike = _all_alike()
    found = "".join(alike.get(letter, letter) for letter in letters)
    return "".join(letter for letter in found.casefold() if letter.isalnum())


@cache
def _all_alike() -> dict[str, str]:
    """Every letter that looks like another one, with the one that stands for all of them."""
    from confusable_homoglyphs.confusables import confusables_data  # noqa: PLC0415 - loads a large table, seldom needed

    # The library has each pair both ways. What looks like several others is what they are all compared with.
    pairs = {one: [other["c"] for other in others] for one, others in confusables_data.items()}
    return {
        one: others[0]
        for one, others in pairs.items()
        if len(one) == 1 and len(others) == 1 and (len(pairs.get(others[0], ())) > 1 or others[0] < one)
    }


def alphabets(word: str) -> list[str]:
    """The alphabets that a word mixes, by their names in Unicode; nothing if it is from one alone."""
    if _LATIN_WORD.fullmatch(word):
        return []
    from confusable_homoglyphs.categories import unique_aliases  # noqa: PLC0415 - as above

    found: set[str] = unique_aliases(word) - {"COMMON", "INHERITED"}
    if _RARE.search(word):
        found |= {"LATIN", "PHONETIC"}
    return sorted(found) if len(found) > 1 and not any(found <= together for together in _WRITTEN_TOGETHER) else []
