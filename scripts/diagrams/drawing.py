"""Graph → drawings: which boxes stand in which columns, and which lines join them. One question, one drawing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from schemas.vendor import VendorKind
from scripts.diagrams.strands import MOST_BOXES, UNKNOWN, Stop, Strand, columns, shortened
from scripts.graph import Edge, Graph
from scripts.registry import Key

MOST_FLOWS = 250
"""A diagram that stands for more flows than this is a knot, and too heavy for a phone."""

Flows = tuple[str, ...]
"""The ids of the flows that a box or a line stands for, sorted."""


@dataclass(frozen=True, slots=True)
class Box:
    """A record in a column, or several records in one, or what is not stated."""

    id: str
    """Unique in its drawing."""
    kind: str
    """What it is: the record's kind, `unknown`, or `more` for the rest of a long column."""
    label: str
    note: str
    """What kind of party it is, in words for the reader; empty for other boxes."""
    key: Key | None
    """The record whose page it leads to; None if only the table says more."""
    flows: Flows


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a column, and the words that tie its boxes to those on both sides."""

    text: str
    before: str = ""
    """Said before the names of the boxes on the left, as in "Gets: Name, Email address"."""
    after: str = ""
    """Said before the names of the boxes on the right."""


@dataclass(frozen=True, slots=True)
class Column:
    """Boxes below one heading."""

    heading: Heading
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What joins two boxes of neighbouring columns, and the flows it stands for."""

    tail: str
    head: str
    flows: Flows


@dataclass(frozen=True, slots=True)
class Drawing:
    """The answer to one question as columns of boxes that are joined by lines."""

    title: str
    point: str
    """What a reader should take from it, in a sentence or two."""
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    @property
    def description(self) -> str:
        """How to read it, for those who do not see it."""
        headings = ", ".join(column.heading.text for column in self.columns)
        return f"From left to right: {headings}. The table has the same facts."


_INFORMATION = Heading("Information", "From", "Goes to")
_WHO_GETS_IT = Heading("Who gets it", "Gets", "Passes on")
_PASSED_ON_TO = Heading("Passed on to", "Gets", "Passes on")


def of_service(graph: Graph, service: str) -> Drawing | None:
    """Draw what happens in a service, step by step. None if no flow belongs to it."""
    steps = graph.steps(service)
    drawn = {edge.id for edge in graph.current(edge for step in steps for edge in step)}
    steps = [now for step in steps if (now := [edge for edge in step if edge.id in drawn])]
    if not steps:
        return None
    strands = [
        strand
        for step, edges in enumerate(steps)
        for edge in edges
        for strand in _from_hand_to_hand(graph, edge, 2 * step)
    ]
    people_only = all(edge.sender in graph.registry.people for edge in steps[0])
    headings = [Heading("People" if people_only else "From", after="Gives"), _INFORMATION, _WHO_GETS_IT]
    headings += [_INFORMATION, _PASSED_ON_TO] * (len(steps) - 1)
    first, later = _receivers(graph, steps[0]), _receivers(graph, [edge for step in steps[1:] for edge in step])
    action = graph.registry.services[service].action
    point = f"When you {action}, information goes to {_some(first)}."
    point += f" From there, information goes on to {_some(later)}." if later else ""
    return _drawing(graph, f"Who gets what when you {action}", point, headings, strands)


def of_party(graph: Graph, party: str) -> Drawing | None:
    """Draw what a party gets and passes on. None if it has no flow."""
    name = graph.registry.parties[party].name
    here = Stop(*graph.registry.party_key(party))
    drawn = {edge.id for edge in graph.current([*graph.gets(party), *graph.gives(party)])}
    if not drawn:
        return None
    gives = [edge for edge in graph.gives(party) if edge.id in drawn]
    given = {edge.id for edge in gives}
    gets = [edge for edge in graph.gets(party) if edge.id in drawn and edge.id not in given]
    headings = [Heading("From", after="Gives"), _INFORMATION] if gets else []
    headings += [_WHO_GETS_IT if gets else Heading("Who has it", after="Passes on")]
    headings += [_INFORMATION, Heading("Passes it on to", "Gets")] if gives else []
    middle = 2 if gets else 0
    strands = [strand for edge in gets for strand in _from_hand_to_hand(graph, edge, 0, receiver=here)]
    strands += [strand for edge in gives for strand in _from_hand_to_hand(graph, edge, middle, sender=here)]
    senders = list(dict.fromkeys(_name(graph, _sender(graph, edge)) for edge in gets))
    points = [f"Information comes to {name} from {_some(senders)}."] if gets else []
    points += [f"From {name}, information goes on to {_some(_receivers(graph, gives))}."] if gives else []
    return _drawing(graph, f"What {name} gets and passes on", " ".join(points), headings, strands)


def of_data(graph: Graph, data: str) -> Drawing | None:
    """Draw who is stated to get a kind of information, and why. None if nobody is, or too many flows say so."""
    name = graph.registry.data[data].name
    certain = graph.who_gets(data).certain
    if not certain:
        return None
    edges = graph.current(certain)
    if len(edges) > MOST_FLOWS:
        return None
    headings = [Heading("From", after="To"), Heading("Who gets it", "From", "Why"), Heading("Why", "For")]
    strands = [
        Strand(edge.id, 0, (_sender(graph, edge), _receiver(graph, edge), purpose))
        for edge in edges
        for purpose in [Stop("purpose", id_) for id_ in edge.purposes] or [UNKNOWN]
    ]
    point = f"This information goes to {_some(_receivers(graph, edges))}."
    return _drawing(graph, f"Who gets this information: {name}", point, headings, strands)


