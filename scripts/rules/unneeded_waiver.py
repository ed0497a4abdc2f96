"""Rule `unneeded-waiver`."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.findings import Severity, did_you_mean
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A waiver holds nothing back: its rule finds no fault in this record, or there is no such rule.

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
                message = f"`{waiver.rule}` finds nothing wrong in this record; delete the waiver"
                if waiver.rule not in inspection.rule_ids:
                    ending = did_you_mean(waiver.rule, inspection.rule_ids, "delete the waiver")
                    message = f"there is no rule `{waiver.rule}`; {ending}"
                yield key, ("waivers", index, "rule"), message


RULE = Rule(check, Severity.ERROR, rests_on_all=True)
