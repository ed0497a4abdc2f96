"""Document → record, or what is wrong in it, in the words of the people who edit it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from schemas import KINDS, fields
from schemas.ids import id_problem
from schemas.part import Loc, Part
from schemas.record import Record
from schemas.words import NOT_STATED, RESERVED_WORDS
from scripts.reading import foreign_keys, meant_values, plain_answers, values_left_open
from scripts.reading.findings import Finding, Position, Untold, listed, shortened, told
from scripts.reading.misspelt_keys import AsMeant, as_meant, place_in_file
from scripts.reading.near_words import did_you_mean
from scripts.reading.values_left_open import Spot, spot
from scripts.reading.yaml_text import Document

_ONE_WORD = re.compile(r"[^\s,\[\]{}#\"'`…&*!|>%@-][^\s,\[\]{}#\"'`…]{0,99}")
"""A value that needs no quotes within braces."""
_FOR_EVER = {"always", "for ever", "forever", "indefinite", "indefinitely", "permanent", "permanently", "unlimited"}


def read(kind: str, document: Document, faults: Sequence[Finding] = ()) -> tuple[Record | None, list[Finding]]:
    """Check one document against its kind. The record is None if there is anything to report.

    `faults` are those of its text. What the schema says of a line that is at fault itself is an echo, unless it is
    about the very value, and says more of it than its text does.
    """
    if faults and not document.data:
        return None, told(faults)
    model = KINDS[kind]
    record, found = _read(model, document)
    left = values_left_open.in_their_fields(model, document, faults, found.keys())
    lines = {fault.position.line for fault in left}
    instead = {spot(fault.position) for fault in faults} - {spot(fault.position) for fault in left}
    told_too = (
        Untold(problem.position, problem.tell)
        for at, problems in found.items()
        for problem in problems
        if problem.is_missing or problem.position.line not in lines or at in instead
    )
    return (None if faults else record), told([*left, *told_too, *_old_keys(model, document)])


def text_faults(kind: str, document: Document, faults: Sequence[Finding]) -> list[Finding]:
    """The faults of a text that are told: a field may have more to say of a value than its text."""
    return values_left_open.in_their_fields(KINDS[kind], document, faults, _read(KINDS[kind], document)[1].keys())


def _read(model: type[Record], document: Document) -> tuple[Record | None, Mapping[Spot, list[_Problem]]]:
    """The record, or what the schema finds, by its place."""
    found: dict[Spot, list[_Problem]] = {}
    try:
        return model.model_validate(document.data), found
    except ValidationError:
        for problem in _problems(model, document, as_meant(model, document.data)):
            found.setdefault(spot(problem.position), []).append(problem)
        return None, found


class _Problem(NamedTuple):
    """Something that the schema finds. It is put into words later, if it is among those that are told."""

    position: Position
    tell: Callable[[], Finding]
    is_missing: bool
    """Whether it is that a key is not there. The line that is named is then not the one that is wrong."""


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


def _problems(model: type[Part], document: Document, meant: AsMeant) -> Iterator[_Problem]:
    """What the schema finds, each at its place."""
    placed = [(place_in_file(document, meant.moved, error["loc"]), error) for error in without_echoes(meant.errors)]
    for place, error in [*meant.misspelt, *placed]:
        if error["type"] == "missing" or error["type"] == "extra_forbidden" or error["loc"][-1] == "[key]":
            position = document.key_position(place)
        else:
            position = document.position(_whole_list(model, document, error, place) or place)
        yield _Problem(position, partial(_finding, model, error, position), error["type"] == "missing")


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
            ending = did_you_mean(str(loc[-1]), names) or foreign_keys.advice(str(loc[-1]), _written(loc)[:-1], names)
            ending = ending or _where_key_belongs(model, loc)
            ending = ending or f"the keys here are {listed(names)}"
            return "unknown-key", f"there is no key `{_short(loc[-1])}` here; {ending}"
        case "enum" if isinstance(given, list):
            either = " or ".join(f"`{_short(one)}`" for one in given if one in _words(error)) or "it"
            return "wrong-shape", f"here stands one word, not a list; write {either} without the brackets"
        case "enum":
            words = _words(error)
            ending = did_you_mean(str(given), words) or _where_it_fits(model, loc, given)
            ending = ending or f"write one of {listed([*words, *_plain_words(model, loc)])}"
            return "unknown-word", f"`{_short(given)}` is not a word that fits here; {ending}"
        case "string_type":
            if isinstance(given, (dict, list)):
                only = given[0] if isinstance(given, list) and len(given) == 1 else None
                ending = (
                    f"write `{_short(only)}` without the brackets" if isinstance(only, str) else "write it on one line"
                )
                return "wrong-shape", f"here stands one text, not {_shape(given)}; {ending}"
            return "wrong-shape", f"here stands a text; put `{_short(given)}` in quotes"
        case "tuple_type":
            return "wrong-shape", f"here stands a list, not {_shape(given)}; write {_list_of(model, loc, given)}"
        case "model_type" | "model_attributes_type" if _is_time_without_unit(model, loc, given):
            units = f"`P{given}D` for days, `P{given}M` for months, `P{given}Y` for years"
            return "wrong-shape", f"`{given}` says no unit; write {units}"
        case "model_type" | "model_attributes_type" | "dict_type" | "mapping_type":
            return "wrong-shape", f"here stand `key: value` lines, not {_shape(given)}{_form(model, loc, given)}"
        case "too_short":
            words = [f"`{word}`" for word in _plain_words(model, loc)]
            return "empty-list", f"this list is empty; add an entry{_or(words)}"
        case "string_too_short":
            field = fields.field_at(model, _written(loc))
            ways = [f"`{word}`" for word in _plain_words(model, loc)]
            ways += [] if field is not None and field.is_required() else ["delete the line"]
            return "empty-value", f"this text is empty; write it{_or(ways)}"
        case "string_too_long" | "too_long":
            return "too-long", f"this is longer than {error['ctx'].get('max_length')} characters; shorten it"
        case "string_pattern_mismatch" if loc[-1] == "[key]":  # only languages are keys with a pattern
            return "unknown-key", f"there is no language `{_short(given)}`; write its code, such as `es`"
        case "string_pattern_mismatch":
            return (
                "wrong-form",
                f"`{_short(given)}` does not have the form that is needed here; see the page of this kind of record",
            )
        case "said_twice" | "contradiction":
            return error["type"].replace("_", "-"), error["msg"]
        case "bad_id":
            is_entry = isinstance(_written(loc)[-1], int)
            return "bad-id", _no_id(fields.field_at(model, _written(loc)), given, error["msg"], is_entry=is_entry)
        case "reserved_word":
            return "reserved-word", f"`{_short(given)}` is not an answer here; {_instead_of_word(model, loc, given)}"
        case "bad_url" | "bad_host" | "bad_email" | "bad_day" | "bad_date" | "bad_duration":
            return error["type"].replace("_", "-"), _malformed(model, loc, error)
        case _:
            return "wrong-form", error["msg"]


def _instead_of_word(model: type[Part], loc: Loc, given: Any) -> str:
    """What to write instead of a word that stands for an answer, where a text belongs."""
    words, field = _plain_words(model, loc), fields.field_at(model, _written(loc))
    if plain_answers.is_one(given) and (advice := plain_answers.advice(given, words)):
        return advice
    if near := did_you_mean(str(given), words):
        return near
    ways = ["`not-stated` if no source says it"] if NOT_STATED in words else []
    ways += [] if field is None or field.is_required() else ["delete the line"]
    return f"write the text{_or(ways)}"


def _malformed(model: type[Part], loc: Loc, error: ErrorDetails) -> str:
    """Say what is meant by a value that does not have its form, or else what the form is."""
    given = error["input"]
    field = fields.field_at(model, _written(loc))
    meant = meant_values.of(field, error["type"], given) if field else []
    if len(meant) == 1:
        return f"`{_short(given)}`: write `{meant[0]}`"
    if meant:
        return f"`{_short(given)}` may be {' or '.join(f'`{one}`' for one in meant)}; write the one that is meant"
    words = _plain_words(model, loc)
    if error["type"] == "bad_url" and given in RESERVED_WORDS:
        return f"`{given}` is not an answer here; write the address{_or([f'`{word}`' for word in words])}"
    if error["type"] == "bad_duration" and given.lower() in _FOR_EVER and field and (part := fields.part_of(field)):
        where = f"if a records schedule says so, write `{_keys_of(part, None)}`"
        return f"`{_short(given)}` is no length of time; {where}, else `not-stated`, and what is said in a `note`"
    others = words if error["type"] == "bad_duration" else ()
    return f"`{_short(given)}`: {error['msg']}{_or([f'`{word}`' for word in others])}"


def _is_time_without_unit(model: type[Part], loc: Loc, given: Any) -> bool:
    field = fields.field_at(model, _written(loc))
    return type(given) is int and given > 0 and field is not None and meant_values.takes(field, f"P{given}D")


def _no_id(field: FieldInfo | None, given: Any, problem: str, *, is_entry: bool) -> str:
    """Say why a text is no id, and which one it would be without what is typed around and inside it by mistake."""
    text = str(given)
    meant = meant_values.meant_id(text).lower().replace("_", "-")
    if meant != text and not id_problem(meant):
        return f"`{_short(text)}` is no id; write `{meant}`"
    several = meant_values.entries(text)
    if len(several) > 1 and not is_entry:
        return f"`{_short(text)}` is no id; only one fits here: write {' or '.join(f'`{one}`' for one in several)}"
    if len(several) > 1:
        return f"`{_short(text)}` is no id; write a comma between two of them: `{_short(', '.join(several))}`"
    if field is not None and (ref := fields.ref_of(field)) and problem.startswith("`"):
        ending = "" if field.is_required() else ", or delete the line"
        return f"`{_short(text)}` is no record; write the id of one in {_either(ref.kinds)}{ending}"
    return problem if problem.startswith("`") else f"`{_short(text)}` is no id: {problem}"


def _either(kinds: Sequence[str]) -> str:
    *first, last = (f"`{KINDS[kind].folder}/`" for kind in kinds)
    return f"{', '.join(first)} or {last}" if first else last


def _list_of(model: type[Part], loc: Loc, given: Any) -> str:
    """How a list is written instead of one value."""
    field = fields.field_at(model, _written(loc))
    if field is not None and (part := fields.part_of(field)):
        return f"`[{_keys_of(part, given)}]`"
    if isinstance(given, str) and (several := meant_values.entries(given)):
        return f"`[{_short(', '.join(several))}]`"
    is_entry = field is not None and isinstance(given, str) and not plain_answers.is_one(given)
    example = given if is_entry and field is not None and meant_values.takes(field, given) else "…"
    ending = "" if field is None or field.is_required() or example == given else ", or delete the line"
    return f"`[{_short(example)}]`{ending}"


def _form(model: type[Part], loc: Loc, given: Any) -> str:
    part = fields.part_at(model, _written(loc))
    return f"; write `{_keys_of(part, given)}`" if part else ""


def _keys_of(part: type[Part], given: Any) -> str:
    """A part as it is written on one line, with the keys that it must have; the first of them may have the value."""
    found = fields.keys(part)
    needed = [key for key, field in found.items() if field.is_required()] or list(found)[:1]
    is_word = isinstance(given, str) and _ONE_WORD.fullmatch(given) and not plain_answers.is_one(given)
    is_value = is_word and meant_values.takes(found[needed[0]], given)
    values = [given if is_value else "…", *("…" for _ in needed[1:])]
    return "{" + ", ".join(f"{key}: {value}" for key, value in zip(needed, values, strict=True)) + "}"


def _plain_words(model: type[Part], loc: Loc) -> tuple[str, ...]:
    field = fields.field_at(model, _written(loc))
    return fields.plain_words(field) if field and not isinstance(_written(loc)[-1], int) else ()


def _or(ways: Sequence[str]) -> str:
    return "".join(f", or {way}" for way in ways)


def _misspelt_plain_word(model: type[Part], loc: Loc, given: Any) -> str:
    """Say which word was meant, if the value looks like `not-stated` or `none`, or says the same in other words."""
    field = fields.field_at(model, _written(loc))
    words = fields.plain_words(field) if field else ()
    if not isinstance(given, (str, bool)) or not words or (given in words and isinstance(_written(loc)[-1], str)):
        return ""
    if isinstance(_written(loc)[-1], int):
        return "write it alone, without brackets" if _is_plain_word_in_brackets(model, loc, given) else ""
    if plain_answers.is_one(given) and given not in words:
        return plain_answers.advice(given, words)
    return did_you_mean(given, words) if isinstance(given, str) else ""


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
