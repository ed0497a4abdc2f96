"""Findings → text for people: each mistake with its line, and a caret under what it is about."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import click

from scripts.reading.findings import Finding, Severity
from scripts.reading.yaml_text import Document
from scripts.words.escapers.terminal_text import printable

MOST_SHOWN = 160
"""How many characters of a line are shown: a line can be as long as a file."""


def text(findings: Sequence[Finding], documents: Iterable[Document]) -> str:
    """Each finding with its line, and at the end how to learn more. Colours are for terminals."""
    if not findings:
        return ""
    more = "".join(f"  registry check --explain {rule}\n" for rule in sorted({finding.rule for finding in findings}))
    return f"{snippets(findings, documents)}\nWhat this means, why it matters, and an example:\n{more}\n"


def snippets(findings: Sequence[Finding], documents: Iterable[Document]) -> str:
    """Each finding with its line."""
    faulty = {finding.position.path for finding in findings}
    lines = {document.path: document.text.split("\n") for document in documents if document.path in faulty}
    return "".join(_snippet(finding, lines.get(finding.position.path, [])) for finding in findings)


def _snippet(finding: Finding, lines: list[str]) -> str:
    at = finding.position
    colour = "red" if finding.severity == Severity.ERROR else "yellow"
    head = (
        f"{click.style(f'{printable(at.path)}:{at.line}:{at.column}:', bold=True)} "
        f"{click.style(f'{finding.severity}[{finding.rule}]', fg=colour, bold=True)} {printable(finding.message)}\n"
    )
    if not 0 < at.line <= len(lines) or not lines[at.line - 1].strip():
        return head
    before, about, after = _shown(lines[at.line - 1].rstrip("\r"), at.column - 1, max(at.width, 1))
    margin, indent = f"{at.line:>5} | ", " " * _columns(before)
    caret = click.style("^" * max(1, _columns(about)), fg=colour)
    return f"{head}{margin}{printable(before + about + after)}\n{' ' * (len(margin) - 2)}| {indent}{caret}\n"


def _shown(line: str, start: int, width: int) -> tuple[str, str, str]:
    """What is shown of a line: the words that the finding is about, and what stands before and after them."""
    if len(line) <= MOST_SHOWN:
        return line[:start], line[start : start + width], line[start + width :]
    first = max(0, start - MOST_SHOWN // 2)
    end = min(start + width, first + MOST_SHOWN)
    before, after = line[first:start], line[end : first + MOST_SHOWN]
    return f"…{before}" if first else before, line[start:end], f"{after}…" if first + MOST_SHOWN < len(line) else after


def _columns(piece: str) -> int:
    """How many columns of a terminal a piece of text takes: a wide letter takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in piece)
