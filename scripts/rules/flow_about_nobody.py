"""Rule `flow-about-nobody`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.flow import Flow
from schemas.words import is_there
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A flow from one party to another does not say whose information it carries.

    Why it matters
        When people give something, it is theirs. When a company passes something on, a reader must still learn
        whom it concerns.

    How to fix it
        Add `about` with the groups of people, or `not-stated`, or `none` if it concerns nobody. Leave it out
        when people give what is their own. When they give what is about others, as parents do for a child, name these.

    Wrong
        # vendors/clearbridge.yml
        flows:
          card-payments:
            service: pay-property-tax
            from: tillhouse
            data: [card-details]
            purposes: [take-payment]
            collected: passed-on
            choice: none
            retention: P2Y
            authority: not-stated
            evidence:
              - {source: tillhouse-privacy, statements: [share-1]}

    Right
        # vendors/clearbridge.yml
        flows:
          card-payments:
            service: pay-property-tax
            from: tillhouse
            about: [payer]
            data: [card-details]
            purposes: [take-payment]
            collected: passed-on
            choice: none
            retention: P2Y
            authority: not-stated
            evidence:
              - {source: tillhouse-privacy, statements: [share-1]}
    """
    registry = inspection.registry
    for receiver, party in registry.parties.items():
        for name, flow in party.flows.items():
            key, loc = (party.kind, receiver), ("flows", name)
            if flow.sender in registry.people and flow.sender in registry.parties:
                continue  # `ambiguous-id` says so; whom the flow means is open until then
            if flow.sender in registry.parties and flow.about is None:
                about = "add `about: […]`, `about: not-stated` or `about: none`"
                yield Fault(key, loc, f"the sender `{flow.sender}` is a party; {about}")
            if flow.sender in registry.people and flow.about is not None and not _of_others(flow):
                remedy = "delete `about`, or name the other people whose information it is"
                yield Fault(key, (*loc, "about"), f"the sender `{flow.sender}` is people; {remedy}")


def _of_others(flow: Flow) -> bool:
    """Whether people give what is about others, as parents do for a child."""
    return is_there(flow.about) and any(str(people) != flow.sender for people in flow.about)


RULE = Rule(check, Severity.ERROR)
