"""Who gets what, as a whole: everyone who gets something against wide kinds of information."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from schemas.vocabulary import Identifies, Sensitivity
from schemas.words import Word
from scripts import diagrams
from scripts.diagrams import Drawing
from scripts.registry import receivers
from scripts.registry.graph import Graph
from scripts.site.pages.edition import Edition
from scripts.site.pages.lists.lists_of_kinds import KINDS_OF_PARTY, LISTS
from scripts.site.pages.views.paging import Pager, on_page, pagers
from scripts.words import readings
from scripts.words.languages import sort_key

PAGE = "who-gets-what/index.md"


class Answer(Word):
    """What the flows in use say of a party and a kind of information."""

    GETS = "gets", "Gets"
    MAY_GET = "may-get", "May get"
    NOT_STATED = "not-stated", "Not stated"
    NO_FLOW = "no-flow", "Nothing we read says so"


class Row(NamedTuple):
    """One who gets something, with an answer for each kind of information."""

    party: str
    answers: tuple[Answer, ...]

    @property
    def gets_some(self) -> bool:
        """Whether a source says that it gets any kind."""
        return Answer.GETS in self.answers

    @property
    def gets_what_is_not_stated(self) -> bool:
        """Whether something goes to it of which nothing is stated."""
        return Answer.NOT_STATED in self.answers


class WholeTablePage(NamedTuple):
    """What one page of the table says."""

    heads: tuple[str, ...]
    """The wide kinds of information, a column each."""
    groups: tuple[tuple[str, str, tuple[Row, ...]], ...]
    """The rows of each kind of party, below what those of the kind are called."""
    answers: type[Answer]
    counts: Mapping[Answer, int]
    """How often each answer stands in the whole table."""
    receivers: Mapping[str, int]
    """How many rows of each kind of party there are in the whole table."""
    classes: tuple[str, ...]
    """The classes of companies that have no row beside their members."""
    readings: tuple[str, ...]
    """Those who have no row since no source says that they get anything."""
    drawing: Drawing | None
    lists: Collection[str]
    """The pages to which a group in the picture can lead."""
    pager: Pager


def whole_table_pages(edition: Edition, lists: Collection[str]) -> list[WholeTablePage]:
    """Say what each page of the table says. Its picture stands on the first, and leads to those of `lists`."""
    found = rows(edition.graph)
    counts = {answer: sum(row.answers.count(answer) for row in found) for answer in Answer}
    drawing = diagrams.of_everything(edition.graph, edition.language)
    kinds = [edition.registry.parties[row.party].kind for row in found]
    current = edition.graph.current(edition.graph.edges.values())
    return [
        WholeTablePage(
            heads=heads(edition.graph),
            groups=_groups(edition, on_page(found, pager.number)),
            answers=Answer,
            counts=counts,
            receivers={kind: kinds.count(kind) for kind in KINDS_OF_PARTY},
            classes=tuple(sorted(receivers.classes(edition.graph), key=edition.by_name)),
            readings=tuple(sorted(readings.of(edition.graph, current), key=edition.by_name)),
            drawing=drawing if pager.number == 1 else None,
            lists=lists,
            pager=pager,
        )
        for pager in pagers(PAGE, found)
    ]


def _groups(edition: Edition, found: tuple[Row, ...]) -> tuple[tuple[str, str, tuple[Row, ...]], ...]:
    groups: dict[str, list[Row]] = {}
    for row in found:
        groups.setdefault(edition.registry.parties[row.party].kind, []).append(row)
    return tuple((kind, edition.language.say(LISTS[kind].title), tuple(group)) for kind, group in groups.items())


def rows(graph: Graph) -> list[Row]:
    """Everyone who counts as getting something now, by kind and name, with what they get of each head of the tree."""
    by_head = [answers(graph, head) for head in heads(graph)]
    registry = graph.registry

    def place(party: str) -> tuple[int, str, str]:
        record = registry.parties[party]
        return KINDS_OF_PARTY.index(record.kind), sort_key(record.name), party

    return [
        Row(party, tuple(found.get(party, Answer.NO_FLOW) for found in by_head))
        for party in sorted(receivers.counted(graph), key=place)
    ]


def heads(graph: Graph) -> tuple[str, ...]:
    """The wide kinds of information: first what can do most harm if others see it, then what most get."""
    order = list(Sensitivity)
    records = graph.registry.data
    harm = {head: order.index(records[head].sensitivity) for head in graph.data.heads}
    for data, record in records.items():
        head = graph.data.head(data)
        harm[head] = max(harm.get(head, 0), order.index(record.sensitivity))

    def place(head: str) -> tuple[bool, int, int, str]:
        getting = {edge.receiver for edge in graph.who_gets(head).certain if graph.is_current(edge)}
        return records[head].identifies == Identifies.NOBODY, -harm[head], -len(getting), head

    return tuple(sorted(graph.data.heads, key=place))


def answers(graph: Graph, data: str) -> dict[str, Answer]:
    """Who gets a kind of information, and who may: the surest answer for each that a flow in use leads to."""
    who = graph.who_gets(data)
    found: dict[str, Answer] = {}
    for edge in who.possible:
        if graph.is_current(edge):
            answer = Answer.MAY_GET if edge.data else Answer.NOT_STATED
            if found.get(edge.receiver) != Answer.MAY_GET:
                found[edge.receiver] = answer
    return found | {edge.receiver: Answer.GETS for edge in who.certain if graph.is_current(edge)}
