"""Rule `kept-longer`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from schemas.flow import Schedule
from scripts.findings import Severity
from scripts.graph import Edge, Graph
from scripts.rules.base import Fault, Inspection, Rule


def check(inspection: Inspection) -> Iterator[Fault]:
    """A receiver keeps information for longer than the one who gave it, or than the records schedule says.

    Why it matters
        A copy that outlives the first one is forgotten by everyone but the one who holds it.

    How to fix it
        Correct `retention` if it is wrong. If it is right, ask the receiver to delete earlier, or write a waiver with
        the reason.

    Wrong
        # recipients/state-auditor.yml, when the town keeps its notes of visits for 30 days
        flows:
          audit:
            service: any
            from: finance
            about: [payer]
            data: [pages-visited]
            purposes: [follow-the-law]
            collected: passed-on
            choice: none
            retention: P1Y
            authority: {basis: law, citation: not-stated}
            evidence:
              - {source: seen-by-us}

    Right
        # recipients/state-auditor.yml
        flows:
          audit:
            service: any
            from: finance
            about: [payer]
            data: [pages-visited]
            purposes: [follow-the-law]
            collected: passed-on
            choice: none
            retention: P30D
            authority: {basis: law, citation: not-stated}
            evidence:
              - {source: seen-by-us}
    """
    graph = inspection.graph
    schedules = defaultdict(list)
    for edge in graph.edges.values():
        if isinstance(edge.flow.retention, Schedule) and edge.flow.kept_for is not None:
            schedules[edge.flow.service].append(edge)
    for edge in graph.edges.values():
        if edge.flow.kept_for is not None and (shorter := _shorter(graph, edge, schedules[edge.flow.service])):
            length = edge.flow.kept_for
            message = f"this is kept for {length}, but {shorter}; correct one, or write a waiver with the reason"
            key = inspection.registry.party_key(edge.receiver)
            yield key, ("flows", edge.id.partition("/")[2], "retention"), message


def _shorter(graph: Graph, edge: Edge, schedules: Sequence[Edge]) -> str:
    """Say who keeps the same for a shorter time: the giver in all that it got, or a schedule in this service."""
    length = edge.flow.kept_for
    if length is None:
        return ""
    got = [one for one in graph.received_by(edge.sender) if one.id != edge.id and graph.share(one, edge)]
    times = [one.flow.kept_for for one in got]
    if times and all(time is not None and length.may_exceed(time) for time in times):
        return f"`{edge.sender}`, who gives it, keeps it for {times[0]}"
    for one in schedules:
        limit = one.flow.kept_for
        if one.id != edge.id and limit is not None and length.may_exceed(limit) and graph.share(one, edge):
            return f"the schedule for `{one.id}` says {limit}"
    return ""


RULE = Rule(check, Severity.WARNING, rests_on_all=True)
