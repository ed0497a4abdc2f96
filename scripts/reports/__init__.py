"""Findings for people and programs: one form a file.

In: findings, and the documents that they are in. Out: text for a terminal, JSON, annotations, SARIF.
It must not know: which verb found them.
"""

from scripts.reports.annotations import github, job_summary
from scripts.reports.counts import mistakes, summary
from scripts.reports.difference import difference
from scripts.reports.json_report import JSON_VERSION, as_json
from scripts.reports.sarif import SARIF_SCHEMA, as_sarif
from scripts.reports.terminal import snippets, text

__all__ = [
    "JSON_VERSION",
    "SARIF_SCHEMA",
    "as_json",
    "as_sarif",
    "difference",
    "github",
    "job_summary",
    "mistakes",
    "snippets",
    "summary",
    "text",
]
