"""Models → what the data dictionary says of each key and each column: meaning, type, unknowns and an example."""

from __future__ import annotations

import csv
import io
import types
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple, Union, get_args, get_origin

from schemas.fields import types_in
from schemas.words import ANY, NONE, NOT_STATED, Word
from scripts.exports.open_data import tables
from scripts.exports.open_data.descriptions import FILES
from scripts.exports.open_data.file_models import Everything
from scripts.exports.open_data.paths import ROOT
from scripts.exports.open_data.tables import TABLES
from scripts.exports.open_data.value_models import Published

WORDS = (NOT_STATED, NONE, ANY)
"""The words that may stand instead of a value."""
MOST_ROWS = 200
"""In so many rows of each kind an example is looked for."""
LONGEST_EXAMPLE = 60


class Entry(NamedTuple):
    """One key or column."""

    name: str
    text: str
    type: str
    """Its type in words, without a model or a list of words that has an entry of its own."""
    of: str
    """The model or the list of words that explains its values, if there is one."""
    words: tuple[str, ...]
    """The words that may stand instead of a value; `null` among them."""
    example: str


class Part(NamedTuple):
    """A model or a table with its entries."""

    name: str
    text: str
    entries: tuple[Entry, ...]


def of_tables(files: Mapping[str, str]) -> list[Part]:
    """Every column of every table."""
    return [
        Part(f"{name}.csv", table.title, tuple(_columns(table, files[f"{ROOT}/{name}.csv"])))
        for name, table in TABLES.items()
    ]


def _columns(table: tables.Table, text: str) -> Iterator[Entry]:
    found = list(islice(csv.DictReader(io.StringIO(text, newline="")), MOST_ROWS))
    for column in table.columns:
        meant = tables.meaning(table, column)
        cells = (row[column.name] for row in found)
        example = next((cell for cell in cells if cell and cell not in WORDS), "")
        type_ = f"{_TYPES[meant.type]}, several" if column.several else _TYPES[meant.type]
        yield Entry(column.name, meant.text, type_, "", meant.words, _short(example))


def of_models(everything: Any) -> list[Part]:
    """Every key of every model, those of whole records first."""
    examples: dict[tuple[str, str], str] = {}
    _look(Everything, everything, examples)
    return [Part(model.__name__, _one_line(model.__doc__), tuple(_keys(model, examples))) for model in _models()]


def of_words() -> list[tuple[type[Word], str]]:
    """Every closed list of words, with what it is about."""
    found: dict[type[Word], None] = {}
    for model in _models():
        for field in model.model_fields.values():
            found |= dict.fromkeys(types_in(field.annotation, Word))
    return [(words, _one_line(words.__doc__)) for words in sorted(found, key=lambda words: words.__name__)]


def _keys(model: type[Published], examples: Mapping[tuple[str, str], str]) -> Iterator[Entry]:
    for key, field in tables.by_key(model).items():
        type_, of = _type(field.annotation)
        allowed = tables.literals(field.annotation)
        words: list[str] = [word for word in WORDS if word in allowed]
        if type(None) in get_args(field.annotation):
            words.append("null")
        example = examples.get((model.__name__, key), "")
        yield Entry(key, _one_line(field.description), type_, of, tuple(words), _short(example))


def _type(annotation: Any) -> tuple[str, str]:
    """A type in words, and the model or list of words that explains it."""
    if get_origin(annotation) in {types.UnionType, Union}:
        inner = [one for one in get_args(annotation) if one is not type(None) and not tables.literals(one)]
        return _type(inner[0])
    if get_origin(annotation) is tuple:
        type_, of = _type(get_args(annotation)[0])
        return f"list: {type_}", of
    if tables.literals(annotation):
        return f"one of: {', '.join(map(str, tables.literals(annotation)))}", ""
    if issubclass(annotation, Published):
        return "object", annotation.__name__
    if issubclass(annotation, Word):
        return "word from a list", annotation.__name__
    return _TYPES[_JSON_TYPES[annotation]], ""


_JSON_TYPES = {str: "string", int: "integer", bool: "boolean"}
_TYPES = {"string": "text", "integer": "whole number", "boolean": "true or false"}


def _models() -> list[type[Published]]:
    """Every model of a file and what it holds, in the order in which a reader meets them."""
    found: dict[type[Published], None] = {}
    files: list[type[Published]] = [Everything, *FILES]
    for file in files:
        waiting = [file]
        while waiting:
            model = waiting.pop(0)
            if model not in found:
                found[model] = None
                kept = model.model_fields.values()
                waiting += [one for field in kept for one in types_in(field.annotation, Published)]
    return list(found)


def _look(model: type[Published], value: Any, examples: dict[tuple[str, str], str]) -> None:
    """Take the first value of each key that is a value, from the records themselves: no example is made up."""
    for key, field in tables.by_key(model).items():
        inner = next(types_in(field.annotation, Published), None)
        for one in islice(value[key], MOST_ROWS) if isinstance(value[key], list) else [value[key]]:
            if inner is not None and isinstance(one, dict):
                _look(inner, one, examples)
            elif one is not None and one not in WORDS and not isinstance(one, dict):
                examples.setdefault((model.__name__, key), str(one).lower() if isinstance(one, bool) else str(one))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[: LONGEST_EXAMPLE - 1]}…"


def _one_line(text: str | None) -> str:
    return " ".join(str(text).split())
