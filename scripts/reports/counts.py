"""What was read and what was found, counted; and how much could not be looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from schemas import KINDS
from schemas.words import NOT_STATED
from scripts.reading import yaml_text
from scripts.reading.findings import Finding, Severity
from scripts.reading.misspelt_keys import as_meant
from scripts.registry.registry import Registry, is_asked_for
from scripts.rules import NOTHING_WAITS, Waiting
from scripts.words.counting import number


class Size(NamedTuple):
    """How much there is in a folder of records, those with mistakes among them."""

    records: int
    unreadable: int
    """How many of the records cannot be read at all, so that what they hold is not counted."""
    flows: int
    unknowns: int
    """Facts that are written `not-stated`."""


def size(registry: Registry) -> Size:
    """Count what stands in the files of the registry: a mistake in a record makes none of its flows go away."""
    broken = {key: document for key, document in registry.documents.items() if key not in registry.records}
    flows, unknowns = len(registry.flows), len(registry.unknowns)
    for (kind, _), document in broken.items():
        written = as_meant(KINDS[kind], document.data).data.get("flows")
        flows += len(written) if isinstance(written, dict) else 0
        unknowns += sum(
            value == NOT_STATED and is_asked_for(loc, document.data) for loc, value in yaml_text.values(document)
        )
    return Size(len(registry.own_documents), sum(not document.data for document in broken.values()), flows, unknowns)


def summary(registry: Registry, findings: Sequence[Finding], waiting: Waiting = NOTHING_WAITS) -> str:
    """Count what was read and what was found, and say what could not be looked at yet."""
    count = size(registry)
    unreadable = f" ({count.unreadable:,} of them cannot be read)" if count.unreadable else ""
    read = (
        f"{number(count.records, 'record')}{unreadable}, {number(count.flows, 'flow')}, "
        f"{number(count.unknowns, 'fact')} not stated"
    )
    return f"{read}: {mistakes(findings)}.{_later(waiting)}"


def mistakes(findings: Sequence[Finding]) -> str:
    """Count errors and warnings."""
    counts = Counter(finding.severity for finding in findings)
    return f"{number(counts[Severity.ERROR], 'error')}, {number(counts[Severity.WARNING], 'warning')}"


def _later(waiting: Waiting) -> str:
    """What comes when these mistakes are mended: nobody should think that those were all."""
    if not waiting.rules:
        return ""
    left_out = [number(waiting.records, "more record")] if waiting.records else []
    left_out += [number(waiting.flows, "more flow")] if waiting.flows else []
    others = f", and the others look at {' and '.join(left_out)}" if left_out else ""
    runs = "runs" if waiting.rules == 1 else "run"
    return f"\n{number(waiting.rules, 'more check')} {runs} once these are mended{others}."
