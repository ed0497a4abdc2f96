"""Rule `idle-in-current-flow`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from schemas import Key
from schemas.record import State
from scripts.reading.findings import Severity, listed
from scripts.registry.graph import Edge
from scripts.rules.base import Fault, Inspection, Rule, Scope
from scripts.rules.long_planned import is_long_planned

_IDLE = (State.PLANNED, State.PAUSED)


def check(inspection: Inspection) -> Iterator[Fault]:
    """A service or party is paused or only planned, and flows with it do not say that they are.

    Why it matters
        Either something goes on that the page says has stopped, or the page tells of what does not happen.

    How to fix it
        Write into each flow what it is, such as `status: {is: paused, since: 2029-12}`, or correct the status of the
        service or party. If a flow really goes on while its service is paused, write a waiver into the record that is
        paused, with the reason.

    Wrong
        # vendors/tillhouse.yml, whose flows do not say what has become of them
        status: {is: paused, since: 2030-02}

    Right
        # vendors/tillhouse.yml
        status: {is: in-use, since: 2019-04-01}
    """
    going_on: dict[Key, list[Edge]] = defaultdict(list)
    for edge in inspection.graph.edges.values():
        if edge.flow.status is None or edge.flow.status.is_ == State.IN_USE:
            statuses = inspection.graph.statuses_around(edge)
            if any(status.ended or is_long_planned(status, inspection.today) for status in statuses.values()):
                continue  # `ended-in-current-flow` or `long-planned` says so
            if idle := next((key for key, status in statuses.items() if status.is_ in _IDLE), None):
                going_on[idle].append(edge)
    for key, edges in going_on.items():
        state = inspection.graph.statuses_around(edges[0])[key].is_
        own = f"`status: {{is: {state}, since: …}}`"
        if len(edges) == 1:
            [edge] = edges
            message = f"`{key[1]}` is {state} but this flow is not; add {own}, or correct the status of `{key[1]}`"
            yield Fault(inspection.registry.party_key(edge.receiver), ("flows", edge.name), message, waived_by=key)
        else:
            flows = listed([edge.id for edge in edges], most=3)
            message = f"this is {state} but its flows {flows} are not; add {own} to them, or correct this status"
            yield Fault(key, ("status", "is"), message)


RULE = Rule(check, Severity.WARNING, scope=Scope.SOUND)
