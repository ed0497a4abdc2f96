"""Rules that hold flows against others say what a look at each pair of flows would say, in less time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.flow import Collected, Schedule
from scripts import rules
from scripts.reading.findings import MOST_IN_A_FILE, Position, Severity
from scripts.registry import registry
from scripts.registry.graph import Edge, Graph
from scripts.registry.registry import Registry
from scripts.rules import Inspection, Rule, kept_longer, passed_on_not_received, purpose_creep
from scripts.rules.base import Fault
from tests.conftest import TODAY
from tests.registry.test_promises import flow, town


def received(graph: Graph, edge: Edge) -> list[Edge]:
    """The flows that the sender of a flow can have passed on: to itself, and to the offices around it."""
    holders = {edge.sender, *graph.offices.above(edge.sender)}
    return list({one.id: one for holder in holders for one in graph.gets(holder)}.values())


def share(graph: Graph, one: Edge, other: Edge) -> bool:
    """Whether a flow carries something that the other one carries too, as far as is stated."""
    return any(graph.carries(one, data) for data in other.data)


def never_received(graph: Graph) -> Iterator[tuple[str, str]]:
    """What is passed on though no other flow can have brought it."""
    for edge in graph.edges.values():
        if edge.flow.collected == Collected.PASSED_ON and edge.sender in graph.registry.parties.keys() - {
            edge.receiver
        }:
            others = [one for one in received(graph, edge) if one.id != edge.id]
            for data in edge.data:
                if all(graph.carries(one, data) is False for one in others):
                    yield edge.id, data


def used_otherwise(graph: Graph) -> Iterator[tuple[str, str]]:
    """The purposes for which nothing was first collected."""
    for edge in graph.edges.values():
        if edge.sender in graph.registry.parties and edge.flow.collected != Collected.PUBLIC:
            origins = [one for one in received(graph, edge) if share(graph, one, edge)]
            first = {purpose for one in origins for purpose in one.purposes}
            for purpose in edge.purposes if first and all(one.purposes for one in origins) else ():
                near = {purpose, *graph.purposes.above(purpose), *graph.purposes.below(purpose)}
                if near.isdisjoint(first):
                    yield edge.id, purpose


def outlasting(graph: Graph) -> Iterator[tuple[str, str]]:
    """The flows that are kept for longer than all that the sender got, or than a schedule of the service says."""
    for edge in graph.edges.values():
        length = edge.flow.kept_at_least
        if length is None:
            continue
        times = [one.flow.kept_for for one in received(graph, edge) if one.id != edge.id and share(graph, one, edge)]
        limits = [
            one.flow.kept_for
            for one in graph.edges.values()
            if isinstance(one.flow.retention, Schedule)
            and one.flow.service == edge.flow.service
            and share(graph, one, edge)
        ]
        if (times and all(time is not None and length.may_exceed(time) for time in times)) or any(
            limit is not None and length.may_exceed(limit) for limit in limits
        ):
            yield edge.id, "retention"


def said(rule: Rule, graph: Graph) -> set[tuple[str, str]]:
    """What a rule finds: the flow, and the word or the key that it is about."""
    found = set()
    for key, loc, *_ in rule.check(Inspection(graph.registry, graph, TODAY)):
        id_ = f"{key[1]}/{loc[1]}"
        words: Any = getattr(graph.edges[id_], str(loc[2]), None)
        found.add((id_, words[loc[3]] if len(loc) > 3 else str(loc[2])))
    return found


PAIRS = {
    passed_on_not_received.RULE: never_received,
    purpose_creep.RULE: used_otherwise,
    kept_longer.RULE: outlasting,
}


@pytest.mark.parametrize(("rule", "by_pairs"), PAIRS.items(), ids=lambda one: getattr(one, "id", ""))
@given(flows=st.lists(flow(), min_size=2, max_size=8))
def test_a_rule_says_what_a_look_at_each_pair_of_flows_says(
    rule: Rule, by_pairs: Callable[[Graph], Iterator[tuple[str, str]]], flows: list[dict[str, Any]]
) -> None:
    """Whatever the flows are, and whoever gives what to whom."""
    graph = town(flows)
    assert said(rule, graph) == set(by_pairs(graph))


def test_of_one_record_a_rule_places_no_more_than_is_told(
    city: Registry, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To find the place of a mistake takes time. The others are counted all the same."""
    placed: list[int] = []
    key = ("vendor", "pawform")
    monkeypatch.setattr(
        rules, "RULES", (Rule(lambda _: (Fault(key, ("name",), "x") for _ in range(5_000)), Severity.WARNING),)
    )

    def at(*_: object) -> Position:
        placed.append(1)
        return Position("x.yml")

    monkeypatch.setattr(registry.Registry, "at", at)
    *told, last = rules.run(city, graph, TODAY).findings
    assert (len(placed), len(told)) == (MOST_IN_A_FILE + 1, MOST_IN_A_FILE)
    assert last.message.startswith("there are 4,800 more mistakes")
