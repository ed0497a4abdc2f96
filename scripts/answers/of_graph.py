"""Graph → answers in plain sentences, each with the flows behind it: the same for people and for programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from schemas import Key, fields
from schemas.party import Party
from schemas.words import NOT_STATED, is_stated
from scripts.registry import breaches, duties, grades, promises
from scripts.registry.graph import Edge, Exposure, Graph, Hop
from scripts.registry.promises import Judgement, Verdict
from scripts.registry.registry import Unknown
from scripts.words import leads, sentences
from scripts.words.counting import number
from scripts.words.languages import lowered

K = TypeVar("K", bound=Hashable)

JSON_VERSION = 1
"""The version of the JSON form. It changes when a key changes its meaning or goes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the records say to a question."""

    says: tuple[str, ...]
    """The answer, a sentence each."""
    flows: tuple[Edge, ...] = ()
    """The flows that it rests on."""


class Answers:
    """Answers questions about one graph, in the words of its records."""

    def __init__(self, graph: Graph) -> None:
        """Take the graph whose records are asked."""
        self.graph = graph
        self.registry = graph.registry
        self.the_city = graph.registry.organisation.short_name

    def who_gets(self, data: str, service: str | None = None) -> Answer:
        """Who gets this kind of information, in one service or in any?"""
        who = self.graph.who_gets(data, service=service)
        name = lowered(self.registry.data[data].name)
        groups: dict[str, list[Edge]] = defaultdict(list)
        for edge in who.certain:
            groups[edge.receiver].append(edge)
        says = [f"{self.name(party)} gets {name}: {self._services(edges)}." for party, edges in groups.items()]
        if not says:
            says = [f"No flow states that anyone gets {name}."]
        if who.possible:
            says.append(f"{_more(who.possible)} may carry it: they name a wider kind, or do not say what they carry.")
        return Answer(tuple(says), who.certain + who.possible)

    def what_gets(self, party: str) -> Answer:
        """What does this party get, and from whom?"""
        edges = self.graph.gets(party)
        says = leads.leads(self.graph, edges, self.name(party) if self._is_alone(party) else "")
        says += [self._way(edge) for edge in edges if edge.sender not in self.registry.people]
        return Answer(tuple(says) or (f"No flow goes to {self.name(party)}.",), edges)

    def what_happens(self, service: str) -> Answer:
        """What happens when people use this service, step by step?"""
        edges = [edge for step in self.graph.steps(service) for edge in step]
        says = [f"{number}. {self._way(edge)}" for number, edge in enumerate(edges, start=1)]
        return Answer(tuple(says) or ("No flow belongs to this service.",), tuple(edges))

    def where_can_it_go(self, data: str) -> Answer:
        """Where can this kind of information end up, over any number of hops?"""
        hops = self.graph.where_can_it_go(data)
        named = [hop for hop in hops if hop.edge.data or hop.depth]
        says = [self._hop(hop) for hop in named] or ["No flow that says what it carries carries it."]
        if unsaid := [hop.edge for hop in hops if hop not in named]:
            says.append(f"{_more(unsaid)} may carry it: they do not say what they carry.")
        return Answer(tuple(says), tuple(hop.edge for hop in named))

    def if_breached(self, party: str) -> Answer:
        """What is exposed if this party has a leak?"""
        exposed = self.graph.exposed_by(party)
        says = []
        if exposed.data:
            says.append(f"This could come out: {self._names('data', exposed.data)}.")
        if exposed.unknown:
            says.append(f"There may be more: what {number(len(exposed.unknown), 'flow')} to it carry is not stated.")
        if exposed.people:
            says.append(f"It would touch: {self._names('people', exposed.people)}.")
        if exposed.services:
            says.append(f"It comes from these services: {self._names('service', exposed.services)}.")
        says += self._breach_notices(exposed)
        return Answer(tuple(says), exposed.edges)

    def _breach_notices(self, exposed: Exposure) -> list[str]:
        """Who must be told of a leak, as far as the records report laws and rules."""
        says = []
        for told in breaches.told(self.graph, exposed):
            when = told.notice.when if is_stated(told.notice.when) else "not stated"
            if told.named:
                about = f" Of what could come out, it speaks of {self._names('data', told.named)}."
            elif not is_stated(told.notice.data):
                about = ""
            elif told.may_name:
                about = " It is not known if what it speaks of is among what could come out."
            else:
                about = " Nothing that it speaks of is known to be among what could come out."
            sources = [self._name_of(("source", str(piece.source))) for piece in told.notice.evidence]
            says.append(
                f"A source says that these must be told: {told.notice.tell}. When: {when}.{about} "
                f"Source: {sentences.listed(sources)}."
            )
        if not says:
            return ["No record states who would have to be told."]
        return [*says, "This reports what the sources say. It does not say what the law asks for in a given case."]

    def without(self, party: str) -> Answer:
        """What stops if this party goes?"""
        services = self.graph.stops_without(party)
        edges = tuple(edge for edge in self.graph.gets(party) if self.graph.is_current(edge))
        if not services:
            return Answer((f"No service is known to need {self.name(party)}.",), edges)
        return Answer((f"These could not go on as they are: {self._names('service', services)}.",), edges)

    def unknowns(self, about: Key | None = None) -> Answer:
        """Which facts are not stated, of one record or of all?"""
        found = [unknown for unknown in self.registry.unknowns if about is None or unknown.key == about]
        says = [f"{self._name_of(unknown.key)}: {self._fact(unknown)}." for unknown in found]
        return Answer((f"{number(len(found), 'fact')} not stated.", *says))

    def promises(self) -> Answer:
        """Do the records keep the promises of the policy?"""
        judged = promises.judge_all(self.graph)
        names = {id_: self.registry.promises[id_].name for id_ in judged}
        return self._verdicts(names, judged)

    def duties(self, vendor: str | None = None) -> Answer:
        """Is done what comes with using a company's product, of one company or of all?"""
        judged = {key: judged for key, judged in duties.judge_all(self.graph).items() if vendor in {None, key[0]}}
        names = {
            (id_, name): f"{self.name(id_)}: {self.registry.vendors[id_].duties[name].says.removesuffix('.')}"
            for id_, name in judged
        }
        return self._verdicts(names, judged)

    def _verdicts(self, names: Mapping[K, str], judged: Mapping[K, Judgement]) -> Answer:
        """Say how many have each verdict, and for each what it rests on."""
        says = []
        for verdict in Verdict:
            group = {names[key]: one for key, one in judged.items() if one.verdict == verdict}
            says.append(f"{verdict.label}: {len(group)}.")
            says += [f"  {name}.{_rests_on(one)}" for name, one in group.items()]
        edges = {
            edge.id: edge for one in judged.values() for edge in (*one.against, *(doubt.edge for doubt in one.doubts))
        }
        return Answer(tuple(says), tuple(edges.values()))

    # --- pieces of sentences -----------------------------------------------------------------------

    def name(self, id_: str) -> str:
        """What people call whoever stands at one end of a flow."""
        record = self.registry.people.get(id_) or self.registry.parties[id_]
        return record.name

    def _is_alone(self, party: str) -> bool:
        """Whether nothing is part of a party, so that all it gets goes to itself."""
        return not self.graph.offices.below(party)

    def _way(self, edge: Edge) -> str:
        carried = self._names("data", edge.data) if edge.data else "information that is not stated"
        over = "" if self.graph.is_current(edge) else " This is over."
        return f"From {self.name(edge.sender)} to {self.name(edge.receiver)}: {carried}.{over}"

    def _hop(self, hop: Hop) -> str:
        place = "First" if hop.depth == 0 else number(hop.depth, "step") + " on"
        doubt = "" if hop.certain else ", perhaps"
        control = "" if hop.controlled else f" No source says that {self.the_city} controls it there."
        return f"{place}{doubt}: from {self.name(hop.edge.sender)} to {self.name(hop.edge.receiver)}.{control}"

    def _services(self, edges: Iterable[Edge]) -> str:
        actions = {id_: f"when you {service.action}" for id_, service in self.registry.services.items()}
        names = dict.fromkeys(actions.get(edge.flow.service, "with any service") for edge in edges)
        return sentences.listed(list(names))

    def _names(self, kind: str, ids: Sequence[str]) -> str:
        names = [self.registry.records[kind, id_].name for id_ in ids]
        return sentences.listed([lowered(name) if kind == "data" else name for name in names])

    def _name_of(self, key: Key) -> str:
        return self.registry.records[key].name

    def _fact(self, unknown: Unknown) -> str:
        record = self.registry.records[unknown.key]
        name = lowered(fields.label(type(record), unknown.loc))
        if isinstance(record, Party) and unknown.loc[0] == "flows":
            return f"{name} (flow {unknown.loc[1]})"
        return name


