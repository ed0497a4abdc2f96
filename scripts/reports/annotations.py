"""Findings → annotations of a pull request on GitHub, and the summary of the job that found them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import indent

import click

from scripts.reading.findings import Finding, Severity
from scripts.reading.yaml_text import Document
from scripts.reports.terminal import text
from scripts.rules import mistakes
from scripts.words.escapers.terminal_text import printable

MOST_ANNOTATIONS = 10
"""GitHub shows ten errors and ten warnings of one step."""
MOST_BYTES = 1_000_000
"""GitHub drops a summary of more than a mebibyte."""


def github(findings: Sequence[Finding]) -> str:
    """Annotations for GitHub, as many as it shows; the last one counts the rest."""
    lines = []
    for severity in Severity:
        some = [finding for finding in findings if finding.severity == severity]
        some.sort(key=lambda finding: finding.rule != "more-mistakes")  # else it would never be among the first
        for number, finding in enumerate(some[:MOST_ANNOTATIONS], start=1):
            rest = len(some) - MOST_ANNOTATIONS
            more = f" (and {rest} more: see the summary of the job)" if number == MOST_ANNOTATIONS and rest > 0 else ""
            lines.append(_annotation(finding, more))
    return "".join(f"{line}\n" for line in lines)


def job_summary(summary: str, findings: Sequence[Finding], documents: Iterable[Document]) -> str:
    """Everything that was found, in Markdown: the count, the text in a block that can hold no markup, the pages."""
    rules = sorted({finding.rule for finding in findings})
    pages = "".join(_page(rule) for rule in rules)
    head = f"# Check of the records\n\n{summary}\n\n"
    block = indent(click.unstyle(text(findings, documents)), "    ")
    room = MOST_BYTES - len((head + pages).encode())
    if len(block.encode()) > room:
        kept = block.encode()[:room].decode(errors="ignore").rpartition("\n")[0]
        block = f"{kept}\n    … and more\n"
    return f"{head}{block}\n{pages}"


def _page(rule: str) -> str:
    mistake = mistakes.known()[rule]
    return f"<details><summary>{rule}: {mistake.title}</summary>\n\n{mistake.markdown}\n</details>\n\n"


def _annotation(finding: Finding, more: str) -> str:
    at = finding.position
    where = f"file={_property(at.path)},line={at.line},col={at.column},endColumn={at.column + at.width}"
    return f"::{finding.severity} {where},title={_property(finding.rule)}::{_message(finding.message + more)}"


def _message(words: str) -> str:
    return printable(words).replace("%", "%25")


def _property(words: str) -> str:
    return _message(words).replace(":", "%3A").replace(",", "%2C")
