"""Rule `purpose-creep`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from schemas.flow import Basis, Collected, Flow
from schemas.words import is_there
from scripts.reading.findings import Severity, listed
from scripts.registry.graph import Received
from scripts.rules.base import Fault, Inspection, Rule, Scope

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
    purposes = cache(_purposes)
    for edge in graph.edges.values():
        if edge.sender not in inspection.registry.parties or edge.flow.collected == Collected.PUBLIC:
            continue
        if _is_asked_for_by_law(edge.flow):
            continue
        received = graph.received_by(edge.sender)
        found = [purposes(received, kind) for kind in dict.fromkeys(edge.data)]
        if None in found:
            continue  # what it was collected for is not stated in full
        first = frozenset(purpose for some in found for purpose in some or ())
        wider = first.union(*(graph.purposes.above(purpose) for purpose in first))
        for index, purpose in enumerate(edge.purposes):
            is_near = purpose in wider or not first.isdisjoint(graph.purposes.above(purpose))
            if first and not is_near:
                key = inspection.registry.party_key(edge.receiver)
                place = "flows", edge.name, "purposes", index
                yield Fault(key, place, partial(_message, edge.sender, first))


def _purposes(received: Received, kind: str) -> frozenset[str] | None:
    """What a sender got a kind of information for; None if one of its flows does not say."""
    edges = received.naming.get(kind, ())
    if not all(edge.purposes for edge in edges):
        return None
    return frozenset(purpose for edge in edges for purpose in edge.purposes)


def _message(sender: str, first: frozenset[str]) -> str:
    return (
        f"`{sender}` got this for {listed(sorted(first), 10)}; correct the purposes, or say under `authority` which "
        "law asks for this one"
    )


def _is_asked_for_by_law(flow: Flow) -> bool:
    return is_there(flow.authority) and flow.authority.basis in _LAW


RULE = Rule(check, Severity.WARNING, scope=Scope.WHOLE)
