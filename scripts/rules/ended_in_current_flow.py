"""Rule `ended-in-current-flow`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from schemas import Key
from scripts.reading.findings import Severity, listed
from scripts.registry.graph import Edge
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """A flow is shown as current though its service or one of its parties has ended.

    Why it matters
        The page would tell people that somebody gets their information who no longer does.

    How to fix it
        Add `status: {is: ended, since: …}` to the flow, or correct the status of the party or service.

    Wrong
        # vendors/oldcount.yml
        status: {is: ended, since: 2028-06}
        flows:
          visits:
            service: browse
            from: visitor
            data: [ip-address]
            purposes: [count-visits]
            collected: automatic
            choice: none
            retention: P14M
            evidence:
              - {source: seen-by-us}

    Right
        # vendors/oldcount.yml
        status: {is: ended, since: 2028-06}
        flows:
          visits:
            service: browse
            from: visitor
            data: [ip-address]
            purposes: [count-visits]
            collected: automatic
            choice: none
            retention: P14M
            status: {is: ended, since: 2028-06}
            evidence:
              - {source: seen-by-us}
    """
    going_on: dict[Key, list[Edge]] = defaultdict(list)
    for edge in inspection.graph.edges.values():
        if edge.flow.status is None or not edge.flow.status.ended:
            statuses = inspection.graph.statuses_around(edge)
            if over := next((key for key, status in statuses.items() if status.ended), None):
                going_on[over].append(edge)
    for key, edges in going_on.items():
        end = "`status: {is: ended, since: …}`"
        if len(edges) == 1:
            [edge] = edges
            message = f"`{key[1]}` has ended but this flow has not; add {end}, or correct the status of `{key[1]}`"
            yield Fault(inspection.registry.party_key(edge.receiver), ("flows", edge.name), message)
        else:
            # Then it is one status that nobody followed up, or that is wrong, and not each flow.
            flows = listed([edge.id for edge in edges], most=3)
            message = f"this has ended but its flows {flows} have not; add {end} to them, or correct this status"
            yield Fault(key, ("status", "is"), message)


RULE = Rule(check, Severity.ERROR, scope=Scope.SOUND)
