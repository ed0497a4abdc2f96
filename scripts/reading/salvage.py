"""A document with mistakes → the record that is left without them, so that one mistake hides no other of its record.

What cannot stand is cut out; a misspelt key is taken for the one that is meant; a key that is missing and must be there
gets a stand-in. All three are remembered, so that nothing is said of what nobody wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from schemas import KINDS, fields
from schemas.part import Loc
from schemas.record import Record
from scripts.reading.findings import Finding
from scripts.reading.misspelt_keys import AsMeant, Moved, as_meant, holds, place_in, written
from scripts.reading.schema_faults import faults_in
from scripts.reading.yaml_text import Document

MOST_ROUNDS = 20
"""How often a document is read again after something was cut out. Each round goes at least one part further out."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A record without its mistakes."""

    record: Record
    broken: frozenset[Loc]
    """The places in the file where something was cut out or stands in, or that cannot be trusted."""
    _moved: Moved

    def written(self, loc: Loc) -> Loc:
        """Where in the file something in the record stands: entries have moved up, misspelt keys have another name."""
        return written(loc, self._moved)

    def is_broken(self, loc: Loc) -> bool:
        """Whether a place in the file lies in something broken, or something broken in it: no rule can judge that."""
        return any(loc[: len(other)] == other[: len(loc)] for other in self.broken)


def salvage(kind: str, document: Document, faults: Iterable[Finding] = ()) -> Salvaged | None:
    """Read what is right in a document. None if too little is.

    `faults` are those of its text: from their lines, anything may have been read.
    """
    if not document.data:
        return None
    model = KINDS[kind]
    faulty_lines = {fault.position.line for fault in faults}
    untrusted = {loc for loc, place in document.places.items() if place.start[0] + 1 in faulty_lines}
    rest = _Rest(model, as_meant(model, document.data), untrusted)
    for _ in range(MOST_ROUNDS):
        try:
            return Salvaged(model.model_validate(rest.data), frozenset(rest.broken), rest.moved)
        except ValidationError as problems:
            rest.mend(faults_in(problems))
    return None


class _Gone:
    """Stands in a list where an entry was, until the list is closed up."""


class _Rest:
    """What is left of the data of a document, and what has become of the other things in it."""

    def __init__(self, model: type[Record], meant: AsMeant, broken: set[Loc]) -> None:
        self.model, self.data, self.moved, self.broken = model, meant.data, meant.moved, broken
        self._stood_in: set[Loc] = set()
        """Where something stands in already; if that does not fit either, what holds it has to go."""

    def mend(self, errors: Sequence[ErrorDetails]) -> None:
        """Let nothing stand that errors are about. What that leaves wrong around it is seen in the next round."""
        places = [self._place(error["loc"]) for error in errors]
        around = {place[:depth] for place in places for depth in range(len(place))}
        for place, error in zip(places, errors, strict=True):
            if place in around:  # only because of what is wrong in it
                continue
            *steps, last = place or ("",)
            parent: Any = self._at(steps)
            if error["type"] == "missing":
                self._stand_in(tuple(steps), parent, str(last))
            else:
                self._cut((*steps, last))
        self.data = self._closed_up((), self.data)

    def _place(self, loc: Loc) -> Loc:
        """A place in the data, without the branches of unions that pydantic names; a missing key stays in it."""
        place = place_in(self.data, loc)
        here = self._at(place)
        if isinstance(here, dict) and loc and place != loc and fields.field_at(self.model, (*place, loc[-1])):
            place = (*place, loc[-1])
        return place

    def _at(self, loc: Iterable[str | int]) -> Any:
        here: Any = self.data
        for step in loc:
            here = here[step] if holds(here, step) else None
        return here

    def _stand_in(self, loc: Loc, parent: Any, key: str) -> None:
        """Put something under a key that must be there; where nothing fits, cut out what lacks it."""
        if not isinstance(parent, dict) or key in parent:
            return
        here = (*loc, key)
        known = written(here, self.moved)
        field = fields.field_at(self.model, here)
        value = _stand_in(field) if field and known not in self._stood_in else None
        if value is None:
            self._cut(loc)
        else:
            parent[key] = value
            self._stood_in.add(known)
            self.broken.add(known)

    def _cut(self, loc: Loc) -> None:
        """Cut out what stands at a place."""
        self.broken.add(written(loc, self.moved))
        parent = self._at(loc[:-1])
        if loc and isinstance(parent, dict):
            parent.pop(loc[-1], None)
        elif loc and isinstance(parent, list) and holds(parent, loc[-1]):
            parent[int(loc[-1])] = _Gone

    def _closed_up(self, loc: Loc, value: Any) -> Any:
        """Close up lists from which something was cut out, and remember where the other entries stood."""
        if isinstance(value, dict):
            return {key: self._closed_up((*loc, key), inner) for key, inner in value.items()}
        if not isinstance(value, list):
            return value
        here = written(loc, self.moved)
        inners = [self._closed_up((*loc, index), inner) for index, inner in enumerate(value)]
        if _Gone in inners:
            before = self.moved.get(here, {})
            left = [index for index, inner in enumerate(inners) if inner is not _Gone]
            self.moved[here] = {now: before.get(index, index) for now, index in enumerate(left)}
        return [inner for inner in inners if inner is not _Gone]


_EXAMPLES = ("a", "A text.", "2000-01-01", "P1Y", "https://example.org/", "example.org", "somebody@example.org")
"""Texts of which each field takes one that takes any."""


def _stand_in(field: FieldInfo) -> Any:
    """Make something that a field takes; None if nothing is found."""
    annotation: Any = field.annotation
    adapter = TypeAdapter[Any](Annotated[annotation, *field.metadata] if field.metadata else annotation)
    for candidate in _candidates(field):
        for value in (candidate, [candidate]):
            with suppress(ValidationError):
                adapter.validate_python(value)
                return value
    return None


def _candidates(field: FieldInfo) -> Iterator[Any]:
    """What a field may take: a word of its own, or a part, or any text."""
    yield from map(str, (*fields.plain_words(field), *fields.words_of(field))[:1])
    if entry := fields.part_of(field):
        keys = fields.keys(entry)
        needed = {key: _stand_in(inner) for key, inner in keys.items() if inner.is_required()}
        yield needed
        # Some parts need one of their keys, whichever it is.
        yield from ({**needed, key: _stand_in(inner)} for key, inner in keys.items() if key not in needed)
    yield from _EXAMPLES
