"""Registry and graph → every page of the site, as {path: Markdown}."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from schemas import KINDS, Data, Office, Promise, Recipient, Service, Source, Vendor, fields
from schemas.base import ANY, NONE, NOT_STATED, Word
from schemas.evidence import Evidence
from schemas.party import Party
from schemas.promise import Selector
from schemas.record import Record
from schemas.source import Statement, Strength
from schemas.time import Duration
from schemas.vocabulary import DpvTerm, FideslangTerm, Sensitivity, Term
from scripts import diagrams
from scripts.graph import Edge, Graph, Tree
from scripts.pages import markdown, sentences
from scripts.pages.shelf import Shelf, hub_of, page_of, path_to
from scripts.registry import Key, Registry, Unknown

MOST_COMMON = 8
"""How many services the home page offers."""


def render(registry: Registry, graph: Graph) -> dict[str, str]:
    """Write every page. The same registry gives the same bytes, wherever and whenever."""
    writer = Writer(registry, graph)
    pages: dict[str, str] = {"index.md": writer.home()}
    for id_, service in registry.services.items():
        pages[page_of(("service", id_))] = writer.service(id_, service)
    for id_, party in registry.parties.items():
        pages[page_of((party.kind, id_))] = writer.party(id_, party)
    for id_, data in registry.data.items():
        pages[page_of(("data", id_))] = writer.data(id_, data)
    for term_kind in (registry.purposes, registry.people):
        for id_, term in term_kind.items():
            pages[page_of((term.kind, id_))] = writer.term(id_, term)
    for id_, promise in registry.promises.items():
        pages[page_of(("promise", id_))] = writer.promise(id_, promise)
    for id_, source in registry.sources.items():
        pages[page_of(("source", id_))] = writer.source(id_, source)
        if source.statements:
            pages[f"policy/{id_}.md"] = writer.statements(id_, source)
    pages |= writer.hubs()
    for name in ("how-we-know", "correct-a-record", "words"):
        path = f"about/{name}.md"
        pages[path] = writer.write(f"{name}.md.j2", path, strengths=writer.strengths())
    pages["unknowns/index.md"] = writer.unknowns()
    return pages


class Row(NamedTuple):
    """One kind of information in the table of who gets what."""

    data: str
    answers: tuple[str, ...]
    certain: tuple[str, ...]


class Matrix(NamedTuple):
    """Who gets what in one service: a row for each kind of information, an answer for each party."""

    parties: tuple[str, ...]
    rows: tuple[Row, ...]


class Writer:
    """Writes the pages of one registry."""

    def __init__(self, registry: Registry, graph: Graph) -> None:
        """Prepare the templates: whatever they print is escaped, and links know the registry."""
        self.registry, self.graph = registry, graph
        self.shelf = Shelf(registry)
        organisation = registry.organisation
        self.environment = Environment(
            loader=PackageLoader("scripts.pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=lambda value: value if isinstance(value, Markup) else markdown.literal(str(value)),
        )
        self.environment.globals |= {
            "registry": registry,
            "organisation": organisation,
            "the_city": organisation.short_name,
            "The_city": sentences.capital(organisation.short_name),
            "link": self.shelf.link,
            "key_link": self.shelf.key_link,
            "party": self.shelf.party,
            "statement": self.shelf.statement,
            "flow_page": self.shelf.flow_page,
            "path_to": path_to,
            "leads": partial(sentences.leads, graph),
            "kept": sentences.kept,
            "current": graph.is_current,
            "strongest": lambda pieces: sentences.strongest(pieces, registry.sources),
            "strength": lambda piece: sentences.strength(piece, registry.sources),
            "sentence": sentence,
            "label": lambda word: sentences.labelled(word, organisation),
            "value": self.value,
            "web": web,
            "term": term,
            "selector": self.selector,
            "unknown_label": self.unknown_label,
        }

    def write(self, template: str, page: str, **values: Any) -> str:
        """Fill in one template for one page."""
        return self.environment.get_template(template).render(page=page, **values)

    # --- pages of one record ---------------------------------------------------------------------

    def service(self, id_: str, record: Service) -> str:
        """A service: who gets what when people use it."""
        page = page_of(("service", id_))
        steps = self.graph.steps(id_)
        edges = [edge for step in steps for edge in step]
        return self.write(
            "service.md.j2",
            page,
            id=id_,
            record=record,
            steps=steps,
            edges=edges,
            matrix=self.matrix(edges),
            anyway=self._one_per_receiver(edge for edge in self.graph.edges.values() if edge.flow.service == ANY),
            figure=self.figure(page, diagrams.of_service(self.graph, id_)),
            unknowns=self._unknowns_of([("service", id_)], edges),
            evidence=_distinct([*record.evidence, *(piece for edge in edges for piece in edge.flow.evidence)]),
        )

    def party(self, id_: str, record: Party) -> str:
        """A vendor, an office or a recipient: what it gets, and what it passes on."""
        key = (record.kind, id_)
        page = page_of(key)
        edges = list(self.graph.gets(id_))
        own = [edge for edge in edges if edge.receiver == id_]
        return self.write(
            "party.md.j2",
            page,
            id=id_,
            record=record,
            folder=record.folder,
            own=own,
            edges=edges,
            parts=len(own) != len(edges),
            hops=self.graph.onward(id_),
            exposure=self.graph.exposed_by(id_),
            stops=self.graph.stops_without(id_),
            children=self.graph.offices.children(id_),
            members=self._members(id_),
            what_it_is=self._what_it_is(record),
            figure=self.figure(page, diagrams.of_party(self.graph, id_)),
            unknowns=self._unknowns_of([key], []),
            evidence=_distinct([*record.evidence, *(piece for edge in own for piece in edge.flow.evidence)]),
        )

    def data(self, id_: str, record: Data) -> str:
        """A kind of information: who gets it, who may get it, where it can end up."""
        page = page_of(("data", id_))
        who = self.graph.who_gets(id_)
        possible: dict[str, list[Edge]] = defaultdict(list)
        for edge in who.possible:
            possible[edge.receiver].append(edge)
        return self.write(
            "data.md.j2",
            page,
            id=id_,
            record=record,
            who=who,
            receivers=sorted({edge.receiver for edge in who.certain}, key=self._name),
            possible_by_receiver=sorted(possible.items(), key=lambda item: self._name(item[0])),
            hops=[hop for hop in self.graph.where_can_it_go(id_) if hop.depth],
            children=self.graph.data.children(id_),
            figure=self.figure(page, diagrams.of_data(self.graph, id_)),
        )

    def term(self, id_: str, record: Term) -> str:
        """A purpose or a group of people, with the flows that serve it or are about it."""
        if record.kind == "purpose":
            tree = self.graph.purposes
            fits = {id_, *tree.below(id_)}
            edges = [edge for edge in self.graph.edges.values() if fits & set(edge.purposes)]
        else:
            tree = Tree(self.registry.people)
            fits = {id_, *tree.below(id_)}
            edges = [edge for edge in self.graph.edges.values() if fits & set(self.graph.about(edge))]
        named_by = self.registry.named_by.get((record.kind, id_), [])
        return self.write(
            "term.md.j2",
            page_of((record.kind, id_)),
            id=id_,
            record=record,
            folder=record.folder,
            edges=edges,
            children=tree.children(id_),
            promises=sorted({reference.key[1] for reference in named_by if reference.key[0] == "promise"}),
        )

    def promise(self, id_: str, record: Promise) -> str:
        """A promise of the policy, and how records can check it."""
        return self.write("promise.md.j2", page_of(("promise", id_)), id=id_, record=record)

    def source(self, id_: str, record: Source) -> str:
        """A document, and what rests on it."""
        named_by = self.registry.named_by.get(("source", id_), [])
        order = list(KINDS)
        cited_by = sorted({reference.key for reference in named_by}, key=lambda key: (order.index(key[0]), key[1]))
        return self.write("source.md.j2", page_of(("source", id_)), id=id_, record=record, cited_by=cited_by)

    def statements(self, id_: str, record: Source) -> str:
        """A policy, section by section, with the records that carry each statement."""
        carriers: dict[str, list[tuple[Key, str]]] = defaultdict(list)
        for key, loc, piece in self.registry.evidence:
            if piece.source == id_:
                for name in piece.statements:
                    carrier = (key, str(loc[1]) if loc[0] == "flows" else "")
                    if carrier not in carriers[name]:
                        carriers[name].append(carrier)
        sections: dict[str, list[tuple[str, Statement, list[tuple[Key, str]]]]] = defaultdict(list)
        for name, statement in record.statements.items():
            sections[statement.section].append((name, statement, carriers[name]))
        return self.write("statements.md.j2", f"policy/{id_}.md", id=id_, record=record, sections=sections.items())

    # --- pages of many records -------------------------------------------------------------------

    def home(self) -> str:
        """The answer in its first sentence, and counts from the data."""
        vendors = self.registry.vendors.values()
        return self.write(
            "home.md.j2",
            "index.md",
            common=self._common_services(),
            named=sum(vendor.identity != NOT_STATED for vendor in vendors),
            unnamed=sum(vendor.identity == NOT_STATED for vendor in vendors),
            sensitive=self._sensitive(),
        )

    def unknowns(self) -> str:
        """Every fact that is not stated, counted."""
        groups: dict[Key, list[Unknown]] = defaultdict(list)
        for unknown in self.registry.unknowns:
            groups[unknown.key].append(unknown)
        by_kind = [
            (_HUBS[kind].title.format(The_city="Offices"), [(key, found) for key, found in groups.items() if key[0] == kind])
            for kind in KINDS
            if kind in _HUBS
        ]
        labels = Counter(fields.label(type(self.registry.records[unknown.key]), unknown.loc) for unknown in self.registry.unknowns)
        return self.write(
            "unknowns.md.j2",
            "unknowns/index.md",
            total=len(self.registry.unknowns),
            by_label=sorted(labels.items(), key=lambda item: (-item[1], item[0])),
            by_kind=[(heading, found) for heading, found in by_kind if found],
        )

    def strengths(self) -> list[tuple[Strength, int]]:
        """How many flows rest on evidence of each strength at best."""
        best = Counter(sentences.strongest(edge.flow.evidence, self.registry.sources) for edge in self.graph.edges.values())
        return [(strength, best[strength]) for strength in Strength]

    def hubs(self) -> dict[str, str]:
        """A page for each kind, which lists its records."""
        the_city = self.registry.organisation.short_name
        pages = {}
        for kind, hub in _HUBS.items():
            page = hub_of(kind)
            words = {"the_city": the_city, "The_city": sentences.capital(the_city)}
            title, lead = hub.title.format(**words), hub.lead.format(**words)
            if kind in {"data", "purpose", "people"}:
                pages[page] = self.write("tree.md.j2", page, title=title, lead=lead, kind=kind, **self._tree(kind))
                continue
            rows = [(hub.group(self, record), hub.row(self, page, id_, record)) for id_, record in self._records(kind)]
            groups: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
            for group, row in rows:
                groups[group].append(row)
            pages[page] = self.write(
                "hub.md.j2", page, title=title, lead=lead, columns=hub.columns, groups=sorted(groups.items()), more=""
            )
        policy = self.registry.organisation.policy
        statement_pages = [id_ for id_, source in self.registry.sources.items() if source.statements]
        pages["policy/index.md"] = self.write("policy.md.j2", "policy/index.md", policy=policy, ids=statement_pages)
        return pages

    # --- pieces of pages -------------------------------------------------------------------------

    def figure(self, page: str, drawing: diagrams.Drawing | None) -> Markup:
        """A diagram with links that start from this page; nothing if there is nothing to draw."""
        if drawing is None:
            return Markup("")
        return diagrams.figure(drawing, prefix="flow", table_anchor="flows", address=partial(_address, page))

    def matrix(self, edges: list[Edge]) -> Matrix:
        """Who gets what, among everyone whom these flows reach."""
        parties = tuple(dict.fromkeys(edge.receiver for edge in edges))
        kinds = dict.fromkeys(data for edge in edges for data in edge.data)
        rows = []
        for data in kinds:
            answers = tuple(self._answer([edge for edge in edges if edge.receiver == party], data) for party in parties)
            certain = tuple(party for party, answer in zip(parties, answers, strict=True) if answer == "Yes")
            rows.append(Row(data, answers, certain))
        return Matrix(parties, tuple(rows))

    def _answer(self, edges: list[Edge], data: str) -> str:
        carried = {self.graph.carries(edge, data) for edge in edges}
        return "Yes" if True in carried else sentences.NOT_SAID if None in carried else "No flow says so"

    def value(self, value: Any) -> Markup:
        """Show one fact: what is not stated is said aloud, addresses are links, words have their labels."""
        if isinstance(value, Word):
            return markdown.literal(sentences.labelled(value, self.registry.organisation))
        if value == NOT_STATED:
            return Markup('<span class="notsaid">{} has not stated this.</span>').format(
                markdown.literal(sentences.capital(self.registry.organisation.short_name))
            )
        if value == NONE:
            return Markup("None. This has been checked.")
        if isinstance(value, str) and value.startswith(("https://", "http://")):
            return web(value)
        return markdown.literal(f"{value}")

    def selector(self, page: str, chosen: Selector) -> Markup:
        """Say in words which flows a promise's rule looks at, as a list."""
        lines = []
        for name, field in type(chosen).model_fields.items():
            values = getattr(chosen, name)
            if values is None:
                continue
            words = [
                markdown.literal(sentences.labelled(value, self.registry.organisation))
                if isinstance(value, Word)
                else self.shelf.key_link(page, key)
                for value in values
                if isinstance(value, Word) or (key := self.registry.resolve(value))
            ]
            lines.append(Markup("- {}: {}").format(markdown.literal(_SELECTOR_WORDS[field.alias or name]), Markup(" or ").join(words)))
        return Markup("\n").join(lines)

    def unknown_label(self, unknown: Unknown) -> Markup:
        """Name a fact that is not stated, and the part of the record where it is missing."""
        record = self.registry.records[unknown.key]
        name = fields.label(type(record), unknown.loc)
        match unknown.loc:
            case ("flows", str(flow), *_) if isinstance(record, Party):
                service = record.flows[flow].service
                where = "any service" if service == ANY else self.registry.services[service].name
                return Markup("{}: {} (flow {})").format(markdown.literal(where), markdown.literal(name), markdown.literal(flow))
            case (str(part), int(index), *_):
                return Markup("{} ({} {})").format(markdown.literal(name), markdown.literal(part.replace("_", " ")), index + 1)
        return markdown.literal(name)

    def _records(self, kind: str) -> list[tuple[str, Record]]:
        found = [(id_, record) for (of, id_), record in self.registry.records.items() if of == kind]
        return sorted(found, key=lambda item: (item[1].name.lower(), item[0]))

    def _tree(self, kind: str) -> dict[str, Any]:
        if kind == "data":
            named = [data for edge in self.graph.edges.values() for data in edge.data]
            return {"tree": self.graph.data, "counts": Counter(named)}
        if kind == "purpose":
            named = [purpose for edge in self.graph.edges.values() for purpose in edge.purposes]
            return {"tree": self.graph.purposes, "counts": Counter(named)}
        named = [people for edge in self.graph.edges.values() for people in self.graph.about(edge)]
        return {"tree": Tree(self.registry.people), "counts": Counter(named)}

    def _unknowns_of(self, keys: list[Key], edges: list[Edge]) -> list[Unknown]:
        flows = {(self.registry.party_key(edge.receiver), edge.id.partition("/")[2]) for edge in edges}
        return [
            unknown
            for key in dict.fromkeys([*keys, *(key for key, _ in sorted(flows))])
            for unknown in self._unknowns_by_key[key]
            if key in keys or (unknown.loc[0] == "flows" and (key, unknown.loc[1]) in flows)
        ]

    @property
    def _unknowns_by_key(self) -> Mapping[Key, list[Unknown]]:
        if not hasattr(self, "_found_unknowns"):
            self._found_unknowns: dict[Key, list[Unknown]] = defaultdict(list)
            for unknown in self.registry.unknowns:
                self._found_unknowns[unknown.key].append(unknown)
        return self._found_unknowns

    def _members(self, id_: str) -> list[str]:
        return [
            member for member, vendor in self.registry.vendors.items() if any(of.vendor == id_ for of in vendor.belongs_to)
        ]

    def _what_it_is(self, record: Party) -> Markup:
        if isinstance(record, Vendor):
            return Markup(", ").join(self.value(kind) for kind in record.kinds)
        assert isinstance(record, (Office, Recipient))  # noqa: S101 - the parties there are
        return self.value(record.is_)

    def _name(self, party: str) -> str:
        return self.registry.parties[party].name.lower()

    def _one_per_receiver(self, edges: Iterable[Edge]) -> list[Edge]:
        return list({edge.receiver: edge for edge in edges}.values())

    def _common_services(self) -> list[str]:
        """The services in use that touch most people, by how many flows with stated information they have."""
        weight = Counter(str(edge.flow.service) for edge in self.graph.edges.values() if self.graph.is_current(edge))
        known = [id_ for id_, service in self.registry.services.items() if service.status.is_ == "in-use"]
        return sorted(known, key=lambda id_: (-weight[id_], id_))[:MOST_COMMON]

    def _sensitive(self) -> list[tuple[str, Markup]]:
        """Sensitive information that some flow in use names, with everyone who gets it."""
        rows = []
        for id_, record in self.registry.data.items():
            certain = self.graph.who_gets(id_).certain
            receivers = sorted({edge.receiver for edge in certain if self.graph.is_current(edge)}, key=self._name)
            if record.sensitivity != Sensitivity.ORDINARY and receivers and not self.graph.data.children(id_):
                rows.append((id_, Markup(", ").join(self.shelf.party("index.md", party) for party in receivers)))
        return sorted(rows, key=lambda row: self.registry.data[row[0]].name.lower())


