"""The page of each kind, which lists its records, and what readers can narrow each list down by."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from schemas import KINDS, fields
from schemas.office import Office
from schemas.party import Party
from schemas.promise import Promise
from schemas.recipient import Recipient
from schemas.record import CheckedRecord, Record
from schemas.service import Service
from schemas.source import Source
from schemas.vendor import Vendor
from schemas.vocabulary import Data, Sensitivity, Term
from schemas.words import NOT_STATED, Word
from scripts.registry.addresses import hub_of, page_of
from scripts.registry.graph import Edge, Graph
from scripts.registry.registry import Key
from scripts.registry.tree import Tree
from scripts.site.pages import filtered_lists
from scripts.site.pages.filtered_lists import Field, Listing, Row, Value
from scripts.site.pages.page_writer import Writer
from scripts.words import sentences
from scripts.words.languages import capital, message, messages, sort_key

UNKNOWNS = "unknowns/index.md"
WAIVERS = "about/waivers.md"
FIND = "find/index.md"


def pages(writer: Writer) -> dict[str, str]:
    """Write the list of each kind and the lists across all kinds, as {path: text}."""
    lists = [_of_kind(writer, kind, hub) for kind, hub in HUBS.items()]
    lists += [_unknowns(writer), _waivers(writer), _everything(writer)]
    return {path: text for one in lists for path, text in filtered_lists.pages(writer, one).items()}


class Fact(NamedTuple):
    """What a list of one kind says of each record: its place in the list, and where the answers come from."""

    field: Field
    values: Callable[[Facts, str, Any], Iterable[Value]]


class Hub(NamedTuple):
    """How the page of one kind lists its records. All its words are messages."""

    title: str
    lead: str
    noun: tuple[str, str]
    facts: tuple[Fact, ...]


def _of_kind(writer: Writer, kind: str, hub: Hub) -> Listing:
    facts = Facts(writer)
    rows = tuple(
        Row(
            record.name,
            page_of((kind, id_)),
            tuple(tuple(dict.fromkeys(fact.values(facts, id_, record))) for fact in hub.facts),
            depth,
        )
        for id_, record, depth in _records(writer, kind)
    )
    say = writer.language.say
    lead = say(hub.lead, the_city=writer.registry.organisation.short_name)
    fields_ = _said(writer, (fact.field for fact in hub.facts))
    return Listing(hub_of(kind), say(hub.title), lead, hub.noun, fields_, rows)


def _said(writer: Writer, these: Iterable[Field]) -> tuple[Field, ...]:
    """The same fields in the language of the page."""
    return tuple(field._replace(label=writer.language.say(field.label)) for field in these)


def _records(writer: Writer, kind: str) -> Iterator[tuple[str, Record, int]]:
    """The records of a kind with their depth: those in a tree below what they are part of, others from A to Z."""
    records = {id_: record for (of, id_), record in writer.registry.records.items() if of == kind}

    def name(id_: str) -> tuple[str, str]:
        return sort_key(records[id_].name), id_

    trees = {"data": writer.graph.data, "purpose": writer.graph.purposes, "people": writer.graph.people}
    if kind not in trees:
        yield from ((id_, records[id_], 0) for id_ in sorted(records, key=name))
        return
    tree = trees[kind]
    waiting = [(id_, 0) for id_ in sorted(tree.roots, key=name, reverse=True)]
    seen = set()
    while waiting:
        id_, depth = waiting.pop()
        if id_ not in seen:
            seen.add(id_)
            yield id_, records[id_], depth
            waiting += [(child, depth + 1) for child in sorted(tree.children(id_), key=name, reverse=True)]
    yield from ((id_, records[id_], 0) for id_ in sorted(records.keys() - seen, key=name))


# --- the answers -----------------------------------------------------------------------------------------


def text(words: str) -> Value:
    """Words that nobody can ask for."""
    return Value("", words)


def slug(title: str) -> str:
    """The title of a field as a part of an address."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


