"""Registry → the graph of who gives what to whom, and the questions it answers.

People and parties are the nodes of a multi-digraph, flows are its edges under their own ids.
Two things are always kept apart: what the records state, and what they leave possible because a fact is
`not-stated` or only a wider kind of information is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from schemas import Key
from schemas.flow import Flow
from schemas.record import State, Status
from schemas.time import RoughDate
from schemas.vendor import Role
from schemas.words import ANY, is_any, is_stated, is_there
from scripts.registry.registry import Registry
from scripts.registry.tree import Tree

if TYPE_CHECKING:
    import networkx

T = TypeVar("T")


NOT_CURRENT = (State.PAUSED, State.PLANNED, State.ENDED)
"""The states of flows that do not happen now: first those that are nearest to it."""


@dataclass(frozen=True)
class Edge:
    """A flow with its id, its receiver and its sender."""

    id: str
    sender: str
    receiver: str
    flow: Flow = field(hash=False)  # the id tells flows apart, and a flow is long

    @property
    def name(self) -> str:
        """What the flow is called in the file of its receiver."""
        return self.id.partition("/")[2]

    @cached_property
    def data(self) -> tuple[str, ...]:
        """The kinds of information that the flow states; none if they are not stated."""
        return tuple(self.flow.data) if is_stated(self.flow.data) else ()

    @cached_property
    def purposes(self) -> tuple[str, ...]:
        """The purposes that the flow states; none if they are not stated."""
        return tuple(self.flow.purposes) if is_stated(self.flow.purposes) else ()


@dataclass(frozen=True, slots=True)
class Who:
    """The answer to "who gets this?": flows that say so, and flows that leave it possible."""

    certain: tuple[Edge, ...]
    possible: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Exposure:
    """What is at stake if one party leaks everything it has received."""

    data: tuple[str, ...]
    people: tuple[str, ...]
    services: tuple[str, ...]
    edges: tuple[Edge, ...]
    unknown: tuple[Edge, ...]
    """Flows whose information is not stated: there may be more."""


@dataclass(frozen=True, eq=False)
class Received:
    """What one sender can have passed on, by the kinds of information: a party can have thousands of flows."""

    naming: dict[str, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    """The flows that carry each kind: they state it, or a narrower one."""
    stating: dict[str, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    """The flows that state that very kind. They may carry any narrower one."""
    open: list[Edge] = field(default_factory=list)
    """The flows that state no kind. They may carry any."""


class Graph:
    """The flows of a registry as a graph. Flows that name a missing record are left out."""

    def __init__(self, registry: Registry) -> None:
        """Build the graph; a rule reports what is left out."""
        self.registry = registry
        self.edges: dict[str, Edge] = {
            id_: Edge(id_, str(flow.sender), receiver, flow)
            for id_, (receiver, flow) in registry.flows.items()
            if flow.sender in registry.people or flow.sender in registry.parties
        }
        self._received: dict[str, Received] = {}
        self._worked_out: dict[Callable[[Graph], Any], Any] = {}

    @cached_property
    def network(self) -> networkx.MultiDiGraph[str]:
        """The graph as networkx has it, for what can be asked of any graph: ways, circles, what hangs together."""
        import networkx  # noqa: PLC0415 - what is asked below needs none of it, and it is a fifth of a start

        network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        network.add_nodes_from(self.registry.people, kind="people")
        network.add_nodes_from(self.registry.parties, kind="party")
        for edge in self.edges.values():
            network.add_edge(edge.sender, edge.receiver, key=edge.id, edge=edge)
        return network

    def worked_out(self, what: Callable[[Graph], T]) -> T:
        """What follows from this graph. It is worked out when somebody first asks for it, and then remembered."""
        if what not in self._worked_out:
            self._worked_out[what] = what(self)
        found: T = self._worked_out[what]
        return found

    @cached_property
    def data(self) -> Tree:
        """The kinds of information as a tree."""
        return Tree(self.registry.data)

    @cached_property
    def offices(self) -> Tree:
        """The offices as a tree."""
        return Tree(self.registry.offices)

    @cached_property
    def purposes(self) -> Tree:
        """The purposes as a tree."""
        return Tree(self.registry.purposes)

    @cached_property
    def people(self) -> Tree:
        """The groups of people as a tree."""
        return Tree(self.registry.people)

    # --- what holds of one flow ----------------------------------------------------------------

    def state(self, edge: Edge) -> State | None:
        """Whether a flow is planned, in use, paused or ended; None if that is not stated.

        What has ended ends its flows. Otherwise a flow's own word counts before that of its service and its parties:
        it is planned or paused if one of them is, and in use only if all of them are.
        """
        return self._states[edge.id]

    @cached_property
    def _states(self) -> dict[str, State | None]:
        return {id_: self._state(edge) for id_, edge in self.edges.items()}

    def _state(self, edge: Edge) -> State | None:
        own, others = edge.flow.status, self.statuses_around(edge).values()
        if any(status.ended for status in (own, *others) if status):
            return State.ENDED
        words = {status.is_ for status in ([own] if own else others)}
        nearest = next((state for state in (State.PLANNED, State.PAUSED) if state in words), None)
        return nearest or (State.IN_USE if words == {State.IN_USE} else None)

    def statuses_around(self, edge: Edge) -> dict[Key, Status]:
        """What the records of a flow's parties and of its service say, by the keys of these records."""
        parties, service = self.registry.parties, self.registry.services.get(edge.flow.service)
        found = {
            (parties[end].kind, end): parties[end].status for end in (edge.receiver, edge.sender) if end in parties
        }
        return {**found, ("service", str(edge.flow.service)): service.status} if service else found

    def since(self, edge: Edge) -> RoughDate | None:
        """Since when a flow is planned, paused or ended; None if that is not stated, or if it is current.

        If the flow does not say so itself, it is as long as the first of its service and its parties.
        """
        if self.is_current(edge):
            return None
        own, state = edge.flow.status, self.state(edge)
        statuses = [own] if own and own.is_ == state else self.statuses_around(edge).values()
        dates = [one.since for one in statuses if one.is_ == state and isinstance(one.since, RoughDate)]
        return min(dates, key=lambda date: date.last_day, default=None)

    def happens(self, edge: Edge) -> bool | None:
        """Whether a flow happens now: False if it is planned, paused or ended, None if that is not stated."""
        state = self.state(edge)
        return None if state is None else state == State.IN_USE

    def is_current(self, edge: Edge) -> bool:
        """Whether a flow is not known to be planned, paused or ended."""
        return self.happens(edge) is not False

    def is_open_today(self, edges: Iterable[Edge]) -> bool:
        """Whether there are flows, and of none it is stated whether it happens now."""
        return {self.happens(edge) for edge in edges} == {None}

    def current(self, edges: Iterable[Edge]) -> list[Edge]:
        """The flows that are not known to be planned, paused or ended."""
        return [edge for edge in edges if self.is_current(edge)]

    def told_of(self, edges: Iterable[Edge]) -> list[Edge]:
        """The flows that a page tells of first: the current ones; if there are none, all of those nearest to that."""
        edges = list(edges)
        by_state = ([edge for edge in edges if self.state(edge) == state] for state in NOT_CURRENT)
        return self.current(edges) or next(filter(None, by_state), [])

    def carries(self, edge: Edge, data: str) -> bool | None:
        """Whether a flow carries a kind of information: True, False, or None if that is left open."""
        if data in self.named(edge):
            return True
        if not edge.data or not set(self.data.above(data)).isdisjoint(edge.data):
            return None
        return False

    def named(self, edge: Edge) -> frozenset[str]:
        """What a flow carries: the kinds of information that it states, and all that they are part of."""
        return self._named[edge.id]

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        return {
            id_: frozenset(kind for stated in edge.data for kind in (stated, *self.data.above(stated)))
            for id_, edge in self.edges.items()
        }

    def about(self, edge: Edge) -> tuple[str, ...]:
        """Whose information it is, as far as the records say."""
        if edge.flow.about is None:
            return (edge.sender,) if edge.sender in self.registry.people else ()
        return tuple(edge.flow.about) if is_there(edge.flow.about) else ()

    def is_controlled(self, party: str) -> bool:
        """Whether a party is the organisation itself, or is stated to work by its rules."""
        vendor = self.registry.vendors.get(party)
        return party in self.registry.offices or bool(vendor and vendor.role == Role.FOR_THE_ORGANISATION)

    # --- questions -----------------------------------------------------------------------------

    def who_gets(self, data: str, *, service: str | None = None) -> Who:
        """Who gets this kind of information, or a narrower one? With one service, or with any."""
        certain, possible = [], []
        for edge in self.edges.values():
            if service is None or edge.flow.service in {service, ANY}:
                match self.carries(edge, data):
                    case True:
                        certain.append(edge)
                    case None:
                        possible.append(edge)
        return Who(tuple(certain), tuple(possible))

    def gets(self, party: str) -> tuple[Edge, ...]:
        """What does this party get, and from whom? An office gets what its own parts get."""
        parts = {party, *self.offices.below(party)}
        return tuple(edge for part in sorted(parts) for edge in self._into[part])

    def received_by(self, party: str) -> Received:
        """What a sender can have passed on: what it and its parts got, and what the whole got that it is part of.

        Which part of a whole got something is not stated where only the whole is named.
        """
        if party not in self._received:
            received = self._received[party] = Received()
            for edge in chain(self.gets(party), *(self._into[whole] for whole in self.offices.above(party))):
                for kind in self.named(edge):
                    received.naming[kind].append(edge)
                for kind in dict.fromkeys(edge.data):
                    received.stating[kind].append(edge)
                if not edge.data:
                    received.open.append(edge)
        return self._received[party]

    def gives(self, party: str) -> tuple[Edge, ...]:
        """What does this party give to others?

        An office gives what its parts give. It does not give what the whole gives that it is part of.
        """
        own = {party, *self.offices.below(party)}
        return tuple(edge for part in sorted(own) for edge in self._out_of[part] if edge.receiver not in own)

    def given_by_name(self, party: str) -> tuple[Edge, ...]:
        """The flows that name this very party as their sender, and none of its parts."""
        return tuple(self._out_of[party])

    def of_service(self, service: str) -> list[Edge]:
        """The flows of a service, or those that belong to no single one."""
        return list(self._by_service.get(service, ()))

    @cached_property
    def _by_service(self) -> dict[str, list[Edge]]:
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges.values():
            found[str(edge.flow.service)].append(edge)
        return found

    def steps(self, service: str) -> list[list[Edge]]:
        """What happens in this service, step by step? First what people give, then what is passed on."""
        waiting = self.of_service(service)
        reached = set(self.registry.people)
        steps: list[list[Edge]] = []
        while waiting:
            now = [edge for edge in waiting if edge.sender in reached]
            if not now:  # nobody in this service is known to have given it to the sender
                now = waiting
            waiting = [edge for edge in waiting if edge not in now]
            for edge in now:
                reached |= {edge.receiver, *self.offices.above(edge.receiver)}
            steps.append(now)
        return steps

    def exposed_by(self, party: str) -> Exposure:
        """What is exposed if this party is breached: everything it has ever received, ended flows too."""
        edges = self.gets(party)
        return Exposure(
            data=_sorted(data for edge in edges for data in edge.data),
            people=_sorted(people for edge in edges for people in self.about(edge)),
            services=_sorted(str(edge.flow.service) for edge in edges if not is_any(edge.flow.service)),
            edges=edges,
            unknown=tuple(edge for edge in edges if not edge.data),
        )

    def stops_without(self, party: str) -> tuple[str, ...]:
        """Which services that have not ended send information to this party, and need it to go on as they are?"""
        lasting = (edge for edge in self.gets(party) if self.state(edge) != State.ENDED)
        return _sorted(str(edge.flow.service) for edge in lasting if not is_any(edge.flow.service))

    @cached_property
    def _into(self) -> dict[str, list[Edge]]:
        return self._at("receiver", "sender")

    @cached_property
    def _out_of(self) -> dict[str, list[Edge]]:
        return self._at("sender", "receiver")

    def _at(self, end: str, other: str) -> dict[str, list[Edge]]:
        """The flows at each node, in the order in which networkx gives them: those with one neighbour together."""
        at, neighbour = attrgetter(end), attrgetter(other)
        found: dict[str, dict[str, list[Edge]]] = {id_: {} for id_ in (*self.registry.people, *self.registry.parties)}
        for edge in self.edges.values():
            found[at(edge)].setdefault(neighbour(edge), []).append(edge)
        return {id_: list(chain.from_iterable(edges.values())) for id_, edges in found.items()}


def _sorted(words: Iterable[str] | Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words)))
