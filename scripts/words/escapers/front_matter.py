"""Text → a value in the front matter of a page, in which nothing is left that Markdown would read as markup."""

from __future__ import annotations

import re

_OTHERS = re.compile(r"[^A-Za-z0-9 .,:/-]")


def quoted(text: str) -> str:
    """The text in double quotes, as YAML has it: each other character is spelt by its number."""
    return f'"{_OTHERS.sub(_spelt, text)}"'


def _spelt(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\U{number:08x}" if match[0] > "\uffff" else f"\\u{number:04x}"
