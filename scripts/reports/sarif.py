"""Findings → SARIF 2.1.0, the form in which code hosts and editors take the findings of any tool."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from scripts.reading.findings import Finding
from scripts.rules import mistakes
from scripts.rules.mistakes import Mistake
from scripts.words.escapers.terminal_text import as_data

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(findings: Sequence[Finding]) -> str:
    """One run of `registry check`, with the page of every kind of mistake."""
    pages = mistakes.known()
    places = {id_: index for index, id_ in enumerate(pages)}
    run = {
        "tool": {"driver": {"name": "registry check", "rules": [_rule(page) for page in pages.values()]}},
        "columnKind": "unicodeCodePoints",
        "results": [{**_result(finding), "ruleIndex": places[finding.rule]} for finding in findings],
    }
    return as_data(json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)) + "\n"


def _rule(page: Mistake) -> dict[str, Any]:
    return {
        "id": page.id,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.parts["Why it matters"].replace("\n", " ")},
        "help": {"text": page.text, "markdown": page.markdown},
        "defaultConfiguration": {"level": page.severity},
    }


def _result(finding: Finding) -> dict[str, Any]:
    at = finding.position
    region = {"startLine": at.line, "startColumn": at.column, "endColumn": at.column + at.width}
    place = {"artifactLocation": {"uri": quote(at.path)}, "region": region}
    return {
        "ruleId": finding.rule,
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }
