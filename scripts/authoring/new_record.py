"""A kind of record → the text of a new one, with a blank wherever its author has to answer."""

from __future__ import annotations

import textwrap
from typing import Any

from pydantic.fields import FieldInfo

from schemas import KINDS, fields
from schemas.part import Loc, Part
from schemas.words import ANY, FILL_IN, NONE, NOT_STATED, RESERVED_WORDS
from scripts.authoring import required_answers
from scripts.authoring.text_edits import Lines, apply
from scripts.reading.yaml_text import Document, values

WIDTH = 100
_MEANINGS = {NOT_STATED: "no source says it", NONE: "somebody looked, and there is none", ANY: "every one of them"}
# What two records of one kind do not share.
_OWN_KEYS = {"name", "short_name", "legal_name", "also_known_as", "summary", "action", "host", "number", "says"}
_OWN_PARTS = {"evidence", "done", "reviewed"}


# --- a record from its model ---------------------------------------------------------------------


def text(kind: str, id_: str) -> str:
    """A record in which each needed key waits for an answer; all other keys are comments. Each is explained."""
    model = KINDS[kind]
    needed = required_answers.required(model)
    lines = _comment(f"{id_} is a record of the kind `{kind}`. {' '.join(str(model.__doc__).split())}")
    lines += _comment(f"Each {FILL_IN} waits for an answer. `registry check` names those that are left.")
    for key, field in needed.items():
        lines += ["", *_entry(key, field)]
    lines += ["", *_comment("All that follows may be left out. To use it, delete the `# ` in front of its lines.")]
    for key, field in fields.keys(model).items():
        if key not in needed:
            lines += ["", *(f"# {line}" for line in _entry(key, field))]
    return "\n".join([*lines, ""])


def _entry(key: str, field: FieldInfo) -> list[str]:
    """One key with its explanation above it."""
    explanation = [*_comment(" ".join(str(field.description).split())), *_answers(field)]
    return [*explanation, *_written(key, required_answers.value(field), fields.part_of(field))]


def _written(key: str, value: Any, part: type[Part] | None) -> list[str]:
    if part is not None and isinstance(value, dict):
        name = [f"  {required_answers.A_NAME}:"] if required_answers.A_NAME in value else []
        return [f"{key}:", *name, *_inside(part, "  " * (len(name) + 1))]
    if part is not None and isinstance(value, list):
        lines = _inside(part, "    ")
        first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
        lines[: first + 1] = [*(line[2:] for line in lines[:first]), f"  - {lines[first].lstrip()}"]
        return [f"{key}:", *lines]
    return [f"{key}: [{FILL_IN}]" if isinstance(value, list) else f"{key}: {FILL_IN}"]


def _inside(part: type[Part], indent: str) -> list[str]:
    return [indent + line for key, field in required_answers.required(part).items() for line in _entry(key, field)]


# --- what stands above a key ---------------------------------------------------------------------


def _comment(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def _answers(field: FieldInfo) -> list[str]:
    """What can be written in a field, one answer a line, where that is a closed list."""
    shape, words = required_answers.shape(field), fields.plain_words(field)
    found = [(word.value, word.said_of()) for word in fields.words_of(field)]
    if ref := fields.ref_of(field):
        folders = " or ".join(f"`{KINDS[kind].folder}/`" for kind in ref.kinds)
        found.append(
            ("[…]", f"ids of files in {folders}")
            if isinstance(shape, list)
            else ("…", f"the id of a file in {folders}")
        )
    found += [(word, _MEANINGS.get(word, "")) for word in words]
    width = max((len(answer) for answer, _ in found), default=0)
    lines = [f"#   {answer:{width}}  {meaning}".rstrip() for answer, meaning in found]
    if words and fields.part_of(field):
        lines.append(f"#   {_on_one_line(shape)}")
    return lines


def _on_one_line(value: Any) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_on_one_line(part)}" for key, part in value.items()) + "}"
        case list():
            return f"[{', '.join(map(_on_one_line, value))}]"
        case _:
            return "…"


# --- a record like another -----------------------------------------------------------------------


def like(document: Document) -> str:
    """The text of another record, with a blank for what is its own: names, addresses, evidence and review."""
    lines = Lines(document.text)
    return apply(
        document.text,
        (
            lines.over(document.places[loc].start, document.places[loc].end, FILL_IN)
            for loc, value in values(document)
            if not isinstance(value, (dict, list)) and value not in RESERVED_WORDS and _is_own(loc, str(value))
        ),
    )


def _is_own(loc: Loc, text: str) -> bool:
    key = next((step for step in reversed(loc) if isinstance(step, str)), "")
    return key in _OWN_KEYS or not _OWN_PARTS.isdisjoint(loc) or text.startswith(("https://", "http://"))
