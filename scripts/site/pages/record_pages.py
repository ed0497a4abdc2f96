"""The page of one record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from schemas import KINDS, fields
from schemas.evidence import Evidence
from schemas.office import Office
from schemas.organisation import Organisation
from schemas.party import Party
from schemas.promise import Promise
from schemas.recipient import Recipient
from schemas.record import Contact, Record
from schemas.service import Service
from schemas.source import Source
from schemas.vendor import Vendor
from schemas.vocabulary import Data, Term
from schemas.words import ANY, NOT_STATED
from scripts import diagrams
from scripts.answers import of_flows
from scripts.registry import breaches
from scripts.registry.addresses import file_of, page_of
from scripts.registry.graph import Edge
from scripts.registry.registry import ORGANISATION, Key, Unknown
from scripts.site.pages.links import MOST_ROWS, address_from, part
from scripts.site.pages.page_writer import Writer
from scripts.words import sentences
from scripts.words.languages import lowered

_ABOUT_YOUR_INFORMATION = {"flows", "cookies", "role", "security"}
"""The parts of a company's record that a letter about one's own information asks about."""


def pages(writer: Writer, key: Key, record: Record) -> dict[str, str]:
    """Write the page of any record, and further pages for what is too long for one."""
    if isinstance(record, Data):
        return data(writer, key[1], record)
    if isinstance(record, Term):
        return term(writer, key[1], record)
    return {page_of(key): _PAGES[record.kind](writer, key[1], record)}


def moved(writer: Writer, old: Key, new: Key) -> str:
    """The page at an old address of a record: it leads to the new one."""
    page, target = page_of(old), page_of(new)
    return writer.write("moved.md.j2", page, key=new, address=address_from(page, target))


def organisation(writer: Writer, _: str, record: Organisation) -> str:
    """Who publishes the registry."""
    page = page_of(ORGANISATION)
    return writer.write(
        "organisation.md.j2",
        page,
        path=file_of(ORGANISATION),
        record=record,
        evidence=_by_source(record.evidence),
        by_source=_by_source,
    )


def service(writer: Writer, id_: str, record: Service) -> str:
    """A service: who gets what when people use it."""
    key = ("service", id_)
    page = page_of(key)
    edges = [edge for step in writer.graph.steps(id_) for edge in step]
    drawn = writer.graph.current(edges)
    found = writer.shares(id_)
    unknown = _unknowns_of(writer, key, edges)
    everywhere = writer.graph.of_service(ANY)
    return writer.write(
        "service.md.j2",
        page,
        id=id_,
        path=file_of(key),
        record=record,
        opening=sentences.opening_of_service(writer.graph, id_, drawn, writer.language),
        glance=of_flows.glance(found),
        missing=of_flows.missing(writer.registry, unknown, writer.language),
        shares=found,
        optional=of_flows.optional(drawn),
        why=of_flows.why(drawn),
        passed_on=[edge for edge in drawn if edge.sender not in writer.registry.people],
        anyway=list(dict.fromkeys(edge.receiver for edge in everywhere)),
        offices=_who_can_be_reached(writer, record),
        figure=writer.figure(page, diagrams.of_service(writer.graph, id_, writer.language)),
        unknowns=writer.unknown_labels(unknown, by="party"),
        evidence=_by_source([*record.evidence, *(piece for edge in edges for piece in edge.flow.evidence)]),
        promises=_promises_about(writer, key),
        **_answers(writer, drawn),
        **_split(edges, drawn),
    )


def party(writer: Writer, id_: str, record: Party) -> str:
    """A vendor, an office or a recipient: what it gets, and what it passes on."""
    key = (record.kind, id_)
    page = page_of(key)
    graph = writer.graph
    gets, gives = graph.gets(id_), graph.gives(id_)
    own = [edge for edge in gets if edge.receiver == id_]
    now = graph.current(gets)
    known = _known_of_party(writer, id_, now)
    exposure = graph.exposed_by(id_)
    return writer.write(
        "party.md.j2",
        page,
        id=id_,
        path=file_of(key),
        record=record,
        folder=record.folder,
        opening=sentences.opening_of_party(graph, id_, now, writer.language),
        missing=of_flows.missing(writer.registry, writer.unknowns[key], writer.language),
        now=now,
        gets=[data for data in known if known[data]],
        gets_none=[data for data in known if not known[data]],
        services=list(dict.fromkeys(edge.flow.service for edge in now if edge.flow.service != ANY)),
        purposes=of_flows.purposes(now),
        without_purpose=sum(not edge.purposes for edge in now),
        optional=of_flows.optional(now),
        other_ways=of_flows.other_ways(writer.registry, now),
        skip="" if gives or len(own) != len(gets) else "receiver",
        hops=graph.onward(id_),
        exposure=exposure,
        told=breaches.told(graph, exposure),
        stops=graph.stops_without(id_),
        children=graph.offices.children(id_),
        members=_members(writer, id_),
        duties=writer.duties,
        by_source=_by_source,
        what_it_is=_what_it_is(writer, record),
        letter_data=writer.language.listed(
            _names_of(writer, dict.fromkeys(data for edge in now for data in edge.data))
        ),
        letter_unsaid=list(
            dict.fromkeys(
                writer.language.say(fields.label(type(record), unknown.loc))
                for unknown in writer.unknowns[key]
                if unknown.loc[0] in _ABOUT_YOUR_INFORMATION
            )
        ),
        figure=writer.figure(page, diagrams.of_party(graph, id_, writer.language)),
        unknowns=writer.unknown_labels(writer.unknowns[key], by="service"),
        evidence=_by_source([*record.evidence, *(piece for edge in own for piece in edge.flow.evidence)]),
        promises=_promises_about(writer, key),
        **_answers(writer, now),
        **_split([*gets, *gives], graph.current([*gets, *gives])),
    )


def data(writer: Writer, id_: str, record: Data) -> dict[str, str]:
    """A kind of information: who gets it, who may get it, where it can end up."""
    key = ("data", id_)
    page = page_of(key)
    who = writer.graph.who_gets(id_)
    drawn = writer.graph.current(who.certain)
    wider: dict[str, list[Edge]] = defaultdict(list)
    for edge in who.possible:
        if edge.data:
            wider[edge.receiver].append(edge)
    long = {
        **_split(who.certain, drawn),
        "wider": sorted(wider.items(), key=lambda item: writer.name(item[0])),
        "hops": [hop for hop in writer.graph.where_can_it_go(id_) if hop.depth],
    }
    return _in_parts(
        writer,
        "data.md.j2",
        page,
        long,
        path=file_of(key),
        record=record,
        opening=sentences.opening_of_data(writer.graph, id_, list(_receivers(writer, drawn)), writer.language),
        receivers=list(_receivers(writer, drawn).items()),
        why=of_flows.why(drawn),
        other_ways=of_flows.other_ways(writer.registry, drawn),
        unsaid=sum(not edge.data for edge in who.possible),
        children=writer.graph.data.children(id_),
        figure=writer.figure(page, diagrams.of_data(writer.graph, id_, writer.language)),
        promises=_promises_about(writer, key),
        evidence=_by_source([*record.evidence, *(piece for edge in who.certain for piece in edge.flow.evidence)]),
        **_answers(writer, drawn),
    )


def term(writer: Writer, id_: str, record: Term) -> dict[str, str]:
    """A purpose or a group of people, with the flows that serve it or are about it."""
    graph = writer.graph
    key = (record.kind, id_)
    is_purpose = record.kind == "purpose"
    tree = graph.purposes if is_purpose else graph.people
    fits = {id_, *tree.below(id_)}
    edges = [edge for edge in graph.edges.values() if fits & set(edge.purposes if is_purpose else graph.about(edge))]
    drawn = graph.current(edges)
    receivers = _receivers(writer, drawn)
    opening = sentences.opening_of_purpose if is_purpose else sentences.opening_of_people
    return _in_parts(
        writer,
        "term.md.j2",
        page_of(key),
        _split(edges, drawn),
        path=file_of(key),
        record=record,
        opening=opening(graph, list(receivers), writer.language),
        receivers=list(receivers.items()),
        why=of_flows.why(drawn),
        evidence=_by_source([*record.evidence, *(piece for edge in edges for piece in edge.flow.evidence)]),
        children=tree.children(id_),
        promises=_promises_about(writer, key),
        **_answers(writer, drawn),
    )


def _in_parts(
    writer: Writer, template: str, page: str, long: Mapping[str, Sequence[Any]], **values: Any
) -> dict[str, str]:
    """Write a page with the beginning of its long lists, and as many further pages as hold the rest of them."""
    ended = {edge.id for edge in long["over"]}
    lists = {
        "wider": long.get("wider", ()),
        "hops": long.get("hops", ()),
        "flows": [*long["drawn"], *long["over"]],
    }
    count = max(1, *(-(-len(found) // MOST_ROWS) for found in lists.values()))
    values["parts"] = [part(page, number) for number in range(1, count + 1)]
    values["total"] = len(long["drawn"])
    pages = {}
    for number, path in enumerate(values["parts"], 1):
        here = {name: found[(number - 1) * MOST_ROWS : number * MOST_ROWS] for name, found in lists.items()}
        flows = here.pop("flows")
        here["drawn"] = [edge for edge in flows if edge.id not in ended]
        here["over"] = [edge for edge in flows if edge.id in ended]
        pages[path] = writer.write(template if number == 1 else "further.md.j2", path, number=number, **values, **here)
    return pages


def promise(writer: Writer, id_: str, record: Promise) -> str:
    """A promise of the policy, and how records can check it."""
    return writer.write(
        "promise.md.j2",
        page_of(("promise", id_)),
        path=file_of(("promise", id_)),
        record=record,
        evidence=_by_source(record.evidence),
        judgement=writer.judgements[id_],
        tension=_by_source(record.tension.evidence if record.tension else ()),
    )


def source(writer: Writer, id_: str, record: Source) -> str:
    """A document, and what rests on it."""
    named_by = writer.registry.named_by.get(("source", id_), [])
    order = list(KINDS)
    cited_by = sorted({reference.key for reference in named_by}, key=lambda key: (order.index(key[0]), key[1]))
    key = ("source", id_)
    return writer.write("source.md.j2", page_of(key), path=file_of(key), id=id_, record=record, cited_by=cited_by)


def _answers(writer: Writer, edges: Sequence[Edge]) -> dict[str, Any]:
    """The answers that services and parties give alike."""
    return {
        "collected": of_flows.collected(writer.registry, edges),
        "silent": [edge for edge in edges if not edge.data],
        "how_long": of_flows.how_long(edges, writer.language),
        "strengths": of_flows.strengths(writer.registry, edges),
    }


def _split(edges: Iterable[Edge], drawn: Sequence[Edge]) -> dict[str, Any]:
    """The flows of the picture, and those that are over. A flow between two parts of an office is one flow."""
    now = {edge.id: edge for edge in drawn}
    return {
        "drawn": list(now.values()),
        "over": list({edge.id: edge for edge in edges if edge.id not in now}.values()),
    }


def _known_of_party(writer: Writer, id_: str, edges: Sequence[Edge]) -> dict[str, bool]:
    """Say of each kind of information in its services whether a party gets it, the most harmful first.

    What is left open is left out.
    """
    gets = dict.fromkeys(data for edge in edges for data in edge.data)
    services = {str(edge.flow.service) for edge in edges}
    inside = {id_, *writer.graph.offices.below(id_)}
    maybe = {
        data for service in services for share in writer.shares(service) if share.party in inside for data in share.none
    }
    unsure = any(not edge.data for edge in edges)
    known = dict.fromkeys(gets, True) | dict.fromkeys(() if unsure else sorted(maybe - gets.keys()), False)
    return {
        data: known[data]
        for data in sorted(known, key=lambda data: sentences.harm(writer.registry.data[data]), reverse=True)
    }


def _receivers(writer: Writer, edges: Iterable[Edge]) -> dict[str, list[str]]:
    """Who gets something by these flows, by name, and in which services."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for edge in edges:
        found[edge.receiver][str(edge.flow.service)] = None
    return {party: list(found[party]) for party in sorted(found, key=writer.name)}