def of_everything(graph: Graph) -> Drawing | None:
    """Draw all that is in use: wide kinds of information, and who gets them. None if nothing is.

    Where there are many who get something, those of one kind share a box. More flows than a reader can tell apart
    are not drawn.
    """
    edges = [edge for edge in graph.edges.values() if graph.is_current(edge)]
    if not edges or len(edges) > MOST_FLOWS:
        return None
    receivers = dict.fromkeys(edge.receiver for edge in edges)
    alone = {id_: Stop(*graph.registry.party_key(id_)) for id_ in receivers}
    ends = alone if len(alone) <= MOST_BOXES else _grouped(graph, receivers)
    strands = [
        Strand(edge.id, 0, (data, ends[edge.receiver]))
        for edge in edges
        for data in dict.fromkeys(Stop("data", graph.data.head(id_)) for id_ in edge.data) or [UNKNOWN]
    ]
    headings = [Heading("Information", after="Goes to"), Heading("Who gets it", "Gets")]
    point = f"Information goes to {len(receivers)} companies, offices and others."
    return _joined(graph, "Who gets what", point, headings, strands)


def _grouped(graph: Graph, receivers: Iterable[str]) -> dict[str, Stop]:
    """One stop for all companies of a kind, one for the offices, and one for the others."""
    kinds = {
        id_: ("vendor-kind", graph.registry.vendors[id_].kinds[0].value)
        if id_ in graph.registry.vendors
        else (f"{graph.registry.parties[id_].kind}-kind", "all")
        for id_ in receivers
    }
    counts = Counter(kinds.values())
    return {id_: Stop(*kind, counts[kind]) for id_, kind in kinds.items()}


def _from_hand_to_hand(
    graph: Graph, edge: Edge, first: int, sender: Stop | None = None, receiver: Stop | None = None
) -> Iterator[Strand]:
    ends = sender or _sender(graph, edge), receiver or _receiver(graph, edge)
    for data in [Stop("data", id_) for id_ in edge.data] or [UNKNOWN]:
        yield Strand(edge.id, first, (ends[0], data, ends[1]))


def _sender(graph: Graph, edge: Edge) -> Stop:
    registry = graph.registry
    return Stop("people", edge.sender) if edge.sender in registry.people else Stop(*registry.party_key(edge.sender))


def _receiver(graph: Graph, edge: Edge) -> Stop:
    return Stop(*graph.registry.party_key(edge.receiver))


def _receivers(graph: Graph, edges: Iterable[Edge]) -> list[str]:
    return list(dict.fromkeys(_name(graph, _receiver(graph, edge)) for edge in edges))


def _some(names: Sequence[str], most: int = 4) -> str:
    """List names in a sentence, and only count those that would make it long."""
    shown = list(names) if len(names) <= most else [*names[: most - 1], f"{len(names) - most + 1} more"]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _drawing(graph: Graph, title: str, point: str, headings: Sequence[Heading], strands: Sequence[Strand]) -> Drawing:
    return _joined(graph, title, point, headings, shortened(strands, {"data": graph.data, "purpose": graph.purposes}))


def _joined(graph: Graph, title: str, point: str, headings: Sequence[Heading], strands: Sequence[Strand]) -> Drawing:
    """Make boxes and lines of strands, as many as there are."""
    stops = columns(strands)
    lines: dict[tuple[str, str], set[str]] = defaultdict(set)
    for strand in strands:
        boxes = [_box_id(column, stop) for column, stop in strand.places]
        for joined in pairwise(boxes):
            lines[joined].add(strand.flow)
    return Drawing(
        title,
        point,
        tuple(
            Column(heading, tuple(_box(graph, index, stop, flows) for stop, flows in stops[index].items()))
            for index, heading in enumerate(headings)
        ),
        tuple(Line(tail, head, tuple(sorted(flows))) for (tail, head), flows in lines.items()),
    )


def _box_id(column: int, stop: Stop) -> str:
    return f"{column}-{stop.kind}-{stop.id}"


def _box(graph: Graph, column: int, stop: Stop, flows: Iterable[str]) -> Box:
    notes = {
        "vendor": "Company",
        "office": f"Part of {graph.registry.organisation.short_name}",
        "recipient": "Someone else",
    }
    key = None if stop.kind in {"unknown", "more"} else (stop.kind, stop.id)
    kind = stop.kind.removesuffix("-kind")
    many = {"vendor": f"Companies: {stop.count}", "office": "Offices", "recipient": "Someone else"}
    return Box(
        id=_box_id(column, stop),
        kind=kind,
        label=_name(graph, stop),
        note=notes.get(kind, "") if kind == stop.kind else many[kind],
        key=key,
        flows=tuple(sorted(flows)),
    )


def _name(graph: Graph, stop: Stop) -> str:
    match stop.kind:
        case "unknown":
            return "Not stated"
        case "more":
            return f"and {stop.count} more"
        case "vendor-kind":
            return next(kind.label for kind in VendorKind if kind == stop.id)
        case "office-kind":
            return f"{stop.count} parts of {graph.registry.organisation.short_name}"
        case "recipient-kind":
            return f"{stop.count} others who may get it"
        case _:
            name = graph.registry.records[stop.kind, stop.id].name
            return name if stop.count == 1 else f"{name}: {stop.count} kinds"
