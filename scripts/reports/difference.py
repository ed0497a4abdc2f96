"""Two texts of a file → what changed between them, as a terminal and a log can show it."""

from __future__ import annotations

import difflib

import click

from scripts.words.escapers.terminal_text import printable

_COLOURS = {"+": "green", "-": "red"}


def difference(path: str, before: str, after: str) -> str:
    """The lines that changed, with those around them. A file that is new has no text before."""
    lines = difflib.unified_diff(
        before.removesuffix("\n").split("\n") if before else [],
        after.removesuffix("\n").split("\n"),
        path if before else "/dev/null",
        path,
        lineterm="",
    )
    return "".join(f"{click.style(_shown(line), fg=_COLOURS.get(line[:1]))}\n" for line in lines)


def _shown(line: str) -> str:
    # GitHub takes a line of its log that starts with `::` for a command, whatever spaces stand before it.
    return printable(f"|{line}" if line.lstrip().startswith("::") else line)
