"""Who gets what in one service, as a table: a row for each kind of information, an answer for each party."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scripts.graph import Edge, Graph
from scripts.pages.sentences import NOT_SAID

YES = "Yes"
NO_FLOW = "No flow says so"


class Row(NamedTuple):
    """One kind of information in the table of who gets what."""

    data: str
    answers: tuple[str, ...]
    certain: tuple[str, ...]


class Matrix(NamedTuple):
    """The whole table."""

    parties: tuple[str, ...]
    rows: tuple[Row, ...]


def of(graph: Graph, edges: Sequence[Edge]) -> Matrix:
    """Ask of everyone whom these flows reach whether it gets what any of them carries."""
    parties = tuple(dict.fromkeys(edge.receiver for edge in edges))
    rows = []
    for data in dict.fromkeys(data for edge in edges for data in edge.data):
        answers = tuple(_answer(graph, [edge for edge in edges if edge.receiver == party], data) for party in parties)
        certain = tuple(party for party, answer in zip(parties, answers, strict=True) if answer == YES)
        rows.append(Row(data, answers, certain))
    return Matrix(parties, tuple(rows))


def _answer(graph: Graph, edges: Sequence[Edge], data: str) -> str:
    carried = {graph.carries(edge, data) for edge in edges}
    return YES if True in carried else NOT_SAID if None in carried else NO_FLOW