def _rests_on(judgement: Judgement) -> str:
    looked_at = number(len(judgement.looked_at), "flow")
    match judgement.verdict:
        case Verdict.KEPT if judgement.looked_at:
            return f" Looked at {looked_at}."
        case Verdict.BROKEN if judgement.against:
            return f" Against it: {', '.join(edge.id for edge in judgement.against)}."
        case Verdict.CANNOT_TELL if judgement.doubts:
            missing = dict.fromkeys(
                f"{edge.id} ({', '.join(facts)})" for edge, facts in ((one.edge, one.facts) for one in judgement.doubts)
            )
            return f" Looked at {looked_at}. Not stated: {', '.join(missing)}."
    return ""


def as_json(graph: Graph, answer: Answer) -> dict[str, Any]:
    """An answer for programs: the sentences, and each flow with its evidence."""
    return {"version": JSON_VERSION, "says": list(answer.says), "flows": [_flow(graph, edge) for edge in answer.flows]}


def _flow(graph: Graph, edge: Edge) -> dict[str, Any]:
    flow = edge.flow
    return {
        "id": edge.id,
        "from": edge.sender,
        "to": edge.receiver,
        "about": list(graph.about(edge)),
        "service": str(flow.service),
        "data": list(edge.data) or NOT_STATED,
        "purposes": list(edge.purposes) or NOT_STATED,
        "collected": str(flow.collected),
        "current": graph.is_current(edge),
        "evidence": [
            {
                "source": str(piece.source),
                "strength": str(grades.strength(piece, graph.registry.sources)),
                "statements": list(piece.statements),
                **({"note": piece.note} if piece.note else {}),
                **({"inferred": piece.inferred} if piece.inferred else {}),
            }
            for piece in flow.evidence
        ],
    }


def _more(edges: Sequence[Edge]) -> str:
    return number(len(edges), "more flow")
