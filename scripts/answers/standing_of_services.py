"""Is an outside company behind a service? How sure we are of it, service by service, and who gets something there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from schemas.evidence import FlowFact
from schemas.kinds import Strength
from schemas.record import State
from schemas.words import Word
from scripts.registry import grades, receivers
from scripts.registry.certainty import Certainty
from scripts.registry.graph import NOT_CURRENT, Edge, Graph


class ServiceStanding(Word):
    """Whether an outside company gets something in a service, as sure as the surest of its flows to a company."""

    NAMED = "named", "A company that a source names"
    TOLD_OF = "told-of", "A company that a source tells of, and does not name"
    OUR_READING = "our-reading", "Perhaps a company: that is our own reading, and no source says so"
    OTHERS = "others", "No company on record, but others: a court, the public, another government"
    ORGANISATION = "organisation", "Only %(the_city)s, as far as the records say"
    NOBODY = "nobody", "No record says who gets anything"


WITH_A_COMPANY = (ServiceStanding.NAMED, ServiceStanding.TOLD_OF)
"""The standings in which a source tells of a company."""


class Getter(NamedTuple):
    """Somebody who gets something in a service."""

    party: str
    standing: ServiceStanding
    """What the service would be if nobody else got anything."""
    is_told: bool
    """Whether a source says that it gets something there."""
    is_sensitive: bool
    """Whether something sensitive is among what it gets."""


class OfService(NamedTuple):
    """Where a service stands, with all that it rests on."""

    service: str
    standing: ServiceStanding
    getters: tuple[Getter, ...]
    """Everyone who gets something there now, companies first."""


def is_told(graph: Graph, edge: Edge) -> bool:
    """Whether a source says that a flow leads to its receiver, so that we do not merely conclude it."""
    if receivers.is_our_reading(graph, edge.receiver):
        return False
    return grades.of_fact(edge.flow, FlowFact.WHO, graph.registry) not in {Strength.INFERRED, None}


def told_to_companies(graph: Graph) -> tuple[Edge, ...]:
    """The current flows of which a source says that they lead to a company."""
    edges = graph.current(graph.edges.values())
    return tuple(edge for edge in edges if edge.receiver in graph.registry.vendors and is_told(graph, edge))


def of_services(graph: Graph) -> Mapping[str, OfService]:
    """Ask it of every service that is not known to be planned, paused or over."""
    return graph.worked_out(_of_services)


def _of_services(graph: Graph) -> Mapping[str, OfService]:
    return {id_: _of_service(graph, id_) for id_ in now(graph)}


def now(graph: Graph) -> tuple[str, ...]:
    """The services that are not known to be planned, paused or over."""
    return tuple(id_ for id_, record in graph.registry.services.items() if record.status.is_ not in _NOT_NOW)


def _of_service(graph: Graph, id_: str) -> OfService:
    flows: dict[str, list[Edge]] = {}
    for edge in graph.current(graph.of_service(id_)):
        flows.setdefault(edge.receiver, []).append(edge)
    found = [_getter(graph, party, edges) for party, edges in flows.items()]
    getters = tuple(sorted(found, key=lambda one: (_ORDER[one.standing], not one.is_told)))
    return OfService(id_, getters[0].standing if getters else ServiceStanding.NOBODY, getters)


def _getter(graph: Graph, party: str, edges: list[Edge]) -> Getter:
    registry = graph.registry
    told = any(is_told(graph, edge) for edge in edges)
    carried = {data for edge in edges for data in edge.data}
    sensitive = any(registry.data[data].is_sensitive for data in carried)
    return Getter(party, _standing(graph, party, told=told), told, sensitive)


def _standing(graph: Graph, party: str, *, told: bool) -> ServiceStanding:
    if party in graph.registry.offices:
        return ServiceStanding.ORGANISATION
    if party not in graph.registry.vendors:
        return ServiceStanding.OTHERS
    if not told:
        return ServiceStanding.OUR_READING
    is_named = graph.registry.certainties[party] == Certainty.NAMED
    return ServiceStanding.NAMED if is_named else ServiceStanding.TOLD_OF


_NOT_NOW: frozenset[State] = frozenset(NOT_CURRENT)
_ORDER = {standing: number for number, standing in enumerate(ServiceStanding)}
