"""Which characters no text may hold: those that nobody sees, or that are not what they seem.

They are told by their Unicode properties, not by a list. So what the next version of Unicode adds is among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import regex

MOST_MARKS = 3
"""How many marks may stand on one letter. Greek and Hebrew have three; more are piled up to cover other lines."""
SIGN = "\N{REPLACEMENT CHARACTER}"
_WIDTHLESS = "\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}"
"""What comes along when text is copied from a page, and says nothing."""

_PLAIN = re.compile("[\t\n\r -~\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e]*")
"""What most texts are made of: Latin letters, and the signs of print. None of it has to be asked for its properties."""
_ODD = rf"""
(?P<blank>[[\p{{Zs}}\u2800]--[\x20]]+)
| (?P<hidden>[[\p{{Default_Ignorable_Code_Point}}\p{{Cc}}\p{{Cf}}\p{{Cs}}\p{{Zl}}\p{{Zp}}]--[\t\n\r]])
| (?P<unknown>[\p{{Co}}\p{{Cn}}])
| (?P<marks>\p{{M}}{{{MOST_MARKS + 1},}})
"""
"""The braille pattern without dots is a symbol by its property, and looks like a blank.

Properties: Unicode Standard Annex #44. Default_Ignorable_Code_Point is what is to be shown as nothing.
"""
_MESSAGES = {
    "blank": "the blank {code} is not the space that others type; write a plain space",
    "hidden": "the invisible or control character {code} is not allowed; delete it",
    "unknown": "the character {code} is in no alphabet, so nobody knows what it shows; delete it",
    "marks": f"{{count}} marks are piled up on one letter, and at most {MOST_MARKS} may be; delete them",
}


class Odd(NamedTuple):
    """Something in a text that may not be there."""

    start: int
    """Where it is, counted from 0."""
    message: str
    """What it is, and what to do about it."""


@cache
def _pattern() -> regex.Pattern[str]:
    import regex  # noqa: PLC0415 - few texts have to be asked, and it costs a start ten milliseconds

    return regex.compile(_ODD, regex.V1 | regex.VERBOSE)


def odd(text: str) -> Iterator[Odd]:
    """Everything in a text that may not be there. Tabs and line ends may: they belong to a file, not to a value."""
    if _PLAIN.fullmatch(text):
        return
    for match in _pattern().finditer(text):
        values = {"code": f"U+{ord(match[0][0]):04X}", "count": len(match[0])}
        yield Odd(match.start(), _MESSAGES[str(match.lastgroup)].format(**values))


def shown(text: str) -> str:
    """A text with a sign in the place of everything that may not be there."""
    return text if _PLAIN.fullmatch(text) else _pattern().sub(SIGN, text)


def made_plain(text: str) -> str:
    """A text with plain spaces for other blanks, and without what came along with it and has no width. The rest stays.

    Other hidden characters may hide something on purpose, so a person should look.
    """

    def plain(match: regex.Match[str]) -> str:
        if match.lastgroup == "blank":
            return " " * len(match[0])
        return "" if match[0] in _WIDTHLESS else match[0]

    return text if _PLAIN.fullmatch(text) else _pattern().sub(plain, text)
