"""Rule `purpose-creep`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.base import NOT_STATED
from schemas.flow import Basis, Collected, Flow
from scripts.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule

_LAW = {Basis.LAW, Basis.PUBLIC_RECORDS_LAW, Basis.LEGAL_DEMAND, Basis.RECORDS_SCHEDULE, Basis.ORDINANCE}
"""What allows another use whatever the information was first given for."""


def check(inspection: Inspection) -> Iterator[Fault]:
    """A receiver uses information for something that it was not first collected for.

    Why it matters
        People give a fact for a reason. Another use later, by someone else, is what surprises them most.

    How to fix it
        Correct `purposes` here or in the flow by which the sender gets it. If a law asks for this use, say so under
        `authority`. If the use is real and new, write a waiver that says who has looked at it.

    Wrong
        # vendors/clearbridge.yml, when Tillhouse gets the card number to take a payment
        flows:
          card-payments:
            service: pay-property-tax
            from: tillhouse
            about: [payer]
            data: [card-number]
            purposes: [improve-site]
            collected: passed-on
            choice: none
            retention: not-stated
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
            data: [card-number]
            purposes: [take-payment]
            collected: passed-on
            choice: none
            retention: not-stated
            authority: not-stated
            evidence:
              - {source: tillhouse-privacy, statements: [share-1]}
    """
    graph = inspection.graph
    for edge in graph.edges.values():
        if edge.sender not in inspection.registry.parties or edge.flow.collected == Collected.PUBLIC:
            continue
        if _is_asked_for_by_law(edge.flow):
            continue
        origins = [incoming for incoming in graph.received_by(edge.sender) if graph.share(incoming, edge)]
        if not all(incoming.purposes for incoming in origins):
            continue  # what it was collected for is not stated in full
        first = {purpose for incoming in origins for purpose in incoming.purposes}
        for index, purpose in enumerate(edge.purposes):
            near = {purpose, *graph.purposes.above(purpose), *graph.purposes.below(purpose)}
            if first and near.isdisjoint(first):
                key = inspection.registry.party_key(edge.receiver)
                reasons = ", ".join(f"`{reason}`" for reason in sorted(first))
                message = (
                    f"`{edge.sender}` got this for {reasons}; correct the purposes, or say under `authority` which law "
                    "asks for this one"
                )
                yield key, ("flows", edge.id.partition("/")[2], "purposes", index), message


def _is_asked_for_by_law(flow: Flow) -> bool:
    return flow.authority is not None and flow.authority != NOT_STATED and flow.authority.basis in _LAW


RULE = Rule(check, Severity.WARNING, rests_on_all=True)
