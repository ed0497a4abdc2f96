"""The pages of words of the vocabulary: kinds of information, reasons, groups of people. Some are in several parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from schemas import Key
from scripts import diagrams
from scripts.answers import flow_labels, of_flows
from scripts.answers.label import Label
from scripts.answers.of_flows import AnotherWay
from scripts.registry import reach, receivers
from scripts.registry.addresses import page_of
from scripts.registry.graph import Edge, Graph
from scripts.registry.reach import Hop
from scripts.registry.tree import Tree
from scripts.site.pages.edition import Edition
from scripts.site.pages.views.about_record import (
    AboutRecord,
    FlowsShown,
    about_record,
    flows_shown,
)
from scripts.site.pages.views.paging import Beginning, Pager, beginning, on_page, pagers
from scripts.words import leads
from scripts.words.languages import Language

Wider = tuple[str, tuple[Edge, ...]]
"""A receiver, and the flows that carry a wider kind of information to it."""


class DataPage(NamedTuple):
    """What the page of a kind of information says."""

    about: AboutRecord
    lead: str
    label: Label
    flows: FlowsShown
    wider: tuple[Wider, ...]
    """Who may get it, since it gets a wider kind."""
    unsaid: int
    """How many flows may carry it, since they do not say what they carry."""
    hops: tuple[Hop, ...]
    """Where it can go on from where it first arrived."""
    beyond: tuple[Edge, ...]
    """The steps that do not say what they carry, behind which nothing can be followed."""
    other_ways: Beginning[AnotherWay]
    children: tuple[str, ...]
    pager: Pager


class TermPage(NamedTuple):
    """What the page of a reason or of a group of people says."""

    about: AboutRecord
    lead: str
    label: Label
    flows: FlowsShown
    children: tuple[str, ...]
    pager: Pager


class FurtherPage(NamedTuple):
    """What does not fit on the first page of a word of the vocabulary."""

    name: str
    flows: FlowsShown
    wider: tuple[Wider, ...]
    hops: tuple[Hop, ...]
    pager: Pager


def data_page(edition: Edition, id_: str) -> tuple[DataPage, tuple[FurtherPage, ...]]:
    """Say of a kind of information what its page says, and what its further pages say."""
    graph, language = edition.graph, edition.language
    key = ("data", id_)
    who = graph.who_gets(id_)
    now = graph.current(who.certain)
    told = receivers.told(graph, now)
    flows = flows_shown(graph, who.certain, now, diagrams.of_data(graph, id_, language))
    possible = graph.current(who.possible)
    wider = _wider(edition, possible)
    found_ways = reach.of_data(graph, id_)
    hops = [hop for hop in found_ways.hops if hop.depth]
    first, *further = _parts(edition, key, flows, wider, hops)
    page = DataPage(
        about=about_record(edition, key),
        lead=leads.opening_of_data(graph, id_, who.certain, language),
        label=flow_labels.of_data(graph, id_, language),
        flows=first.flows,
        wider=first.wider,
        unsaid=sum(not edge.data for edge in possible),
        hops=first.hops,
        beyond=found_ways.unsaid,
        other_ways=beginning(of_flows.other_ways(edition.registry, told)),
        children=tuple(graph.data.children(id_)),
        pager=first.pager,
    )
    return page, tuple(further)


def purpose_page(edition: Edition, id_: str) -> tuple[TermPage, tuple[FurtherPage, ...]]:
    """Say of a reason what its page says, and what its further pages say."""
    graph = edition.graph
    fits = {id_, *graph.purposes.below(id_)}
    edges = [edge for edge in graph.edges.values() if fits & set(edge.purposes)]
    return _term_page(edition, ("purpose", id_), edges, graph.purposes, leads.opening_of_purpose)


def people_page(edition: Edition, id_: str) -> tuple[TermPage, tuple[FurtherPage, ...]]:
    """Say of a group of people what its page says, and what its further pages say."""
    graph = edition.graph
    fits = {id_, *graph.people.below(id_)}
    edges = [edge for edge in graph.edges.values() if fits & set(graph.about(edge))]
    return _term_page(edition, ("people", id_), edges, graph.people, leads.opening_of_people)


def _term_page(
    edition: Edition,
    key: Key,
    edges: Sequence[Edge],
    tree: Tree,
    opening: Callable[[Graph, str, Sequence[Edge], Language], str],
) -> tuple[TermPage, tuple[FurtherPage, ...]]:
    now = edition.graph.current(edges)
    first, *further = _parts(edition, key, flows_shown(edition.graph, edges, now, None))
    page = TermPage(
        about=about_record(edition, key),
        lead=opening(edition.graph, key[1], edges, edition.language),
        label=flow_labels.of_term(edition.graph, edition.record(key), edges, edition.language),
        flows=first.flows,
        children=tuple(tree.children(key[1])),
        pager=first.pager,
    )
    return page, tuple(further)


def _parts(
    edition: Edition, key: Key, flows: FlowsShown, wider: Sequence[Wider] = (), hops: Sequence[Hop] = ()
) -> list[FurtherPage]:
    """Spread what is long over as many parts as hold it. What is over comes after what is not."""
    name = edition.record(key).name
    every = [*flows.told, *(edge for section in flows.others for edge in section.edges)]
    parts = []
    for pager in pagers(page_of(key), every, wider, hops):
        here = on_page(every, pager.number)
        told = [edge for edge in here if edition.graph.is_current(edge)]
        shown = flows_shown(edition.graph, here, told, flows.drawing)
        parts.append(FurtherPage(name, shown, on_page(wider, pager.number), on_page(hops, pager.number), pager))
    return parts


def _wider(edition: Edition, edges: Iterable[Edge]) -> list[Wider]:
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.data:
            found[edge.receiver].append(edge)
    return [(party, tuple(found[party])) for party in sorted(found, key=edition.by_name)]
