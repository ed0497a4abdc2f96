"""A registry with all that is worked out of it for the tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache

from schemas import Key
from scripts.answers.answers_in_sentences import received
from scripts.answers.of_graph import Answers
from scripts.exports.open_data.paths import Addresses
from scripts.exports.open_data.record_rows import address
from scripts.registry import duties, promises
from scripts.registry.graph import Edge, Graph
from scripts.registry.registry import Registry, Unknown
from scripts.registry.silence import Silences


class Source:
    """A registry with all that is worked out of it."""

    def __init__(self, registry: Registry, graph: Graph) -> None:
        """Take the registry and its graph."""
        self.registry, self.graph = registry, graph
        self.addresses = Addresses(registry)
        self.org = self.addresses.org
        self.judgements = promises.judge_all(graph)
        self.duties = duties.judge_all(graph)
        self.silences = Silences(registry)
        self._answers = Answers(graph)
        self.sentence = lru_cache(maxsize=None)(self._sentence)

    @cached_property
    def unknown_ids(self) -> frozenset[str]:
        """The ids of all facts that are not stated."""
        return frozenset(address(unknown.key, unknown.loc) for unknown in self.registry.unknowns)

    @cached_property
    def unknowns_of(self) -> Counter[Key | str]:
        """How many facts are not stated of each record itself, and of each flow."""
        return Counter(flow_of(unknown) or unknown.key for unknown in self.registry.unknowns)

    def _sentence(self, edge: Edge) -> str:
        """What a flow is, in a sentence."""
        one = self._answers.received([edge])
        return str(received(one, self.graph, one.receiver))

    @cached_property
    def concerning(self) -> Mapping[Key, list[Edge]]:
        """The flows that concern each record and stand in the record of another, sorted by their ids.

        What concerns a part concerns the whole that it is part of.
        """
        graph, party = self.graph, self.registry.party_key
        found: dict[Key, list[Edge]] = defaultdict(list)
        for _, edge in sorted(graph.edges.items()):
            ends = {one for end in (edge.sender, edge.receiver) for one in (end, *graph.offices.above(end))}
            keys = {party(one) for one in ends - {edge.receiver} if one in self.registry.parties}
            keys |= {("data", one) for one in graph.named(edge)} | {("service", str(edge.flow.service))}
            keys |= {("purpose", whole) for one in edge.purposes for whole in (one, *graph.purposes.above(one))}
            keys |= {("people", whole) for one in graph.about(edge) for whole in (one, *graph.people.above(one))}
            keys |= {("source", str(piece.source)) for piece in edge.flow.evidence}
            for key in keys:
                found[key].append(edge)
        return found

    def kind_of(self, id_: str) -> str:
        """What stands at one end of a flow."""
        return "people" if id_ in self.registry.people else self.registry.parties[id_].kind


def flow_of(unknown: Unknown) -> str:
    """The flow that a fact belongs to; empty if it belongs to none."""
    return f"{unknown.key[1]}/{unknown.loc[1]}" if unknown.loc[0] == "flows" else ""
