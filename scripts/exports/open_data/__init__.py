"""Registry and graph → open data, as {path: content}: tables, all of them in one file, a JSON a record, and the graph.

In: a registry that has passed every rule. Out: files below `api/v1/`, and `data.json` for portals. The tables are what
is published; all else is made from them. It must not know: pages.
"""

from __future__ import annotations

from scripts.exports.open_data import descriptions, documents, table_files, tables
from scripts.exports.open_data.paths import ROOT
from scripts.exports.open_data.worked_out import Source
from scripts.registry.graph import Graph
from scripts.registry.registry import Registry

__all__ = ["ROOT", "render"]


def render(registry: Registry, graph: Graph) -> dict[str, bytes]:
    """Write every file. The same registry gives the same bytes, wherever and whenever.

    Parquet is written where its library is installed (`bundles.is_parquet_there`).
    """
    source = Source(registry, graph)
    found = tables.fill(source)
    listed = [*table_files.files(found), documents.records(source)]
    described = [descriptions.data_package(registry), descriptions.json_schema(source.addresses)]
    listed += [*described, descriptions.openapi(registry, [*listed, *described])]
    files = [documents.index(source, listed), *listed, *documents.of_records(found)]
    if catalogue := descriptions.catalogue(registry, listed):
        files.append(catalogue)
    return {file.path: file.content for file in files}
