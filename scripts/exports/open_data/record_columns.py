"""The model of a record → columns, and what a record says → their cells.

A value has one column. What may be a word instead, such as `not-stated`, has a second one for its state. A rough date
has its first and last day, a length of time its days too. A part of a record has a column for each of its fields; a
list has none, since its entries are rows of another table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import chain
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from schemas import fields
from schemas.flow import Schedule
from schemas.part import Part
from schemas.party import Links
from schemas.promise import Check
from schemas.record import Contact, Record, Review, Status
from schemas.references import Ref
from schemas.source import Reading
from schemas.time import Duration, KeptAfter, RoughDate
from schemas.vendor import VendorLinks
from scripts.exports.open_data.table_columns import (
    AFTER,
    BY_SCHEDULE,
    LINE_NOT_STATED,
    NOT_APPLICABLE,
    STATED,
    Cell,
    Column,
    Type,
)

_OTHER_NAMES = {"from": "sender", "use": "used_for", "when": "how_soon", "date": "day"}
"""What keys are called that are words of SQL."""
_OTHER_NAMES_IN = {
    ("waiver", "by"): "allowed_by",
    ("asking", "date"): "asked_on",
    ("asking", "answered"): "answered_on",
}
"""The same, where it depends on what they stand in."""


@dataclass(frozen=True)
class Columns:
    """Some columns, and how to fill them from what a record says; None if it says nothing."""

    columns: tuple[Column, ...]
    cells: Callable[[Any], tuple[Cell, ...]]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What they are called."""
        return tuple(column.name for column in self.columns)


@cache
def of_part(model: type[Part], prefix: str = "") -> Columns:
    """The columns of everything that a part of a record says of itself, without what stands in its lists."""
    attributes = fields.attributes(model)
    found = [
        (attributes[key], _of_field(model, key, field, prefix))
        for key, field in fields.keys(model).items()
        if not is_rule(field)
    ]
    blank = tuple(cell for _, one in found for cell in one.cells(None))

    def cells(part: Part | None) -> tuple[Cell, ...]:
        return blank if part is None else tuple(chain(*[one.cells(getattr(part, name)) for name, one in found]))

    return Columns(tuple(column for _, one in found for column in one.columns), cells)


def is_list(field: FieldInfo) -> bool:
    """Whether a field holds entries, each of which is a row of another table."""
    return _holds_entries(field.annotation)


def is_rule(field: FieldInfo) -> bool:
    """Whether a field holds the rule of a promise or a duty, whose lines are rows of a table of their own."""
    return fields.part_of(field) is Check


def _of_field(model: type[Part], key: str, field: FieldInfo, prefix: str) -> Columns:
    name = name_of(model, key, prefix)
    text = meaning(field)
    words = fields.plain_words(field)
    part = fields.part_of(field)
    if part is Schedule:
        return _of_retention(name, text)
    if is_list(field):
        value = Columns((), lambda _: ())
    elif part is not None:
        value = _told_of(text, of_part(part, f"{name}_")) if part not in _CLEAR_ALONE else of_part(part, f"{name}_")
    else:
        value = _of_value(name, text, field)
    return _with_state(name, text, words, value) if words else value


_CLEAR_ALONE = (Status, Contact, Links, VendorLinks, Review, Reading)
"""The parts whose fields say by themselves what they are about."""


def _told_of(whole: str, part: Columns) -> Columns:
    """The columns of a part of something, which say of what."""
    return Columns(tuple(column._replace(text=f"{whole} {column.text}") for column in part.columns), part.cells)


def name_of(model: type[Part], key: str, prefix: str) -> str:
    """What the column of a field is called, behind the names of what it is a part of."""
    if key == "is":
        return prefix.rstrip("_") or f"{model.kind if issubclass(model, Record) else model.__name__.lower()}_kind"
    return prefix + (_OTHER_NAMES_IN.get((model.__name__.lower(), key)) or _OTHER_NAMES.get(key, key))


def meaning(field: FieldInfo) -> str:
    """What a field is about: the first sentence below it. What follows helps those who write records."""
    found = _FIRST_SENTENCE.match(" ".join((field.description or "").split()))
    text = found[0] if found else f"{field.title}."
    return _FOR_READERS.get(text, text)


