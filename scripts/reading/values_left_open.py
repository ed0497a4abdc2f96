"""A value that is missing, blank or no text to YAML → what to do about it in the field where it stands.

The text of a file is read before anybody knows its fields. So what is advised then is mended here: no message advises
what the next one would refuse.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from pydantic.fields import FieldInfo

from schemas import fields
from schemas.part import Loc, Part
from schemas.words import FILL_IN
from scripts.reading import meant_values, plain_answers
from scripts.reading.findings import MOST_IN_A_FILE, Finding, Position, shortened
from scripts.reading.near_words import Words
from scripts.reading.yaml_text import Document

Spot = tuple[int, int]
"""A line and a column, counted from 1, as in a finding."""

_BLANKS = {"empty-value", "reserved-word"}


def spot(position: Position) -> Spot:
    """Where a finding begins."""
    return position.line, position.column


def in_their_fields(
    model: type[Part], document: Document, faults: Sequence[Finding], refused: Collection[Spot]
) -> list[Finding]:
    """The faults of a text, each with what helps in its field.

    Where a value could be read in two ways and the field takes neither (`refused`), quotes would not help. That is left
    out: what the field says of it is to be told instead.
    """
    if not any(fault.rule in {"ambiguous-value", *_BLANKS} for fault in faults):
        return list(faults)
    places = by_place(document)
    found = []
    for number, fault in enumerate(faults):
        loc = places.get(spot(fault.position))
        if loc is None:
            found.append(fault)
        elif fault.rule == "ambiguous-value":
            if spot(fault.position) not in refused:
                found.append(_ambiguous(fault, _value(document, loc), fields.field_at(model, loc)))
        elif fault.rule in _BLANKS and number <= MOST_IN_A_FILE:
            message = _blank(loc, fields.field_at(model, loc), is_written=fault.rule == "reserved-word")
            if cut := cut_text(model, document, loc):
                message = cut.message
            found.append(replace(fault, message=message))
        else:
            found.append(fault)
    return found


def by_place(document: Document) -> dict[Spot, Loc]:
    """What stands at each place: a key, or else a value."""
    places = {loc: place for loc, place in document.places.items() if loc and -1 not in loc}
    of_values = {(place.start[0] + 1, place.start[1] + 1): loc for loc, place in places.items()}
    # A part begins where its first key does.
    return of_values | {(place.key[0] + 1, place.key[1] + 1): loc for loc, place in places.items() if place.key}


def _ambiguous(fault: Finding, given: Any, field: FieldInfo | None) -> Finding:
    """A field that takes any text takes `"no"` too, and hardly anybody means that."""
    words = fields.plain_words(field) if field else ()
    advice = plain_answers.advice(given, words) if plain_answers.is_one(given) else ""
    if not advice:
        return fault
    message = f"`{given}` is hardly an answer here; {advice}; or put it in quotes if it is the text itself"
    return replace(fault, rule="unknown-word", message=message)


def _blank(loc: Loc, field: FieldInfo | None, *, is_written: bool) -> str:
    is_entry = isinstance(loc[-1], int)
    if is_written:
        start = f"`{FILL_IN}` is a blank; write what is known"
    elif is_entry:
        start = "this entry is empty; write it"
    else:
        start = f"`{shortened(loc[-1])}` has no value; write one"
    ways = [start]
    if is_entry:
        ways.append("delete it")
    else:
        if field is not None and fields.may_be_not_stated(field):
            ways.append("`not-stated` if no source says it")
        if field is None or not field.is_required():
            ways.append("delete the line")
    return ", or ".join(ways)


# --- texts that end at a comma -------------------------------------------------------------------


class CutText(NamedTuple):
    """A text with a comma in braces: to YAML it ends there, and its rest is a key without a value."""

    whole: str
    start: tuple[int, int]
    end: tuple[int, int]
    """Where it stands, counted from 0."""
    meant: list[str]
    """What it means in its field, if that takes no text."""
    is_text: bool
    """Whether its field takes it as it is, so that it only lacks its quotes."""

    @property
    def message(self) -> str:
        """What is wrong, and what to do."""
        start = f"in braces a comma ends a text, and here one goes on: `{shortened(self.whole)}`"
        if self.meant:
            return f"{start}; write {' or '.join(f'`{one}`' for one in self.meant)}"
        return f"{start}; put the whole text in quotes" if self.is_text else f"{start}; write it without the comma"


def cut_text(model: type[Part], document: Document, loc: Loc) -> CutText | None:
    """The text whose rest stands as a key at a place; None if it is a key, or may be one."""
    place = document.places[loc]
    before = _before(document, loc) if place.key else None
    if before is None or place.key is None or place.key_end is None or document.places[before].start[0] != place.key[0]:
        return None
    line = document.text.split("\n")[place.key[0]]
    part, field, first = fields.part_at(model, loc[:-1]), fields.field_at(model, before), document.places[before]
    is_key = line[place.key_end[1] :].lstrip()[:1] not in {",", "}"} or not isinstance(_value(document, before), str)
    if is_key or part is None or field is None or line[first.start[1]] in "\"'":
        return None
    if Words(fields.keys(part)).nearest(str(loc[-1])):
        return None
    whole = line[first.start[1] : place.key_end[1]]
    is_text = meant_values.takes(field, whole)
    problems = ("bad_day", "bad_date", "bad_duration")
    meant = [] if is_text else [one for problem in problems for one in meant_values.of(field, problem, whole)]
    return CutText(whole, first.start, place.key_end, list(dict.fromkeys(meant)), is_text)


def _before(document: Document, loc: Loc) -> Loc | None:
    """The place of the value that stands right before another in its part."""
    keys = list(_value(document, loc[:-1]))
    number = keys.index(loc[-1]) if loc[-1] in keys else 0
    return (*loc[:-1], keys[number - 1]) if number else None


def _value(document: Document, loc: Loc) -> Any:
    value: Any = document.data
    for step in loc:
        value = value[step]
    return value
