"""Flows as strands through the columns of a diagram, and how a column that is too long is made shorter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from schemas.words import NOT_STATED
from scripts.registry.tree import Tree

MOST_BOXES = 14
"""A column with more boxes than this cannot be taken in at one look."""
FEWEST_BOXES = 5
"""Joining until fewer boxes than this are left says too little: at the top of a tree, all is information."""


@dataclass(frozen=True, slots=True)
class Stop:
    """What a strand passes in one column: a record, several records in one, or what is not stated."""

    kind: str
    """The record's kind, or `unknown`, or `more` for the rest of a long column."""
    id: str
    count: int = 1
    """How many records it stands for."""


UNKNOWN = Stop("unknown", NOT_STATED)


@dataclass(frozen=True, slots=True)
class Strand:
    """One flow on its way through neighbouring columns. A flow has a strand for each thing it carries."""

    flow: str
    first: int
    """The column of the first stop."""
    stops: tuple[Stop, ...]

    @property
    def places(self) -> Iterator[tuple[int, Stop]]:
        """Each stop with its column."""
        return enumerate(self.stops, self.first)


Columns = Mapping[int, Mapping[Stop, set[str]]]
"""For each column its stops, in the order in which they come up, with the flows that pass there."""


def columns(strands: Sequence[Strand]) -> Columns:
    """Sort the stops of all strands into their columns."""
    found: dict[int, dict[Stop, set[str]]] = defaultdict(lambda: defaultdict(set))
    for strand in strands:
        for column, stop in strand.places:
            found[column][stop].add(strand.flow)
    return found


def shortened(strands: Sequence[Strand], trees: Mapping[str, Tree]) -> list[Strand]:
    """Lead the strands through fewer stops where a column has too many. No strand and no flow is lost.

    Kinds of record that form a tree are first joined under what they are part of, and no further than needed.
    What is still too much is summed up in one stop.
    """
    shorter = {}
    for column, stops in columns(strands).items():
        wider = _joined(list(stops), trees)
        flows: dict[Stop, set[str]] = defaultdict(set)
        for stop, passing in stops.items():
            flows[wider[stop]] |= passing
        last = _summed_up(flows)
        shorter[column] = {stop: last[wider[stop]] for stop in stops}
    return [replace(strand, stops=tuple(shorter[column][stop] for column, stop in strand.places)) for strand in strands]


def _joined(stops: Sequence[Stop], trees: Mapping[str, Tree]) -> dict[Stop, Stop]:
    """Join stops under wider ones: at the deepest level of their trees at which there are few enough."""
    paths = {stop: _path(stop, trees) for stop in stops}
    deepest = max(len(path) for path in paths.values())
    joined: dict[Stop, Stop] = {}
    for level in range(deepest, 0, -1):
        wider = _at_level(paths, level)
        if joined and len(set(wider.values())) < FEWEST_BOXES:
            break
        joined = wider
        if len(set(joined.values())) <= MOST_BOXES:
            break
    return joined


def _path(stop: Stop, trees: Mapping[str, Tree]) -> list[Stop]:
    """List what a stop is part of, the widest first, and itself last."""
    above = trees[stop.kind].above(stop.id) if stop.kind in trees else ()
    return [*(Stop(stop.kind, id_) for id_ in reversed(above)), stop]


def _at_level(paths: Mapping[Stop, list[Stop]], level: int) -> dict[Stop, Stop]:
    wider = {stop: path[:level][-1] for stop, path in paths.items()}
    counts = Counter(wider.values())
    return {stop: replace(to, count=counts[to]) if counts[to] > 1 else stop for stop, to in wider.items()}


def _summed_up(flows: Mapping[Stop, set[str]]) -> dict[Stop, Stop]:
    """Keep the stops that most flows pass, and what is not stated. Sum up the rest if there are too many."""
    if len(flows) <= MOST_BOXES:
        return {stop: stop for stop in flows}
    ranked = sorted(flows, key=lambda stop: (stop != UNKNOWN, -len(flows[stop])))
    kept, rest = ranked[: MOST_BOXES - 1], ranked[MOST_BOXES - 1 :]
    more = Stop("more", "more", sum(stop.count for stop in rest))
    return {stop: stop for stop in kept} | dict.fromkeys(rest, more)
