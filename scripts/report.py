"""Findings → what a person, a program or GitHub reads."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

import click

from scripts.findings import Finding, Severity
from scripts.load import Document
from scripts.registry import Registry

JSON_VERSION = 1
"""The version of the JSON form. It changes when a key changes its meaning or goes."""
MOST_ANNOTATIONS = 10
"""GitHub shows ten errors and ten warnings of one step."""


def summary(registry: Registry, findings: Sequence[Finding]) -> str:
    """Count what was read and what was found, in one line."""
    counts = Counter(finding.severity for finding in findings)
    read = (
        f"{_number(len(registry.records), 'record')}, {_number(len(registry.flows), 'flow')}, "
        f"{_number(len(registry.unknowns), 'fact')} not stated"
    )
    return f"{read}: {_number(counts[Severity.ERROR], 'error')}, {_number(counts[Severity.WARNING], 'warning')}."


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def text(findings: Sequence[Finding], documents: Iterable[Document]) -> str:
    """Each finding with its line and a caret under the words it is about. Colours are for terminals."""
    by_path = {document.path: document for document in documents}
    return "".join(_snippet(finding, by_path.get(finding.position.path)) for finding in findings)


def _snippet(finding: Finding, document: Document | None) -> str:
    at = finding.position
    colour = "red" if finding.severity == Severity.ERROR else "yellow"
    head = (
        f"{click.style(f'{at.path}:{at.line}:{at.column}:', bold=True)} "
        f"{click.style(f'{finding.severity}[{finding.rule}]', fg=colour, bold=True)} {_printable(finding.message)}\n"
    )
    lines = document.text.split("\n") if document else []
    if not 0 < at.line <= len(lines) or not lines[at.line - 1].strip():
        return head
    line = lines[at.line - 1].rstrip("\r")
    margin, width = f"{at.line:>5} | ", max(at.width, 1)
    indent = _columns(line[: at.column - 1])
    caret = "^" * max(1, _columns(line[at.column - 1 : at.column - 1 + width]))
    return (
        f"{head}{margin}{_printable(line)}\n{' ' * (len(margin) - 2)}| {' ' * indent}{click.style(caret, fg=colour)}\n"
    )


def _columns(piece: str) -> int:
    """How many columns of a terminal a piece of text takes: a wide letter takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in piece)


def _printable(line: str) -> str:
    """A line that cannot steer a terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)


def as_json(registry: Registry, findings: Sequence[Finding]) -> str:
    """For programs: counts, and each finding with its place."""
    report = {
        "version": JSON_VERSION,
        "records": len(registry.records),
        "flows": len(registry.flows),
        "not_stated": len(registry.unknowns),
        "findings": [
            {
                "path": finding.position.path,
                "line": finding.position.line,
                "column": finding.position.column,
                "width": finding.position.width,
                "rule": finding.rule,
                "severity": finding.severity,
                "message": finding.message,
            }
            for finding in findings
        ],
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def github(findings: Sequence[Finding]) -> str:
    """Annotations for GitHub, as many as it shows; the last one counts the rest."""
    lines = []
    for severity in Severity:
        some = [finding for finding in findings if finding.severity == severity]
        for number, finding in enumerate(some[:MOST_ANNOTATIONS], start=1):
            rest = len(some) - MOST_ANNOTATIONS
            more = f" (and {rest} more: see the log)" if number == MOST_ANNOTATIONS and rest > 0 else ""
            lines.append(_annotation(finding, more))
    return "".join(f"{line}\n" for line in lines)


def _annotation(finding: Finding, more: str) -> str:
    at = finding.position
    where = f"file={_property(at.path)},line={at.line},col={at.column},endColumn={at.column + at.width}"
    return f"::{finding.severity} {where},title={_property(finding.rule)}::{_message(finding.message + more)}"


def _message(words: str) -> str:
    # GitHub takes `##[` for a command wherever it stands in a line of the log.
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace("##[", "##%5B")


def _property(words: str) -> str:
    return _message(words).replace(":", "%3A").replace(",", "%2C")
