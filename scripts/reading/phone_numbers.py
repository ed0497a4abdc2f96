"""Phone numbers, as people write them in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PHONE = re.compile(
    r"""(?<![\w#$.,/-]) (?:
        (?:\+?1[ .-]?)? (?:\(\d{3}\)[ ]?|\d{3}[ ./-]) \d{3} [ .-] \d{4}    # 555 010-0100: how North America writes it
      | \+\d{1,3} (?:[ ./()-]{0,2}\d){6,12}                                # +44 20 7946 0958: as the world does
      | (?<=[ ]) (?<!\d[ ]) \d (?:[ ./()-]{0,2}\d){6,14}                   # anything behind a word such as `call`
    ) (?![\w-])""",
    re.VERBOSE,
)
_CALL = re.compile(
    r"\b(?:call|called|calling|cell|cellphone|dial|fax|mobile|phone|ring|tel|telephone|text|llame|llamar|móvil"
    r"|teléfono|telefono)\b\.?[^\d.;]{0,25}$",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|(?:19|20)\d{2}[ -](?:19|20)\d{2}")
_WRITTEN_OUT = re.compile(r"\+|(?:1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ ./-])\d{3}[ .-]\d{4}$")
"""A number that is known as one by its form alone."""
_NOTHING_ELSE = re.compile(r"\+?\d?[\d ./()-]{1,28}\d|\(\d[\d ./()-]{1,28}\d")
_MOST_DIGITS = 15
"""No number in the world has more."""


def find(text: str) -> Iterator[re.Match[str]]:
    """The numbers in a text: those of a form that only phone numbers have, and any behind a word such as `call`."""
    for match in _PHONE.finditer(text):
        number = match[0]
        if not _WRITTEN_OUT.match(number) and (_DATE.fullmatch(number) or not _CALL.search(text[: match.start()])):
            continue
        yield match


def is_one(text: str) -> bool:
    """Whether a text, of which it is known that it tells how to call somebody, is a number and nothing else."""
    return bool(_NOTHING_ELSE.fullmatch(text)) and len(digits(text)) <= _MOST_DIGITS


def digits(text: str) -> str:
    """The digits of a number."""
    return "".join(re.findall(r"\d", text))


def dialled(number: str) -> str:
    """A number as a phone takes it."""
    return f"+{digits(number)}" if number.startswith("+") else digits(number)
