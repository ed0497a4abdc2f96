"""Registry and graph → open data, as {path: text}: JSON, tables and the graph, each with its description."""

from __future__ import annotations

from scripts.graph import Graph
from scripts.open_data.documents import Documents
from scripts.open_data.publisher import Publisher
from scripts.registry import Registry


def render(registry: Registry, graph: Graph) -> dict[str, str]:
    """Write every file. The same registry gives the same bytes, wherever and whenever."""
    documents = Documents(Publisher(registry, graph))
    lists = list(documents.lists())
    return {one.path: one.text for one in [documents.index(lists), *lists, *documents.singles()]}
