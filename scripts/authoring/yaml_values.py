"""Values as they are written in records."""

from __future__ import annotations

import json
import textwrap
from typing import Any

from scripts.reading import yaml_text

WIDTH = 110
"""How long a line may become before its value goes onto lines of its own."""


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
    document, faults = yaml_text.parse("", written.encode())
    return not faults and document.data == {"x": {"y": [text]}} and not text.startswith(("- ", "? "))


def in_block(value: dict[str, Any] | list[Any], indent: int) -> str:
    """A value on lines of its own."""
    if isinstance(value, dict):
        return "".join(on_line(key, part, indent) for key, part in value.items())
    if all(isinstance(part, str) for part in value):
        return "".join(f"{' ' * indent}- {inline(part)}\n" for part in value)
    return "".join(as_entry(part, indent) for part in value)


def has_entries(value: Any) -> bool:
    """Whether a value is a list of more than texts, which stands on lines of its own."""
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def on_line(key: str, value: Any, indent: int) -> str:
    """A key with its value, on one line if it has room."""
    start = f"{' ' * indent}{key}: "
    written = inline(value)
    if len(start) + len(written) <= WIDTH:
        return f"{start}{written}\n"
    if isinstance(value, (dict, list)):
        return f"{' ' * indent}{key}:\n{in_block(value, indent + 2)}"
    inner = " " * (indent + 2)
    folded = textwrap.wrap(
        value, WIDTH, initial_indent=inner, subsequent_indent=inner, break_long_words=False, break_on_hyphens=False
    )
    return f"{start}>-\n" + "".join(f"{one}\n" for one in folded)


def as_entry(value: dict[str, Any], indent: int) -> str:
    """An entry of a list: on one line, or with each key on its own."""
    written = inline(value)
    if indent + len(written) + 2 <= WIDTH:
        return f"{' ' * indent}- {written}\n"
    lines = in_block(value, indent + 2)
    return f"{' ' * indent}- {lines[indent + 2 :]}"
