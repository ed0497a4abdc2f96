"""Words: misspelt and old keys, words and ids, and names where an id belongs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from schemas import fields
from schemas.part import Loc, Part
from schemas.record import Record
from scripts.authoring.text_edits import Edit, Lines
from scripts.reading import meant_values
from scripts.reading.findings import Position
from scripts.reading.near_words import is_slip
from scripts.reading.yaml_text import Document, values
from scripts.registry.registry import Registry

_SHORTEST = 4
"""In a shorter word, one other letter makes another word."""
_LONGEST_PLAIN = 6
"""A free text may well be one letter from a plain word such as `none`, but not from a longer one."""


def corrections(model: type[Record], document: Document, registry: Registry) -> Iterator[Edit]:
    """What to write instead of each key, word and id that is none, if just one can be meant."""
    lines = Lines(document.text)
    strange: set[Loc] = set()  # what stands under a key that is none has no fields yet
    for loc, value in values(document):
        if loc[:-1] in strange or loc in strange:
            strange.add(loc)
        elif isinstance(value, dict) and (part := fields.part_at(model, loc)):
            strange |= {(*loc, key) for key in value if key not in fields.keys(part)}
            for key, meant in (_keys(value, fields.keys(part)) | _old_keys(value, fields.old_keys(part))).items():
                yield _over(lines, document.key_position((*loc, key)), meant)
        elif isinstance(value, str) and (right := _word(model, loc, value, registry)):
            place = document.places[loc]
            yield lines.over(place.start, place.end, right)


def _keys(written: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """The key that is meant by each unknown one, if it is not there yet and no other is meant by it too."""
    missing = set(known) - set(written)
    meant = {key: right for key in set(written) - set(known) if (right := _closest(key, missing))}
    return {key: right for key, right in meant.items() if list(meant.values()).count(right) == 1}


def _old_keys(written: Collection[str], old: Mapping[str, str]) -> dict[str, str]:
    """The key of now for each one of before, if it is not there yet."""
    return {key: new for key, new in old.items() if key in written and new not in written}


def _word(model: type[Part], loc: Any, text: str, registry: Registry) -> str | None:
    """The word or id that is meant by `text`, if it is not one itself and just one is near."""
    field = fields.field_at(model, loc)
    if field is None:
        return None
    ref = fields.ref_of(field)
    closed = {word.value for word in fields.words_of(field)} | set(registry.ids(*ref.kinds) if ref else ())
    known = {*fields.plain_words(field), *closed}
    if text in known:
        return None
    if closed and (meant := meant_values.meant_id(text)) in known:
        return meant
    return _closest(text, known, free=not closed) or (_named(registry, ref.kinds, text) if ref else None)


def _named(registry: Registry, kinds: Collection[str], name: str) -> str | None:
    """The id of the one record that is called so."""
    wanted = meant_values.bare(name).casefold()
    found = {
        id_
        for (kind, id_), record in registry.records.items()
        if kind in kinds and any(one.casefold() == wanted for _, one in fields.names(record))
    }
    return found.pop() if len(found) == 1 else None


def _over(lines: Lines, position: Position, new: str) -> Edit:
    line, column = position.line - 1, position.column - 1
    return lines.over((line, column), (line, column + position.width), new)


# --- which word is meant -------------------------------------------------------------------------


def _closest(word: str, known: Iterable[str], *, free: bool = False) -> str | None:
    """The one known word that differs only in case and hyphens, or else by one slip; None if none or several do."""
    plain = {one: _plain(one) for one in known}
    same = [one for one, letters in plain.items() if letters == _plain(word)]
    if not same and len(word) >= _SHORTEST:
        same = [
            one
            for one, letters in plain.items()
            if is_slip(letters, _plain(word)) and (not free or len(one) > _LONGEST_PLAIN)
        ]
    return same[0] if len(same) == 1 else None


def _plain(word: str) -> str:
    return re.sub(r"[\s_-]+", "-", meant_values.bare(word).lower())
