"""Registry and graph → open data, as {path: text}: JSON, tables and the graph, each with its description."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.exports.open_data import descriptions, network, tables
from scripts.exports.open_data.documents import Document, Documents
from scripts.exports.open_data.paths import ROOT
from scripts.exports.open_data.publisher import Publisher
from scripts.exports.open_data.tables import TABLES, Line
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry

__all__ = ["ROOT", "render"]


def render(registry: Registry, graph: Graph) -> dict[str, str]:
    """Write every file. The same registry gives the same bytes, wherever and whenever."""
    documents = Documents(Publisher(registry, graph))
    lines = _lines(documents)
    listed = [*documents.lists(), *_tables(lines), *_graph(documents, lines["flows"])]
    listed += _descriptions(registry.organisation.name, listed)
    files = {one.path: one.text for one in [documents.index(listed), *listed, *documents.singles()]}
    return files | descriptions.json_schemas()


def _lines(documents: Documents) -> dict[str, list[Line]]:
    found = {
        "vendors": documents.of_kind("vendor"),
        "services": documents.of_kind("service"),
        "flows": documents.flows,
        "unknowns": documents.unknowns,
    }
    return {name: list(tables.lines(table, found[name])) for name, table in TABLES.items()}


def _tables(lines: dict[str, list[Line]]) -> Iterator[Document]:
    for name, table in TABLES.items():
        text = tables.as_csv(table, lines[name])
        yield Document(f"{ROOT}/{name}.csv", table.title, "text/csv", text, len(lines[name]))


def _graph(documents: Documents, flows: list[Line]) -> Iterator[Document]:
    nodes = [node for kind in network.NODES for node in documents.of_kind(kind)]
    found = network.network(nodes, flows)
    for name, media_type, write in (
        ("graph.graphml", "application/graphml+xml", network.as_graphml),
        ("graph.dot", "text/vnd.graphviz", network.as_dot),
    ):
        yield Document(f"{ROOT}/{name}", "The graph of flows", media_type, write(found), len(flows))


def _descriptions(title: str, listed: list[Document]) -> Iterator[Document]:
    package = descriptions.data_package(f"{title}: who gets your information", listed)
    yield Document(f"{ROOT}/datapackage.json", "What the columns of the tables mean", "application/json", package)
    api = descriptions.openapi(f"{title}: who gets your information")
    yield Document(f"{ROOT}/openapi.json", "What there is, as OpenAPI", "application/vnd.oai.openapi+json", api)
