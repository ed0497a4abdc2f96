"""Which field of which model stands at a place in a record."""

import types
from collections.abc import Iterator, Mapping
from copy import copy
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import AliasChoices
from pydantic.fields import FieldInfo

from schemas.docstrings import docstrings
from schemas.part import Loc, Part
from schemas.record import Record
from schemas.references import Ref
from schemas.text import NAMES, TEXTS
from schemas.words import NOT_STATED, RESERVED_WORDS, OneOfTheWords, Word

T = TypeVar("T")


@cache
def keys(part: type[Part]) -> Mapping[str, FieldInfo]:
    """The fields of a model by the key that authors write (`sender` is written `from`), in the order to write them.

    The description of each is the text under it in the model.
    """
    found = {field.alias or name: _described(part, name) for name, field in part.model_fields.items()}
    if not issubclass(part, Record):
        return MappingProxyType(found)
    last = [key for key in part.last_keys if key not in part.first_keys]
    between = [key for key in found if key not in {*part.first_keys, *last}]
    return MappingProxyType({key: found[key] for key in (*part.first_keys, *between, *last) if key in found})


@cache
def attributes(part: type[Part]) -> Mapping[str, str]:
    """The name in Python of each key that authors write (`from` is `sender`), in the order of the model."""
    return MappingProxyType({field.alias or name: name for name, field in part.model_fields.items()})


@cache
def old_keys(part: type[Part]) -> Mapping[str, str]:
    """The keys that fields of a model had before, each with the key of now. Records of that time are still read."""
    return MappingProxyType(
        {
            str(old): key
            for key, field in keys(part).items()
            if isinstance(field.validation_alias, AliasChoices)
            for old in field.validation_alias.choices
            if old != key
        }
    )


@cache
def places_of_old_keys(model: type[Part]) -> Mapping[Loc, str]:
    """Where in a record keys of before can stand, each with the key of now. Entries of lists are not looked into."""
    found: dict[Loc, str] = {(old,): new for old, new in old_keys(model).items()}
    for key, field in keys(model).items():
        part = part_of(field)
        if part is not None and not _holds_entries(field.annotation):
            found |= {(key, *loc): new for loc, new in places_of_old_keys(part).items()}
    return MappingProxyType(found)


def _described(part: type[Part], name: str) -> FieldInfo:
    field = copy(part.model_fields[name])
    field.description = docstrings(part).get(name)
    return field


def part_at(model: type[Part], loc: Loc) -> type[Part] | None:
    """The model of the part that stands at `loc`, or None if a plain value stands there.

    Steps that the model does not know, such as a union's branch in an error of pydantic, are passed over.
    """
    here: type[Part] | None = model
    entry: type[Part] | None = None  # what an open list or mapping holds
    for step in loc:
        if here is not None and step in keys(here):
            annotation = keys(here)[str(step)].annotation
            found = _first(annotation, Part)
            here, entry = (None, found) if _holds_entries(annotation) else (found, None)
        elif here is None and entry is not None and not str(step).startswith("("):
            here, entry = entry, None
    return here


def field_at(model: type[Part], loc: Loc) -> FieldInfo | None:
    """The field that stands at `loc`; for an entry of a list, the field of the list."""
    while loc and isinstance(loc[-1], int):
        loc = loc[:-1]
    part = part_at(model, loc[:-1]) if loc else None
    return keys(part).get(str(loc[-1])) if part else None


def entry_at(part: type[Part], key: str) -> type[Part] | None:
    """The model that the field `key` holds, alone or in a list or mapping; None if it holds plain values."""
    return part_of(keys(part)[key])


def words_of(field: FieldInfo) -> tuple[Word, ...]:
    """The words that the field accepts, if it accepts only words of a closed list."""
    return tuple(_first(field.annotation, Word) or ())


def part_of(field: FieldInfo) -> type[Part] | None:
    """The model that the field holds, alone or in a list or mapping; None if it holds plain values."""
    return _first(field.annotation, Part)


def plain_words(field: FieldInfo) -> tuple[str, ...]:
    """The words that may stand instead of a value, such as `not-stated`."""
    marks = (*field.metadata, *_marks_in(field.annotation))
    return next((mark.words for mark in marks if isinstance(mark, OneOfTheWords)), ())


def ref_of(field: FieldInfo) -> type[Ref] | None:
    """The type of the ids that the field holds, alone or in a list; None if it holds something else."""
    return _first(field.annotation, Ref)


def label(model: type[Part], loc: Loc) -> str:
    """What people call the fact at `loc`: the title of its field."""
    field = field_at(model, loc)
    if field is not None and field.title:
        return field.title
    return str(loc[-1]).replace("_", " ").capitalize() if loc else ""


def may_be_not_stated(field: FieldInfo) -> bool:
    """Whether `not-stated` is an answer in this field."""
    return any(isinstance(mark, OneOfTheWords) and NOT_STATED in mark.words for mark in field.metadata)


def names(record: Record) -> Iterator[tuple[Loc, str]]:
    """Everything that a record calls what it is about, with its place: by one name or others, also in translation."""
    yield from _names_in(record, ())
    for code, translation in record.translations.items():
        yield from _names_in(translation, ("translations", code))


@cache
def keys_of_texts(part: type[Part]) -> frozenset[str]:
    """The keys in a model, and in the parts that it holds, under which somebody writes a text."""
    found: set[str] = set()
    for name, field in part.model_fields.items():
        if TEXTS in field.metadata or _is_marked(field.annotation, TEXTS):
            found.add(field.alias or name)
        for inner in types_in(field.annotation, Part):
            found |= keys_of_texts(inner)
    return frozenset(found)


def _names_in(part: Part, loc: Loc) -> Iterator[tuple[Loc, str]]:
    for name in _fields_of_names(type(part)):
        value = getattr(part, name)
        if isinstance(value, tuple):
            yield from (((*loc, name, number), entry) for number, entry in enumerate(value))
        elif isinstance(value, str) and value not in RESERVED_WORDS:
            yield (*loc, name), value


@cache
def _fields_of_names(part: type[Part]) -> tuple[str, ...]:
    return tuple(
        name
        for name, field in part.model_fields.items()
        if NAMES in field.metadata or _is_marked(field.annotation, NAMES)
    )


def _is_marked(annotation: Any, mark: object) -> bool:
    return mark in getattr(annotation, "__metadata__", ()) or any(_is_marked(one, mark) for one in get_args(annotation))


def _marks_in(annotation: Any) -> tuple[Any, ...]:
    """What is said of the value in an annotation such as `Annotated[tuple[Id, ...], …] | None`."""
    if get_origin(annotation) is Annotated:
        return tuple(annotation.__metadata__)
    if get_origin(annotation) in {types.UnionType, Union}:
        return tuple(mark for argument in get_args(annotation) for mark in _marks_in(argument))
    return ()


def _holds_entries(annotation: Any) -> bool:
    if get_origin(annotation) in {tuple, Mapping}:
        return True
    return any(_holds_entries(argument) for argument in get_args(annotation))


def types_in(annotation: Any, wanted: type[T]) -> Iterator[type[T]]:
    """The types of one sort in an annotation such as `tuple[Evidence, ...] | None`, in the order of its words."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if issubclass(annotation, wanted):
            yield annotation
        return
    for argument in get_args(annotation):
        yield from types_in(argument, wanted)


def _first(annotation: Any, wanted: type[T]) -> type[T] | None:
    return next(types_in(annotation, wanted), None)
