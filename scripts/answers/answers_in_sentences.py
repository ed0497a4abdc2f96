"""Answers → plain sentences. Each can stand alone: what tells it from its neighbours is said in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import singledispatch

from schemas import fields
from schemas.flow import Flow
from schemas.record import State
from schemas.words import is_stated
from scripts.answers.answer_values import (
    Answer,
    ComparedFlow,
    Duties,
    Fact,
    IfBreached,
    Judged,
    Named,
    Notice,
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
from scripts.registry.graph import Edge, Graph
from scripts.registry.verdicts import Verdict
from scripts.words import leads, sentences, tenses
from scripts.words.counting import number
from scripts.words.languages import ENGLISH, lowered

NOT_SAID = "information that is not stated"
NOBODY_TO_TELL = "No record states who would have to be told."
ONLY_REPORTED = "This reports what the sources say. It does not say what the law asks for in a given case."


@singledispatch
def in_sentences(answer: Answer, graph: Graph) -> tuple[str, ...]:
    """Say an answer, a fact a sentence; in the words of the records of this graph."""
    raise NotImplementedError(type(answer), graph)


@in_sentences.register
def _(answer: WhoGets, graph: Graph) -> tuple[str, ...]:
    asked = [one for one in answer.receivers if one.party.is_our_reading]
    certain = [one for one in answer.receivers if one.certain and one not in asked]
    possible = [one for one in answer.receivers if not one.certain and one not in asked]
    says = [f"{gets(one, answer, graph)}: {when(graph, one)}." for one in certain]
    if not any(one.state is None for one in certain):
        says.insert(0, f"No flow states that anyone gets {called(answer.data)}{' now' if certain else ''}.")
    says += [f"{gets(one, answer, graph)}: {when(graph, one)}. {why_possible(one)}" for one in possible]
    says += [f"{gets(one, answer, graph)} {when(graph, one)}? {NO_SOURCE}" for one in asked]
    if answer.unsaid:
        says.append(may_carry(answer))
    return tuple(says)


NO_SOURCE = "No source says so: it is our reading."


def gets(one: Receiver, answer: WhoGets, graph: Graph) -> str:
    """That somebody gets a kind of information, or may; with when that was or will be, if it is not so now."""
    what = called(answer.data) + (_narrower(one, answer) if one.certain else "")
    if one.party.is_our_reading:
        does = "Will" if one.state == State.PLANNED else "Did" if one.state == State.ENDED else "Does"
        return f"{does} {one.party.name} get {what}"
    match one.state:
        case State.PAUSED:
            return f"This is paused. When it runs, {one.party.name} {'gets' if one.certain else 'may get'} {what}"
        case State.PLANNED:
            return f"This is planned. Once it starts, {one.party.name} {'will' if one.certain else 'may'} get {what}"
        case State.ENDED:
            got = "got" if one.certain else "may have got"
            return f"{tenses.when_of(graph, one.flows, ENGLISH)}, {one.party.name} {got} {what}"
    return f"{one.party.name} {'gets' if one.certain else 'may get'} {what}"


def _narrower(one: Receiver, answer: WhoGets) -> str:
    return "" if one.data == (answer.data,) else f" ({named(one.data)})"


@in_sentences.register
def _(answer: WhatGets, graph: Graph) -> tuple[str, ...]:
    says = [received(one, graph, answer.party) for one in answer.received]
    return tuple(says) or (f"No flow goes to {answer.party.name}.",)


@in_sentences.register
def _(answer: WhatHappens, graph: Graph) -> tuple[str, ...]:
    says = [
        f"{way_of(step)}{flow_name(edge, step)}{at_another_time(graph, edge)}: {carried(graph, edge)}"
        f"{f'? {NO_SOURCE}' if step.is_our_reading else '.'}"
        for step in answer.steps
        for edge in step.flows
    ]
    return tuple(says) or ("No flow belongs to this service.",)


@in_sentences.register
def _(answer: WhereCanItGo, graph: Graph) -> tuple[str, ...]:
    says = [_way(way) for way in answer.ways] or ["No current flow that says what it carries carries it."]
    if out := out_of_hand(answer.ways, graph):
        says.append(out)
    if answer.beyond:
        says.append(not_stated_beyond(answer.beyond, graph))
    if answer.unsaid:
        says.append(may_carry(answer))
    return tuple(says)


@in_sentences.register
def _(answer: IfBreached, _graph: Graph) -> tuple[str, ...]:
    if answer.party.is_our_reading:
        return (may_not_be_there(answer.party),)
    says = [] if answer.flows else [nothing_comes_out(answer)]
    if answer.data:
        says.append(f"This could come out: {named(answer.data)}.")
    if answer.unsaid:
        says.append(may_be_more(answer))
    if answer.people:
        says.append(f"It would touch: {named(answer.people)}.")
    if answer.services:
        says.append(f"It comes from these services: {named(answer.services)}.")
    if not answer.notices:
        return (*says, NOBODY_TO_TELL)
    return (*says, *(notice(one) for one in answer.notices), ONLY_REPORTED)


@in_sentences.register
def _(answer: Without, _graph: Graph) -> tuple[str, ...]:
    if answer.party.is_our_reading:
        return (may_not_be_there(answer.party),)
    if not answer.services:
        return (f"No service is known to need {answer.party.name}.",)
    return (f"{could_not_go_on(answer)}: {named(answer.services)}.",)


@in_sentences.register
def _(answer: Unknowns, _graph: Graph) -> tuple[str, ...]:
    if answer.about and answer.about.is_our_reading:
        return (may_not_be_there(answer.about),)
    called_so = names(answer)
    says = [f"{called_so[one.record]}: {fact(missing)}." for one in answer.records for missing in one.facts]
    return (count_of_unknowns(answer), *says)


@in_sentences.register
def _(answer: Promises | Duties, _graph: Graph) -> tuple[str, ...]:
    counts = [f"{verdict_label(verdict, answer)}: {count_of(verdict, answer)}." for verdict in Verdict]
    says = [
        " ".join([f"{verdict_label(one.verdict, answer)}: {judged_name(one)}.", *rests_on(one)])
        for one in answer.judged
    ]
    return (*counts, *says)


# --- pieces of sentences, which a terminal shows in another order ------------------------------------------


def called(record: Named) -> str:
    """What a sentence calls a record."""
    return lowered(record.name) if record.kind == "data" else record.name


def named(records: Iterable[Named]) -> str:
    """Several records in a sentence."""
    return sentences.listed([called(record) for record in records])


def may_not_be_there(party: Named) -> str:
    """Say of somebody of whom no source tells that nothing more can be said."""
    return f"Is anybody there whom we call “{party.name}”? {NO_SOURCE} So nothing more is known of it, or counted."


def parties(count: int) -> str:
    """How many they are."""
    return "1 party" if count == 1 else f"{count:,} parties"


def when(graph: Graph, one: Receiver | Way) -> str:
    """In which services something happens, as people would say it."""
    is_over = isinstance(one, Receiver) and one.state == State.ENDED
    services = [(named, graph.registry.services[named.id]) for named in one.services]
    actions = [
        # What people still do has no words for the past in its record.
        f"when you used “{named.name}”" if is_over and not service.status.ended else f"when you {service.action}"
        for named, service in services
    ]
    return sentences.listed([*actions, *(["with any service"] if one.with_any_service else [])])


def why_possible(receiver: Receiver) -> str:
    """What leaves it open whether somebody gets a kind of information."""
    to_get = "to have got" if receiver.state == State.ENDED else "to get"
    return f"It is stated {to_get} {named(receiver.data)}, which may be it."


def received(one: Received, graph: Graph, party: Named) -> str:
    """What comes to a party in one service."""
    if one.senders[0].kind == "people":
        is_alone = not graph.offices.below(party.id)  # nothing is part of it, so all that it gets goes to itself
        return leads.leads(graph, one.flows, party.name if is_alone else "")[0]
    service = "with any service" if one.service is None else f"in “{one.service.name}”"
    time = at_another_time(graph, one.flows[0])
    if one.is_our_reading:
        way = f"from {named(one.senders)} to {one.receiver.name}"
        return f"Does this go {way}, {service}{time}: {data_of(one)}? {NO_SOURCE}"
    return f"From {named(one.senders)} to {one.receiver.name}, {service}{time}: {data_of(one)}."


def data_of(one: Received | Step) -> str:
    """What goes from one to another."""
    return sentences.listed([*map(called, one.data), *([NOT_SAID] if one.more else [])])


def way_of(step: Step) -> str:
    """From whom to whom something goes."""
    return f"{step.number}. From {step.sender.name} to {step.receiver.name}"


def flow_name(edge: Edge, step: Step) -> str:
    """The name of a flow, if others go the same way."""
    return f" (flow {edge.name})" if len(step.flows) > 1 else ""


def carried(graph: Graph, edge: Edge) -> str:
    """What a flow carries."""
    return sentences.listed([lowered(graph.registry.data[kind].name) for kind in edge.data]) or NOT_SAID


def at_another_time(graph: Graph, edge: Edge) -> str:
    """Say when a flow happens that is not current."""
    aside = tenses.aside(graph, edge, ENGLISH)
    return f", {aside}" if aside else ""


def depth(way: Way) -> str:
    """How far on a way is."""
    return "First" if way.depth == 0 else number(way.depth, "step") + " on"


def out_of_hand(ways: Collection[Way], graph: Graph) -> str:
    """Say with whom information has left the organisation's hands; empty if it has not."""
    out = dict.fromkeys(way.receiver for way in ways if not way.controlled)
    city = graph.registry.organisation.short_name
    if len(out) > 1 and out.keys() == {way.receiver for way in ways}:
        return f"No source says that {city} controls what they do with it."
    return f"No source says that {city} controls what these do with it: {named(out)}." if out else ""


