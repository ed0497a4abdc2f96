"""How every verb opens a registry, and how it refuses one that it cannot work with."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

import click

from scripts import rules
from scripts.reading.findings import Finding, Severity, told
from scripts.reading.steps_of_work import Watch, unwatched
from scripts.registry import registry as registries
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry
from scripts.rules import Waiting
from scripts.words.escapers.terminal_text import printable


class Needs(Enum):
    """What a verb needs of the records, to do what it does without guessing."""

    A_FOLDER = auto()
    """Nothing: it works on records with mistakes too, or on some of them."""
    READABLE = auto()
    """That each file is a record."""
    SOUND = auto()
    """That, besides, each name in a record leads to another."""


class Refused(click.ClickException):
    """What somebody typed is right, and what it names is not."""

    exit_code = 2


def opened(root: Path, needs: Needs) -> Registry:
    """Read the records.

    Raises:
        Refused: they are not what the verb needs.
    """
    registry, findings = registries.read(root)
    if needs is Needs.A_FOLDER:
        return registry
    if needs is Needs.SOUND and not findings:
        findings = rules.foundation(registry)
    if findings:
        stand = "mistake in the records stands" if len(findings) == 1 else "mistakes in the records stand"
        raise Refused(
            f"{len(findings):,} {stand} in the way; mend what `registry check` shows. "
            f"The first is {printable(str(min(findings)))}"
        )
    return registry


class Checked(NamedTuple):
    """Records, and every mistake in them."""

    registry: Registry
    graph: Graph
    findings: list[Finding]
    waiting: Waiting
    """What could not be looked at yet."""


def checked(root: Path, today: datetime | None, watch: Watch = unwatched) -> Checked:
    """Read the records, and check them. Mistakes do not stop it: they are returned."""
    registry, findings = registries.read(root, watch)
    graph = Graph(registry)
    day = today.date() if today else date.today()  # noqa: DTZ011 - the day where the person sits
    inspected = rules.run(registry, graph, day)
    return Checked(registry, graph, sorted(told([*findings, *inspected.findings])), inspected.waiting)


def exit_code(findings: list[Finding]) -> int:
    """Whether there is an error among mistakes."""
    return int(any(finding.severity == Severity.ERROR for finding in findings))