def _names_of(writer: Writer, kinds: Iterable[str]) -> list[str]:
    return [lowered(writer.registry.data[data].name) for data in kinds]


def _who_can_be_reached(writer: Writer, record: Service) -> list[str]:
    """The offices of a service that tell how to reach them."""
    offices = () if record.offices == NOT_STATED else record.offices
    return [
        str(office)
        for office in offices
        if isinstance(getattr(writer.registry.offices.get(office), "contact", None), Contact)
    ]


def _unknowns_of(writer: Writer, key: Key, edges: Sequence[Edge]) -> list[Unknown]:
    """What is not stated in a service's record and in its flows, in whosever files those stand."""
    flows = {edge.id for edge in edges}
    return writer.unknowns[key] + [
        unknown
        for party in dict.fromkeys(writer.registry.party_key(edge.receiver) for edge in edges)
        for unknown in writer.unknowns[party]
        if unknown.loc[0] == "flows" and f"{party[1]}/{unknown.loc[1]}" in flows
    ]


def _promises_about(writer: Writer, key: Key) -> list[str]:
    """The promises whose rule names a record."""
    named_by = writer.registry.named_by.get(key, [])
    return sorted({reference.key[1] for reference in named_by if reference.key[0] == "promise"})


def _members(writer: Writer, id_: str) -> list[str]:
    """The named vendors that seem to belong to an unnamed class."""
    named_by = writer.registry.named_by.get(("vendor", id_), [])
    return sorted({reference.key[1] for reference in named_by if reference.loc[0] == "belongs_to"})


