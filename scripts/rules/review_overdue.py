"""Rule `review-overdue`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import ORGANISATION
from schemas.record import CheckedRecord, Review
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """Nobody has checked a record for longer than the organisation allows.

    Why it matters
        Vendors and pages change. A record that nobody has looked at is a guess about the past.

    How to fix it
        Read the record against its sources, correct it, and set `reviewed` to that day.

    Wrong
        # services/pet-license.yml, when the day is 2030-03-01 and a check is due each year
        reviewed: {date: 2028-11-05, by: town clerk}

    Right
        # services/pet-license.yml
        reviewed: {date: 2030-03-01, by: town clerk}
    """
    registry = inspection.registry
    if ORGANISATION not in registry.records:
        return
    allowed = registry.organisation.review_every
    for key, record in registry.records.items():
        if isinstance(record, CheckedRecord) and isinstance(record.reviewed, Review):
            if record.reviewed.date > inspection.today:
                continue  # `review-in-future` says so, and the calendar of computers ends in the year 9999
            due = allowed.after(record.reviewed.date)
            if inspection.today > due:
                message = f"a check has been due since {due}; read this record against its sources and set the day"
                yield Fault(key, ("reviewed", "date"), message)


RULE = Rule(check, Severity.WARNING)
