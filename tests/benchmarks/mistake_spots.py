"""The spots of good files where a mistake can be made: each key and value, and what belongs there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from schemas import KINDS, Key, fields
from schemas.part import Loc, walk
from schemas.references import Ref
from schemas.words import Word
from scripts.reading.yaml_text import Document, Place
from scripts.registry.registry import Registry

TEXTS = frozenset({"name", "summary", "description", "note", "says", "use", "details", "fee"})
"""Keys under which any text may stand."""


class Change(NamedTuple):
    """What a kind of mistake does to a file: new lines for old ones, and where the mistake is then."""

    lines: list[str]
    line: int
    column: int
    meant: str = ""


class Form(NamedTuple):
    """What may stand under one key."""

    needed: bool = False
    may_be_empty: bool = False
    reads_numbers: bool = False
    """Whether a number is taken for a text on purpose."""
    words: tuple[str, ...] = ()
    """The words that it accepts, if it accepts only those of a closed list."""


class Spot(NamedTuple):
    """One key or value of a good file, and what belongs there."""

    document: Document
    loc: Loc
    place: Place
    value: Any
    """The value as the model has it: a word, a reference, a date."""
    forms: Mapping[str, Form]
    """The keys of the part in which this stands; empty where authors choose the names."""
    ids: Mapping[str, list[str]]
    """The ids of all records by kind, and the names of all statements."""
    kinds: tuple[str, ...] = ()
    """The kinds of record that can be named here, if this names a record."""
    words: tuple[str, ...] = ()
    """The words of the closed list that fit here, if only those do."""

    @property
    def lines(self) -> list[str]:
        """The lines of the file."""
        return self.document.text.split("\n")

    @property
    def one_line(self) -> bool:
        """Whether the whole value stands on one line, with its key if it has one."""
        start, end = self.place.start, self.place.end
        return start[0] == end[0] and start[1] < end[1] and (not self.place.key or self.place.key[0] == start[0])

    @property
    def written(self) -> str:
        """The value as the file has it."""
        (line, start), (_, end) = self.place.start, self.place.end
        return self.lines[line][start:end]

    @property
    def is_plain(self) -> bool:
        """Whether the value is a text without quotes, on the line of its key."""
        return isinstance(self.value, str) and self.one_line and self.written == self.value and self.is_key

    @property
    def is_text(self) -> bool:
        """Whether any text may stand here."""
        return self.is_plain and self.loc[-1] in TEXTS

    @property
    def is_key(self) -> bool:
        """Whether a key of the model stands here, not a name that the author chose."""
        return self.place.key is not None and self.loc[-1] in self.forms

    @property
    def form(self) -> Form:
        """What may stand here."""
        return self.forms.get(str(self.loc[-1]), Form()) if self.loc else Form()

    @property
    def is_own_line(self) -> bool:
        """Whether the line holds this key and its value, and nothing else."""
        key, end = self.place.key, self.place.end
        if key is None or not self.one_line:
            return False
        line = self.lines[key[0]]
        return not line[: key[1]].strip() and not line[end[1] :].strip()

    def kind_of(self, id_: str) -> str | None:
        """The kind of the record that is meant by an id here."""
        return next((kind for kind in self.kinds if id_ in self.ids[kind]), None)

    def with_value(self, new: str, meant: str = "", *, shift: int = 0) -> Change:
        """Write another value here."""
        (line, start), (_, end) = self.place.start, self.place.end
        lines = self.lines
        lines[line] = lines[line][:start] + new + lines[line][end:]
        return Change(lines, line, start + shift, meant)


def of(registry: Registry) -> dict[tuple[Key, Loc], Spot]:
    """Every key and value of every record."""
    ids = {kind: registry.ids(kind) for kind in KINDS}
    ids["statement"] = [name for source in registry.sources.values() for name in source.statements]
    found = {}
    for key, document in registry.own_documents.items():
        record = registry.records[key]
        typed = dict(walk(record))
        for loc, place in document.places.items():
            value = typed.get(loc, raw(document.data, loc))
            kinds = value.kinds if isinstance(value, Ref) else ()
            words = tuple(word.value for word in type(value)) if isinstance(value, Word) else ()
            found[key, loc] = Spot(document, loc, place, value, _forms(key[0], loc[:-1]), ids, kinds, words)
    return found


def _forms(kind: str, loc: Loc) -> dict[str, Form]:
    part = fields.part_at(KINDS[kind], loc)
    return {
        key: Form(needed=field.is_required(), words=tuple(word.value for word in fields.words_of(field)))
        for key, field in (fields.keys(part) if part else {}).items()
    }


def raw(data: Any, loc: Loc) -> Any:
    """What YAML holds at a place."""
    for step in loc:
        data = data[step]
    return data
