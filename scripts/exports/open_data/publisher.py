"""Registry and graph → the rows of the open data."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any

from schemas import Key, fields
from schemas.evidence import Evidence, FlowEvidence
from schemas.flow import Flow, Schedule
from schemas.party import Party
from schemas.record import State, Status
from schemas.references import Ref
from schemas.time import Duration
from schemas.words import is_there
from scripts.exports.open_data import record_models, value_models
from scripts.exports.open_data.paths import Addresses, flow_file, record_file
from scripts.registry import duties, grades, promises, receivers
from scripts.registry.addresses import page_of
from scripts.registry.graph import Edge, Graph
from scripts.registry.registry import Registry, Unknown


class Publisher:
    """Turns the records and flows of one registry into rows."""

    def __init__(self, registry: Registry, graph: Graph) -> None:
        """Take the registry and its graph."""
        self.registry, self.graph = registry, graph
        self.addresses = Addresses(registry)
        self.judgements = promises.judge_all(graph)
        self.duties = duties.judge_all(graph)
        self.unknown_facts = Counter(self.unknown_of(unknown) for unknown in registry.unknowns)
        self.link = lru_cache(maxsize=None)(self._link)
        self.flow_link = lru_cache(maxsize=None)(self._flow_link)
        self.flow = lru_cache(maxsize=None)(self._flow)

    # --- addresses ---------------------------------------------------------------------------------

    def _link(self, key: Key) -> value_models.Link:
        """Name another record."""
        return value_models.Link(
            kind=key[0],
            id=key[1],
            name=self.registry.records[key].name,
            html_url=self.addresses.of_page(page_of(key)),
            json_url=self.addresses.of_file(record_file(key)),
        )

    def _flow_link(self, id_: str) -> value_models.FlowLink:
        """Name a flow."""
        return value_models.FlowLink(
            id=id_,
            html_url=self.addresses.of_flow(self.graph.edges[id_]),
            json_url=self.addresses.of_file(flow_file(id_)),
        )

    def links(self, kind: str, ids: Iterable[str]) -> tuple[value_models.Link, ...]:
        """Name several records of one kind."""
        return tuple(self.link((kind, str(id_))) for id_ in ids)

    def end(self, id_: str) -> value_models.Link:
        """Name whoever stands at one end of a flow."""
        return self.link(("people", id_) if id_ in self.registry.people else self.registry.party_key(id_))

    def ends(self, ids: Iterable[str]) -> tuple[value_models.Link, ...]:
        """Name everyone at one end of some flows, each once, sorted by their ids."""
        return tuple(self.end(id_) for id_ in sorted(set(ids)))

    def receivers(self, edges: Iterable[Edge]) -> tuple[value_models.Link, ...]:
        """Name everyone to whom some flows lead now, as far as sources tell of them."""
        return self.ends(edge.receiver for edge in receivers.told(self.graph, self.graph.current(edges)))

    # --- facts that may be a word instead ------------------------------------------------------------

    def ref(self, ref: Any) -> Any:
        """The record that a reference names. Whatever is no reference, such as `not-stated`, stays as it is."""
        if not isinstance(ref, Ref):
            return ref
        key = self.registry.resolve(ref)
        assert key is not None  # noqa: S101 - what is published has passed every rule
        return self.link(key)

    def refs(self, refs: Any) -> Any:
        """The same for a list."""
        return tuple(map(self.ref, refs)) if isinstance(refs, tuple) else refs

    # --- parts ---------------------------------------------------------------------------------------

    def evidence(self, pieces: Iterable[Evidence]) -> tuple[value_models.Evidence, ...]:
        """The sources of a claim, each with its strength."""
        return tuple(
            value_models.Evidence(
                source=self.link(("source", str(piece.source))),
                statements=piece.statements,
                note=piece.note,
                inferred=piece.inferred,
                for_=piece.for_ if isinstance(piece, FlowEvidence) else None,
                derived=value_models.EvidenceDerived(strength=grades.strength(piece, self.registry.sources)),
            )
            for piece in pieces
        )

    # --- flows and unknown facts ------------------------------------------------------------------------

    def flows(self) -> tuple[record_models.Flow, ...]:
        """Every flow, sorted by its id."""
        return tuple(self.flow(id_) for id_ in sorted(self.graph.edges))

    def _flow(self, id_: str) -> record_models.Flow:
        edge = self.graph.edges[id_]
        flow = edge.flow
        link = self.flow_link(id_)
        return record_models.Flow(
            id=id_,
            html_url=link.html_url,
            json_url=link.json_url,
            from_=self.end(edge.sender),
            to=self.end(edge.receiver),
            service=self.ref(flow.service),
            about=self.refs(flow.about),
            data=self.refs(flow.data),
            purposes=self.refs(flow.purposes),
            collected=flow.collected,
            choice=flow.choice,
            retention=self._retention(flow),
            authority=self._authority(flow),
            status=status(flow.status),
            evidence=self.evidence(flow.evidence),
            note=flow.note,
            derived=record_models.FlowDerived(
                about=self.links("people", self.graph.about(edge)),
                current=self.graph.state(edge) != State.ENDED,
                controlled=self.graph.is_controlled(edge.receiver),
                strength=grades.of_flow(flow, self.registry.sources),
                unknowns=self.unknown_facts[id_],
                certainty=self.registry.certainties[edge.receiver],
            ),
        )

    def _retention(self, flow: Flow) -> Any:
        match flow.retention:
            case Duration():
                return value_models.Retention(length=str(flow.retention), schedule=None, series=None)
            case Schedule():
                length = flow.retention.length
                return value_models.Retention(
                    length=None if length is None else str(length),
                    schedule=self.ref(flow.retention.schedule),
                    series=flow.retention.series,
                )
            case _:
                return flow.retention

    def _authority(self, flow: Flow) -> Any:
        if not is_there(flow.authority):
            return flow.authority
        return value_models.Authority(basis=flow.authority.basis, citation=self.ref(flow.authority.citation))

    def edges_of(self, key: Key) -> Sequence[Edge]:
        """The flows that belong to a party or a service: to it and from it, or in it."""
        kind, id_ = key
        if kind == "service":
            return self._in_service.get(id_, [])
        found = {edge.id: edge for edge in (*self.graph.gets(id_), *self.graph.gives(id_))}
        return [found[flow] for flow in sorted(found)]

    @cached_property
    def _in_service(self) -> dict[str, list[Edge]]:
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in sorted(self.graph.edges.values(), key=lambda edge: edge.id):
            found[str(edge.flow.service)].append(edge)
        return found

    def unknowns(self) -> tuple[record_models.Unknown, ...]:
        """Every fact that is not stated."""
        return tuple(self._unknown(unknown) for unknown in self.registry.unknowns)

    def _unknown(self, unknown: Unknown) -> record_models.Unknown:
        record = self.link(unknown.key)
        of = self.unknown_of(unknown)
        flow = self.flow_link(of) if isinstance(of, str) else None
        path = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in unknown.loc)
        return record_models.Unknown(
            id=f"{record.kind}/{record.id}#{path}",
            fact=fields.label(type(self.registry.records[unknown.key]), unknown.loc),
            record=record,
            flow=flow,
            path=path,
            html_url=flow.html_url if flow else record.html_url,
            json_url=flow.json_url if flow else record.json_url,
        )

    def unknown_of(self, unknown: Unknown) -> Key | str:
        """The id of the flow that a fact belongs to, or the key of the record if it belongs to no flow."""
        if unknown.loc[0] == "flows" and isinstance(self.registry.records[unknown.key], Party):
            return f"{unknown.key[1]}/{unknown.loc[1]}"
        return unknown.key


def status(given: Status | None) -> value_models.Status | None:
    """Whether something is in use."""
    return value_models.Status(is_=given.is_, since=given.since, reason=given.reason) if given else None