def sentence(text: str) -> Markup:
    """Text of a record as a sentence, with its full stop."""
    return markdown.literal(text if text.endswith((".", "!", "?", "…")) else f"{text}.")


def web(url: str) -> Markup:
    """Link to an address, showing its host."""
    shown = url.split("://")[1].rstrip("/")
    return markdown.outside(shown if len(shown) <= 60 else f"{shown[:57]}…", url)  # noqa: PLR2004 - what fits a phone


def term(mapped: FideslangTerm | DpvTerm | str) -> Markup:
    """The nearest term of another vocabulary, and how near it comes."""
    if isinstance(mapped, FideslangTerm):
        return Markup("{} ({})").format(markdown.literal(mapped.key), markdown.literal(mapped.match.label.lower()))
    if isinstance(mapped, DpvTerm):
        return Markup("{} ({})").format(markdown.outside(mapped.term, mapped.iri), markdown.literal(mapped.match.label.lower()))
    return Markup("No such term.")


def _distinct(pieces: Iterable[Evidence]) -> list[Evidence]:
    return list(dict.fromkeys(pieces))


def _address(page: str, kind: str, id_: str) -> str:
    """The address of a record's built page, as seen from the built page of `page`."""
    return str(path_to(page, page_of((kind, id_)))).removesuffix(".md") + ".html"


