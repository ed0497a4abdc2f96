"""What lists say of records: an answer for each field, looked up in the records and their flows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from schemas import Key
from schemas.office import Office
from schemas.party import Party
from schemas.promise import Promise
from schemas.recipient import Recipient
from schemas.record import CheckedRecord, Record, State
from schemas.service import Service
from schemas.source import Source
from schemas.vendor import Vendor
from schemas.vocabulary import Data, Sensitivity, Term
from schemas.words import NOT_STATED, Word, is_any, is_stated
from scripts.registry import promises, receivers
from scripts.registry.graph import Edge, Graph
from scripts.registry.tree import Tree
from scripts.site.pages.edition import Edition
from scripts.site.pages.lists.listing import Value, text
from scripts.words import sentences
from scripts.words.languages import messages, sort_key
from scripts.words.tenses import tense_of


class ListAnswers:
    """Looks up what lists say of the records of one edition."""

    def __init__(self, edition: Edition) -> None:
        """Sort the flows once by receiver and by what they name."""
        self.edition = edition
        self.language = edition.language
        self.registry = edition.registry
        self.graph: Graph = edition.graph
        self.into: dict[str, list[Edge]] = defaultdict(list)
        self.naming: dict[Key, list[Edge]] = defaultdict(list)
        for edge in self.graph.edges.values():
            self.into[edge.receiver].append(edge)
            for data in _with_wider(self.graph.data, edge.data):
                self.naming["data", data].append(edge)
            for purpose in _with_wider(self.graph.purposes, edge.purposes):
                self.naming["purpose", purpose].append(edge)
            for people in _with_wider(self.graph.people, self.graph.about(edge)):
                self.naming["people", people].append(edge)

    def not_stated(self) -> Value:
        """The answer that no source gives."""
        return Value(NOT_STATED, self.language.say("Not stated"))

    def no_flow(self) -> Value:
        """The answer that no flow gives."""
        return text(self.language.say("Nothing we read says so"))

    def none_now(self, edges: Sequence[Edge]) -> Value:
        """The answer of flows of which none is current: that there are none, or that they are at another time."""
        match tense_of(self.graph, self.graph.told_of(edges)).state:
            case State.PAUSED:
                return text(self.language.say("Not now: paused"))
            case State.PLANNED:
                return text(self.language.say("Not yet: planned"))
            case State.ENDED:
                return text(self.language.say("No longer: over"))
        return self.no_flow()

    def word(self, word: Word | str) -> Value:
        """A word with its label, or that it is not stated."""
        if not isinstance(word, Word):
            return self.not_stated()
        return Value(str(word), sentences.labelled(word, self.registry.organisation, self.language))

    def short(self, word: Word) -> Value:
        """A word with the part of its label that stands before the explanation."""
        return Value(str(word), self.language.short_label(word))

    def record(self, kind: str, id_: str) -> Value:
        """A record, as a link to its page, with a mark if it is only our reading."""
        name = self.registry.records[kind, id_].name
        if self.registry.is_our_reading((kind, id_)):
            name = self.language.say("%(name)s (our reading)", name=name)
        return Value(id_, name, (kind, id_))

    def status(self, _: str, record: CheckedRecord) -> Iterator[Value]:
        """Whether it is in use."""
        yield self.word(record.status.is_)

    def receivers(self, id_: str, _: Service) -> list[Value]:
        """Who gets information in a service: companies first, and those that are only our reading last of them."""
        edges = self.graph.of_service(id_)
        found = dict.fromkeys(edge.receiver for edge in self.graph.current(edges))

        def place(party: str) -> tuple[bool, bool]:
            key = self.registry.party_key(party)
            return key[0] != "vendor", self.registry.is_our_reading(key)

        parties = sorted(found, key=place)
        return [self.record(*self.registry.party_key(party)) for party in parties] or [self.none_now(edges)]

    def offices(self, _: str, record: Service) -> list[Value]:
        """The offices that run a service."""
        if not is_stated(record.offices):
            return [self.not_stated()]
        return [self.record("office", office) for office in record.offices]

    def offices_served(self, id_: str, _: Party) -> list[Value]:
        """The offices in whose services a party gets information now."""
        services = dict.fromkeys(str(edge.flow.service) for edge in self.graph.current(self.into[id_]))
        records = [self.registry.services[service] for service in services if not is_any(service)]
        return sorted({value for record in records for value in self.offices("", record)}, key=_by_label)

    def edges_of(self, id_: str, record: Record) -> list[Edge]:
        """The flows of a service, those to a party, or those that name a word of the vocabulary."""
        if isinstance(record, Service):
            return self.graph.of_service(id_)
        return self.into[id_] if isinstance(record, Party) else self.naming[record.kind, id_]

    def information(self, id_: str, record: Record) -> list[Value]:
        """What the current flows of a record carry, in wide kinds."""
        every = self.edges_of(id_, record)
        edges = self.graph.current(every)
        heads = {self.graph.data.head(data) for edge in edges for data in edge.data}
        found = sorted((self.record("data", head) for head in heads), key=_by_label)
        return [*found, *([self.not_stated()] if any(not edge.data for edge in edges) else [])] or [
            self.none_now(every)
        ]

    def most_sensitive(self, id_: str, record: Record) -> Iterator[Value]:
        """How sensitive the most sensitive information is that the current flows of a record state."""
        order = list(Sensitivity)
        every = self.edges_of(id_, record)
        edges = self.graph.current(every)
        named = {data for edge in edges for data in edge.data}
        if named:
            yield self.short(max((self.registry.data[data].sensitivity for data in named), key=order.index))
        elif every:
            yield self.not_stated() if edges else self.none_now(every)

    def is_sensitive(self, id_: str, record: Record) -> bool:
        """Whether a record is, or the current flows of it carry, what can do harm if others see it."""
        if isinstance(record, Term):
            return record.is_sensitive
        if not isinstance(record, Service | Party):
            return False
        named = {data for edge in self.graph.current(self.edges_of(id_, record)) for data in edge.data}
        return any(self.registry.data[data].is_sensitive for data in named)

    def aside(self, record: Record) -> str:
        """What stands beside the name of a record that is not in use."""
        status = getattr(record, "status", None)
        if status is None or not is_stated(status.is_) or status.is_ == State.IN_USE:
            return ""
        return self.language.say(status.is_.label)

    def sensitivity(self, _: str, record: Term) -> Iterator[Value]:
        """How sensitive a word of the vocabulary is."""
        yield self.short(record.sensitivity)

    def what(self, _: str, record: Record) -> Iterator[Value]:
        """What a record is, in a sentence."""
        yield text(record.summary)

    def who_gets(self, id_: str, record: Term) -> Iterator[Value]:
        """How many parties count as getting what is named now."""
        every = self.edges_of(id_, record)
        now = self.graph.current(every)
        count = len(receivers.counted(self.graph, now))
        if count or not now:
            yield text(self.language.say_many(*_COUNTED[record.kind], count)) if count else self.none_now(every)
        else:
            yield text(self.language.say("Perhaps: our reading"))

    def services_run(self, id_: str, _: Office) -> Iterator[Value]:
        """How many services an office runs."""
        services = self.registry.services.values()
        count = sum(is_stated(service.offices) and id_ in service.offices for service in services)
        yield text(self.language.say_many("%(count)s service", "%(count)s services", count))

    def vendor_kinds(self, _: str, record: Vendor) -> list[Value]:
        """What a company does."""
        return [
            self.record("company-kind", kind)._replace(label=self.registry.company_kinds[kind].does)
            for kind in record.kinds
        ]

    def certainty(self, id_: str, _: Party) -> Iterator[Value]:
        """How sure we are that somebody is there."""
        yield self.word(self.registry.certainties[id_])

    def standing(self, id_: str, _: Party) -> Iterator[Value]:
        """Whether somebody counts as getting something now."""
        yield self.word(receivers.standing(self.graph, id_))

    def is_(self, _: str, record: Office | Recipient) -> Iterator[Value]:
        """What kind of office or recipient it is."""
        yield self.word(record.is_)

    def source_kind(self, _: str, record: Source) -> Iterator[Value]:
        """What kind of source it is."""
        yield self.record("source-kind", record.is_)

    def head(self, id_: str, _: Data) -> Iterator[Value]:
        """The wide kind of information that a narrower one belongs to."""
        yield self.record("data", self.graph.data.head(id_))

    def identifies(self, _: str, record: Data) -> Iterator[Value]:
        """Whether information points to a person."""
        yield self.word(record.identifies)

    def verdict(self, id_: str, _: Promise) -> Iterator[Value]:
        """Whether the records keep a promise."""
        yield self.word(promises.judge_all(self.graph)[id_].verdict)

    def section(self, _: str, record: Promise) -> Iterator[Value]:
        """Where in the policy a promise stands."""
        for piece in record.evidence:
            for name in piece.statements:
                statements = self.registry.sources[piece.source].statements
                if statement := statements.get(name):
                    first = next(id_ for id_, other in statements.items() if other.section == statement.section)
                    yield Value(first, statement.section)

    def strength(self, _: str, record: Source) -> Iterator[Value]:
        """How far a source carries a claim."""
        yield self.short(self.registry.source_kinds[record.is_].strength)

    def dated(self, _: str, record: Source) -> Iterator[Value]:
        """The date that a source bears."""
        yield text(f"{record.dated}") if is_stated(record.dated) else self.not_stated()

    def extent(self, _: str, record: Source) -> Iterator[Value]:
        """How much of a source was read."""
        yield self.word(record.read.extent)


_COUNTED = {
    "data": messages("%(count)s gets it", "%(count)s get it"),
    "purpose": messages("%(count)s uses something for it", "%(count)s use something for it"),
    "people": messages("%(count)s gets something", "%(count)s get something"),
}
"""What is said of how many get what a word of the vocabulary names."""


def _with_wider(tree: Tree, ids: Iterable[str]) -> set[str]:
    return {wider for id_ in ids for wider in (id_, *tree.above(id_))}


def _by_label(value: Value) -> tuple[bool, str, str]:
    return not is_stated(value.id), sort_key(value.label), value.id
