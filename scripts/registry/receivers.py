"""Graph → who counts as getting something: each that a source tells of, once, and only while it gets something.

Not counted are those that are only our reading, and a class of companies beside a company that belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterable

from schemas.words import Word
from scripts.registry.certainty import Certainty
from scripts.registry.graph import Edge, Graph


class Standing(Word):
    """Whether a party counts as getting something now, and how sure we are of it."""

    NAMED = "named", "Yes, and a source names it"
    TOLD_OF = "told-of", "Yes: a source tells of it, and gives no name"
    OUR_READING = "our-reading", "Perhaps: no source says so"
    BY_ITS_COMPANIES = "by-its-companies", "Yes, and the companies of this kind are counted instead"
    NOT_NOW = "not-now", "Not now, as far as the records say"


def standing(graph: Graph, party: str) -> Standing:
    """Where a party stands among all: each has one place, so that numbers add up."""
    certainty = graph.registry.certainties[party]
    if certainty == Certainty.OUR_READING:
        return Standing.OUR_READING
    if party in counted(graph):
        return Standing.NAMED if certainty == Certainty.NAMED else Standing.TOLD_OF
    return Standing.BY_ITS_COMPANIES if party in classes(graph) else Standing.NOT_NOW


def counted(graph: Graph, edges: Iterable[Edge] | None = None) -> frozenset[str]:
    """Everyone who counts as getting something now; with flows, as getting something by these."""
    return graph.worked_out(_counted) if edges is None else _of(graph, edges)


def told(graph: Graph, edges: Iterable[Edge]) -> list[Edge]:
    """The flows to those of whom a source tells."""
    return [edge for edge in edges if not is_our_reading(graph, edge.receiver)]


def is_our_reading(graph: Graph, party: str) -> bool:
    """Whether no source says that somebody is there, and we only conclude it."""
    return graph.registry.certainties.get(party) == Certainty.OUR_READING


def classes(graph: Graph) -> frozenset[str]:
    """The classes of companies that do not count as getting something, since a company that belongs to them does."""
    return _classes_of(graph, graph.worked_out(_counted)) & _told_now(graph, graph.edges.values())


def _counted(graph: Graph) -> frozenset[str]:
    return _of(graph, graph.edges.values())


def _of(graph: Graph, edges: Iterable[Edge]) -> frozenset[str]:
    """A class beside which none of its companies gets something still stands for somebody who does."""
    found = _told_now(graph, edges)
    return found - _classes_of(graph, found)


def _told_now(graph: Graph, edges: Iterable[Edge]) -> frozenset[str]:
    return frozenset(edge.receiver for edge in told(graph, graph.current(edges)))


def _classes_of(graph: Graph, parties: Iterable[str]) -> frozenset[str]:
    vendors = graph.registry.vendors
    return frozenset(
        str(membership.vendor) for id_ in parties if id_ in vendors for membership in vendors[id_].belongs_to
    )
