"""Rule `state-in-future`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.record import State
from schemas.time import RoughDate
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """Something has been in use, planned, paused or ended since a day that has not come yet.

    Why it matters
        Pages would say of tomorrow that it was so since then.

    How to fix it
        `since` is the day on which the state began. What starts later is `planned`: write since when it has been
        planned, or `not-stated`, and say under `note` when it will start. What will end later goes on until then.

    Wrong
        # vendors/pawform.yml, when the day is 2030-03-01
        status: {is: in-use, since: 2031}

    Right
        # vendors/pawform.yml
        status: {is: in-use, since: 2024}
    """
    for key, loc, status in inspection.registry.statuses:
        if isinstance(status.since, RoughDate) and status.since.first_day > inspection.today:
            other = "`planned` if it is yet to begin" if status.is_ == State.IN_USE else "`not-stated` and a `note`"
            message = f"{status.since} has not come yet; write when this state began, or {other}"
            yield Fault(key, (*loc, "since"), message)


RULE = Rule(check, Severity.ERROR)
