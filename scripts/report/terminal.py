"""Findings → text for people: each mistake with its line, and a caret under what it is about."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import click

from scripts.findings import Finding, Severity
from scripts.load import Document
from scripts.report.printable import printable


def text(findings: Sequence[Finding], documents: Iterable[Document]) -> str:
    """Each finding with its line, and at the end how to learn more. Colours are for terminals."""
    by_path = {document.path: document for document in documents}
    snippets = "".join(_snippet(finding, by_path.get(finding.position.path)) for finding in findings)
    rules = sorted({finding.rule for finding in findings})
    if not rules:
        return ""
    more = "".join(f"  registry check --explain {rule}\n" for rule in rules)
    return f"{snippets}\nWhat this means, why it matters, and an example:\n{more}\n"


def _snippet(finding: Finding, document: Document | None) -> str:
    at = finding.position
    colour = "red" if finding.severity == Severity.ERROR else "yellow"
    head = (
        f"{click.style(f'{printable(at.path)}:{at.line}:{at.column}:', bold=True)} "
        f"{click.style(f'{finding.severity}[{finding.rule}]', fg=colour, bold=True)} {printable(finding.message)}\n"
    )
    lines = document.text.split("\n") if document else []
    if not 0 < at.line <= len(lines) or not lines[at.line - 1].strip():
        return head
    line = lines[at.line - 1].rstrip("\r")
    margin, width = f"{at.line:>5} | ", max(at.width, 1)
    indent = _columns(line[: at.column - 1])
    caret = "^" * max(1, _columns(line[at.column - 1 : at.column - 1 + width]))
    return (
        f"{head}{margin}{printable(line)}\n{' ' * (len(margin) - 2)}| {' ' * indent}{click.style(caret, fg=colour)}\n"
    )


def _columns(piece: str) -> int:
    """How many columns of a terminal a piece of text takes: a wide letter takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in piece)
