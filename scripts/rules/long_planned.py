"""Rule `long-planned`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from schemas.record import State, Status
from schemas.time import Duration, RoughDate
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

_LONG = Duration("P1Y")


def check(inspection: Inspection) -> Iterator[Fault]:
    """Something has been planned for more than a year.

    Why it matters
        Most plans have begun by then, or were given up. Pages go on saying that nobody gets anything yet.

    How to fix it
        Look again. If it has begun, write `in-use`, and since when; if it was given up, `ended`. If it really is still
        a plan, write a waiver that says who said so.

    Wrong
        # vendors/clearbridge.yml, when the day is 2030-03-01
        status: {is: planned, since: 2020}

    Right
        # vendors/clearbridge.yml
        status: {is: in-use, since: 2020}
    """
    for key, loc, status in inspection.registry.statuses:
        if is_long_planned(status, inspection.today):
            remedy = "write `in-use` or `ended` if it is so by now, or a waiver with the reason"
            yield Fault(key, (*loc, "since"), f"this has been planned since {status.since}; {remedy}")


def is_long_planned(status: Status, today: date) -> bool:
    """Whether something has been planned for so long that it may be no plan any more."""
    is_dated_plan = status.is_ == State.PLANNED and isinstance(status.since, RoughDate)
    return is_dated_plan and _LONG.after(RoughDate(status.since).last_day) < today


RULE = Rule(check, Severity.WARNING)
