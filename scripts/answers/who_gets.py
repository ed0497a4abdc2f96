"""Who gets what in one service: for each party what it gets, what is not stated, and what no flow gives it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scripts.registry import grades
from scripts.registry.graph import Edge, Graph


class Share(NamedTuple):
    """What one party gets of everything that people give in a service."""

    party: str
    certain: tuple[str, ...]
    """Kinds of information that a flow states."""
    open: tuple[str, ...]
    """Kinds that it may get: a flow names only a wider kind, or nothing at all."""
    unnamed: bool
    """Whether a flow to it does not state what it carries."""
    none: tuple[str, ...]
    """Kinds that no flow gives it."""


def in_service(graph: Graph, service: str) -> tuple[Share, ...]:
    """Ask it of one service: of its current flows, or if there are none of those that are told in their place."""
    return graph.worked_out(_in_each_service).get(service, ())


def _in_each_service(graph: Graph) -> dict[str, tuple[Share, ...]]:
    services = dict.fromkeys(str(edge.flow.service) for edge in graph.edges.values())
    return {
        service: of(graph, graph.told_of(edge for step in graph.steps(service) for edge in step))
        for service in services
    }


def of(graph: Graph, edges: Sequence[Edge]) -> tuple[Share, ...]:
    """Ask of everyone whom these flows reach about each kind of information that any of them states.

    The most sensitive kinds come first, since they are what readers look for.
    """
    kinds = sorted(
        dict.fromkeys(data for edge in edges for data in edge.data),
        key=lambda data: grades.harm(graph.registry.data[data]),
        reverse=True,
    )
    shares = []
    for party in dict.fromkeys(edge.receiver for edge in edges):
        own = [edge for edge in edges if edge.receiver == party]
        answers = {data: _gets(graph, own, data) for data in kinds}
        certain, open_, none = (
            tuple(data for data in kinds if answers[data] is wanted) for wanted in (True, None, False)
        )
        shares.append(Share(party, certain, open_, any(not edge.data for edge in own), none))
    return tuple(shares)


def _gets(graph: Graph, edges: Sequence[Edge], data: str) -> bool | None:
    carried = [graph.carries(edge, data) for edge in edges]
    return True if True in carried else None if None in carried else False
