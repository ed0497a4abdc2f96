"""The facts of a record that its page tells in no words of its own: each has its title, and stands at the end.

So a new field of a model is on the page as soon as it has a title.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from schemas import fields
from schemas.part import Part
from schemas.record import Record

TOLD = frozenset(
    {
        *("breach_notices", "contact", "contract", "cookies", "dated", "fee", "identity", "is", "legal_name"),
        *("offices", "other_ways", "page", "policy", "records_requests", "reviewed", "role", "status", "url"),
    }
)
"""The keys with titles that templates tell in words of their own."""


class FurtherFact(NamedTuple):
    """A fact by its title."""

    title: str
    """A message."""
    values: tuple[Any, ...]
    """One value, or those of a list: words, texts, addresses, dates, lengths of time, and ids of records."""


def further_facts(record: Record) -> tuple[FurtherFact, ...]:
    """What a record says under keys that have a title, and that its page does not tell otherwise."""
    return tuple(
        fact
        for key, name in _names(type(record))
        if key not in TOLD
        for fact in _facts(fields.label(type(record), (key,)), getattr(record, name))
    )


def _names(part: type[Part]) -> list[tuple[str, str]]:
    """The keys of a part that have titles, each with the name of its attribute."""
    return [(field.alias or name, name) for name, field in part.model_fields.items() if field.title]


def _facts(title: str, value: Any) -> Iterator[FurtherFact]:
    if value is None or value == ():
        return
    if isinstance(value, Part):
        for key, name in _names(type(value)):
            yield from _facts(fields.label(type(value), (key,)), getattr(value, name))
    elif isinstance(value, tuple) and isinstance(value[0], Part):
        for entry in value:
            yield from _facts(title, entry)
    else:
        yield FurtherFact(title, value if isinstance(value, tuple) else (value,))
