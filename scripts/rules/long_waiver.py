"""Rule `long-waiver`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.time import Duration
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

_LONGEST = Duration("P1Y")


def check(inspection: Inspection) -> Iterator[Fault]:
    """A waiver holds for more than a year from now.

    Why it matters
        A reason that was good once is looked at again only when the waiver ends.

    How to fix it
        Write a last day within a year. Whoever looks at it then can renew it.

    Wrong
        # sources/records-law.yml, when the day is 2030-03-01
        waivers:
          - {rule: insecure-link, reason: The site has no encrypted pages., by: town clerk, until: 2099-12-31}

    Right
        # sources/records-law.yml
        waivers:
          - {rule: insecure-link, reason: The site has no encrypted pages., by: town clerk, until: 2030-12-31}
    """
    latest = _LONGEST.after(inspection.today)
    for key, record in inspection.registry.records.items():
        for index, waiver in enumerate(record.waivers):
            if waiver.until > latest:
                message = f"a waiver holds for a year at most; write {latest} or an earlier day, and renew it then"
                yield Fault(key, ("waivers", index, "until"), message)


RULE = Rule(check, Severity.ERROR)
