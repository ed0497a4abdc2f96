"""Spaces, tabs, line ends and indentation: what a reader does not see and a comparison shows."""

from __future__ import annotations

import io
import re

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from scripts.authoring.fix.meaning import meaning, same
from scripts.reading import yaml_text
from scripts.reading.yaml_text import Document, values


def line_ends(text: str) -> str:
    """How most lines of a text end: as on Windows, or with one character."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def with_plain_ends(text: str) -> str:
    """The text with one character at the end of each line."""
    return re.sub(r"\r\n?", "\n", text)


def tidy(text: str) -> str:
    """The text without tabs before its lines and spaces behind them, and with one line end at its end."""
    lines = text
    document, _ = yaml_text.parse("", lines.encode())
    if not document.data:
        lines = re.sub(r"^[ \t]+", lambda indent: indent[0].expandtabs(2), lines, flags=re.MULTILINE)
        document, _ = yaml_text.parse("", lines.encode())
    if not document.data:
        return text
    inside = _inside_texts(document)
    ends = (line if number in inside else line.rstrip(" \t") for number, line in enumerate(lines.split("\n")))
    return "\n".join(ends).rstrip("\n") + "\n"


def _inside_texts(document: Document) -> set[int]:
    """The lines on which a text goes on to the next: there, spaces can count."""
    places = [document.places[loc] for loc, value in values(document) if not isinstance(value, (dict, list))]
    return {line for place in places for line in range(place.start[0], place.end[0])}


def even(text: str) -> str:
    """The text with even indentation and spaces, if nothing else changes by it."""
    if meaning(text) is None:
        return text
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.width = 10_000  # no line is broken
    yaml.indent(mapping=2, sequence=4, offset=2)
    written = io.StringIO()
    try:
        yaml.dump(yaml.load(text), written)
    except YAMLError:  # it is stricter than the loader about tabs
        return text
    better = written.getvalue()
    return better if _only_spaces_differ(text, better) and same(text, better) else text


def _only_spaces_differ(text: str, other: str) -> bool:
    return text.count("\n") == other.count("\n") and re.sub(r"\s", "", text) == re.sub(r"\s", "", other)