class _Hub(NamedTuple):
    title: str
    lead: str
    columns: tuple[str, ...] = ()
    row: Callable[[Writer, str, str, Any], tuple[Any, ...]] = lambda *_: ()
    group: Callable[[Writer, Any], str] = lambda *_: ""


def _service_row(writer: Writer, page: str, id_: str, record: Service) -> tuple[Any, ...]:
    receivers = dict.fromkeys(edge.receiver for edge in writer.graph.edges.values() if edge.flow.service == id_)
    parties = Markup(", ").join(writer.shelf.party(page, party) for party in receivers)
    return (writer.shelf.link(page, "service", id_), parties, writer.value(record.status.is_))


def _party_row(writer: Writer, page: str, id_: str, record: Party) -> tuple[Any, ...]:
    edges = [edge for edge in writer.graph.gets(id_) if edge.receiver == id_]
    data = Markup(", ").join(writer.shelf.link(page, "data", kind) for kind in sorted({kind for edge in edges for kind in edge.data}))
    return (writer.shelf.link(page, record.kind, id_), data or writer.value(NOT_STATED), writer.value(record.status.is_))


def _promise_row(writer: Writer, page: str, id_: str, record: Promise) -> tuple[Any, ...]:
    checked = "Records cannot check it" if record.check.not_decidable else "Records can check it"
    return (writer.shelf.link(page, "promise", id_), sentence(record.summary), checked)