class Facts:
    """Looks up what lists say of records."""

    def __init__(self, writer: Writer) -> None:
        """Sort the flows once by receiver and by what they name."""
        self.writer = writer
        self.language = writer.language
        self.graph: Graph = writer.graph
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
        return Value("no-flow", self.language.say("No flow says so"))

    def word(self, word: Word | str) -> Value:
        """A word with its label, or that it is not stated."""
        if not isinstance(word, Word):
            return self.not_stated()
        return Value(str(word), sentences.labelled(word, self.writer.registry.organisation, self.language))

    def short(self, word: Word) -> Value:
        """A word with the part of its label that stands before the explanation."""
        return Value(str(word), self.language.short_label(word))

    def record(self, kind: str, id_: str) -> Value:
        """A record, as a link to its page."""
        return Value(id_, self.writer.registry.records[kind, id_].name, (kind, id_))

    def status(self, _: str, record: CheckedRecord) -> Iterator[Value]:
        """Whether it is in use."""
        yield self.word(record.status.is_)

    def receivers(self, id_: str, _: Service) -> list[Value]:
        """Who gets information in a service."""
        parties = dict.fromkeys(edge.receiver for edge in self.graph.of_service(id_))
        return [self.record(*self.writer.registry.party_key(party)) for party in parties] or [self.no_flow()]

    def offices(self, _: str, record: Service) -> list[Value]:
        """The offices that run a service."""
        if record.offices == NOT_STATED:
            return [self.not_stated()]
        return [self.record("office", office) for office in record.offices]

    def offices_served(self, id_: str, _: Party) -> list[Value]:
        """The offices in whose services a party gets information."""
        services = dict.fromkeys(str(edge.flow.service) for edge in self.into[id_])
        records = [self.writer.registry.services[service] for service in services if service != "any"]
        return sorted({value for record in records for value in self.offices("", record)}, key=_by_label)

    def edges_of(self, id_: str, record: Record) -> list[Edge]:
        """The flows of a service, those to a party, or those that name a word of the vocabulary."""
        if isinstance(record, Service):
            return self.graph.of_service(id_)
        return self.into[id_] if isinstance(record, Party) else self.naming[record.kind, id_]

    def information(self, id_: str, record: Record) -> list[Value]:
        """What the flows of a record carry, in wide kinds."""
        edges = self.edges_of(id_, record)
        heads = {self.graph.data.head(data) for edge in edges for data in edge.data}
        found = sorted((self.record("data", head) for head in heads), key=_by_label)
        return [*found, *([self.not_stated()] if any(not edge.data for edge in edges) else [])] or [self.no_flow()]

    def most_sensitive(self, id_: str, record: Record) -> Iterator[Value]:
        """How sensitive the most sensitive information is that the flows of a record state."""
        order = list(Sensitivity)
        named = {data for edge in self.edges_of(id_, record) for data in edge.data}
        if named:
            yield self.short(max((self.graph.registry.data[data].sensitivity for data in named), key=order.index))
        elif self.edges_of(id_, record):
            yield self.not_stated()

    def sensitivity(self, _: str, record: Term) -> Iterator[Value]:
        """How sensitive a word of the vocabulary is."""
        yield self.short(record.sensitivity)

    def what(self, _: str, record: Record) -> Iterator[Value]:
        """What a record is, in a sentence."""
        yield text(record.summary)

    def who_gets(self, id_: str, record: Term) -> Iterator[Value]:
        """How many parties get what is named."""
        count = len({edge.receiver for edge in self.edges_of(id_, record)})
        yield text(self.language.number(count)) if count else self.no_flow()

    def vendor_kinds(self, _: str, record: Vendor) -> list[Value]:
        """What a company does."""
        return [self.word(kind) for kind in record.kinds]

    def named(self, _: str, record: Vendor) -> Iterator[Value]:
        """Whether the name of a company is known."""
        yield self.not_stated() if record.identity == NOT_STATED else Value("known", self.language.say("Known"))

    def is_(self, _: str, record: Office | Recipient | Source) -> Iterator[Value]:
        """What kind of office, recipient or source it is."""
        yield self.word(record.is_)

    def head(self, id_: str, _: Data) -> Iterator[Value]:
        """The wide kind of information that a narrower one belongs to."""
        yield self.record("data", self.graph.data.head(id_))

    def identifies(self, _: str, record: Data) -> Iterator[Value]:
        """Whether information points to a person."""
        yield self.word(record.identifies)

    def verdict(self, id_: str, _: Promise) -> Iterator[Value]:
        """Whether the records keep a promise."""
        yield self.word(self.writer.judgements[id_].verdict)

    def section(self, _: str, record: Promise) -> Iterator[Value]:
        """Where in the policy a promise stands."""
        for piece in record.evidence:
            for name in piece.statements:
                statements = self.writer.registry.sources[piece.source].statements
                if statement := statements.get(name):
                    first = next(id_ for id_, other in statements.items() if other.section == statement.section)
                    yield Value(first, statement.section)

    def strength(self, _: str, record: Source) -> Iterator[Value]:
        """How far a source carries a claim."""
        yield self.short(record.is_.strength)

    def dated(self, _: str, record: Source) -> Iterator[Value]:
        """The date that a source bears."""
        yield self.not_stated() if record.dated == NOT_STATED else text(f"{record.dated}")

    def extent(self, _: str, record: Source) -> Iterator[Value]:
        """How much of a source was read."""
        yield self.word(record.read.extent)