def _way(way: Way) -> str:
    doubt = "" if way.certain else ", perhaps"
    several = f" ({number(len(way.flows), 'flow')})" if len(way.flows) > 1 else ""
    end = f"? {NO_SOURCE}" if way.is_our_reading else "."
    return f"{depth(way)}{doubt}: from {way.sender.name} to {way.receiver.name}{several}{end}"


def not_stated_beyond(steps: Iterable[Edge], graph: Graph) -> str:
    """Name the steps that do not say what they carry, behind which nothing can be followed."""
    ways = dict.fromkeys((edge.sender, edge.receiver) for edge in steps)
    parties = graph.registry.parties
    names = [f"from {parties[sender].name} to {parties[receiver].name}" for sender, receiver in ways]
    return f"What goes on from there is not stated: {sentences.listed(names)}."


def may_carry(answer: WhoGets | WhereCanItGo) -> str:
    """How many flows may carry it that say nothing of it."""
    to = parties(len({edge.receiver for edge in answer.unsaid}))
    one = len(answer.unsaid) == 1
    return (
        f"{number(len(answer.unsaid), 'more flow')}, to {to}, {'does' if one else 'do'} not say what "
        f"{'it carries' if one else 'they carry'}, and may carry it."
    )


def nothing_comes_out(answer: IfBreached) -> str:
    """Say that nothing is known to be there that could leak."""
    return f"No flow goes to {answer.party.name}, so nothing is known that could come out."


