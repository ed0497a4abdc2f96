"""Rule `ended-in-current-flow`."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.record import CheckedRecord
from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """A flow is shown as current though its service or one of its parties has ended.

    Why it matters
        The page would tell people that somebody gets their information who no longer does.

    How to fix it
        Add `status: {is: ended, since: …}` to the flow, or correct the status of the party or service.

    Wrong
        # vendors/pawform.yml
        status: {is: ended, since: 2029-06}
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

    Right
        # vendors/pawform.yml
        status: {is: ended, since: 2029-06}
        flows:
          pet-form:
            service: pet-license
            from: pet-owner
            data: [email-address]
            purposes: [license-pets]
            collected: given
            choice: required
            retention: not-stated
            status: {is: ended, since: 2029-06}
            evidence:
              - {source: seen-by-us}
    """
    registry = inspection.registry
    for edge in inspection.graph.edges.values():
        if edge.flow.status is not None and edge.flow.status.ended:
            continue
        ends: dict[str, CheckedRecord | None] = {
            edge.receiver: registry.parties[edge.receiver],
            edge.sender: registry.parties.get(edge.sender),
        }
        ends[str(edge.flow.service)] = registry.services.get(edge.flow.service)
        over = [id_ for id_, record in ends.items() if record is not None and record.status.ended]
        if over:
            message = f"`{over[0]}` has ended but this flow has not; add `status: {{is: ended, since: …}}`"
            yield Fault(registry.party_key(edge.receiver), ("flows", edge.name), message)


RULE = Rule(check, Severity.ERROR, scope=Scope.SOUND)
