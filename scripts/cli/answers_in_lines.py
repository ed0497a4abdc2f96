"""Answers for pipes and files: a sentence a line, each with all that it is about, so that `grep` finds whole facts."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.answers.answer_values import Answer
from scripts.answers.answers_in_sentences import in_sentences
from scripts.registry import grades
from scripts.registry.graph import Edge, Graph
from scripts.words.escapers.terminal_text import printable

HEADING_OF_FLOWS = "The flows behind it, and their best evidence"


def in_lines(answer: Answer, graph: Graph) -> Iterator[str]:
    """The sentences of an answer, and the flows behind it."""
    yield from map(printable, in_sentences(answer, graph))
    if answer.flows:
        yield ""
        yield f"{HEADING_OF_FLOWS}:"
    for edge in answer.flows:
        yield printable(f"  {of_flow(edge, graph)}")


def of_flow(edge: Edge, graph: Graph) -> str:
    """A flow with how sure it is who gets what, and the ids of its sources."""
    best = grades.of_flow(edge.flow, graph.registry)
    sources = ", ".join(dict.fromkeys(str(piece.source) for piece in edge.flow.evidence))
    return f"{edge.id} ({best}: {sources})" if best else f"{edge.id} (no source)"
