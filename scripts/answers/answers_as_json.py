"""Answers → JSON for programs. Its form is described in `docs/pages/formats.md`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from schemas.words import NOT_STATED
from scripts.answers.answer_values import Answer, Named
from scripts.answers.answers_in_sentences import in_sentences
from scripts.registry import grades
from scripts.registry.graph import Edge, Graph
from scripts.words.escapers.terminal_text import as_data

JSON_VERSION = 2
"""The version of the JSON form. It changes when a key changes its meaning or goes."""

_KEYS = {"sender": "from", "senders": "from", "receiver": "to"}
"""What records call the ends of a flow, and Python cannot."""


def as_json(answer: Answer, graph: Graph) -> str:
    """An answer for programs: its values, the same in sentences, and each flow that it names with its evidence."""
    report = {
        "version": JSON_VERSION,
        "question": answer.question,
        "answer": {field: value for field, value in _plain(answer).items() if field != "flows"},
        "says": list(in_sentences(answer, graph)),
        "flows": [_flow(edge, graph) for edge in dict.fromkeys((*answer.flows, *_edges(answer)))],
    }
    return as_data(json.dumps(report, indent=2)) + "\n"


def _plain(value: Any) -> Any:
    """A value as JSON has it: a part of an answer by its fields, a flow by its id."""
    match value:
        case Edge():
            return value.id
        case tuple():
            return [_plain(one) for one in value]
        case None | bool() | int():
            return value
        case str():
            return str(value)
        case Named(certainty=None):
            return {"kind": value.kind, "id": value.id, "name": value.name}
    return {_KEYS.get(field.name, field.name): _plain(getattr(value, field.name)) for field in fields(value)}


def _edges(value: Any) -> Iterator[Edge]:
    """Every flow in an answer."""
    if isinstance(value, Edge):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _edges(one)
    elif hasattr(value, "__dataclass_fields__"):
        for field in fields(value):
            yield from _edges(getattr(value, field.name))


def _flow(edge: Edge, graph: Graph) -> dict[str, Any]:
    flow, registry = edge.flow, graph.registry

    def all_of(kind: str, ids: Sequence[str]) -> list[Any]:
        return [_named(kind, id_, graph) for id_ in ids]

    return {
        "id": edge.id,
        "from": _end(edge.sender, graph),
        "to": _end(edge.receiver, graph),
        "about": all_of("people", graph.about(edge)),
        "service": None if flow.service not in registry.services else _named("service", str(flow.service), graph),
        "data": all_of("data", edge.data) or NOT_STATED,
        "purposes": all_of("purpose", edge.purposes) or NOT_STATED,
        "collected": str(flow.collected),
        "choice": str(flow.choice),
        "state": graph.state(edge) or NOT_STATED,
        "current": graph.is_current(edge),
        "strength": grades.of_flow(flow, registry),
        "evidence": [
            {
                "source": _named("source", str(piece.source), graph),
                "strength": str(grades.strength(piece, registry)),
                "statements": list(piece.statements),
                "for": None if piece.for_ is None else list(map(str, piece.for_)),
                "note": piece.note,
                "inferred": piece.inferred,
            }
            for piece in flow.evidence
        ],
    }


def _end(id_: str, graph: Graph) -> Any:
    kind = "people" if id_ in graph.registry.people else graph.registry.party_key(id_)[0]
    return _named(kind, id_, graph) | {"certainty": str(graph.registry.certainties[id_])}


def _named(kind: str, id_: str, graph: Graph) -> Any:
    return _plain(Named(kind, id_, graph.registry.records[kind, id_].name))