def _with_wider(tree: Tree, ids: Iterable[str]) -> set[str]:
    return {wider for id_ in ids for wider in (id_, *tree.above(id_))}


def _by_label(value: Value) -> tuple[bool, str, str]:
    return value.id == NOT_STATED, sort_key(value.label), value.id


STATUS = Fact(Field("status", message("Status")), Facts.status)
INFORMATION = Fact(Field("data", message("What it gets")), Facts.information)
MOST_SENSITIVE = Fact(Field("sensitivity", message("How sensitive, at most"), column=False), Facts.most_sensitive)
WHAT = Fact(Field("what", message("What it is"), filter=False), Facts.what)

HUBS: dict[str, Hub] = {
    "service": Hub(
        message("Services"),
        message("What you can do with %(the_city)s online, and who gets your information when you do."),
        messages("service", "services"),
        (
            Fact(Field("who", message("Who gets information"), filter=False), Facts.receivers),
            Fact(Field("office", message("Office"), column=False), Facts.offices),
            Fact(Field("data", message("Information"), column=False), Facts.information),
            MOST_SENSITIVE,
            STATUS,
        ),
    ),
    "vendor": Hub(
        message("Companies"),
        message("Companies that work for %(the_city)s, or whose product you meet on its pages."),
        messages("company", "companies"),
        (
            Fact(Field("kind", message("What it does")), Facts.vendor_kinds),
            INFORMATION,
            Fact(Field("office", message("Office it works with"), column=False), Facts.offices_served),
            MOST_SENSITIVE,
            Fact(Field("name", message("Its name"), column=False), Facts.named),
            STATUS,
        ),
    ),
    "recipient": Hub(
        message("Others who may get information"),
        message(
            "Courts, the public, social networks: they do not work for %(the_city)s, but may get your information."
        ),
        messages("recipient", "recipients"),
        (Fact(Field("kind", message("Who it is")), Facts.is_), INFORMATION, MOST_SENSITIVE, STATUS),
    ),
    "office": Hub(
        message("Offices"),
        message("The parts of %(the_city)s that get your information themselves."),
        messages("office", "offices"),
        (Fact(Field("kind", message("What it is")), Facts.is_), INFORMATION, MOST_SENSITIVE, STATUS),
    ),
    "data": Hub(
        message("Kinds of information"),
        message("Every kind of information in this register. Narrower kinds stand under wider ones."),
        messages("kind of information", "kinds of information"),
        (
            WHAT,
            Fact(Field("who", message("How many get it"), filter=False), Facts.who_gets),
            Fact(Field("kind", message("Wide kind"), column=False), Facts.head),
            Fact(Field("identifies", message("Does it point to you?"), column=False), Facts.identifies),
            Fact(Field("sensitivity", message("How sensitive")), Facts.sensitivity),
        ),
    ),
    "purpose": Hub(
        message("Reasons"),
        message("Why information is used. Narrower reasons stand under wider ones."),
        messages("reason", "reasons"),
        (
            WHAT,
            Fact(Field("who", message("How many use it for this"), filter=False), Facts.who_gets),
            Fact(Field("data", message("Information used for it"), column=False), Facts.information),
            Fact(Field("sensitivity", message("How sensitive")), Facts.sensitivity),
        ),
    ),
    "people": Hub(
        message("People"),
        message("Whose information it is."),
        messages("group of people", "groups of people"),
        (
            WHAT,
            Fact(Field("who", message("How many get something"), filter=False), Facts.who_gets),
            Fact(Field("data", message("Their information"), column=False), Facts.information),
            Fact(Field("sensitivity", message("How sensitive")), Facts.sensitivity),
        ),
    ),
    "promise": Hub(
        message("Promises"),
        message("What the privacy policy of %(the_city)s commits to."),
        messages("promise", "promises"),
        (
            Fact(Field("what", message("What it says"), filter=False), Facts.what),
            Fact(Field("verdict", message("Do the records keep it?")), Facts.verdict),
            Fact(Field("section", message("Part of the policy"), column=False), Facts.section),
        ),
    ),
    "source": Hub(
        message("Sources"),
        message("Every document that this register rests on, and how far it carries a claim."),
        messages("source", "sources"),
        (
            Fact(Field("kind", message("What it is")), Facts.is_),
            Fact(Field("strength", message("Strength")), Facts.strength),
            Fact(Field("read", message("How much of it was read"), column=False), Facts.extent),
            Fact(Field("dated", message("Its date"), filter=False), Facts.dated),
        ),
    ),
}


