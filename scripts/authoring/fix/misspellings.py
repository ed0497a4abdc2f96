"""Words: misspelt and old keys, words and ids, texts without their quotes, and one value where a list belongs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from schemas import fields
from schemas.part import Part
from schemas.record import Record
from scripts.authoring.text_edits import Edit, Lines
from scripts.reading.findings import Finding, Position
from scripts.reading.near_words import is_slip
from scripts.reading.schema_faults import faults_in
from scripts.reading.yaml_text import Document, values
from scripts.registry.registry import Registry

_SHORTEST = 4
"""In a shorter word, one other letter makes another word."""
_LONGEST_PLAIN = 6
"""A free text may well be one letter from a plain word such as `none`, but not from a longer one."""
_ENTRIES = re.compile(r"[a-z0-9-]+(, *[a-z0-9-]+)*")


def corrections(
    model: type[Record], document: Document, faults: Iterable[Finding], registry: Registry
) -> Iterator[Edit]:
    """What to write instead, for each mistake with one right answer. Of two at one place the first counts."""
    lines = Lines(document.text)
    for fault in faults:
        if fault.rule == "ambiguous-value":
            yield _over(lines, fault.position, f'"{_at(lines, fault.position)}"')
    for loc, value in values(document):
        if isinstance(value, dict) and (part := fields.part_at(model, loc)):
            for key, meant in (_keys(value, fields.keys(part)) | _old_keys(value, fields.old_keys(part))).items():
                yield _over(lines, document.key_position((*loc, key)), meant)
        elif isinstance(value, str) and (right := _word(model, loc, value, registry)):
            place = document.places[loc]
            yield lines.over(place.start, place.end, right)
    if document.data:
        yield from _shapes(model, document, lines)


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
    return None if text in known else _closest(text, known, free=not closed)


def _shapes(model: type[Record], document: Document, lines: Lines) -> Iterator[Edit]:
    try:
        model.model_validate(document.data)
    except ValidationError as problems:
        errors = faults_in(problems)
    else:
        return
    for error in errors:
        loc, given = document.known(error["loc"]), error["input"]
        place = document.places[loc]
        written = lines.text[lines.offset(place.start) : lines.offset(place.end)]
        if error["type"] == "string_type" and isinstance(given, (int, bool)):
            yield lines.over(place.start, place.end, f'"{written}"')
        elif error["type"] == "tuple_type" and _ENTRIES.fullmatch(written) and _holds_words(model, loc):
            yield lines.over(place.start, place.end, f"[{written}]")


def _holds_words(model: type[Part], loc: Any) -> bool:
    field = fields.field_at(model, loc)
    return field is not None and bool(fields.words_of(field) or fields.ref_of(field))


def _over(lines: Lines, position: Position, new: str) -> Edit:
    line, column = position.line - 1, position.column - 1
    return lines.over((line, column), (line, column + position.width), new)


def _at(lines: Lines, position: Position) -> str:
    start = lines.offset((position.line - 1, position.column - 1))
    return lines.text[start : start + position.width]


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
    return re.sub(r"[\s_-]+", "-", word.strip().lower())
