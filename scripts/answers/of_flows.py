"""The questions that each page about a service or a party answers, in one order, and the facts of each answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from schemas.evidence import FlowFact
from schemas.flow import Choice, Collected
from schemas.kinds import Strength
from schemas.service import OtherWay
from schemas.words import is_any, is_none, is_there
from scripts.registry import grades
from scripts.registry.graph import Edge
from scripts.registry.registry import Registry
from scripts.words import sentences
from scripts.words.languages import Language

T = TypeVar("T")
U = TypeVar("U")


class Why(NamedTuple):
    """What one receiver uses information for."""

    party: str
    purposes: tuple[str, ...]
    unsaid: bool
    """Whether some flow to it has no stated purpose."""


class HowLong(NamedTuple):
    """How long information is kept by those in `parties`, or with the services in `services`."""

    text: str
    """Empty if that is not stated."""
    parties: tuple[str, ...]
    services: tuple[str, ...]
    strength: Strength | None = None
    """How sure that is; None if it is not stated, or no source says it."""


class AnotherWay(NamedTuple):
    """The ways around one service of which its record tells."""

    service: str
    ways: tuple[OtherWay, ...]
    none: bool
    """Whether it is confirmed that there is no other way."""


def collected(registry: Registry, edges: Iterable[Edge]) -> list[tuple[Collected | None, list[str]]]:
    """Sort what flows carry by how it gets there, the kinds that can do most harm first. None: that is not stated."""
    groups = _grouped(
        edges,
        lambda edge: [edge.flow.collected if isinstance(edge.flow.collected, Collected) else None],
        lambda edge: edge.data,
    )
    order = [*Collected, None]
    return [
        (how, sorted(groups[how], key=lambda id_: grades.harm(registry.data[id_]), reverse=True))
        for how in order
        if groups.get(how)
    ]


def optional(edges: Iterable[Edge]) -> list[str]:
    """What people can leave out: kinds that no flow needs and that one says can be left out."""
    needed = {data for edge in edges if edge.flow.choice != Choice.OPTIONAL for data in edge.data}
    return [
        data
        for data in dict.fromkeys(data for edge in edges if edge.flow.choice == Choice.OPTIONAL for data in edge.data)
        if data not in needed
    ]


def why(edges: Iterable[Edge]) -> list[Why]:
    """Say for each receiver what it uses information for."""
    groups = _grouped(edges, lambda edge: [edge.receiver], lambda edge: [edge])
    return [
        Why(
            party,
            tuple(dict.fromkeys(purpose for edge in group for purpose in edge.purposes)),
            any(not edge.purposes for edge in group),
        )
        for party, group in groups.items()
    ]


def purposes(edges: Iterable[Edge]) -> dict[str, list[str]]:
    """Say for each purpose in which services it is stated."""
    return _grouped(edges, lambda edge: edge.purposes, lambda edge: [str(edge.flow.service)])


def how_long(registry: Registry, edges: Iterable[Edge], language: Language) -> list[HowLong]:
    """Say who keeps information how long, and how sure that is; what is not stated comes last."""

    def answer(edge: Edge) -> tuple[str, Strength | None]:
        text = sentences.kept(edge.flow, language)
        return text, grades.of_fact(edge.flow, FlowFact.RETENTION, registry) if text else None

    groups = _grouped(edges, lambda edge: [answer(edge)], lambda edge: [edge])
    found = [
        HowLong(
            text,
            tuple(dict.fromkeys(edge.receiver for edge in group)),
            tuple(dict.fromkeys(str(edge.flow.service) for edge in group)),
            strength,
        )
        for (text, strength), group in groups.items()
    ]
    return sorted(found, key=lambda answer: not answer.text)


def other_ways(registry: Registry, edges: Iterable[Edge]) -> list[AnotherWay]:
    """List the services of these flows with the ways around them."""
    services = dict.fromkeys(str(edge.flow.service) for edge in edges if not is_any(edge.flow.service))
    found = []
    for id_ in services:
        ways = registry.services[id_].other_ways
        found.append(AnotherWay(id_, ways if is_there(ways) else (), is_none(ways)))
    return found


def strengths(registry: Registry, edges: Iterable[Edge]) -> list[tuple[Strength | None, int]]:
    """Count flows by how sure it is who gets what. None: no source says it."""
    counts = Counter(grades.of_flow(edge.flow, registry) for edge in edges)
    return [(strength, counts[strength]) for strength in [*Strength, None] if counts[strength]]


def _grouped(
    edges: Iterable[Edge], keys: Callable[[Edge], Iterable[T]], values: Callable[[Edge], Iterable[U]]
) -> dict[T, list[U]]:
    """Gather values of flows under keys of flows, each once, in the order in which they come up."""
    found: dict[T, dict[U, None]] = {}
    for edge in edges:
        for key in keys(edge):
            found.setdefault(key, {}).update(dict.fromkeys(values(edge)))
    return {key: list(group) for key, group in found.items()}