_FOR_READERS = {
    "Whether we know which company it is.": "Whether we know which company it is; of anybody else, who exactly it is.",
    "Its own name.": "Whether we know which company it is; of anybody else, who exactly it is.",
    "The service in which it happens, or `any` if it can happen with every service.": (
        "The service in which it happens."
    ),
    "The privacy policy that the promises come from: a file in `sources/`.": "The policy that the promises come from.",
    "The source's id: a file in `sources/`.": "The source.",
    "What of the flow this source speaks of, such as `[retention]`.": "What of the flow the source speaks of.",
    'The end of the sentence that starts with "When you …": in Spanish, "Cuando usted …".': (
        "The end of a sentence that starts with “When you”, in this language."
    ),
    "How long before its end either side must say that it wants to stop, such as `P90D`.": (
        "How long before its end either side must say that it wants to stop."
    ),
    "The kinds of information.": "A kind of information.",
    "The offices that answer for it.": "An office that answers for it.",
    "Other names that people may search for.": "Another name that people may search for.",
    "The ids that this record had before.": "An id that the record had before.",
    "Other pages that belong to it.": "A further page that belongs to it.",
    "The term's key, such as `user.contact.email`.": "The term's key.",
    "The term with its prefix, such as `pd:EmailAddress`.": "The term with its prefix, `dpv:` or one of its kin.",
    "One plain sentence of at most 25 words that says what it is.": "What it is, in one sentence.",
    "An e-mail address of an office, never of a person.": "The email address of an office or a company.",
    "The words that the subject line of an e-mail should carry.": "What the subject line of an email should say.",
    "Who checked it: a role is better than a name.": "Who checked it.",
    "Who checked them: a role is better than a name.": "Who checked them.",
    "How often each record must be checked, such as `P1Y`.": "How often each record must be checked.",
    "What the terms ask, in your own words: a whole sentence.": "What the terms ask, in our own words.",
    "What it states, in your own words.": "What it states, in our own words.",
    "What the source says, in your own words.": "What the source says, in our own words.",
    "Fill this in when the source does not say it and you conclude it: why you think so.": "Why we think so, if the "
    "source does not say it and it is our own conclusion. Of a record without a name: why we think that it is there.",
    "Say so if it was a copy, such as an archived page of unknown age.": "Which copy it was, if it was one.",
    "Why the rule is wrong here, so that the next reader can judge.": "Why the rule is wrong here.",
    "Only if the flow began or ended at another time than its party and service.": "When the flow began or ended, if "
    "that was at another time than its party and service.",
    "The facts that were asked for, each by its place in this record, as `registry questions --sent` writes it.": "A "
    "fact that was asked for, by its place in the record.",
    "Whose information it is, when the sender is a party.": "Whose information it is, if a party gives it.",
    "Something a careful reader should know about this flow.": "What a careful reader should know about this flow.",
    'The end of the sentence "When you …": a verb phrase in lower case; in the past tense if the service has ended.': (
        "The end of a sentence that starts with “When you”."
    ),
}
"""What the columns say instead of sentences that tell authors how to write."""
_FIRST_SENTENCE = re.compile(r".+?[.](?=\s|$)")


def _with_state(name: str, text: str, words: tuple[str, ...], value: Columns) -> Columns:
    """Values that a word may stand for. Where one does, nothing can be said of what would stand below."""
    states = (STATED, *words, NOT_APPLICABLE)
    column = Column(f"{name}_state", f"{text} Here: whether that is known.", words=states, required=True)
    blank = value.cells(None)

    def cells(given: Any) -> tuple[Cell, ...]:
        if given is None:
            return (*blank, NOT_APPLICABLE)
        if isinstance(given, str) and given in words:
            return (*blank, str(given))
        return (*value.cells(given), STATED)

    return Columns((*value.columns, column), cells)


def _of_value(name: str, text: str, field: FieldInfo) -> Columns:
    if ref := fields.ref_of(field):
        return Columns((Column(f"{name}_id", text, of=_table_named_by(ref)),), _as_text)
    for type_, columns in _TYPES.items():
        if next(fields.types_in(field.annotation, type_), None):
            return columns(name, text)
    return Columns((Column(name, text, words=fields.words_of(field)),), _as_text)


