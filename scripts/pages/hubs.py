"""The page of each kind, which lists its records."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple

from markupsafe import Markup

from schemas.base import NOT_STATED
from schemas.party import Party
from schemas.promise import Promise
from schemas.record import Record
from schemas.service import Service
from schemas.source import Source
from scripts.pages.shelf import hub_of
from scripts.pages.writer import Writer, sentence


def pages(writer: Writer) -> dict[str, str]:
    """Write the page of each kind, as {path: Markdown}."""
    return {hub_of(kind): _page(writer, kind, hub) for kind, hub in HUBS.items()}


def _page(writer: Writer, kind: str, hub: Hub) -> str:
    page = hub_of(kind)
    words = {"title": hub.title, "lead": hub.lead.format(the_city=writer.registry.organisation.short_name)}
    if not hub.columns:
        return writer.write("tree.md.j2", page, kind=kind, **words, **_tree(writer, kind))
    groups: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for id_, record in _records(writer, kind):
        groups[hub.group(record)].append(hub.row(writer, page, id_, record))
    return writer.write("hub.md.j2", page, columns=hub.columns, groups=sorted(groups.items()), **words)


def _records(writer: Writer, kind: str) -> list[tuple[str, Record]]:
    found = [(id_, record) for (of, id_), record in writer.registry.records.items() if of == kind]
    return sorted(found, key=lambda item: (item[1].name.lower(), item[0]))


def _tree(writer: Writer, kind: str) -> dict[str, Any]:
    if kind == "data":
        named = [data for edge in writer.graph.edges.values() for data in edge.data]
        return {"tree": writer.graph.data, "counts": Counter(named)}
    if kind == "purpose":
        named = [purpose for edge in writer.graph.edges.values() for purpose in edge.purposes]
        return {"tree": writer.graph.purposes, "counts": Counter(named)}
    named = [people for edge in writer.graph.edges.values() for people in writer.graph.about(edge)]
    return {"tree": writer.graph.people, "counts": Counter(named)}


class Hub(NamedTuple):
    """How the page of one kind lists its records: a table, or a tree if it has no columns."""

    title: str
    lead: str
    columns: tuple[str, ...] = ()
    row: Callable[[Writer, str, str, Any], tuple[Any, ...]] = lambda *_: ()
    group: Callable[[Any], str] = lambda _: ""


def _service_row(writer: Writer, page: str, id_: str, record: Service) -> tuple[Any, ...]:
    receivers = dict.fromkeys(edge.receiver for edge in writer.graph.edges.values() if edge.flow.service == id_)
    parties = Markup(", ").join(writer.shelf.party(page, party) for party in receivers)
    return (writer.shelf.link(page, "service", id_), parties, writer.value(record.status.is_))


def _party_row(writer: Writer, page: str, id_: str, record: Party) -> tuple[Any, ...]:
    edges = [edge for edge in writer.graph.gets(id_) if edge.receiver == id_]
    data = Markup(", ").join(
        writer.shelf.link(page, "data", kind) for kind in sorted({kind for edge in edges for kind in edge.data})
    )
    return (
        writer.shelf.link(page, record.kind, id_),
        data or writer.value(NOT_STATED),
        writer.value(record.status.is_),
    )


def _promise_row(writer: Writer, page: str, id_: str, record: Promise) -> tuple[Any, ...]:
    verdict = writer.value(writer.judgements[id_].verdict)
    return (writer.shelf.link(page, "promise", id_), sentence(record.summary), verdict)


def _source_row(writer: Writer, page: str, id_: str, record: Source) -> tuple[Any, ...]:
    return (writer.shelf.link(page, "source", id_), writer.value(record.is_.strength), writer.value(record.dated))


HUBS: dict[str, Hub] = {
    "service": Hub(
        "Services",
        "What you can do with {the_city} online, and who gets your information when you do.",
        ("Service", "Who gets information", "Status"),
        _service_row,
    ),
    "vendor": Hub(
        "Companies",
        "Companies that work for {the_city}, or whose product you meet on its pages.",
        ("Company", "What it gets", "Status"),
        _party_row,
        lambda record: "Not named by its sources" if record.identity == NOT_STATED else "Named",
    ),
    "recipient": Hub(
        "Others who may get information",
        "Courts, the public, social networks: they do not work for {the_city}, but may get your information.",
        ("Who", "What it gets", "Status"),
        _party_row,
    ),
    "office": Hub(
        "Offices",
        "The parts of {the_city} that get your information themselves.",
        ("Office", "What it gets", "Status"),
        _party_row,
    ),
    "data": Hub(
        "Kinds of information", "Every kind of information in this register. Narrower kinds stand under wider ones."
    ),
    "purpose": Hub("Reasons", "Why information is used. Narrower reasons stand under wider ones."),
    "people": Hub("People", "Whose information it is."),
    "promise": Hub(
        "Promises",
        "What the privacy policy of {the_city} commits to.",
        ("Promise", "What it says", "Do the records keep it?"),
        _promise_row,
    ),
    "source": Hub(
        "Sources",
        "Every document that this register rests on, and how far it carries a claim.",
        ("Source", "Strength", "Its date"),
        _source_row,
        lambda record: record.is_.label,
    ),
}
