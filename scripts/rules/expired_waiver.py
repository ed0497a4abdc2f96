"""Rule `expired-waiver`."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A waiver has passed its last day.

    Why it matters
        Leave that nobody renews is leave that nobody remembers.

    How to fix it
        Mend what the waiver was for and delete it, or set a new day with a reason that still holds.

    Wrong
        # sources/records-law.yml, when the day is 2030-03-01
        waivers:
          - {rule: insecure-link, reason: The site has no encrypted pages., by: town clerk, until: 2030-02-28}

    Right
        # sources/records-law.yml
        waivers:
          - {rule: insecure-link, reason: The site still has none; looked again., by: town clerk, until: 2030-12-31}
    """
    for key, record in inspection.registry.records.items():
        for index, waiver in enumerate(record.waivers):
            if waiver.until < inspection.today:
                message = f"this waiver ended on {waiver.until}; mend what it was for, or renew it with a reason"
                yield Fault(key, ("waivers", index, "until"), message)


RULE = Rule(check, Severity.ERROR)
