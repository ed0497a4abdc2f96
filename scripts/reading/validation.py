"""Document → record, or what is wrong in it, in the words of the people who edit it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from schemas import KINDS, fields
from schemas.part import Loc, Part
from schemas.record import Record
from schemas.words import RESERVED_WORDS
from scripts.reading.findings import Finding, Position, Untold, listed, shortened, told
from scripts.reading.misspelt_keys import AsMeant, as_meant, place_in_file
from scripts.reading.near_words import did_you_mean
from scripts.reading.yaml_text import Document


def read(kind: str, document: Document, faults: Sequence[Finding] = ()) -> tuple[Record | None, list[Finding]]:
    """Check one document against its kind. The record is None if there is anything to report.

    `faults` are those of its text. What the schema says of a line that is at fault itself is an echo.
    """
    if faults and not document.data:
        return None, told(faults)
    model = KINDS[kind]
    try:
        record = model.model_validate(document.data)
    except ValidationError:
        found = _problems(model, document, as_meant(model, document.data), {fault.position.line for fault in faults})
        return None, told([*faults, *found, *_old_keys(model, document)])
    found_old = _old_keys(model, document)
    return (None, told([*faults, *found_old])) if faults else (record, told(found_old))


def _old_keys(model: type[Record], document: Document) -> list[Finding]:
    """Keys that were called otherwise before. What stands under them is read; whoever reads the file must not guess."""
    found = []
    for loc, new in fields.places_of_old_keys(model).items():
        part: Any = document.data
        for step in loc[:-1]:
            part = part.get(step) if isinstance(part, dict) else None
        if isinstance(part, dict) and loc[-1] in part and new not in part:
            message = f"`{loc[-1]}` is now called `{new}`; rename it, or run `registry fix`"
            found.append(Finding(document.key_position(loc), "old-key", message))
    return found


def _problems(model: type[Part], document: Document, meant: AsMeant, faulty_lines: Collection[int]) -> Iterator[Untold]:
    """What the schema finds, each at its place. It is put into words later, if it is among those that are told."""
    placed = [(place_in_file(document, meant.moved, error["loc"]), error) for error in without_echoes(meant.errors)]
    for place, error in [*meant.misspelt, *placed]:
        if error["type"] == "missing" or error["type"] == "extra_forbidden" or error["loc"][-1] == "[key]":
            position = document.key_position(place)
        else:
            position = document.position(_whole_list(model, document, error, place) or place)
        if error["type"] == "missing" or position.line not in faulty_lines:
            yield Untold(position, partial(_finding, model, error, position))


def _finding(model: type[Part], error: ErrorDetails, position: Position) -> Finding:
    return Finding(position, *explain(model, error))


def _whole_list(model: type[Part], document: Document, error: ErrorDetails, place: Loc) -> Loc:
    """The place of the list, if a word such as `not-stated` is all that stands in it: the brackets are too much."""
    in_brackets = (
        place and isinstance(place[-1], int) and _is_plain_word_in_brackets(model, error["loc"], error["input"])
    )
    return place[:-1] if in_brackets and (*place[:-1], 1) not in document.places else ()


def without_echoes(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out what pydantic reports on a parent only because of a fault in its child."""
    parents = {error["loc"][:depth] for error in errors for depth in range(len(error["loc"]))}
    return [error for error in errors if error["loc"] not in parents]


