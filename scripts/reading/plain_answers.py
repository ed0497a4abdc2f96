"""`no`, `unknown`, `n/a` and their like → `none` or `not-stated`, where such a word may stand.

`none` says that somebody looked. Where both words may stand, only the author knows whether anybody did.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from schemas.words import NONE, NOT_STATED

_UNKNOWN = frozenset(
    {
        *("unknown", "not known", "unk", "unclear", "unsure", "not sure", "don't know", "do not know", "we don't know"),
        *("not-known", "no idea", "?", "??", "???", "desconocido", "no se sabe"),
    }
)
_ABSENT = frozenset({"no", "n", "nothing", "nil", "false", "off", "not any", "nada", "ninguno", "ninguna"})
_EITHER = frozenset(
    {
        *("n/a", "na", "n.a.", "n. a.", "not applicable", "not available", "null", "~", "-", "--", "empty"),
        "blank",
    }
)
_OTHER = frozenset({"yes", "y", "true", "on", "sí", "si", "tbd", "tba", "todo", "to be determined"})
"""What leaves it to its author to say more."""


def is_one(given: Any) -> bool:
    """Whether this is such an answer: it says nothing but that there is something, or nothing, or that it is open."""
    return _word(given) in _UNKNOWN | _ABSENT | _EITHER | _OTHER


def meant(given: Any, words: Collection[str]) -> str | None:
    """The word that must be meant, of those that may stand there; None if it may be one of two, or none of them."""
    word, is_open, may_be_none = _word(given), NOT_STATED in words, NONE in words
    if is_open and (word in _UNKNOWN or (word in _EITHER and not may_be_none)):
        return NOT_STATED
    if may_be_none and not is_open and word in _ABSENT:
        return NONE
    return None


def advice(given: Any, words: Collection[str]) -> str:
    """What to write instead, as the end of a message; empty if there is no such word for it."""
    word = _word(given)
    if only := meant(given, words):
        return f"write `{only}`"
    both = [
        *(["`none` if somebody looked and there is none"] if NONE in words else []),
        *(["`not-stated` if no source says it"] if NOT_STATED in words else []),
    ]
    if not both:
        return ""
    is_whole = word in _ABSENT | _EITHER and len(both) > 1
    return f"write {', or '.join(both if is_whole else ['what it is', *both])}"


def _word(given: Any) -> str:
    text = " ".join(str(given).lower().split()) if isinstance(given, (str, bool)) else ""
    return text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("\N{EN DASH}", "-").replace("\N{EM DASH}", "-")
