"""Code and settings → the messages in them, as Babel asks for them. `make words` runs this; the site does not."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from babel.messages.extract import extract_python

Message = tuple[int, str, Any, Any]
"""The line, the name of the function, what it is given, and comments."""


def from_code(
    file: BinaryIO, keywords: Mapping[str, Any], comment_tags: Sequence[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """The messages of calls such as `language.say("…")`, the labels of words, and the titles of fields."""
    yield from extract_python(file, keywords, comment_tags, dict(options))  # type: ignore[arg-type, misc]  # Babel's name for them is private
    file.seek(0)
    for node in ast.walk(ast.parse(file.read())):
        match node:
            case ast.ClassDef(bases=[ast.Name(id="Word")]):
                yield from _labels(node)
            case ast.Call(func=ast.Name(id="Field")):
                yield from _titles(node)


def _labels(of: ast.ClassDef) -> Iterator[Message]:
    for line in of.body:
        match line:
            case ast.Assign(value=ast.Tuple(elts=[ast.Constant(), ast.Constant(value=str(label))])):
                yield line.lineno, "gettext", label, []


def _titles(of: ast.Call) -> Iterator[Message]:
    for keyword in of.keywords:
        match keyword:
            case ast.keyword(arg="title", value=ast.Constant(value=str(title))):
                yield keyword.lineno, "gettext", title, []
