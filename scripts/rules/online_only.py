"""Rule `online-only`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.words import is_none
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """The only way to use a service is online.

    Why it matters
        Who does not want to give information to a company on the web, or cannot, is left with nothing.

    How to fix it
        Name the other ways under `other_ways`, or `not-stated` if nobody has looked. If there is really none, tell
        those who run the service, and write a waiver that says what they answered.

    Wrong
        # services/pet-license.yml
        other_ways: none

    Right
        # services/pet-license.yml
        other_ways:
          - {how: mail, details: not-stated}
    """
    for id_, service in inspection.registry.services.items():
        key = "service", id_
        if is_none(service.other_ways) and not inspection.may_be_over(key, service):
            message = "people can do this online only; name another way, or write a waiver with the reason"
            yield Fault(key, ("other_ways",), message)


RULE = Rule(check, Severity.WARNING)