def table_of(kind: str) -> str:
    """The table of the records of a kind."""
    return "party" if kind in PARTIES else kind.replace("-", "_")


def _table_named_by(ref: type[Ref]) -> str:
    """The table of the records that a reference can name; empty if they stand in several."""
    tables = {table_of(kind) for kind in ref.kinds}
    return tables.pop() if len(tables) == 1 else ""


PARTIES = frozenset({"vendor", "office", "recipient"})
"""The kinds of records that stand in one table, of whoever can get information."""


def _as_text(given: Any) -> tuple[Cell, ...]:
    return (None if given is None else str(given),)


def _of_number(name: str, text: str) -> Columns:
    return Columns((Column(name, text, Type.NUMBER),), lambda given: (given,))


def _of_day(name: str, text: str) -> Columns:
    return Columns((Column(name, text, Type.DAY),), lambda given: (given and given.isoformat(),))


def of_rough_date(name: str, text: str) -> Columns:
    """A date as exact as its source: the first and the last day that it may mean."""
    columns = (
        Column(f"{name}_first", f"{text} Here: the first day that this may mean.", Type.DAY),
        Column(f"{name}_last", f"{text} Here: the last day that this may mean.", Type.DAY),
        Column(f"{name}_precision", f"{text} Here: how exact it is.", words=_PRECISIONS),
    )

    def cells(given: RoughDate | None) -> tuple[Cell, ...]:
        if given is None:
            return (None, None, None)
        return given.first_day.isoformat(), given.last_day.isoformat(), _PRECISIONS[given.count("-")]

    return Columns(columns, cells)


_PRECISIONS = ("year", "month", "day")


def _of_duration(name: str, text: str) -> Columns:
    columns = (
        Column(name, f"{text} Here: as an ISO 8601 duration, such as `P2Y` for two years."),
        Column(f"{name}_days", f"{text} Here: in days, at most. A month may have 31, a year 366.", Type.NUMBER),
    )
    return Columns(columns, lambda given: (None, None) if given is None else (str(given), given.most_days))


_TYPES: Mapping[type, Callable[[str, str], Columns]] = {
    RoughDate: of_rough_date,
    Duration: _of_duration,
    date: _of_day,
    int: _of_number,
}


def _of_retention(name: str, text: str) -> Columns:
    """A length of time, or what a records schedule says: they share their columns, and the state tells which it is.

    A time that begins when something else is over is no length of time to count with, so it has columns of its own.
    """
    length, schedule = _of_duration(name, text), of_part(Schedule, f"{name}_")
    kept = [at for at, column in enumerate(schedule.columns) if not column.name.startswith(f"{name}_length")]
    states = (STATED, BY_SCHEDULE, LINE_NOT_STATED, AFTER, "not-stated", "none")
    state = Column(f"{name}_state", f"{text} Here: whether that is known.", words=states, required=True)

    then = _of_duration(f"{name}_then", f"{text} Here: how long after something else is over.")
    first = Column(f"{name}_first", f"{text} Here: what has to be over first, in words.")

    def cells(given: Any) -> tuple[Cell, ...]:
        schedule_ = given if isinstance(given, Schedule) else None
        after = given if isinstance(given, KeptAfter) else None
        time = schedule_.length if schedule_ else given
        time = time if isinstance(time, Duration) else None
        if schedule_:
            known = BY_SCHEDULE if time else LINE_NOT_STATED
        else:
            known = AFTER if after else STATED if time else str(given)
        said, then_ = schedule.cells(schedule_), then.cells(after and after.length)
        return (*length.cells(time), known, *(said[at] for at in kept), after and after.first, *then_)

    return Columns((*length.columns, state, *(schedule.columns[at] for at in kept), first, *then.columns), cells)


def _holds_entries(annotation: Any) -> bool:
    if get_origin(annotation) in {tuple, Mapping}:
        return True
    return any(_holds_entries(argument) for argument in get_args(annotation))


def of_entry(name: str, field: FieldInfo) -> Columns:
    """The column of a list of plain values, each of which is a row."""
    if ref := fields.ref_of(field):
        of = _table_named_by(ref)
        return Columns((Column(f"{of or name}_id", meaning(field), of=of, required=True),), _as_text)
    return Columns((Column(name, meaning(field), words=fields.words_of(field), required=True),), _as_text)