def may_be_more(answer: IfBreached) -> str:
    """Say that nobody knows all that a leak would bring out."""
    of = f"{len(answer.unsaid):,} of {number(len(answer.flows), 'flow')}"
    return f"There may be more: what {of} to it {'carries' if len(answer.unsaid) == 1 else 'carry'} is not stated."


def notice(one: Notice) -> str:
    """What a source says on who must be told."""
    return (
        f"A source says that these must be told: {one.tell}. When: {when_told(one)}. {speaks_of(one)}"
        f"{' ' if speaks_of(one) else ''}Source: {named(one.sources)}."
    )


def when_told(one: Notice) -> str:
    """By when somebody must be told."""
    return one.when if is_stated(one.when) else "not stated"


def speaks_of(one: Notice) -> str:
    """What a law on telling people has to do with what could come out."""
    if one.named:
        return f"Of what could come out, it speaks of {named(one.named)}."
    if isinstance(one.speaks_of, str):
        return ""
    if one.may_name:
        return "It is not known if what it speaks of is among what could come out."
    return "Nothing that it speaks of is known to be among what could come out."


def could_not_go_on(answer: Without) -> str:
    """How many services need a party."""
    return f"{len(answer.services):,} of {number(answer.of, 'service')} could not go on as they are"


def count_of_unknowns(answer: Unknowns) -> str:
    """How many facts are not stated, of how many."""
    facts = f"{answer.count:,} of {number(answer.of_facts, 'fact')} {'is' if answer.count == 1 else 'are'} not stated"
    if answer.about is not None:
        return f"{facts}."
    return f"{facts}, in {len(answer.records):,} of {number(answer.of_records, 'record')}."