def explain(  # noqa: C901, PLR0911, PLR0912 - a flat list: one case for each kind of error
    model: type[Part], error: ErrorDetails
) -> tuple[str, str]:
    """Say what is wrong and what to do, as (rule id, message)."""
    loc, given = error["loc"], error["input"]
    if error["type"] != "reserved_word" and (misspelt := _misspelt_plain_word(model, loc, given)):
        return "unknown-word", f"`{_short(given)}` is not an answer here; {misspelt}"
    match error["type"]:
        case "missing":
            name = str(loc[-1])
            field = fields.field_at(model, loc)
            ending = " (`not-stated` if no source says it)" if field and fields.may_be_not_stated(field) else ""
            return "missing-key", f"`{name}` is missing; add `{name}: …`{ending}"
        case "extra_forbidden":
            part = fields.part_at(model, loc[:-1])
            names = sorted(fields.keys(part)) if part else []
            ending = did_you_mean(str(loc[-1]), names) or _where_key_belongs(model, loc)
            ending = ending or f"the keys here are {listed(names)}"
            return "unknown-key", f"there is no key `{_short(loc[-1])}` here; {ending}"
        case "enum":
            words = _words(error)
            ending = did_you_mean(str(given), words) or _where_it_fits(model, loc, given)
            ending = ending or f"write one of {listed(words)}"
            return "unknown-word", f"`{_short(given)}` is not a word that fits here; {ending}"
        case "string_type":
            if isinstance(given, (dict, list)):
                return "wrong-shape", f"here stands one text, not {_shape(given)}; write it on one line"
            return "wrong-shape", f"here stands a text; put `{_short(given)}` in quotes"
        case "tuple_type":
            example = given if isinstance(given, (str, int)) and given not in RESERVED_WORDS else "…"
            return "wrong-shape", f"here stands a list, not {_shape(given)}; write `[{_short(example)}]`"
        case "model_type" | "model_attributes_type" | "dict_type" | "mapping_type":
            return "wrong-shape", f"here stand `key: value` lines, not {_shape(given)}"
        case "too_short":
            return "empty-list", "this list is empty; add an entry, or write what is known of it"
        case "string_too_short":
            return "empty-value", "this text is empty; write it, or delete the line"
        case "string_too_long" | "too_long":
            return "too-long", f"this is longer than {error['ctx'].get('max_length')} characters; shorten it"
        case "string_pattern_mismatch" if loc[-1] == "[key]":  # only languages are keys with a pattern
            return "unknown-key", f"there is no language `{_short(given)}`; write its code, such as `es`"
        case "string_pattern_mismatch":
            return (
                "wrong-form",
                f"`{_short(given)}` does not have the form that is needed here; see the page of this kind of record",
            )
        case "bad_id" | "reserved_word" | "said_twice" | "contradiction":
            return error["type"].replace("_", "-"), error["msg"]
        case "bad_duration":
            field = fields.field_at(model, _written(loc))
            others = " or ".join(f"`{word}`" for word in fields.plain_words(field)) if field else ""
            return "bad-duration", f"`{_short(given)}`: {error['msg']}{others and f', or {others}'}"
        case "bad_url" | "bad_host" | "bad_email" | "bad_day" | "bad_date":
            return error["type"].replace("_", "-"), f"`{_short(given)}`: {error['msg']}"
        case _:
            return "wrong-form", error["msg"]


def _misspelt_plain_word(model: type[Part], loc: Loc, given: Any) -> str:
    """Say which word was meant, if the value looks like `not-stated` or `none` where that is allowed."""
    field = fields.field_at(model, _written(loc))
    words = fields.plain_words(field) if field else ()
    if not isinstance(given, str) or not words or (given in words and isinstance(_written(loc)[-1], str)):
        return ""
    if isinstance(_written(loc)[-1], int):
        return "write it alone, without brackets" if _is_plain_word_in_brackets(model, loc, given) else ""
    return did_you_mean(given, words)


def _is_plain_word_in_brackets(model: type[Part], loc: Loc, given: Any) -> bool:
    """Whether a word such as `not-stated` stands in a list where it should stand instead of the list."""
    field = fields.field_at(model, _written(loc))
    return isinstance(_written(loc)[-1], int) and field is not None and given in fields.plain_words(field)


def _where_key_belongs(model: type[Part], loc: Loc) -> str:
    """Say under which other key this one would be right, if there is one: it may only be indented wrongly."""
    home = _homes(model).get(str(loc[-1]))
    if not home:
        return ""
    if home[-1] in _written(loc)[:-1]:  # it stands under that key, in another part
        return f"it belongs under {' of '.join(f'`{key}`' for key in reversed(home))}; leave it out here"
    return f"it belongs under `{home[-1]}`; check its indentation"


@cache
def _homes(model: type[Part]) -> Mapping[str, tuple[str, ...]]:
    """For each key of a part of a model, the keys that lead to the part: the first way, if there are several."""
    homes: dict[str, tuple[str, ...]] = {}
    ways: dict[type[Part], tuple[str, ...]] = {model: ()}
    parts = [model]
    for part in parts:  # grows while it runs: the parts of parts follow
        for key in fields.keys(part):
            inner = fields.entry_at(part, key)
            way = (*ways[part], key)
            for name in fields.keys(inner) if inner else ():
                homes.setdefault(name, way)
            if inner and inner not in ways:
                ways[inner] = way
                parts.append(inner)
    return homes


def _where_it_fits(model: type[Part], loc: Loc, given: Any) -> str:
    """Say under which key of the same part a word of a closed list belongs."""
    key = next(step for step in reversed(_written(loc)) if isinstance(step, str))
    part = fields.part_at(model, _written(loc)[: _written(loc).index(key)])
    fitting = [other for other, field in fields.keys(part).items() if given in fields.words_of(field)] if part else []
    return f"it is a word for {listed(fitting)}" if fitting else ""


def _written(loc: Loc) -> Loc:
    """A place as the file has it, without the branches of unions that pydantic names."""
    return tuple(step for step in loc if not str(step).startswith("("))


def _words(error: ErrorDetails) -> list[str]:
    return [word.strip("'") for word in error["ctx"]["expected"].replace(" or ", ", ").split(", ")]


def _short(value: Any) -> str:
    # As YAML writes it, and short enough for a message.
    return shortened(str(value).lower() if isinstance(value, bool) else value)


def _shape(value: Any) -> str:
    return {dict: "`key: value` lines", list: "a list", str: "one text", int: "a number", bool: "a yes or no"}.get(
        type(value), "this"
    )
