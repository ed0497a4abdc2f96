"""Days, rough dates and lengths of time, as authors write them."""

import re
from datetime import date
from functools import cache, lru_cache
from typing import Annotated, Any, ClassVar, Self

from dateutil.relativedelta import relativedelta
from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, Strict
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("bad_day", "write a day that exists as year-month-day, such as `2026-11-23`")


Day = Annotated[date, Strict(False), BeforeValidator(_day)]
"""A calendar day, written `2026-11-23`."""

_ROUGH = r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?"


class RoughDate(str):
    """A day, a month or a year: `2026-11-23`, `2026-11` or `2026`, as exact as the source is."""

    __slots__ = ()

    @property
    def first_day(self) -> date:
        """The first day that this date may mean."""
        year, month, day = (int(part) if part else 1 for part in self._parts())
        return date(year, month, day)

    @property
    def last_day(self) -> date:
        """The last day that this date may mean."""
        _, month, day = self._parts()
        step = relativedelta() if day else relativedelta(day=31) if month else relativedelta(month=12, day=31)
        return self.first_day + step

    def _parts(self) -> tuple[str | None, ...]:
        match = re.fullmatch(_ROUGH, self, re.ASCII)
        return match.groups() if match else ()

    @classmethod
    def _checked(cls, value: Any) -> Self:
        # An unquoted year is an integer in YAML, and means the same to its author.
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if isinstance(text, str) and re.fullmatch(_ROUGH, text, re.ASCII):
            try:
                cls(text).first_day  # noqa: B018 - raises if the calendar has no such day
            except ValueError:
                pass
            else:
                return cls(text)
        raise PydanticCustomError(
            "bad_date", "write a date that exists, as exact as is known: `2026-11-23`, `2026-11` or `2026`"
        )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept text, and a bare year."""
        return core_schema.no_info_plain_validator_function(
            cls._checked, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Tell editors both forms."""
        return {
            "anyOf": [
                {"type": "string", "pattern": f"^{_ROUGH}$"},
                {"type": "integer", "minimum": 1000, "maximum": 9999},
            ]
        }


@cache
def _most_days(months: int) -> int:
    """The most days that so many months can have; if negative, the fewest with a minus. Leap years come in fours."""
    spans = [(_first_day(month + abs(months)) - _first_day(month)).days for month in range(48)]
    return max(spans) if months >= 0 else -min(spans)


def _first_day(month: int) -> date:
    """The first day of a month, counted from January 2000."""
    return date(2000 + month // 12, month % 12 + 1, 1)


_LENGTH = r"P(?!$)(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,4})D)?"
_UNITS = ("year", "month", "week", "day")
_MOST_YEARS = 150
"""A longer time is no plan of anybody: it stands for "for ever", or is a slip."""


class Duration(str):
    """A length of time in the ISO 8601 form: `P2Y` (2 years), `P6M`, `P30D`, `P1Y6M`."""

    __slots__ = ()

    @property
    def amounts(self) -> dict[str, int]:
        """The number of years, months, weeks and days, without those that are zero."""
        match = re.fullmatch(_LENGTH, self, re.ASCII)
        groups = match.groups() if match else ()
        return {unit: int(amount) for unit, amount in zip(_UNITS, groups, strict=False) if amount}

    def after(self, day: date) -> date:
        """The day that lies this long after `day`."""
        return day + self._step()

    def before(self, day: date) -> date:
        """The day that lies this long before `day`."""
        return day - self._step()

    def _step(self) -> relativedelta:
        return relativedelta(**{f"{unit}s": amount for unit, amount in self.amounts.items()})  # type: ignore[arg-type]  # the four units are relativedelta's own

    def may_exceed(self, limit: "Duration") -> bool:
        """Whether this can last longer than `limit`: a month may have 31 days, and so exceeds `P30D`."""
        months, days = self.months_and_days
        most_months, most_days = limit.months_and_days
        return _most_days(months - most_months) + days - most_days > 0

    @property
    def most_days(self) -> int:
        """The most days that it can have: a month may have 31, and a year 366."""
        months, days = self.months_and_days
        return _most_days(months) + days

    @property
    def months_and_days(self) -> tuple[int, int]:
        """The years as months, the weeks as days. What has no more of either than another lasts no longer."""
        return _months_and_days(self)

    def __format__(self, spec: str) -> str:
        """In words: `1 year and 6 months`."""
        return " and ".join(f"{n} {unit}{'' if n == 1 else 's'}" for unit, n in self.amounts.items())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept the ISO form only."""
        return core_schema.no_info_after_validator_function(cls._checked, core_schema.str_schema(strict=True))

    @classmethod
    def _checked(cls, text: str) -> Self:
        if not re.fullmatch(_LENGTH, text, re.ASCII):
            raise PydanticCustomError(
                "bad_duration", "write a length of time such as `P2Y` (2 years), `P6M` (6 months) or `P30D` (30 days)"
            )
        length = cls(text)
        months, days = length.months_and_days
        if not months and not days:
            raise PydanticCustomError("bad_duration", "this is no time at all; write how long it is")
        if months > 12 * _MOST_YEARS:
            message = "nobody plans for more than {most} years; write how long it is"
            raise PydanticCustomError("bad_duration", message, {"most": _MOST_YEARS})
        return length

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Tell editors the form."""
        return {"type": "string", "pattern": f"^(?=.*[1-9]){_LENGTH}$", "examples": ["P2Y", "P6M", "P30D"]}


class KeptAfter(str):
    """A length of time that begins when something else is over: `while the account is open, then P18M`."""

    __slots__ = ()
    SIGN: ClassVar[str] = ", then "
    """Stands between the two, and in no length of time alone."""

    @property
    def first(self) -> str:
        """What has to be over first, in words."""
        return self.rpartition(self.SIGN)[0]

    @property
    def length(self) -> Duration:
        """How long it is kept after that. So it is kept for longer than this, and nobody can tell how long."""
        return Duration(self.rpartition(self.SIGN)[2])

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept words, and a length of time in the ISO form after them."""
        return core_schema.no_info_after_validator_function(
            cls._checked, core_schema.str_schema(strict=True, max_length=_LONGEST_WORDS)
        )

    @classmethod
    def _checked(cls, text: str) -> Self:
        if not re.fullmatch(_AFTER, text, re.ASCII):
            message = "write what comes first and then a length of time, such as `while the account is open, then P18M`"
            raise PydanticCustomError("bad_duration", message)
        return cls(text)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Tell editors the form."""
        return {
            "type": "string",
            "pattern": f"^{_AFTER}$",
            "maxLength": _LONGEST_WORDS,
            "examples": ["while the account is open, then P18M"],
        }


_AFTER = rf".*[A-Za-z].*{KeptAfter.SIGN}{_LENGTH}"
_LONGEST_WORDS = 200


@lru_cache(maxsize=10_000)
def _months_and_days(length: Duration) -> tuple[int, int]:
    """What `Duration.months_and_days` says. Each length is compared with many others, and taken apart once."""
    amounts = dict.fromkeys(_UNITS, 0) | length.amounts
    return 12 * amounts["year"] + amounts["month"], 7 * amounts["week"] + amounts["day"]
