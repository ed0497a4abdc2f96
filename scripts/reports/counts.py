"""Findings → one line that counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scripts.reading.findings import Finding, Severity
from scripts.registry.registry import Registry
from scripts.words.counting import number


def summary(registry: Registry, findings: Sequence[Finding]) -> str:
    """Count what was read and what was found, in one line."""
    counts = Counter(finding.severity for finding in findings)
    read = (
        f"{number(len(registry.records), 'record')}, {number(len(registry.flows), 'flow')}, "
        f"{number(len(registry.unknowns), 'fact')} not stated"
    )
    return f"{read}: {number(counts[Severity.ERROR], 'error')}, {number(counts[Severity.WARNING], 'warning')}."
