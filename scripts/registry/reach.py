"""Graph → where information can go on to, over any number of hops.

It goes on only where what is passed on overlaps with what was received. A step that does not say what it carries is
the end of what can be followed. Only flows that are not known to be planned, paused or ended are ways.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from scripts.registry.graph import Edge, Graph


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of information onward from where it first arrived."""

    depth: int
    """1 for the first time it is passed on."""
    edge: Edge
    data: tuple[str, ...]
    """Of the kinds that it carries, those in which something goes on, or may go on, of what is followed."""
    certain: bool
    """Whether each step so far is stated; otherwise it is only possible."""
    controlled: bool
    """Whether the receiver is the organisation itself, or works by its rules."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far information can go, as far as it can be followed."""

    hops: tuple[Hop, ...]
    unsaid: tuple[Edge, ...]
    """The steps on the way that do not say what they carry. What goes on from there is not stated."""


_Load = Mapping[str, bool]
"""The kinds of information that somebody holds of what is followed, and whether that is certain."""


def from_party(graph: Graph, party: str) -> Reach:
    """Where can it go from this party? First all that it gives, then what goes on of that.

    Each receiver is named at its nearest hop, and again where what was only possible becomes certain.
    """
    way = _Way(graph, start={party, *graph.offices.below(party)})
    for edge in graph.current(graph.gives(party)):
        way.give(edge)
    return way.followed(1)


def of_data(graph: Graph, data: str) -> Reach:
    """Where can this kind of information end up? First where it starts (hop 0), then everyone after.

    It starts with what people give, and with what a party gives that nobody is known to have given it.
    A flow that is reached in several ways is named at its nearest hop, and is certain if one way is.
    """
    who = graph.who_gets(data)
    certain = graph.current(who.certain)
    possible = [edge for edge in graph.current(who.possible) if edge.data]
    holders = {edge.receiver for edge in (*certain, *possible)}
    holders |= {office for holder in holders for office in (*graph.offices.above(holder), *graph.offices.below(holder))}
    sources = {edge.sender for edge in certain if edge.sender not in holders} | set(graph.registry.people)
    way = _Way(graph, subject=data)
    for edges, sure in ((certain, True), (possible, False)):
        for edge in edges:
            if edge.sender in sources:
                way.step(edge, {data: sure}, 0)
    return way.followed(0)


class _Way:
    """Follows information from hand to hand, a hop at a time, until nobody gets anything new of it."""

    def __init__(self, graph: Graph, start: Iterable[str] = (), subject: str | None = None) -> None:
        """With a start, nothing leads back to it, and who has certainly been reached is not named again.

        The subject is the kind of information that is followed: whoever passes on a narrower one passes it on.
        """
        self.graph = graph
        self.start = frozenset(start)
        self.subject = subject
        self.hops: dict[str, Hop] = {}
        self.unsaid: dict[str, Edge] = {}
        self.held: dict[str, dict[str, bool]] = defaultdict(dict)
        self.reached: dict[str, tuple[int, bool]] = {}
        self.news: dict[str, dict[str, bool]] = defaultdict(dict)

    def followed(self, depth: int) -> Reach:
        """Follow on from what arrived at this depth."""
        while self.news:
            depth += 1
            arrived, self.news = self.news, defaultdict(dict)
            for holder, load in sorted(arrived.items()):
                for edge in self.graph.current(self.graph.gives(holder)):
                    if edge.data:
                        self.step(edge, self._carried_on(edge, load), depth)
                    elif edge.receiver not in self.start:
                        self.unsaid.setdefault(edge.id, edge)
                # What an office received, the whole received. But which office gives what the whole gives is not
                # stated, so a step of the whole that does not say what it carries is not a step of this office.
                for whole in self.graph.offices.above(holder):
                    for edge in self.graph.current(self.graph.given_by_name(whole)):
                        self.step(edge, self._carried_on(edge, load), depth)
        return Reach(tuple(sorted(self.hops.values(), key=lambda hop: hop.depth)), tuple(self.unsaid.values()))

    def give(self, edge: Edge) -> None:
        """Take a first step from the start, of which all goes on that it carries, stated or not."""
        if edge.data:
            self.step(edge, dict.fromkeys(edge.data, True), 1)
        else:
            self._name(edge, {}, 1, certain=True)
            self.unsaid[edge.id] = edge

    def step(self, edge: Edge, carried: _Load, depth: int) -> None:
        """Take one step with what it carries of what is followed."""
        if not carried or edge.receiver in self.start:
            return
        self._name(edge, carried, depth, certain=any(carried.values()))
        held = self.held[edge.receiver]
        for kind, sure in carried.items():
            if sure > held.get(kind, -1):
                held[kind] = self.news[edge.receiver][kind] = sure

    def _among(self, edge: Edge, carried: _Load) -> tuple[str, ...]:
        """The kinds that a flow states and that what goes on may be among, or may be part of."""
        wider = set(carried).union(*map(self.graph.data.above, carried))
        return tuple(kind for kind in edge.data if kind in wider or self.subject in self.graph.data.above(kind))

    def _name(self, edge: Edge, carried: _Load, depth: int, *, certain: bool) -> None:
        """Name a hop that leads to somebody new, or makes certain what was only possible."""
        nearest, sure = self.reached.get(edge.receiver, (depth, False))
        if nearest == depth or (certain and not (sure and self.start)):
            self.reached[edge.receiver] = nearest, sure or certain
            hop = self.hops.get(edge.id)
            if hop is None:
                controlled = self.graph.is_controlled(edge.receiver)
                self.hops[edge.id] = Hop(depth, edge, self._among(edge, carried), certain, controlled)
            elif not hop.certain or len(hop.data) < len(edge.data):
                both = {*hop.data, *self._among(edge, carried)}
                data = tuple(kind for kind in edge.data if kind in both)
                self.hops[edge.id] = replace(hop, data=data, certain=hop.certain or certain)

    def _carried_on(self, edge: Edge, load: _Load) -> dict[str, bool]:
        """What of a load goes on with a flow.

        The very kind that was received goes on. Where a flow carries a wider kind, it is only possible that what was
        received is in it; and where it carries a narrower one, that this was in what was received.
        """
        carried: dict[str, bool] = {}
        above = {kind: self.graph.data.above(kind) for kind in edge.data}
        for held, certain in load.items():
            for kind, wider in above.items():
                if held == kind or (held in wider and held == self.subject):
                    carried[held] = carried.get(held, False) or certain
                elif held in wider:
                    carried.setdefault(kind, False)
                elif kind in self.graph.data.above(held):
                    carried.setdefault(held, False)
        return carried
