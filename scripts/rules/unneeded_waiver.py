"""Rule `unneeded-waiver`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from scripts.reading.findings import Severity
from scripts.reading.near_words import did_you_mean
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """A waiver holds nothing back: its rule finds no fault in this record, cannot be waived, or does not exist.

    Why it matters
        A forgotten waiver would hide the next mistake of the same kind.

    How to fix it
        Delete the waiver.

    Wrong
        # services/browse.yml
        page: https://www.example.gov/
        waivers:
          - {rule: insecure-link, reason: It had an old address., by: town clerk, until: 2030-12-31}

    Right
        # services/browse.yml
        page: https://www.example.gov/
    """
    for key, record in inspection.registry.records.items():
        for index, waiver in enumerate(record.waivers):
            if (key, index) not in inspection.used_waivers and waiver.until >= inspection.today:
                yield Fault(key, ("waivers", index, "rule"), partial(_message, waiver.rule, inspection.rules))


def _message(rule: str, known: Mapping[str, bool]) -> str:
    if not known.get(rule, True):
        return f"`{rule}` cannot be waived, since all pages rest on it; mend what it finds, and delete the waiver"
    if rule in known:
        return f"`{rule}` finds nothing wrong in this record; delete the waiver"
    return f"there is no rule `{rule}`; {did_you_mean(rule, known, 'delete the waiver')}"


RULE = Rule(check, Severity.ERROR, scope=Scope.WHOLE)
