"""Findings → JSON for programs. Its form is described in `docs/pages/formats.md`."""

from __future__ import annotations

import json
from collections.abc import Sequence

from scripts.reading.findings import Finding
from scripts.registry.registry import Registry
from scripts.reports.counts import size
from scripts.rules import NOTHING_WAITS, Waiting
from scripts.words.escapers.terminal_text import as_data

JSON_VERSION = 2
"""The version of the JSON form. It changes when a key changes its meaning or goes."""


def as_json(registry: Registry, findings: Sequence[Finding], waiting: Waiting = NOTHING_WAITS) -> str:
    """For programs: counts, and each finding with its place."""
    count = size(registry)
    report = {
        "version": JSON_VERSION,
        "records": count.records,
        "unreadable": count.unreadable,
        "flows": count.flows,
        "not_stated": count.unknowns,
        "waiting": {"checks": waiting.rules, "records": waiting.records, "flows": waiting.flows},
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
    return as_data(json.dumps(report, indent=2)) + "\n"
