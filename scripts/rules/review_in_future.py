"""Rule `review-in-future`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from schemas import Organisation, Source
from schemas.part import Loc
from schemas.record import CheckedRecord, Review
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A record was checked, a source read or somebody asked on a day that has not come yet.

    Why it matters
        A date that cannot be true makes the other dates doubtful.

    How to fix it
        Write the day on which somebody really looked.

    Wrong
        # services/pet-license.yml, when the day is 2030-03-01
        reviewed: {date: 2031-03-01, by: town clerk}

    Right
        # services/pet-license.yml
        reviewed: {date: 2030-03-01, by: town clerk}
    """
    for key, record in inspection.registry.records.items():
        found: list[tuple[Loc, date]] = []
        if isinstance(record, CheckedRecord) and isinstance(record.reviewed, Review):
            found.append((("reviewed", "date"), record.reviewed.date))
        if isinstance(record, Source):
            found.append((("read", "date"), record.read.date))
        if isinstance(record, Organisation) and record.checked_by_lot:
            found.append((("checked_by_lot", "date"), record.checked_by_lot.date))
        for number, asking in enumerate(record.asked):
            found.append((("asked", number, "date"), asking.date))
            if asking.answered:
                found.append((("asked", number, "answered"), asking.answered))
        for loc, day in found:
            if day > inspection.today:
                yield Fault(key, loc, f"{day} has not come yet; write the day on which it was done")


RULE = Rule(check, Severity.ERROR)
