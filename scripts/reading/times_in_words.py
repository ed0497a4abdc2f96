"""Days, dates and lengths of time as people write them → as records have them.

`12/24/2025` and `24 December 2025` mean one day, `03/04/2025` one of two, and `spring 2025` none that a record holds.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateutil.parser import parser

_LONGEST = 40
"""How many letters the longest date or length in words has. More are a sentence."""

# --- dates ---------------------------------------------------------------------------------------

_MONTHS = [
    ("january", "jan", "enero", "ene"),
    ("february", "feb", "febrero"),
    ("march", "mar", "marzo"),
    ("april", "apr", "abril", "abr"),
    ("may", "mayo"),
    ("june", "jun", "junio"),
    ("july", "jul", "julio"),
    ("august", "aug", "agosto", "ago"),
    ("september", "sept", "sep", "septiembre", "setiembre"),
    ("october", "oct", "octubre"),
    ("november", "nov", "noviembre"),
    ("december", "dec", "diciembre", "dic"),
]
_BETWEEN = [" ", ",", ".", "-", "/", "of", "the", "de", "del", "st", "nd", "rd", "th"]
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}\S*", re.ASCII)
_UNLIKE = datetime(2001, 1, 1), datetime(2002, 2, 2)  # noqa: DTZ001 - days, which have no time zone
"""What stands in for the parts that a text leaves open. A part that comes out as in both was not said."""


def dates(text: str) -> list[str]:
    """Each date that a text may mean, as exact as it is: `2025-12-24`, or `2025-12`."""
    text = " ".join(text.split())
    if moment := _MOMENT.fullmatch(text):
        text = moment[1]
    if len(text) > _LONGEST or len(_YEAR.findall(text)) != 1 or not re.fullmatch(r"[\w ,./-]+", text):
        return []
    # Whoever begins with the year goes on with the month.
    is_either = not _YEAR.match(text)
    found = (_date(text, day_first=day_first) for day_first in ((False, True) if is_either else (False,)))
    return list(dict.fromkeys(date for date in found if date))


def _date(text: str, *, day_first: bool) -> str | None:
    with suppress(ValueError, OverflowError):
        one, other = (_parser().parse(text, default=day, dayfirst=day_first) for day in _UNLIKE)
        if one.year == other.year and one.month == other.month:
            return f"{one:%Y-%m-%d}" if one.day == other.day else f"{one:%Y-%m}"
    return None


@cache
def _parser() -> parser:
    from dateutil.parser import parser, parserinfo  # noqa: PLC0415 - most checks meet no date in words

    # Names of months, and what joins them to numbers. No days of a week and no hours: they would move a day.
    nothing: list[str] = []
    kinds = {"WEEKDAYS": nothing, "HMS": nothing, "AMPM": nothing, "UTCZONE": nothing}
    words = {"JUMP": _BETWEEN, "PERTAIN": ["of", "de", "del"], "MONTHS": _MONTHS}
    return parser(type("Words", (parserinfo,), {**kinds, **words})())


# --- lengths -------------------------------------------------------------------------------------

_UNITS = {
    "Y": ("year", "years", "yr", "yrs", "y", "año", "años"),
    "M": ("month", "months", "mo", "mos", "mes", "meses"),
    "W": ("week", "weeks", "wk", "wks", "w", "semana", "semanas"),
    "D": ("day", "days", "d", "día", "días", "dia", "dias"),
}
"""How people write the units. `m` is none of them: it may be a minute. A capital one is a month, as in `P18M`."""
_CAPITAL_MONTHS = re.compile(r"\s*(\d{1,3}) ?M\s*", re.ASCII)
_DAYS_IN_HOURS = re.compile(r"\b(24|48|72|96) ?(?:hours?|hrs?|horas|h)\b")
"""As many hours as make whole days."""
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_ONE_TO_TWELVE = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBERS = {word: number for number, word in enumerate(_ONE_TO_TWELVE, 1)} | {"a": 1, "an": 1, "un": 1, "una": 1}
_RHYTHMS = {"weekly": "P1W", "monthly": "P1M", "quarterly": "P3M", "yearly": "P1Y", "annually": "P1Y", "annual": "P1Y"}
_AMOUNT = re.compile(r"(\d{1,3}|[^\W\d_]+)[ -]*([^\W\d_]+)(?:,? and |,? y |, ?| |$)", re.IGNORECASE)
_EVERY_ONE = re.compile(r"\A(?:every|each) (?=[^\W\d_]+\Z)")
_EVERY = re.compile(r"\A(?:every|each|once) ")
_ALMOST = re.compile(r"P(?:\d+[YMWD])+")


def length(text: str) -> str | None:
    """The length of time that a text means, such as `P18M` for `18 months`; None if it is none, or not a sure one."""
    if len(text) > _LONGEST:
        return None
    if months := _CAPITAL_MONTHS.fullmatch(text):
        return f"P{int(months[1])}M" if int(months[1]) else None
    words = _DAYS_IN_HOURS.sub(lambda hours: f"{int(hours[1]) // 24} days", " ".join(text.lower().split()).rstrip("."))
    if _ALMOST.fullmatch(almost := re.sub(r"\s", "", words).upper()):
        return almost
    if words in _RHYTHMS:
        return _RHYTHMS[words]
    return _in_words(_EVERY.sub("", _EVERY_ONE.sub("a ", words)))


def _in_words(words: str) -> str | None:
    amounts: dict[str, int] = {}
    at = 0
    while at < len(words):
        part = _AMOUNT.match(words, at)
        unit = _UNIT_OF.get(part[2]) if part else None
        number = int(part[1]) if part and part[1].isdecimal() else _NUMBERS.get(part[1], 0) if part else 0
        if part is None or unit is None or unit in amounts or not number:
            return None
        amounts[unit] = number
        at = part.end()
    return "P" + "".join(f"{amounts[unit]}{unit}" for unit in _UNITS if unit in amounts) if amounts else None
