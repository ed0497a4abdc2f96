"""Rule `service-without-flow`."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.reading.findings import Severity
from scripts.rules.base import Fault, Inspection, Rule, Scope


def check(inspection: Inspection) -> Iterator[Fault]:
    """Nothing flows in a service.

    Why it matters
        A person who looks up the service learns nothing from its page.

    How to fix it
        Add a flow with this service to the file of whoever receives the information (`data: not-stated` if that
        is all that is known).

    Wrong
        # services/see-the-map.yml
        name: See the map
        summary: You look at a map of the town.
        action: look at the map
        page: not-stated
        offices: [town]
        other_ways: none
        status: {is: in-use, since: not-stated}
        reviewed: not-stated

    Right
        # offices/finance.yml
        flows:
          map-visits:
            service: see-the-map
            from: visitor
            data: not-stated
            purposes: not-stated
            collected: not-stated
            choice: not-stated
            retention: not-stated
            evidence:
              - {source: seen-by-us, note: The page of the map belongs to this office.}
    """
    registry = inspection.registry
    used = {str(edge.flow.service) for edge in inspection.graph.edges.values()}
    for id_ in registry.services:
        if id_ not in used:
            message = f"no flow belongs to `{id_}`; add one to the file of whoever receives the information"
            yield Fault(("service", id_), (), message)


RULE = Rule(check, Severity.ERROR, scope=Scope.WHOLE)
