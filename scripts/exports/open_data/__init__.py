"""Registry and graph → open data, as {path: content}: tables, all of them in one file, a JSON a record, and the graph.

In: a registry that has passed every rule. Out: files below `api/v1/`, and `data.json` for portals. The tables are what
is published; all else is made from them. It must not know: pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

from scripts.exports.open_data import bundles, descriptions, documents, network, tables, views
from scripts.exports.open_data.bundles import Filled
from scripts.exports.open_data.documents import File
from scripts.exports.open_data.paths import ROOT
from scripts.exports.open_data.tables import Tables
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
    listed = [*_tables(found), documents.records(source), *_graph(found)]
    described = [descriptions.data_package(registry), descriptions.json_schema(source.addresses)]
    listed += [*described, descriptions.openapi(registry, [*listed, *described])]
    files = [documents.index(source, listed), *listed, *documents.of_records(found)]
    if catalogue := descriptions.catalogue(registry, listed):
        files.append(catalogue)
    return {file.path: file.content for file in files}


def _tables(found: Tables) -> Iterator[File]:
    filled: Filled = {name: (table, found.rows[name]) for name, table in tables.definitions().items()}
    sheets = {name: ([column.name for column in table.columns], _cells(rows)) for name, (table, rows) in filled.items()}
    with closing(bundles.database(filled)) as database:
        wide = {name: bundles.view(database, name) for name in views.VIEWS}
        sqlite = bundles.as_sqlite(database)
    texts = {
        **{f"views/{name}.csv": (views.TEXTS[name], bundles.as_csv(*wide[name])) for name in wide},
        **{f"tables/{name}.csv": (filled[name][0].text, bundles.as_csv(*sheets[name])) for name in sheets},
    }
    rows = {**{name: len(wide[name][1]) for name in wide}, **{name: len(found.rows[name]) for name in sheets}}
    csvs = {path: text.encode() for path, (_, text) in texts.items()}
    package = descriptions.data_package(found.source.registry).content
    yield _file(
        "registry.zip",
        "All tables as CSV, with what their columns mean",
        "application/zip",
        bundles.as_zip(csvs | {"datapackage.json": package}),
    )
    yield _file("registry.sqlite", "All tables as a SQLite database", "application/vnd.sqlite3", sqlite)
    workbook = bundles.as_workbook(wide | sheets)
    yield _file("registry.xlsx", "All tables as a workbook", _WORKBOOK, workbook)
    for path, content in csvs.items():
        yield _file(path, texts[path][0], "text/csv", content, rows[path.rpartition("/")[2].removesuffix(".csv")])
    if bundles.is_parquet_there():
        for name, content in bundles.as_parquet(filled).items():
            yield _file(
                f"tables/{name}.parquet", filled[name][0].text, "application/vnd.apache.parquet", content, rows[name]
            )


_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _cells(rows: list[tables.Row]) -> list[Sequence[tables.Cell]]:
    return [[*row.values()] for row in rows]


def _graph(found: Tables) -> Iterator[File]:
    drawn = network.network(found)
    edges = drawn.number_of_edges()
    yield _file(
        "graph.graphml",
        "The graph of flows, in GraphML",
        "application/graphml+xml",
        network.as_graphml(drawn).encode(),
        edges,
    )
    yield _file(
        "graph.dot",
        "The graph of flows, in the language of Graphviz",
        "text/vnd.graphviz",
        network.as_dot(drawn).encode(),
        edges,
    )


def _file(name: str, title: str, media_type: str, content: bytes, rows: int | None = None) -> File:
    return File(f"{ROOT}/{name}", title, media_type, content, rows)
