"""A kind of record, and what is known of one → its text, with a blank wherever its author has to answer.

What a record cannot do without stands first, each key with a short hint. Below a line stands what may wait: it says
`not-stated` already.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic.fields import FieldInfo

from schemas import KINDS, fields
from schemas.flow import Flow
from schemas.part import Part
from schemas.party import Links
from schemas.recipient import Recipient
from schemas.record import Record, Status
from schemas.service import Service
from schemas.source import Source
from schemas.vendor import Vendor
from schemas.words import FILL_IN, NONE, NOT_STATED, OURS
from scripts.authoring import required_answers
from scripts.authoring.yaml_values import in_block, inline
from scripts.reading import yaml_text
from scripts.registry import common_vocabulary

WIDTH = 100
HINT = "#?"
"""How a comment begins that helps to fill in a new record, and is of no use afterwards."""
BELOW = "All below may wait. Change what you know; delete what you do not need."
"""Stands between what is needed and the rest."""
_ASKED_FIRST: Mapping[type[Part], tuple[str, ...]] = {
    Links: ("home",),
    Status: ("is",),
    Service: ("page", "offices"),
    Source: ("url",),
    Flow: ("data", "purposes", "collected"),
}
"""What could wait, and what nobody starts a record without."""
_OF_BOTH: Mapping[type[Part], tuple[str, ...]] = {
    Record: ("is", "kinds", "part_of", "offices"),
    Flow: ("service", "from", "about"),
}
"""What is meant if one record is said to be like another. All else would be a claim that nobody has proved."""
_A_NAME = "A name that you make up. It stays the same for ever"
_ABOUT = f"Whose information it is, if `from` is no people: files in `{KINDS['people'].folder}/`"
_MOST_NAMED = 30
"""How many words of the vocabulary are named in a hint. Editors offer them all."""
_RECEIVERS = (Vendor, Recipient)
"""Who has no record unless information goes there."""
_OF_NO_OTHER = ("also_known_as", "in_sentences", "lead", "duties")
"""What may be left out, and is one record's own."""


def without_hints(text: str) -> str:
    """A record that is filled in, without what helped to do that. One that still waits for an answer stays as it is."""
    if HINT not in text:
        return text
    bare = re.sub(r"\n{3,}", "\n\n", _HINTS.sub("", text).strip("\n") + "\n")
    says_the_same = yaml_text.parse("", bare.encode())[0].data == yaml_text.parse("", text.encode())[0].data
    return bare if says_the_same and FILL_IN not in bare else text


_HINTS = re.compile(rf"^[ \t]*{re.escape(HINT)} .*\n|[ \t]+{re.escape(HINT)} .*$", re.MULTILINE)


# --- what is asked for -------------------------------------------------------------------------------


def is_asked_first(part: type[Part], key: str) -> bool:
    """Whether a new record waits for an answer here, though `not-stated` would do."""
    return _stands_in(_ASKED_FIRST, part, key)


def _stands_in(table: Mapping[type[Part], tuple[str, ...]], part: type[Part], key: str) -> bool:
    return any(issubclass(part, of) and key in keys for of, keys in table.items())


def blank(part: type[Part], key: str, field: FieldInfo) -> Any:
    """What stands in a field of which nothing is known yet."""
    words, least = fields.plain_words(field), required_answers.shape(field)
    inner = fields.part_of(field)
    if is_asked_first(part, key):
        return least
    if NOT_STATED in words:
        only = fields.words_of(field)
        return only[0].value if len(only) == 1 else NOT_STATED
    if inner is None or words or not isinstance(_one_of(least), dict):
        return FILL_IN if words else least
    one = {name: blank(inner, name, at) for name, at in required_answers.required(inner).items()}
    if isinstance(least, list):
        return [one]
    return {required_answers.A_NAME: one} if required_answers.A_NAME in least else one


