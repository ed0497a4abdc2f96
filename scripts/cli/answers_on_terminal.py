"""Answers laid out to be read: as wide as the terminal, in groups, with what tells their lines apart.

It is loaded only for somebody who sits at a terminal. A pipe gets `answers_in_lines`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.styled import Styled
from rich.table import Table
from rich.text import Text

from schemas.flow import Choice
from schemas.record import State
from scripts.answers import answers_in_sentences as said
from scripts.answers.answer_values import (
    Answer,
    Duties,
    Fact,
    IfBreached,
    Named,
    Promises,
    Received,
    Receiver,
    Step,
    Unknowns,
    Way,
    WhatGets,
    WhatHappens,
    WhereCanItGo,
    WhoGets,
    Without,
)
from scripts.cli.answers_in_lines import HEADING_OF_FLOWS, of_flow
from scripts.registry.graph import Edge, Graph
from scripts.registry.verdicts import Verdict
from scripts.words.counting import number
from scripts.words.escapers.terminal_text import printable
from scripts.words.languages import capital, lowered


def show(answer: Answer, graph: Graph) -> None:
    """Print an answer on the terminal."""
    # What stands in records is text: nothing in it is markup, the name of a picture, or worth a colour.
    console = Console(highlight=False, markup=False, emoji=False)
    for part in (*laid_out(answer, graph), *_flows(answer, graph)):
        console.print(part)


@singledispatch
def laid_out(answer: Answer, graph: Graph) -> Iterator[RenderableType]:
    """Lay out one answer."""
    raise NotImplementedError(type(answer), graph)


@laid_out.register
def _(answer: WhoGets, graph: Graph) -> Iterator[RenderableType]:
    told = [one for one in answer.receivers if not one.party.is_our_reading]
    everyone = said.parties(
        sum(not graph.registry.is_our_reading(graph.registry.party_key(id_)) for id_ in graph.registry.parties)
    )
    within = f", in “{answer.through.name}”" if answer.through else ""
    now = [one for one in told if one.certain and one.state is None]
    yield _heading(f"{len(now):,} of {everyone} {_gets(now)} {said.called(answer.data)}{within}", first=True)
    if now:
        yield _who_gets(now, answer, graph)
    for state, heading in _AT_ANOTHER_TIME.items():
        then = [one for one in told if one.certain and one.state == state]
        if then:
            yield _heading(f"{len(then):,} of {everyone} {heading}")
            yield _who_gets(then, answer, graph)
    possible = [one for one in told if not one.certain]
    if possible:
        count = len({one.party for one in possible})
        yield _heading(f"{count:,} of {everyone} may get it: what is stated is a wider kind")
        rows = ((one.party.name, _actions(one, graph), said.named(one.data)) for one in possible)
        yield _table(("Who", "When you", "It is stated to get"), rows)
    if asked := [one for one in answer.receivers if one.party.is_our_reading]:
        yield _heading(f"Do these get it? {said.NO_SOURCE}")
        yield _who_gets(asked, answer, graph)
    if answer.unsaid:
        yield _heading(said.may_carry(answer))


_AT_ANOTHER_TIME = {
    State.PAUSED: "may get it again: this is paused",
    State.PLANNED: "will get it: this is planned",
    State.ENDED: "got it in the past: this is over",
}


def _who_gets(receivers: Sequence[Receiver], answer: WhoGets, graph: Graph) -> RenderableType:
    narrower = any(one.data != (answer.data,) for one in receivers)
    return _table(
        ("Who", *(["What"] if narrower else []), "When you"),
        ((one.party.name, *([said.named(one.data)] if narrower else []), _actions(one, graph)) for one in receivers),
    )


def _gets(receivers: Sequence[Receiver]) -> str:
    return "gets" if len(receivers) == 1 else "get"


def _actions(one: Receiver, graph: Graph) -> str:
    """What people do when somebody gets it, a line each; what is over and what only may be by its time too."""
    actions = [graph.registry.services[service.id].action for service in one.services]
    if one.state is not None:
        actions = [f"{action}{said.at_another_time(graph, one.flows[0])}" for action in actions]
    return "\n".join([*actions, *(["use any service"] if one.with_any_service else [])])


@laid_out.register
def _(answer: WhatGets, graph: Graph) -> Iterator[RenderableType]:
    people = [one for one in answer.received if one.senders[0].kind == "people"]
    others = [one for one in answer.received if one.senders[0].kind != "people"]
    if not answer.received:
        yield from _sentences(answer, graph)
    if answer.received and answer.party.is_our_reading:
        yield _text(said.may_not_be_there(answer.party), "bold")
    if people:
        yield _heading(f"What people give {answer.party.name}, in {number(_services(people), 'service')}", first=True)
        yield _received(people, answer.party, graph)
    if others:
        yield _heading(f"What others pass on to {answer.party.name}", first=not people)
        yield _received(others, answer.party, graph)


def _services(received: Iterable[Received]) -> int:
    return len({one.service for one in received if one.service})


def _received(received: Sequence[Received], party: Named, graph: Graph) -> RenderableType:
    """Who gives what in which service; and to whom, if it goes to parts of the party."""
    has_parts = any(one.receiver != party for one in received)
    columns = ("From", *(["To"] if has_parts else []), "Service", "What")
    rows = (
        (
            said.named(one.senders),
            *([one.receiver.name] if has_parts else []),
            "Any" if one.service is None else one.service.name,
            f"{said.data_of(one)}{said.at_another_time(graph, one.flows[0])}",
        )
        for one in received
    )
    return _table(columns, rows)


@laid_out.register
def _(answer: WhatHappens, graph: Graph) -> Iterator[RenderableType]:
    if not answer.steps:
        yield from _sentences(answer, graph)
        return
    action = graph.registry.services[answer.service.id].action
    yield _heading(f"What happens when you {action}, in {number(len(answer.steps), 'step')}", first=True)
    for step in answer.steps:
        asked = f"? {said.NO_SOURCE}" if step.is_our_reading else ""
        yield _text(f"{said.way_of(step)}{asked}", "bold")
        yield Padding(Group(*(_carried(edge, step, graph) for edge in step.flows)), (0, 0, 0, 3), expand=False)


def _carried(edge: Edge, step: Step, graph: Graph) -> RenderableType:
    """What one flow carries, and what tells it from others that go the same way."""
    facts = [lowered(graph.registry.purposes[purpose].name) for purpose in edge.purposes] or ["why is not stated"]
    if isinstance(edge.flow.choice, Choice):
        facts.append(lowered(edge.flow.choice.label))
    bullet = "• " if len(step.flows) > 1 else ""
    what = f"{bullet}{capital(said.carried(graph, edge))}"
    return _text(what) + _text(f" ({'; '.join(facts)}){said.at_another_time(graph, edge)}", "dim")


@laid_out.register
def _(answer: WhereCanItGo, graph: Graph) -> Iterator[RenderableType]:
    if not answer.ways:
        yield from _sentences(answer, graph)
        return
    for depth, ways in groupby(answer.ways, said.depth):
        group = list(ways)
        yield _heading(f"{depth}: {number(len(group), 'way')}", first=group[0].depth == 0)
        yield _table(("From", "To", "How sure"), map(_way, group))
    if out := said.out_of_hand(answer.ways, graph):
        yield _heading(out)
    if answer.beyond:
        yield _heading(said.not_stated_beyond(answer.beyond, graph))
    if answer.unsaid:
        yield _heading(said.may_carry(answer))


def _way(way: Way) -> tuple[str, ...]:
    several = f" ({number(len(way.flows), 'flow')})" if len(way.flows) > 1 else ""
    sure = "our reading" if way.is_our_reading else "stated" if way.certain else "perhaps"
    return f"{way.sender.name}{several}", way.receiver.name, sure


@laid_out.register
def _(answer: IfBreached, graph: Graph) -> Iterator[RenderableType]:
    if answer.party.is_our_reading:
        yield from _sentences(answer, graph)
        return
    if not answer.flows:
        yield _text(said.nothing_comes_out(answer))
    if answer.data:
        of = number(len(graph.registry.data), "kind")
        yield _heading(f"This could come out: {len(answer.data):,} of {of} of information", first=True)
        yield _text(said.named(answer.data))
    if answer.unsaid:
        yield _heading(said.may_be_more(answer), first=not answer.data)
    if answer.people:
        of = number(len(graph.registry.people), "group")
        yield _heading(f"It would touch {len(answer.people):,} of {of} of people")
        yield _text(said.named(answer.people))
    if answer.services:
        yield _heading(f"It comes from {len(answer.services):,} of {number(len(graph.registry.services), 'service')}")
        yield _list(one.name for one in answer.services)
    if not answer.notices:
        yield _heading(said.NOBODY_TO_TELL)
        return
    yield _heading("Sources say that these must be told")
    yield _table(
        ("Who", "When", "What it speaks of", "Source"),
        (
            (capital(one.tell), said.when_told(one), said.speaks_of(one), said.named(one.sources))
            for one in answer.notices
        ),
    )
    yield _text(said.ONLY_REPORTED, "dim")


@laid_out.register
def _(answer: Without, graph: Graph) -> Iterator[RenderableType]:
    if not answer.services or answer.party.is_our_reading:
        yield from _sentences(answer, graph)
        return
    yield _heading(f"{said.could_not_go_on(answer)} without {answer.party.name}", first=True)
    yield _list(one.name for one in answer.services)


@laid_out.register
def _(answer: Unknowns, graph: Graph) -> Iterator[RenderableType]:
    if answer.about and answer.about.is_our_reading:
        yield from _sentences(answer, graph)
        return
    yield _text(said.count_of_unknowns(answer), "bold")
    for one in answer.records:
        yield _heading(f"{one.record.name} ({one.record.kind} {one.record.id}): {len(one.facts):,} of {one.of:,}")
        yield _table(None, _facts(one.facts))


def _facts(facts: Iterable[Fact]) -> Iterator[tuple[str, str]]:
    """What is missing of the record itself, and of each flow and entry in it."""
    groups: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        groups[f"flow {fact.flow}" if fact.flow else fact.entry or ""].append(lowered(fact.label))
    for of, labels in groups.items():
        yield of or "itself", "; ".join(labels)


@laid_out.register
def _(answer: Promises | Duties, _graph: Graph) -> Iterator[RenderableType]:
    for verdict in Verdict:
        yield _heading(
            f"{said.verdict_label(verdict, answer)}: {said.count_of(verdict, answer)}",
            first=verdict == next(iter(Verdict)),
        )
        for one in answer.judged:
            if one.verdict == verdict:
                yield _bullet(said.judged_name(one))
                yield from (Padding(_text(line, "dim"), (0, 0, 0, 4), expand=False) for line in said.rests_on(one))


# --- what layouts are made of ------------------------------------------------------------------------------


def _flows(answer: Answer, graph: Graph) -> Iterator[RenderableType]:
    """The flows behind an answer, a line each."""
    if answer.flows:
        yield _heading(f"{HEADING_OF_FLOWS} ({len(answer.flows):,})", style="dim")
        yield Styled(_list(of_flow(edge, graph) for edge in answer.flows), "dim")


def _sentences(answer: Answer, graph: Graph) -> Iterator[RenderableType]:
    return map(_text, said.in_sentences(answer, graph))


def _text(text: str, style: str = "") -> Text:
    return Text(printable(text), style)


def _heading(text: str, style: str = "bold", *, first: bool = False) -> RenderableType:
    return Padding(_text(text, style), (0 if first else 1, 0, 0, 0), expand=False)


def _bullet(text: str) -> RenderableType:
    """A line whose further lines begin where its text does."""
    grid = Table.grid(padding=(0, 1))
    grid.add_row(Text("  •"), _text(text))
    return grid


def _list(entries: Iterable[str]) -> RenderableType:
    return Group(*map(_bullet, entries))


def _table(columns: Sequence[str] | None, rows: Iterable[Sequence[str]]) -> RenderableType:
    """Rows in columns that wrap as the terminal asks, without lines around them."""
    table = Table(box=None, show_header=columns is not None, header_style="dim", padding=(0, 2, 0, 0), pad_edge=False)
    entries = [[Text("\n").join(map(_text, cell.split("\n"))) for cell in row] for row in rows]
    for column in columns or ("",) * len(entries[0]):
        table.add_column(_text(column), overflow="fold")
    for entry in entries:
        table.add_row(*entry)
    return Padding(table, (0, 0, 0, 2), expand=False)
