"""Findings → what a person, a program or a code host reads: one form a file."""

from scripts.report.annotations import github, job_summary
from scripts.report.counts import summary
from scripts.report.difference import difference
from scripts.report.programs import JSON_VERSION, as_json
from scripts.report.sarif import SARIF_SCHEMA, as_sarif
from scripts.report.terminal import snippets, text

__all__ = [
    "JSON_VERSION",
    "SARIF_SCHEMA",
    "as_json",
    "as_sarif",
    "difference",
    "github",
    "job_summary",
    "snippets",
    "summary",
    "text",
]
