"""Values and evidence put into the text of a record: comments and layout around them stay as they were."""

from __future__ import annotations

import json
import textwrap
from typing import Any

from schemas import fields
from schemas.base import Loc, Part
from scripts import load
from scripts.edits import Edit, Lines, apply
from scripts.load import Document

WIDTH = 110
"""How long a line may become before its value goes onto lines of its own."""


def replaced(text: str, loc: Loc, value: Any) -> str:
    """The text with another value at a place where one plain value stands."""
    document = _parsed(text)
    lines, place = Lines(text), document.places[loc]
    column = place.start[1]
    in_block = not any(_is_in_brackets(document, lines, loc[:depth]) for depth in range(len(loc)))
    written = inline(value)
    if in_block and place.key and column + len(written) > WIDTH and isinstance(value, (dict, list)):
        start, end = lines.offset(place.start), lines.offset(place.end)
        before = len(text[:start].rstrip(" "))
        rest = text[end:].partition("\n")[0]  # a comment stays beside its key
        block = f"{rest.rstrip()}\n{_block(value, place.key[1] + 2)}".rstrip("\n")
        return apply(text, [Edit(before, end + len(rest), block)])
    return apply(text, [lines.over(place.start, place.end, written)])


def with_evidence(text: str, model: type[Part], loc: Loc, piece: dict[str, Any]) -> str:
    """The text with one more piece of evidence in the part at a place."""
    document = _parsed(text)
    lines, at = Lines(text), (*loc, "evidence")
    if at in document.places:
        return _appended(document, lines, at, piece)
    part = fields.part_at(model, loc)
    order = list(fields.keys(part)) if part else []
    if any(_is_in_brackets(document, lines, loc[:depth]) for depth in range(len(loc) + 1)):
        end = lines.offset(document.places[loc].end) - 1
        behind = len(text[:end].rstrip())
        return apply(text, [Edit(behind, behind, f", evidence: [{inline(piece)}]")])
    here: Any = document.data
    for step in loc:
        here = here[step]
    before = [key for key in order[: order.index("evidence")] if key in here]
    column = min(key[1] for name in here if (key := document.places[(*loc, name)].key))
    new = " " * column + "evidence:\n" + _entry(piece, column + 2)
    first = document.places[(*loc, next(iter(here)))].key or (0, 0)
    start = _line_after(document, lines, (*loc, before[-1])) if before else lines.offset((first[0], 0))
    return apply(text, [Edit(start, start, _on_a_line(text, start, new))])


def _appended(document: Document, lines: Lines, loc: Loc, piece: dict[str, Any]) -> str:
    """The text with one more entry in a list."""
    text, place = lines.text, document.places[loc]
    if text[lines.offset(place.start)] == "[":
        end = lines.offset(place.end) - 1
        behind = len(text[:end].rstrip().rstrip(","))
        return apply(text, [Edit(behind, behind, f", {inline(piece)}")])
    start = _line_after(document, lines, loc)
    return apply(text, [Edit(start, start, _on_a_line(text, start, _entry(piece, place.start[1])))])


def _on_a_line(text: str, start: int, new: str) -> str:
    return new if start == 0 or text[start - 1] == "\n" else f"\n{new}"


def _line_after(document: Document, lines: Lines, loc: Loc) -> int:
    """Where the line after a value begins. A block ends for the loader only where the next begins."""
    end = 0
    for other, place in document.places.items():
        if other[: len(loc)] == loc:
            start = lines.offset(place.start)
            is_block = _holds_others(document, other) and lines.text[start] not in "[{"
            end = max(end, start if is_block else len(lines.text[: lines.offset(place.end)].rstrip()))
    line_end = lines.text.find("\n", end)
    return len(lines.text) if line_end < 0 else line_end + 1


def _holds_others(document: Document, loc: Loc) -> bool:
    here: Any = document.data
    for step in loc:
        here = here[step]
    return isinstance(here, (dict, list))


def _is_in_brackets(document: Document, lines: Lines, loc: Loc) -> bool:
    return lines.text[lines.offset(document.places[loc].start)] in "[{" if loc else lines.text.lstrip()[:1] == "{"


def _parsed(text: str) -> Document:
    return load.parse("", text.encode())[0]


# --- values as YAML ------------------------------------------------------------------------------


def inline(value: Any) -> str:
    """A value on one line, as it can stand anywhere."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {inline(part)}" for key, part in value.items()) + "}"
        case list():
            return f"[{', '.join(map(inline, value))}]"
        case str():
            return value if _is_plain(value) else json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def _is_plain(text: str) -> bool:
    """Whether the loader reads a text as it stands, without quotes, wherever it stands."""
    written = f"x: {{y: [{text}]}}\n"
    document, faults = load.parse("", written.encode())
    return not faults and document.data == {"x": {"y": [text]}} and not text.startswith(("- ", "? "))


def _block(value: dict[str, Any] | list[Any], indent: int) -> str:
    """A value on lines of its own."""
    if isinstance(value, dict):
        return "".join(_line(key, part, indent) for key, part in value.items())
    if all(isinstance(part, str) for part in value):
        return "".join(f"{' ' * indent}- {inline(part)}\n" for part in value)
    return "".join(_entry(part, indent) for part in value)


def _line(key: str, value: Any, indent: int) -> str:
    start = f"{' ' * indent}{key}: "
    written = inline(value)
    if len(start) + len(written) <= WIDTH:
        return f"{start}{written}\n"
    if isinstance(value, (dict, list)):
        return f"{' ' * indent}{key}:\n{_block(value, indent + 2)}"
    inner = " " * (indent + 2)
    folded = textwrap.wrap(
        value, WIDTH, initial_indent=inner, subsequent_indent=inner, break_long_words=False, break_on_hyphens=False
    )
    return f"{start}>-\n" + "".join(f"{line}\n" for line in folded)


def _entry(entry: dict[str, Any], indent: int) -> str:
    """An entry of a list: on one line, or with each key on its own."""
    written = inline(entry)
    if indent + len(written) + 2 <= WIDTH:
        return f"{' ' * indent}- {written}\n"
    lines = _block(entry, indent + 2)
    return f"{' ' * indent}- {lines[indent + 2 :]}"
