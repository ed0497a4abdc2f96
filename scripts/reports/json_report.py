"""Findings → JSON for programs. Its form is described in `docs/pages/formats.md`."""

from __future__ import annotations

import json
from collections.abc import Sequence

from scripts.reading.findings import Finding
from scripts.registry.registry import Registry
from scripts.words.escapers.terminal_text import as_data

JSON_VERSION = 1
"""The version of the JSON form. It changes when a key changes its meaning or goes."""


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
    return as_data(json.dumps(report, indent=2)) + "\n"
