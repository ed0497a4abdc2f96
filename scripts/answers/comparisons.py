"""Which records people may want to compare, and two labels laid side by side, row beside row.

Each record proposes the one that is most like it. So there are never more pairs than records, however alike they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from schemas import Key
from schemas.words import is_any, is_stated
from scripts.answers import flow_labels
from scripts.answers.label import Label, Row, in_words
from scripts.registry.certainty import Certainty
from scripts.registry.graph import Graph
from scripts.words.languages import Language

KINDS = ("service", "vendor")
"""The kinds of records that can be compared."""
_MOST_LOOKED_AT = 50
"""How many of those that share something are looked at for one record. In a large registry many share the same."""
_WEIGHTS = {"receiver": 3000, "office": 2000, "purpose": 1000, "kind": 4000, "service": 3000}
"""How much it counts that two share something. It counts for less the more others share it too."""

_COMMON = {"purpose"}
"""What many share, so that it is no reason alone unless only a few do."""
_FEW = 3

Pair = tuple[Key, Key]
"""Two records of one kind. The one whose id comes first stands first."""


def comparable(graph: Graph, kind: str) -> list[str]:
    """The ids of the records of a kind that can be compared: what is there, and not over.

    A class of companies, to which others belong, is not one company.
    """
    registry = graph.registry
    if kind == "service":
        return sorted(id_ for id_, service in registry.services.items() if not service.status.ended)
    classes = {str(one.vendor) for vendor in registry.vendors.values() for one in vendor.belongs_to}
    return sorted(
        id_
        for id_, vendor in registry.vendors.items()
        if not vendor.status.ended and registry.certainties[id_] != Certainty.OUR_READING and id_ not in classes
    )


def label_of(graph: Graph, key: Key, language: Language) -> Label:
    """The label of a service, or of a company or whoever else gets something."""
    of = flow_labels.of_service if key[0] == "service" else flow_labels.of_party
    return of(graph, key[1], language)


def pairs(graph: Graph) -> tuple[Pair, ...]:
    """The pairs that people are likely to compare, in order."""
    return tuple(sorted({pair for kind in KINDS for pair in _of_kind(graph, kind)}))


def _of_kind(graph: Graph, kind: str) -> Iterator[Pair]:
    """Of each record, with the one that shares most with it. If nothing is shared, there is no pair."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    features = {id_: list(dict.fromkeys(_features(graph, kind, id_))) for id_ in comparable(graph, kind)}
    for id_, those in features.items():
        for feature in those:
            groups[feature].append(id_)
    places = {feature: {id_: place for place, id_ in enumerate(ids)} for feature, ids in groups.items()}
    for id_, those in features.items():
        shared, reasons = Counter[str](), set[str]()
        for feature in those:
            ids = groups[feature]
            for other in _around(ids, places[feature][id_]):
                shared[other] += _WEIGHTS[feature[0]] // len(ids)
                if feature[0] not in _COMMON or len(ids) <= _FEW:
                    reasons.add(other)
        if reasons:
            best = min(reasons, key=lambda other: (-shared[other], other))
            first, second = sorted((id_, best))
            yield (kind, first), (kind, second)


def _around(ids: Sequence[str], place: int) -> Iterator[str]:
    """Others of a group: all, or those that come next, and at the end the first ones again."""
    for step in islice(range(1, len(ids)), _MOST_LOOKED_AT):
        yield ids[(place + step) % len(ids)]


def _features(graph: Graph, kind: str, id_: str) -> Iterator[tuple[str, str]]:
    """What a record may share with another one: who gets something, who runs it, what for; or kinds and services."""
    if kind == "service":
        service = graph.registry.services[id_]
        for office in service.offices if is_stated(service.offices) else ():
            yield "office", str(office)
        edges = graph.current(graph.of_service(id_))
        for edge in edges:
            if edge.receiver in graph.registry.vendors:
                yield "receiver", edge.receiver
            for purpose in edge.purposes:
                yield "purpose", str(purpose)
        return
    for company_kind in graph.registry.vendors[id_].kinds:
        yield "kind", str(company_kind)
    for edge in graph.current(graph.gets(id_)):
        if not is_any(edge.flow.service):
            yield "service", str(edge.flow.service)


def partners(these: Iterable[Pair]) -> Mapping[Key, tuple[Pair, ...]]:
    """The pairs of each record."""
    found: dict[Key, list[Pair]] = defaultdict(list)
    for pair in these:
        for key in pair:
            found[key].append(pair)
    return {key: tuple(those) for key, those in found.items()}


class Line(NamedTuple):
    """One line of two labels: the row of each; none where a label has no such row."""

    row: Row
    """The row whose head stands before both."""
    one: Row | None
    other: Row | None
    differs: bool


def side_by_side(graph: Graph, one: Label, other: Label, language: Language) -> tuple[Line, ...]:
    """Lay two labels side by side: what is about the same stands in one line, and the order is that of the labels."""
    left, right = ({_subject(row): row for row in label.rows} for label in (one, other))
    either = right | left

    def said(row: Row | None) -> str:
        return in_words(graph.registry, row, language, most=len(row.keys)) if row else ""

    return tuple(
        Line(
            either[subject],
            left.get(subject),
            right.get(subject),
            differs=said(left.get(subject)) != said(right.get(subject)),
        )
        for subject in _merged(list(left), list(right))
    )


def _subject(row: Row) -> tuple[str, str]:
    """What a row is about. Who gets most stands in a row of their own, and others in one together."""
    return row.id, row.party


def _merged(one: Sequence[tuple[str, str]], other: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """All of both, each once: what only the other has comes behind what stands before it there.

    Rows about somebody stand together, first those of the one.
    """
    order = list(dict.fromkeys(id_ for id_, _ in one))
    at = 0
    for id_, _ in other:
        if id_ in order:
            at = max(at, order.index(id_) + 1)
        else:
            order.insert(at, id_)
            at += 1
    return sorted(dict.fromkeys((*one, *other)), key=lambda subject: order.index(subject[0]))
