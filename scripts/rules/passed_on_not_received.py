"""Rule `passed-on-not-received`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.flow import Collected
from scripts.reading.findings import Severity
from scripts.registry.graph import Edge, Graph
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """A party passes on information that no flow says it ever received.

    Why it matters
        Either the first half of the way is missing, or the second half is wrong.

    How to fix it
        Add the flow by which the sender gets it, or correct `data` here. If it makes the information itself,
        write `collected: derived`.

    Wrong
        # vendors/clearbridge.yml
        flows:
          card-payments:
            service: pay-property-tax
            from: tillhouse            # who gets card numbers and email addresses, and nothing else
            about: [payer]
            data: [postal-address]
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
            data: [card-number]
            purposes: [take-payment]
            collected: passed-on
            choice: none
            retention: P2Y
            authority: not-stated
            evidence:
              - {source: tillhouse-privacy, statements: [share-1]}
    """
    for edge in inspection.graph.edges.values():
        if edge.sender not in inspection.registry.parties or edge.flow.collected != Collected.PASSED_ON:
            continue
        if edge.sender == edge.receiver:
            continue  # `names-itself` says so
        for index, data in enumerate(edge.data):
            if not _may_have(inspection.graph, edge, data):
                key = inspection.registry.party_key(edge.receiver)
                message = f"no flow says that `{edge.sender}` receives `{data}`; add that flow, or correct this one"
                yield Fault(key, ("flows", edge.name, "data", index), message)


def _may_have(graph: Graph, edge: Edge, data: str) -> bool:
    """Whether another flow brings its sender this kind of information, or leaves it possible."""
    received = graph.received_by(edge.sender)
    bringing = [received.naming.get(data, ()), *(received.stating.get(kind, ()) for kind in graph.data.above(data))]
    return bool(received.open) or any(other.id != edge.id for edges in bringing for other in edges)


RULE = Rule(check, Severity.ERROR, scope=Scope.WHOLE)