# --- lists across all kinds ------------------------------------------------------------------------------------


def _unknowns(writer: Writer) -> Listing:
    """Every record with something that is not stated."""
    language = writer.language
    rows = []
    for key, record in _in_order(writer, list(writer.unknowns)):
        counts = Counter(fields.label(type(record), unknown.loc) for unknown in writer.unknowns[key])
        if counts:
            values = tuple(
                Value(slug(label), language.say(label))
                for label in sorted(counts, key=lambda label: (-counts[label], label))
            )
            total = text(language.number(counts.total()))
            rows.append(Row(record.name, page_of(key), ((_kind(writer, key),), values, (total,))))
    lead = language.say_many(
        "No source that we read states this %(count)s fact. Here you see where it is missing. "
        "An unknown fact is not a bad fact: it only means that we have not found the answer.",
        "No source that we read states these %(count)s facts. Here you see where each is missing. "
        "An unknown fact is not a bad fact: it only means that we have not found the answer.",
        len(writer.registry.unknowns),
    )
    return Listing(
        UNKNOWNS,
        language.say("What %(the_city)s has not said yet", the_city=writer.registry.organisation.short_name),
        lead,
        messages("record", "records"),
        _said(
            writer,
            (
                Field("kind", message("What kind of page")),
                Field("fact", message("What is not stated")),
                Field("count", message("How many"), filter=False),
            ),
        ),
        tuple(rows),
    )


def _waivers(writer: Writer) -> Listing:
    """Every waiver that is open."""
    keys = [key for key, record in writer.registry.records.items() if record.waivers]
    rows = [
        Row(
            record.name,
            page_of(key),
            (
                (Value(waiver.rule, waiver.rule),),
                (_kind(writer, key),),
                (text(waiver.reason),),
                (text(waiver.by),),
                (text(waiver.until.isoformat()),),
            ),
        )
        for key, record in _in_order(writer, keys)
        for waiver in record.waivers
    ]
    return Listing(
        WAIVERS,
        writer.language.say("Open waivers"),
        writer.language.say(
            "A waiver is leave to break one of the rules for records in one record, for a reason and for a time. "
            "Here is each of them."
        ),
        messages("waiver", "waivers"),
        _said(
            writer,
            (
                Field("rule", message("Rule")),
                Field("kind", message("What kind of page"), column=False),
                Field("why", message("Why"), filter=False),
                Field("by", message("By"), filter=False),
                Field("until", message("Until"), filter=False),
            ),
        ),
        tuple(rows),
        more=(writer.language.say("The rules for records"), "rules/index.md"),
    )


def _everything(writer: Writer) -> Listing:
    """Every record that people look for by name, from A to Z. The search on the home page reads the same list."""
    kinds = [kind for kind in HUBS if kind != "source"]
    rows = []
    for key, record in sorted(writer.registry.records.items(), key=lambda item: (sort_key(item[1].name), item[0])):
        if key[0] in kinds:
            also = tuple(map(text, record.also_known_as)) if isinstance(record, Party) else ()
            values = ((_kind(writer, key),), (text(record.summary),), also)
            rows.append(Row(record.name, page_of(key), values))
    return Listing(
        FIND,
        writer.language.say("Everything from A to Z"),
        writer.language.say(
            "Every service, company, office, kind of information, reason and promise in this register."
        ),
        messages("entry", "entries"),
        _said(
            writer,
            (
                Field("kind", message("What it is")),
                Field("what", message("In a sentence"), filter=False),
                Field("also", message("Other names"), filter=False),
            ),
        ),
        tuple(rows),
    )


def _in_order(writer: Writer, keys: Sequence[Key]) -> list[tuple[Key, Record]]:
    """Records in the order of their kinds, and then by name."""
    kinds = list(KINDS)
    found = [(key, writer.registry.records[key]) for key in keys]
    return sorted(found, key=lambda item: (kinds.index(item[0][0]), sort_key(item[1].name), item[0]))


def _kind(writer: Writer, key: Key) -> Value:
    noun = HUBS[key[0]].noun if key[0] in HUBS else messages("organisation", "organisations")
    return Value(key[0], capital(writer.language.ngettext(*noun, 1)))
