"""Rule `kept-longer`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from schemas.flow import Schedule
from schemas.time import Duration
from scripts.reading.findings import Severity
from scripts.registry.graph import Edge, Graph, Received
from scripts.rules.base import Fault, Inspection, Rule, Scope


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
    longest, schedules = cache(_longest), _schedules(graph)
    for edge in graph.edges.values():
        length, kinds = edge.flow.kept_at_least, dict.fromkeys(edge.data)
        if length is None:
            continue
        got = [longest(graph.received_by(edge.sender), kind) for kind in kinds]
        limits = [one for kind in kinds for one in schedules.get((edge.flow.service, kind), ())]
        if shorter := _shorter(edge, length, got, limits):
            at_least = "" if edge.flow.kept_for else "at least "
            message = (
                f"this is kept for {at_least}{length}, but {shorter}; correct one, or write a waiver with the reason"
            )
            key = inspection.registry.party_key(edge.receiver)
            yield Fault(key, ("flows", edge.name, "retention"), message)


class _Kept(NamedTuple):
    """How long a flow is kept."""

    months: int
    days: int
    length: Duration
    id: str


def _shorter(edge: Edge, length: Duration, got: Sequence[Sequence[_Kept] | None], limits: Sequence[_Kept]) -> str:
    """Say who keeps the same for a shorter time: the giver in all that it got, or a schedule in this service."""
    if None not in got:
        others = [one for some in got for one in some or () if one.id != edge.id]
        if others and all(length.may_exceed(one.length) for one in others):
            return f"`{edge.sender}`, who gives it, keeps it for {others[0].length}"
    for one in limits:
        if length.may_exceed(one.length):
            return f"the schedule for `{one.id}` says {one.length}"
    return ""


def _longest(received: Received, kind: str) -> list[_Kept] | None:
    """The flows of a kind of information that are kept the longest; None if one does not say how long.

    Who keeps a longer time than these keeps one longer than all, whichever of them is set aside: left out is only
    what lasts no longer than two others.
    """
    edges = received.naming.get(kind, ())
    kept = [_kept(edge.id, edge.flow.kept_for) for edge in edges if edge.flow.kept_for is not None]
    if len(kept) < len(edges):
        return None
    found: list[_Kept] = []
    second, most = -1, -1
    for one in sorted(kept, reverse=True):
        if one.days > second:
            found.append(one)
            _, second, most = sorted((second, most, one.days))
    return found


def _schedules(graph: Graph) -> dict[tuple[str, str], list[_Kept]]:
    """The shortest times that a schedule sets, by service and kind of information."""
    found: dict[tuple[str, str], list[_Kept]] = defaultdict(list)
    for edge in graph.edges.values():
        if isinstance(edge.flow.retention, Schedule) and edge.flow.kept_for is not None:
            for kind in graph.named(edge):
                found[edge.flow.service, kind].append(_kept(edge.id, edge.flow.kept_for))
    return {place: _shortest(kept) for place, kept in found.items()}


def _shortest(kept: list[_Kept]) -> list[_Kept]:
    """Those that last no longer than any other."""
    found: list[_Kept] = []
    for one in sorted(kept):
        if not found or one.days < found[-1].days:
            found.append(one)
    return found


def _kept(id_: str, length: Duration) -> _Kept:
    return _Kept(*length.months_and_days, length, id_)


RULE = Rule(check, Severity.WARNING, scope=Scope.WHOLE)
