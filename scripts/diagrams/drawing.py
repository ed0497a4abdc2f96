"""Graph → drawings: which boxes stand in which columns, and which lines join them. One question, one drawing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from schemas import Key
from scripts.diagrams.columns import MOST_BOXES, UNKNOWN, Stop, Strand, columns, shortened
from scripts.registry import receivers
from scripts.registry.certainty import Certainty
from scripts.registry.graph import Edge, Graph
from scripts.words import leads, sentences
from scripts.words.languages import ANY_LANGUAGE, ENGLISH, Language, Piece, Text, message
from scripts.words.tenses import NOW, Tense, tense_of, when_in, when_of

MOST_FLOWS = 250
"""A diagram that stands for more flows than this is a knot, and too heavy for a phone."""
MOST_NAMES = 4
"""How many of those who get something a sentence names before it only counts them."""

_PARTIES = frozenset({"vendor", "office", "recipient"})

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
    certainty: Certainty = Certainty.NAMED
    """How sure we are that somebody is there, which the line around the box shows."""


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
    language: Language = ENGLISH
    """What its words are written in."""

    @property
    def legend(self) -> tuple[tuple[Certainty, Text], ...]:
        """What the lines around boxes mean; nothing where all are alike."""
        found = {box.certainty for column in self.columns for box in column.boxes}
        if found <= {Certainty.NAMED}:
            return ()
        return tuple((one, self.language.say(_LINES[one])) for one in Certainty if one in found)

    @property
    def description(self) -> str:
        """How to read it, for those who do not see it."""
        first, *others = (self.language.known(column.heading.text).pieces for column in self.columns)
        headings = Text([*first, *(piece for other in others for piece in (Piece(", ", ANY_LANGUAGE), *other))])
        return self.language.say("From left to right: %(headings)s. The table has the same facts.", headings=headings)


_LINES = {
    Certainty.NAMED: message("Solid line: a source names it."),
    Certainty.TOLD_OF: message("Dashed line: a source tells of it, and gives no name."),
    Certainty.OUR_READING: message("Dotted line: no source says so. It is our reading, and a question."),
}


class _Headings(NamedTuple):
    """The headings of a picture in one tense."""

    people: Heading
    sender: Heading
    information: Heading
    who_gets_it: Heading
    who_has_it: Heading
    passed_on_to: Heading
    passes_it_on_to: Heading


def _headings(tense: Tense) -> _Headings:
    return _Headings(
        people=Heading(message("People"), after=tense.head_gives),
        sender=Heading(message("From"), after=tense.head_gives),
        information=Heading(message("Information"), message("From"), tense.head_goes_to),
        who_gets_it=Heading(tense.head_who, tense.head_gets, tense.head_passes_on),
        who_has_it=Heading(tense.head_has, after=tense.head_passes_on),
        passed_on_to=Heading(message("Passed on to"), tense.head_gets, tense.head_passes_on),
        passes_it_on_to=Heading(tense.head_passes_it_on, tense.head_gets),
    )


_OF_DATA = (
    Heading(message("From"), after=message("To")),
    Heading(message("Who gets it"), message("From"), message("Why")),
    Heading(message("Why"), message("For")),
)
_OF_EVERYTHING = (
    Heading(message("Information"), after=message("Goes to")),
    Heading(message("Who gets it"), message("Gets")),
)


def of_service(graph: Graph, service: str, language: Language = ENGLISH) -> Drawing | None:
    """Draw what happens in a service, step by step. None if no flow belongs to it.

    Of a service that is not in use, what is told in the place of that is drawn.
    """
    steps = graph.steps(service)
    told = graph.told_of(edge for step in steps for edge in step)
    drawn = {edge.id for edge in told}
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
    tense = tense_of(graph, told)
    head = _headings(tense)
    headings = [head.people if people_only else head.sender, head.information, head.who_gets_it]
    headings += [head.information, head.passed_on_to] * (len(steps) - 1)
    first = _receivers(graph, steps[0], language)
    passed_on = [edge for step in steps[1:] for edge in step if not receivers.is_our_reading(graph, edge.sender)]
    later = _receivers(graph, passed_on, language)
    record = graph.registry.services[service]
    if tense is NOW and language.speaks(record.action, "Who gets what when you %(action)s"):
        title = language.say("Who gets what when you %(action)s", action=record.action)
    else:
        title = language.say(tense.picture_of_service, service=record.name)
    if not first:
        point = leads.opening_of_service(graph, service, told, language)
        return _drawing(graph, title, point, headings, strands, language)
    who = sentences.some(first, MOST_NAMES, language)
    point = language.say(tense.point_goes, when=when_in(graph, service, told, language), who=who)
    if later:
        then = language.say(tense.point_then, who=sentences.some(later, MOST_NAMES, language))
        point = language.say("%(one)s %(other)s", one=point, other=then)
    return _drawing(graph, title, point, headings, strands, language)


def of_party(graph: Graph, party: str, language: Language = ENGLISH) -> Drawing | None:
    """Draw what a party gets and passes on. None if it has no flow.

    Of a party that is not in use, what is told in the place of that is drawn.
    """
    name = graph.registry.parties[party].name
    here = Stop(*graph.registry.party_key(party))
    told = graph.told_of([*graph.gets(party), *graph.gives(party)])
    drawn = {edge.id for edge in told}
    if not drawn:
        return None
    tense = tense_of(graph, told)
    head = _headings(tense)
    when = when_of(graph, told, language)
    gives = [edge for edge in graph.gives(party) if edge.id in drawn]
    given = {edge.id for edge in gives}
    gets = [edge for edge in graph.gets(party) if edge.id in drawn and edge.id not in given]
    headings = [head.sender, head.information] if gets else []
    headings += [head.who_gets_it if gets else head.who_has_it]
    headings += [head.information, head.passes_it_on_to] if gives else []
    middle = 2 if gets else 0
    strands = [strand for edge in gets for strand in _from_hand_to_hand(graph, edge, 0, receiver=here)]
    strands += [strand for edge in gives for strand in _from_hand_to_hand(graph, edge, middle, sender=here)]
    given_by = [edge for edge in gets if not receivers.is_our_reading(graph, edge.sender)] or gets
    senders = list(dict.fromkeys(_name(graph, _sender(graph, edge), language) for edge in given_by))
    some = sentences.some(senders, MOST_NAMES, language)
    title = language.say(tense.picture_of_party, who=name)
    if receivers.is_our_reading(graph, party):
        title = language.say("What %(who)s would get, if it is there", who=name)
        return _drawing(graph, title, leads.opening_of_party(graph, party, told, language), headings, strands, language)
    comes = language.say(tense.point_comes, when=when, who=name, senders=some)
    further = _receivers(graph, gives, language)
    on = sentences.some(further, MOST_NAMES, language)
    goes = language.say(tense.point_goes_on, when=when, who=name, receivers=on)
    both = language.say("%(one)s %(other)s", one=comes, other=goes)
    point = both if gets and further else comes if gets else goes
    return _drawing(graph, title, point, headings, strands, language)


def of_data(graph: Graph, data: str, language: Language = ENGLISH) -> Drawing | None:
    """Draw who is stated to get a kind of information, and why. None if nobody is now, or too many flows say so."""
    name = graph.registry.data[data].name
    edges = graph.current(graph.who_gets(data).certain)
    if not edges or len(edges) > MOST_FLOWS:
        return None
    strands = [
        Strand(edge.id, 0, (_sender(graph, edge), _receiver(graph, edge), purpose))
        for edge in edges
        for purpose in [Stop("purpose", id_) for id_ in edge.purposes] or [UNKNOWN]
    ]
    told = _receivers(graph, edges, language)
    point: str = language.say("This information goes to %(who)s.", who=sentences.some(told, MOST_NAMES, language))
    if not told:
        point = leads.opening_of_data(graph, data, edges, language)
    title = language.say("Who gets this information: %(name)s", name=name)
    return _drawing(graph, title, point, _OF_DATA, strands, language)


def of_everything(graph: Graph, language: Language = ENGLISH) -> Drawing | None:
    """Draw all that is in use: wide kinds of information, and who counts as getting them. None if nobody does.

    Where there are many who get something, those of one kind share a box. More flows than a reader can tell apart
    are not drawn.
    """
    counted = receivers.counted(graph)
    edges = [edge for edge in graph.current(graph.edges.values()) if edge.receiver in counted]
    if not edges or len(edges) > MOST_FLOWS:
        return None
    everyone = dict.fromkeys(edge.receiver for edge in edges)
    alone = {id_: Stop(*graph.registry.party_key(id_)) for id_ in everyone}
    ends = alone if len(alone) <= MOST_BOXES else _grouped(graph, everyone)
    strands = [
        Strand(edge.id, 0, (data, ends[edge.receiver]))
        for edge in edges
        for data in dict.fromkeys(Stop("data", graph.data.head(id_)) for id_ in edge.data) or [UNKNOWN]
    ]
    point = language.say("Information goes to %(count)s companies, offices and others.", count=len(everyone))
    return _joined(graph, language.say("Who gets what"), point, _OF_EVERYTHING, strands, language)


def _grouped(graph: Graph, parties: Iterable[str]) -> dict[str, Stop]:
    """One stop for all companies of a kind, one for the offices, and one for the others."""
    kinds = {
        id_: ("vendor-kind", str(graph.registry.vendors[id_].kinds[0]))
        if id_ in graph.registry.vendors
        else (f"{graph.registry.parties[id_].kind}-kind", "all")
        for id_ in parties
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


def _receivers(graph: Graph, edges: Iterable[Edge], language: Language) -> list[str]:
    """The names of those to whom flows lead, as far as sources tell of them."""
    told = receivers.told(graph, edges)
    return list(dict.fromkeys(_name(graph, _receiver(graph, edge), language) for edge in told))


def _drawing(  # noqa: PLR0913, PLR0917 - all that a drawing is made of
    graph: Graph, title: str, point: str, headings: Sequence[Heading], strands: Sequence[Strand], language: Language
) -> Drawing:
    shorter = shortened(strands, {"data": graph.data, "purpose": graph.purposes})
    return _joined(graph, title, point, headings, shorter, language)


def _joined(  # noqa: PLR0913, PLR0917 - all that a drawing is made of
    graph: Graph, title: str, point: str, headings: Sequence[Heading], strands: Sequence[Strand], language: Language
) -> Drawing:
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
            Column(
                Heading(
                    *(language.say(words) if words else "" for words in (heading.text, heading.before, heading.after))
                ),
                tuple(_box(graph, index, stop, flows, language) for stop, flows in stops[index].items()),
            )
            for index, heading in enumerate(headings)
        ),
        tuple(Line(tail, head, tuple(sorted(flows))) for (tail, head), flows in lines.items()),
        language,
    )


def _box_id(column: int, stop: Stop) -> str:
    return f"{column}-{stop.kind}-{stop.id}"


def _box(graph: Graph, column: int, stop: Stop, flows: Iterable[str], language: Language) -> Box:
    key = None if stop.kind in {"unknown", "more"} else (stop.kind, stop.id)
    return Box(
        id=_box_id(column, stop),
        kind=stop.kind.removesuffix("-kind"),
        label=_name(graph, stop, language),
        note=_note(graph, stop, language),
        key=key,
        flows=tuple(sorted(flows)),
        certainty=_certainty(graph, stop),
    )


def _certainty(graph: Graph, stop: Stop) -> Certainty:
    return graph.registry.certainties[stop.id] if stop.kind in _PARTIES else Certainty.NAMED


_NOT_NAMED = {
    (True, Certainty.TOLD_OF): message("Company, not named"),
    (True, Certainty.OUR_READING): message("A company? Our reading"),
    (False, Certainty.TOLD_OF): message("Someone else, not named"),
    (False, Certainty.OUR_READING): message("Someone else? Our reading"),
}
"""What stands in the box of somebody who is not named, by whether it is a company."""


def _note(graph: Graph, stop: Stop, language: Language) -> str:  # noqa: PLR0911 - one for each kind of box
    """What kind of party a box stands for, or what kind all of them are."""
    certainty = _certainty(graph, stop)
    if certainty != Certainty.NAMED:
        is_company = stop.kind == "vendor"
        return language.say(_NOT_NAMED[is_company, certainty])
    match stop.kind:
        case "vendor":
            return language.say("Company")
        case "office":
            return language.say("Part of %(the_city)s", the_city=graph.registry.organisation.short_name)
        case "recipient" | "recipient-kind":
            return language.say("Someone else")
        case "vendor-kind":
            return language.say("Companies: %(count)s", count=stop.count)
        case "office-kind":
            return language.say("Offices")
        case _:
            return ""


def _name(graph: Graph, stop: Stop, language: Language) -> str:  # noqa: PLR0911 - one for each kind of box
    organisation = graph.registry.organisation
    match stop.kind:
        case "unknown":
            return language.say("Not stated")
        case "more":
            return language.say_many("and %(count)s more", "and %(count)s more", stop.count)
        case "vendor-kind":
            return language.known(graph.registry.company_kinds[stop.id].does)
        case "office-kind":
            return language.say_many(
                "%(count)s part of %(the_city)s",
                "%(count)s parts of %(the_city)s",
                stop.count,
                the_city=organisation.short_name,
            )
        case "recipient-kind":
            return language.say_many("%(count)s other who may get it", "%(count)s others who may get it", stop.count)
        case _:
            name = graph.registry.records[stop.kind, stop.id].name
            if stop.count == 1:
                return name
            return language.say_many("%(name)s: %(count)s kind", "%(name)s: %(count)s kinds", stop.count, name=name)
