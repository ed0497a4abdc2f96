"""Graph → the answers to the questions that people ask of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TypeVar

from schemas import Key, fields
from schemas.evidence import Evidence
from schemas.part import Part
from schemas.record import State
from schemas.words import NOT_STATED, is_any, is_stated
from scripts.answers.answer_values import (
    ComparedFlow,
    CookieSet,
    Duties,
    Fact,
    IfBreached,
    Judged,
    JudgedSubject,
    Named,
    Notice,
    OpenFlow,
    OpenRecord,
    OverFlow,
    Promises,
    Received,
    Receiver,
    SettlingFact,
    Step,
    Unknowns,
    Way,
    WhatGets,
    WhatHappens,
    WhereCanItGo,
    WhoGets,
    Without,
)
from scripts.registry import breaches, duties, promises, reach, settling
from scripts.registry.graph import Edge, Exposure, Graph
from scripts.registry.reach import Hop
from scripts.registry.registry import Unknown, is_asked_for
from scripts.registry.selecting import Selecting
from scripts.registry.settling import Settlings
from scripts.registry.verdicts import Judgement, Subject, Verdict
from scripts.words.tenses import in_each_tense

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


_ENDS = frozenset({"people", "vendor", "office", "recipient"})
"""The kinds of records that can stand at one end of a flow."""


class Answers:
    """Answers questions about one graph."""

    def __init__(self, graph: Graph) -> None:
        """Take the graph whose records are asked."""
        self.graph = graph
        self.registry = graph.registry

    def who_gets(self, data: str, service: str | None = None) -> WhoGets:
        """Who gets this kind of information, in one service or in any?"""
        who = self.graph.who_gets(data, service=service)
        found = [
            *self._receivers(who.certain, {data, *self.graph.data.below(data)}, certain=True),
            *self._receivers(
                (edge for edge in who.possible if edge.data), set(self.graph.data.above(data)), certain=False
            ),
        ]
        return WhoGets(
            data=self._named("data", data),
            through=None if service is None else self._named("service", service),
            receivers=tuple(sorted(found, key=lambda one: one.party.is_our_reading)),
            unsaid=self._unsaid(who.possible),
            flows=who.certain + who.possible,
        )

    def _receivers(self, edges: Iterable[Edge], kinds: set[str], *, certain: bool) -> list[Receiver]:
        """Everyone whom these flows reach, with those kinds that they state."""
        return [
            Receiver(
                party=self._end(party),
                certain=certain,
                state=tense.state,
                data=self._all("data", (kind for edge in group for kind in edge.data if kind in kinds)),
                services=self._services(group),
                with_any_service=_with_any_service(group),
                flows=tuple(group),
            )
            for tense, told in in_each_tense(self.graph, edges)
            for party, group in _by(told, lambda edge: edge.receiver).items()
        ]

    def _unsaid(self, possible: Iterable[Edge]) -> tuple[Edge, ...]:
        """The current flows that do not say what they carry."""
        return tuple(edge for edge in self.graph.current(possible) if not edge.data)

    def what_gets(self, party: str) -> WhatGets:
        """What does this party get, and from whom?"""
        edges = self.graph.gets(party)
        people = [edge for edge in edges if edge.sender in self.registry.people]
        others = [edge for edge in edges if edge.sender not in self.registry.people]
        groups = [
            *_by(people, lambda edge: (edge.receiver, edge.flow.service, self._state(edge))).values(),
            *_by(others, lambda edge: (edge.sender, edge.receiver, edge.flow.service, self._state(edge))).values(),
        ]
        return WhatGets(
            party=self._end(party),
            received=tuple(map(self.received, groups)),
            flows=edges,
        )

    def received(self, flows: Sequence[Edge]) -> Received:
        """What comes to a party by flows that go the same way in the same service, at the same time."""
        return Received(
            senders=tuple(map(self._end, dict.fromkeys(edge.sender for edge in flows))),
            receiver=self._end(flows[0].receiver),
            service=next(iter(self._services(flows)), None),
            data=self._data(flows),
            more=any(not edge.data for edge in flows),
            state=self._state(flows[0]),
            flows=tuple(flows),
        )

    def what_happens(self, service: str) -> WhatHappens:
        """What happens when people use this service, step by step?"""
        groups = [
            group
            for edges in self.graph.steps(service)
            for group in _by(edges, lambda edge: (edge.sender, edge.receiver)).values()
        ]
        return WhatHappens(
            service=self._named("service", service),
            steps=tuple(
                Step(
                    number=number,
                    sender=self._end(group[0].sender),
                    receiver=self._end(group[0].receiver),
                    data=self._data(group),
                    more=any(not edge.data for edge in group),
                    flows=tuple(group),
                )
                for number, group in enumerate(groups, start=1)
            ),
            flows=tuple(edge for group in groups for edge in group),
        )

    def where_can_it_go(self, data: str) -> WhereCanItGo:
        """Where can this kind of information end up, over any number of hops?"""
        found = reach.of_data(self.graph, data)
        groups = _by(found.hops, lambda hop: (hop.depth, not hop.certain, hop.edge.sender, hop.edge.receiver))
        return WhereCanItGo(
            data=self._named("data", data),
            ways=tuple(self._way(groups[key]) for key in sorted(groups, key=lambda key: key[:2])),
            unsaid=self._unsaid(self.graph.who_gets(data).possible),
            beyond=found.unsaid,
            flows=tuple(hop.edge for hop in found.hops),
        )

    def _way(self, hops: list[Hop]) -> Way:
        edges = [hop.edge for hop in hops]
        return Way(
            depth=hops[0].depth,
            sender=self._end(edges[0].sender),
            receiver=self._end(edges[0].receiver),
            certain=hops[0].certain,
            controlled=hops[0].controlled,
            services=self._services(edges),
            with_any_service=_with_any_service(edges),
            flows=tuple(edges),
        )

    def if_breached(self, party: str) -> IfBreached:
        """What is exposed if this party has a leak?"""
        exposed = self.graph.exposed_by(party)
        return IfBreached(
            party=self._end(party),
            data=self._all("data", exposed.data),
            unsaid=exposed.unknown,
            people=self._all("people", exposed.people),
            services=self._all("service", exposed.services),
            notices=self._notices(exposed),
            flows=exposed.edges,
        )

    def _notices(self, exposed: Exposure) -> tuple[Notice, ...]:
        """Who must be told of a leak, as far as the records report laws and rules."""
        return tuple(
            Notice(
                tell=told.notice.tell,
                when=told.notice.when,
                speaks_of=self._all("data", told.notice.data) if is_stated(told.notice.data) else NOT_STATED,
                named=self._all("data", told.named),
                may_name=told.may_name,
                sources=self._all("source", (str(piece.source) for piece in told.notice.evidence)),
            )
            for told in breaches.told(self.graph, exposed)
        )

    def without(self, party: str) -> Without:
        """What stops if this party goes?"""
        return Without(
            party=self._end(party),
            services=self._all("service", self.graph.stops_without(party)),
            of=sum(not service.status.ended for service in self.registry.services.values()),
            flows=tuple(edge for edge in self.graph.gets(party) if self.graph.state(edge) != State.ENDED),
        )

    def unknowns(self, about: Key | None = None) -> Unknowns:
        """Which facts are not stated, of one record or of all?"""
        asked = [about] if about else list(self.registry.records)
        found = _by((one for one in self.registry.unknowns if about in {None, one.key}), lambda unknown: unknown.key)
        of = self._facts_of(asked)
        return Unknowns(
            about=self._named(*about) if about else None,
            records=tuple(
                OpenRecord(record=self._named(*key), facts=tuple(map(self._fact, found[key])), of=of[key])
                for key in asked
                if key in found
            ),
            of_records=len(asked),
            of_facts=sum(of.values()),
        )

    def _facts_of(self, records: list[Key]) -> Mapping[Key, int]:
        """How many facts each record states, or says are not stated: those for which that would be an answer."""
        facts = dict.fromkeys(records, 0)
        for key, loc, value in self.registry.values:
            if isinstance(value, Part) and key in facts and not self.registry.is_our_reading(key):
                said = self.registry.documents[key].data
                facts[key] += sum(
                    getattr(value, name) is not None and is_asked_for((*loc, written), said)
                    for name, written in _may_be_not_stated(type(value))
                )
        return facts

    def _fact(self, unknown: Unknown) -> Fact:
        model = type(self.registry.records[unknown.key])
        loc = unknown.loc
        entries = {
            str(holder): f"{holder} {step + 1 if isinstance(step, int) else step}"
            for number, (holder, step) in enumerate(pairwise(loc[:-1]), start=1)
            if fields.part_at(model, loc[:number]) is None  # what holds it is a list, or a mapping of any names
        }
        flow = str(loc[1]) if entries.pop("flows", None) else None
        return Fact(".".join(map(str, loc)), fields.label(model, loc), flow, ", ".join(entries.values()) or None)

    def promises(self) -> Promises:
        """Do the records keep the promises of the policy?"""
        settlings, records = settling.of_promises(self.graph), self.registry.promises
        judged = [
            self._judged(id_, records[id_].name, records[id_].evidence, judgement, settlings)
            for id_, judgement in promises.judge_all(self.graph).items()
        ]
        return Promises(judged=_ranked(judged), flows=_deciding(judged))

    def duties(self, vendor: str | None = None) -> Duties:
        """Is done what comes with using a company's product, of one company or of all?"""
        settlings = settling.of_duties(self.graph)
        judged = []
        for (id_, name), judgement in duties.judge_all(self.graph).items():
            if vendor in {None, id_}:
                duty = self.registry.vendors[id_].duties[name]
                one = self._judged(f"{id_}/{name}", duty.says, duty.evidence, judgement, settlings)
                seen_in = self._all("source", duties.seen_in(duty))
                judged.append(replace(one, vendor=self._end(id_), seen_in=seen_in))
        about = None if vendor is None else self._end(vendor)
        return Duties(about=about, judged=_ranked(judged), flows=_deciding(judged))

    def _judged(
        self, id_: str, name: str, said_by: Iterable[Evidence], judgement: Judgement, settlings: Settlings
    ) -> Judged:
        selecting, subject = self.graph.worked_out(Selecting), cache(self._subject)
        cited = frozenset(str(piece.source) for piece in said_by)
        return Judged(
            id=id_,
            name=name,
            vendor=None,
            verdict=judgement.verdict,
            looked_at=tuple(map(subject, judgement.looked_at)),
            compared=tuple(
                ComparedFlow(
                    subject(found), one.fact, self._all("source", selecting.other_sources(found, one.fact, cited))
                )
                for one in judgement.compared
                for found in one.subjects
            ),
            seen_in=(),
            against=tuple(map(subject, judgement.against)),
            before=tuple(OverFlow(subject(over.subject), over.until) for over in judgement.before),
            doubts=tuple(OpenFlow(subject(doubt.subject), doubt.facts) for doubt in judgement.doubts),
            settled_by=tuple(
                SettlingFact(one.fact.kind, one.fact.id, one.fact.key, one.times) for one in settlings.of(judgement)
            ),
        )

    def _subject(self, subject: Subject) -> JudgedSubject:
        if isinstance(subject, Edge):
            return subject
        return CookieSet(subject.id, self._end(subject.receiver), subject.name or None)

    def _state(self, edge: Edge) -> State | None:
        """The state of a flow that is not current."""
        return None if self.graph.is_current(edge) else self.graph.state(edge)

    # --- records by their names --------------------------------------------------------------------

    def _named(self, kind: str, id_: str) -> Named:
        certainty = self.registry.certainties[id_] if kind in _ENDS else None
        return Named(kind, id_, self.registry.records[kind, id_].name, certainty)

    def _end(self, id_: str) -> Named:
        """Whoever stands at one end of a flow."""
        return self._named("people", id_) if id_ in self.registry.people else self._named(*self.registry.party_key(id_))

    def _all(self, kind: str, ids: Iterable[str]) -> tuple[Named, ...]:
        return tuple(self._named(kind, id_) for id_ in dict.fromkeys(ids))

    def _data(self, edges: Iterable[Edge]) -> tuple[Named, ...]:
        return self._all("data", (kind for edge in edges for kind in edge.data))

    def _services(self, edges: Iterable[Edge]) -> tuple[Named, ...]:
        return self._all("service", (str(edge.flow.service) for edge in edges if not is_any(edge.flow.service)))


@cache
def _may_be_not_stated(part: type[Part]) -> tuple[tuple[str, str], ...]:
    """The fields in which `not-stated` is an answer: their names in Python and in YAML."""
    return tuple(
        (name, field.alias or name)
        for name, field in part.model_fields.items()
        if NOT_STATED in fields.plain_words(field)
    )


def _with_any_service(edges: Iterable[Edge]) -> bool:
    return any(is_any(edge.flow.service) for edge in edges)


def _ranked(judged: Iterable[Judged]) -> tuple[Judged, ...]:
    return tuple(sorted(judged, key=lambda one: list(Verdict).index(one.verdict)))


def _deciding(judged: Iterable[Judged]) -> tuple[Edge, ...]:
    """The flows that go or went against something, or leave it open."""
    return tuple(
        dict.fromkeys(
            flow
            for one in judged
            for flow in (*one.against, *(over.flow for over in one.before), *(doubt.flow for doubt in one.doubts))
            if isinstance(flow, Edge)
        )
    )


def _by(things: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """Gather things by a key, in the order in which the keys come up."""
    found: dict[K, list[T]] = defaultdict(list)
    for thing in things:
        found[key(thing)].append(thing)
    return found
