"""Who gets what, as a whole: a table of everyone who gets something against wide kinds of information."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from schemas import KINDS
from schemas.words import Word
from scripts import diagrams
from scripts.registry.addresses import hub_of, page_of
from scripts.registry.graph import Graph
from scripts.site.pages.links import MOST_ROWS, address_from, built, part, path_to
from scripts.site.pages.lists import HUBS
from scripts.site.pages.page_writer import Writer
from scripts.words.languages import sort_key

PAGE = "who-gets-what/index.md"
KINDS_OF_PARTY = ("vendor", "office", "recipient")


class Answer(Word):
    """What the flows in use say of a party and a kind of information."""

    GETS = "gets", "Gets"
    MAY_GET = "may-get", "May get"
    NOT_STATED = "not-stated", "Not stated"
    NO_FLOW = "no-flow", "No flow says so"


class Row(NamedTuple):
    """One who gets something, with an answer for each kind of information."""

    party: str
    answers: tuple[Answer, ...]


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


def rows(graph: Graph) -> list[Row]:
    """Everyone to whom a flow in use leads, by kind and name, with what they get of each head of the tree."""
    by_head = [answers(graph, head) for head in graph.data.heads]
    registry = graph.registry
    receivers = {edge.receiver for edge in graph.edges.values() if graph.is_current(edge)}

    def place(party: str) -> tuple[int, str, str]:
        record = registry.parties[party]
        return KINDS_OF_PARTY.index(record.kind), sort_key(record.name), party

    return [
        Row(party, tuple(found.get(party, Answer.NO_FLOW) for found in by_head))
        for party in sorted(receivers, key=place)
    ]


def pages(writer: Writer, made: Collection[str]) -> Iterator[tuple[str, str]]:
    """Write the table, and behind a control its picture. `made` are pages that a group in the picture may lead to."""
    found = rows(writer.graph)
    count = max(1, -(-len(found) // MOST_ROWS))
    parts = [part(PAGE, number) for number in range(1, count + 1)]
    for number, path in enumerate(parts, 1):
        groups: dict[str, list[Row]] = {}
        for row in found[(number - 1) * MOST_ROWS : number * MOST_ROWS]:
            groups.setdefault(writer.language.say(HUBS[writer.registry.parties[row.party].kind].title), []).append(row)
        text = writer.write(
            "matrix.md.j2",
            path,
            heads=writer.graph.data.heads,
            groups=groups,
            counts=_counts(found),
            answers=Answer,
            address_to=partial(_address, path),
            figure=_figure(writer, path, made) if number == 1 else "",
            number=number,
            parts=parts,
        )
        yield path, text


def _counts(found: list[Row]) -> Mapping[str, int]:
    return {answer: sum(row.answers.count(answer) for row in found) for answer in Answer}


def _address(page: str, kind: str, id_: str) -> Markup:
    return path_to(page, built(page_of((kind, id_))))


def _figure(writer: Writer, page: str, made: Collection[str]) -> str:
    def target(kind: str, id_: str) -> str:
        party, _, group = kind.partition("-")
        if not group:
            return str(_address(page, kind, id_))
        wanted = f"{KINDS[party].folder}/kind/{id_}.md"
        return address_from(page, wanted if wanted in made else hub_of(party))

    drawing = diagrams.of_everything(writer.graph, writer.language)
    return diagrams.figure(drawing, prefix="diagram", table_anchor="table", address=target) if drawing else ""
