"""Tables → their files: each alone as CSV and Parquet, all in one, and the graph of flows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date

from scripts.exports.open_data import bundles, descriptions, network, tables, views, workbook
from scripts.exports.open_data.documents import File
from scripts.exports.open_data.paths import ROOT
from scripts.exports.open_data.table_columns import FOLLOWS, Cell, Row, Table, Type
from scripts.exports.open_data.tables import Tables
from scripts.words.escapers.spreadsheet import joined as joined_values

Sheet = tuple[Sequence[str], Sequence[Sequence[Cell]]]
"""The names of columns, and rows."""
Shown = tuple[Sequence[str], Sequence[Sequence[Cell | date]]]
"""The same for spreadsheets, in which a day is a day and no text."""


def files(found: Tables) -> Iterator[File]:
    """Every file that is made of tables alone."""
    filled = {name: (table, found.rows[name]) for name, table in tables.definitions().items()}
    with closing(bundles.database(filled)) as database:
        wide: dict[str, Sheet] = {name: bundles.view(database, name) for name in views.VIEWS}
        sqlite = bundles.as_sqlite(database)
    texts = {name: table.text for name, (table, _) in filled.items()}
    texts |= {name: one.table.text for name, one in views.VIEWS.items()}
    sheets = {f"views/{name}": sheet for name, sheet in wide.items()}
    sheets |= {
        f"tables/{name}": (_names(table), [[*row.values()] for row in rows]) for name, (table, rows) in filled.items()
    }
    csvs = [
        _file(f"{path}.csv", texts[path.partition("/")[2]], "text/csv", bundles.as_csv(*sheet).encode(), len(sheet[1]))
        for path, sheet in sheets.items()
    ]
    package = {"datapackage.json": descriptions.data_package(found.source.registry).content}
    packed = {file.path.removeprefix(f"{ROOT}/"): file.content for file in csvs} | package
    lists = tables.plain_lists()
    book: dict[str, Sheet | Shown] = {**wide} | {
        name: joined(table, rows, _lists_of(name, found)) for name, (table, rows) in filled.items() if name not in lists
    }
    yield _file(
        "registry.zip", "All tables as CSV, with what their columns mean", "application/zip", bundles.as_zip(packed)
    )
    yield _file("registry.sqlite", "All tables as a SQLite database", "application/vnd.sqlite3", sqlite)
    yield _file("registry.xlsx", "All tables as a workbook", _OF_WORKBOOKS, workbook.as_workbook(book))
    yield from csvs
    if bundles.is_parquet_there():
        for name, content in bundles.as_parquet(filled).items():
            yield _file(
                f"tables/{name}.parquet", texts[name], "application/vnd.apache.parquet", content, len(filled[name][1])
            )
    drawn = network.network(found)
    for name, title, media_type, write in _GRAPHS:
        yield _file(name, title, media_type, write(drawn).encode(), len(drawn.edges))


_OF_WORKBOOKS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_GRAPHS: tuple[tuple[str, str, str, Callable[..., str]], ...] = (
    ("graph.graphml", "The graph of flows, in GraphML", "application/graphml+xml", network.as_graphml),
    ("graph.dot", "The graph of flows, in the language of Graphviz", "text/vnd.graphviz", network.as_dot),
)


def _file(name: str, title: str, media_type: str, content: bytes, rows: int | None = None) -> File:
    return File(f"{ROOT}/{name}", title, media_type, content, rows)


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _lists_of(table: str, found: Tables) -> dict[str, dict[Cell, str]]:
    """The lists of plain values that belong to the rows of a table, by what they are called and by the ids of these."""
    values: dict[str, dict[Cell, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, one in tables.plain_lists().items():
        for row in found.rows[name] if table in one.owners else ():
            values[one.key][row[one.owner_id]].append(str(row[one.value.name]))
    return {key: {id_: joined_values(some) for id_, some in lists.items()} for key, lists in values.items()}


def joined(table: Table, rows: Sequence[Row], lists: Mapping[str, Mapping[Cell, str]]) -> Shown:
    """A table for who looks at it: a fact has one cell, with its value or with why there is none, and so has a list."""
    names = [*_names(table), *lists]
    facts = [name.removesuffix("_state") for name in names if name.endswith("_state")]
    # The column in which the value of a fact begins; none for a list, whose entries stand in another table.
    values = {
        fact: next((name for name in (fact, f"{fact}_id", f"{fact}_first") if name in names), "") for fact in facts
    }
    kept = [name for name in names if not values.get(name.removesuffix("_state"), "") or not name.endswith("_state")]
    reasons = [(kept.index(value), f"{fact}_state") for fact, value in values.items() if value]
    states = [at for at, name in enumerate(kept) if name.endswith("_state")]
    days = [kept.index(column.name) for column in table.columns if column.type == Type.DAY]
    shown: list[list[Cell | date]] = []
    for row in rows:
        whole = {**row, **{key: found.get(row["id"]) for key, found in lists.items()}}
        cells: list[Cell | date] = [whole[name] for name in kept]
        for at in days:
            if cells[at]:
                cells[at] = date.fromisoformat(str(cells[at]))
        for at, state in reasons:
            if cells[at] is None:
                cells[at] = _reason(row[state])
        for at in states:
            cells[at] = _reason(row[kept[at]])
        shown.append(cells)
    return kept, shown


def _reason(state: Cell) -> Cell:
    """A state that does not follow from what stands beside it."""
    return None if state in FOLLOWS else state
