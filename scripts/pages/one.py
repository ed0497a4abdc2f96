"""The page of one record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from schemas import KINDS
from schemas.base import ANY
from schemas.evidence import Evidence
from schemas.office import Office
from schemas.organisation import Organisation
from schemas.party import Party
from schemas.promise import Promise
from schemas.recipient import Recipient
from schemas.record import Record
from schemas.service import Service
from schemas.source import Source
from schemas.vendor import Vendor
from schemas.vocabulary import Data, Term
from scripts import diagrams
from scripts.graph import Edge
from scripts.pages import shares
from scripts.pages.shelf import address_from, page_of
from scripts.pages.writer import Writer
from scripts.registry import ORGANISATION, Key, Unknown


def page(writer: Writer, key: Key, record: Record) -> str:
    """Write the page of any record."""
    return _PAGES[record.kind](writer, key[1], record)


def moved(writer: Writer, old: Key, new: Key) -> str:
    """The page at an old address of a record: it leads to the new one."""
    page, target = page_of(old), page_of(new)
    return writer.write("moved.md.j2", page, key=new, address=address_from(page, target))


def organisation(writer: Writer, _: str, record: Organisation) -> str:
    """Who publishes the registry."""
    path = page_of(ORGANISATION)
    return writer.write("organisation.md.j2", path, record=record, evidence=_by_source(record.evidence))


def service(writer: Writer, id_: str, record: Service) -> str:
    """A service: who gets what when people use it."""
    page = page_of(("service", id_))
    steps = writer.graph.steps(id_)
    edges = [edge for step in steps for edge in step]
    return writer.write(
        "service.md.j2",
        page,
        id=id_,
        record=record,
        steps=steps,
        edges=edges,
        shares=shares.of(writer.graph, edges),
        anyway=_one_per_receiver(edge for edge in writer.graph.edges.values() if edge.flow.service == ANY),
        figure=writer.figure(page, diagrams.of_service(writer.graph, id_)),
        unknowns=writer.unknown_labels(_unknowns_of(writer, ("service", id_), edges), by="party"),
        evidence=_by_source([*record.evidence, *(piece for edge in edges for piece in edge.flow.evidence)]),
        promises=_promises_about(writer, ("service", id_)),
    )


def party(writer: Writer, id_: str, record: Party) -> str:
    """A vendor, an office or a recipient: what it gets, and what it passes on."""
    key = (record.kind, id_)
    page = page_of(key)
    edges = list(writer.graph.gets(id_))
    own = [edge for edge in edges if edge.receiver == id_]
    return writer.write(
        "party.md.j2",
        page,
        id=id_,
        record=record,
        folder=record.folder,
        own=own,
        edges=edges,
        parts=len(own) != len(edges),
        hops=writer.graph.onward(id_),
        exposure=writer.graph.exposed_by(id_),
        stops=writer.graph.stops_without(id_),
        children=writer.graph.offices.children(id_),
        members=_members(writer, id_),
        duties=writer.duties,
        by_source=_by_source,
        what_it_is=_what_it_is(writer, record),
        figure=writer.figure(page, diagrams.of_party(writer.graph, id_)),
        unknowns=writer.unknown_labels(writer.unknowns[key], by="service"),
        evidence=_by_source([*record.evidence, *(piece for edge in own for piece in edge.flow.evidence)]),
        promises=_promises_about(writer, key),
    )


def data(writer: Writer, id_: str, record: Data) -> str:
    """A kind of information: who gets it, who may get it, where it can end up."""
    page = page_of(("data", id_))
    who = writer.graph.who_gets(id_)
    wider: dict[str, list[Edge]] = defaultdict(list)
    for edge in who.possible:
        if edge.data:
            wider[edge.receiver].append(edge)
    return writer.write(
        "data.md.j2",
        page,
        id=id_,
        record=record,
        who=who,
        receivers=sorted({edge.receiver for edge in who.certain}, key=writer.name),
        wider=sorted(wider.items(), key=lambda item: writer.name(item[0])),
        unsaid=sum(not edge.data for edge in who.possible),
        hops=[hop for hop in writer.graph.where_can_it_go(id_) if hop.depth],
        children=writer.graph.data.children(id_),
        figure=writer.figure(page, diagrams.of_data(writer.graph, id_)),
        promises=_promises_about(writer, ("data", id_)),
        evidence=_by_source(record.evidence),
    )


def term(writer: Writer, id_: str, record: Term) -> str:
    """A purpose or a group of people, with the flows that serve it or are about it."""
    if record.kind == "purpose":
        tree = writer.graph.purposes
        fits = {id_, *tree.below(id_)}
        edges = [edge for edge in writer.graph.edges.values() if fits & set(edge.purposes)]
    else:
        tree = writer.graph.people
        fits = {id_, *tree.below(id_)}
        edges = [edge for edge in writer.graph.edges.values() if fits & set(writer.graph.about(edge))]
    return writer.write(
        "term.md.j2",
        page_of((record.kind, id_)),
        id=id_,
        record=record,
        folder=record.folder,
        edges=edges,
        evidence=_by_source(record.evidence),
        children=tree.children(id_),
        promises=_promises_about(writer, (record.kind, id_)),
    )


def promise(writer: Writer, id_: str, record: Promise) -> str:
    """A promise of the policy, and how records can check it."""
    return writer.write(
        "promise.md.j2",
        page_of(("promise", id_)),
        id=id_,
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
    return writer.write("source.md.j2", page_of(("source", id_)), id=id_, record=record, cited_by=cited_by)


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


def _one_per_receiver(edges: Iterable[Edge]) -> list[Edge]:
    return list({edge.receiver: edge for edge in edges}.values())


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
    "data": data,
    "purpose": term,
    "people": term,
    "promise": promise,
    "source": source,
}