def names(answer: Unknowns) -> dict[Named, str]:
    """What each record is called; with its kind, if another one in the answer has the same name."""
    alike = Counter(one.record.name for one in answer.records)
    return {
        record: record.name if alike[record.name] == 1 else f"{record.name} ({record.kind})"
        for record in (one.record for one in answer.records)
    }


def fact(missing: Fact) -> str:
    """What is not stated."""
    of = ", ".join([*([f"flow {missing.flow}"] if missing.flow else []), *([missing.entry] if missing.entry else [])])
    return f"{lowered(missing.label)} ({of})" if of else lowered(missing.label)


def count_of(verdict: Verdict, answer: Promises | Duties) -> str:
    """How many have a verdict, of how many."""
    return f"{sum(one.verdict == verdict for one in answer.judged):,} of {len(answer.judged):,}"


def judged_name(one: Judged) -> str:
    """What was judged, and whose duty it is."""
    name = one.name.removesuffix(".")
    return f"{one.vendor.name}: {name}" if one.vendor else name


def verdict_label(verdict: Verdict, answer: Promises | Duties) -> str:
    """What a verdict is called: a duty comes from the terms of a company, and not from the policy."""
    of_terms = isinstance(answer, Duties) and verdict == Verdict.UNCONFIRMED
    return "Only the terms say so" if of_terms else verdict.label


def looked_at(one: Judged) -> str:
    """How many flows and cookies a verdict rests on; empty if it rests on none."""
    flows = sum(isinstance(subject, Edge) for subject in one.looked_at)
    cookies = len(one.looked_at) - flows
    counts = [*([number(flows, "flow")] if flows else []), *([number(cookies, "cookie")] if cookies else [])]
    return f"Looked at {sentences.listed(counts)}." if counts else ""


def compared(one: Judged) -> Iterator[str]:
    """What other sources say that keeps it."""
    found: dict[str, list[ComparedFlow]] = defaultdict(list)
    for each in one.compared:
        found[each.flow.id].append(each)
    said = [f"{id_} ({', '.join(map(_said_by, group))})" for id_, group in found.items()]
    if said:
        of = f"{len(said):,} of {len(one.looked_at):,}"
        yield f"Compared with other sources: {of}: {sentences.some(said, MOST_NAMED)}."
    if one.seen_in:
        yield f"Seen in: {named(one.seen_in)}."


def against(one: Judged) -> Iterator[str]:
    """What goes against it, and what did."""
    if one.against:
        yield f"Against it: {', '.join(subject.id for subject in one.against)}."
    if one.before:
        overs = (f"{over.flow.id} (until {over.until or 'a time that is not stated'})" for over in one.before)
        yield f"Went against it, and is over: {', '.join(overs)}."


def label_of(key: str) -> str:
    """What people call a fact on which a verdict depends."""
    return _FACTS.get(key) or lowered(fields.label(Flow, (key,)))


def would_settle(one: Judged) -> str:
    """What would settle it, first what would help to settle most; empty if nothing would."""
    by_fact: dict[tuple[str, int], list[str]] = defaultdict(list)
    for fact_ in one.settled_by:
        by_fact[fact_.fact, fact_.verdicts].append(fact_.id)
    others = {
        key: f"; {number(key[1], 'verdict')} wait for {'it' if len(ids) == 1 else 'each'}"
        for key, ids in by_fact.items()
    }
    facts = [
        f"{label_of(key[0])} ({', '.join(ids)}{others[key] if key[1] > 1 else ''})" for key, ids in by_fact.items()
    ]
    return f"What would settle it: {'; '.join(facts)}." if facts else ""


_FACTS = {
    "status": "whether it is or was in use",
    "from": "who gives it",
    "to": "who gets it",
    "service": "in which service",
    "cookies": "which cookies it sets",
}
MOST_NAMED = 10
"""How many flows a sentence names; the others are counted."""


def _said_by(one: ComparedFlow) -> str:
    return f"{label_of(one.fact)}: {named(one.sources)}"


def rests_on(one: Judged) -> Iterator[str]:
    """What a verdict rests on, a sentence each."""
    yield from (sentence for sentence in (looked_at(one), *against(one), *compared(one), would_settle(one)) if sentence)
