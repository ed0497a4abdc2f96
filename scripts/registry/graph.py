"""Registry → the graph of who gives what to whom, and the questions it answers.

People and parties are the nodes of a multi-digraph, flows are its edges under their own ids.
Two things are always kept apart: what the records state, and what they leave possible because a fact is
`not-stated` or only a wider kind of information is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from schemas.flow import Flow
from schemas.vendor import Role
from schemas.words import ANY, is_any, is_stated, is_there
from scripts.registry.registry import Registry
from scripts.registry.tree import Tree

if TYPE_CHECKING:
    import networkx

T = TypeVar("T")


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
class Hop:
    """One step of information onward from where it first arrived."""

    depth: int
    """1 for the first time it is passed on."""
    edge: Edge
    certain: bool
    """Whether each step so far is stated; otherwise it is only possible."""
    controlled: bool
    """Whether the receiver is the organisation itself, or works by its rules."""


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


@dataclass(frozen=True, slots=True)
class _Load:
    """What a party holds of the information that is being followed."""

    data: frozenset[str]
    open: bool
    """Whether there may be more than is stated."""
    certain: bool

    def joined(self, other: _Load | None) -> _Load:
        if other is None:
            return self
        return _Load(self.data | other.data, self.open or other.open, self.certain or other.certain)


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

    def is_current(self, edge: Edge) -> bool:
        """Whether a flow is not known to be over: neither it, nor its service, nor one of its parties."""
        service = self.registry.services.get(edge.flow.service)
        ends = [self.registry.parties.get(edge.receiver), self.registry.parties.get(edge.sender), service]
        return not (edge.flow.status and edge.flow.status.ended) and not any(end and end.status.ended for end in ends)

    def current(self, edges: Iterable[Edge]) -> list[Edge]:
        """The flows that are not over; all of them if there are no others."""
        edges = list(edges)
        return [edge for edge in edges if self.is_current(edge)] or edges

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
        """What a sender can have passed on: what it got itself, and what all offices got if it is one of them."""
        whole = (party, *self.offices.above(party))[-1]
        if whole not in self._received:
            received = self._received[whole] = Received()
            for edge in self.gets(whole):
                for kind in self.named(edge):
                    received.naming[kind].append(edge)
                for kind in dict.fromkeys(edge.data):
                    received.stating[kind].append(edge)
                if not edge.data:
                    received.open.append(edge)
        return self._received[whole]

    def gives(self, party: str) -> tuple[Edge, ...]:
        """What does this party give to others?

        What comes from an office may come from any of its parts, and what its parts give, it gives.
        """
        own = {party, *self.offices.above(party), *self.offices.below(party)}
        return tuple(edge for part in sorted(own) for edge in self._out_of[part] if edge.receiver not in own)

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

    def onward(self, party: str, data: str | None = None) -> list[Hop]:
        """Where can it go from this party, over any number of hops?

        `data` is the kind of information to follow; without it, everything that the party gives away is
        followed. Each receiver is named at its nearest hop.
        """
        hops: list[Hop] = []
        seen = {party}
        frontier: dict[str, _Load] = {
            party: _Load(frozenset() if data is None else frozenset({data}), data is None, certain=True)
        }
        depth = 0
        while frontier:
            depth += 1
            reached: dict[str, _Load] = {}
            for holder, load in sorted(frontier.items()):
                for edge in self.gives(holder):
                    carried = self._carried_on(edge, load, everything=data is None and depth == 1)
                    if carried is None or edge.receiver in seen or not self.is_current(edge):
                        continue
                    hops.append(Hop(depth, edge, carried.certain, self.is_controlled(edge.receiver)))
                    reached[edge.receiver] = carried.joined(reached.get(edge.receiver))
            seen |= set(reached)
            frontier = reached
        return hops

    def _carried_on(self, edge: Edge, load: _Load, *, everything: bool) -> _Load | None:
        """What of a load goes on with a flow; None if nothing does."""
        if everything:
            return _Load(frozenset(edge.data), not edge.data, certain=True)
        if not edge.data:
            return _Load(load.data, load.open, certain=False)
        sure = frozenset(kind for kind in edge.data if any(of in (kind, *self.data.above(kind)) for of in load.data))
        maybe = frozenset(
            kind for kind in edge.data if load.open or any(kind in self.data.above(of) for of in load.data)
        )
        if sure:
            return _Load(sure, load.open, load.certain)
        return _Load(maybe, load.open, certain=False) if maybe else None

    def where_can_it_go(self, data: str) -> list[Hop]:
        """Where can this kind of information end up? First where it starts (hop 0), then everyone after.

        It starts with what people give, and with what a party gives that nobody is known to have given it.
        A flow that is reached in several ways is named at its nearest hop, and is certain if one way is.
        """
        who = self.who_gets(data)
        carrying = [(edge, True) for edge in who.certain] + [(edge, False) for edge in who.possible]
        holders = {edge.receiver for edge, _ in carrying}
        holders |= {
            office for holder in holders for office in (*self.offices.above(holder), *self.offices.below(holder))
        }
        sources = {edge.sender for edge, certain in carrying if certain and edge.sender not in holders}
        sources |= set(self.registry.people)
        ways = [
            Hop(0, edge, certain, self.is_controlled(edge.receiver))
            for edge, certain in carrying
            if edge.sender in sources and self.is_current(edge)
        ]
        starts: dict[str, bool] = {}
        for hop in ways:
            starts[hop.edge.receiver] = starts.get(hop.edge.receiver, False) or hop.certain
        for party, certain in starts.items():
            ways += [replace(hop, certain=hop.certain and certain) for hop in self.onward(party, data)]
        found: dict[str, Hop] = {}
        for hop in sorted(ways, key=lambda hop: hop.depth):
            nearest = found.setdefault(hop.edge.id, hop)
            if hop.certain and not nearest.certain:
                found[hop.edge.id] = replace(nearest, certain=True)
        return list(found.values())

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
        current = (edge for edge in self.gets(party) if self.is_current(edge))
        return _sorted(str(edge.flow.service) for edge in current if not is_any(edge.flow.service))

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