def _one_of(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def least(kind: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """The least that a record of a kind says, with all that is known of it, in the order in which it is answered.

    Whoever can receive information says what it receives.
    """
    model = KINDS[kind]
    keys = {key: field for key, field in fields.keys(model).items() if key in known or _is_needed(model, key, field)}
    whole = {key: _with(field, blank(model, key, field), known.get(key)) for key, field in keys.items()}
    first = [key for key in whole if FILL_IN in inline(whole[key]) or key in known]
    return {key: whole[key] for key in sorted(whole, key=lambda key: (key not in first, key == "flows"))}


def _is_needed(model: type[Part], key: str, field: FieldInfo) -> bool:
    return key in required_answers.required(model) or (issubclass(model, _RECEIVERS) and fields.part_of(field) is Flow)


def _with(field: FieldInfo, blank_: Any, known: Any) -> Any:
    """A blank with what is known of it, in the order of its keys."""
    part = fields.part_of(field)
    if known is None or part is None or not isinstance(known, Mapping) or not isinstance(blank_, dict):
        return blank_ if known is None else known
    if required_answers.A_NAME in blank_:
        return {name: _with(field, blank_[required_answers.A_NAME], one) for name, one in known.items()}
    keys = fields.keys(part).items()
    return {key: _with(at, blank_.get(key), known.get(key)) for key, at in keys if key in blank_ or key in known}


# --- a record like another ---------------------------------------------------------------------------


def like(kind: str, other: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a record if it is like another: which keys it has, and what is said of both."""
    model = KINDS[kind]
    known = _shared(model, other)
    left_out = {*model.last_keys, *_OF_NO_OTHER}
    for key, field in fields.keys(model).items():
        if key in other and key not in {*known, *left_out} and not field.is_required():
            known[key] = NOT_STATED if other[key] == NOT_STATED else required_answers.value(field)
    flows = other.get("flows")
    if isinstance(flows, dict):
        still = {name: flow for name, flow in flows.items() if isinstance(flow, dict) and "status" not in flow}
        known |= {"flows": {name: _shared(Flow, flow) for name, flow in still.items()}} if still else {}
    return known


def _shared(part: type[Part], other: Mapping[str, Any]) -> dict[str, Any]:
    return {key: other[key] for key in fields.keys(part) if key in other and _stands_in(_OF_BOTH, part, key)}


# --- its text ----------------------------------------------------------------------------------------


def text(kind: str, id_: str, known: Mapping[str, Any] | None = None, organisation: str = OURS) -> str:
    """A record with a blank for each needed answer, and a hint beside each key.

    `organisation` is what sentences call the organisation.
    """
    model, said = KINDS[kind], least(kind, known or {})
    first = [key for key in said if FILL_IN in inline(said[key]) or key in (known or {})]
    lines = _comment(f"{id_} ({kind}). {_first_sentence(model.__doc__).replace(OURS, organisation)}")
    lines += _comment(f"Each {FILL_IN} waits for an answer; `registry check` names those that are left.")
    lines += _comment(f"`{NOT_STATED}`: no source says it. `{NONE}`: somebody looked, and there is none.")
    lines += _comment(f"Once all is answered, `registry fix` takes away what stands behind `{HINT}`.")
    lines += _comment(f"Your editor explains each key, and so does the page `records/{kind}` of the site.")
    lines.append("")
    for key in first:
        lines += _entry(model, key, said[key])
    rest = [key for key in said if key not in first]
    others = [f"`{key}`" for key, field in fields.keys(model).items() if key not in said and not field.is_required()]
    lines += ["", *_comment(BELOW)] if rest else [""]
    for key in rest:
        lines += _entry(model, key, said[key])
    lines += _comment(f"It may have {', '.join(others)} too.") if others else []
    return "\n".join([*lines, ""])


def plain(kind: str, known: Mapping[str, Any]) -> str:
    """A record of which all that is needed is known, without a hint."""
    return in_block(least(kind, known), 0)


def _entry(part: type[Part], key: str, value: Any, indent: str = "", *, hints: bool = True) -> list[str]:
    """One key with its value, and what helps to answer."""
    field, written = fields.keys(part)[key], _written(key, value)
    inner = fields.part_of(field)
    if inner is None or len(written) == 1:
        return _hinted(f"{indent}{written[0]}", _hint(field, value) if hints else "", indent)
    lines = [f"{indent}{key}:"]
    if isinstance(value, list):
        entry = _entries(inner, value[0], f"{indent}    ", hints=hints)
        first = next(at for at, line in enumerate(entry) if not line.lstrip().startswith("#"))
        entry[first] = f"{indent}  - {entry[first].lstrip()}"
        return [*lines, *entry]
    if inner is not Flow and required_answers.A_NAME not in value:
        return [*lines, *_entries(inner, value, f"{indent}  ", hints=hints)]
    for number, (name, one) in enumerate(value.items()):  # what helps with one helps with all
        lines += _hinted(f"{indent}  {name}:", "" if number else _A_NAME, f"{indent}  ")
        lines += _entries(inner, one, f"{indent}    ", hints=hints and number == 0)
    return lines


def _entries(part: type[Part], value: Mapping[str, Any], indent: str, *, hints: bool) -> list[str]:
    lines = []
    for key, one in value.items():
        lines += _entry(part, key, one, indent, hints=hints)
        if part is Flow and key == "from" and "about" not in value and hints:
            lines += _hinted(f"{indent}{HINT} about: [{FILL_IN}]", _ABOUT, indent)
    return lines


def _written(key: str, value: Any) -> list[str]:
    """A key with its value as YAML: what has parts, on lines of its own."""
    if isinstance(value, dict):
        return [f"{key}:", *(f"  {line}" for name, one in value.items() for line in _written(name, one))]
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return [f"{key}:", *(f"  - {inline(one)}" for one in value)]
    return [f"{key}: {inline(value)}".replace(f'"{FILL_IN}"', FILL_IN)]


def _hinted(line: str, hint: str, indent: str) -> list[str]:
    if not hint:
        return [line]
    if len(line) + len(hint) + len(HINT) + 3 <= WIDTH:
        return [f"{line}  {HINT} {hint}"]
    return [*(f"{indent}{one}" for one in _comment(hint, WIDTH - len(indent))), line]


def _comment(words: str, width: int = WIDTH) -> list[str]:
    return textwrap.wrap(words, width, initial_indent=f"{HINT} ", subsequent_indent=f"{HINT} ", break_on_hyphens=False)


def _hint(field: FieldInfo, value: Any) -> str:
    """What a field is about, and what can be written there, in a line if possible."""
    said = about(field)
    words = [word for word in fields.plain_words(field) if word != value and f"`{word}`" not in said]
    answers = [answer for answer in _answers(field) if answer != value]
    if answers:
        said += f": {_either([*answers, *words])}"
    elif words:
        said += f" (or {_either(words)})"
    how = next((sentence for sentence in _sentences(field.description) if sentence.startswith("Write ")), "")
    return f"{said}. {how.rstrip('.')}" if how else said


def about(field: FieldInfo) -> str:
    """What a field is about, in a few words."""
    return (field.title or _first_sentence(field.description)).rstrip(".")


def _answers(field: FieldInfo) -> Iterator[str]:
    """What can be written in a field, where that is a closed list."""
    if fields.part_of(field) is None:
        yield from (word.value for word in fields.words_of(field))
        ref = fields.ref_of(field)
        if ref and "a file in" not in str(field.description):
            common = sorted(id_ for kind in ref.kinds for id_ in common_vocabulary.ids(kind))
            yield from common if len(common) <= _MOST_NAMED else ["words of the vocabulary"]
            a_file = "files" if isinstance(required_answers.shape(field), list) else "a file"
            yield f"{a_file} in {_either(f'`{KINDS[kind].folder}/`' for kind in ref.kinds)}"


def _either(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def _first_sentence(words: str | None) -> str:
    return _sentences(words)[0]


def _sentences(words: str | None) -> list[str]:
    return re.split(r"(?<=[.!?])\s", " ".join(str(words or "").split()))
