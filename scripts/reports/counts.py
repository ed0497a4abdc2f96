"""Findings → one line that counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scripts.reading.findings import Finding, Severity
from scripts.registry.registry import Registry


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
