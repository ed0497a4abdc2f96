"""Rule `wrong-way-of-collecting`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.flow import Collected
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

_BY_PEOPLE = (Collected.GIVEN, Collected.AUTOMATIC)


def check(inspection: Inspection) -> Iterator[Fault]:
    """People are said to pass something on, or a company or office to give what only people can.

    Why it matters
        Pages say "You give it" or "Someone passes it on". One of the two would be told to the wrong people.

    How to fix it
        What people give is `given`, and what their device sends without asking is `automatic`. What a company, an
        office or a recipient sends is `passed-on`, or `derived` if it was worked out. Or correct `from`.

    Wrong
        # vendors/pawform.yml
        flows:
          pet-form:
            service: pet-license
            from: pet-owner
            data: [email-address]
            purposes: [license-pets]
            collected: passed-on
            choice: required
            retention: not-stated
            evidence:
              - {source: seen-by-us}

    Right
        # vendors/pawform.yml
        flows:
          pet-form:
            service: pet-license
            from: pet-owner
            data: [email-address]
            purposes: [license-pets]
            collected: given
            choice: required
            retention: not-stated
            evidence:
              - {source: seen-by-us}
    """
    registry = inspection.registry
    for receiver, party in registry.parties.items():
        for name, flow in party.flows.items():
            by_people, by_party = flow.sender in registry.people, flow.sender in registry.parties
            if by_people and not by_party and flow.collected == Collected.PASSED_ON:
                message = f"`{flow.sender}` is people, who pass nothing on; write `given` or `automatic`"
            elif by_party and not by_people and flow.collected in _BY_PEOPLE:
                message = f"`{flow.sender}` is no group of people; write `passed-on` or `derived`"
            else:
                continue
            message += ", or correct `from`"
            yield Fault((party.kind, receiver), ("flows", name, "collected"), message)


RULE = Rule(check, Severity.ERROR)