def _what_it_is(writer: Writer, record: Party) -> Markup:
    if isinstance(record, Vendor):
        return Markup(", ").join(writer.value(kind) for kind in record.kinds)
    assert isinstance(record, (Office, Recipient))  # noqa: S101 - the parties there are
    return writer.value(record.is_)


def _by_source(pieces: Iterable[Evidence]) -> list[Support]:
    """Gather what rests on the same source, in the order in which sources are first named."""
    found: dict[tuple[str, bool], list[Evidence]] = defaultdict(list)
    for piece in pieces:
        found[piece.source, piece.inferred is not None].append(piece)
    return [
        Support(
            group[0],
            tuple(dict.fromkeys(name for piece in group for name in piece.statements)),
            tuple(dict.fromkeys(text for piece in group for text in (piece.note, piece.inferred) if text)),
        )
        for group in found.values()
    ]


class Support(NamedTuple):
    """Everything on one page that rests on one source in the same way."""

    evidence: Evidence
    """The first piece; the others have the same source and strength."""
    statements: tuple[str, ...]
    notes: tuple[str, ...]


_PAGES: dict[str, Callable[[Writer, str, Any], str]] = {
    "organisation": organisation,
    "service": service,
    "vendor": party,
    "office": party,
    "recipient": party,
    "promise": promise,
    "source": source,
}
