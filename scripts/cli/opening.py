"""How verbs open a registry, and what they say while they work."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from scripts import rules
from scripts.reading.findings import Finding, Severity
from scripts.registry import registry as registries
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.words.counting import number


def checked(root: Path, today: datetime | None) -> tuple[Registry, Graph, list[Finding]]:
    """Read the records, and check them. Mistakes do not stop it: they are returned."""
    registry, findings = registries.read(root)
    graph = Graph(registry)
    day = today.date() if today else date.today()  # noqa: DTZ011 - the day where the person sits
    findings += rules.run(registry, graph, day, sound=not findings)
    return registry, graph, sorted(findings)


def exit_code(findings: list[Finding]) -> int:
    """Whether a check found an error."""
    return int(any(finding.severity == Severity.ERROR for finding in findings))


def tell_progress(message: str) -> None:
    """Tell whoever waits at a terminal what goes on."""
    if sys.stderr.isatty():
        click.echo(message, err=True)


def without_mistakes(root: Path) -> Registry:
    """Read the records.

    Raises:
        ClickException: some of them cannot be read.
    """
    registry, findings = registries.read(root)
    if findings:
        raise click.ClickException(f"{number(len(findings), 'mistake')} in the records; run `registry check` first")
    return registry