def _source_row(writer: Writer, page: str, id_: str, record: Source) -> tuple[Any, ...]:
    return (writer.shelf.link(page, "source", id_), writer.value(record.is_.strength), writer.value(record.dated))


_HUBS: dict[str, _Hub] = {
    "service": _Hub(
        "Services",
        "What you can do with {the_city} online, and who gets your information when you do.",
        ("Service", "Who gets information", "Status"),
        _service_row,
    ),
    "vendor": _Hub(
        "Companies",
        "Companies that work for {the_city}, or whose product you meet on its pages.",
        ("Company", "What it gets", "Status"),
        _party_row,
        lambda _, record: "Not named by its sources" if record.identity == NOT_STATED else "Named",
    ),
    "recipient": _Hub(
        "Others who may get information",
        "Courts, other governments, the public, social networks: they do not work for {the_city}, but may get your information.",
        ("Who", "What it gets", "Status"),
        _party_row,
    ),
    "office": _Hub(
        "Offices", "The parts of {the_city} that get your information themselves.", ("Office", "What it gets", "Status"), _party_row
    ),
    "data": _Hub("Kinds of information", "Every kind of information in this register. Narrower kinds stand under wider ones."),
    "purpose": _Hub("Reasons", "Why information is used. Narrower reasons stand under wider ones."),
    "people": _Hub("People", "Whose information it is."),
    "promise": _Hub(
        "Promises", "What the privacy policy of {the_city} commits to.", ("Promise", "What it says", "Check"), _promise_row
    ),
    "source": _Hub(
        "Sources",
        "Every document that this register rests on, and how far it carries a claim.",
        ("Source", "Strength", "Its date"),
        _source_row,
        lambda _, record: record.is_.label,
    ),
}

_SELECTOR_WORDS = {
    "people": "It is about",
    "from": "It comes from",
    "from_is": "It comes from",
    "to": "It goes to",
    "to_is": "It goes to",
    "data": "It carries",
    "identifies": "The information",
    "sensitivity": "The information is",
    "purposes": "It is used to",
    "collected": "How it gets there",
    "choice": "Your choice",
    "service": "It happens when people use",
}
